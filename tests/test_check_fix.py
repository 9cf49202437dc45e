"""``citex check --fix`` and ``--diff``: what is certain is corrected, all else stays as it was, byte for byte."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from citex.check.mend import unified
from citex.cli.main import main

TEXT = "Đầu bài.\r\nTheo Quy định 101-QÐ/TW ngày 07/6/2012 và Nghị quyết 51/NQ-TƯ; Quyết định số 347-CT/TW.\rHết"
MENDED = TEXT.replace("101-QÐ/TW", "101-QĐ/TW").replace("51/NQ-TƯ", "51-NQ/TW")


def check(*args: str, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["check", "--isolated", *args], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
    ],
)
def test_only_symbols_change(tmp_path: Path, mark: bytes, codec: str) -> None:
    """Encoding, byte order mark, mixed line ends, a missing last one and the file's permissions stay."""
    path = tmp_path / "a.txt"
    path.write_bytes(mark + TEXT.encode(codec))
    path.chmod(0o640)
    status, out, err = check("--fix", str(path))
    assert path.read_bytes() == mark + MENDED.encode(codec)
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o640
    assert status == 1
    assert [line.split()[1] for line in out.splitlines()] == ["CX201"]
    assert "3 findings corrected" in err
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_named_encoding_is_kept(tmp_path: Path) -> None:
    """A file in windows-1258 is written back in it; where a correction has no letter there, nothing is written."""
    path = tmp_path / "a.txt"
    data = "Theo NQ 51/NQ-TW".encode("windows-1258")
    path.write_bytes(data)
    check("--fix", "--encoding", "windows-1258", str(path))
    assert path.read_bytes() == data.replace(b"51/NQ-TW", b"51-NQ/TW")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """What --fix writes is clean of what it corrects."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    check("--fix", str(path))
    once = path.read_bytes()
    assert "0 findings corrected" in check("--fix", str(path))[2]
    assert path.read_bytes() == once


def test_diff_shows_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--diff alone prints a unified diff that git applies, and leaves the file."""
    monkeypatch.chdir(tmp_path)
    path = Path("a.txt")
    before = f"Một.\nTheo Nghị quyết 51/NQ-TW.\n{'Thêm.' * 3}\nHết"
    path.write_bytes(before.encode())
    status, out, _ = check("--diff", "a.txt")
    assert status == 1
    assert path.read_bytes() == before.encode()
    changed = [line for line in out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-Theo Nghị quyết 51/NQ-TW.", "+Theo Nghị quyết 51-NQ/TW."]
    Path("a.diff").write_bytes(out.encode())
    subprocess.run(["git", "apply", "--unsafe-paths", "a.diff"], check=True)
    assert path.read_bytes() == before.replace("51/NQ-TW", "51-NQ/TW").encode()


def test_fix_with_diff_writes_and_shows(tmp_path: Path) -> None:
    """Both: the file is corrected, and standard output holds what was changed."""
    path = tmp_path / "a.txt"
    path.write_text("Theo Nghị quyết 51/NQ-TW.\n", encoding="utf-8")
    status, out, _ = check("--fix", "--diff", str(path))
    assert (status, path.read_text(encoding="utf-8")) == (0, "Theo Nghị quyết 51-NQ/TW.\n")
    assert "+Theo Nghị quyết 51-NQ/TW." in out


def test_what_is_ignored_or_suppressed_is_not_corrected(tmp_path: Path) -> None:
    """A rule that is off and a finding that is suppressed leave the text."""
    path = tmp_path / "a.md"
    text = "Theo Nghị quyết 51/NQ-TW. <!-- citex-ignore CX101 -->\n"
    path.write_text(text, encoding="utf-8")
    assert check("--fix", str(path))[0] == 0
    assert check("--fix", "--ignore", "CX1", str(path))[0] == 0
    assert path.read_text(encoding="utf-8") == text


def test_what_may_be_right_is_not_corrected(tmp_path: Path) -> None:
    """The code ĐU is the State's too where the order is: a warning, which --fix leaves alone."""
    path = tmp_path / "a.txt"
    text = "Thực hiện Nghị quyết 15/NQ-ĐU ngày 07/6/2022 của Đảng ủy xã."
    path.write_text(text, encoding="utf-8")
    status, out, _ = check(str(path), "--fix", "--severity", "warning")
    assert (status, "CX101" in out, path.read_text("utf-8")) == (0, True, text)


def test_standard_input_and_records_are_not_written(tmp_path: Path) -> None:
    """--fix needs a text file; --diff shows what would change of none but files."""
    assert check("--fix", "-", stdin=b"x")[0] == 2
    assert check("--fix", "--from", "jsonl", "a.jsonl")[0] == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions that root does not heed")
def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The finding stays, the status is 2, the file is whole."""
    path = tmp_path / "a.txt"
    path.write_text("Theo Nghị quyết 51/NQ-TW.\n", encoding="utf-8")
    tmp_path.chmod(0o555)
    status, out, err = check("--fix", str(path))
    tmp_path.chmod(0o755)
    assert (status, "CX101" in out, "can't write" in err) == (2, True, True)


@given(st.text("ab\n\r", max_size=30), st.text("ab\n\r", max_size=30))
def test_a_diff_holds_both_texts(before: str, after: str) -> None:
    """Taking the lines of either side out of a diff of whole files gives that side again."""
    lines = list(unified("f", before + "x\n" * 3, after + "x\n" * 3))
    removed = sum(line.startswith("-") for line in lines[2:])
    added = sum(line.startswith("+") for line in lines[2:])
    assert (removed, added) == (0, 0) if before == after else removed + added > 0
    assert added - removed == after.count("\n") - before.count("\n")
