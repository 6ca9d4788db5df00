"""What is heavy is loaded only for what needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("trafilatura", "lxml", "ftfy")
PAGE = "<html><body><article><p>Asha Rao met Kofi Mensah in Pune.</p></article></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "loaded"),
    [
        ("a.txt", "Asha Rao met Kofi Mensah’s party — in Pune.", []),
        ("a.json", '{"articleBody": "Asha Rao met Kofi Mensah."}', []),
        ("a.csv", "id,text\n1,Asha Rao met Kofi Mensah.\n", []),
        ("b.txt", "Asha Rao met Kofi Mensahâ€™s party.", ["ftfy"]),
        (
            "a.rss",
            "<rss><channel><item><description>Rao left.</description></item></channel></rss>",
            ["lxml"],
        ),
        ("a.html", PAGE, ["lxml", "trafilatura"]),
    ],
)
def test_a_reader_loads_what_it_needs(
    name: str, content: str, loaded: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    code = (
        "import sys; from kg.readers import read; "
        "*_, item = read([sys.argv[1]]); "
        f"assert item.text, item; print(sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / name], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{loaded!r}\n"
