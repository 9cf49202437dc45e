"""Folding: one spelling for the many, and offsets that lead back to the source."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citex.text.fold import Folded, fold, lower, plain, tones

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđbcdghklmnpqrstvx"
WIDTHLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
SPACES = ("&nbsp;", "&#160;", "&#xA0;", "&ensp;")


def decomposed(text: str) -> str:
    """NFD."""
    return unicodedata.normalize("NFD", text)


letters = st.sampled_from(LETTERS + LETTERS.upper())
pieces = st.one_of(
    letters,
    letters.map(decomposed),
    st.sampled_from(" \n-/.,:()0123456789*_–"),
    st.sampled_from(WIDTHLESS),
    st.sampled_from(SPACES),
)
texts = st.lists(pieces, max_size=30).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nghị quyết số 57-NQ/TW",
        "R&D",
        "Hà Nội – Huế",
        "a\u00a0b",
        "q\u0301",
        "x\u0303 & &amp; &nbsp",
        "e\u0301\u0302",
    ],
)
def test_clean_text_stays_as_it_is(text: str) -> None:
    """What is composed and shows all its characters keeps its length and needs no map."""
    assert fold(text) == Folded(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (decomposed("Chỉ thị"), "Chỉ thị"),
        (decomposed("KẾT LUẬN SỐ 21-KL/TW"), "KẾT LUẬN SỐ 21-KL/TW"),
        ("quye\u0302\u0301t", "quyết"),
        ("quy\u00ea\u0301t", "quyết"),
        ("quye\u0302\u00ad\u0301t", "quyết"),
        ("quye\u00ad\u0302\u0301t", "quyết"),
        ("quy\u00ea\u200b\u0301t", "quyết"),
        ("Nghị qu\u00adyết", "Nghị quyết"),
        ("57\u200b-NQ\u2060/TW\ufeff", "57-NQ/TW"),
        ("\u202aBan Bí thư\u202c", "Ban Bí thư"),
        ("số&nbsp;05&#160;CT&#xa0;TW", "số 05 CT TW"),
    ],
)
def test_what_changes_length(text: str, folded: str) -> None:
    """Letters are composed, what has no width goes, an escaped space is one space."""
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (decomposed("Theo Kết luận số 21-KL/TW ngày"), decomposed("Kết luận số 21-KL/TW")),
        (decomposed("ngày 15/5/2016 của Bộ Chính trị"), decomposed("Bộ Chính trị")),
        ("Theo Nghị\u00ad quy\u00adết số 18", "Nghị\u00ad quy\u00adết số 18"),
        ("\ufeffChỉ thị số&nbsp;05-CT/TW\u200b của", "Chỉ thị số&nbsp;05-CT/TW"),
        ("\u200bsố 05\u200b", "số 05"),
    ],
)
def test_a_span_leads_back_to_its_source(text: str, part: str) -> None:
    """The source span begins at its first letter and ends after its last letter's own marks, with nothing beside it."""
    folded = fold(text)
    wanted = fold(part).text
    start = folded.text.index(wanted)
    assert text[folded.source(start) : folded.source_end(start + len(wanted))] == part


def test_the_ends_of_a_text_lead_to_its_ends() -> None:
    """Offset 0 and an empty span at the beginning stay there; the last letter's marks are inside the end."""
    text = decomposed("khoá")
    folded = fold(text)
    assert (folded.source(0), folded.source_end(0), folded.source_end(4)) == (0, 0, len(text))


@given(texts)
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    """NFC and NFD of one text have one folded form."""
    assert fold(decomposed(text)).text == fold(unicodedata.normalize("NFC", text)).text


@given(texts, st.data())
@example("e\u0302\u00ad\u0301", None)
def test_a_slice_of_the_source_folds_to_the_slice(text: str, data: st.DataObject | None) -> None:
    """What a folded span leads back to folds to that span again."""
    folded = fold(text)
    size = len(folded.text)
    start, end = sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size)))) if data else (0, size)
    if start < end:
        assert fold(text[folded.source(start) : folded.source_end(end)]).text == folded.text[start:end]


@given(texts)
def test_source_offsets_rise(text: str) -> None:
    """Every folded character has a source of its own, in order, inside the text and before its end."""
    folded = fold(text)
    starts = [folded.source(i) for i in range(len(folded.text))]
    ends = [folded.source_end(i + 1) for i in range(len(folded.text))]
    assert all(a < b for a, b in pairwise(starts))
    assert all(a < b for a, b in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert not ends or ends[-1] <= len(text)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    """Nothing is left to fold."""
    once = fold(text).text
    assert fold(once) == Folded(once)
    assert plain(plain(once)) == plain(once)
    assert lower(lower(plain(once))) == lower(plain(once))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("\u00d0ảng \u0189oàn", "Đảng Đoàn"),
        ("\u00f0ảng", "đảng"),
        ("số\u00a005\u2009ngày\u3000\t*_", "số 05 ngày    "),
        ("09\u2013NQ\u2010TW\u2212A\u2014", "09-NQ-TW-A-"),
        ("\u201cVề\u201d \u00abVề\u00bb \u201eVề\u201f", '"Về" "Về" "Về"'),
        ("Th\u2019", "Th'"),
        ("15\u20445\u22152016", "15/5/2016"),
        ("\uff10\uff15\uff0d\uff23\uff34\uff0f\uff34\uff37", "05-CT/TW"),
        ("a\r\nb\u2028c\rd\r\n\r\n", "a \nb\nc\nd \n \n"),
        ("Quyết định", "Quyết định"),
    ],
)
def test_look_alikes_have_one_form(text: str, folded: str) -> None:
    """Letters, spaces, dashes, quotes, slashes and full-width forms that look alike are one character, one for one."""
    assert plain(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Uỷ ban, Ủy ban", "ủy ban, ủy ban"),
        ("HOÀ BÌNH, HÒA BÌNH", "hòa bình, hòa bình"),
        ("khoá XII, khóa XII", "khóa xii, khóa xii"),
        ("sức khoẻ, sức khỏe", "sức khỏe, sức khỏe"),
        ("ĐẢNG BỘ", "đảng bộ"),
        ("\u0130", "\u0130"),
    ],
)
def test_case_and_tone_marks_have_one_form(text: str, folded: str) -> None:
    """Small letters, the tone mark on the first vowel; what would grow in small letters stays."""
    assert lower(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Uỷ ban Hoà giải", "Ủy ban Hòa giải"), ("UỶ BAN", "ỦY BAN"), ("khoá", "khóa"), ("Đảng ủy", "Đảng ủy")],
)
def test_tones_keep_the_case(text: str, folded: str) -> None:
    """Only the place of the mark changes."""
    assert tones(text) == folded


@given(st.text())
def test_lengths_are_kept(text: str) -> None:
    """``plain``, ``lower`` and ``tones`` change one character for one, whatever it is."""
    assert len(plain(text)) == len(text)
    assert len(lower(text)) == len(text)
    assert len(tones(text)) == len(text)
