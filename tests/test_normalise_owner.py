"""Whose document it is: by the whole code, the body named, the coordination, the article."""

from __future__ import annotations

import pytest

from citex import load_pack, scan_text
from citex.normalise.owner import OTHER, PARTY, code_owner

PARTY_NEWS = "Chi bộ sinh hoạt định kỳ, đảng viên nghe Bí thư Đảng ủy phổ biến văn bản mới của Đảng. "
STATE_NEWS = "UBND tỉnh họp phiên thường kỳ, Chủ tịch UBND nghe các sở báo cáo Chính phủ và HĐND. "


@pytest.mark.parametrize(
    ("code", "owner"),
    [
        *(
            (code, PARTY)
            for code in ("TW", "TU", "HU", "QU", "ĐU", "CB", "ĐH", "ĐUK", "QUTW", "BTCTW", "UBKTTU", "BTGQU")
        ),
        *((code, PARTY) for code in ("BCSĐCP", "ĐĐHLGVN", "ĐUQK7", "TUQN-TUĐN")),
        *(
            (code, OTHER)
            for code in ("CP", "TTg", "QH", "UBTVQH", "HĐND", "UBND", "TWĐTN", "TLĐ", "CP-NC", "UBND-NC", "BTC", "BYT")
        ),
        *((code, None) for code in ("DKVN", "HLGVN", "XYZ", "TWX")),
    ],
)
def test_a_code_is_matched_whole(code: str, owner: str | None) -> None:
    """TW is the Party's, TWĐTN the Youth Union's; what no pack knows is nobody's."""
    assert code_owner(code, load_pack()) == owner


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 15/NQ-HĐND của HĐND tỉnh",
        "Quyết định 749/QĐ-TTg của Thủ tướng Chính phủ",
        "Chỉ thị 16/CT-TTg",
        "Nghị quyết số 202/2025/QH15 của Quốc hội",
        "Nghị định 30/2020/NĐ-CP",
        "Quyết định số 699/QĐ-BTC",
        "Kế hoạch số 594/KH-UBND",
        "văn bản số 4912/UBND-NC",
        "Nghị quyết 28 của HĐND thành phố",
        "Quyết định số 1234 của UBND tỉnh",
        "Kế hoạch số 12-KH/TWĐTN của Trung ương Đoàn",
        "Quyết định số 174/QĐ-TLĐ của Tổng Liên đoàn",
        "Quyết định số 314/QĐ-HLGVN của Hội Luật gia Việt Nam",
        "Nghị quyết số 01/NQ-ĐHĐCĐ của Đại hội đồng cổ đông",
        "Nghị quyết số 22 của Hội đồng quản trị",
        "Nghị quyết Đại hội XIII Hội Luật gia Việt Nam",
        "Nghị quyết Đại hội Đoàn toàn quốc lần thứ XII",
        "Nghị quyết 2797 của Hội đồng Bảo an Liên hợp quốc",
        "Nghị quyết Đại hội Đảng Cộng sản Trung Quốc lần thứ XX",
        "Điều lệ Công đoàn Việt Nam",
        "Kế hoạch số 05-KH/ĐU của UBND xã",
    ],
)
def test_documents_of_others_are_none(text: str) -> None:
    """State, front, unions, firms, foreign parties, the United Nations: nothing, even in an article about the Party."""
    assert scan_text(PARTY_NEWS + text + ".") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chương trình số 05-CTr/TU của UBND tỉnh", "Chương trình số 05-CTr/TU"),
        (
            "Nghị quyết số 36-NQ/TW (ngày 22/10/2018 của Chính phủ)",
            "Nghị quyết số 36-NQ/TW (ngày 22/10/2018 của Chính phủ)",
        ),
        ("Nghị quyết số 18-NQ/TW và 19-NQ/TW của Chính phủ", "Nghị quyết số 18-NQ/TW|19-NQ/TW"),
    ],
)
def test_a_body_of_the_state_named_by_a_slip_is_left_out(text: str, found: str) -> None:
    """The symbols of the centre and of provinces are the Party's, whatever State body is named beside them."""
    citations = scan_text(text + ".")
    assert "|".join(citation.text for citation in citations) == found
    assert {citation.issuer for citation in citations} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Hướng dẫn số 05-HD/TW của Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        "Kế hoạch số 15-KH/TW của Trung ương Đoàn",
        "Nghị quyết số 05-NQ/TW của Đảng Cộng sản Trung Quốc",
    ],
)
def test_fronts_and_other_parties_keep_what_they_are_named_beside(text: str) -> None:
    """They number with such symbols, too."""
    assert scan_text(text + ".") == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chỉ thị 35 ngày 30/5/2019", 1),
        ("Chỉ thị 35 năm 2019", 0),
        ("Nghị quyết 26 về nông nghiệp, nông dân, nông thôn", 1),
        ("Nghị quyết 26 về giá xăng dầu", 0),
        ("Nghị quyết 68/2025", 0),
    ],
)
def test_the_catalogue_knows_a_bare_number_by_its_day_or_title(text: str, count: int) -> None:
    """Even where the article is about the State; its year alone is the State's as well."""
    assert len(scan_text(f"{STATE_NEWS}Hội nghị bàn việc thực hiện {text}.")) == count


def test_numbers_with_years_are_ours_beside_the_partys() -> None:
    """The State counts by the year; beside a body of the Party, or a namesake, it is ours."""
    found = scan_text(f"{STATE_NEWS}Học Chỉ thị 42/2025 và Quy định 231/2025 của Bộ Chính trị. Chỉ thị 42/2025 nêu rõ.")
    assert [one.text for one in found] == ["Chỉ thị 42/2025", "Quy định 231/2025 của Bộ Chính trị", "Chỉ thị 42/2025"]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Chỉ thị số 35", ["Chỉ thị số 35"]),
        ("Nghị quyết 35", ["Nghị quyết 35"]),
        ("Kế hoạch số 43", ["Kế hoạch số 43"]),
    ],
)
def test_a_bare_number_goes_by_the_article(text: str, texts: list[str]) -> None:
    """In an article about the Party it is the Party's, in one about the State not."""
    for news, wanted in ((PARTY_NEWS, texts), (STATE_NEWS, [])):
        assert [one.text for one in scan_text(f"{news}Hội nghị bàn việc thực hiện {text}.", resolve="none")] == wanted


@pytest.mark.parametrize("text", ["kế hoạch 43", "kết luận 12"])
def test_an_everyday_word_with_a_figure_is_no_name(text: str) -> None:
    """In small letters, without “số”, it is a noun or a verb."""
    assert scan_text(f"{PARTY_NEWS}Mọi người bàn {text} rất lâu.") == ()


@pytest.mark.parametrize(
    ("named", "count"),
    [("Nghị quyết 57-NQ/TW của Bộ Chính trị", 2), ("Nghị quyết 57/NQ-CP của Chính phủ", 0)],
)
def test_a_namesake_in_the_article_decides(named: str, count: int) -> None:
    """The short form is the document whose full form the article has, whatever the article is about."""
    for news in (PARTY_NEWS, STATE_NEWS):
        assert len(scan_text(f"{news}Hội nghị học {named}. Toàn ngành thực hiện Nghị quyết 57 từ nay.")) == count


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Chỉ thị số 16 và Chỉ thị số 15/CT-TTg", []),
        ("Nghị quyết 66 và Nghị quyết 57-NQ/TW", ["Nghị quyết 66", "Nghị quyết 57-NQ/TW"]),
        ("Nghị quyết 66 và Nghị quyết 57 của Bộ Chính trị", ["Nghị quyết 66", "Nghị quyết 57 của Bộ Chính trị"]),
    ],
)
def test_a_coordination_decides(text: str, texts: list[str]) -> None:
    """A bare number is its neighbour's owner's, whatever the article is about."""
    for news in (PARTY_NEWS, STATE_NEWS):
        assert [one.text for one in scan_text(f"{news}Hội nghị học {text}.", resolve="none")] == texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kế hoạch số 12-KH/XYZ của Tỉnh ủy", True),
        ("Kế hoạch số 12-KH/XYZ", False),
        ("Kế hoạch số 12-KH/XYZ của Văn phòng", False),
        ("Nghị quyết 128 của Tỉnh ủy", True),
        ("Nghị quyết 128 của Chính phủ", False),
    ],
)
def test_the_body_named_decides_where_the_code_does_not(text: str, found: bool) -> None:
    """An unknown code needs a Party body by name; an office alone is anybody's."""
    assert bool(scan_text(f"{STATE_NEWS}Hội nghị học {text}.")) is found


@pytest.mark.parametrize("text", ["Chỉ thị số 16/CT-TTg", "Quyết định số 699/QĐ-BTC", "Kế hoạch số 120/KH-UBND"])
def test_who_acts_on_a_document_is_not_its_issuer(text: str) -> None:
    """A State code stays the State's where a Party body decides by it."""
    assert scan_text(f"Theo {text}, Ban Thường vụ Tỉnh ủy yêu cầu các chi bộ rà soát.") == ()


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Công văn số 43-CV/BCĐ (Công văn số 43-CV/BCĐ) về sắp xếp tổ chức.", ["43-CV/BCĐ"] * 2),
        ("Kế hoạch số 05/KH-BCĐ ngày 01/02/2020 về phòng, chống dịch.", []),
        ("Kế hoạch số 05/KH-BCĐ của Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực.", ["05-KH/BCĐ"]),
        ("Quyết định số 31/QĐ-BCĐCTMTQG ngày 05/3/2019 của Ban Chỉ đạo Trung ương các chương trình.", []),
    ],
)
def test_a_code_of_anyones_goes_by_hyphen_or_stroke(text: str, symbols: list[str]) -> None:
    """The Party writes 43-CV/BCĐ (Hướng dẫn 36-HD/VPTW), the State 43/CV-BCĐ (Nghị định 30/2020/NĐ-CP)."""
    assert [one.symbol for one in scan_text(text)] == symbols


LAOS = "Đảng Nhân dân Cách mạng Lào họp Đại hội lần thứ XI tại Viêng Chăn. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LAOS + "Đại hội thông qua Điều lệ Đảng và Nghị quyết Đại hội XI.", []),
        (LAOS + "Đảng viên học Nghị quyết số 12 về thống nhất Đảng.", []),
        (LAOS + "Đảng ta chúc mừng; Đảng bộ ta học Nghị quyết Đại hội XIII.", ["Nghị quyết Đại hội XIII"]),
        (
            LAOS + "Đoàn thông báo về Nghị quyết Đại hội XIII của Đảng Cộng sản Việt Nam.",
            ["Nghị quyết Đại hội XIII của Đảng Cộng sản Việt Nam"],
        ),
        (
            LAOS + "Đoàn đi theo Kết luận số 12-KL/TW về đối ngoại và Điều lệ Đảng.",
            ["Kết luận số 12-KL/TW", "Điều lệ Đảng"],
        ),
    ],
)
def test_another_countrys_party_has_congresses_too(text: str, found: list[str]) -> None:
    """What names nobody is theirs where the text speaks of them, and no less than of our own Party."""
    assert [one.text for one in scan_text(text)] == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tuổi trẻ thực hiện nghị quyết Đại hội toàn quốc lần thứ XI, nhiệm kỳ 2017 - 2022.", 0),
        ("Đảng viên học Nghị quyết Đại hội đại biểu toàn quốc lần thứ XI, nhiệm kỳ 2011 - 2015.", 1),
        ("Đảng viên học Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII, nhiệm kỳ 2020 - 2025.", 1),
    ],
)
def test_a_national_congress_of_other_years_is_a_fronts(text: str, count: int) -> None:
    """The Youth Union's eleventh congress was in 2017, the Party's in 2011; the years are often one out."""
    assert len(scan_text(text)) == count


def test_the_state_holds_meetings_on_plenums_and_has_none() -> None:
    """A ministry behind a plenum's resolution is no issuer, a front's name behind its plenum is."""
    (one,) = scan_text("Hội nghị quán triệt Nghị quyết Trung ương 7 khóa XII của Bộ Nội vụ họp sáng nay.")
    assert (one.issuer, one.document) == ("Ban Chấp hành Trung ương", "TW/HN7@XII")
    assert not scan_text("Nghị quyết Hội nghị lần thứ 12 của Ban Chấp hành Trung ương Hội Nông dân Việt Nam khóa VI")
