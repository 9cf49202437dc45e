"""A text as the pairs of its neighbouring syllables, by which wordings are compared."""

from __future__ import annotations

import itertools
import re

from citex.text.fold import lower, plain

_SYLLABLE = re.compile(r"[^\W\d_]+")

Pairs = frozenset[tuple[str, str]]


def pairs(text: str) -> Pairs:
    """The pairs of neighbouring syllables of a text."""
    syllables = _SYLLABLE.findall(lower(plain(text)))
    return frozenset(itertools.pairwise(syllables))
