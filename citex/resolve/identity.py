"""Which document each citation of one article means: by itself, by its namesakes in the article, by the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from citex.digest import blake2b
from citex.packs.pack import Pack
from citex.resolve.alone import partial_of
from citex.resolve.candidates import Answer, Asked, ask
from citex.resolve.congresses import Ordinals, congress_key, learnt
from citex.resolve.keys import OPEN, Partial, own_series_of, series_of
from citex.resolve.look import exact, low
from citex.resolve.namesakes import Identified, clusters, offered, wanted
from citex.resolve.nearest import Nearest
from citex.resolve.placed import Placed
from citex.resolve.plenums import plenum_evidence, settle_plenum
from citex.resolve.surroundings import WHOLE
from citex.resolve.titles import behind
from citex.text.syllables import Pairs, pairs

_ROUND = 1500  # characters on either side of a mention that tell what is spoken of
_SEVERAL = 3  # mentions of one document that are looked at for that
_OPENS = re.compile(r"[\s,]*[(\[]\s*")


@dataclass(slots=True, eq=False)
class _Ground:
    """The article: its text, its date (an upper bound for what it cites), and what it is called in keys."""

    pack: Pack
    text: str
    date: str | None
    known_sign: str = ""

    def sign(self) -> str:
        """Eight digits that stand for the article in keys: made of its letters, not of its name or its line breaks.

        Of a very long one, those of its beginning.
        """
        if not self.known_sign:
            text = "".join(low(self.text, length=WHOLE).split())
            self.known_sign = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        return self.known_sign


def identify(placed: Sequence[Placed], pack: Pack, text: str, date: str | None) -> list[Identified]:
    """The documents of one article's citations. ``text`` is the article's, ``date`` its own, if known.

    What only the article tells apart gets an open key (see keys.py) for its mentions to share.
    """
    ground = _Ground(pack, text, date)
    ordinals = learnt(placed, pack)
    found = _with_plenums([_alone(one, ordinals, ground) for one in placed], text)
    known = Nearest()
    for i, one in enumerate(found):
        known.add(i, offered(one))
    found = [_joined(i, found, known, pack) for i in range(len(found))]
    for members in clusters(found, pack):
        settled = _settled([found[i] for i in members], ground)
        for i, one in zip(members, settled, strict=True):
            found[i] = one if i == members[0] or one.key else replace(one, like=members[0])
    return found


def _alone(one: Placed, known: Ordinals, ground: _Ground) -> Identified:
    draft = one.draft
    if draft.kind == "congress":
        return _congress(one, known, ground)
    if draft.kind == "charter":
        suffix = draft.term or (draft.date or "")[:4]
        return Identified(one, None, draft.types[-1] + (f"@{suffix}" if suffix else ""))
    partial = partial_of(one, known, ground.pack)
    key = partial.key() if partial else None
    return Identified(one, partial, key, plenum_evidence(key, ground.pack) if draft.kind == "plenum" else {})


def _congress(one: Placed, known: Ordinals, ground: _Ground) -> Identified:
    key, placed = congress_key(one, known, ground.pack)
    told: dict[str, Any] = {}
    if one.draft.years and one.draft.term != one.draft.years:
        told["years"] = one.draft.years
    if not placed:
        told["reason"] = "the place is not known"
        key = f"{OPEN}{ground.sign()}/{key}" if key else None
    return Identified(one, None, key, {"document": told} if told else {})


def _with_plenums(found: list[Identified], text: str) -> list[Identified]:
    """A number in brackets behind a plenum, or before one, is of its term: ``… Trung ương 9, khóa XI (33-NQ/TW)``."""
    for i in range(1, len(found)):
        before, after = found[i - 1], found[i]
        kinds = {one.placed.draft.kind: one for one in (before, after)}
        if kinds.keys() != {"plenum", "numbered"}:
            continue
        if _OPENS.fullmatch(exact(text, before.placed.draft.end, after.placed.draft.start)):
            plenum, numbered = kinds["plenum"].partial, kinds["numbered"].partial
            if plenum and numbered and len(plenum.terms) == 1 and not numbered.terms and plenum.owner == numbered.owner:
                partial = replace(numbered, terms=plenum.terms)
                told = {"document": {"by": "article", "plenum": plenum.key()}}
                index = i if kinds["numbered"] is after else i - 1
                found[index] = replace(found[index], partial=partial, key=partial.key(), evidence=told)
    return found


def _joined(index: int, found: Sequence[Identified], known: Nearest, pack: Pack) -> Identified:
    """What the article says in full elsewhere is meant, the nearest that fits first, of plenums one of its type."""
    one = found[index]
    if one.key is not None or one.placed.draft.kind in ("congress", "charter"):
        return one
    nearest = next((place for names in wanted(one, pack) if (place := known.to(index, names)) is not None), None)
    if nearest is None:
        return one
    other = found[nearest]
    told = plenum_evidence(other.key, pack) if one.placed.draft.kind == "plenum" else {"document": {}}
    told["document"] = {"by": "article", **told.get("document", {})}
    return replace(one, key=other.key, partial=other.partial, evidence=told)


def _settled(members: Sequence[Identified], ground: _Ground) -> list[Identified]:
    """The members of a cluster with one key, or with one reason for having none."""
    partial = next((one.partial for one in members if one.partial is not None), None)

    def near() -> Pairs:
        return _near(members, ground)

    if members[0].placed.draft.kind == "plenum":
        key, told = settle_plenum(members[0].placed.draft, partial, ground.pack, ground.date, near)
    else:
        key, told = _by_catalogue(members, partial, ground, near)
    if key is None and partial is not None and "candidates" not in told:
        key = partial.open_key(ground.sign())
    return [replace(one, key=key, partial=partial, evidence={"document": dict(told)}) for one in members]


def _by_catalogue(
    members: Sequence[Identified], partial: Partial | None, ground: _Ground, near: Callable[[], Pairs]
) -> tuple[str | None, dict[str, Any]]:
    drafts = [one.placed.draft for one in members]
    stem = partial.stem if partial else f"{series_of(drafts[0], ground.pack)}/{drafts[0].number}"
    told: dict[str, Any] = {"reason": _reason(partial), "stem": stem}
    if partial is not None and not partial.placed:
        told["placed"] = False
    if partial is not None and partial.terms:
        told["terms"] = list(partial.terms)
    answer = Answer(None)
    if partial is None or partial.placed:
        answer = ask(_asked(members, partial, stem, ground), ground.pack, ground.date, near)
    if answer.key is not None:
        by: dict[str, Any] = {"by": answer.by}
        if ground.pack.tables.catalogue[answer.key].confidence == "low":
            by["confidence"] = "low"
        return answer.key, by | {"provisional": True, "stem": stem} if answer.provisional else by
    if answer.candidates:
        several = len(answer.candidates) > 1
        told["reason"] = "several documents fit" if several else "a later term may have such a number"
        told["candidates"] = list(answer.candidates)
    if answer.perhaps:
        told["perhaps"] = list(answer.perhaps)
    return None, told


def _asked(members: Sequence[Identified], partial: Partial | None, stem: str, ground: _Ground) -> Asked:
    drafts = [one.placed.draft for one in members]
    # Quy định 08 may be 08-QĐi/TW too; of 08-QĐ/TW only a title tells.
    owner, _, number = stem.rpartition("/")
    head, slash, series = owner.rpartition("/")
    named: list[str] = []
    titled: list[str] = []
    for own in own_series_of(series, ground.pack):
        kind = ground.pack.tables.type_codes.get(own.casefold())
        bare = all(draft.symbol is None and draft.types[-1] == kind for draft in drafts)
        (named if bare else titled).append(f"{head}{slash}{own}/{number}")
    return Asked(
        (stem, *named),
        partial.terms if partial else (),
        frozenset(draft.date for draft in drafts if draft.date),
        frozenset(draft.issuers[0].name for draft in drafts if draft.issuers),
        tuple(_title(one, ground) for one in members if one.placed.draft.heading),
        tuple(behind(ground.text, one.placed.draft.end) for one in members if not one.placed.draft.heading),
        tuple(titled),
    )


def _title(one: Identified, ground: _Ground) -> Pairs:
    start, end = one.placed.draft.heading or (0, 0)
    return pairs(exact(ground.text, start, end))


def _near(members: Sequence[Identified], ground: _Ground) -> Pairs:
    """The text round the first of the mentions."""
    spans = [(one.placed.draft.start, one.placed.draft.end) for one in members[:_SEVERAL]]
    return frozenset().union(*(pairs(exact(ground.text, max(start - _ROUND, 0), end + _ROUND)) for start, end in spans))


def _reason(partial: Partial | None) -> str:
    if partial is None:
        return "no issuer is known"
    if not partial.placed:
        return "the place is not known"
    return "the term is not known" if not partial.terms else "the date fits several terms"
