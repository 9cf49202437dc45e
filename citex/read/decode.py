"""From bytes to text: byte order mark, strict UTF-8, UTF-16 by its zero bytes, or a clear error. Nothing is guessed.

Guessing libraries name a wrong code page for short or legacy Vietnamese text; a wrong guess loses citations without a
word, an error does not. Line ends stay as they are: offsets count them.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass

from citex.errors import ReadError, UsageError
from citex.text.points import in_steps

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# First bytes that no text has, or (PDF, RTF) that tell of text which is not to be read as it stands.
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP (or DOCX, ODT, XLSX, EPUB)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or Excel 97-2003"),
    (b"{\\rtf", "an RTF"),
    (b"\x89PNG\r\n", "a PNG"),
    (b"\xff\xd8\xff", "a JPEG"),
    (b"\x1f\x8b", "a gzip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip"),
    (b"Rar!\x1a\x07", "a RAR"),
    (b"\xfd7zXZ\x00", "an xz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard"),
    (b"SQLite format 3\x00", "an SQLite"),
)
_MAGIC_STARTS = frozenset(magic[0] for magic, _ in _MAGIC)

_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 4096  # bytes looked at to tell UTF-16 from binary data

LEGACY_HINT = "if it is in an older encoding, name it (--encoding windows-1258), or convert it to UTF-8"
_BINARY_HINT = "save it as plain text in UTF-8 and scan that"


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of ``data``: no byte order mark, no lone surrogates, line ends as they are.

    ``encoding`` forces a codec of Python; without it a byte order mark decides, then strict UTF-8, then UTF-16 where
    every other byte is mostly zero. ``name`` is what errors call the source.

    Raises ReadError with the 0-based byte offset and the byte where the bytes don't fit, or with the kind of file
    where it is no text; UsageError for an unknown ``encoding``.
    """
    encoded = encoding_of(data, name, encoding)
    return strict(data[encoded.skip :] if encoded.skip else data, name, encoded.codec, encoded.skip)


@dataclass(frozen=True, slots=True)
class Encoded:
    """How a text is encoded: the codec, and how many bytes of a byte order mark to skip."""

    codec: str
    skip: int = 0


def encoding_of(data: bytes, name: str, encoding: str | None = None) -> Encoded:
    """The encoding of a text of which ``data`` is the beginning, or all; see ``decode`` for what is raised."""
    refuse_other_kinds(data, name)
    if encoding is not None:
        codec = check_encoding(encoding)
        if codec == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            codec = _utf16_order(data[:_SAMPLE]) or "utf-16-le"  # not whatever this machine's order is
        return Encoded(codec, len(codecs.BOM_UTF8) if codec == "utf-8" and data.startswith(codecs.BOM_UTF8) else 0)
    if data[:1] and data[0] in b"\xef\xff\xfe\x00":
        for bom, codec in _BOMS:
            if data.startswith(bom):
                return Encoded(codec, len(bom))
    wide = _utf16_order(data[:_SAMPLE]) if b"\0" in data else None
    return Encoded(wide or "utf-8")


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Raises ReadError where the first bytes are those of a PDF, a ZIP or another kind that is no plain text."""
    if data[:1] and data[0] in _MAGIC_STARTS:
        for magic, kind in _MAGIC:
            if data.startswith(magic):
                raise ReadError(f"{name}: looks like {kind} file, not text", _BINARY_HINT)


def check_encoding(encoding: str) -> str:
    """The codec's own name for ``encoding``. Raises UsageError where Python has no such text codec."""
    try:
        with suppress(UnicodeDecodeError):  # one byte is too few for some: the codec is there all the same
            b"a".decode(encoding)  # refuses what is no codec of text, such as hex or rot13
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        hint = "use a name that Python knows: utf-8, utf-16, windows-1258, windows-1252"
        raise UsageError(f"unknown encoding: {encoding}", hint) from None
    # The mark goes anyway; its own codec miscounts the offset of errors.
    return "utf-8" if name == "utf-8-sig" else name


def _utf16_order(sample: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, or None.

    Vietnamese in UTF-16 has zero high bytes in about three letters of four (all of Latin-1, blanks and digits) and
    hardly ever a zero low byte; binary data has zeros on both sides or few.
    """
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd and odd * 10 >= pairs * 3 and even * 50 <= pairs:
        return "utf-16-le"
    if even and even * 10 >= pairs * 3 and odd * 50 <= pairs:
        return "utf-16-be"
    return None


def strict(data: bytes, name: str, codec: str, offset: int = 0) -> str:
    """The text of ``data``, which begins at byte ``offset`` of the source; ReadError where the bytes don't fit."""
    if codec == "utf-8" and b"\0" in data:
        place = offset + data.index(b"\0")
        raise ReadError(f"{name}: byte {place} (0x00) does not belong in text; looks like a binary file", _BINARY_HINT)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        place = error.start + offset
        message, hint = f"{name}: byte {place} (0x{error.object[error.start]:02x}) is not {label(codec)}", LEGACY_HINT
        if error.reason in ("unexpected end of data", "truncated data"):
            message, hint = f"{message}: the text ends in mid-letter", f"the file may be cut off; {LEGACY_HINT}"
        raise ReadError(message, hint) from None
    except ValueError as error:
        raise ReadError(f"{name}: not {label(codec)}: {error}", LEGACY_HINT) from None
    if codec == "utf-8":
        return text
    if lone := _SURROGATE.search(text):  # utf-7 and unicode-escape let them through
        raise ReadError(f"{name}: not {label(codec)}: character {lone.start()} is half a surrogate pair", LEGACY_HINT)
    return text[1:] if text.startswith("\ufeff") else text


def marked(data: bytes, name: str, offset: int = 0) -> tuple[str, tuple[int, ...]]:
    """The text of ``data`` as ``strict`` has it for UTF-8, and its marks (``citex.text.points.in_steps``)."""
    if b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return in_steps(data)
    return strict(data, name, "utf-8", offset), (0,)  # which tells what is wrong, and where


def label(codec: str) -> str:
    """The usual name: UTF-8, UTF-16 (no byte order), windows-1258."""
    if codec.startswith("utf-"):
        return codec.upper().removesuffix("-LE").removesuffix("-BE")
    return codec.replace("cp125", "windows-125")
