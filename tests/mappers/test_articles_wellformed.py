"""Check the invented articles: each has gold in the form of gold, and the gold is in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

_FOLDER = Path(__file__).parent / "articles"
_TEXTS = sorted(_FOLDER.rglob("*.txt"))
_KEYS = {
    *("article", "published", "dateline", "agency", "headline", "hard", "must_not"),
    *("meetings", "alliances", "roles", "moves", "kin", "speakers"),
    *("roles_also_right", "moves_also_right", "speakers_also_right"),
}
_REQUIRED = {"article", "published", "dateline", "meetings", "alliances", "roles", "moves", "kin"}
_STATUSES = {
    "meetings": {"held", "planned", "cancelled", "denied"},
    "alliances": {"active", "sought", "planned", "refused", "denied", "ended"},
    "roles": {"current", "former", "incoming"},
    "moves": {"done", "planned", "reported"},
}
_MOVE_KINDS = {"joined", "left", "appointed", "removed", "elected", "nominated"}
_RELATIONS = {"spouse", "child", "parent", "sibling", "kin"}
_MEETING_KEYS = {
    *("id", "status", "date", "date_if_published", "date_text", "weekday", "month_day"),
    *("place", "venue", "chair", "people", "also_right", "absent", "groups", "organizations"),
    *("topics", "must"),
}
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _gold(text: Path) -> dict[str, Any]:
    gold = yaml.safe_load(text.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert isinstance(gold, dict)
    return gold


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("’", "'").replace("'s", ""))


def _each(records: list[dict[str, Any]], *keys: str) -> Iterator[str]:
    """Yield every name under the keys, single or listed."""
    for record in records:
        for key in keys:
            value = record.get(key) or []
            yield from [value] if isinstance(value, str) else value


def _names(gold: dict[str, Any]) -> Iterator[str]:
    """Yield all that gold takes from the text by name."""
    frames = [
        record
        for key in ("roles", "moves", "kin", "roles_also_right", "moves_also_right")
        for record in gold.get(key) or []
    ]
    yield from _each(
        gold["meetings"],
        *("chair", "people", "also_right", "absent", "groups", "organizations", "place", "venue"),
        *("topics", "date_text"),
    )
    yield from _each(gold["alliances"], "members", "also_right", "name", "aliases", "scope")
    yield from _each(frames, "person", "of", "organization")
    yield from gold.get("speakers") or []
    yield from gold.get("speakers_also_right") or []
    yield from filter(None, (gold["dateline"], gold.get("agency"), gold.get("headline")))


def _people(gold: dict[str, Any]) -> set[str]:
    meetings, kin = gold["meetings"], gold["kin"]
    frames = [*gold["roles"], *gold["moves"], *kin]
    return {
        *_each(meetings, "chair", "people", "also_right", "absent"),
        *_each(frames, "person"),
        *_each(kin, "of"),
        *(gold.get("speakers") or []),
    }


@pytest.fixture(params=_TEXTS, ids=[path.stem for path in _TEXTS])
def text(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_there_are_twenty_open_and_twenty_held_out() -> None:
    held_out = [path for path in _TEXTS if path.parent.name == "held-out"]
    assert (len(_TEXTS) - len(held_out), len(held_out)) == (20, 20)
    assert len({path.stem for path in _TEXTS}) == len(_TEXTS)
    assert {path.with_suffix("") for path in _FOLDER.rglob("*.yaml")} == {
        path.with_suffix("") for path in _TEXTS
    }


def test_gold_is_in_the_form_of_the_guide(text: Path) -> None:
    gold = _gold(text)
    assert gold["article"] == text.stem
    assert _REQUIRED <= gold.keys() <= _KEYS
    for key, statuses in _STATUSES.items():
        assert {record["status"] for record in gold[key]} <= statuses
    assert {move["kind"] for move in gold["moves"]} <= _MOVE_KINDS
    assert {tie["relation"] for tie in gold["kin"]} <= _RELATIONS
    assert all(record.keys() <= _MEETING_KEYS for record in gold["meetings"])
    assert all(isinstance(record.get("must", True), bool) for record in gold["meetings"])
    assert len({record["id"] for record in gold["meetings"]}) == len(gold["meetings"])
    assert all(record.get("members") or record.get("name") for record in gold["alliances"])
    assert gold["must_not"]
    assert gold["hard"]


def test_every_name_stands_in_the_text(text: Path) -> None:
    gold = _gold(text)
    whole = text.read_text(encoding="utf-8")
    words = set(_words(whole))
    missing = {
        name for name in _names(gold) if not set(_words(name)) <= words and name not in whole
    }
    assert not missing


def test_every_title_stands_in_the_text_up_to_its_ending(text: Path) -> None:
    gold = _gold(text)
    joined = " ".join(_words(text.read_text(encoding="utf-8")))
    for role in gold["roles"]:
        assert all(word[:5] in joined for word in _words(role["title"])), role


def test_people_keep_their_parts(text: Path) -> None:
    for meeting in _gold(text)["meetings"]:
        people = set(meeting.get("people") or [])
        assert not people & set(meeting.get("absent") or [])
        assert not people & set(meeting.get("also_right") or [])
        assert meeting.get("chair") in {None, *people}


def test_a_person_has_one_name(text: Path) -> None:
    people = _people(_gold(text))
    for name in people:
        same = {other for other in people if set(_words(name)) < set(_words(other))}
        assert not same, f"{name} and {same}"


def test_dates_agree_with_their_weekdays_and_publication(text: Path) -> None:
    gold = _gold(text)
    published = gold["published"]
    for meeting in gold["meetings"]:
        day = meeting.get("date") or meeting.get("date_if_published")
        if day is None:
            continue
        assert isinstance(day, date)
        weekday = meeting.get("weekday")
        assert weekday in {None, _WEEKDAYS[day.weekday()]}
        assert meeting.get("month_day") in {None, f"{day:%m-%d}"}
        if published and meeting["status"] == "held":
            assert day <= published
        if published and meeting["status"] == "planned":
            assert day >= published


def test_all_kinds_of_case_are_there() -> None:
    golds = [_gold(path) for path in _TEXTS]
    for key, statuses in _STATUSES.items():
        assert {record["status"] for gold in golds for record in gold[key]} == statuses
    assert {move["kind"] for gold in golds for move in gold["moves"]} == _MOVE_KINDS
    assert {tie["relation"] for gold in golds for tie in gold["kin"]} == _RELATIONS
    assert sum(not gold["meetings"] for gold in golds) >= 5
