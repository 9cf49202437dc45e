"""Worker processes: the same outcomes in the same order, bounded, and a clear end when one dies."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citex import workers
from citex.errors import CitexError
from citex.pool import scan_in_pool
from citex.read import Found, RawLines, ReadOptions, Skipped, articles, find
from citex.records import Article, Problem
from citex.scanner import Options
from citex.workers import Scanned, Settings, scan_items, scanner

TEXT = "Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương khóa XIII"
SLOW = """
elements:
- id: slow
  regex: (?:x|xx)+y
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for i in range(200):
        (tmp_path / f"{i:03}.txt").write_text(f"{TEXT}, bài {i}.", encoding="utf-8")
    (tmp_path / "050.txt").write_bytes(b"\xc3\x28")
    (tmp_path / "note.rst").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_workers_and_this_process_give_the_same(folder: Path) -> None:
    """Citations, problems and skipped files, in the order of names, for any number of jobs."""
    alone = list(scan_items(find([folder]), Settings(), 1))
    assert len(alone) == 201
    assert [type(one) for one in alone].count(Problem) == 1
    assert [type(one) for one in alone].count(Skipped) == 1
    assert isinstance(alone[0], Scanned) and alone[0].citations[0].symbol == "21-KL/TW"
    assert list(scan_items(find([folder]), Settings(), 2)) == alone


def test_several_workers_share_a_huge_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is parted once, in the process that reads it, and its citations are those that one process finds."""
    monkeypatch.setattr(articles, "PIECE", 8192)
    monkeypatch.setattr(workers, "_HUGE", 8192)
    (tmp_path / "long.txt").write_text("\n\n".join(f"{TEXT}, bài {i}." for i in range(2000)), encoding="utf-8")
    alone = list(scan_items(find([tmp_path]), Settings(), 1))
    assert len(alone) > 5
    assert sum(len(one.citations) for one in alone if isinstance(one, Scanned)) == 2000
    assert list(scan_items(find([tmp_path]), Settings(), 2)) == alone


def test_a_worker_that_dies_is_told() -> None:
    """No hang and no traceback of the pool: an error with a next step; other processes of the caller live on."""
    other = multiprocessing.get_context("spawn").Process(target=os.getpid)
    with pytest.raises(CitexError) as caught:
        list(scan_in_pool([[_Bomb()]], Settings(), 1, 1))  # type: ignore[list-item]
    assert "worker process ended" in caught.value.message
    assert "--jobs 1" in caught.value.hint
    assert other.exitcode is None


class _Bomb:
    """Ends the process that reads it."""

    def __reduce__(self) -> Any:
        return os._exit, (3,)


def test_batches_wait_for_their_results() -> None:
    """No more than jobs x ahead batches are taken before results are."""
    taken = 0

    def batches() -> Iterator[list[Article]]:
        nonlocal taken
        for i in range(20):
            taken += 1
            yield [Article(str(i), TEXT)]

    outcomes = scan_in_pool(batches(), Settings(), 1, 2)
    first = next(outcomes)
    assert isinstance(first, Scanned) and first.file == "0"
    assert taken == 2
    outcomes.close()  # type: ignore[attr-defined]
    assert taken == 2


def test_auto_stays_here_for_little_and_for_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes start only where the files are worth it; no item is lost in finding out."""
    monkeypatch.setattr(workers, "cores", lambda: 4)
    items = list(find([folder]))
    jobs, again = workers._worth(items)
    assert (jobs, list(again)) == (1, items)
    monkeypatch.setattr(workers, "_WORTH", 100)
    jobs, again = workers._worth(items)
    assert (jobs, list(again)) == (0, items)
    stdin: list[Found | Problem | Skipped] = [Found("-", "-"), *items]
    jobs, again = workers._worth(stdin)
    assert (jobs, list(again)) == (1, stdin)


def test_batches_are_bounded_in_files_and_in_bytes() -> None:
    """A batch ends at 256 items or a megabyte; one article alone may be larger, and lines are a batch of their own."""
    small = [Article(str(i), "x") for i in range(514)]
    assert [len(batch) for batch in workers._batches(small)] == [256, 256, 2]
    lines = RawLines("-", 1, (b"{}\n",))
    assert [len(batch) for batch in workers._batches([*small[:3], lines, lines, small[0]])] == [4, 1, 1]
    large = [Article(str(i), "x" * 600_000) for i in range(5)]
    assert [len(batch) for batch in workers._batches(large)] == [2, 2, 1]
    assert list(workers._batches([])) == []


def test_a_pattern_that_runs_too_long_costs_one_sentence(tmp_path: Path) -> None:
    """The sentence is told as a problem, with the next step; the others, and the next article, are scanned."""
    pack = tmp_path / "slow.yaml"
    pack.write_text(SLOW, encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"{TEXT} {'x' * 60} y.\n\n{TEXT}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(patterns=(pack,), options=Options(timeout=0.05))
    here, problem, after = scan_items(find([tmp_path / "a.txt", tmp_path / "b.txt"]), settings, 1)
    assert isinstance(here, Scanned) and [found.start > 60 for found in here.citations] == [True]
    assert isinstance(problem, Problem)
    assert "0.05 seconds" in problem.message
    assert "--timeout" in problem.hint
    assert isinstance(after, Scanned) and len(after.citations) == 1


def test_a_fault_of_the_program_costs_one_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen exception is told with its place and does not end the run."""

    def dated(self: object, article: Article, slow: list[int]) -> tuple[()]:
        raise IndexError("no such thing")

    monkeypatch.setattr("citex.scanner.Scanner.dated", dated)
    (outcome,) = workers.scan_article(scanner(Settings()), Article("a.txt", TEXT))
    assert isinstance(outcome, Problem)
    assert "IndexError: no such thing (test_workers.py:" in outcome.message


def test_json_lines_are_parted_here(tmp_path: Path) -> None:
    """One large file of records is shared among workers: they get articles, not the file."""
    path = tmp_path / "all.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', encoding="utf-8")
    read = ReadOptions(source_format="jsonl")
    items = list(workers._here(find([path], read), Settings(read=read), None))
    assert items == [Article("a", "x"), Article("b", "y")]


def test_outcomes_survive_the_way_between_processes() -> None:
    """Rows and back: nothing is lost."""
    made = scanner(Settings())
    outcomes = [*workers.scan_article(made, Article("a", TEXT)), Problem("b", "bad", "mend it"), Skipped("c", "hidden")]
    assert list(workers.unpack_outcomes(workers.pack_outcomes(outcomes))) == outcomes
