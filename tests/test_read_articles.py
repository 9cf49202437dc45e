"""From paths to Articles."""

from __future__ import annotations

import io
import os
import pickle
import sys
import threading
from pathlib import Path

import pytest

from citex.errors import UsageError
from citex.read import Found, ReadOptions, Skipped, find, open_found, read_articles
from citex.records import Article, Problem

TEXT = "Căn cứ Nghị quyết số 15-NQ/TU\r\nngày 24/02/2020 của Tỉnh ủy.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_become_articles_in_order(here: Path) -> None:
    """Each text file is an article with its line ends, the date and the place that the options tell."""
    (here / "b.txt").write_bytes(TEXT.encode("utf-16"))
    (here / "a.md").write_bytes(TEXT.encode())
    (here / "c.jsonl").write_text('{"text": "a"}', encoding="utf-8")
    options = ReadOptions(article_date="2020-03-01", place="Hậu Giang")
    assert [
        Article("a.md", TEXT, "2020-03-01", "Hậu Giang"),
        Article("b.txt", TEXT, "2020-03-01", "Hậu Giang"),
        Skipped("c.jsonl", "not of a kind that is read (see --include)"),
    ] == list(read_articles(["."], options))


def test_what_fails_is_told_and_the_rest_read(here: Path) -> None:
    """Bad bytes, a binary file and a missing path are Problems under their names; an empty file is an empty article."""
    (here / "a.txt").write_bytes(b"")
    (here / "b.txt").write_bytes(b"Party\x92s")
    (here / "c.txt").write_bytes(b"%PDF-1.7")
    (here / "e.txt").write_bytes(b"e")
    empty, *problems, last = read_articles([here / name for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt")])
    assert (Article(f"{here.as_posix()}/a.txt", ""), "e") == (empty, getattr(last, "text", None))
    assert [problem.message for problem in problems if isinstance(problem, Problem)] == [
        "byte 5 (0x92) is not UTF-8",
        "looks like a PDF file, not text",
        "no such file or folder",
    ]
    assert all(isinstance(problem, Problem) and problem.hint and problem.file.endswith(".txt") for problem in problems)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "permission denied"),
        (IsADirectoryError(21, "Is a directory"), "is a folder, not a file"),
        (FileNotFoundError(2, "No such file"), "no such file or folder"),
        (OSError(5, "Input/output error"), "can't be read: input/output error"),
    ],
)
@pytest.mark.parametrize("source_format", ["text", "jsonl"])
def test_failures_while_reading_are_problems(
    monkeypatch: pytest.MonkeyPatch, error: OSError, message: str, source_format: str
) -> None:
    """A file that can't be opened or read any more gives a Problem with a hint, never a traceback."""

    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            raise error

        readline = read  # type: ignore[assignment]

    options = ReadOptions(source_format=source_format, max_bytes=100)  # type: ignore[arg-type]
    monkeypatch.setattr("builtins.open", lambda *args, **kwargs: Failing())
    (problem,) = open_found(Found("a.txt", "a.txt"), options)
    assert isinstance(problem, Problem)
    assert ("a.txt", message) == (problem.file, problem.message)
    assert problem.hint


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads the stream that is given or standard input, under ``-`` or the name that the options tell."""
    assert [Article("-", TEXT)] == list(read_articles(["-"], stdin=io.BytesIO(TEXT.encode())))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert [Article("in.txt", TEXT)] == list(read_articles(["-"], ReadOptions(stdin_filename="in.txt")))
    monkeypatch.setattr(sys, "stdin", io.StringIO(TEXT))
    (problem,) = read_articles(["-"])
    assert isinstance(problem, Problem)
    assert problem.message == "standard input is not open as bytes"


def test_a_limit_on_size(here: Path) -> None:
    """A file over the limit is left out, and a Problem where it was named; one at the limit is read."""
    (here / "a.txt").write_bytes(b"12345")
    (here / "b.txt").write_bytes(b"123456")
    options = ReadOptions(max_bytes=5)
    assert [Article("a.txt", "12345"), Skipped("b.txt", "longer than 5 bytes (--max-bytes)")] == list(
        read_articles(["."], options)
    )
    assert [Problem("b.txt", "longer than 5 bytes", "raise --max-bytes")] == list(read_articles(["b.txt"], options))
    assert [Problem("-", "longer than 5 bytes", "raise --max-bytes")] == list(
        read_articles(["-"], options, io.BytesIO(b"123456"))
    )


def test_json_lines_in_folders(here: Path) -> None:
    """With that format folders give JSON Lines files, not text."""
    (here / "a.txt").write_text("x", encoding="utf-8")
    (here / "b.jsonl").write_text('{"id": "1", "text": "một"}\n{"text": "hai"}\n', encoding="utf-8")
    (here / "c.NDJSON").write_text('{"text": "ba"}', encoding="utf-8")
    items = list(read_articles(["."], ReadOptions(source_format="jsonl", place="Cà Mau")))
    assert [(item.file, item.text) for item in items if isinstance(item, Article) and item.place == "Cà Mau"] == [
        ("1", "một"),
        ("b.jsonl:2", "hai"),
        ("c.NDJSON:1", "ba"),
    ]
    assert [item.file for item in items if isinstance(item, Skipped)] == ["a.txt"]


@pytest.mark.parametrize(
    "wrong", [{"encoding": "klingon"}, {"source_format": "xml"}, {"max_bytes": 0}, {"max_bytes": -1}]
)
def test_options_are_checked_when_made(wrong: dict[str, object]) -> None:
    """Wrong usage is told before anything is read."""
    with pytest.raises(UsageError):
        ReadOptions(**wrong)  # type: ignore[arg-type]


def test_worker_processes_can_read(here: Path) -> None:
    """What ``find`` gives, the options and ``open_found`` itself go through pickle and read the same."""
    (here / "a.txt").write_bytes(TEXT.encode())
    job = pickle.loads(pickle.dumps((open_found, list(find(["."])), ReadOptions())))
    opened, (found,), options = job
    assert [Article("a.txt", TEXT)] == list(opened(found, options))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_named_pipe_is_read(here: Path) -> None:
    """A pipe that was named, as in ``citex scan <(command)``, is read to its end."""
    os.mkfifo(here / "p")
    writer = threading.Thread(target=lambda: (here / "p").write_bytes(TEXT.encode()))
    writer.start()
    assert [Article("p", TEXT)] == list(read_articles(["p"]))
    writer.join()
