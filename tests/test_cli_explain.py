"""``citex explain``: what is recognised, what is dropped, what nearly fits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from citex.cli.main import main

TEXT = (
    "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Kế hoạch số 120/KH-UBND "
    "và Nghị định 30/2020/NĐ-CP, cùng Nghị quyết này."
)


def explain(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["explain", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def told(*args: str) -> dict[str, Any]:
    status, out, _ = explain(*args, "--format", "json")
    assert status == 0
    record: dict[str, Any] = json.loads(out)
    return record


def test_elements_cover_the_text_in_order() -> None:
    """Each element stands at its offsets; none overlap."""
    elements = told(TEXT)["elements"]
    assert [one["role"] for one in elements[:7]] == ["few", "type", "no", "symbol", "date", "of", "issuer"]
    assert elements[3]["parts"] == {"number": "57", "type": "NQ", "issuer": "TW"}
    last = 0
    for one in elements:
        assert one["start"] >= last
        assert one["text"] == TEXT[one["start"] : one["end"]]
        last = one["end"]


def test_citations_come_with_form_and_fields() -> None:
    """What scan would give, the same record."""
    (citation,) = told(TEXT)["citations"]
    assert (citation["pattern"], citation["symbol"], citation["issuer"]) == ("numbered", "57-NQ/TW", "Bộ Chính trị")


@pytest.mark.parametrize(
    ("text", "dropped", "reason"),
    [
        (TEXT, "Kế hoạch số 120/KH-UBND", "issuer code 'UBND' is not the Party's"),
        (
            "Nghị quyết số 15 của Hội đồng nhân dân tỉnh",
            "Nghị quyết số 15 của Hội đồng nhân dân tỉnh",
            "not the Party's",
        ),
        ("UBND, HĐND và Chính phủ nêu Chỉ thị 16.", "Chỉ thị 16", "a bare number"),
        ("Nghị quyết số 12-NQ/ZZQW", "Nghị quyết số 12-NQ/ZZQW", "no pack knows the issuer code 'ZZQW'"),
    ],
)
def test_what_is_dropped_comes_with_the_reason(text: str, dropped: str, reason: str) -> None:
    """A symbol of the State, a bare number, a code that nobody knows."""
    reasons = {one["text"]: one["reason"] for one in told(text)["dropped"]}
    assert reason in next(why for found, why in reasons.items() if found in dropped)


def test_near_misses_tell_where_they_stopped() -> None:
    """A type without a number: the form stopped at the next word, and says what it would have taken."""
    near = {one["form"]: one for one in told(TEXT)["near"] if one["text"] == "Nghị quyết"}
    assert near["numbered"]["stopped_role"] == "few"
    assert near["numbered"]["stopped_at"].strip() == "này"
    assert {"symbol", "number", "no"} <= set(near["numbered"]["expected"])
    assert "comma" in near["plenum"]["expected"]


def test_a_text_that_the_gate_passes_over_says_so() -> None:
    """Its elements are shown all the same."""
    record = told("Trời hôm nay đẹp.")
    assert record["gated"] is True
    assert [one["role"] for one in record["elements"]][:1] == ["few"]
    _, out, _ = explain("Trời hôm nay đẹp.")
    assert "scan does not look closer" in out
    assert "Citations: none" in out


def test_a_line_of_a_file_counts_in_its_file(tmp_path: Path) -> None:
    """Only the line is shown, with offsets of the file; the rest of the article decides with it."""
    path = tmp_path / "bài.txt"
    path.write_bytes(f"Chỉ thị số 16-CT/TW\r\n{TEXT}\r\nUBND, HĐND và Chính phủ nêu Chỉ thị 16".encode())
    record = told(f"{path}:3")
    (citation,) = record["citations"]
    assert (citation["line"], citation["text"]) == (3, "Chỉ thị 16")
    text = path.read_bytes().decode()
    assert text[record["start"] : record["end"]] == "UBND, HĐND và Chính phủ nêu Chỉ thị 16"
    assert {one["symbol"] for one in told(f"{path}:2")["citations"]} == {"57-NQ/TW"}


@pytest.mark.parametrize(("line", "says"), [("9", "has 1 lines"), ("0", "has 1 lines"), (None, ":1")])
def test_wrong_lines_are_told(tmp_path: Path, line: str | None, says: str) -> None:
    """A line that is not there, or none at all."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    status, out, err = explain(f"{path}:{line}" if line else str(path))
    assert (status, out) == (2, "")
    assert says in err


def test_a_file_that_is_not_there_is_no_text(tmp_path: Path) -> None:
    """A misspelt path is not explained as if it were a sentence."""
    status, _, err = explain(str(tmp_path / "nix.txt:3"))
    assert status == 2
    assert "there is no file" in err


def test_nothing_acts_on_the_terminal() -> None:
    """Control characters of the text are shown as escapes."""
    _, out, _ = explain("\x1b[31mNghị quyết số 57-NQ/TW\x1b[0m của Bộ\u202e Chính trị")
    assert "\x1b" not in out and "\u202e" not in out
    assert "57-NQ/TW" in out
