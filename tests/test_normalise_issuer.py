"""Issuers: the canonical name, the place within it, and the level."""

from __future__ import annotations

import pytest

from citex import scan_text


@pytest.mark.parametrize(
    ("written", "issuer", "locality", "level"),
    [
        ("Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", "Ban Chấp hành Trung ương", None, "central"),
        ("BCH TW Đảng", "Ban Chấp hành Trung ương", None, "central"),
        ("ban Bí thư", "Ban Bí thư", None, "central"),
        ("BBT", "Ban Bí thư", None, "central"),
        ("bộ chính trị", "Bộ Chính trị", None, "central"),
        ("Trung ương", "Trung ương", None, "central"),
        ("Uỷ ban Kiểm tra TƯ", "Ủy ban Kiểm tra Trung ương", None, "central"),
        ("Văn phòng Trung ương Đảng", "Văn phòng Trung ương", None, "central"),
        ("Quân uỷ Trung ương", "Quân ủy Trung ương", None, "other"),
        ("Ban Thường vụ Quân ủy TW", "Ban Thường vụ Quân ủy Trung ương", None, "other"),
        ("Tỉnh uỷ", "Tỉnh ủy", None, "province"),
        ("Tỉnh ủy Gia Lai", "Tỉnh ủy", "Gia Lai", "province"),
        ("BTV Tỉnh ủy Quảng Nam", "Ban Thường vụ Tỉnh ủy", "Quảng Nam", "province"),
        ("Thường trực Tỉnh ủy Bà Rịa – Vũng Tàu", "Thường trực Tỉnh ủy", "Bà Rịa - Vũng Tàu", "province"),
        ("BCH Đảng bộ tỉnh Hậu Giang", "Ban Chấp hành Đảng bộ tỉnh", "Hậu Giang", "province"),
        ("Ban Thường vụ Thành ủy Đà Nẵng", "Ban Thường vụ Thành ủy", "Đà Nẵng", "province"),
        ("Thành ủy TP. Hồ Chí Minh", "Thành ủy", "TP. Hồ Chí Minh", "province"),
        ("UBKT Tỉnh ủy Quảng Trị", "Ủy ban Kiểm tra Tỉnh ủy", "Quảng Trị", "province"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", None, "province"),
        ("Huyện uỷ Vũ Quang", "Huyện ủy", "Vũ Quang", "district"),
        ("Ban Thường vụ Quận ủy Ninh Kiều", "Ban Thường vụ Quận ủy", "Ninh Kiều", "district"),
        ("Quận ủy Quận 3", "Quận ủy", "Quận 3", "district"),
        ("Huyện ủy huyện Đông Anh", "Huyện ủy", "Đông Anh", "district"),
        ("Ban TVTU Nam Định", "Ban Thường vụ Tỉnh ủy", "Nam Định", "province"),
        ("Đảng ủy Trường Đại học Sư phạm", "Đảng ủy Trường Đại học Sư phạm", None, "other"),
        ("Đảng ủy Vietcombank", "Đảng ủy Vietcombank", None, "other"),
        ("Đảng ủy xã Tân Bình", "Đảng ủy xã", "Tân Bình", "commune"),
        ("Đảng ủy phường 5", "Đảng ủy phường", "phường 5", "commune"),
        ("Đảng uỷ Bộ Nội vụ", "Đảng ủy Bộ Nội vụ", None, "other"),
        ("Đảng ủy Quân khu 7", "Đảng ủy Quân khu 7", None, "other"),
        ("Đảng ủy Khối Doanh nghiệp Trung ương", "Đảng ủy Khối Doanh nghiệp Trung ương", None, "other"),
        (
            "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Bến Tre",
            "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
            "Bến Tre",
            "other",
        ),
        ("Đảng ủy VNPT", "Đảng ủy VNPT", None, "other"),
        ("HUYỆN ỦY VŨ QUANG", "Huyện ủy", "VŨ QUANG", "district"),
        ("Đảng đoàn Hội Luật gia Việt Nam", "Đảng đoàn Hội Luật gia Việt Nam", None, "other"),
        ("Ban cán sự đảng Bộ Tư pháp", "Ban cán sự đảng Bộ Tư pháp", None, "other"),
    ],
)
def test_names_are_canonical(written: str, issuer: str, locality: str | None, level: str) -> None:
    """Abbreviations are written out, tone marks stand on the first vowel, the place is apart."""
    (citation,) = scan_text(f"Thực hiện Kế hoạch số 12 của {written}, đảng viên đã đăng ký việc làm cụ thể.")
    assert (citation.issuer, citation.locality, citation.level) == (issuer, locality, level)
    assert citation.text == f"Kế hoạch số 12 của {written}"


@pytest.mark.parametrize(
    ("written", "symbol", "level"),
    [
        ("Nghị quyết số 13-NQ/TƯ của Ban Thường vụ Tỉnh ủy Quảng Nam", "13-NQ/TU", "province"),
        ("Nghị quyết số 13-NQ/TƯ của Bộ Chính trị", "13-NQ/TW", "central"),
        ("Nghị quyết số 13-NQ/TƯ", "13-NQ/TW", "central"),
        ("Nghị quyết số 09-NQ/ĐH của Đại hội đại biểu Đảng bộ thành phố Hải Phòng lần thứ I", "09-NQ/ĐH", "province"),
        ("Nghị quyết số 01-NQ/ĐH của Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", "01-NQ/ĐH", "central"),
    ],
)
def test_the_issuer_tells_what_a_code_leaves_open(written: str, symbol: str, level: str) -> None:
    """TƯ is a Tỉnh ủy's TU where one is named; a congress is that of the organisation named."""
    (citation,) = scan_text(f"{written} được đảng viên học tập.")
    assert (citation.symbol, citation.level) == (symbol, level)


@pytest.mark.parametrize(
    ("organisation", "level", "locality"),
    [
        ("của Đảng", "central", None),
        ("Đảng bộ tỉnh", "province", None),
        ("Đảng bộ thành phố Hà Nội", "province", "Hà Nội"),
        ("Đảng bộ huyện Vũ Quang", "district", "Vũ Quang"),
        ("Đảng bộ phường Hương An", "commune", "Hương An"),
        ("Đảng bộ Quân đội", "other", None),
    ],
)
def test_a_congress_is_that_of_its_organisation(organisation: str, level: str, locality: str | None) -> None:
    """Rank and place of the Party organisation are the congress's; its issuer is the congress."""
    (citation,) = scan_text(f"Nghị quyết Đại hội lần thứ X {organisation} được triển khai.")
    assert (citation.issuer, citation.level, citation.locality, citation.term) == ("Đại hội", level, locality, "X")
