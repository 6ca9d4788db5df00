"""Step query, names: people, parties, alliances and places by any name that they are called by."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode

from kg.errors import UnclearNameError, UnknownNameError
from kg.linking.lexicon import words as lexicon
from kg.queries.asking import Queryable
from kg.queries.blocks import iri, string
from kg.queries.candidates import Candidate, by_weight, described, listed
from kg.queries.forms import IN_FACTS, IN_GAZETTEER, KINDS, Named, forms
from kg.text.slugs import slug

_SHOWN = 8  # candidates in a message


def resolve(store: Queryable, kind: str, name: str) -> NamedNode:
    """Return the entity of KIND (`person`, `party` ...) that NAME means in STORE.

    NAME is a label or alias in any spelling, a slug (`hemant-soren`), or an IRI, whole or relative
    to the store's base. Those that facts speak of come before those only the gazetteer knows. A
    surname is its bearer's only while one full name alone has it.
    Raises UsageError with the candidates if there is none or more than one.
    """
    return _one(store, (kind,), kind, name)


def resolve_any(store: Queryable, name: str) -> NamedNode:
    """Return the entity of whatever kind that NAME means in STORE, as `resolve` does."""
    return _one(store, tuple(KINDS), "person, party, alliance, body or place", name)


def find(store: Queryable, kinds: Iterable[str], name: str) -> list[Named]:
    """Return the entities of KINDS that NAME means, in the order of their IRIs."""
    kinds = tuple(kinds)
    address = _address(store.base, kinds, name)
    for source in (IN_FACTS, IN_GAZETTEER):
        if address:
            found = forms(store, source, kinds, entity=address)
        elif "person" in kinds and len(_words(name)) == 1:
            found = _with_surname(store, forms(store, source, kinds), name)
        else:
            exact = forms(store, source, kinds, form=string(name))
            found = _labelled(exact or _called(forms(store, source, kinds), name), name)
        if found:
            return found
    return []


def nearest(store: Queryable, kinds: Iterable[str], name: str) -> list[Named]:
    """Return the entities of KINDS with all words of NAME, then those spelt most alike."""
    kinds = tuple(kinds)
    every = [named for s in (IN_FACTS, IN_GAZETTEER) for named in forms(store, s, kinds)]
    words = set(_words(name))
    sharing = [n for n in every if any(words <= set(_words(form)) for form in n.forms)]
    keys: dict[str, list[Named]] = {}
    for named in every:
        for form in named.forms:
            parts = _words(form) if len(words) == 1 else ()  # one name of several: "Hemnt"
            for key in dict.fromkeys((normalised(form), *parts)):
                keys.setdefault(key, []).append(named)
    close = difflib.get_close_matches(normalised(name), sorted(keys), n=_SHOWN, cutoff=0.7)
    alike = [named for key in close for named in keys[key]]
    unique: dict[str, Named] = {}
    for named in (*sharing, *alike):
        unique.setdefault(named.iri, named)
    return list(unique.values())[:_SHOWN]


def normalised(name: str) -> str:
    """Return NAME as names are compared: without case, accents, dots, spaces and honorifics."""
    return "".join(_words(name))


def _one(store: Queryable, kinds: tuple[str, ...], called: str, name: str) -> NamedNode:
    """Return the one entity of KINDS, in words CALLED so, that NAME means."""
    found = find(store, kinds, name)
    if len(found) == 1:
        return NamedNode(found[0].iri)
    if found:
        shown = described(store, by_weight(store, found)[:_SHOWN])
        more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        message = f"{name!r} names more than one {called}; give the address of one:"
        raise UnclearNameError(f"{message}\n{listed(shown)}{more}", name, shown)
    words, instead = _instead(store, kinds, name)
    raise UnknownNameError(f"no {called} is called {name!r}{words}", name, instead)


def _instead(
    store: Queryable, kinds: tuple[str, ...], name: str
) -> tuple[str, tuple[Candidate, ...]]:
    """Return who of another kind bears NAME, in words, else who of KINDS is called nearly so."""
    others = [kind for kind in KINDS if kind not in kinds]
    borne = [(kind, found) for kind in others if (found := find(store, (kind,), name))]
    if borne:
        told = [(kind, described(store, found)) for kind, found in borne]
        return "".join(f", but {_a(kind)} is:\n{listed(found)}" for kind, found in told), ()
    if near := described(store, nearest(store, kinds, name)):
        return f"; near it:\n{listed(near)}", near
    return ", and no other name is near it", ()


def _a(kind: str) -> str:
    """Return KIND with its article."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _words(name: str) -> list[str]:
    """Return the words of NAME as its slug has them, honorifics taken off."""
    words = slug(name).split("-")
    return [word for word in words if word not in _honorifics()] or words


@cache
def _honorifics() -> frozenset[str]:
    """Return the words that stand with names and are no part of them."""
    return frozenset(map(slug, lexicon().honorific | lexicon().suffix))


def _address(base: str, kinds: tuple[str, ...], name: str) -> NamedNode | None:
    """Return the IRI that NAME is, if it has the form of one rather than a name's."""
    bare = name.strip().removeprefix("<")
    if "://" in bare or bare.startswith(tuple(f"{kind}/" for kind in kinds)):
        return iri(base, name)
    return None


def _called(every: list[Named], name: str) -> list[Named]:
    """Return those of EVERY that have a form which is NAME but for its spelling."""
    wanted = normalised(name)
    return [named for named in every if wanted in {normalised(form) for form in named.forms}]


def _with_surname(store: Queryable, every: list[Named], name: str) -> list[Named]:
    """Return those of EVERY that the single word NAME means.

    It is everyone's whose full name ends so: an alias that articles gave one of them is no
    decision for a reader. Who is known by the bare surname alone comes second to a full name.
    """
    called = _called(every, name)
    people = f"{store.base}person/"
    if not all(named.iri.startswith(people) for named in called):
        return _labelled(called, name)
    surname = normalised(name)
    full = [
        named
        for named in every
        if named.iri.startswith(people)
        and len(words := _words(named.label)) > 1
        and (words[-1] == surname or named in called)
    ]
    return (
        full if len(full) == 1 else list({named.iri: named for named in [*full, *called]}.values())
    )


def _labelled(found: list[Named], name: str) -> list[Named]:
    """Return those of FOUND whose label, and not an alias, is NAME; all if there are none."""
    wanted = normalised(name)
    return [named for named in found if normalised(named.label) == wanted] or found
