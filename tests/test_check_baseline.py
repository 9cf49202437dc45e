"""Baselines, and what git says has changed: only what is new is told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from citex import UsageError
from citex.check.baseline import read
from citex.cli.main import main

OLD = "Đảng bộ huyện học tập Nghị quyết số 51/NQ-TW của Bộ Chính trị và Chỉ thị số 5-CT/TW.\n"
RIGHT = "Đảng bộ huyện học tập Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\n"
NEW = "Chi bộ quán triệt Nghị quyết số 18/NQ-TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII.\n"
BASELINE = ".citex-baseline.json"


def check(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["check", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def git(*args: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *args], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two articles, the findings of which stand in a committed baseline."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    (tmp_path / "news").mkdir()
    for name, text in (("a.txt", OLD), ("b.txt", RIGHT)):
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    assert check("news", "--write-baseline", BASELINE)[0] == 0
    git("add", "-A")
    git("commit", "-qm", "Articles")
    return tmp_path


def test_a_newsroom_sees_exactly_what_is_new(repository: Path) -> None:
    """Commit articles with a baseline, add one with a wrong reference: that finding, status 1. --fix: status 0, and git
    shows one symbol changed."""
    args = ("news", "--baseline", BASELINE)
    assert check(*args)[:2] == (0, "")
    (repository / "news" / "c.txt").write_text(NEW, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "New article")
    status, out, _ = check(*args)
    (line,) = out.splitlines()
    assert (status, line[: line.index(" ", 20)]) == (1, "news/c.txt:1:33: CX101")
    assert check(*args, "--fix")[:2] == (0, "")
    assert check(*args)[:2] == (0, "")
    words = git("diff", "--word-diff=porcelain", "--word-diff-regex=[^[:space:]]+")
    changed = [line for line in words.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-18/NQ-TW", "+18-NQ/TW"]


def test_a_baseline_is_stable(repository: Path) -> None:
    """No line numbers, no times: lines added above and another working folder change nothing in it or by it."""
    before = Path(BASELINE).read_text(encoding="utf-8")
    article = repository / "news" / "a.txt"
    article.write_text("Thêm một dòng.\n\n" + OLD, encoding="utf-8")
    assert check("news", "--baseline", BASELINE)[:2] == (0, "")
    check("news", "--write-baseline", BASELINE)
    assert Path(BASELINE).read_text(encoding="utf-8") == before
    told = json.loads(before)
    assert [(one["file"], one["code"], one["text"], one["count"]) for one in told["findings"]] == [
        ("news/a.txt", "CX101", "51/NQ-TW", 1),
        ("news/a.txt", "CX104", "5-CT/TW", 1),
    ]


def test_paths_in_a_baseline_are_relative_to_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds from any folder, and for absolute paths."""
    assert check(str(repository / "news"), "--baseline", str(repository / BASELINE))[:2] == (0, "")
    monkeypatch.chdir(repository / "news")
    assert check(".", "--baseline", f"../{BASELINE}")[:2] == (0, "")


def test_counts_bound_what_is_known(repository: Path) -> None:
    """A second one of the same is new."""
    (repository / "news" / "a.txt").write_text(OLD + OLD, encoding="utf-8")
    status, out, _ = check("news", "--baseline", BASELINE)
    assert status == 1
    assert [line.split()[0] for line in out.splitlines()] == ["news/a.txt:2:37:", "news/a.txt:2:77:"]


def test_stale_entries_are_told(repository: Path) -> None:
    """An entry whose finding is gone from a checked file, or whose file is gone; of unchecked files nothing is said."""
    (repository / "news" / "a.txt").write_text(OLD.replace("51/NQ-TW", "51-NQ/TW"), encoding="utf-8")
    _, _, err = check("news", "--baseline", BASELINE)
    assert "stale: news/a.txt: CX101 51/NQ-TW" in err
    assert "CX104" not in err
    assert "stale" not in check("news/b.txt", "--baseline", BASELINE)[2]
    (repository / "news" / "a.txt").unlink()
    assert check("news/b.txt", "--baseline", BASELINE)[2].count("stale") == 2


@pytest.mark.parametrize(
    "text", ["", "[]", '{"schema": "x", "findings": []}', '{"schema": "citex-baseline/1", "findings": [{}]}', "\xff"]
)
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    """An error with the file's name, never an empty baseline."""
    path = tmp_path / "base.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError, match=r"base\.json"):
        read(path)
    with pytest.raises(UsageError, match="can't be read"):
        read(tmp_path / "nix.json")


def test_only_changed_files_are_checked(repository: Path) -> None:
    """Changed, added and untracked files, not the others; from anywhere in the repository."""
    assert check("news", "--changed-since", "HEAD")[:2] == (0, "")
    (repository / "news" / "tên có dấu.txt").write_text(NEW, encoding="utf-8")
    status, out, err = check("news", "--changed-since", "HEAD", "-v")
    assert (status, out.split(":")[0]) == (1, "news/tên có dấu.txt")
    assert "news/a.txt: passed over: not changed (--changed-since)" in err
    (repository / "news" / "b.txt").unlink()
    git("add", "-A")
    git("commit", "-qm", "More")
    assert check("news", "--changed-since", "HEAD")[:2] == (0, "")
    assert check("news", "--changed-since", "HEAD~1")[0] == 1


def test_changes_of_others_are_none_of_ours(repository: Path) -> None:
    """Since a branch means since where the two parted."""
    git("checkout", "-qb", "mine")
    (repository / "news" / "c.txt").write_text(RIGHT, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "Mine")
    git("checkout", "-q", "main")
    (repository / "news" / "a.txt").write_text(RIGHT, encoding="utf-8")
    git("commit", "-qam", "Theirs")
    git("checkout", "-q", "mine")
    assert check("news", "--changed-since", "main")[:2] == (0, "")
    assert check("news/a.txt", "--changed-since", "main~1")[1] == ""


def test_only_added_lines_are_told(repository: Path) -> None:
    """--diff-only leaves out what stands in lines that were there; a new file counts as a whole."""
    article = repository / "news" / "a.txt"
    article.write_text("Đầu.\n" + OLD + NEW, encoding="utf-8")
    (repository / "news" / "new.txt").write_text(OLD, encoding="utf-8")
    _, out, _ = check("news", "--diff-only")
    assert [line.split()[0] for line in out.splitlines()] == [
        "news/a.txt:3:33:",
        "news/new.txt:1:37:",
        "news/new.txt:1:77:",
    ]


@pytest.mark.parametrize("revision", ["nix", "--output=x", "HEAD:news"])
def test_a_revision_that_git_does_not_know(repository: Path, revision: str) -> None:
    """Status 2 and the next step; nothing is passed on as an option of git's."""
    status, out, err = check("news", "--changed-since", revision)
    assert (status, out) == (2, "")
    assert "git" in err
    assert not Path("x").exists()


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--changed-since needs git and a repository."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("a.txt").write_text(RIGHT, encoding="utf-8")
    assert check("a.txt", "--changed-since", "HEAD")[0] == 2
    monkeypatch.setenv("PATH", "")
    status, _, err = check("a.txt", "--changed-since", "HEAD")
    assert (status, "git is not installed" in err) == (2, True)
