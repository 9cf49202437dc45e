"""Reading gold sets, saved runs and floors: what is wrong is told with its file, its line and the next step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citex.errors import ReadError, UsageError
from citex.measure.floor import hold, read_floor
from citex.measure.rows import hit_of, read_gold, read_run
from citex.records import Citation

ROW: dict[str, Any] = {"file": "x/a.txt", "start": 0, "end": 5, "kind": "numbered", "type": "NQ", "date": None}


def written(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_gold_set(tmp_path: Path) -> None:
    """Base names, only the fields that a row has, lines without anything passed over, empty files known."""
    more = {**ROW, "file": "b.txt", "optional": True, "session": 4, "document": "A", "note": "doubt"}
    path = written(tmp_path / "gold.jsonl", ROW, "", more, {"file": "c.txt", "empty": True, "start": 0, "end": 0})
    gold, problems = read_gold(path)
    assert problems == ()
    assert gold.files == {"a.txt", "b.txt", "c.txt"}
    assert [(one.file, one.row, one.optional) for one in gold.marked] == [("a.txt", 1, False), ("b.txt", 3, True)]
    assert gold.marked[0].fields == {"kind": "numbered", "type": "NQ", "date": None}
    assert gold.marked[1].document == "A"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('{"file": "a.txt", ', "not JSON: "),
        ("[1]", "not an object"),
        ({**ROW, "file": 3}, "file is no file name"),
        ({"start": 0, "end": 5, "kind": "numbered"}, "no file"),
        ({"file": "a.txt", "end": 5, "kind": "numbered"}, "no start"),
        ({**ROW, "end": "5"}, "end is no whole number"),
        ({**ROW, "start": True}, "start is no whole number"),
        ({**ROW, "start": -1}, "start is no whole number"),
        ({**ROW, "start": 5}, "start 5 is not before end 5"),
        ({"file": "a.txt", "start": 0, "end": 5}, "no kind"),
        ({**ROW, "number": ["5"]}, "number is neither text nor null"),
        ({**ROW, "optional": "yes"}, "optional is neither true nor false"),
        ({"file": "a.txt", "empty": 1}, "empty is neither true nor false"),
    ],
)
def test_bad_gold_lines_are_told_with_their_number(row: object, says: str, tmp_path: Path) -> None:
    """The line is named, with what a row looks like; the good lines are read."""
    path = written(tmp_path / "gold.jsonl", ROW, row, ROW)
    gold, (problem,) = read_gold(path)
    assert problem.file == f"{path}:2"
    assert problem.message.startswith(says)
    assert '"empty": true' in problem.hint
    assert len(gold.marked) == 2


def test_a_gold_set_must_be_there_and_mark_something(tmp_path: Path) -> None:
    """No file, no rows, no text: an error each that names the file."""
    with pytest.raises(UsageError, match=r"can't read .*none\.jsonl"):
        read_gold(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match=r"empty\.jsonl marks nothing"):
        read_gold(written(tmp_path / "empty.jsonl"))
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\x01")
    with pytest.raises(ReadError, match=r"bytes\.jsonl: byte 0"):
        read_gold(tmp_path / "bytes.jsonl")


def test_a_run_needs_little_more_than_spans(tmp_path: Path) -> None:
    """Another program's run may have no kind, form or line; a bad line is told."""
    path = written(tmp_path / "run.jsonl", {"file": "d/a.txt", "start": 1, "end": 2}, {"file": "a.txt", "start": 1})
    (hit,), (problem,) = read_run(path)
    assert (hit.file, hit.path, hit.fields, hit.pattern, hit.line) == ("a.txt", "d/a.txt", {}, "", None)
    assert (problem.file, problem.message) == (f"{path}:2", "no end")


def test_a_saved_run_is_the_scan_again(tmp_path: Path) -> None:
    """What scan found and what is read back from its JSON Lines are the same hits."""
    from citex.write.jsonl import citation_line

    citation = Citation(
        "n/a.txt", 3, 9, 1, 4, "NQ\u2028 35", "numbered", "NQ", "Nghị quyết", number="35", pattern="bare"
    )
    path = written(tmp_path / "run.jsonl", citation_line(citation))
    assert read_run(path) == ((hit_of(citation),), ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", r":1:2: not JSON"),
        ("[]", "holds no figures"),
        ("{}", "holds no figures"),
        ('{"overlap": "0.9"}', "the floor of overlap is no number from 0 to 1"),
        ('{"overlap": 95}', "the floor of overlap is no number from 0 to 1"),
        ('{"overlap": true}', "the floor of overlap is no number from 0 to 1"),
        ('{"overlap": NaN}', "the floor of overlap is no number from 0 to 1"),
    ],
)
def test_a_floor_that_can_hold_nothing_is_refused(text: str, says: str, tmp_path: Path) -> None:
    """A floor that is read wrongly would pass everything."""
    path = tmp_path / "floor.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says) as caught:
        read_floor(path)
    assert "floor.json" in caught.value.message


def test_a_floor_is_held_at_its_very_value() -> None:
    """Equal is not below."""
    held = hold({"overlap": 0.95, "level": 0.9}, {"overlap": 0.95, "level": 0.8999}, "floor.json")
    assert [(one.name, one.ok) for one in held] == [("overlap", True), ("level", False)]


def test_a_floor_for_a_figure_that_there_is_not_is_an_error() -> None:
    """A misspelt figure must not pass as held."""
    with pytest.raises(UsageError, match="no figure 'overlp'") as caught:
        hold({"overlp": 0.95}, {"overlap": 1.0}, "floor.json")
    assert caught.value.hint == "did you mean overlap?"
