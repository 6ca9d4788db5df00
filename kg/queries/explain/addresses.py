"""Step explain, addresses: what an address leads to, where what had it has become another."""

from __future__ import annotations

import re

from kg.errors import UsageError
from kg.graph.identity import digest
from kg.queries.asking import Queryable, answers, select, text_of
from kg.queries.blocks import fill, iri
from kg.queries.explain import questions
from kg.queries.explain.said import local
from kg.queries.forms import KINDS
from kg.queries.names import nearest

_SUFFIX = re.compile(r"-[0-9a-f]{6}$")  # tells namesakes apart
_FROM_SEVERAL = ("membership", "stance")  # addresses made of a report, a member and an alliance


def address(store: Queryable, name: str) -> str | None:
    """Return the IRI that NAME is, None if it is a name."""
    bare = name.strip()
    if "://" in bare or ("/" in bare.strip("<>") and not set(bare) & set(" \t\n")):
        return iri(store.base, bare).value
    return None


def moved(store: Queryable, old: str) -> str | None:
    """Return what has become of OLD: whom an article's own node mentions, or the fact now.

    An old fact's address is made of its first report, which is part of the fact now.
    """
    for row in answers(store, questions.MENTIONED, [old]):
        return text_of(row["fact"])
    kind, _, name = old.removeprefix(store.base).partition("/")
    if kind in _FROM_SEVERAL:
        return _moved_membership(store, kind, name)
    rows = answers(store, questions.FACTS_LINKED, [f"{store.base}report/{name}"])
    facts = sorted({text_of(row["fact"]) for row in rows})
    return next((fact for fact in facts if fact.startswith(f"{store.base}{kind}/")), None)


def _moved_membership(store: Queryable, kind: str, name: str) -> str | None:
    """Return the membership or stance that has a report of which the address was made."""
    for row in select(store, fill(questions.MEMBERSHIPS, store.base, {})):
        words = {each: text_of(term) for each, term in row.items()}
        parts = [local(words["report"]), words["member"], words.get("alliance", "")]
        if words["subject"].startswith(f"{store.base}{kind}/") and digest(parts) == name:
            return words["subject"]
    return None


def unknown(store: Queryable, name: str, old: str) -> UsageError:
    """Return the error for the address OLD, given as NAME, that leads nowhere."""
    words = _SUFFIX.sub("", local(old)).replace("-", " ")
    near = nearest(store, KINDS, words)
    message = f"the store knows nothing of {name}; give a name, or an address that it gave"
    lines = [f"  {named.label}: {named.iri.removeprefix(store.base)}" for named in near]
    return UsageError("\n".join([message + ("; near it:" if near else ""), *lines]))
