"""Fold the many ways of writing one letter into one, so that the patterns stay simple and offsets stay true.

Three steps, from rare to cheap:

``fold``   composes decomposed letters (NFD) and takes out what has no width (soft hyphens, zero-width characters) and
           HTML-escaped spaces. It alone changes lengths, so it alone keeps an offset map; most texts need none.
``plain``  maps look-alike letters (U+00D0 Ð for Đ), the many spaces, dashes and quotes, full-width forms and Markdown's
           ``*`` and ``_`` to one form each, one character for one.
``lower``  folds case and the place of the tone mark (hoà, hòa), one character for one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_NAMES = "(?:nbsp|ensp|emsp|thinsp|#160|#[xX][aA]0);"
ENTITY = re.compile(f"&{_NAMES}".encode())
_MARKS = "\u0300-\u036f"
_RUN = f"(?:[{ZERO_WIDTH}]*[{_MARKS}]+)+"
# One class comes first, so that the engine looks for that and for nothing else; a mark's letter stands before it.
_SHRINKS = re.compile(
    f"[&{ZERO_WIDTH}{_MARKS}](?:(?<=[^\\W\\d_][{ZERO_WIDTH}])[{ZERO_WIDTH}]*{_RUN}|(?<=[{ZERO_WIDTH}])[{ZERO_WIDTH}]*"
    f"|(?<=&){_NAMES}|(?<=[^\\W\\d_][{_MARKS}])[{_MARKS}]*(?:{_RUN})?)"
)

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c*_"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
_BREAKS = "\r\u2028\u2029\u0085"
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
ONE_FOR_ONE: dict[str, str] = {
    **_FULL_WIDTH,
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_BREAKS, "\n"),
    "\u00d0": "\u0110",
    "\u0189": "\u0110",
    "\u00f0": "\u0111",
    "\u2044": "/",
    "\u2215": "/",
    "\u2018": "'",
    "\u2019": "'",
}
_TO_PLAIN = re.compile("[" + re.escape("".join(ONE_FOR_ONE)) + "]")

# The tone of an open "oa", "oe" or "uy" stands on either vowel; the first is taken. Marks in the order grave, acute,
# hook, tilde, dot below. Closed syllables (toàn) fold too: harmless, since patterns are folded by the same function.
_TONES = tuple(
    (plain_first + marked_second, marked_first + plain_second)
    for plain_first, firsts, plain_second, seconds in (
        ("o", "\u00f2\u00f3\u1ecf\u00f5\u1ecd", "a", "\u00e0\u00e1\u1ea3\u00e3\u1ea1"),
        ("o", "\u00f2\u00f3\u1ecf\u00f5\u1ecd", "e", "\u00e8\u00e9\u1ebb\u1ebd\u1eb9"),
        ("u", "\u00f9\u00fa\u1ee7\u0169\u1ee5", "y", "\u1ef3\u00fd\u1ef7\u1ef9\u1ef5"),
    )
    for marked_first, marked_second in zip(firsts, seconds, strict=True)
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back to its source. Without ``starts`` every offset is its own."""

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    ends: Mapping[int, int] = field(default_factory=dict)

    def source(self, start: int) -> int:
        """The source offset of the character at ``start``."""
        if not self.starts:
            return start
        index = bisect_right(self.starts, start) - 1
        return start if index < 0 else start + self.shifts[index]

    def of_source(self, offset: int) -> int:
        """Where the character at a source offset went; of one that is gone, where the next one is."""
        if not self.starts:
            return offset
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.source(middle) < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def source_end(self, end: int) -> int:
        """The exclusive source end of a span whose exclusive end is ``end``: past the last letter's own marks."""
        if not self.starts or end == 0:
            return end
        return self.ends.get(end - 1, self.source(end - 1) + 1)


def fold(text: str) -> Folded:
    """Compose letters and take out what has no width; the result knows the way back.

    A text that is composed and clean, as nearly all are, comes back as it is, at the cost of a look.
    """
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    ends: dict[int, int] = {}
    length = last = 0
    for match in _SHRINKS.finditer(text):
        start, end = match.span()
        if "\u0300" <= text[end - 1] <= "\u036f":
            start -= 1  # of the letter that the marks belong to
        shrunk = _shrink(text[start:end])
        if len(shrunk) == end - start:
            continue
        pieces += (text[last:start], shrunk)
        length += start - last + len(shrunk)
        last = end
        if shrunk:
            ends[length - 1] = end
        starts.append(length)
        shifts.append(end - length)
    if not starts:
        return Folded(text)
    pieces.append(text[last:])
    return Folded("".join(pieces), tuple(starts), tuple(shifts), ends)


def _shrink(piece: str) -> str:
    if piece[0] == "&":
        return " "
    if piece[0] in ZERO_WIDTH:
        return ""
    composed = unicodedata.normalize("NFC", "".join(c for c in piece if c not in ZERO_WIDTH))
    # A letter with marks that Unicode has no single character for stays as it is: no pattern means it.
    return composed if len(composed) == 1 else piece


def plain(text: str) -> str:
    """Look-alikes in their one form; the length and the case stay. CR LF is one line's end, not an empty line."""
    return _TO_PLAIN.sub(lambda match: ONE_FOR_ONE[match[0]], text.replace("\r\n", " \n"))


def lower(text: str) -> str:
    """A plain text in lower case with the tone marks in one place; the length stays."""
    low = text.lower()
    if len(low) != len(text):  # a few letters, such as the dotted capital I, grow in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for second, first in _TONES:
        if second in low:
            low = low.replace(second, first)
    return low


_OPEN_TONES = re.compile("(?<!q)(?:" + "|".join(second for second, _ in _TONES) + r")(?![^\W\d_])", re.IGNORECASE)
_FIRST_TONES = dict(_TONES)


def tones(text: str) -> str:
    """The tone marks of open "oa", "oe" and "uy" on their first vowel, in text of any case; the length stays.

    A closed syllable ("toàn") and the "uy" of "quy" keep theirs, as they are written everywhere.
    """
    return _OPEN_TONES.sub(_first_tone, text)


def _first_tone(match: re.Match[str]) -> str:
    first = _FIRST_TONES[match[0].lower()]
    return "".join(c.upper() if old.isupper() else c for c, old in zip(first, match[0], strict=True))


def spellings(text: str) -> set[str]:
    """All the texts in lower case that ``lower`` makes ``text`` of, as far as the place of the tone mark goes."""
    found = {text}
    for second, first in _TONES:
        if first in text:
            for one in list(found):
                pieces = one.split(first)
                for choice in range(1 << (len(pieces) - 1)):
                    joints = ((second if choice >> i & 1 else first) for i in range(len(pieces) - 1))
                    found.add(
                        pieces[0] + "".join(joint + piece for joint, piece in zip(joints, pieces[1:], strict=True))
                    )
    return found
