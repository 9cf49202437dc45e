"""Congresses below the centre: whose they are, and which ordinal goes with which years (XIV is 2020-2025 in Hậu Giang).

The ordinal differs from place to place, so it is learnt where a text gives both. A congress is then known by its
ordinal, a numbered document by the years of its term, whichever of the two a mention has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from citex.packs.pack import Pack
from citex.resolve.keys import whole
from citex.resolve.level import BELOW, CENTRAL, LOCAL, PROVINCE, is_nameless
from citex.resolve.placed import Placed


@dataclass(slots=True, eq=False)
class Ordinals:
    """Pairs of an ordinal and its years by whose congress it is; where several are told for one, none counts."""

    pairs: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def learn(self, owner: str, ordinal: str, years: str) -> None:
        """Take in that ``owner`` (a key's beginning) had its congress ``ordinal`` for ``years``."""
        self.pairs.setdefault(owner, set()).add((ordinal, years))

    def ordinal(self, owner: str, years: str) -> str | None:
        """The ordinal of the congress for ``years``."""
        found = {one for one, span in self.pairs.get(owner, ()) if span == years}
        return found.pop() if len(found) == 1 else None

    def years(self, owner: str, ordinal: str) -> str | None:
        """The years of the term that the congress ``ordinal`` began."""
        found = {span for one, span in self.pairs.get(owner, ()) if one == ordinal}
        return found.pop() if len(found) == 1 else None


def congress_owner(one: Placed, pack: Pack) -> tuple[str | None, bool]:
    """Whose congress it is as keys begin (None for the whole Party's), and whether that tells it from all others."""
    body = one.congress or one.draft.congress
    if one.level == CENTRAL:
        return None, True
    if one.level == PROVINCE:
        return one.place, one.place is not None
    if body is None or (one.level in LOCAL and one.place is None):
        return None, False
    # A district's or a school's congress is told from its province's by the body's own name.
    name = " ".join(part for part in (body.name, one.place) if part)
    told = one.province is not None if one.level in BELOW else one.place is not None or not is_nameless(body, pack)
    return "/".join(part for part in (one.province, name) if part), told


def congress_key(one: Placed, known: Ordinals, pack: Pack) -> tuple[str | None, bool]:
    """The key of the documents of a congress, None where it is not known which; and whether it tells whose it is."""
    draft = one.draft
    owner, placed = congress_owner(one, pack)
    if owner is None and one.level != CENTRAL:
        return None, False
    label = str(pack.form_options[draft.form].get("key", ""))
    term = draft.term
    if owner is not None and term is not None:
        term = known.ordinal(owner, term) or term
    return whole(term, (owner, draft.types[-1]), label), placed


def learnt(placed: Iterable[Placed], pack: Pack) -> Ordinals:
    """What the congresses of one article tell."""
    known = Ordinals()
    for one in placed:
        draft = one.draft
        if draft.kind == "congress" and draft.years and draft.term and draft.term != draft.years:
            owner, _ = congress_owner(one, pack)
            if owner is not None:
                known.learn(owner, draft.term, draft.years)
    return known


def parted(key: str) -> tuple[str, str, str] | None:
    """A congress key below the centre as (whose, term, the rest that follows each); None for any other key."""
    head, at, rest = key.rpartition("@")
    term, slash, kind = rest.partition("/")
    owner, _, label = head.rpartition("/")
    return (owner, term, f"{label}@{{}}/{kind}") if at and slash and owner else None
