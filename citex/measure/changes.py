"""What a run does better and worse than one before it, citation by citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citex.measure.figures import Figures, figures_of
from citex.measure.judge import FIGURES, Judgement, Pair
from citex.measure.pairing import pair
from citex.measure.rows import Hit, Marked, by_file

Key = tuple[str, int, int, int]  # of a marked citation


@dataclass(frozen=True, slots=True)
class Turn:
    """A marked citation that turned by ``figures``, all in one direction; ``now`` is its pair in the later run."""

    marked: Marked
    figures: tuple[str, ...]
    now: Pair | None


@dataclass(frozen=True, slots=True)
class Changes:
    """From a run ``before`` to a run ``after`` it.

    ``gained``: wrong before, right after. ``lost``: right before, wrong after. ``appeared``: false hits that only the
    run after has; ``vanished``: those that only the one before had. A false hit is one that answers nothing marked, so
    it is false by every figure; one with another span at the same place is the same.
    """

    before: Figures
    after: Figures
    gained: tuple[Turn, ...]
    lost: tuple[Turn, ...]
    appeared: tuple[Hit, ...]
    vanished: tuple[Hit, ...]


def changes(before: Judgement, after: Judgement) -> Changes:
    """Compare two judgements of one gold set; raises ValueError where they are of two."""
    if before.marked != after.marked:
        raise ValueError("the two runs are judged by different gold sets")
    right_before, right_after = _right(before), _right(after)
    now = {one.marked.key: one for one in after.pairs}
    return Changes(
        before=figures_of(before),
        after=figures_of(after),
        gained=_turns(after.marked, right_before, right_after, now),
        lost=_turns(after.marked, right_after, right_before, now),
        appeared=_only(after.false, before.false),
        vanished=_only(before.false, after.false),
    )


def _right(judgement: Judgement) -> dict[Key, frozenset[str]]:
    return {one.marked.key: one.right for one in judgement.pairs}


def _turns(
    marked: Sequence[Marked],
    wrong_in: Mapping[Key, frozenset[str]],
    right_in: Mapping[Key, frozenset[str]],
    now: Mapping[Key, Pair],
) -> tuple[Turn, ...]:
    """The citations with the figures by which they are right in one run and not in the other."""
    nothing: frozenset[str] = frozenset()
    turned = [(one, right_in.get(one.key, nothing) - wrong_in.get(one.key, nothing)) for one in marked]
    return tuple(
        Turn(one, tuple(name for name in FIGURES if name in names), now.get(one.key)) for one, names in turned if names
    )


def _only(hits: Sequence[Hit], others: Sequence[Hit]) -> tuple[Hit, ...]:
    """Those of ``hits`` that answer none of ``others``."""
    theirs = by_file(others)
    alone: list[Hit] = []
    for name, mine in by_file(hits).items():
        matched = {i for i, _ in pair(mine, theirs.get(name, []))}
        alone += [hit for i, hit in enumerate(mine) if i not in matched]
    return tuple(alone)
