"""Mentions: which tokens belong to each citation, parted from its neighbours, and what a form needs."""

from __future__ import annotations

import pytest

from citex import load_pack
from citex.recognise.lexer import tokenise
from citex.recognise.mentions import mentions


def members(text: str) -> list[tuple[str, list[str]]]:
    """The form and the members' texts of each mention."""
    pack = load_pack()
    found = tokenise(text, pack)
    row = found.tokens
    return [
        (mention.form.id, [found.text[row[one.first].start : row[one.last - 1].end] for one in mention.members])
        for mention in mentions(found, pack)
    ]


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("(Kết luận số 21-KL/TW ngày 25/10/2021), tiếp", "Kết luận số 21-KL/TW ngày 25/10/2021"),
        ("Kết luận số 21-KL/TW (ngày 25/10/2021), tiếp", "Kết luận số 21-KL/TW (ngày 25/10/2021)"),
        ("[Quy định 37-QĐ/TW]", "Quy định 37-QĐ/TW"),
        ("Quy định 102-QĐ/TW (2017), phải", "Quy định 102-QĐ/TW (2017)"),
        ("Nghị quyết số 18-NQ/TW, và", "Nghị quyết số 18-NQ/TW"),
        ("Nghị quyết số 18-NQ/TW của các", "Nghị quyết số 18-NQ/TW"),
        ("Nghị quyết số 18-NQ/TW - ", "Nghị quyết số 18-NQ/TW"),
        ("Nghị quyết số 18-NQ/TW (", "Nghị quyết số 18-NQ/TW"),
        ("Điều lệ Đảng (khóa XI), Quy định", "Điều lệ Đảng (khóa XI)"),
        ("Cương lĩnh (bổ sung, phát triển năm 2011) kế thừa", "Cương lĩnh (bổ sung, phát triển năm 2011)"),
        ("Chỉ thị số 05-CT/TW ngày 15/5/2016, ngày 18/5/2021", "Chỉ thị số 05-CT/TW ngày 15/5/2016"),
        ("Nghị quyết Đại hội XIII của Đảng, đã", "Nghị quyết Đại hội XIII của Đảng"),
        ("Nghị quyết Trung ương 4 khóa XII.", "Nghị quyết Trung ương 4 khóa XII"),
    ],
)
def test_a_member_ends_with_what_identifies_it(text: str, member: str) -> None:
    """What only links is trimmed; a bracket closes inside only what was opened inside; a second date is another's."""
    assert [parts for _, parts in members(text)][:1] == [[member]]


@pytest.mark.parametrize(
    ("text", "form", "parts"),
    [
        (
            "các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017",
            "numbered",
            ["Nghị quyết số 18", "19-NQ/TW ngày 25/10/2017"],
        ),
        ("các Nghị quyết 26- và 27-NQ/TW", "numbered", ["Nghị quyết 26", "27-NQ/TW"]),
        ("các quy định 101-QĐ/TW, 55-QĐ/TW và 08-QĐi/TW", "numbered", ["quy định 101-QĐ/TW", "55-QĐ/TW", "08-QĐi/TW"]),
        ("Quy định số 22 cùng với số 24 của", "numbered", ["Quy định số 22", "số 24"]),
        ("Quy định số 22; số 24 đã có từ lâu", "numbered", ["Quy định số 22", "số 24"]),
        ("Quy định 22, 24 người đã đọc", "numbered", ["Quy định 22"]),
        ("101-QĐ/TW và 55-QĐ/TW", "symbol", ["101-QĐ/TW", "55-QĐ/TW"]),
        ("Nghị quyết Trung ương 4 (khóa XI, XII) và", "plenum", ["Nghị quyết Trung ương 4 (khóa XI", "XII)"]),
        ("Nghị quyết Trung ương 4 khóa XI, khóa XII", "plenum", ["Nghị quyết Trung ương 4 khóa XI", "khóa XII"]),
        ("Nghị quyết Trung ương 5, 6 khóa XII", "plenum", ["Nghị quyết Trung ương 5", "6 khóa XII"]),
        (
            "Nghị quyết Trung ương 4 khóa XII, Trung ương 5 khóa XII",
            "plenum",
            ["Nghị quyết Trung ương 4 khóa XII", "Trung ương 5 khóa XII"],
        ),
        ("Nghị quyết Đại hội XII, XIII của Đảng", "congress", ["Nghị quyết Đại hội XII", "XIII của Đảng"]),
    ],
)
def test_a_list_is_parted(text: str, form: str, parts: list[str]) -> None:
    """The first member begins at the type, each further one at its own first element."""
    assert members(text) == [(form, parts)]


@pytest.mark.parametrize(
    "text",
    [
        "nghị quyết của Đảng",
        "ban hành 2 nghị quyết, 4 chỉ thị",
        "Đại hội XIII của Đảng",
        "Hội nghị Trung ương 4 khóa XII",
        "Nghị quyết này",
        "ngày 22/12/2024 của Bộ Chính trị",
        "Nghị quyết năm 2020",
    ],
)
def test_no_form_fits(text: str) -> None:
    """A type, a body, an event or a date alone are no mention."""
    assert members(text) == []


def test_mentions_follow_each_other() -> None:
    """Two types are two mentions, in order, with nothing of one in the other."""
    assert members("Chỉ thị 05-CT/TW và Kết luận 01-KL/TW của Bộ Chính trị") == [
        ("numbered", ["Chỉ thị 05-CT/TW"]),
        ("numbered", ["Kết luận 01-KL/TW của Bộ Chính trị"]),
    ]


def test_the_head_is_what_stands_before_the_first_member() -> None:
    """The types of a list belong to all of it."""
    pack = load_pack()
    found = tokenise("các nghị quyết, kết luận Trung ương 4 khóa XI, XII", pack)
    (mention,) = mentions(found, pack)
    assert [found.tokens[i].role for i in mention.head] == ["type", "comma", "type"]
