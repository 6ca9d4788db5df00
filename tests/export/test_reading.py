"""Files of RDF read back: what the exports wrote, and clear words for what is broken."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.export import FORMATS, export
from kg.files import written
from kg.graph.reading import read_rdf

DATA = Path(__file__).parent / "data"
SAMPLE = list(parse(path=DATA / "sample.trig", format=RdfFormat.TRIG))
BROKEN = sorted(path for path in (DATA / "broken").iterdir() if path.suffix != ".message")


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("fmt", FORMATS)
def test_what_was_exported_is_read_back(tmp_path: Path, fmt: str, packed: str) -> None:
    path = tmp_path / f"a{FORMATS[fmt].ending}{packed}"
    with written(path) as stream:
        export(SAMPLE, fmt, stream, base="https://example.org/kg/")
    expected = set(SAMPLE)
    if not FORMATS[fmt].named_graphs:
        expected = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in SAMPLE}
    assert set(read_rdf(path)) == expected


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_a_broken_file_is_told_with_its_place(path: Path) -> None:
    message = path.with_name(path.name + ".message").read_text().strip()
    with pytest.raises(InputError, match=re.escape(message)) as error:
        list(read_rdf(path))
    assert str(error.value).startswith(str(path))


def test_a_packed_file_that_stops_is_told(tmp_path: Path) -> None:
    content = gzip.compress((DATA / "sample.trig").read_bytes())
    (tmp_path / "a.trig.gz").write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match=r"a.trig.gz: can't be read: Compressed file ended"):
        list(read_rdf(tmp_path / "a.trig.gz"))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.ttl: can't be read: No such file"):
        list(read_rdf(tmp_path / "none.ttl"))
    (tmp_path / "dir.ttl").mkdir()
    with pytest.raises(InputError, match="can't be read: Is a directory"):
        list(read_rdf(tmp_path / "dir.ttl"))
    with pytest.raises(InputError, match=r"a.csv: is no RDF by its ending, which has to be one of"):
        list(read_rdf(tmp_path / "a.csv"))
