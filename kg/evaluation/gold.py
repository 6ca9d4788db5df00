"""Step evaluate, gold: what a careful reader takes from an article, out of YAML.

The form is that of tests/gold: one file an article, with `article` (its identifier), `dateline`,
`meetings`, `alliances`, `roles`, `moves`, `kin`, `speakers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kg.errors import InputError

Texts: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """A meeting. `must` unset: it scores neither way. `spare`: people the text leaves open.

    `places` are its place and venue; `other_places` are right too, where it has none of its own.
    `day` is the day where the text fixes it; `day_if_published` where a publication date beside
    the text does (YYYY-MM-DD).
    """

    name: str
    status: str
    people: Texts
    spare: Texts
    groups: Texts
    organizations: Texts
    absent: Texts
    topics: Texts
    places: Texts
    other_places: Texts
    day: str | None
    day_if_published: str | None
    must: bool

    @property
    def others(self) -> Texts:
        """Return who took part besides people."""
        return self.groups + self.organizations


@dataclass(frozen=True, slots=True)
class GoldAlliance:
    """An alliance with a status; `spare` are members that the text only implies."""

    status: str
    members: Texts
    names: Texts
    spare: Texts
    must: bool


@dataclass(frozen=True, slots=True)
class GoldOffice:
    """An office (`kind` is its status) or a move (`kind` is what happened) of a person."""

    person: str
    kind: str
    title: str | None
    organization: str | None


@dataclass(frozen=True, slots=True)
class GoldKin:
    """A person and a relative; `spouse` or of another kind."""

    person: str
    relative: str
    spouse: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """What is right for one article; the `spare` ones score neither way."""

    article: str
    meetings: tuple[GoldMeeting, ...]
    alliances: tuple[GoldAlliance, ...]
    roles: tuple[GoldOffice, ...]
    spare_roles: tuple[GoldOffice, ...]
    moves: tuple[GoldOffice, ...]
    spare_moves: tuple[GoldOffice, ...]
    kin: tuple[GoldKin, ...]
    speakers: Texts
    spare_speakers: Texts


def load_gold(folder: Path) -> list[Gold]:
    """Return the gold of all `*.yaml` in FOLDER; raise InputError if there is none or a bad one."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise InputError(f"{folder}: there is no gold here (one *.yaml file an article)")
    return [read_gold(path) for path in paths]


def read_gold(path: Path) -> Gold:
    """Return the gold in the file PATH; raise InputError that names it if it has another form."""
    try:
        return _gold(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise InputError(f"{path}: can't be read as YAML: {error}") from error
    except KeyError as error:
        raise InputError(f"{path}: not in the form of gold: {error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise InputError(f"{path}: not in the form of gold: {error}") from error


def _gold(data: Mapping[str, Any]) -> Gold:
    """Return the gold of an article out of its YAML mapping."""
    dateline = data.get("dateline")
    return Gold(
        article=str(data["article"]),
        meetings=tuple(_meeting(item, dateline) for item in data.get("meetings") or ()),
        alliances=tuple(map(_alliance, data.get("alliances") or ())),
        roles=tuple(map(_role, data.get("roles") or ())),
        spare_roles=tuple(map(_role, data.get("roles_also_right") or ())),
        moves=tuple(map(_move, data.get("moves") or ())),
        spare_moves=tuple(map(_move, data.get("moves_also_right") or ())),
        kin=tuple(map(_kin, data.get("kin") or ())),
        speakers=_texts(data, "speakers"),
        spare_speakers=_texts(data, "speakers_also_right"),
    )


def _meeting(item: Mapping[str, Any], dateline: str | None) -> GoldMeeting:
    """Return the meeting ITEM of an article with that DATELINE."""
    other_places = (item.get("place_also"), item.get("venue_also"), dateline)
    return GoldMeeting(
        name=str(item.get("id")),
        status=str(item.get("status")),
        people=_texts(item, "people"),
        spare=_texts(item, "also_right"),
        groups=_texts(item, "groups"),
        organizations=_texts(item, "organizations"),
        absent=_texts(item, "absent"),
        topics=_texts(item, "topics"),
        places=tuple(str(p) for p in (item.get("place"), item.get("venue")) if p),
        other_places=tuple(str(p) for p in other_places if p),
        day=_day(item.get("date")),
        day_if_published=_day(item.get("date_if_published")),
        must=bool(item.get("must", True)),
    )


def _alliance(item: Mapping[str, Any]) -> GoldAlliance:
    """Return the alliance ITEM."""
    names = (item.get("name"), *_texts(item, "aliases"))
    return GoldAlliance(
        status=str(item.get("status")),
        members=_texts(item, "members"),
        names=tuple(str(name) for name in names if name),
        spare=_texts(item, "also_right"),
        must=bool(item.get("must", True)),
    )


def _role(item: Mapping[str, Any]) -> GoldOffice:
    """Return the office ITEM; it is a current one unless it says otherwise."""
    kind = str(item.get("status", "current"))
    return GoldOffice(str(item["person"]), kind, str(item["title"]), _text(item, "of"))


def _move(item: Mapping[str, Any]) -> GoldOffice:
    """Return the move ITEM."""
    return GoldOffice(
        str(item["person"]), str(item["kind"]), _text(item, "title"), _text(item, "organization")
    )


def _kin(item: Mapping[str, Any]) -> GoldKin:
    """Return the kinship ITEM."""
    return GoldKin(str(item["person"]), _text(item, "of") or "", item.get("relation") == "spouse")


def _texts(item: Mapping[str, Any], key: str) -> Texts:
    """Return the list under KEY, empty where there is none."""
    return tuple(str(text) for text in item.get(key) or ())


def _text(item: Mapping[str, Any], key: str) -> str | None:
    """Return the text under KEY, None where there is none."""
    return str(item[key]) if item.get(key) else None


def _day(value: object) -> str | None:
    """Return VALUE as YYYY-MM-DD if it is a full day."""
    return value.isoformat()[:10] if isinstance(value, date) else full_day(value)


def full_day(value: object) -> str | None:
    """Return the day that the text VALUE begins with, None if it is no full day."""
    text = str(value or "")[:10]
    parts = text.split("-")
    fits = [len(part) for part in parts] == [4, 2, 2] and "".join(parts).isdecimal()
    return text if fits else None
