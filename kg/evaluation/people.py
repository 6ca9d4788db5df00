"""Step evaluate, people: kinship, and who is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from kg.evaluation.gold import Gold, GoldKin
from kg.evaluation.names import Names, any_same, same_person
from kg.evaluation.predictions import Kin, Speaker
from kg.evaluation.tally import Count


def count_kin(gold: Gold, kin: Sequence[Kin], count: Count) -> None:
    """Count the predicted KIN: whom it joins, in either order; spouse or another relation."""
    left = list(kin)
    for wanted in gold.kin:
        hit = next((each for each in left if _joins(each, wanted)), None)
        if hit is not None:
            left.remove(hit)
            count.judge(hit.report, right=True)
        if not count["kin"].gold(found=hit is not None):
            count.miss(f"missed kin: {wanted.person}, {wanted.relative}")
    for extra in left:
        who = ", ".join(min(names) for names in extra.people + extra.relatives)
        count.judge(extra.report, right=False)
        count.false("kin", f"extra kin: {who}")


def _joins(kin: Kin, wanted: GoldKin) -> bool:
    """Return whether KIN is of the two people WANTED."""
    if kin.spouse != wanted.spouse:
        return False
    return any(
        _named(kin.people, one) and _named(kin.relatives, other)
        for one, other in (
            (wanted.person, wanted.relative),
            (wanted.relative, wanted.person),
        )
    )


def count_speakers(gold: Gold, speakers: Sequence[Speaker], count: Count) -> None:
    """Count who is quoted, each once however often."""
    heard = {min(each.names): each.names for each in speakers}
    said: dict[str, list[str]] = {}
    for each in speakers:
        said.setdefault(min(each.names), []).append(each.report)
    for wanted in gold.speakers:
        if not count["speakers"].gold(_named(list(heard.values()), wanted)):
            count.miss(f"missed speaker: {wanted}")
    for label, names in heard.items():
        right = any_same(names, gold.speakers, same_person)
        if not right and any_same(names, gold.spare_speakers, same_person):
            continue
        for report in said[label]:
            count.judge(report, right)
        if right:
            count["speakers"].right += 1
        else:
            count.false("speakers", f"extra speaker: {label}")


def _named(people: Sequence[Names], name: str) -> bool:
    """Return whether one of PEOPLE is called NAME."""
    return any(any_same(names, [name], same_person) for names in people)
