"""A build on a Spark cluster of separate executors gives the local build's quads."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.spark import QUICK, build_here, kill_an_executor, quads, submitted, wait_for
from tests.cli.conftest import run_kg

SPLIT = {"spark.sql.files.maxPartitionBytes": "40000", "spark.sql.files.openCostInBytes": "1"}


def test_the_quads_are_the_local_builds_though_an_executor_is_killed(
    everything: tuple[Path, Path], tmp_path: Path
) -> None:
    cluster, here = everything
    graph, said = tmp_path / "graph", tmp_path / "said"
    with submitted(["--output", str(graph), str(cluster)], tmp_path, said, **SPLIT) as process:
        assert wait_for(process, graph, "_work/articles/_temporary/**/*.parquet"), _end(said)
        assert kill_an_executor(process)
        code = process.wait()
    assert code == 2, _end(said)  # for the line that holds no article
    assert "Lost executor" in said.read_text("utf-8")
    assert quads(graph) == build_here([str(here), "--workers", "1"], tmp_path)
    assert {path.name for path in graph.glob("[!.]*")} == {"_SUCCESS", "part-00000.nq.gz", "told"}
    told = [json.loads(line) for line in _lines(graph / "told")]
    wrong = {e["origin"].rpartition("/")[2]: e["message"] for e in told if e["what"] == "error"}
    assert wrong.keys() == {"lines.jsonl, line 71", "empty.jsonl", "empty.txt"}
    done = run_kg("build", *(here / name for name in wrong if name.startswith("empty")))
    for name in ("empty.jsonl", "empty.txt"):
        assert f"error: {here / name}: {wrong[name]}" in done.stderr.splitlines()


@pytest.mark.usefixtures("spark")
def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", "utf-8")
    done = _by_master("--output", tmp_path, tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path} is not empty; name another folder for the graph" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("news",), "name their folder with --output"),
        (("--output", "graph", "-"), "name one as SOURCE"),
        (("--output", "graph", "news", "--retry"), "--retry can't be used with --engine spark"),
    ],
)
def test_what_a_cluster_cannot_do_is_said(arguments: tuple[str, ...], message: str) -> None:
    done = run_kg("build", "--engine", "spark", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_options_of_a_cluster_are_none_of_this_machines() -> None:
    done = run_kg("build", "news", "--output", "graph")
    assert done.returncode == 2
    assert "--output can't be used with --engine local" in done.stderr


def _by_master(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `kg build` with ARGUMENTS on a cluster named by --master."""
    words = ("build", "--engine", "spark", "--master", "local[1]", *arguments)
    return run_kg(*words, SPARK_LOCAL_IP="127.0.0.1", JDK_JAVA_OPTIONS=QUICK)


def _lines(folder: Path) -> list[str]:
    """Return the lines of the packed files in FOLDER."""
    packed = (path.read_bytes() for path in sorted(folder.glob("part-*.gz")))
    return [line for each in packed for line in gzip.decompress(each).decode().splitlines()]


def _end(said: Path) -> str:
    """Return the end of what a cluster SAID."""
    return said.read_text("utf-8", "replace")[-3_000:]
