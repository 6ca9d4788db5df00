"""Time the pages of `kg serve` under many connections at once, and look at its memory.

    python -m benchmarks.serving --size 1000000 --connections 50 --seconds 60

The store is of invented articles (benchmarks/corpus.py). wrk (Debian: apt-get install wrk) asks for
pages of people, parties, alliances and places, drawn at random out of so many: first of a server
that was just started, then of another one that was asked for each page once, with one connection,
so that the times when a page is made are seen apart from those when it is kept. Memory is that of
the server's process, before, after and at its end.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles

import httpx

from benchmarks.stores import FOLDER, filled
from kg.queries.directory import Directory
from kg.serve.reading import Reading

_LUA = """
local pages = {}
for line in io.lines("%s") do pages[#pages + 1] = line end
math.randomseed(7)
wrk.headers["Accept"] = "*/*"
request = function() return wrk.format("GET", pages[math.random(#pages)]) end
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what one who asks alone waits for, what wrk measures, and the memory."""
    parser = argparse.ArgumentParser(description="Pages under load.")
    parser.add_argument("--size", type=int, default=1_000_000, help="quads of the store")
    parser.add_argument("--stores", type=Path, default=FOLDER, help="where stores are kept")
    parser.add_argument("--pages", type=int, default=1_000, help="different pages asked for")
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    wanted = parser.parse_args(arguments)
    store = filled(wanted.size, wanted.stores)
    pages = _pages(store, wanted.pages)
    with _serving(store) as (_, address):
        print("from cold: no page was made before")
        print(_wrk(address, pages, wanted.connections, wanted.seconds))
    with _serving(store) as (process, address):
        for drawing in ("/", "/timeline", "/network"):
            with httpx.Client(base_url=address, timeout=60) as client:
                print(f"{drawing:<22}{_time(client, drawing):>8.0f} ms")
        print(f"memory at the start   {_memory(process):>8.0f} MB")
        with httpx.Client(base_url=address, timeout=60) as client:
            times = [_time(client, page) for page in pages]
        print(f"a page made anew      {median(times):>8.1f} ms median of {len(times)}")
        print(f"                      {quantiles(times, n=20)[-1]:>8.1f} ms 95 %")
        print(f"memory with all made  {_memory(process):>8.0f} MB")
        print(_wrk(address, pages, wanted.connections, wanted.seconds))
        print(f"memory at the end     {_memory(process):>8.0f} MB")
    return 0


def _pages(store: Path, number: int) -> list[str]:
    """Return the addresses of so many pages of whoever facts speak of, drawn by a fixed seed."""
    reading = Reading(store)
    with reading.state() as state:
        names = Directory(state)
    kinds = ("person", "party", "alliance", "place")
    every = sorted(m.iri.removeprefix(state.base) for k in kinds for m in names.foremost(k, 10**6))
    names.close()
    reading.close()
    return ["/" + each for each in Random(7).sample(every, min(number, len(every)))]  # noqa: S311


@contextmanager
def _serving(store: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the server; give its process and address once it has made what searches need."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        line = process.stderr.readline() if process.stderr else ""
        found = re.search(r"(http://\S+?)/ ", line)
        if found is None:
            raise SystemExit(f"kg serve did not start: {line}")
        httpx.get(f"{found[1]}/search?q=a", timeout=60)
        try:
            yield process, found[1]
        finally:
            process.terminate()


def _time(client: httpx.Client, page: str) -> float:
    """Return the milliseconds until PAGE is there."""
    start = time.perf_counter()
    client.get(page).raise_for_status()
    return (time.perf_counter() - start) * 1_000


def _wrk(address: str, pages: Sequence[str], connections: int, seconds: int) -> str:
    """Return what wrk says of PAGES asked for at random."""
    program = shutil.which("wrk")
    if program is None:
        raise SystemExit("wrk is not there: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "pages.txt", Path(folder) / "ask.lua"
        listed.write_text("\n".join(pages) + "\n", encoding="utf-8")
        script.write_text(_LUA % listed, encoding="utf-8")
        command = [program, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
        done = subprocess.run(  # noqa: S603
            [*command, "-s", str(script), address], capture_output=True, text=True, check=True
        )
    return done.stdout.strip()


def _memory(process: subprocess.Popen[str]) -> float:
    """Return the megabytes that PROCESS holds in memory."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1_000 if found else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
