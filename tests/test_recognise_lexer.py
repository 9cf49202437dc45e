"""Tokens: which element stands where, what needs capitals, and where the name of a body ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex import load_pack
from citex.recognise.lexer import tokenise


def tokens(text: str) -> list[tuple[str, str]]:
    """Role and text of each token."""
    found = tokenise(text, load_pack())
    return [(token.role, found.text[token.start : token.end].strip()) for token in found.tokens]


def issuers(text: str) -> list[str]:
    """The names of bodies in a text."""
    return [part for role, part in tokens(text) if role in ("issuer", "outsider")]


def test_a_full_citation_has_no_gaps() -> None:
    """Every element is found, in order, and the marks between them."""
    assert tokens("Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị (khóa XIII)") == [
        ("type", "Nghị quyết"),
        ("no", "số"),
        ("symbol", "57-NQ/TW"),
        ("comma", ","),
        ("date", "ngày 22/12/2024"),
        ("of", "của"),
        ("issuer", "Bộ Chính trị"),
        ("open", "("),
        ("term", "khóa XIII"),
        ("close", ")"),
    ]


def test_words_between_are_few_or_many() -> None:
    """One to four words are few; what holds no word is no gap."""
    assert tokens("Chỉ thị mới được người đứng đầu") == [
        ("type", "Chỉ thị"),
        ("many", "mới được người đứng đầu"),
    ]
    assert tokens("Chỉ thị mới được đọc") == [("type", "Chỉ thị"), ("few", "mới được đọc")]


def test_letters_go_with_the_tokens() -> None:
    """One letter for each token, that of its role; the parts of an element can be asked for."""
    pack = load_pack()
    found = tokenise("Kết luận số 21-KL/TW", pack)
    assert [pack.alphabet.roles[letter] for letter in found.letters] == ["type", "no", "symbol"]
    symbol = found.tokens[-1]
    assert [symbol.part(name) for name in ("number", "type", "issuer", "day")] == ["21", "KL", "TW", None]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("NQ 35", ["type_short", "number"]),
        ("nq 35", ["few", "number"]),
        ("CTr 05", ["type_short", "number"]),
        ("ctr 05", ["few", "number"]),
        ("BCT", ["issuer"]),
        ("Bct", ["few"]),
        ("bộ chính trị", ["issuer"]),
        ("Đoàn", ["outsider"]),
        ("đoàn", ["few"]),
        ("Cương lĩnh", ["charter"]),
        ("cương lĩnh", ["type"]),
        ("57-NQ/TW", ["symbol"]),
        ("57-nq/tw", ["number"]),
        ("XIII", ["roman"]),
    ],
)
def test_capitals(text: str, roles: list[str]) -> None:
    """Abbreviations and symbols stand as written, single words as names; names of several words in any case."""
    assert [role for role, _ in tokens(text)][: len(roles)] == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("kế hoạch 5 năm", None),
        ("kết luận 3 nội dung", None),
        ("Nghị quyết 35 năm 2018", "number"),
        ("chung cư CT5", None),
        ("CT05", "number"),
        ("kế hoạch 15%", None),
        ("mục 1.2", None),
        ("Chỉ thị 05 đồng thời", "number"),
        ("quyết định 100 đồng", None),
        ("Nghị quyết 15a", "number"),
        ("nghị quyết 123456", None),
    ],
)
def test_what_is_a_number(text: str, role: str | None) -> None:
    """Counts, shares, sums, house numbers and parts of figures are none."""
    found = [part for part, _ in tokens(text) if part in ("number", "symbol")]
    assert (found[0] if found else None) == role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Huyện ủy Phụng Hiệp đã ban hành", "Huyện ủy Phụng Hiệp"),
        ("Huyện ủy Mỏ Cày Nam ban hành", "Huyện ủy Mỏ Cày Nam"),
        ("Thành ủy Hà Nội khóa XVII", "Thành ủy Hà Nội"),
        ("Thành ủy Hà Nội Nghị quyết số 09", "Thành ủy Hà Nội"),
        ("Quận ủy Ninh Kiều\n\nSáng nay", "Quận ủy Ninh Kiều"),
        ("HUYỆN ỦY PHỤNG HIỆP ĐÃ ĐI ĐẦU", "HUYỆN ỦY PHỤNG HIỆP"),
        ("HUYỆN ỦY PHỤNG HIỆP BAN HÀNH", "HUYỆN ỦY PHỤNG HIỆP"),
        ("Đảng ủy xã Tân Bình, huyện Phụng Hiệp", "Đảng ủy xã Tân Bình"),
        ("Đảng ủy phường 5 tổ chức", "Đảng ủy phường 5"),
        ("Quận ủy 12 tổ chức", "Quận ủy 12"),
        ("Huyện ủy Phụng Hiệp và các văn bản khác", "Huyện ủy Phụng Hiệp"),
        ("Huyện ủy Phụng Hiệp và huyện Châu Thành", "Huyện ủy Phụng Hiệp"),
        ("Đảng ủy các cấp tổ chức", "Đảng ủy"),
        ("Đảng ủy Sở Tài nguyên và Môi trường và các đơn vị", "Đảng ủy Sở Tài nguyên và Môi trường"),
        (
            "Đảng đoàn Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam ban hành",
            "Đảng đoàn Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam",
        ),
        ("Đảng ủy Quân khu 7 ra", "Đảng ủy Quân khu 7"),
        ("Đảng ủy xã 15 đồng chí", "Đảng ủy xã"),
        ("Đảng ủy Bộ Nội vụ ban hành", "Đảng ủy Bộ Nội vụ"),
        (
            "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Bến Tre",
            "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Bến Tre",
        ),
        ("Đảng ủy Tập đoàn Điện lực Việt Nam tại Hà Nội", "Đảng ủy Tập đoàn Điện lực Việt Nam"),
        ("Chi bộ Văn phòng Huyện ủy Vũ Quang họp", "Chi bộ Văn phòng Huyện ủy Vũ Quang"),
        ("Đảng ủy Ban Tuyên giáo và Dân vận Trung ương họp", "Đảng ủy Ban Tuyên giáo và Dân vận Trung ương"),
        ("Huyện ủy Vũ Quang\nTỉnh ủy Hà Tĩnh", "Huyện ủy Vũ Quang"),
        ("Chi bộ thôn Tân Hòa họp", "Chi bộ thôn Tân Hòa"),
        ("Chi bộ Tổ dân phố 3 họp", "Chi bộ Tổ dân phố 3"),
        ("Tỉnh ủy Quảng Nam và Đà Nẵng", "Tỉnh ủy Quảng Nam"),
        ("Tỉnh ủy Bà Rịa – Vũng Tàu ban hành", "Tỉnh ủy Bà Rịa - Vũng Tàu"),
        ("Ban Tuyên giáo Tỉnh ủy Quảng Nam", "Ban Tuyên giáo Tỉnh ủy Quảng Nam"),
        ("Ban Chấp hành Đảng bộ huyện Mỏ Cày Nam", "Ban Chấp hành Đảng bộ huyện Mỏ Cày Nam"),
        ("ban thường vụ Thành uỷ", "ban thường vụ Thành uỷ"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    """Capitalised words and those that carry an institution's name on belong to it, what begins something else not."""
    assert issuers(text)[:1] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huyện ủy Phụng Hiệp và Tỉnh ủy Hậu Giang", ["Huyện ủy Phụng Hiệp", "Tỉnh ủy Hậu Giang"]),
        ("Đảng ủy Bộ Nội vụ và Ban Tổ chức Trung ương", ["Đảng ủy Bộ Nội vụ", "Ban Tổ chức Trung ương"]),
        ("Đảng đoàn Quốc hội và Ban cán sự đảng Chính phủ", ["Đảng đoàn Quốc hội", "Ban cán sự đảng Chính phủ"]),
        ("Đảng ủy xã Tân Bình và UBND xã", ["Đảng ủy xã Tân Bình", "UBND xã"]),
        ("Đảng ủy Tập đoàn Dầu khí và Thường trực Tỉnh ủy", ["Đảng ủy Tập đoàn Dầu khí", "Thường trực Tỉnh ủy"]),
        ("Huyện ủy Vũ Quang, Huyện ủy Hương Sơn", ["Huyện ủy Vũ Quang", "Huyện ủy Hương Sơn"]),
    ],
)
def test_a_conjunction_before_another_body_ends_the_name(text: str, names: list[str]) -> None:
    """Two bodies are two names."""
    assert issuers(text) == names


def test_a_time_limit_is_kept() -> None:
    """A limit that no pattern can keep raises TimeoutError."""
    with pytest.raises(TimeoutError):
        tokenise("Nghị quyết số 57-NQ/TW " * 2000, load_pack(), timeout=1e-9)


WORDS = [
    "Nghị quyết",
    "số",
    "57-NQ/TW",
    "ngày 22/12/2024",
    "của",
    "Bộ Chính trị",
    "Huyện ủy",
    "Phụng Hiệp",
    "khóa",
    "XIII",
]
WORDS += ["và", ",", "(", ")", "“", ".", "\n\n", "bà con", "5 năm", "NQ 35", "CT5", "Đảng ủy", "xã", "trong", "*", "|"]


@given(st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join))
def test_tokens_stand_in_order(text: str) -> None:
    """Tokens do not overlap, none is empty, and every word of the text is in one."""
    found = tokenise(text, load_pack())
    end = 0
    for token in found.tokens:
        assert end <= token.start < token.end
        assert not any(c.isalnum() for c in found.text[end : token.start])
        end = token.end
    assert not any(c.isalnum() for c in found.text[end:])
    assert len(found.letters) == len(found.tokens)
