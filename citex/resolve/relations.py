"""Relations between the documents that an article cites: what one does to another, by the words that link them.

In a title (``Kế hoạch 12-KH/TU về thực hiện Nghị quyết 13-NQ/TW``), right behind a document (``… thay thế Quy định
66-QĐ/TW``), or ahead of the one that is issued (``Căn cứ Quy định 22-QĐ/TW, Tỉnh ủy ban hành Kế hoạch 05-KH/TU``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.recognise.trie import fold_phrase
from citex.resolve.look import LONGER, low

IN_TITLE = "cites in its title"
_SHORTEST, _FARTHEST = 4, 400  # characters between two documents that are related
_LEFT = 80  # before the first of them
_TURNED = "~"
_STOPS = re.compile(r"[.;:!?](?=\s)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Relation:
    """``verb`` leads from the citation at index ``one`` to that at index ``other``."""

    one: int
    verb: str
    other: int


def relations(drafts: Sequence[Draft], text: str, pack: Pack) -> list[Relation]:
    """The relations among an article's citations, which stand in order. ``text`` is the article's."""
    if len(drafts) < 2:
        return []
    found = []
    reaches = list(accumulate((draft.heading[1] if draft.heading else 0 for draft in drafts), max))
    for i, draft in enumerate(drafts[1:], 1):
        titled = _titled(i, drafts, reaches)
        before = i - 1 if titled is None else titled
        one = drafts[before]
        if not _SHORTEST < draft.start - one.end <= LONGER * _FARTHEST:
            continue
        gap = low(text, one.end, draft.start)
        if len(gap) > _FARTHEST or (titled is None and _STOPS.search(gap)):
            continue
        relation = _in_title(before, i, one, draft, gap, text, pack) or _behind(before, i, gap, pack)
        if relation is None and before == i - 1:
            relation = _ahead(before, i, drafts, gap, text, pack)
        if relation is not None:
            found.append(relation)
    return found


def _titled(index: int, drafts: Sequence[Draft], reaches: Sequence[int]) -> int | None:
    """The citation in whose title this one stands, the innermost. ``reaches``: how far titles up to each one reach."""
    start = drafts[index].start
    for i in range(index - 1, -1, -1):
        if reaches[i] <= start:
            return None
        heading = drafts[i].heading
        if heading is not None and heading[0] <= start < heading[1]:
            return i
    return None


def _in_title(before: int, index: int, one: Draft, other: Draft, gap: str, text: str, pack: Pack) -> Relation | None:
    if one.heading is None or not one.end <= one.heading[0] <= other.start < one.heading[1]:
        return None
    begins = len(low(text, one.end, one.heading[0]))
    match = pack.relations.search(gap, begins)
    if match is None:
        # Where an unquoted title ends is not as certain: without a verb it relates nothing.
        return _made(before, IN_TITLE, index) if gap[:begins].rstrip().endswith('"') else None
    return _made(before, _verb(match, pack), index)


def _behind(before: int, index: int, gap: str, pack: Pack) -> Relation | None:
    """Right behind the document, or behind a comma where only a document can do it."""
    match = pack.relations.search(gap)
    if match is None:
        return None
    lead = gap[: match.start()].strip()
    verb = _verb(match, pack)
    apart = verb.lstrip(_TURNED) in pack.tables.words.get("relations_apart", ())
    if apart and lead.startswith(","):
        lead = lead[1:].strip()
    if lead and fold_phrase(lead) not in pack.tables.words.get("relation_leads", ()):
        return None
    return _made(before, verb, index)


def _ahead(before: int, index: int, drafts: Sequence[Draft], gap: str, text: str, pack: Pack) -> Relation | None:
    """A verb before the first document, and the second issued in the same sentence."""
    issued = list(pack.verbs.finditer(gap))
    clause = gap[: issued[-1].start()] if issued else ""
    if not issued or gap[issued[-1].end() :].strip() or "," not in clause or _STOPS.search(gap):
        return None
    start = drafts[before].start
    left = low(text, max(0, start - LONGER * _LEFT), start)[-_LEFT:]
    match = pack.relations.search(left)
    if match is None or left[: match.start()].rstrip(' "(*-')[-1:] not in ("", ".", "\n", ":", ";"):
        return None
    verb = _verb(match, pack)
    ahead = verb in pack.tables.words.get("relations_ahead", ())
    return _made(index, verb, before) if ahead else None


def _verb(match: Any, pack: Pack) -> str:
    return pack.tables.values["relations"][fold_phrase(match["verb"])]


def _made(one: int, verb: str, other: int) -> Relation:
    return Relation(other, verb[1:], one) if verb.startswith(_TURNED) else Relation(one, verb, other)


def as_evidence(found: Sequence[Relation], starts: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(index of the citing citation, what its evidence says: the verb and where the other citation starts)."""
    for relation in found:
        yield relation.one, {"verb": relation.verb, "start": starts[relation.other]}
