"""From places in a text to windows: the sentences in which they stand. What a citation says, its sentence says.

A sentence ends where the pack's boundary element (``eos``) matches. No sequence of elements reaches over one, so each
sentence can be read by itself; only a quoted title may, so a window whose quotes are open reaches on to the next ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from citex.text.fold import fold, plain

LONGEST = 4000  # characters of a window, at most: a sentence that is longer is cut at white space
_QUOTED = 900  # characters beyond its sentence that a window reaches to for the end of a quoted title
_REACHES = (250, 1000, LONGEST // 2)  # characters on either side of a place in which boundaries are looked for
_MARGIN = 40  # characters round these that a boundary looks at


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text, in code points: citations begin in ``start`` to ``end``, titles may reach to ``reach``."""

    start: int
    end: int
    reach: int


class Sentences:
    """The sentences of one text; their boundaries are looked for where they are asked for."""

    __slots__ = ("_boundary", "_text")

    def __init__(self, text: str, boundary: Any) -> None:
        self._text = text
        self._boundary = boundary

    def windows(self, places: Sequence[int] | None) -> Iterator[Window]:
        """The windows of the sentences with one of ``places`` in them, in order, each once; of all for None."""
        done = next_place = 0
        while done < len(self._text):
            place = done
            if places is not None:
                next_place = bisect_left(places, done, next_place)
                if next_place == len(places):
                    return
                place = places[next_place]
            start, end = self._sentence(place, done)
            if places is not None and end - start >= LONGEST:
                end = self._apart(places, start, end)
            yield Window(start, end, self._reach(start, end))
            done = max(end, place + 1)

    def _sentence(self, place: int, done: int) -> tuple[int, int]:
        """Start and end of the sentence at a place, no further off than a window may be long."""
        size = len(self._text)
        for reach in _REACHES:
            low, high = max(done, place - reach), min(size, place + reach)
            begin = max(0, low - _MARGIN)
            folded = fold(self._text[begin : min(size, high + _MARGIN)])
            start, end = -1, size + 1
            for match in self._boundary.finditer(plain(folded.text)):
                first = begin + folded.source(match.start())
                if first > place:
                    end = first
                    break
                start = begin + folded.source_end(match.end())
            if (start >= low or low == done) and (end <= high or high == size):
                break
        if start > place:
            # The place is in a boundary: nothing begins there.
            return start, max(start, min(end, high))
        if start < low:
            start = low if low == done else self._cut(low, 1)
        if end > high:
            end = high if high == size else max(self._cut(high, -1), place + 1)
        return start, end

    def _cut(self, at: int, step: int) -> int:
        """The nearest white space to cut at, in the direction of ``step``."""
        text = self._text
        return next((i for i in range(at, at + 80 * step, step) if 0 < i < len(text) and text[i].isspace()), at)

    def _apart(self, places: Sequence[int], start: int, end: int) -> int:
        """Where to end a window that is as long as it may be: in its second half, where places stand furthest apart."""
        middle = (start + end) // 2
        inside = [middle, *places[bisect_left(places, middle) : bisect_left(places, end)], end]
        gap, after = max((b - a, a) for a, b in pairwise(inside))
        return max(self._cut(after + gap // 2, -1), start + 1) if gap < end - middle else end

    def _reach(self, start: int, end: int) -> int:
        """Where the quotes close that are open at the end of a sentence; else its end."""
        quotes = plain(self._text[start:end]).count('"')
        if quotes % 2 == 0:
            return end
        following = plain(self._text[end : end + _QUOTED])
        close = following.find('"')
        return end + close + 1 if close >= 0 else end
