"""Which citations of one article may mean the same document. What must be equal is looked up, not compared with all."""

from __future__ import annotations

from bisect import insort
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from citex.packs.pack import Pack
from citex.resolve.keys import Partial, own_series_of, series_of
from citex.resolve.nearest import near
from citex.resolve.placed import Placed


@dataclass(frozen=True, slots=True)
class Identified:
    """A placed draft with what is known of its document: the key where it is certain, else the candidates.

    ``like``: the first citation of the article that means the same document, where neither has a key.
    """

    placed: Placed
    partial: Partial | None
    key: str | None
    evidence: dict[str, Any] = field(default_factory=dict)
    like: int | None = None


def offered(one: Identified) -> Iterator[Hashable]:
    """What others may ask for that mean the document of a citation with a key: see ``wanted``."""
    draft, partial = one.placed.draft, one.partial
    if one.key is None or partial is None:
        return
    for types in (None, draft.types):
        for term in (None, *(partial.terms or ("",))):
            yield draft.kind, partial.stem, term, types
        for issuers in (None, draft.issuers):
            yield draft.kind, partial.number, partial.series, issuers, types


def wanted(one: Identified, pack: Pack) -> list[list[Hashable]]:
    """What a citation that may mean the same document offers one of; the lists with the best first.

    It is ``_compatible`` with those that offer it and with no other.
    """
    draft, partial = one.placed.draft, one.partial
    if partial is None:
        series, issuers = series_of(draft, pack), draft.issuers or None
        named = [(own, draft.types) for own in own_series_of(series, pack)]
        return [[(draft.kind, draft.number, code, issuers, types) for code, types in [(series, None), *named]]]
    terms = (*partial.terms, "") if partial.terms else (None,)
    choices = (draft.types, None) if draft.kind == "plenum" else (None,)
    return [[(draft.kind, partial.stem, term, types) for term in terms] for types in choices]


@dataclass(slots=True, eq=False)
class _Cluster:
    """The places of citations of one document, in order, and one of each kind of those that say the same."""

    places: list[int] = field(default_factory=list)
    kinds: dict[Hashable, Identified] = field(default_factory=dict)

    def add(self, place: int, one: Identified) -> None:
        insort(self.places, place)
        draft = one.placed.draft
        says = (one.partial, draft.types, draft.type_code, draft.number, draft.issuers, draft.date)
        self.kinds.setdefault(says, one)


def clusters(found: Sequence[Identified], pack: Pack) -> list[list[int]]:
    """The citations without a key, those of one document together, in order."""
    made: list[_Cluster] = []
    shared: dict[Hashable, list[_Cluster]] = {}
    waiting = [i for i, one in enumerate(found) if one.key is None and one.placed.draft.kind in ("numbered", "plenum")]
    # Those that say most first, so that the others find them.
    waiting.sort(key=lambda i: (_said(found[i].partial), i))
    for i in waiting:
        one, partial, draft = found[i], found[i].partial, found[i].placed.draft
        number = ("number", draft.kind, partial.number if partial else draft.number)
        stem = ("stem", draft.kind, partial.stem) if partial else number
        fits = [c for c in shared.get(stem, ()) if all(_alike(one, other, pack) for other in c.kinds.values())]
        if not fits:
            fits = [_Cluster()]
            made += fits
            for name in {number, stem}:
                shared.setdefault(name, []).extend(fits)
        best = fits[0] if len(fits) == 1 else min(fits, key=lambda cluster: abs(near(i, cluster.places) - i))
        best.add(i, one)
    return [cluster.places for cluster in made]


def _said(partial: Partial | None) -> int:
    return 2 if partial is None else 1 if not partial.terms else 0


def _alike(one: Identified, other: Identified, pack: Pack) -> bool:
    if other.partial is not None:
        return _compatible(one, other, pack) and _same_day(one, other)
    draft, another = one.placed.draft, other.placed.draft
    same = (series_of(draft, pack), draft.number) == (series_of(another, pack), another.number)
    return one.partial is None and draft.kind == another.kind and same and _same_day(one, other)


def _same_day(one: Identified, other: Identified) -> bool:
    mine, theirs = one.placed.draft.date, other.placed.draft.date
    return mine is None or theirs is None or mine.startswith(theirs) or theirs.startswith(mine)


def _compatible(one: Identified, other: Identified, pack: Pack) -> bool:
    mine, theirs = one.partial, other.partial
    draft, another = one.placed.draft, other.placed.draft
    if theirs is None or draft.kind != another.kind:
        return False
    if mine is None:
        if draft.number != theirs.number or (draft.issuers and draft.issuers != another.issuers):
            return False
        series = series_of(draft, pack)
        # "Quy định 08" after 08-QĐi/TW: a bare number goes by the name of its type.
        named = theirs.series in own_series_of(series, pack) and draft.types == another.types
        return theirs.series == series or named
    if mine.stem != theirs.stem:
        return False
    return not mine.terms or not theirs.terms or bool(set(mine.terms) & set(theirs.terms))
