"""Articles that do not conform: kept aside with the reasons, readable by any tool."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import InputError
from kg.graph import ArticleGraph
from kg.stores import LocalStore, Rejection

Article = Callable[..., ArticleGraph]


def rejected(store: LocalStore) -> list[Rejection]:
    """Return the rejections of STORE, beside which nothing is kept."""
    return [kept for kept in store.rejections.all_kept() if isinstance(kept, Rejection)]


def test_a_rejected_article_is_kept_aside_until_it_is_put(
    store: LocalStore, article: Article
) -> None:
    bad = article("b", "ana")
    report = "# the meeting has one participant\n\nline: “said,” he <said>\n"
    store.rejections.add(bad.article, report, bad.triples)
    store.rejections.add(article("a").article, "no evidence", article("a").triples)
    one = Rejection(article("a").article, "no evidence", article("a").triples)
    assert {kept.article: kept for kept in rejected(store)} == {
        one.article: one,
        bad.article: Rejection(bad.article, report, bad.triples),
    }
    assert store.article_iris() == []
    store.put([article("b", "ana", "ben")])
    assert rejected(store) == [one]


def test_a_rejected_article_leaves_the_stored_one_as_it_was(
    store: LocalStore, article: Article
) -> None:
    store.put([article("a", "ana", "ben")])
    store.rejections.add(article("a").article, "no participants", article("a").triples)
    assert set(store.triples(article("a").article)) == set(article("a", "ana", "ben").triples)
    store.rejections.add(article("a").article, "still none", article("a").triples)
    assert [rejection.report for rejection in rejected(store)] == ["still none"]
    assert store.remove(article("a").article)
    assert not rejected(store)
    assert store.article_iris() == []


def test_only_a_rejected_article_can_be_removed_as_well(
    store: LocalStore, article: Article
) -> None:
    store.rejections.add(article("a").article, "no evidence", article("a").triples)
    assert store.remove(article("a").article)
    assert not store.remove(article("a").article)


def test_the_file_is_rdf_that_other_tools_read(
    tmp_path: Path, store: LocalStore, article: Article
) -> None:
    store.rejections.add(
        article("a", "ana").article, "one participant\r\nonly", article("a", "ana").triples
    )
    (file,) = (tmp_path / "store" / "rejected").iterdir()
    quads = list(parse(path=file, format=RdfFormat.N_QUADS))
    assert {quad.triple for quad in quads} == set(article("a", "ana").triples)
    assert {quad.graph_name for quad in quads} == {NamedNode(article("a").article)}
    assert file.read_text().startswith(f"# {article('a').article}\n# one participant\n# only\n<")


def test_a_damaged_file_is_told(tmp_path: Path, store: LocalStore, article: Article) -> None:
    store.rejections.add(article("a").article, "no evidence", article("a").triples)
    (file,) = (tmp_path / "store" / "rejected").iterdir()
    for damage in (b"", b"# iri\n<http://example.org/", b"\xff"):
        file.write_bytes(damage)
        with pytest.raises(InputError, match=f"{file.name} is damaged"):
            rejected(store)
