"""Choose pairs of neighbouring bytes, one in each of many names, that are rare together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

Pair = tuple[frozenset[int], frozenset[int]]  # what the first and what the second of two neighbours may be

_AT_ONCE = 0.1  # what a first byte costs that no second one follows, in pairs


def chosen_pairs(names: Sequence[Collection[Pair]], sample: bytes) -> list[Pair]:
    """One pair of each name that has any.

    No byte is first in one pair and second in another, which may leave names out. The first bytes of all pairs will
    look the same, and the second ones; so what counts is how often any of the first is followed by any of the second,
    in ``sample``.
    """
    often = Counter(pairwise(sample))
    alone = Counter(sample)
    chosen = _added([], names, often, alone)
    better = True
    while better:
        better = False
        for i in range(len(chosen)):
            trial = _added([*chosen[:i], *chosen[i + 1 :]], names, often, alone)
            if len(_served(names, trial)) >= len(_served(names, chosen)) and (
                _cost(trial, often, alone) < _cost(chosen, often, alone)
            ):
                chosen, better = trial, True
                break
    return chosen


def _served(names: Iterable[Collection[Pair]], chosen: Collection[Pair]) -> list[Collection[Pair]]:
    return [name for name in names if any(pair in chosen for pair in name)]


def _added(
    chosen: Sequence[Pair],
    names: Iterable[Collection[Pair]],
    often: Mapping[tuple[int, int], int],
    alone: Mapping[int, int],
) -> list[Pair]:
    """The pairs and one for each name that has none of them; the hardest names first, those with the fewest ways."""
    found = list(chosen)
    for name in sorted(names, key=len):
        if name and not any(pair in found for pair in name):
            best = _best(name, found, often, alone)
            if _cost((*found, best), often, alone) < float("inf"):
                found.append(best)
    return found


def _best(
    name: Iterable[Pair], chosen: Sequence[Pair], often: Mapping[tuple[int, int], int], alone: Mapping[int, int]
) -> Pair:
    return min(name, key=lambda pair: (_cost((*chosen, pair), often, alone), *map(sorted, pair)))


def _cost(chosen: Sequence[Pair], often: Mapping[tuple[int, int], int], alone: Mapping[int, int]) -> float:
    first, second = ({code for pair in chosen for code in pair[i]} for i in (0, 1))
    if first & second:
        return float("inf")
    return sum(often[one, other] for one in first for other in second) + _AT_ONCE * sum(alone[one] for one in first)
