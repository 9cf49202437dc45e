"""Choose pairs of neighbouring bytes, one in each of many names, that are rare together."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

Pair = tuple[frozenset[int], frozenset[int]]  # what the first and what the second of two neighbours may be

_AT_ONCE = 0.1  # what a first byte costs that no second one follows, in pairs
_TRIALS = 100  # orders in which the names are gone through; more find little that is better
_Bytes = frozenset[int]


def chosen_pairs(names: Sequence[Collection[Pair]], sample: bytes) -> tuple[_Bytes, _Bytes]:
    """The first and the second bytes of the pairs chosen: one pair of each name that has any.

    No byte is first in one pair and second in another, which may leave names out. The first bytes of all pairs will
    look the same, and the second ones; so what counts is how often any of the first is followed by any of the second,
    in ``sample``. Names are served one after the other, each by what costs least then; so their order matters, and
    several are tried (the same ones each time).
    """
    costs = _Costs(sample)
    chance = random.Random(0)
    hardest = sorted((name for name in names if name), key=len)
    trials = [hardest, *(chance.sample(hardest, len(hardest)) for _ in range(_TRIALS))]
    return min((_chosen(trial, costs) for trial in trials), key=lambda one: (-_served(names, one), costs.of(*one)))


class _Costs:
    """What bytes cost as the first and the second of pairs, by how often they are found in a sample."""

    def __init__(self, sample: bytes) -> None:
        self._pairs = Counter(pairwise(sample))
        self._alone = Counter(sample)

    def of(self, first: _Bytes, second: _Bytes) -> float:
        """The cost of all places where one of ``first`` stands."""
        pairs = sum(self._pairs[one, other] for one in first for other in second)
        return pairs + _AT_ONCE * sum(self._alone[one] for one in first)


def _served(names: Sequence[Collection[Pair]], chosen: tuple[_Bytes, _Bytes]) -> int:
    return sum(any(fits(pair, chosen) for pair in name) for name in names)


def fits(pair: Pair, chosen: tuple[_Bytes, _Bytes]) -> bool:
    """Whether a pair is among those that were chosen."""
    return pair[0] <= chosen[0] and pair[1] <= chosen[1]


def _chosen(names: Sequence[Collection[Pair]], costs: _Costs) -> tuple[_Bytes, _Bytes]:
    first: _Bytes = frozenset()
    second: _Bytes = frozenset()
    for name in names:
        if any(fits(pair, (first, second)) for pair in name):
            continue
        ways = [(first | one, second | other) for one, other in name]
        ways = [(one, other) for one, other in ways if not one & other]
        if ways:
            first, second = min(ways, key=lambda way: (costs.of(*way), *map(sorted, way)))
    return _pruned(names, first, second)


def _pruned(names: Sequence[Collection[Pair]], first: _Bytes, second: _Bytes) -> tuple[_Bytes, _Bytes]:
    """Without the bytes that no name needs any more."""
    served = _served(names, (first, second))
    for one in sorted(first | second):
        fewer = first - {one}, second - {one}
        if _served(names, fewer) == served:
            first, second = fewer
    return first, second
