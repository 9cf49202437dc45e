"""The gate: which stretches of a text can hold a citation at all. Everything outside them is passed over unread.

It is derived from the pack. Each form says what it ``needs`` (a match without one of these elements is none) and begins
with an element that its sequence fixes. So a citation is a head element followed, with nothing but elements of the
form between, by a needed one; where no such pair stands, no window is opened. Tests prove that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citex.text.fold import lower, plain

# How much of the text before and after a head its sentence may fill.
BEFORE = 400
AFTER = 900
# How far after its head the first needed element of a citation may stand.
REACH = 400


@dataclass(frozen=True, slots=True)
class Gate:
    """A compiled gate. ``heads`` are (regex on lower-case text, regex on what follows or None)."""

    heads: tuple[tuple[Any, Any], ...]
    exact: tuple[Any, ...]

    def windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Windows (start, end) of a folded text, in order, never overlapping, cut at white space."""
        start = end = -1
        for hit in self._hits(text):
            left, right = hit - BEFORE, hit + AFTER
            if end >= left and end >= 0:
                end = right
                continue
            if end >= 0:
                yield _cut(text, start, end)
            start, end = left, right
        if end >= 0:
            yield _cut(text, start, end)

    def _hits(self, text: str) -> list[int]:
        exact = plain(text)
        hits = [match.start() for pattern in self.exact for match in pattern.finditer(exact)]
        low = lower(exact)
        for head, follow in self.heads:
            for match in head.finditer(low):
                if follow is None or follow.match(low, match.end(), match.end() + REACH):
                    hits.append(match.start())
        hits.sort()
        return hits


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the cuts to white space, so that no word is parted."""
    if start <= 0:
        start = 0
    else:
        start = next((i + 1 for i in range(start, min(start + 80, len(text))) if text[i].isspace()), start)
    if end < len(text):
        end = next((i for i in range(end, max(end - 80, 0), -1) if text[i].isspace()), end)
    return start, min(end, len(text))
