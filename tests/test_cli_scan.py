"""``citex scan``: formats, input, filters, status, and what happens when something breaks."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from citex.cli.main import main

FIRST = "Ngày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị khóa XIII."
SECOND = "Tỉnh ủy quán triệt Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XII và Nghị quyết số 57-NQ/TW."
NOTHING = "Trời hôm nay nắng đẹp, bà con xuống đồng gieo mạ."
COMMAND = [sys.executable, "-m", "citex"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("a.txt", FIRST), ("b.md", SECOND), ("c.txt", NOTHING), ("d.html", FIRST)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def scan(*args: str, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["scan", *args], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def start(*args: str, **extra: Any) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **extra.pop("env", {})}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **extra}
    return subprocess.Popen([*COMMAND, *args], env=env, **pipes)


def test_jsonl_gives_a_citation_a_line_in_order(news: Path) -> None:
    """Files by name, citations by offset; the text is what stands at the offsets."""
    status, out, err = scan("news", "--format", "jsonl")
    assert (status, err) == (0, "")
    found = lines(out)
    assert [(one["file"], one["symbol"]) for one in found] == [
        ("news/a.txt", "57-NQ/TW"),
        ("news/b.md", "05-CT/TW"),
        ("news/b.md", "57-NQ/TW"),
    ]
    for one in found:
        text = Path(one["file"]).read_text(encoding="utf-8")
        assert text[one["start"] : one["end"]] == one["text"]


def test_nothing_found_is_no_failure(news: Path) -> None:
    """A folder without citations: no lines, status 0."""
    assert scan("news/c.txt", "--format", "jsonl") == (0, "", "")


def test_table_names_documents_and_counts(news: Path) -> None:
    """The table is the default; it ends with the sum."""
    status, out, err = scan("news")
    assert (status, err) == (0, "")
    assert "57-NQ/TW" in out
    assert out.splitlines()[-1].startswith("2 documents, 3 citations in 3 files")


def test_json_is_one_object_with_all_of_it(news: Path) -> None:
    """Citations across files share the document that one of them tells; a bad path stands in errors."""
    status, out, err = scan("news", "nix.txt", "--format", "json", "--group-by", "type")
    told = json.loads(out)
    assert status == 2
    assert err.startswith("citex: nix.txt: no such file")
    assert (told["schema"], told["files"]) == ("citex/1", 3)
    keys = [one["document"] for one in told["citations"]]
    assert keys == ["TW/NQ/57@XIII", "TW/CT/05@XII", "TW/NQ/57@XIII"]
    assert {one["document"]: one["citations"] for one in told["documents"]} == {"TW/NQ/57@XIII": 2, "TW/CT/05@XII": 1}
    assert [(one["by"], one["value"]) for one in told["groups"]] == [("type", "NQ"), ("type", "CT")]
    assert [one["file"] for one in told["errors"]] == ["nix.txt"]


def test_resolve_none_tells_no_document(news: Path) -> None:
    """Documents stay null in every format."""
    _, out, _ = scan("news", "--format", "jsonl", "--resolve", "none")
    assert {one["document"] for one in lines(out)} == {None}
    told = json.loads(scan("news", "--format", "json", "--resolve", "none")[1])
    assert told["documents"] == []
    assert sum(one["citations"] for one in told["groups"]) == 3


def test_csv_has_a_mark_a_header_and_rows(news: Path) -> None:
    """As spreadsheets want it."""
    _, out, _ = scan("news", "--format", "csv")
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["symbol"] for row in rows] == ["57-NQ/TW", "05-CT/TW", "57-NQ/TW"]


@pytest.mark.parametrize("jobs", ["0", "2", "3"])
@pytest.mark.parametrize("form", [["jsonl"], ["json"], ["table"], ["jsonl", "--resolve", "corpus"]])
def test_jobs_change_no_byte(news: Path, jobs: str, form: list[str]) -> None:
    """Whatever the number of workers, the output and the messages are the same."""
    (news / "bad.txt").write_bytes(b"\xff\x00\x01\x80")
    args = ("news", "nix", "--format", *form)
    assert scan(*args, "--jobs", jobs) == scan(*args, "--jobs", "1")


def test_where_filters_by_what_is_known_of_the_document(news: Path) -> None:
    """The second mention of 57-NQ/TW has no date of its own; its document has. In a stream only its own words count."""
    told = json.loads(scan("news", "--format", "json", "--where", "date>=2020")[1])
    assert [one["file"] for one in told["citations"]] == ["news/a.txt", "news/b.md"]
    assert [(one["document"], one["citations"]) for one in told["documents"]] == [("TW/NQ/57@XIII", 2)]
    streamed = lines(scan("news", "--format", "jsonl", "--where", "date>=2020")[1])
    assert [one["file"] for one in streamed] == ["news/a.txt"]


def test_where_on_the_file_counts_only_what_is_shown(news: Path) -> None:
    """What is known of the document stays; the counts are those of the citations that pass."""
    told = json.loads(scan("news", "--format", "json", "--where", "file~b.md", "--where", "type=NQ")[1])
    (document,) = told["documents"]
    assert (document["citations"], document["files"], document["date"]) == (1, 1, "2024-12-22")


def test_standard_input_and_its_name(news: Path) -> None:
    """``-`` reads standard input; ``--stdin-filename`` names it."""
    _, out, _ = scan("-", "--format", "jsonl", stdin=FIRST.encode())
    assert [one["file"] for one in lines(out)] == ["-"]
    _, out, _ = scan("-", "--stdin-filename", "x.txt", "--format", "jsonl", stdin=FIRST.encode())
    assert [one["file"] for one in lines(out)] == ["x.txt"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_json_lines_as_input(news: Path, jobs: str) -> None:
    """A record is an article under its id; a bad record is told, the others are scanned."""
    records = [{"key": f"r{i}", "body": FIRST} for i in range(150)]
    stdin = "\n".join([json.dumps(records[0]), "{bad", *map(json.dumps, records[1:])]).encode()
    args = ("-", "--from", "jsonl", "--text-key", "body", "--id-key", "key", "--format", "jsonl", "--jobs", jobs)
    status, out, err = scan(*args, stdin=stdin)
    assert status == 2
    assert err.startswith("citex: -:2: ")
    assert [one["file"] for one in lines(out)] == [record["key"] for record in records]


def test_output_file_appears_whole(news: Path) -> None:
    """-o writes the file and nothing to standard output."""
    status, out, _ = scan("news", "--format", "jsonl", "-o", "found.jsonl")
    assert (status, out) == (0, "")
    assert len(Path("found.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    status, _, err = scan("news", "-o", "no/such/folder/x")
    assert status == 2
    assert "does not exist" in err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--where", "typ=NQ"], "did you mean type?"),
        (["--group-by", "colour"], "colour"),
        (["--group-by", "type", "--format", "jsonl"], "--group-by"),
        (["--text-key", "body"], "--from jsonl"),
        (["--article-date", "soon"], "2024-03-31"),
        (["--encoding", "klingon"], "klingon"),
    ],
)
def test_options_that_make_no_sense(news: Path, args: list[str], says: str) -> None:
    """Status 2, no output, a message with the next step."""
    status, out, err = scan("news", *args)
    assert (status, out) == (2, "")
    assert says in err


def test_a_bad_pack_is_told_and_the_rest_is_used(news: Path) -> None:
    """One wrong entry: its place is named, the shipped patterns and the pack's other entries still work."""
    pack = "types:\n- id: CĐ\n  name: Công điện\n  codes: [CĐ]\n- name: no id\n"
    Path("mine.yaml").write_text(pack, encoding="utf-8")
    Path("e.txt").write_text("Công điện số 12-CĐ/TW ngày 3/4/2024 của Ban Bí thư", encoding="utf-8")
    status, out, err = scan("e.txt", "news", "--format", "jsonl", "--patterns", "mine.yaml")
    assert status == 2
    assert err.startswith("citex: mine.yaml:5:")
    assert [one["type"] for one in lines(out)] == ["CĐ", "NQ", "CT", "NQ"]


def test_quiet_and_verbose(news: Path) -> None:
    """Quiet tells nothing of single files but keeps the status; verbose tells what is passed over."""
    assert scan("nix", "--format", "jsonl", "-q") == (2, "", "")
    _, _, err = scan("news", "--format", "jsonl", "-v")
    assert "news/d.html: passed over: not of a kind that is read" in err


def test_control_characters_of_names_stay_out_of_messages(news: Path) -> None:
    """What a file is called can't act on the terminal."""
    _, _, err = scan("nix\x1b[2J", "--format", "jsonl")
    assert "\x1b" not in err
    assert "\\x1b" in err


def test_article_date_and_place(news: Path) -> None:
    """What the options say of the articles is used where the text doesn't say."""
    Path("p.txt").write_text("Đảng bộ thực hiện Nghị quyết số 15-NQ/TU ngày 5/6/2021 của Tỉnh ủy.", encoding="utf-8")
    args = ("p.txt", "--place", "Hậu Giang", "--article-date", "2021-07-01")
    told = json.loads(scan(*args, "--format", "json")[1])
    assert told["citations"][0]["place"] == "Hậu Giang"
    assert [(one["first"], one["last"]) for one in told["documents"]] == [("2021-07-01", "2021-07-01")]


@pytest.mark.parametrize("command", [["scan"], ["check"], ["graph"], ["catalogue", "build"], ["explain"]])
def test_a_place_that_nobody_knows_is_refused(news: Path, command: list[str]) -> None:
    """It would make keys that no other article has."""
    text = "Nghị quyết số 15-NQ/TU của Tỉnh ủy" if command == ["explain"] else "news"
    result = CliRunner().invoke(main, [*command, text, "--place", "Nowhere"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no province or city is called 'Nowhere'" in result.stderr


@posix
def test_a_closed_pipe_ends_quietly(news: Path) -> None:
    """``| head``: status 0 and no message, however much is left to print."""
    (news / "big.txt").write_text((FIRST + "\n\n") * 3000, encoding="utf-8")
    process = start("scan", "news", "--format", "jsonl", "--jobs", "1", cwd=news.parent)
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


def _minds_interrupts() -> None:
    """Run in the child: the tests may run in the background of a shell, which has interrupts ignored there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_is_130_and_no_traceback(news: Path, jobs: str) -> None:
    """Ctrl-C reaches the whole process group; workers end too and say nothing."""
    options = ("--from", "jsonl", "--format", "jsonl", "-j", jobs)
    process = start("scan", "-", *options, start_new_session=True, preexec_fn=_minds_interrupts)
    assert process.stdin is not None and process.stderr is not None
    process.stdin.write(b"{bad\n" * 1000)
    process.stdin.flush()
    assert process.stderr.readline().startswith(b"citex: -:1: ")
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("a worker is still there")


@posix
def test_a_killed_run_leaves_no_worker_behind(news: Path) -> None:
    """Workers end with the process that they work for."""
    process = start("scan", "-", "--from", "jsonl", "--format", "jsonl", "-j", "2", start_new_session=True)
    assert process.stdin is not None and process.stderr is not None
    process.stdin.write(b"{bad\n" * 1000)
    process.stdin.flush()
    process.stderr.readline()
    process.kill()
    process.communicate(timeout=30)
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    raise AssertionError("a worker is still there")


@posix
@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_output_is_utf8_whatever_the_locale(news: Path, form: str) -> None:
    """With an ASCII or Latin locale the same bytes come out."""
    outs = []
    for env in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}, {}):
        process = start("scan", "news", "--format", form, cwd=news.parent, env=env)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        outs.append(out)
    assert outs[0] == outs[1] == outs[2]
    assert "Nghị quyết".encode() in outs[0]


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has /dev/full")
def test_a_full_disk_is_told(news: Path) -> None:
    """Status 2 with the reason, not a traceback while Python ends."""
    with open("/dev/full", "wb") as full:
        process = start("scan", "news", "--format", "jsonl", cwd=news.parent, stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.startswith(b"citex: can't write standard output: No space left")
    assert b"Traceback" not in err and b"Exception ignored" not in err


def test_progress_only_where_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar of the files done; it leaves nothing behind on the line."""
    from citex.cli.progress import Progress

    stream = io.StringIO()
    progress = Progress(total=4, stream=stream)
    progress._next = 0.0
    progress.step(3)
    assert "1/4 files, 3 citations" in stream.getvalue()
    progress.clear()
    assert stream.getvalue().endswith("\r")
    drawn = stream.getvalue().split("\r")
    assert len(drawn[-2]) == len(drawn[1]) and not drawn[-2].strip()
    assert Progress(stream=stream).line() == "0 files, 0 citations"


def test_sequence_of_paths_is_sorted(news: Path) -> None:
    """The order of the output is that of the names, not of the command line."""

    def files(*paths: str) -> Sequence[str]:
        return [one["file"] for one in lines(scan(*paths, "--format", "jsonl")[1])]

    assert files("news/b.md", "news/a.txt") == files("news/a.txt", "news/b.md")
