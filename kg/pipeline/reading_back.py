"""The whole way, read back: articles' graphs out of files of RDF that `kg export` wrote.

Only what articles report is read: facts across them are made anew, the gazetteer comes with the
program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Triple

from kg.errors import InputError
from kg.graph import ArticleGraph, Iris
from kg.graph.reading import parsed
from kg.graph.staging import Staged
from kg.graph.terms import REIFIES
from kg.graph.union import told_apart
from kg.pipeline.summary import SetAside
from kg.readers import Level, Problem, RdfFile
from kg.validation import Violation, check_read_back

LARGEST = 100_000  # statements of an article; the longest articles have a fifth
_LONGEST = 64_000_000  # characters of these, written out

_UNCHECKED = (
    "from graphs, their quotations were not compared with the texts, which RDF does not hold; the "
    "facts across articles are made anew"
)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """An article's graph as a file has it, and what in it the article has no say in."""

    origin: str
    identifier: str
    graph: ArticleGraph
    violations: tuple[Violation, ...]


Item: TypeAlias = ReadBack | SetAside | Problem


def read_back(file: RdfFile, iris: Iris) -> Iterator[Item]:
    """Yield the articles in FILE, in order of their IRIs, and what in it is none.

    The file is read whole before anything is yielded, by way of the disk; memory holds one article.
    What is wrong with the file comes as a Problem, and nothing of it is read then.
    """
    try:
        with Staged(parsed(file.stream, file.ending, file.origin)) as staged:
            found = False
            for item in _items(staged, file.origin, iris):
                found = found or isinstance(item, ReadBack)
                yield item
            if found:
                yield Problem(file.origin, f"articles were read {_UNCHECKED}", Level.NOTICE)
            else:
                yield Problem(file.origin, f"holds no article under {iris.base}", Level.NOTICE)
    except InputError as error:
        yield Problem(file.origin, str(error).removeprefix(file.origin).lstrip(":, "))


def _items(staged: Staged, origin: str, iris: Iris) -> Iterator[Item]:
    """Yield what the graphs of a file are, and then what its statements without a graph are."""
    made_anew = (iris.facts_graph, iris.gazetteer_graph)
    for name in staged.graphs():
        if name not in made_anew:
            yield _item(f"{origin}, graph {name}", name, staged.triples(name), iris)
    for name, triples in told_apart(staged, iris):
        yield _item(f"{origin}, article {name}", name, triples, iris)


def _item(origin: str, name: str, triples: Iterator[Triple], iris: Iris) -> ReadBack | SetAside:
    """Return the graph NAME, held against what its article may say; or why it is not read."""
    identifier = iris.identifier(name)
    if name == identifier or iris.article(identifier) != name:
        return SetAside(origin, name, f"it is no article's graph under {iris.base}")
    bounded = _bounded(triples)
    if bounded is None:
        return SetAside(origin, name, "it is larger than any article's graph")
    graph = ArticleGraph(name, tuple(sorted(bounded, key=str)))
    return ReadBack(origin, identifier, graph, check_read_back(graph, iris))


def _bounded(triples: Iterator[Triple]) -> set[Triple] | None:
    """Return TRIPLES; None if they are more than any article's, in number or in length."""
    found: set[Triple] = set()
    characters = 0
    for triple in triples:
        if triple.predicate == REIFIES:
            continue  # what facts a report tells is made anew
        found.add(triple)
        characters += len(str(triple))
        if len(found) > LARGEST or characters > _LONGEST:
            return None
    return found
