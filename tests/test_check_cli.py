"""``citex check`` on the command line: findings, status, options, input, suppressions, explanations."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from citex.check.formats.text import lines as told_lines
from citex.check.records import Finding
from citex.cli.main import main

WRONG = "Đảng bộ huyện học tập Nghị quyết số 18/NQ-TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII.\n"
SPACED = "Đảng bộ huyện học tập Quy định số 144 - QĐ/TW ngày 09/5/2024 của Bộ Chính trị.\n"
RIGHT = "Đảng bộ huyện học tập Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\n"
ORDER = (
    "CX101 18/NQ-TW is not in the order of Party symbols: a hyphen stands before the type code, a slash after it "
    "(18-NQ/TW)"
)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()  # no configuration of folders above
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("a.txt", WRONG), ("b.md", RIGHT), ("c.txt", SPACED)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def check(*args: str, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["check", *args], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def codes(out: str) -> list[str]:
    return [line.split(": ", 1)[1].split()[0] for line in out.splitlines()]


def test_a_finding_a_line_and_the_counts_beside(news: Path) -> None:
    """``path:line:column: CODE message (suggestion)`` on standard output, in order; the sum on standard error."""
    status, out, err = check("news")
    assert status == 1
    assert out.splitlines() == [
        f"news/a.txt:1:37: {ORDER}",
        "news/c.txt:1:35: CX102 144 - QĐ/TW has spaces in it; a symbol is one word (144-QĐ/TW)",
    ]
    assert err == "citex: 1 error, 1 warning in 3 files\n"
    assert check("news", "-q")[2] == ""


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["news/a.txt"], 1),
        (["news/b.md"], 0),
        (["news/c.txt"], 0),
        (["news/c.txt", "--fail-on", "warning"], 1),
        (["news/a.txt", "--fail-on", "never"], 0),
        (["news/a.txt", "--severity", "CX101=warning"], 0),
        (["news/c.txt", "--severity", "CX102=error"], 1),
        (["news/a.txt", "--ignore", "CX101"], 0),
        (["news", "nix.txt"], 2),
        (["news/b.md", "--select", "CX999"], 2),
        (["news/b.md", "--severity", "fatal"], 2),
        (["news/b.md", "--severity", "CX101="], 2),
        ([], 2),
    ],
)
def test_the_status_tells(news: Path, args: list[str], status: int) -> None:
    """0 clean, 1 findings at or above the threshold, 2 where not everything could be checked or the call was wrong."""
    assert check(*args)[0] == status


def test_what_could_be_checked_is_told_all_the_same(news: Path) -> None:
    """A file that can't be read is told; the findings of the others are printed."""
    status, out, err = check("news", "nix.txt")
    assert (status, codes(out)) == (2, ["CX101", "CX102"])
    assert err.startswith("citex: nix.txt: no such file")


def test_the_least_severity_that_is_told(news: Path) -> None:
    """--severity error leaves the warnings out."""
    assert codes(check("news", "--severity", "error")[1]) == ["CX101"]


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_jobs_change_no_byte(news: Path, jobs: str) -> None:
    """Worker processes give the same output."""
    (news / "d.txt").write_text(RIGHT.replace("22/12/2024", "23/12/2024"), encoding="utf-8")
    assert check("news", "--jobs", jobs) == check("news", "--jobs", "1")


def test_articles_that_contradict(news: Path) -> None:
    """Two articles with two dates for one document: told where the rarer value stands."""
    (news / "d.txt").write_text(RIGHT, encoding="utf-8")
    other = RIGHT.replace("số 57-NQ/TW ngày 22/12/2024", "số 68-NQ/TW ngày 04/5/2025")
    for name, date in (("e.txt", "04/5/2025"), ("f.txt", "04/5/2025"), ("g.txt", "05/5/2025")):
        (news / name).write_text(other.replace("04/5/2025", date), encoding="utf-8")
    status, out, _ = check("news", "--select", "CX502")
    assert status == 0
    assert out == "news/g.txt:1:23: CX502 05/5/2025 here, 04/5/2025 in news/e.txt:1:23 (04/5/2025)\n"


def test_standard_input_has_the_name_that_it_is_given(news: Path) -> None:
    """``-`` with --stdin-filename, as editors call it; its name decides on suppression comments."""
    status, out, _ = check("-", "--stdin-filename", "x/bai.md", stdin=WRONG.encode())
    assert (status, out) == (1, f"x/bai.md:1:37: {ORDER}\n")
    hidden = f"<!-- citex-ignore CX101 -->\n{WRONG}".encode()
    assert check("-", "--stdin-filename", "bai.md", stdin=hidden)[:2] == (0, "")
    assert check("-", "--stdin-filename", "bai.txt", stdin=hidden)[0] == 1


@pytest.mark.parametrize("end", ["\n", "\0", "\r\n"])
def test_a_list_of_files(news: Path, end: str) -> None:
    """--files-from takes names a line or parted by NUL; each is read even if it is of another kind."""
    (news / "bai.html").write_text(WRONG, encoding="utf-8")
    status, out, _ = check("--files-from", "-", stdin=end.join(["news/bai.html", "news/b.md", ""]).encode())
    assert (status, out) == (1, f"news/bai.html:1:37: {ORDER}\n")
    Path("list").write_text("news/b.md\n", encoding="utf-8")
    assert check("--files-from", "list")[:2] == (0, "")
    assert check("--files-from", "nix")[0] == 2


def test_json_lines_as_input(news: Path) -> None:
    """A record is an article; its date is a given one."""
    record = {"id": "r1", "text": RIGHT, "date": "2024-01-01"}
    args = ("-", "--from", "jsonl", "--date-key", "date")
    status, out, _ = check(*args, stdin=json.dumps(record).encode())
    assert (status, codes(out)) == (1, ["CX302"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"<!-- citex-ignore CX101 -->\n{WRONG}", []),
        (f"{WRONG.strip()} <!-- citex-ignore CX101 -- as the document prints it -->\n", []),
        (f"<!-- citex-ignore CX1 -->\n{WRONG}", []),
        (f"<!-- citex-ignore symbol-order -->\n{WRONG}", []),
        (f"<!-- citex-ignore -->\n{WRONG}", []),
        (f"<!-- citex-ignore ALL -->\n{WRONG}", []),
        (f"<!-- citex-ignore CX102 -->\n{WRONG}", ["CX901", "CX101"]),
        (f"<!-- citex-ignore CX101 -->\n\n{WRONG}", ["CX901", "CX101"]),
        (f"<!-- citex-ignore CX101 -->\n{RIGHT}", ["CX901"]),
        (f"<!-- citex-ignore-start CX101 -->\n{WRONG}{WRONG}<!-- citex-ignore-end -->\n{RIGHT}", []),
        (f"<!-- citex-ignore-start CX101 -->\n{WRONG}<!-- citex-ignore-end -->\n{WRONG}", ["CX101"]),
        (f"<!-- citex-ignore-start CX101 -->\n{WRONG}\n{WRONG}", []),
        (f"{WRONG}\n{WRONG}<!-- citex-ignore-file CX101 -->\n", []),
        (f"<!-- citex-ignore CX999 -->\n{RIGHT}", ["CX901"]),
    ],
)
def test_suppression_comments(news: Path, text: str, told: list[str]) -> None:
    """A comment speaks for its line, or the next one, a block or the text; one that suppresses nothing is told."""
    (news / "m.md").write_text(text, encoding="utf-8")
    assert codes(check("news/m.md")[1]) == told


def test_a_suppression_of_a_rule_that_did_not_run_is_not_told(news: Path) -> None:
    """Nothing is known of it."""
    (news / "m.md").write_text(f"<!-- citex-ignore CX101 -->\n{RIGHT}", encoding="utf-8")
    assert check("news/m.md", "--select", "CX2,CX9")[1] == ""


def test_an_unused_comment_stands_at_its_place(news: Path) -> None:
    """Line and column are those of the comment."""
    (news / "m.md").write_text(f"Đầu.\n\nHết. <!-- citex-ignore CX101 -->\n{RIGHT}", encoding="utf-8")
    assert check("news/m.md")[1].startswith("news/m.md:3:6: CX901 this suppression of CX101 suppresses nothing")


def test_exceptions_for_plain_text(news: Path) -> None:
    """A list of CODE FILES [TEXT]; an entry that a checked file does not need is told, of others nothing."""
    Path("known.txt").write_text(
        "# old articles stay as printed\nCX101 *.txt 18/NQ-TW\nCX102 news/c.txt\nCX101 old/*.txt\nCX104 a.txt\n",
        encoding="utf-8",
    )
    status, out, _ = check("news", "--exceptions", "known.txt")
    assert (status, codes(out)) == (0, ["CX901"])
    assert out.startswith("known.txt:5:1: CX901 ")
    Path("known.txt").write_text("ALL *.txt\n", encoding="utf-8")
    assert check("news", "--exceptions", "known.txt")[:2] == (0, "")
    Path("known.txt").write_text("alles gut\n", encoding="utf-8")
    status, _, err = check("news", "--exceptions", "known.txt")
    assert status == 2
    assert "known.txt:1: not an exception" in err


def test_rules_are_listed_and_explained(news: Path) -> None:
    """--list-rules has a line for each; --explain shows what a rule finds, what it passes and why."""
    status, out, _ = check("--list-rules")
    assert status == 0
    assert "CX101  error    symbol-order" in out
    assert [line for line in out.splitlines() if line.endswith("off")] == [
        line for line in out.splitlines() if line.startswith("CX604")
    ]
    status, out, _ = check("--explain", "CX101")
    assert status == 0
    assert out.index("Wrong\n") < out.index("-> 18-NQ/TW") < out.index("Right\n") < out.index("Source: ")
    assert check("--explain", "symbol-order")[1] == out
    assert check("--explain", "CX999")[0] == 2


def test_a_bad_pack_is_told_and_the_rest_is_checked(news: Path) -> None:
    """Status 2; the shipped rules still run."""
    Path("mine.yaml").write_text("rules:\n- {id: TS001}\n", encoding="utf-8")
    status, out, err = check("news/a.txt", "--patterns", "mine.yaml")
    assert (status, codes(out)) == (2, ["CX101"])
    assert err.startswith("citex: mine.yaml:2:3: rules/TS001: missing key 'name'")


def test_on_a_terminal_the_place_is_shown_and_underlined() -> None:
    """Two more lines: the text round the finding, and an underline as wide as the text is on the screen."""
    one = Finding(
        "a\x1b.txt", 5, 9, 1, 6, 1, 10, "CX101", "n", "error", "wrong", "right", "QĐ/T", "Số   ", " tiếp theo"
    )
    assert list(told_lines(one, shown=True)) == [
        "a\\x1b.txt:1:6: CX101 wrong (right)",
        "    Số QĐ/T tiếp theo",
        "       ^^^^",
    ]
    assert "\x1b[1;31mCX101\x1b[0m" in next(iter(told_lines(one, coloured=True)))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_closed_pipe_ends_quietly(news: Path) -> None:
    """``| head`` is no failure."""
    for i in range(120):
        (news / f"x{i:03}.txt").write_text(WRONG * 12, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "citex", "check", "news", "-q"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
