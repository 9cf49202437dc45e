"""References back with nothing of their own (``Nghị quyết này``, ``Chỉ thị trên``): the last document of that type.

Only on request: by ``citations.md`` they are no citations. One is told only where its antecedent is a citation of the
article; a document of the State in between makes it nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.recognise.trie import phrase_key
from citex.text.fold import fold, lower, plain

KIND = "backref"


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
    folded = fold(text)
    found = []
    for match in pack.backrefs.finditer(lower(plain(folded.text))):
        start, end = folded.source(match.start()), folded.source_end(match.end())
        kind = pack.tables.type_phrases[phrase_key(match["type"])]
        before = [draft for draft in seen if draft.end <= start and kind in draft.types]
        inside = any(draft.start < end and start < draft.end for draft in seen)
        last = max(before, key=lambda draft: draft.start, default=None)
        if last is not None and id(last) in positions and not inside:
            found.append(Backref(start, end, kind, positions[id(last)]))
    return found
