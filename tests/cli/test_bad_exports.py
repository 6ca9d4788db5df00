"""Exports that can't be: each is told in one line, before anything is written."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from kg.cli import run

WRONG = {
    "-o a-file/x.nq": "a-file/x.nq can't be written: Not a directory",
    "-o none/x.nq": "none/x.nq can't be written: No such file or directory",
    "-o a-folder.nq": "a-folder.nq can't be written: Is a directory",
    f"-o {'a' * 252}.nq": "aaa.nq can't be written: File name too long",
    "-o a-loop/x.nq": "a-loop/x.nq can't be written: Too many levels of symbolic links",
    "-o x.doc": "the ending of x.doc tells no format",
    "-o .": "the ending of . tells no format",
    "--store nowhere": "there is no store in nowhere",
    "--graph graph/none": "there is no graph https://w3id.org/politics-kg/graph/none in ",
    "--graph graph/none -f jsonld": "there is no graph",
    "--graph graph/none --since 2024": "there is no graph",
    "--graph 'graph/facts> } #'": "there is no graph",
    "--article none": "there is no article https://w3id.org/politics-kg/article/none in ",
    "--since yesterday": "--since is a day, month or year, not 'yesterday'",
    "--since 2025 --until 2024": "no day lies between",
    "--min-confidence nan": "--min-confidence is a share from 0 to 1",
    "--party ''": "--party is empty; leave it out, or give a value",
    "--since '' -o x.nq": "--since is empty",
    "--party 'Rahul Gandhi'": "no party is called 'Rahul Gandhi', but a person is",
    "--split": "--split writes a file an article: name their folder with -o",
    "--split -o a-file": "the folder a-file can't be made: File exists",
    "--split -o 'x/**.nq'": "the name needs one * for the article",
    "--split -o 'x/*.csv'": "tables are of the facts: --graph and --split do not fit",
    "--split -o 'x/*.gexf'": "networks are of the facts",
    "-f csv": "all tables are a file each: give a folder with -o",
    "-f csv -o a-file": "all tables are a file each: give a folder with -o",
    "--table meetings --network meetings": "networks are of the facts",
    "--rdf12 -o x.ttl": "--rdf12 is for trig, nquads, ntriples",
    "--rdf12 -f jsonld": "--rdf12 is for trig, nquads, ntriples",
    "--rdf12 -f gexf": "--rdf12 is for trig, nquads, ntriples",
    "--description x.doc -f nquads": "the ending of x.doc tells no format",
    "--description x.gexf -f nquads": "--description is a graph: x.gexf can't hold it",
    "--description none/x.ttl -f nquads": "none/x.ttl can't be written: none is no folder",
    "--description x.ttl -o x.ttl": "--description needs a file of its own",
    "--description x.ttl -f csv -o x": "--description is of graphs; tables and networks have none",
    "--description x.ttl --date 2031-02-30 -f nquads": "--date is a day, such as 2024-09-03",
}


@pytest.mark.parametrize("options", WRONG)
def test_it_is_told_and_nothing_is_written(
    options: str,
    seeds_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").touch()
    (tmp_path / "a-folder.nq").mkdir()
    (tmp_path / "a-loop").symlink_to("a-loop")
    before = sorted(path.name for path in tmp_path.iterdir())
    assert run(["export", "--store", str(seeds_store), *shlex.split(options)]) == 2
    said = capsysbinary.readouterr()
    assert said.out == b""
    first, *rest = said.err.decode().splitlines()
    assert WRONG[options] in first
    assert all(line.startswith("  ") for line in rest), "candidates"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_dash_is_standard_output(
    seeds_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("export --table moves", "explain INDIA", "query meetings"):
        assert run([*command.split(), "-o", "-", "--store", str(seeds_store)]) == 0
    assert not list(tmp_path.iterdir())


def test_files_an_article_are_described_together(
    seeds_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = ["--split", "-o", "news", "--description", "void.ttl"]
    assert run(["export", *options, "--store", str(seeds_store)]) == 0
    assert len(list((tmp_path / "news").iterdir())) == 5
    assert "void:documents 5" in (tmp_path / "void.ttl").read_text("utf-8")
