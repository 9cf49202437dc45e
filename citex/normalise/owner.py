"""Party or not: decided by the issuer code (matched whole), the issuer named, and last by the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from citex.normalise.draft import Draft
from citex.packs.compile import Pack

PARTY = "party"
OTHER = "other"
OPEN = "open"


def owner(draft: Draft, pack: Pack) -> str:
    """``party``, ``other`` (the State, a front, a firm …) or ``open`` where neither code nor issuer tells."""
    if draft.foreign_code or any(body.owner != PARTY for body in draft.issuers):
        return OTHER
    if draft.congress is not None and draft.congress.owner != PARTY:
        return OTHER
    if draft.kind == "congress" and draft.term is None:
        return OTHER
    if draft.kind != "numbered":
        return PARTY
    if draft.code is not None:
        return _code_owner(draft, pack)
    return PARTY if draft.issuers else OPEN


def _code_owner(draft: Draft, pack: Pack) -> str:
    code = draft.code or ""
    known = pack.tables.codes.get(code)
    if known is not None:
        return PARTY if known.owner == PARTY else OTHER
    if code.lower().startswith(pack.tables.words.get("party_code_beginnings", ())):
        return PARTY
    # Joint documents carry the codes of all their committees: 26-KL/TUQN-TUĐN.
    parts = code.split("-")
    if len(parts) > 1 and all(any(part.startswith(c) for c in ("TU", "HU", "TW")) for part in parts):
        return PARTY
    return PARTY if draft.issuers else OTHER


def settle(found: Iterable[Draft], pack: Pack, topic: Callable[[], float]) -> list[Draft]:
    """The Party's drafts of one article, the open ones decided by their namesakes in it, else by its topic.

    ``topic`` gives the share of Party words among the Party and State words of the article, 0 to 1, when asked.
    """
    judged = [(draft, owner(draft, pack)) for draft in found]
    party = {_name(draft) for draft, verdict in judged if verdict == PARTY and draft.kind == "numbered"}
    other = {_name(draft) for draft, verdict in judged if verdict == OTHER and draft.kind == "numbered"}
    kept = []
    for draft, verdict in judged:
        if verdict == OPEN:
            name = _name(draft)
            if name in party:
                verdict = PARTY
            elif name in other:
                verdict = OTHER
            else:
                verdict = PARTY if _plausible(draft, pack, topic()) else OTHER
        if verdict == PARTY:
            kept.append(draft)
    return kept


def _name(draft: Draft) -> tuple[str, str | None]:
    return (draft.types[-1] if draft.types else "", draft.number)


def _plausible(draft: Draft, pack: Pack, topic: float) -> bool:
    """Whether a bare number is a citation when nothing but the article's topic speaks for it."""
    kind = pack.tables.types.get(draft.types[-1]) if draft.types else None
    if kind is None:
        return False
    return topic > (0.5 if not kind.weak or draft.numbered_word else 0.7)
