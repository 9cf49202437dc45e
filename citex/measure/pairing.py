"""Which found citation answers which marked one: one to one, the largest overlap first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Span(Protocol):
    """Anything with a place in a text: code points, 0-based, the end exclusive."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """The one after its last."""


def pair(left: Sequence[Span], right: Sequence[Span]) -> list[tuple[int, int]]:
    """Indices of the spans that belong together, each at most once.

    The two with most in common (shared part over whole) go together first; of equals, the earlier ones. Both
    sequences are of one text.
    """
    overlaps = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            shared, whole = _common(one, other)
            if shared > 0:
                overlaps.append((-shared / whole, i, j))
    lefts: set[int] = set()
    rights: set[int] = set()
    pairs = []
    for _, i, j in sorted(overlaps):
        if i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            pairs.append((i, j))
    return pairs


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans of one text share a code point."""
    return _common(one, other)[0] > 0


def half_in_common(one: Span, other: Span) -> bool:
    """Whether what two spans share is at least half of what they cover together."""
    shared, whole = _common(one, other)
    return 2 * shared >= whole


def _common(one: Span, other: Span) -> tuple[int, int]:
    """What two spans share (negative: the gap between them), and what they reach over together."""
    return min(one.end, other.end) - max(one.start, other.start), max(one.end, other.end) - min(one.start, other.start)
