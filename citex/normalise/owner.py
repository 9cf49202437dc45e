"""Party or not: decided by the issuer code (matched whole), the issuer named, and last by the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from citex.normalise.draft import Draft
from citex.packs.pack import Pack

PARTY = "party"
OTHER = "other"
OPEN = "open"
# The least share of Party words in an article that speaks for a bare number, and for one whose type is a weak word.
_LIKELY, _SURE = 0.5, 0.7
# How many words of the article a citation in it outweighs.
_CITATION = 4


def owner(draft: Draft, pack: Pack) -> str:
    """``party``, ``other`` (the State, a front, a firm …) or ``open`` where neither code nor issuer tells."""
    if draft.foreign_code or any(body.owner not in (PARTY, OPEN) for body in draft.issuers):
        return OTHER
    if draft.congress is not None and draft.congress.owner != PARTY:
        return OTHER
    if draft.kind == "congress" and (draft.term is None or _of_other_years(draft, pack)):
        return OTHER
    if draft.kind != "numbered":
        return PARTY
    if draft.code is not None:
        return code_owner(draft.code, pack) or _of_unknown_code(draft, draft.code, pack)
    return PARTY if _named(draft) else OPEN


def _of_other_years(draft: Draft, pack: Pack) -> bool:
    """Whether a national congress has years that the Party's congress of its ordinal has not: a front's, then."""
    if draft.congress is not None or not draft.national or not draft.years:
        return False
    starts = [int(term.start[:4]) for term in pack.tables.terms if term.id == draft.term]
    return bool(starts) and all(abs(start - int(draft.years[:4])) > 1 for start in starts)


def _of_unknown_code(draft: Draft, code: str, pack: Pack) -> str:
    """Whose the document is where its code tells of no body, or of one that the State has too: the hyphen is the
    Party's way to write a symbol, the stroke the State's."""
    anyones = pack.tables.words.get("anyones_codes", ())
    if code.lower().startswith(anyones):
        return PARTY if not draft.slashed or (_named(draft) and code.lower() in anyones) else OTHER
    return PARTY if _named(draft) else OTHER


def _named(draft: Draft) -> bool:
    """Whether a Party body is named. An organ alone is anybody's: State bodies have their offices too."""
    return any(body.owner == PARTY for body in draft.issuers)


def code_owner(code: str, pack: Pack) -> str | None:
    """Whose issuer code it is; None where no pack knows it, or it is anybody's."""
    if code.lower() in pack.tables.words.get("anyones_codes", ()):
        return None
    known = pack.tables.codes.get(code)
    if known is not None:
        return PARTY if known.owner == PARTY else OTHER
    if code.lower().startswith(pack.tables.words.get("party_code_beginnings", ())):
        return PARTY
    head, *rest = code.split("-")
    if rest:
        # A unit behind its body (CP-NC), or a joint document with the codes of all its committees (TUQN-TUĐN).
        known = pack.tables.codes.get(head)
        if known is not None and known.owner != PARTY:
            return OTHER
        if all(_of_party(part, pack) for part in (head, *rest)):
            return PARTY
    return None


def _of_party(code: str, pack: Pack) -> bool:
    known = pack.tables.codes.get(code)
    return known.owner == PARTY if known else code.startswith(tuple(pack.tables.shared_codes))


class Round(Protocol):
    """What is asked of the text round a draft."""

    def topic(self, draft: Draft) -> tuple[int, int]:
        """How many of its words speak of the Party, and how many of the State."""

    def known(self, draft: Draft) -> bool:
        """Whether it is a known document of the Party, by its day or its title."""

    def foreign(self, draft: Draft) -> bool:
        """Whether it speaks of another country's Party."""

    def outside(self, draft: Draft) -> bool:
        """Whether it tells of the congress of a front or of another organisation that a bare congress is."""


def settle(found: Iterable[Draft], pack: Pack, near: Round) -> list[Draft]:
    """The Party's drafts of one article: the open ones decided by their namesakes in it, by the citation that they are
    coordinated with, and last by what the article is about.
    """
    drafts = list(found)
    verdicts = [OTHER if near.outside(draft) else owner(draft, pack) for draft in drafts]
    _by_namesakes(drafts, verdicts)
    for i in (*range(len(drafts)), *reversed(range(len(drafts)))):
        if verdicts[i] == OPEN:
            verdicts[i] = _neighbour(i, drafts, verdicts)
    _by_namesakes(drafts, verdicts)
    told = Counter(verdicts)
    for i, draft in enumerate(drafts):
        if verdicts[i] == OPEN:
            least = _least_share(draft, pack)
            # The State counts by the year (128/2020); the Party does not.
            likely = least is not None and (
                near.known(draft) or (not draft.with_year and party_share(near.topic(draft), told) >= least)
            )
            verdicts[i] = PARTY if likely else OTHER
            told[verdicts[i]] += 1
    kept = [draft for draft, verdict in zip(drafts, verdicts, strict=True) if verdict == PARTY]
    # An article that cites what is surely ours speaks of our Party.
    return [draft for draft in kept if not near.foreign(draft)] if all(map(_anyones, kept)) else kept


def _by_namesakes(drafts: Sequence[Draft], verdicts: list[str]) -> None:
    """Decide the open ones by those of their name that are decided."""
    decided: dict[tuple[str, str | None], str] = {}
    for draft, verdict in zip(drafts, verdicts, strict=True):
        if verdict != OPEN and decided.get(_name(draft)) != PARTY:
            decided[_name(draft)] = verdict
    for i, draft in enumerate(drafts):
        if verdicts[i] == OPEN:
            verdicts[i] = decided.get(_name(draft), OPEN)


def _anyones(draft: Draft) -> bool:
    """Whether a draft could be another country's Party's: nothing in it is the name or the code of one of ours."""
    if draft.kind == "congress":
        return draft.congress is None
    return draft.kind == "charter" or (draft.kind == "numbered" and draft.code is None and not _named(draft))


def party_share(words: tuple[int, int], verdicts: Mapping[str, int]) -> float:
    """The Party's share, 0 to 1, in what an article speaks of: a citation says as much as several words."""
    party = words[0] + _CITATION * verdicts.get(PARTY, 0)
    state = words[1] + _CITATION * verdicts.get(OTHER, 0)
    return party / (party + state) if party + state else 0.0


def _neighbour(i: int, drafts: Sequence[Draft], verdicts: Sequence[str]) -> str:
    """The verdict on the citation that the draft is coordinated with, if any."""
    if i and drafts[i].joined and verdicts[i - 1] != OPEN:
        return verdicts[i - 1]
    if i + 1 < len(drafts) and drafts[i + 1].joined:
        return verdicts[i + 1]
    return OPEN


def _name(draft: Draft) -> tuple[str, str | None]:
    # A plenum's resolution goes by the plenum's number too: Nghị quyết Trung ương 15, Nghị quyết 15.
    number = draft.number or (draft.session and draft.session.zfill(2))
    return (draft.types[-1] if draft.types else "", number)


def _least_share(draft: Draft, pack: Pack) -> float | None:
    """How large the Party's share must be for a bare number to be a citation where nothing else speaks for it.

    None: no share is large enough.
    """
    kind = pack.tables.types.get(draft.types[-1]) if draft.types else None
    if kind is None or not (kind.bare or draft.numbered_word):
        return None
    if kind.weak and not draft.numbered_word:
        # An everyday noun or verb with a number is a document's name only where it is written as a name.
        return _SURE if draft.capital else None
    return _LIKELY
