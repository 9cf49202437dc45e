"""A look at a stretch of an article's own text, by offsets of that text, in its folded form."""

from __future__ import annotations

from citex.text.fold import fold, lower, plain

# Decomposed letters take up to this many code points, and a line end two: what is cut from a text before it is folded.
LONGER = 4


def exact(text: str, start: int = 0, end: int | None = None, length: int | None = None) -> str:
    """The text from ``start`` to ``end``, folded, in its own case; of ``length`` characters at most, however they are
    encoded."""
    if length is not None:
        end = start + LONGER * length if end is None else end
    folded = plain(fold(text[start:end].replace("\r\n", "\n")).text)
    return folded if length is None else folded[:length]


def low(text: str, start: int = 0, end: int | None = None, length: int | None = None) -> str:
    """The same in lower case."""
    return lower(exact(text, start, end, length))
