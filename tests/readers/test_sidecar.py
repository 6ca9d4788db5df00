"""The CSV file beside the articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.readers import Problem, read


@pytest.fixture(autouse=True)
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    (folder / "2024").mkdir(parents=True)
    (folder / "a.txt").write_text("First.")
    (folder / "2024" / "b.txt").write_text("---\nheadline: Own\n---\nSecond.")
    return folder


def write(rows: str, name: str = "news/metadata.csv") -> Path:
    path = Path(name)
    path.write_text(rows, encoding="utf-8")
    return path


def parts(sidecar: Path, *sources: str) -> tuple[dict[str, Document], list[str]]:
    items = list(read(sources, sidecar=sidecar))
    documents = {item.identifier: item for item in items if isinstance(item, Document)}
    return documents, [str(item) for item in items if isinstance(item, Problem)]


def test_rows_find_their_files_from_the_source_or_from_the_csv() -> None:
    rows = "file,published,publisher,url,headline\n./a.txt,2024-09-03,The Daily,,Given\n"
    sidecar = write(rows + "2024/b.txt,,,,Not used\n")
    by_source, problems = parts(sidecar, "news")
    assert not problems  # the CSV itself is not taken for an article, nor said to be passed over
    assert by_source["a"].headline == "Given"
    assert by_source["a"].publisher == "The Daily"
    assert by_source["2024/b"].headline == "Own"
    by_csv, _ = parts(sidecar, ".")
    assert by_csv["news/a"].headline == "Given"


def test_a_row_for_many_articles_gives_none_of_them_its_headline_and_address(news: Path) -> None:
    (news / "many.jsonl").write_text('{"articleBody": "One."}\n{"articleBody": "Two."}\n')
    sidecar = write(
        "file,publisher,url,headline\nmany.jsonl,The Daily,https://news.example/1,Given\n"
    )
    documents, problems = parts(sidecar, "news/many.jsonl")
    assert not problems
    told = [(each.publisher, each.url, each.headline) for each in documents.values()]
    assert told == [("The Daily", None, None)] * 2


def test_rows_that_are_wrong_are_said_and_the_others_used() -> None:
    sidecar = write(
        "file,published,url\na.txt,2024,ftp://x\na.txt,2024-01-01,\n,2024-01-01,\nc.txt,2024-01-01,\n"
    )
    documents, problems = parts(sidecar, "news")
    assert documents["a"].published is None
    assert [problem.removeprefix("news/metadata.csv, ") for problem in problems] == [
        "line 2: the date '2024' is no full one (as 2024-09-03) and was left out",
        "line 2: 'ftp://x' is no web address and was left out",
        "line 3: a.txt has line 2 already; this was left out",
        "line 4: names no file and was left out",
        "line 5: c.txt is not among the files read",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "line 1: has no column `file`"),
        ("published\n2024-01-01\n", "line 1: has no column `file`"),
        ("file,date\n", "line 1: the column 'date' is unknown; the columns are file, published"),
        ("file,url,url\n", "line 1: the column 'url' stands there twice"),
        ("file,headline\na.txt,One, two\n", "line 2: more cells than columns"),
        ('file,headline\na.txt,"One" two\n', "line 2: "),
        (
            "file,headline\na.txt,caf\udce9\udce9\udce9\udce9\udce9\udce9",
            "line 2: is neither UTF-8 nor",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_once(rows: str, message: str) -> None:
    sidecar = Path("metadata.csv")
    sidecar.write_bytes(rows.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match="metadata") as caught:
        read(["news"], sidecar=sidecar)
    assert message in str(caught.value)


def test_a_missing_file_is_refused_at_once() -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv: can't be read: No such file"):
        read(["news"], sidecar=Path("nowhere.csv"))


def test_a_password_in_an_address_is_neither_kept_nor_shown() -> None:
    sidecar = write("file,url\na.txt,https://ana:hidden@news.example/1\n")
    documents, problems = parts(sidecar, "news/a.txt")
    assert documents["a"].url is None
    (problem,) = problems
    assert "'https://news.example/1' has a user name or password in it" in problem
    assert "hidden" not in problem


def test_a_handle_in_the_path_of_an_address_is_no_password() -> None:
    sidecar = write("file,url\na.txt,https://news.example/@ana/1\n")
    documents, problems = parts(sidecar, "news/a.txt")
    assert not problems
    assert [each.url for each in documents.values()] == ["https://news.example/@ana/1"]


def test_characters_that_no_line_of_text_has_are_replaced() -> None:
    sidecar = write('file,headline\na.txt,"One\x01\x1b[2J\n\ttwo"\n')
    assert parts(sidecar, "news/a.txt")[0]["a"].headline == "One\ufffd\ufffd[2J two"
