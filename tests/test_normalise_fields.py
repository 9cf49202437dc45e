"""Fields of a citation and what members of a list share."""

from __future__ import annotations

from typing import Any

import pytest

from citex import scan_text

PARTY = "Đảng ủy quán triệt tới đảng viên toàn Đảng bộ: "


def fields(text: str, *names: str) -> list[tuple[Any, ...]]:
    """The fields asked for, of each citation."""
    return [tuple(getattr(one, name) for name in names) for one in scan_text(text, resolve="none")]


@pytest.mark.parametrize(
    ("text", "kind", "type_", "number", "symbol"),
    [
        ("Quy định số 101-QĐ/TW", "numbered", "QĐi", "101", "101-QĐ/TW"),
        ("theo 101-QĐ/TW", "numbered", "QĐ", "101", "101-QĐ/TW"),
        ("theo 08-QĐi/TW", "numbered", "QĐi", "08", "08-QĐi/TW"),
        ("Quyết định số 06-QĐNS/TW", "numbered", "QĐ", "06", "06-QĐNS/TW"),
        ("Thông báo kết luận số 264-TB/TW", "numbered", "TB", "264", "264-TB/TW"),
        ("Chương trình hành động số 27-CTr/TU", "numbered", "CTr", "27", "27-CTr/TU"),
        ("Chương trình số 32-CT/TU", "numbered", "CTr", "32", "32-CT/TU"),
        ("Thông tri số 06-TT/TW", "numbered", "TT", "06", "06-TT/TW"),
        ("Nghị quyết số 19/NQ của Bộ Chính trị", "numbered", "NQ", "19", None),
        ("Chỉ thị số 5 của Ban Bí thư", "numbered", "CT", "05", None),
        ("Nghị quyết Trung ương 4 khóa XII", "plenum", "NQ", None, None),
        ("nghị quyết, kết luận Hội nghị Trung ương 4 khóa XI", "plenum", "NQ+KL", None, None),
        ("Văn kiện Đại hội XIII", "congress", "VK", None, None),
        ("Điều lệ Đảng", "charter", "ĐL", None, None),
        ("Cương lĩnh năm 1991", "charter", "CL", None, None),
    ],
)
def test_kind_type_and_number(text: str, kind: str, type_: str, number: str | None, symbol: str | None) -> None:
    """The type goes by the name where one is written, else by the symbol; no symbol without an issuer's code."""
    assert fields(text, "kind", "type", "number", "symbol") == [(kind, type_, number, symbol)]


@pytest.mark.parametrize(
    ("text", "issuer", "date", "term", "session"),
    [
        (
            "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII",
            "Ban Chấp hành Trung ương",
            None,
            "XII",
            "6",
        ),
        ("Nghị quyết TW4 khóa 11", "Ban Chấp hành Trung ương", None, "XI", "4"),
        ("NQTW4 của Đảng", "Ban Chấp hành Trung ương", None, None, "4"),
        ("Nghị quyết Trung ương 6 (lần 2)", "Ban Chấp hành Trung ương", None, None, "6"),
        ("Nghị quyết số 27 của Hội nghị Trung ương 7 khóa XII", "Ban Chấp hành Trung ương", None, "XII", "7"),
        ("Nghị quyết Đại hội Đảng lần thứ mười ba", "Đại hội", None, "XIII", None),
        ("Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2020 – 2025", "Đại hội", None, "2020-2025", None),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIV, nhiệm kỳ 2020 - 2025", "Đại hội", None, "XIV", None),
        ("Điều lệ Đảng (khóa XI)", None, None, "XI", None),
        ("Cương lĩnh (bổ sung, phát triển năm 2011)", None, "2011", None, None),
        ("Chỉ thị số 10-CT/TW ngày 30-3-2007 của Ban Bí thư khoá 10", "Ban Bí thư", "2007-03-30", "X", None),
        ("Chỉ thị 10-CT/TW (3/2007)", None, "2007-03", None, None),
        ("Quy định 102-QĐ/TW năm 2017", None, "2017", None, None),
        ("Kết luận 178-KL/TW ngày 17/7", None, None, None, None),
        ("Chỉ thị số 40-CT/TW ngày 31/02/2014 của Ban Bí thư", "Ban Bí thư", None, None, None),
        ("Chỉ thị số 32-CT/TW ngày 09 tháng 12 năm 2003", None, "2003-12-09", None, None),
        ("Kết luận số 126-KL/TW của Bộ Chính trị, Ban Bí thư", "Bộ Chính trị + Ban Bí thư", None, None, None),
    ],
)
def test_issuer_date_term_and_session(
    text: str, issuer: str | None, date: str | None, term: str | None, session: str | None
) -> None:
    """What the span says, no more: no date without a year, none that the calendar has not, a term in Roman numerals."""
    assert fields(text, "issuer", "date", "term", "session") == [(issuer, date, term, session)]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII",
            [("18-NQ/TW", "2017-10-25", "XII"), ("19-NQ/TW", "2017-10-25", "XII")],
        ),
        (
            "các Quyết định 67- và 68-QĐ/TW ngày 04/7/2007",
            [("67-QĐ/TW", "2007-07-04", None), ("68-QĐ/TW", "2007-07-04", None)],
        ),
        (
            "Quyết định số 67-QĐ/TW ngày 04/7/2007 và Quyết định số 223-QĐ/TW",
            [("67-QĐ/TW", "2007-07-04", None), ("223-QĐ/TW", None, None)],
        ),
        (
            "Nghị quyết số 10-NQ/TW và Nghị quyết số 36-NQ/TW ngày 22/10/2018",
            [("10-NQ/TW", None, None), ("36-NQ/TW", "2018-10-22", None)],
        ),
    ],
)
def test_symbol_and_date_go_from_right_to_left(text: str, members: list[tuple[str | None, ...]]) -> None:
    """What stands once at the end is that of all that lack the symbol; a date never goes to what has its own symbol."""
    assert fields(text, "symbol", "date", "term") == members


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("Quy định số 123 và Hướng dẫn số 40-HD/BTCTW của Ban Tổ chức Trung ương", [None, "Ban Tổ chức Trung ương"]),
        ("Quy định 22-QĐ/TW và Quy định 24-QĐ/TW của Ban Chấp hành Trung ương", ["Ban Chấp hành Trung ương"] * 2),
        ("Chỉ thị số 10-CT/TW và Kết luận số 18-KL/TW của Ban Bí thư", ["Ban Bí thư"] * 2),
        ("Quy định số 253 và Quy định số 255 của Ban Bí thư", ["Ban Bí thư"] * 2),
        ("Chỉ thị số 05 và Kết luận số 01 của Bộ Chính trị", [None, "Bộ Chính trị"]),
        ("Nghị quyết 59, 70, 71 và 72 của Bộ Chính trị", ["Bộ Chính trị"] * 4),
        ("Chỉ thị số 35-CT/TW của Bộ Chính trị và Hướng dẫn 06-HD/TW", ["Bộ Chính trị", None]),
    ],
)
def test_an_issuer_that_stands_once(text: str, issuers: list[str | None]) -> None:
    """It is that of members with the same issuer code, or with no symbol and the same type, and of no other."""
    assert fields(PARTY + text, "issuer") == [(issuer,) for issuer in issuers]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Nghị quyết Trung ương 4, 6, 7 khóa XII", [("4", "XII"), ("6", "XII"), ("7", "XII")]),
        ("Nghị quyết Trung ương 4 (khóa XI, XII, XIII)", [("4", "XI"), ("4", "XII"), ("4", "XIII")]),
        ("Nghị quyết Trung ương 4 khóa XI và khóa XII", [("4", "XI"), ("4", "XII")]),
        ("Nghị quyết Trung ương 4, khóa X", [("4", "X")]),
        (
            "Nghị quyết Trung ương 4 khóa XI “Một số vấn đề cấp bách về xây dựng Đảng hiện nay”, khóa XII",
            [("4", "XI"), ("4", "XII")],
        ),
        ("Nghị quyết Đại hội XI, XII và XIII của Đảng", [(None, "XI"), (None, "XII"), (None, "XIII")]),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIII, XIV", [(None, "XIII"), (None, "XIV")]),
    ],
)
def test_plenums_and_terms_go_both_ways(text: str, members: list[tuple[str | None, str]]) -> None:
    """A list of plenums shares the term behind it, a list of terms the plenum before it."""
    assert fields(text, "session", "term") == members


def test_a_list_shares_the_type() -> None:
    """The type that stands once at the beginning is that of all members, whatever their symbols say."""
    text = "Các quy định 101-QĐ/TW, 55-QĐ/TW và 08-QĐi/TW nói rõ điều ấy."
    assert fields(text, "type", "symbol") == [("QĐi", "101-QĐ/TW"), ("QĐi", "55-QĐ/TW"), ("QĐi", "08-QĐi/TW")]


def test_congresses_of_a_list_keep_their_organisation() -> None:
    """The Party organisation that stands once is that of every congress in the list."""
    text = "Nghị quyết Đại hội Đảng bộ tỉnh Hậu Giang lần thứ XIII, XIV và Nghị quyết Đại hội XIII của Đảng"
    assert fields(text, "level", "locality") == [
        ("province", "Hậu Giang"),
        ("province", "Hậu Giang"),
        ("central", None),
    ]
