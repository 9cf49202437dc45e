"""The table: aligned in cells, whole in narrow places, harmless to a terminal."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from citex.documents import Document
from citex.group import group
from citex.records import Citation
from citex.write.names import document_name
from citex.write.table import ConsoleOptions, Summary, print_table

DIRECTIVE = Document(
    document="TW/CT/05@XII",
    type="CT",
    type_name="Chỉ thị",
    number="05",
    symbol="05-CT/TW",
    issuer="Bộ Chính trị",
    level="central",
    date="2016-05-15",
    term="XII",
    title="Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    citations=12,
    files=5,
)
APPARATUS = replace(
    DIRECTIVE,
    document="TW/NQ/18@XII",
    type="NQ",
    type_name="Nghị quyết",
    number="18",
    symbol="18-NQ/TW",
    issuer="Ban Chấp hành Trung ương",
    date="2017-10-25",
    title="Một số vấn đề về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị",
    citations=7,
    files=3,
    conflicts=({"field": "date"}, {"field": "title"}),
)
PLENUM = Document(
    document="TW/HN4@XII",
    type="NQ",
    type_name="Nghị quyết",
    issuer="Ban Chấp hành Trung ương",
    term="XII",
    session="4",
    citations=5,
    files=2,
    variants={"Nghị quyết Trung ương 4 khóa XII": 3, "XII)": 4, "Nghị quyết Trung ương 4": 9},
)
PROVINCE = replace(
    DIRECTIVE,
    document="Hậu Giang/TU/NQ/15@2020-2025",
    type="NQ",
    type_name="Nghị quyết",
    symbol="15-NQ/TU",
    issuer="Ban Thường vụ Tỉnh ủy",
    place="Hậu Giang",
    date="2022-03",
    title=None,
    citations=1,
    files=1,
)
DOCUMENTS = (DIRECTIVE, APPARATUS, PLENUM, PROVINCE)
BARE = Citation("a.txt", 0, 10, 1, 1, "Chỉ thị 16", "numbered", "CT", "Chỉ thị", "16")
SUMMARY = Summary(documents=4, citations=28, files=6, unresolved=3)

AT_80 = """\
Document              Date        Place      Title                  Cited  Files
────────────────────────────────────────────────────────────────────────────────
Ban Chấp hành Trung ương · 2 documents                                 12
  Nghị quyết · 2 documents                                             12
    18-NQ/TW !2       2017-10-25             Một số vấn đề về tiế…      7      3
    Nghị quyết Trung                                                    5      2
    ương 4 khóa XII

Bộ Chính trị · 1 document                                              12
  Chỉ thị · 1 document                                                 12
    05-CT/TW          2016-05-15             Đẩy mạnh học tập và…      12      5

Ban Thường vụ Tỉnh ủy · 1 document                                      1
  Nghị quyết · 1 document                                               1
    15-NQ/TU          2022-03     Hậu Giang                             1      1

Unresolved: which document is meant can't be told                       3
  (no issuer)                                                           3
    Chỉ thị                                                             3
!n: n conflicts between the values found; --format json lists them
4 documents, 28 citations in 6 files; 3 citations unresolved
"""

AT_120 = """\
Document                        Date        Issuer                          Title                           Cited  Files
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
Nghị quyết · 3 documents                                                                                       13
  18-NQ/TW !2                   2017-10-25  Ban Chấp hành Trung ương        Một số vấn đề về tiếp tục đổi…      7      3
  15-NQ/TU                      2022-03     Ban Thường vụ Tỉnh ủy Hậu                                           1      1
                                            Giang
  Nghị quyết Trung ương 4 khóa              Ban Chấp hành Trung ương                                            5      2
  XII

Chỉ thị · 1 document                                                                                           12
  05-CT/TW                      2016-05-15  Bộ Chính trị                    Đẩy mạnh học tập và làm theo…      12      5

Unresolved: which document is meant can't be told                                                               3
  Chỉ thị                                                                                                       3
!n: n conflicts between the values found; --format json lists them
4 documents, 28 citations in 6 files; 3 citations unresolved
"""


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing around the tests decides about colour or width."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def table(
    documents: tuple[Document, ...] = DOCUMENTS,
    by: tuple[str, ...] = ("issuer", "type", "date"),
    width: int | None = 80,
    unresolved: int = 3,
    stream: io.StringIO | None = None,
    color: bool | None = None,
) -> str:
    """The table of the documents and of some citations without one."""
    stream = stream or io.StringIO()
    groups = group(documents, [BARE] * unresolved, by)
    print_table(groups, documents, SUMMARY, ConsoleOptions(stream, width, color))
    return stream.getvalue()


def test_at_80_columns() -> None:
    """Issuer and type are headings with counts, documents rows; titles give way first, names go on below."""
    assert table() == AT_80


def test_at_120_columns() -> None:
    """Without an issuer heading the issuer has a column, with the place of those that have one."""
    assert table(by=("type", "date"), width=120) == AT_120


_LEVELS = st.sampled_from(["issuer", "type", "date", "year", "month", "term", "level", "place", "document"])
_WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from("ạậệị\u0323\u0301\x1b [漢"), max_size=40)


@given(
    by=st.lists(_LEVELS, min_size=1, max_size=4, unique=True).map(tuple),
    width=st.integers(24, 160),
    title=_WORDS,
    name=_WORDS.filter(str.strip),
)
def test_no_line_is_wider_than_the_screen(by: tuple[str, ...], width: int, title: str, name: str) -> None:
    """Any grouping, text and width: lines fit, count columns stay under their headers, nothing acts."""
    odd = replace(DIRECTIVE, document="odd", symbol=name, title=title, issuer=title, place=name)
    *lines, last = table((*DOCUMENTS, odd), by, width).splitlines()
    assert last == str(SUMMARY)
    assert all(cell_len(line) <= width and line.isprintable() for line in lines)
    assert "Cited" in lines[0] and cell_len(lines[1]) == cell_len(lines[0])


@pytest.mark.parametrize("width", [24, 40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize(
    ("by", "counts"),
    [
        (("type", "date"), ["13", "7", "1", "5", "12", "12"]),
        (("issuer", "type", "date"), ["12", "12", "7", "5", "12", "12", "12", "1", "1", "1"]),
        (("document",), ["12", "7", "5", "1"]),
        (("year",), ["12", "12", "7", "7", "1", "1", "5", "5"]),
    ],
)
def test_counts_stand_under_their_header(by: tuple[str, ...], counts: list[str], width: int) -> None:
    """Counts of headings and rows end where their header ends; all characters here are one cell wide."""
    header, _, *lines = table(by=by, width=width, unresolved=0).splitlines()
    end = header.index("Cited") + len("Cited")
    assert [line[end - 5 : end].strip() for line in lines[:-2] if line[end - 1 : end].strip()] == counts


def nfd(text: str) -> str:
    """``text`` with its marks as characters of their own."""
    return unicodedata.normalize("NFD", text)


def test_decomposed_text_is_aligned() -> None:
    """NFD records give the same table as NFC ones."""
    decomposed = tuple(
        replace(
            one,
            type_name=nfd(one.type_name),
            issuer=nfd(one.issuer or ""),
            title=nfd(one.title or ""),
            place=nfd(one.place or ""),
            variants={nfd(text): count for text, count in one.variants.items()},
        )
        for one in DOCUMENTS
    )
    assert table(decomposed) == AT_80


def test_text_cannot_act() -> None:
    """Escape sequences, direction overrides and markup in a title are shown as they are written."""
    odd = replace(DIRECTIVE, title="[bold red]\x1b[31mĐỏ\u202e :warning:")
    assert "[bold red]\\x1b[31mĐỏ\\u202e :warning:" in table((odd,), width=200)


def test_colour_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets styles, a file none, NO_COLOR none; an explicit choice wins."""
    assert "\x1b[" in table(stream=Terminal())
    assert table(stream=Terminal(), color=False) == AT_80
    assert "\x1b[" in table(color=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert table(stream=Terminal()) == AT_80


def test_rows_under_a_file_show_the_count_of_that_file() -> None:
    """With the files' counts a document stands under each file with what that file has."""
    files = {DIRECTIVE.document: {"a.txt": 9, "b.txt": 3}}
    stream = io.StringIO()
    groups = group([DIRECTIVE], [], ["file"], files)
    print_table(groups, [DIRECTIVE], SUMMARY, ConsoleOptions(stream, 80), files)
    rows = [line.split()[-2:] for line in stream.getvalue().splitlines() if "05-CT/TW" in line]
    assert rows == [["9", "5"], ["3", "5"]]


def test_types_of_unresolved_citations_can_be_named() -> None:
    """A type that no document has is named by the given names, else by its code."""
    for names, shown in (({"CT": "Chỉ thị"}, "Chỉ thị"), (None, "CT")):
        stream = io.StringIO()
        print_table(group([], [BARE], ["type"]), [], SUMMARY, ConsoleOptions(stream, 80), type_names=names)
        assert f"\n  {shown} " in stream.getvalue()


def test_nothing_found_is_one_line() -> None:
    """An empty result is one sentence, without a header."""
    stream = io.StringIO()
    print_table((), (), Summary(0, 0, 1), ConsoleOptions(stream, 80))
    assert stream.getvalue() == "No citations found in 1 file.\n"


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(12, 34, 5, 3), "12 documents, 34 citations in 5 files; 3 citations unresolved"),
        (Summary(1, 1, 1, 0), "1 document, 1 citation in 1 file"),
        (Summary(0, 2, 1, 1), "0 documents, 2 citations in 1 file; 1 citation unresolved"),
    ],
)
def test_last_line(summary: Summary, line: str) -> None:
    """It counts documents, citations and files, and names what stayed unresolved."""
    assert str(summary) == line


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (DIRECTIVE, "05-CT/TW"),
        (replace(DIRECTIVE, symbol=None), "Chỉ thị 05"),
        (PLENUM, "Nghị quyết Trung ương 4 khóa XII"),
        (replace(PLENUM, variants={"Nghị quyết  Trung\nương 4": 1, "NQTW4": 7}), "Nghị quyết Trung ương 4 (XII)"),
        (replace(PLENUM, variants={"Nghị quyết Trung ương 4 (khóa XII": 1}), "Nghị quyết TW/HN4@XII"),
        (replace(PLENUM, variants={"Nghị quyết Đại hội XIII": 2}, term="XIII"), "Nghị quyết Đại hội XIII"),
        (
            replace(PLENUM, variants={"Nghị quyết nhiệm kỳ 2020 – 2025": 2}, term="2020-2025"),
            "Nghị quyết nhiệm kỳ 2020 – 2025",
        ),
        (Document("ĐL", "ĐL", "Điều lệ", variants={"ĐIỀU LỆ ĐẢNG": 1, "Điều lệ Đảng": 3}), "Điều lệ Đảng"),
    ],
)
def test_documents_without_symbol_have_a_plain_name(document: Document, name: str) -> None:
    """The usual way of writing names a plenum or congress, with its term; else type and key do."""
    assert document_name(document) == name
