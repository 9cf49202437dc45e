"""Whose document it is: level and place, from the symbol, the issuer named, and the article."""

from __future__ import annotations

from citex.normalise.draft import Draft
from citex.packs.compile import Pack
from citex.recognise.trie import phrase_key

CENTRAL = "central"
PROVINCE = "province"


def level_of(draft: Draft, pack: Pack) -> str | None:
    """The level by issuer and symbol; None where neither tells (a bare number)."""
    if draft.kind == "charter":
        return CENTRAL
    if draft.kind == "plenum":
        return draft.issuers[0].level or None if draft.issuers else CENTRAL
    if draft.kind == "congress":
        if draft.congress is None:
            return CENTRAL if _national(draft, pack) else PROVINCE
        return draft.congress.level or None
    # A joint document is numbered in the series of its first committee.
    code = pack.tables.codes.get(draft.code or "") or pack.tables.codes.get((draft.code or "").split("-")[0])
    named = next((body.level for body in draft.issuers if body.level), None)
    if code is not None and code.level == CENTRAL:
        return CENTRAL
    if named:
        return named
    if code is not None:
        return code.level or None
    return "other" if draft.code else None


def _national(draft: Draft, pack: Pack) -> bool:
    """Whether a congress without a body can be the whole Party's: ordinal and years must be those of a central term."""
    if draft.national or draft.term is None:
        return True
    for term in pack.data.terms:
        if term.scope == CENTRAL and term.id == draft.term:
            return draft.years is None or term.start.startswith(draft.years[:4])
    return False


def place_of(draft: Draft, pack: Pack) -> str | None:
    """The place that the citation itself names, in its canonical form where it is a province-level unit."""
    bodies = draft.issuers if draft.congress is None else (draft.congress,)
    locality = next((body.locality for body in bodies if body.locality), None)
    if locality is None:
        return None
    return pack.tables.places.get(phrase_key(locality), locality)
