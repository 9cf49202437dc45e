"""CSV: what a spreadsheet needs, and nothing that it would run."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.records import Citation
from citex.write.as_csv import cell, write_csv
from citex.write.jsonl import COLUMNS


def written(*citations: Citation) -> str:
    """The text of a CSV file."""
    stream = io.StringIO(newline="")
    write_csv(citations, stream)
    return stream.getvalue()


def rows(text: str) -> list[list[str]]:
    """What a CSV reader makes of it."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def cite(text: str, **fields: str) -> Citation:
    """A citation with that text."""
    return Citation("a.txt", 0, 9, 1, 1, text, "numbered", "NQ", "Nghị quyết", evidence={"date": "câu"}, **fields)


def test_file_begins_with_bom_and_header_and_ends_lines_with_crlf() -> None:
    """Excel takes the mark for UTF-8; the columns are those of JSON Lines."""
    text = written(cite("Nghị quyết 35"))
    assert text.startswith("\ufefffile,start,end,line,column,text,")
    assert text.count("\r\n") == text.count("\n") == 2
    header, row = rows(text)
    assert header == list(COLUMNS)
    record = dict(zip(header, row, strict=True))
    assert (record["text"], record["start"], record["issuer"]) == ("Nghị quyết 35", "0", "")
    assert json.loads(record["evidence"]) == {"date": "câu"}


def test_nothing_found_is_a_header_alone() -> None:
    """An empty result still says which columns there are."""
    assert rows(written()) == [list(COLUMNS)]


@pytest.mark.parametrize("text", ['Nghị quyết "Tam nông", số 26', "Nghị quyết\r\nsố 26", "Nghị quyết\nsố 26"])
def test_text_comes_back_as_it_was(text: str) -> None:
    """Commas, quotes and line ends within a cell are quoted."""
    assert rows(written(cite(text)))[1][5] == text


@pytest.mark.parametrize(
    "text",
    [
        *('=HYPERLINK("http://x")', "+84 24", "-NQ/TW", "@SUM(A1)", "\t=1", "\rx", "\n=1", "  =1+1", "\u00a0@x"),
        *("\ufeff=1", "\u200b-1", "\u3000=1", "\uff1d1", " \uff0b1", "\t", "\tNQ"),
    ],
)
def test_formulas_get_an_apostrophe(text: str) -> None:
    """What a spreadsheet would run, spaces and invisible characters before it included, is text."""
    assert cell(text) == f"'{text}"
    assert rows(written(cite(text)))[1][5] == f"'{text}"


@pytest.mark.parametrize("text", ["15-NQ/TW", "Chỉ thị = 05", "", "(=1)", "'x"])
def test_other_text_is_left_alone(text: str) -> None:
    """A formula character further in is harmless."""
    assert cell(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1b[2Jb", "a\\x1b[2Jb"), ("a\x00", "a\\x00"), ("\u202ea", "\\u202ea"), ("\x9b1m", "\\x9b1m")],
)
def test_control_characters_are_shown(text: str, shown: str) -> None:
    """What would act on a terminal stands as a visible escape."""
    assert cell(text) == shown


@given(st.lists(st.text(st.characters()) | st.from_regex(r"\A\s*[=+\-@].*")))
def test_no_cell_can_run(texts: list[str]) -> None:
    """Whatever the text, a CSV reader finds one row a citation and no cell that begins like a formula."""
    header, *found = rows(written(*(cite(text, title=text) for text in texts)))
    assert len(found) == len(texts) and all(len(row) == len(header) for row in found)
    for row, text in zip(found, texts, strict=True):
        assert not any(one.lstrip()[:1] in ("=", "+", "-", "@") and one.strip() for one in row)
        assert not any(one[:1] in ("\t", "\r", "\n") for one in row)
        if text.isprintable():
            assert row[5].removeprefix("'") == text.removeprefix("'")
