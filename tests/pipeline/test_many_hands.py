"""Builds by several processes: the same bytes as by one, and no article lost by another's fault."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from kg.export import export
from kg.graph import ArticleGraph, Iris
from kg.model import Document
from kg.pipeline import (
    Crew,
    Event,
    ReadBy,
    Rejected,
    Summary,
    Workshop,
    build_by,
    rejected,
    workshop,
)
from kg.pipeline.build import Entry, together
from kg.pipeline.hands import Alone, Hands
from kg.pipeline.summary import SetAside
from kg.readers import Meter, Problem, RdfFile, read
from kg.stores import LocalStore
from kg.validation import Validator, Verdict
from kg.vocabulary import DEFAULT_BASE
from tests.pipeline.workshops import extract, small

FILLER = "The two of them spoke for an hour and then the talks ended with a handshake. "


def document(number: int, text: str = "") -> Document:
    words = text or f"Asha Rao met Kofi Number{number % 7}."
    return Document(f"news-{number:03}", f"{words} {FILLER}", f"news.jsonl, line {number}")


def bytes_of(store: LocalStore) -> bytes:
    stream = io.BytesIO()
    export(store.quads(), "nquads", stream, base=store.base)
    return stream.getvalue()


def built(
    path: Path, hands: Hands, documents: list[Document], *, retry: bool = False
) -> tuple[bytes, Summary, list[Event]]:
    told: list[Event] = []
    with LocalStore.open(path) as store:
        items = [*rejected(store)] if retry else []
        summary = build_by(hands, [*items, *documents], store, retry=retry, tell=told.append)
        return bytes_of(store), summary, told


@pytest.fixture
def crew() -> Iterator[Crew]:
    with Crew(2, small, seconds=3) as made:
        yield made


def test_one_or_many_hands_give_the_same(tmp_path: Path, crew: Crew) -> None:
    documents = [document(n) for n in range(130)]
    documents[40] = document(40, "Raise.")
    documents[70] = document(70, "It rained.")
    by_one = built(tmp_path / "one", Alone(small()), documents)
    assert built(tmp_path / "many", crew, documents) == by_one
    _, summary, told = by_one
    assert (summary.read, summary.built, summary.rejected) == (130, 129, 1)
    assert [getattr(event, "origin", "") for event in told] == [
        "news.jsonl, line 40",
        "news.jsonl, line 70",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Die.", "the process that worked on it was ended by SIGKILL"),
        ("Leave.", "the process that worked on it ended (exit code 3)"),
        ("Hang.", "the process that worked on it was ended after 3 s"),
    ],
)
def test_an_article_that_ends_its_process_loses_no_other(
    tmp_path: Path, crew: Crew, text: str, reason: str
) -> None:
    documents = [document(n, text if n == 20 else "") for n in range(60)]
    others = [each for n, each in enumerate(documents) if n != 20]
    found, summary, told = built(tmp_path / "all", crew, documents)
    assert told == [Rejected("news.jsonl, line 20", "news-020", reason)]
    assert (summary.built, summary.rejected) == (59, 1)
    assert found == built(tmp_path / "others", Alone(small()), others)[0]
    (report,) = (tmp_path / "all" / "rejected").glob("*.nq")
    assert report.read_text().splitlines() == [f"# {DEFAULT_BASE}article/news-020", f"# {reason}"]


class Choking(Validator):
    """Fails on a batch that holds a certain article, as if pySHACL had a fault."""

    def check(self, graphs: Iterable[ArticleGraph]) -> list[Verdict]:
        listed = list(graphs)
        if any(graph.article.endswith("news-007") for graph in listed):
            raise RecursionError("too deep")
        return super().check(listed)


def test_a_batch_that_cannot_be_validated_is_traced_to_its_article(tmp_path: Path) -> None:
    documents = [document(n) for n in range(12)]
    others = [each for n, each in enumerate(documents) if n != 7]
    hands = Alone(Workshop(extract, Choking(), Iris(DEFAULT_BASE)))
    found, summary, told = built(tmp_path / "all", hands, documents)
    assert told == [Rejected("news.jsonl, line 7", "news-007", "RecursionError: too deep")]
    assert summary.built == 11
    assert found == built(tmp_path / "others", Alone(small()), others)[0]


def test_what_was_rejected_is_told_again_and_tried_again_only_if_asked(
    tmp_path: Path, crew: Crew
) -> None:
    documents = [document(1), document(2, "Raise."), document(3)]
    path = tmp_path / "store"
    before = built(path, Alone(small()), documents)

    def work(tasks: Sequence[object]) -> list[object]:
        assert not tasks
        return []

    found, summary, told = built(path, Alone(work), documents)
    assert (found, told) == (before[0], before[2])
    assert (summary.unchanged, summary.rejected) == (2, 1)

    again = built(path, Alone(small()), [], retry=True)
    assert (again[1].read, again[1].rejected) == (1, 1)
    mended = [document(1), document(2, "Asha Rao met Nina Berg."), document(3)]
    found, summary, _ = built(path, crew, mended)
    assert (summary.unchanged, summary.built, summary.rejected) == (2, 1, 0)
    assert found == built(tmp_path / "mended", Alone(small()), mended)[0]
    assert built(path, Alone(small()), [], retry=True)[1].read == 0


def test_a_rejected_article_is_kept_as_it_was_read(tmp_path: Path) -> None:
    given = Document(
        "a b", "Raise. “Here” \ud800.", "x.txt", "Rain", publisher="The Daily", language="en-IN"
    )
    built(tmp_path, Alone(small()), [given])
    with LocalStore.open(tmp_path, read_only=True) as store:
        (kept,) = rejected(store)
    assert kept == given


def test_another_text_under_a_stamp_is_built(tmp_path: Path) -> None:
    """The stamp of what the store no longer holds is not believed."""
    built(tmp_path, Alone(small()), [document(1), document(2)])
    stamps = (tmp_path / "built.sqlite").read_bytes()
    other = [document(1, "Nina Berg met Asha Rao."), document(2)]
    found = built(tmp_path, Alone(small()), other)[0]
    (tmp_path / "built.sqlite").write_bytes(stamps)  # as a power cut might leave it
    before = built(tmp_path, Alone(small()), [document(1), document(2)])
    assert (before[1].replaced, before[1].unchanged) == (1, 1)
    (tmp_path / "built.sqlite").write_bytes(b"no database" * 1000)
    again = built(tmp_path, Alone(small()), other)
    assert (again[0], again[1].replaced) == (found, 1)


def files(folder: Path) -> None:
    """Write small files of several kinds, one that no process survives reading among them."""
    folder.mkdir()
    for n in range(120):
        (folder / f"{n:03}.txt").write_text(f"---\nheadline: News {n}\n---\nRain fell on {n}.")
    lines = [json.dumps({"text": f"Snow fell on {n}.", "id": f"line-{n}"}) for n in range(40)]
    (folder / "050.jsonl").write_text("\n".join(lines))
    (folder / "060.html").write_text("<html><p>Hail.</p></html>")
    (folder / "070.json").write_text("{broken")
    (folder / "080.txt").write_text("")
    (folder / "090.nq").write_text("<https://example.org/a> <https://example.org/b> <urn:c> .\n")


def test_files_are_read_alike_by_one_and_by_many(tmp_path: Path) -> None:
    files(tmp_path / "news")
    sources = [str(tmp_path / "news"), "nowhere.txt", str(tmp_path / "news" / "*.txt")]
    with Crew(2, small) as crew:
        meter = Meter()
        found = list(read(sources, by=ReadBy(crew, None, meter)))
    alone = list(read(sources))
    assert [i for i in found if not isinstance(i, RdfFile)] == [
        i for i in alone if not isinstance(i, RdfFile)
    ]
    assert sum(isinstance(item, Document) for item in found) > 150
    assert sum(isinstance(item, Problem) for item in found) > 2
    size = sum(file.stat().st_size for file in (tmp_path / "news").iterdir())
    texts = sum(file.stat().st_size for file in (tmp_path / "news").glob("*.txt"))
    assert meter.bytes == size + texts


def test_the_programs_own_workshop_makes_the_same_in_each_process(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    stores = []
    for workers in (1, 2):
        with (
            Crew(workers, partial(workshop, DEFAULT_BASE)) as crew,
            LocalStore.open(tmp_path / str(workers)) as store,
        ):
            build_by(crew, read([str(root / "seeds")]), store)
            stores.append(bytes_of(store))
    assert stores[0] == stores[1]


def test_the_first_batch_is_put_by_itself_and_then_several_at_once() -> None:
    batches: list[tuple[list[Entry], list[object]]] = [
        ([SetAside("a", str(n), "")], [n]) for n in range(7)
    ]
    done = [outcomes for _, outcomes in together(batches)]
    assert done == [[0], [1, 2, 3, 4], [5, 6]]
    assert [entry for entries, _ in together(batches) for entry in entries] == [
        entry for entries, _ in batches for entry in entries
    ]
