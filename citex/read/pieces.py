"""One huge text in pieces: articles of about a megabyte, with enough text round each that no sentence is cut.

A citation belongs to the piece in which it begins. What the article as a whole tells (its place, its topic, what a
number meant further up) is told by the piece alone: what lies further away is not known. Only the date at the head of
the text is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from citex.errors import ReadError
from citex.read.decode import LEGACY_HINT, Encoded, label, marked
from citex.records import Article

_ROUND = 16 * 1024  # bytes on either side: more than the longest stretch that is read as one sentence
_CUT = 4096  # bytes in which a line end, or else a space, is looked for

_LONE_RETURN = re.compile(rb"\r(?!\n)")

Read = Callable[[int], bytes]


def pieces(begun: bytes, read: Read, encoded: Encoded, made: Article, size: int) -> Iterator[Article]:
    """The pieces of a text of which ``begun`` has been read, as ``read`` gives the rest. ``made`` holds for all.

    ``size`` is that of a piece without what lies round it, in bytes.

    Raises ReadError, with the offset, where the bytes don't fit; pieces before that place have been given by then.
    """
    if encoded.codec == "utf-8":
        begun = begun[encoded.skip :]
        skipped = encoded.skip
    else:
        read = _Transcoded(begun[encoded.skip :], read, encoded, made.file).read
        begun, skipped = b"", 0
    at = _Place(skipped)
    buffer, before, before_chars = begun, 0, 0
    while True:
        buffer += _fill(read, before + size + 2 * _ROUND - len(buffer))
        last = len(buffer) < before + size + 2 * _ROUND
        end = len(buffer) if last else _cut(buffer, before + size)
        stop = len(buffer) if last else whole(buffer, end + _ROUND)
        data = buffer[:stop]
        text, marks = marked(data, made.file, at.byte)
        own_end = len(text) - len(data[end:].decode())
        yield replace(
            made,
            text=text,
            data=data,
            marks=marks,
            own=(before_chars, own_end),
            offset=at.offset,
            line=at.line,
            column=at.column,
        )
        if last:
            return
        start = whole(buffer, max(end - _ROUND, 0))
        before, before_chars = end - start, len(buffer[start:end].decode())
        at = at.after(buffer, start, own_end - before_chars)
        buffer = buffer[start:]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a piece begins in its file: in bytes, in code points, as line and column."""

    byte: int
    offset: int = 0
    line: int = 1
    column: int = 1

    def after(self, data: bytes, end: int, chars: int) -> _Place:
        """The place behind ``data[:end]``, which has ``chars`` code points and does not end between CR and LF."""
        breaks = data.count(b"\n", 0, end)
        breaks += sum(1 for _ in _LONE_RETURN.finditer(data, 0, end))
        column = self.column + chars
        if breaks:
            last = max(data.rfind(b"\n", 0, end), data.rfind(b"\r", 0, end))
            column = 1 + len(data[last + 1 : end].decode())
        return _Place(self.byte + end, self.offset + chars, self.line + breaks, column)


class _Transcoded:
    """A stream in any encoding, read as UTF-8."""

    def __init__(self, begun: bytes, read: Read, encoded: Encoded, name: str) -> None:
        self._begun = begun
        self._read = read
        self._codec = encoded.codec
        self._name = name
        self._decoder = codecs.getincrementaldecoder(encoded.codec)()
        self._taken = encoded.skip

    def read(self, size: int) -> bytes:
        """At least one byte, unless the stream has ended."""
        while True:
            data = self._begun or self._read(size)
            self._begun = b""
            try:
                text = self._decoder.decode(data, final=not data)
                self._taken += len(data)
                if text or not data:
                    return text.removeprefix("\ufeff").encode("utf-8")
            except UnicodeError as error:
                where = f"{self._name}: near byte {self._taken}: not {label(self._codec)}"
                raise ReadError(where, LEGACY_HINT) from error


def _fill(read: Read, size: int) -> bytes:
    """``size`` bytes, or all there are."""
    parts: list[bytes] = []
    while size > 0 and (part := read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _cut(data: bytes, place: int) -> int:
    """A place near the one given after a line end or a space, or at least between two characters."""
    found = max(data.rfind(b"\n", place - _CUT, place), data.rfind(b" ", place - 64, place)) + 1
    return found or whole(data, place)


def whole(data: bytes, place: int) -> int:
    """The place, or the nearest one before it that parts neither a character nor CR and LF."""
    while 0 < place < len(data) and (0x80 <= data[place] < 0xC0 or data[place - 1 : place + 1] == b"\r\n"):
        place -= 1
    return place
