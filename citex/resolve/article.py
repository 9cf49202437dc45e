"""What the whole article adds: its topic, its home province, and the level and place of what the text leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from citex.normalise import values
from citex.normalise.draft import Draft
from citex.packs.compile import Pack
from citex.recognise.trie import phrase_key
from citex.resolve.level import CENTRAL, level_of, place_of
from citex.text.fold import lower, plain

# How much a mention of a place weighs towards the article's home, by what stands before it.
_COMMITTEE, _RANK, _BARE, _HEAD = 6, 2, 1, 3
_HEAD_LENGTH = 400
_DATELINE = 600


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with its level, its place and where they come from."""

    draft: Draft
    level: str | None
    place: str | None
    evidence: dict[str, Any]


def topic(text: str, pack: Pack) -> tuple[int, int]:
    """How many of a folded text's words speak of the Party, and how many of the State."""
    low = lower(plain(text))
    party = sum(1 for _ in pack.topics[0].finditer(low))
    state = sum(1 for _ in pack.topics[1].finditer(low))
    return party, state


def home(text: str, pack: Pack) -> str | None:
    """The one province-level place that an article is about, or None where several compete.

    The committee named weighs most, then a name after its rank, then a bare name; the head of the text counts more.
    """
    exact = plain(text)
    low = lower(exact)
    weights: Counter[str] = Counter()
    for match in pack.home.finditer(low):
        start = match.start("place")
        if not exact[start].isupper():
            continue
        name = pack.tables.places[phrase_key(match["place"])]
        weight = _COMMITTEE if match["committee"] else _RANK if match["rank"] else _BARE
        if weight == _BARE and name in pack.tables.not_alone:
            continue
        weights[name] += weight + (_HEAD if start < _HEAD_LENGTH else 0)
    ranked = weights.most_common(2)
    if not ranked:
        return None
    if len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]:
        return None
    return ranked[0][0]


def dateline(text: str, pack: Pack) -> str | None:
    """The article's date as its own head gives it: one with a time of day or a weekday beside it, never a bare one."""
    match = pack.dateline.search(lower(plain(text[:_DATELINE])))
    return values.date(match["day"], match["month"], match["year"]) if match else None


def place(found: Sequence[Draft], text: str, pack: Pack, known_place: str | None) -> list[Placed]:
    """Level and place of the drafts of one article. ``text`` is the folded article, ``known_place`` an option."""
    placed = [Placed(draft, level_of(draft, pack), place_of(draft, pack), {}) for draft in found]
    homeland: str | None = known_place
    source = "option"
    looked = known_place is not None
    result = []
    for one in placed:
        level, where, evidence = one.level, one.place, dict(one.evidence)
        if level is None:
            level, where = _namesake(one, placed)
            evidence["level"] = "article"
        elif one.draft.code and not one.draft.issuers:
            evidence["level"] = "symbol"
        if level not in (CENTRAL, "other") and where is None:
            if not looked:
                homeland, source, looked = _own_place(placed) or home(text, pack), "article", True
            where = homeland
            if where:
                evidence["place"] = source
        if level == CENTRAL:
            where = None
        result.append(Placed(one.draft, level, where, evidence))
    return result


def _namesake(one: Placed, placed: Sequence[Placed]) -> tuple[str | None, str | None]:
    """Level and place of the nearest document of the same type and number that has them; else central."""
    position = placed.index(one)
    alike = [
        (abs(position - i), other)
        for i, other in enumerate(placed)
        if other.level and other.draft.types == one.draft.types and other.draft.number == one.draft.number
    ]
    if not alike:
        return CENTRAL, None
    nearest = min(alike, key=lambda pair: pair[0])[1]
    return nearest.level, nearest.place


def _own_place(placed: Sequence[Placed]) -> str | None:
    """The province that the article's own citations name, where it is one."""
    named = {one.place for one in placed if one.place and one.level == "province"}
    return named.pop() if len(named) == 1 else None
