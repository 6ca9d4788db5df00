"""Articles through the whole pipeline, with an extraction that knows one kind of sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Document
from kg.pipeline import Event, Extract, Rejected, SetAside, Summary, build, remove
from kg.readers import Level, Problem
from kg.stores import LocalStore
from kg.validation import Validator

FILLER = "The two of them spoke for an hour and then the talks ended with a handshake. "


class Work:
    """A store that is built into again and again, and what was told of it last."""

    def __init__(
        self, store: LocalStore, rejected: Path, extract: Extract, validator: Validator
    ) -> None:
        self.store = store
        self.rejected = rejected
        self.extract = extract
        self.validator = validator
        self.told: list[Event] = []

    def build(self, *items: Document | Problem) -> Summary:
        self.told = []
        tell = self.told.append
        return build(items, self.store, self.extract, validator=self.validator, tell=tell)

    def article(self, identifier: str) -> str:
        return self.store.iris.article(identifier)

    def reports(self) -> list[str]:
        """Return the files of what was rejected."""
        return [file.read_text() for file in self.rejected.glob("*.nq")]

    def facts(self) -> set[str]:
        return set(map(str, self.store.triples(self.store.iris.facts_graph)))


@pytest.fixture
def work(store: LocalStore, tmp_path: Path, extract: Extract, validator: Validator) -> Work:
    return Work(store, tmp_path / "store" / "rejected", extract, validator)


def document(identifier: str, text: str = "Asha Rao met Kofi Mensah.", **given: str) -> Document:
    return Document(identifier, f"{text} {FILLER}", f"{identifier}.txt", **given)  # type: ignore[arg-type]


def test_an_article_is_built_then_unchanged_then_replaced(work: Work) -> None:
    first = work.build(document("a"))
    assert (first.read, first.built, dict(first.reports)) == (1, 1, {"MeetingReport": 1})
    facts = work.facts()
    again = work.build(document("a"))
    assert (again.unchanged, again.built, again.replaced) == (1, 0, 0)
    assert work.facts() == facts
    other = work.build(document("a", "Nina Berg met Kofi Mensah."))
    assert (other.replaced, other.built) == (1, 0)
    assert any("Nina Berg" in triple for triple in work.facts())
    assert not any("Asha Rao" in triple for triple in work.facts())


def test_one_without_politics_is_built_and_counted(work: Work) -> None:
    summary = work.build(document("a", "It rained."))
    assert (summary.built, summary.without_reports, summary.reports.total()) == (1, 1, 0)
    assert work.store.article_iris() == [work.article("a")]


def test_one_in_another_language_is_set_aside(work: Work) -> None:
    french = (
        "Le président a rencontré le ministre de la justice à Paris pour parler de la loi. " * 3
    )
    summary = work.build(
        Document("fr", french, "fr.txt"),
        document("hi", language="hi"),
        document("a", language="en-IN"),
    )
    assert (summary.read, summary.set_aside, summary.built) == (3, 2, 1)
    assert [(type(event), getattr(event, "origin", "")) for event in work.told] == [
        (SetAside, "fr.txt"),
        (SetAside, "hi.txt"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Raise.", "ZeroDivisionError: the extraction went wrong"),
        ("Refuse.", "the extraction can't make sense of it"),
    ],
)
def test_one_that_cannot_be_extracted_loses_no_other(work: Work, text: str, reason: str) -> None:
    summary = work.build(document("a"), document("bad", text), document("c"))
    assert (summary.built, summary.rejected) == (2, 1)
    assert work.told == [Rejected("bad.txt", "bad", reason)]
    (report,) = work.reports()
    assert report.startswith(f"# {work.article('bad')}\n")
    assert reason in report
    assert ("Traceback" in report) == (text == "Raise.")


def test_one_that_does_not_conform_is_kept_aside_with_its_report(work: Work) -> None:
    summary = work.build(document("a"), document("bad", "No evidence. Asha Rao met Kofi Mensah."))
    assert (summary.built, summary.rejected) == (1, 1)
    (event,) = work.told
    assert isinstance(event, Rejected)
    assert event.origin == "bad.txt"
    (report,) = work.reports()
    assert event.reason.split(" (and")[0] in report
    assert report.endswith(" .\n")  # the graph
    assert work.store.article_iris() == [work.article("a")]


def test_one_that_contradicts_its_text_is_named_with_the_sentence(work: Work) -> None:
    work.build(document("bad", "Misname. Asha Rao met Kofi Mensah."))
    (event,) = work.told
    assert isinstance(event, Rejected)
    assert "This name has words that the text has not: someone, else." in event.reason
    assert event.sentence


def test_a_rejected_one_leaves_its_former_version_and_is_forgotten_once_right(work: Work) -> None:
    work.build(document("a"))
    before = set(work.store.triples(work.article("a")))
    work.build(document("a", "No evidence. Nina Berg met Kofi Mensah."))
    assert set(work.store.triples(work.article("a"))) == before
    assert len(work.reports()) == 1
    work.build(document("a", "Nina Berg met Kofi Mensah."))
    assert not work.reports()


def test_problems_are_told_and_counted(work: Work) -> None:
    error, notice = Problem("a", "is empty"), Problem("b", "no date", Level.NOTICE)
    summary = work.build(error, document("c"), notice)
    assert (summary.errors, summary.notices, summary.read, summary.built) == (1, 1, 1, 1)
    assert work.told == [error, notice]


def test_another_outlets_article_of_one_identifier_is_kept_too(work: Work) -> None:
    work.build(document("1", publisher="The Daily"))
    other = document("1", "Nina Berg met Kofi Mensah.", publisher="The Weekly")
    summary = work.build(other)
    assert (summary.built, summary.replaced, summary.notices) == (1, 0, 1)
    assert "both are kept, this one as '1~" in str(work.told[0])
    assert len(work.store.article_iris()) == 2
    again = work.build(other)
    assert (again.unchanged, again.built) == (1, 0)
    newer = work.build(document("1", "Nina Berg met Asha Rao.", publisher="The Daily"))
    assert (newer.replaced, newer.built) == (1, 0)


def test_order_and_batches_make_no_difference(tmp_path: Path, extract: Extract) -> None:
    documents = [document(f"a{n}", f"Asha Rao met Kofi Number{n}.") for n in range(60)]
    facts = []
    for name, order in (("one", documents), ("two", documents[::-1])):
        with LocalStore.open(tmp_path / name) as store:
            build(order, store, extract)
            facts.append(sorted(map(str, store.quads())))
    assert facts[0] == facts[1]


def test_removing_takes_out_exactly_what_an_article_reports(work: Work) -> None:
    work.build(document("a"))
    before = sorted(map(str, work.store.quads()))
    work.build(document("b", "Nina Berg met Kofi Mensah."), document("c", "Refuse."))
    assert remove(work.store, ["b", work.article("c")]) == [work.article("b"), work.article("c")]
    assert sorted(map(str, work.store.quads())) == before
    assert not work.reports()


def test_removing_what_is_not_there_changes_nothing(work: Work) -> None:
    work.build(document("a"))
    with pytest.raises(UsageError, match="there is no article 'nowhere' in the store"):
        remove(work.store, ["a", "nowhere"])
    assert work.store.article_iris() == [work.article("a")]


def test_a_shape_that_found_nothing_is_named(store: LocalStore, extract: Extract) -> None:
    summary = build([document("a")], store, extract)
    unmatched = [shape.rpartition("#")[2] for shape in summary.unmatched]
    assert "SeatSharingReport" in unmatched
    assert "MeetingReport" not in unmatched
    assert "Party" not in unmatched
