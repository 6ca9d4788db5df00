"""The tables of cases say each thing once: no key twice in a row, no row twice in a table.

Of two keys of the same name YAML takes the last and says nothing: so merged rows would get lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
_TABLES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("tests", "kg", "benchmarks")
    for path in (ROOT / folder).rglob("*.yaml")
)


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """Yield the mappings in a file, from the outermost."""
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _read(text: str) -> list[yaml.MappingNode]:
    return [
        mapping
        for document in yaml.compose_all(text, yaml.CSafeLoader)
        for mapping in _mappings(document)
    ]


def _repeated_keys(text: str) -> list[str]:
    found = []
    for mapping in _read(text):
        count = Counter(key.value for key, _ in mapping.value if isinstance(key.value, str))
        line = mapping.start_mark.line + 1
        found += [f"line {line}: {key}" for key, often in count.items() if often > 1]
    return found


def _repeated_rows(text: str) -> list[str]:
    rows = Counter(
        yaml.serialize(mapping)
        for mapping in _read(text)
        if any(key.value == "text" for key, _ in mapping.value)
    )
    return [row for row, often in rows.items() if often > 1]


@pytest.mark.parametrize("table", _TABLES)
def test_a_table_says_each_thing_once(table: str) -> None:
    text = (ROOT / table).read_text(encoding="utf-8")
    assert not _repeated_keys(text)
    assert not _repeated_rows(text)


def test_what_is_said_twice_is_found() -> None:
    assert _repeated_keys("- text: a\n  told: []\n  text: b\n") == ["line 1: text"]
    assert _repeated_rows("- rows:\n  - {text: a, told: []}\n- rows:\n  - {text: a, told: []}\n")
    assert not _repeated_rows("- {text: a, told: []}\n- {text: a, told: [b]}\n")
