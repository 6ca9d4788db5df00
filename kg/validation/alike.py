"""Step validate, alike: nodes that no shape can tell apart, of which one is checked for all.

News repeats itself: of a thousand articles' nodes few have a form that was not there before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import ArticleGraph
from kg.graph.terms import TYPE
from kg.validation.forms import Form, Rules, form_of
from kg.vocabulary import RDFS

_MOST = 4_000  # forms in memory, of 4 KB each
_PLAIN = (NamedNode, Literal)
_TYPE = TYPE.value
_SUBCLASS = RDFS + "subClassOf"


class Rest(NamedTuple):
    """What is left of graphs to be checked: nodes of new FORMS, and the types of those beside."""

    graphs: list[ArticleGraph]
    beside: list[list[Triple]]
    forms: set[Form]


class Alike:
    """Remembers which forms conform, by RULES; IS_TERM tells the vocabulary from graphs' nodes."""

    def __init__(self, rules: Rules, is_term: Callable[[str], bool]) -> None:
        self._rules = rules
        self._is_term = is_term
        self._good: set[Form] = set()

    def rest(
        self, graphs: Sequence[ArticleGraph], beside: Sequence[Iterable[Triple]]
    ) -> Rest | None:
        """Return what is to be checked of GRAPHS; None if all of them are, as they are.

        BESIDE are the types of what each graph points to, as far as they aren't in it.
        """
        rest = Rest([], [], set())
        for graph, known in zip_longest(graphs, beside, fillvalue=()):
            assert isinstance(graph, ArticleGraph)  # noqa: S101 - BESIDE is never longer
            nodes = _Nodes(graph.triples, known, self._rules, self._is_term)
            if not nodes.plain:
                return None
            new = {n: form for n, form in nodes.forms() if form not in self._good}
            first = {form: n for n, form in reversed(new.items()) if form not in rest.forms}
            if first:
                rest.forms.update(first)
                own, others = nodes.part(first.values())
                rest.graphs.append(ArticleGraph(graph.article, tuple(own)))
                rest.beside.append(others)
        return rest

    def conform(self, forms: Iterable[Form]) -> None:
        """Remember that nodes of these FORMS conform."""
        if len(self._good) > _MOST:
            self._good.clear()
        self._good.update(forms)


class _Nodes:
    """The nodes of one graph; `plain` unless some stand where shapes see more than forms tell."""

    def __init__(
        self,
        triples: Iterable[Triple],
        beside: Iterable[Triple],
        rules: Rules,
        is_term: Callable[[str], bool],
    ) -> None:
        self.plain = rules.complete
        self._rules = rules
        self._is_term = is_term
        self._triples: dict[str, list[Triple]] = defaultdict(list)
        self._told: dict[str, list[tuple[str, NamedNode | Literal]]] = defaultdict(list)
        self._types: dict[str, list[str]] = defaultdict(list)
        self._pointing: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for subject, predicate, value in beside:
            if predicate == TYPE and isinstance(value, NamedNode):  # nothing else is beside
                self._types[subject.value].append(value.value)
        others = set(self._types)
        self.plain &= self._take(triples) and others.isdisjoint(self._triples)

    def forms(self) -> Iterator[tuple[str, Form]]:
        """Yield each node that shapes look at, with its form."""
        types = {node: tuple(sorted(of)) for node, of in self._types.items()}
        for node, told in self._told.items():
            yield node, (form_of(told, types, self._rules, self._is_term), self._way_to(node))
        for node in self._pointing.keys() - self._triples.keys():
            yield node, (types.get(node, ()), self._way_to(node))

    def part(self, nodes: Iterable[str]) -> tuple[list[Triple], list[Triple]]:
        """Return what the graph says of NODES and of what points to them; the types of others."""
        kept = dict.fromkeys(nodes)
        kept |= dict.fromkeys(who for node in list(kept) for who, _ in self._pointing.get(node, ()))
        own = [triple for node in kept for triple in self._triples.get(node, ())]
        met = {t.object for t in own if isinstance(t.object, NamedNode)}
        others = [
            Triple(node, TYPE, NamedNode(type_))
            for node in met
            if node.value not in kept or node.value not in self._triples
            for type_ in self._types.get(node.value, ())
        ]
        return own, others

    def _take(self, triples: Iterable[Triple]) -> bool:
        """Take in the TRIPLES of the graph; return whether forms tell all that shapes see in them.

        What the engine gives is asked for once each.
        """
        is_term, pointing = self._is_term, self._rules.pointing
        for triple in dict.fromkeys(triples):
            subject, predicate, value = triple
            node, property_ = subject.value, predicate.value
            own = isinstance(subject, NamedNode) and not is_term(node)
            if not own or property_ == _SUBCLASS or not isinstance(value, _PLAIN):
                return False
            self._triples[node].append(triple)
            self._told[node].append((property_, value))
            if property_ == _TYPE and isinstance(value, NamedNode):
                self._types[node].append(value.value)
            if property_ in pointing:
                if isinstance(value, Literal) or is_term(value.value):
                    return False
                self._pointing[value.value].append((node, property_))
        return True

    def _way_to(self, node: str) -> tuple[str, ...]:
        """Return by which properties that shapes follow others point to NODE."""
        pointing = self._pointing.get(node)
        return tuple(sorted({predicate for _, predicate in pointing})) if pointing else ()
