"""Map alliances, the general reading: who keeps a government in office, or is asked or loath to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mappers.arguments import Place
from kg.model import Entity

_WITHDRAWN = re.compile(r"\bwithdr\w+ (?:\S+ ){0,3}$")  # it was there, whoever is asked about it


def prop(place: Place) -> Iterator[tuple[list[Entity], bool]]:
    """Yield a government and its backers: "the Foo government needs Bar's support".

    Where the government comes behind the word, that may be denied or wished for: "Bar refused to
    support the Foo government", "Bar pledged its support to the Foos to form a government".
    """
    ruled = place.acting(place.ahead("ruled") or place.ahead("ruled of"))
    backers = place.acting(place.behind("backer")) or place.acting(place.ahead("owner"))
    lent = place.ahead("lent") and place.behind("lent to")  # "Bar extended support to the Foos"
    upheld = place.behind("upheld") or place.behind("upheld of") or lent
    behind = [] if ruled else place.acting(upheld or None)
    if behind and not backers:
        backers = place.doers()
    ruled = ruled[-1:] or behind
    together = [*ruled, *(e for e in backers if e not in ruled)]
    yield together if backers and ruled else [], not behind or bool(_WITHDRAWN.search(place.before))


def reliance(place: Place) -> Iterator[tuple[list[Entity], bool]]:
    """Yield whoever governs by another's votes: "Foo depends on the support of Bar to govern"."""
    backers = place.acting(place.behind("relied on"))
    who = [e for e in place.doers() if e not in backers] if backers else []
    yield [*who[-1:], *backers] if who else [], False
