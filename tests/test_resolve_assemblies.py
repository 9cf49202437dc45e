"""Whose a congress is that has no name of its own: the one that the article reports, or the one before it."""

import pytest

from citex import load_pack, scan_text
from citex.normalise.draft import Draft
from citex.resolve.assemblies import is_bare, reported

COMMUNE = (
    "ĐẠI HỘI ĐẢNG BỘ XÃ HIỆP HƯNG LẦN THỨ XI\n\nNgày 12/5/2020, Đảng bộ xã Hiệp Hưng, huyện Phụng Hiệp (Hậu Giang) "
    "họp Đại hội lần thứ XI, nhiệm kỳ 2020 - 2025. Báo cáo nhìn lại việc thực hiện Nghị quyết Đại hội lần thứ X."
)


def test_congress_before_the_one_reported_is_of_the_same_organisation() -> None:
    """The organisation is named in the heading and in the text; its place is written as the text writes it."""
    (found,) = scan_text(COMMUNE)
    assert (found.level, found.place) == ("commune", "Hiệp Hưng")
    assert found.document == "Hậu Giang/Đảng bộ xã Hiệp Hưng/ĐH@X/NQ"
    assert found.evidence["level"] == "article"


@pytest.mark.parametrize(
    ("text", "level", "place"),
    [
        # Where Đảng bộ has no name behind the congress, whoever holds it is named before it.
        (
            "Đảng bộ quận Sơn Trà (Đà Nẵng) vừa tổ chức Đại hội đại biểu Đảng bộ lần thứ VI, nhiệm kỳ 2020 - 2025. "
            "Các chỉ tiêu của Nghị quyết Đại hội lần thứ V đều đạt.",
            "district",
            "Sơn Trà",
        ),
        (
            "Mùa xuân 1968, Đảng bộ huyện Hải Hà họp Đại hội đại biểu lần thứ VIII. Đại biểu tổng kết ba năm thực hiện "
            "Nghị quyết Đại hội Đảng bộ lần thứ VII.",
            "district",
            "Hải Hà",
        ),
        # The Party's congress of that ordinal is of those years.
        (
            "Đảng bộ xã Hiệp Hưng họp Đại hội lần thứ XIV, nhiệm kỳ 2025 - 2030. Xã làm tốt Nghị quyết Đại hội XIII.",
            "central",
            None,
        ),
        # Another ordinal, or the whole Party's by its name.
        (
            "Đảng bộ xã Hiệp Hưng họp Đại hội lần thứ XI, nhiệm kỳ 2020 - 2025. Xã nhắc lại Nghị quyết Đại hội VI.",
            "central",
            None,
        ),
        (
            "Đảng bộ xã Hiệp Hưng đã tổ chức Đại hội lần thứ VII, nhiệm kỳ 2020 - 2025. Đổi mới bắt đầu từ Nghị quyết "
            "Đại hội đại biểu toàn quốc lần thứ VI.",
            "central",
            None,
        ),
        # Two organisations hold a congress of one ordinal.
        (
            "Đảng bộ xã Hiệp Hưng tổ chức Đại hội lần thứ VI, nhiệm kỳ 2020 - 2025. Đảng bộ xã Tân Bình tổ chức Đại "
            "hội lần thứ VI. Nghị quyết Đại hội lần thứ V được thực hiện tốt.",
            "central",
            None,
        ),
    ],
)
def test_whose_congress(text: str, level: str, place: str | None) -> None:
    """The nearest congress is no guess: it must be the only one, and the Party's own must be out of the question."""
    found = scan_text(text)[-1]
    assert (found.level, found.place) == (level, place)


def test_congress_before_that_of_a_front_is_no_citation() -> None:
    """The same ordinal counts as the front's only where the article reports a congress of the front."""
    report = "Đại hội Đoàn TNCS Hồ Chí Minh tỉnh Bến Tre lần thứ XVIII họp năm 2017. "
    told = "Đại hội đánh giá kết quả thực hiện Nghị quyết Đại hội lần thứ XVII."
    assert scan_text(report + told) == ()
    assert len(scan_text(told)) == 1


def test_only_a_nameless_congress_is_bare() -> None:
    """A congress of the whole Party by its name, or of no ordinal, is not left open."""
    draft = Draft("congress", "congress", 0, 1, term="X")
    assert is_bare(draft)
    assert not is_bare(Draft("congress", "congress", 0, 1, term="X", national=True))
    assert not is_bare(Draft("congress", "congress", 0, 1))
    assert not is_bare(Draft("plenum", "plenum", 0, 1, term="X"))


def test_what_is_reported_has_an_ordinal_and_a_body() -> None:
    """A national congress, or one without an ordinal, is none; a name is not taken from a heading."""
    own = COMMUNE + " Đại hội đại biểu toàn quốc lần thứ III họp năm 1960. Đại hội Đảng bộ huyện thành công."
    low = own.lower()
    found = reported(own, low, "Đại hội", "X", load_pack())
    assert found is not None
    assert found.ordinal == 11
    assert found.body is not None
    assert (found.body.name, found.body.locality) == ("Đảng bộ xã", "Hiệp Hưng")
    assert reported(own, low, "Đại hội", "II", load_pack()) is None
    assert reported(own, low, "Đại hội", "2020-2025", load_pack()) is None
