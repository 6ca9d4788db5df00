"""The server in a process of its own: hopeless queries end in time, and pages still answer."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.serve.test_server import serving

EVERYTHING = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(9))
HOPELESS = f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }} # "


def children(process: int) -> list[str]:
    """Return the states of the processes that PROCESS started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = stat.read_text().rpartition(") ")[2].split()
        except OSError:  # it has just ended
            continue
        found += [state] if parent == str(process) else []
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ten_hopeless_queries_end_in_time_and_pages_answer(invented: Path) -> None:
    """Each is another query, so that none waits for another's answer."""
    with (
        serving(invented, "--timeout", "3") as (process, address),
        ThreadPoolExecutor(10) as threads,
        httpx.Client(base_url=address, timeout=120) as client,
    ):
        asked = [
            threads.submit(
                httpx.get, f"{address}sparql", params={"query": f"{HOPELESS}{n}"}, timeout=120
            )
            for n in range(10)
        ]
        pages = 0
        while not all(each.done() for each in asked):
            assert client.get("/person/ada-quill").status_code == 200
            assert client.get("/api/meetings?limit=1").status_code == 200
            pages += 1
        assert pages > 1
        details = [each.result().json()["detail"] for each in asked]
        assert {each.result().status_code for each in asked} == {503}
        assert all(each.result().headers["retry-after"] for each in asked)
        assert any("took longer than 3 s and was given up" in detail for detail in details)
        assert any("other questions took all of 3 s" in detail for detail in details)
        # None of them is at work any longer: what is left waits.
        assert "R" not in children(process.pid)
        again = client.get("/sparql", params={"query": "ASK {}"})
        assert again.json()["boolean"] is True
