"""Whether two wordings are of one title: by the pairs of neighbouring syllables that they share."""

from __future__ import annotations

import re

from citex.resolve.look import exact
from citex.text.syllables import Pairs, pairs

ALIKE = 0.6  # the least share of a title that makes two wordings one
_BEHIND = 240  # characters after a mention in which its title may stand
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_FEW = 4  # pairs: a title this short, or two that share fewer, tells nothing
_TWO = 2


def behind(text: str, end: int) -> Pairs:
    """The words of the article after a mention that ends at ``end``, to the next blank line: its title may be there."""
    return pairs(_BLANK_LINE.split(exact(text, end, length=_BEHIND), maxsplit=1)[0])


def likeness(title: Pairs, text: Pairs, *, whole: bool) -> float:
    """The share, 0 to 1, of a known title's pairs that a text has; of the shorter one's where ``text`` is a title too.

    Nothing is told by less than four pairs in common.
    """
    common = len(title & text)
    if common < min(_FEW, len(title)) or not common:
        return 0.0
    return common / (min(len(title), len(text)) if whole else len(title))


def topical(title: Pairs, text: Pairs, commonplaces: Pairs) -> float:
    """The share, 0 to 1, of what a known title says beyond ``commonplaces`` that a text has; 0 for a single pair."""
    own = title - commonplaces
    common = len(own & text)
    return common / len(own) if common >= _TWO else 0.0


def strangers(title: Pairs, other: Pairs) -> bool:
    """Whether two titles, both long enough to tell, have no pair in common."""
    return len(title) >= _FEW and len(other) >= _FEW and not title & other
