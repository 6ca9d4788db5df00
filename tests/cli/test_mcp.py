"""`kg mcp`, spoken to by the SDK's own client over standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult, TextContent, Tool

from kg.queries import Catalogue
from tests.cli.conftest import ROOT, Cli

Asks = Callable[[Client], Any]
Call = tuple[str, dict[str, Any]]

RIGHT: dict[str, Call] = {
    "kharge": ("meetings-of", {"person": "kharge", "status": "Held"}),
    "one": ("meetings", {"limit": 1, "evidence": False}),
    "champai": ("explain", {"name": "Champai Soren", "limit": 2, "min-confidence": 0.1}),
}
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("meetings-of", {"person": "Soren"}, "'Soren' names more than one person; give the addr"),
    ("meetings-of", {"person": "Soren"}, "Kalpana Soren: person/kalpana-soren"),
    ("meetings-of", {"person": "Nobody Atall"}, "no person is called 'Nobody Atall'"),
    ("meetings-of", {}, "meetings-of needs `person`"),
    ("meetings", {"since": "soon"}, "`since` is a day, month or year, not 'soon'"),
    ("meetings", {"when": "2024"}, "has no parameter 'when'"),
    ("meetings", {"since": {"year": 2024}}, "`since` takes a text or a number"),
    ("meetings", {"limit": 0}, "`limit` is a whole number above 0"),
    ("meetings", {"evidence": "no"}, "`evidence` is true or false"),
    ("corroborated", {"min-sources": 1.5}, "`min-sources` is a whole number"),
    ("explain", {}, "explain needs `name`"),
    ("explain", {"name": "Soren"}, "person/hemant-soren"),
    ("explain", {"name": "x", "who": "y"}, "not 'who'"),
    ("drop-all", {}, "there is no tool 'drop-all'"),
    ("explain", {"name": "x" * 30_000}, "a call has at most 20,000 characters"),
]


@dataclass(frozen=True)
class Heard:
    """What a client was given: the tools, and the answers to the calls above."""

    tools: dict[str, Tool]
    right: dict[str, CallToolResult]
    wrong: list[CallToolResult]


@pytest.fixture(scope="module")
def heard(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """Ask `kg mcp` all that is asked of the seeds, by one client."""

    async def asks(client: Client) -> Heard:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        right = {key: await client.call_tool(*call) for key, call in RIGHT.items()}
        return Heard(tools, right, [await client.call_tool(*call[:2]) for call in WRONG])

    found = session(asks, seeds_store, tmp_path_factory.mktemp("agent"))
    assert isinstance(found, Heard)
    return found


def session(asks: Asks, store: Path, folder: Path, *options: str, **environment: str) -> Any:
    """Return what ASKS finds out from a `kg mcp` on STORE that is started in FOLDER."""
    return anyio.run(partial(_session, asks, store, folder, options, environment))


async def _session(
    asks: Asks, store: Path, folder: Path, options: tuple[str, ...], environment: dict[str, str]
) -> Any:
    started = StdioServerParameters(
        command=sys.executable,
        args=["-m", "kg", "mcp", "--store", str(store), *options],
        env={"PYTHONPATH": str(ROOT), **environment},
        cwd=folder,
    )
    with (folder / "said").open("w") as said:
        async with Client(stdio_client(started, errlog=said)) as client:
            return await asks(client)


def told(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_each_saved_query_is_a_typed_tool_and_so_is_explain(heard: Heard) -> None:
    tools = heard.tools
    assert list(tools) == [*(query.name for query in Catalogue.load()), "explain"]
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
    of = tools["meetings-of"].input_schema
    assert of["required"] == ["person"]
    assert of["additionalProperties"] is False
    assert of["properties"]["min-confidence"]["maximum"] == 1
    statuses = ["Held", "Planned", "Cancelled", "Denied"]
    assert tools["meetings"].input_schema["properties"]["status"]["enum"] == statuses
    assert tools["corroborated"].input_schema["properties"]["min-sources"]["default"] == 2
    assert tools["evidence-for"].input_schema["properties"]["fact"]["type"] == "array"


def test_an_agent_gets_the_meetings_of_the_seeds_with_their_sentences(
    heard: Heard, cli: Cli, seeds_store: Path
) -> None:
    """The client itself holds what it gets against the tool's schema."""
    result = heard.right["kharge"]
    found = result.structured_content
    assert not result.is_error
    assert json.loads(told(result)) == found
    asked = ("meetings-of", "--person", "kharge", "--status", "Held", "--evidence", "-f", "json")
    typed = cli("query", *asked, "--store", seeds_store)
    assert found["rows"] == json.loads(typed.stdout)
    assert found["total"] >= 3
    for row in found["rows"]:
        assert row["evidence"]
        assert all(each["sentence"] and each["article"] for each in row["evidence"])


def test_limits_and_sentences_are_as_asked(heard: Heard) -> None:
    found = heard.right["one"].structured_content
    assert len(found["rows"]) == 1
    assert "evidence" not in found["rows"][0]
    assert found["remarks"] == [f"1 of {found['total']} rows are shown"]


def test_what_does_not_fit_is_told_so_that_the_agent_can_mend_it(heard: Heard) -> None:
    for result, (name, _, message) in zip(heard.wrong, WRONG, strict=True):
        assert result.is_error, name
        assert message in told(result)
        assert "Traceback" not in told(result)


def test_a_line_that_is_no_message_is_answered(seeds_store: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "mcp", "--store", str(seeds_store)]
    lines = ["{broken", '{"jsonrpc": "2.0", "nothing": 1}']
    done = subprocess.run(
        command,
        input="\n".join([*lines, ""]),
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["id"], each["error"]["code"]) for each in answers] == [
        (None, -32700),
        (None, -32600),
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_explain_tells_all_with_sentences(heard: Heard) -> None:
    found = heard.right["champai"]
    assert told(found).startswith("# Champai Soren (Person)")
    sections = found.structured_content["sections"]
    assert all(len(section["entries"]) <= 2 for section in sections)
    assert sections[0]["entries"][0]["sentences"][0]["text"]


HOPELESS = "SELECT (COUNT(*) AS ?n) {{ {} }}".format(
    " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(6))
)


def test_queries_of_ones_own_are_tools_and_what_takes_too_long_is_ended(
    seeds_store: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "all of it.rq").write_text(HOPELESS)
    (own / "yes.rq").write_text("ASK { GRAPH ?g { ?s ?p ?o } }")
    (own / "graph.rq").write_text("CONSTRUCT { ?s a ?t } { GRAPH ?g { ?s a ?t } } LIMIT 1")
    (own / "explain.rq").write_text("ASK {}")
    (own / "broken.rq").write_text("#+ summary: [\nASK {}")

    async def asks(client: Client) -> Any:
        names = [tool.name for tool in (await client.list_tools()).tools]
        wanted = ("all-of-it", "yes", "graph")
        return names, [await client.call_tool(name, {}) for name in wanted]

    names, (late, yes, graph) = session(
        asks, seeds_store, tmp_path, "--timeout", "2", KG_QUERIES=str(own)
    )
    assert names.count("explain") == 1
    assert late.is_error
    assert "took longer than 2 s" in told(late)
    assert not yes.is_error, told(yes)
    assert yes.structured_content["rows"] == [{"answer": True}]
    assert " a " in graph.structured_content["rows"][0]["turtle"]
    assert "broken.rq" in (tmp_path / "said").read_text()


def test_a_build_runs_between_two_questions(cli: Cli, seeds_store: Path, tmp_path: Path) -> None:
    """Nobody holds the store while nothing is asked."""

    async def asks(client: Client) -> Any:
        before = await client.call_tool("meetings", {"evidence": False})
        built = await anyio.to_thread.run_sync(partial(cli, "build", "--store", seeds_store))
        after = await client.call_tool("meetings", {"evidence": False})
        return before, built, after

    before, built, after = session(asks, seeds_store, tmp_path)
    assert built.returncode == 0, built.stderr
    assert before.structured_content == after.structured_content


def test_without_a_store_it_says_so(cli: Cli, tmp_path: Path) -> None:
    done = cli("mcp", "--store", tmp_path / "none")
    assert done.returncode == 2
    assert "there is no store" in done.stderr
