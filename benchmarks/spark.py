"""Build invented articles on a Spark cluster of this machine, executors killed, and compare.

    python -m benchmarks.spark 20000 --kills 3

The cluster has two executors of one core each, in processes of their own. The same articles are
built locally too; the quads have to be the same, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from benchmarks.corpus import articles

ROOT = Path(__file__).parents[1]
MASTER = "local-cluster[2,1,1024]"
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # to start, for machines that run for minutes
_SMALL = {
    "spark.driver.memory": "700m",
    "spark.executor.memory": "512m",
    "spark.executor.instances": "2",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
    "spark.log.level": "WARN",
}
_EXECUTOR = b"CoarseGrainedExecutorBackend"
_STEPS = ("articles", "facts", "sorted")  # where what they make stands
_PAUSE, _AWHILE = 0.05, 0.5  # seconds


@contextmanager
def submitted(
    arguments: Sequence[str], folder: Path, said: Path, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Start `kg build --engine spark` with ARGUMENTS by spark-submit; end it where it still runs.

    FOLDER is the cluster's own; what both print goes to the file SAID.
    """
    home = _home(folder)
    given = {**_SMALL, **settings}
    options = [word for name, value in given.items() for word in ("--conf", f"{name}={value}")]
    program = [str(ROOT / "kg/__main__.py"), "build", "--engine", "spark", *arguments]
    command = [str(home / "bin/spark-submit"), "--master", MASTER, *options, *program]
    with said.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603 - our own words
            command, stdout=file, stderr=file, env=_environment(home), start_new_session=True
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def kill_an_executor(process: subprocess.Popen[bytes]) -> bool:
    """Kill an executor of the cluster that PROCESS runs; return whether there was one."""
    for pid in _below(process.pid):
        with suppress(OSError):
            if _EXECUTOR in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)
                return True
    return False


def wait_for(process: subprocess.Popen[bytes], there: Path, pattern: str) -> bool:
    """Wait until something below the folder THERE matches PATTERN, or PROCESS ends; say which."""
    while process.poll() is None:
        with suppress(OSError):  # what stands there comes and goes
            if any(there.glob(pattern)):
                return True
        time.sleep(_PAUSE)
    return False


def quads(folder: Path) -> bytes:
    """Return the quads in the files of FOLDER, one after the other."""
    return b"".join(gzip.decompress(part.read_bytes()) for part in sorted(folder.glob("*.nq.gz")))


def build_here(arguments: Sequence[str], folder: Path) -> bytes:
    """Build with ARGUMENTS on this machine into a store in FOLDER; return its quads."""
    there = ("--store", str(folder / "store"))
    whole = folder / "store.nq"
    for words in (["build", *arguments], ["export", "-o", str(whole)]):
        command = [sys.executable, "-m", "kg", *words, *there]
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)  # noqa: S603 - our own words
    return whole.read_bytes()


def _home(folder: Path) -> Path:
    """Return a home of Spark's in FOLDER, which it writes to: what is installed, by links."""
    found = find_spec("pyspark")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("this needs PySpark: pip install 'politics-kg[spark]'")
    home = folder / "spark"
    home.mkdir(parents=True)
    for each in Path(found.submodule_search_locations[0]).iterdir():
        if each.name != "work":
            (home / each.name).symlink_to(each)
    return home


def _environment(home: Path) -> dict[str, str]:
    """Return the environment of a cluster whose home is HOME, with this Python everywhere."""
    own = {
        "PYTHONPATH": str(ROOT),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    return {**os.environ, **own}


def _below(pid: int) -> list[int]:
    """Return all processes that PID started, directly or by way of others."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, pending = [], [pid]
    while pending:
        children = parents.get(pending.pop(), [])
        found += children
        pending += children
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Build as many articles as are asked for both ways; say how long it took and what came."""
    parser = argparse.ArgumentParser(description="Builds on a Spark cluster, executors killed.")
    parser.add_argument("count", type=int)
    parser.add_argument("--kills", type=int, default=3, choices=range(4))
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in articles(wanted.count))
        start = time.monotonic()
        here = build_here([str(source)], folder)
        _say(f"{wanted.count} articles here", f"{time.monotonic() - start:.0f} s")
        start = time.monotonic()
        killed = _build_killed(source, folder, wanted.kills)
        _say("on two executors", f"{time.monotonic() - start:.0f} s, {killed} of them killed")
        there = quads(folder / "graph")
    same = "the same" if here == there else "DIFFERENT"
    _say("quads", f"{len(here.splitlines()):,}, {same}")
    return 0 if here == there and killed == wanted.kills else 1


def _build_killed(source: Path, folder: Path, kills: int) -> int:
    """Build SOURCE on a cluster, in the first KILLS steps an executor killed; return how many."""
    graph, said, killed = folder / "graph", folder / "said", 0
    with submitted(["--output", str(graph), str(source)], folder / "cluster", said) as process:
        for step in _STEPS[:kills]:
            if wait_for(process, graph / "_work", f"{step}/**/_temporary/**/part-*"):
                time.sleep(_AWHILE)
                killed += kill_an_executor(process)
        if process.wait():
            sys.stderr.write(said.read_text("utf-8", "replace")[-5_000:])
    return killed


def _say(what: str, value: str) -> None:
    sys.stdout.write(f"{what:>24}  {value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
