"""From bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.errors import ReadError, UsageError
from citex.read import check_encoding, decode

SENTENCE = "Ngày 24/02/2020, Ban Thường vụ Tỉnh ủy ban hành Nghị quyết số 15-NQ/TU về chuyển đổi số.\r\n"
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@given(TEXTS)
def test_utf8_comes_back(text: str) -> None:
    """Text written as UTF-8 comes back letter for letter, with its line ends, unless its bytes say another kind."""
    if not text.startswith(("%PDF-", "{\\rtf", "PK\x03\x04", "Rar!")):
        assert decode(text.encode(), "a.txt") == text


@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_mark_tells_the_encoding_and_goes(text: str, encoding: str) -> None:
    """A byte order mark decides and is no part of the text."""
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("text", [SENTENCE, SENTENCE * 200, "a"])
def test_utf16_with_and_without_mark(order: str, marked: bool, text: str) -> None:
    """UTF-16 in either order is read, without a mark by its zero bytes."""
    assert decode((("\ufeff" if marked else "") + text).encode(order), "a.txt") == text


@pytest.mark.parametrize("text", ["", "a\r\nb\rc\nd", "\ufeffa\ufeffb", "Nghị quyết"])
def test_line_ends_stay_and_one_mark_goes(text: str) -> None:
    """No newline translation; only the first of several marks is dropped."""
    assert decode(text.encode(), "a.txt") == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Party\x92s resolution", "a.txt: byte 5 (0x92) is not UTF-8"),
        (codecs.BOM_UTF8 + b"ab\xff", "a.txt: byte 5 (0xff) is not UTF-8"),
        ("quyết".encode()[:-2], "a.txt: byte 3 (0xe1) is not UTF-8: the text ends in mid-letter"),
        (b"\xed\xa0\x80", "a.txt: byte 0 (0xed) is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "a.txt: byte 4 (0x62) is not UTF-16: the text ends in mid-letter"),
        (codecs.BOM_UTF16_BE + b"\xd8\x3d\0a", "a.txt: byte 2 (0xd8) is not UTF-16"),
        (b"some text\0 and more", "a.txt: byte 9 (0x00) does not belong in text; looks like a binary file"),
        (bytes(100), "a.txt: byte 0 (0x00) does not belong in text; looks like a binary file"),
        (b"%PDF-1.7\n%...", "a.txt: looks like a PDF file, not text"),
        (b"PK\x03\x04\x14\0", "a.txt: looks like a ZIP (or DOCX, ODT, XLSX, EPUB) file, not text"),
        (b"\x89PNG\r\n\x1a\n\0", "a.txt: looks like a PNG file, not text"),
        (b"{\\rtf1\\ansi ...}", "a.txt: looks like an RTF file, not text"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, message: str) -> None:
    """The error names the file, the byte and its place, or the kind of file, and the next step."""
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt")
    assert message == caught.value.message
    assert caught.value.hint


def test_an_encoding_that_is_given_is_taken() -> None:
    """A forced codec reads what UTF-8 does not, and its errors carry the usual name."""
    assert decode(
        "Nghị quyết số 5".replace("ị", "i\u0323").replace("ế", "ê\u0301").replace("ố", "ô\u0301").encode("cp1258"),
        "a",
        "windows-1258",
    ) == ("Nghi\u0323 quyê\u0301t sô\u0301 5")
    with pytest.raises(ReadError, match=r"^a: byte 1 \(0x8a\) is not windows-1258$"):
        decode(b"a\x8a", "a", "windows-1258")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + b"ab", "utf-8"),
        (codecs.BOM_UTF8 + b"ab", "UTF-8-SIG"),
        (codecs.BOM_UTF16_BE + b"\0a\0b", "utf-16"),
        (codecs.BOM_UTF16_BE + b"\0a\0b", "utf-16-be"),
        (b"\0a\0b", "utf-16"),
        (b"a\0b\0", "utf-16"),
    ],
)
def test_a_forced_encoding_drops_the_mark(data: bytes, encoding: str) -> None:
    """The mark goes with a forced codec too; UTF-16 without one is read in the order that its bytes show."""
    assert decode(data, "a.txt", encoding) == "ab"


def test_forced_utf8_counts_the_mark_in_offsets() -> None:
    """The offset is that of the file's bytes, with the mark."""
    with pytest.raises(ReadError, match=r"byte 4 \(0xff\)"):
        decode(codecs.BOM_UTF8 + b"a\xff", "a.txt", "utf-8-sig")


def test_half_a_pair_never_gets_in() -> None:
    """A codec that lets lone surrogates through is refused at that place."""
    with pytest.raises(ReadError, match="character 1 is half a surrogate pair"):
        decode(b"a\\ud83d", "a.txt", "unicode-escape")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "", "a\0b", "ă", "undefined"])
def test_unknown_encodings_are_wrong_usage(encoding: str) -> None:
    """A name that is no text codec is refused before anything is read."""
    with pytest.raises(UsageError, match="unknown encoding"):
        check_encoding(encoding)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_error_with_a_hint(data: bytes) -> None:
    """Whatever the bytes, the outcome is clean text or a ReadError."""
    try:
        text = decode(data, "a.txt")
    except ReadError as error:
        assert error.hint and error.message.startswith("a.txt: ")
    else:
        assert text.encode("utf-8").decode("utf-8") == text
