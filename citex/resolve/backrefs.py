"""References back with nothing of their own (``Nghị quyết này``, ``Chỉ thị trên``): the last document of that type.

Only on request: by ``citations.md`` they are no citations. One is told only where its antecedent is a citation of the
article; a document of the State in between makes it nobody's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.recognise.trie import phrase_key
from citex.text.fold import fold, lower, plain


@dataclass(frozen=True, slots=True)
class Backref:
    """A reference back, at offsets of the article's text, and the index of the citation it means."""

    start: int
    end: int
    type: str
    antecedent: int


def backrefs(text: str, kept: Sequence[Draft], seen: Sequence[Draft], pack: Pack) -> list[Backref]:
    """The references back of one article. ``seen`` are all documents that were recognised, ``kept`` the Party's."""
    if not kept:
        return []
    positions = {id(draft): i for i, draft in enumerate(kept)}
    # Of two that begin at one place the first comes last: it is the one that is meant.
    ordered = sorted(reversed(seen), key=_start)
    reaches = list(accumulate((draft.end for draft in ordered), max))
    by_type: dict[str, list[Draft]] = {}
    for draft in ordered:
        for kind in dict.fromkeys(draft.types):
            by_type.setdefault(kind, []).append(draft)
    folded = fold(text)
    found = []
    for match in pack.backrefs.finditer(lower(plain(folded.text))):
        start, end = folded.source(match.start()), folded.source_end(match.end())
        kind = pack.tables.type_phrases[phrase_key(match["type"])]
        last = _last_before(start, by_type.get(kind, ()))
        begun = bisect_left(ordered, end, key=_start)
        inside = begun > 0 and reaches[begun - 1] > start
        if last is not None and id(last) in positions and not inside:
            found.append(Backref(start, end, kind, positions[id(last)]))
    return found


def _start(draft: Draft) -> int:
    return draft.start


def _last_before(place: int, ordered: Sequence[Draft]) -> Draft | None:
    """The last of the drafts, which stand in order, that has ended by ``place``."""
    begun = bisect_left(ordered, place, key=_start)
    return next((ordered[i] for i in range(begun - 1, -1, -1) if ordered[i].end <= place), None)
