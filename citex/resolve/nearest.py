"""The nearest of many places that have something in common, found without a look at each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Nearest:
    """Places, which are added in ascending order, by what they have in common."""

    _places: dict[Hashable, list[int]] = field(default_factory=dict)

    def add(self, place: int, shared: Iterable[Hashable]) -> None:
        """Take in a place that has all of ``shared``."""
        for one in shared:
            self._places.setdefault(one, []).append(place)

    def to(self, place: int, shared: Iterable[Hashable]) -> int | None:
        """The place nearest to ``place`` that has one of ``shared``, the earlier of two; None where none has."""
        found = (near(place, self._places[one]) for one in shared if one in self._places)
        return min(found, key=lambda other: (abs(place - other), other), default=None)


def near(place: int, places: Sequence[int]) -> int:
    """The nearest of ``places``, which ascend, to ``place``; the earlier of two as near."""
    at = bisect_left(places, place)
    return min(places[max(at - 1, 0) : at + 1], key=lambda other: abs(place - other))
