"""Which document each citation of one article means: by itself, by its namesakes in the article, by the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from citex.normalise.draft import Draft
from citex.packs.compile import Pack
from citex.packs.model import CatalogueEntry
from citex.resolve import terms
from citex.resolve.article import Placed
from citex.resolve.keys import Partial, committee_of, series_of, whole
from citex.resolve.level import CENTRAL, PROVINCE

_LOCAL = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Identified:
    """A placed draft with what is known of its document: the key where it is certain, else the candidates."""

    placed: Placed
    partial: Partial | None
    key: str | None
    evidence: dict[str, Any]


def identify(placed: Sequence[Placed], pack: Pack, file: str, date: str | None) -> list[Identified]:
    """The documents of one article's citations. ``date`` is the article's, an upper bound for what it cites.

    What only the article tells apart gets a key of the article's own (``TW/HD/06@?a.txt``) for its mentions to share.
    """
    found = [_alone(one, pack) for one in placed]
    return [_joined(i, found, pack, file, date) for i in range(len(found))]


def _alone(one: Placed, pack: Pack) -> Identified:
    draft = one.draft
    label = str(pack.form_options[draft.form].get("key", ""))
    if draft.kind == "numbered":
        partial = _numbered(one, pack)
    elif draft.kind == "plenum":
        number = f"{label}{draft.session}" + (f"({draft.sitting})" if draft.sitting else "")
        owner = committee_of(draft, pack) or ""
        local = one.level in _LOCAL
        known = (draft.term,) if draft.term else ()
        partial = Partial(
            f"{one.place}/{owner}" if local and one.place else owner,
            number,
            "",
            known,
            not local or one.place is not None,
        )
    elif draft.kind == "congress":
        return Identified(one, None, _congress(one, label), {})
    else:
        suffix = draft.term or draft.date
        return Identified(one, None, draft.types[-1] + (f"@{suffix}" if suffix else ""), {})
    return Identified(one, partial, partial.key() if partial else None, {})


def _congress(one: Placed, label: str) -> str | None:
    draft = one.draft
    if one.level == CENTRAL:
        return whole(draft.term, (None, draft.types[-1]), label)
    body = draft.congress
    if body is None or (one.level in _LOCAL and one.place is None):
        return None
    # A district's or a school's congress is told from its province's by the body's own name.
    owner = one.place if one.level == PROVINCE else " ".join(p for p in (body.name, one.place) if p)
    return whole(draft.term, (owner, draft.types[-1]), label)


def _numbered(one: Placed, pack: Pack) -> Partial | None:
    draft = one.draft
    committee = committee_of(draft, pack)
    if committee is None or draft.number is None:
        return None
    owner, placed = committee, True
    if one.level in _LOCAL:
        owner, placed = f"{one.place}/{committee}" if one.place else committee, one.place is not None
    elif one.level == "other" and committee in pack.tables.shared_codes and draft.issuers:
        owner = f"{draft.issuers[0].name}{' ' + one.place if one.place else ''}/{committee}"
    return Partial(owner, series_of(draft, pack), draft.number, _terms(draft, one.level, committee, pack), placed)


def _terms(draft: Draft, level: str | None, committee: str, pack: Pack) -> tuple[str, ...]:
    local = level in _LOCAL or (level == "other" and committee in pack.tables.shared_codes)
    calendar = terms.calendar(pack.data.terms, terms.PROVINCE if local else terms.CENTRAL)
    if draft.date:
        dated = calendar.at(draft.date)
        if draft.term in dated:
            return (str(draft.term),)
        if dated:
            return dated
    return (draft.term,) if draft.term else ()


def _joined(index: int, found: Sequence[Identified], pack: Pack, file: str, date: str | None) -> Identified:
    one = found[index]
    if one.key is not None or one.placed.draft.kind in ("congress", "charter"):
        return one
    draft = one.placed.draft
    partial = one.partial
    near = sorted(
        (abs(index - i), i)
        for i, other in enumerate(found)
        if other.key is not None and other.partial is not None and _compatible(one, other, pack)
    )
    if near:
        other = found[near[0][1]]
        assert other.partial is not None
        return replace(one, key=other.key, partial=other.partial, evidence={"document": {"by": "article"}})
    if draft.kind == "plenum":
        return _by_plenum(one, pack, file)
    entries = _catalogued(draft, partial, pack, date)
    if len(entries) == 1:
        return replace(one, key=entries[0].id, evidence={"document": {"by": "catalogue"}})
    told: dict[str, Any] = {"reason": _reason(partial), "stem": partial.stem if partial else _bare(draft, pack)}
    if partial is not None:
        told["placed"] = partial.placed
        if partial.terms:
            told["terms"] = list(partial.terms)
    if entries:
        told.update(reason="several documents fit", candidates=[entry.id for entry in entries])
    key = None if entries or partial is None else _scoped(partial, file)
    return replace(one, key=key, evidence={"document": told})


def _bare(draft: Draft, pack: Pack) -> str:
    return f"{series_of(draft, pack)}/{draft.number}"


def _scoped(partial: Partial, file: str) -> str | None:
    """A key that holds within the article only: an unknown place or term stands as ``?`` and the article's name."""
    term = partial.terms[0] if len(partial.terms) == 1 else f"?{file}"
    return f"{partial.stem}@{term}" if partial.placed else f"?{file}/{partial.stem}@{term}"


def _reason(partial: Partial | None) -> str:
    if partial is None:
        return "no issuer is known"
    if not partial.placed:
        return "the place is not known"
    return "the term is not known" if not partial.terms else "the date fits several terms"


def _compatible(one: Identified, other: Identified, pack: Pack) -> bool:
    mine, theirs = one.partial, other.partial
    draft = one.placed.draft
    if theirs is None or draft.kind != other.placed.draft.kind:
        return False
    if mine is None:
        same = (series_of(draft, pack), draft.number) == (theirs.series, theirs.number)
        return same and (not draft.issuers or draft.issuers == other.placed.draft.issuers)
    if mine.stem != theirs.stem:
        return False
    return not mine.terms or bool(set(mine.terms) & set(theirs.terms))


def _by_plenum(one: Identified, pack: Pack, file: str) -> Identified:
    """A plenum without its term is settled where only one term had a plenum of that name."""
    draft, partial = one.placed.draft, one.partial
    session = f"{draft.session}({draft.sitting})" if draft.sitting else draft.session
    known = {plenum.term for plenum in pack.data.plenums if plenum.session == session}
    if partial is not None and draft.sitting and len(known) == 1:
        return replace(one, key=f"{partial.stem}@{known.pop()}", evidence={"document": {"by": "catalogue"}})
    told: dict[str, Any] = {"reason": "the term is not known", "stem": partial.stem if partial else session}
    if known and partial:
        told["candidates"] = [f"{partial.stem}@{term}" for term in sorted(known)]
    return replace(one, key=_scoped(partial, file) if partial else None, evidence={"document": told})


def _catalogued(draft: Draft, partial: Partial | None, pack: Pack, date: str | None) -> list[CatalogueEntry]:
    if partial is not None and not partial.placed:
        return []
    stem = partial.stem if partial else _bare(draft, pack)
    issuer = draft.issuers[0].name if draft.issuers else None
    return [
        entry
        for entry in pack.tables.catalogue_stems.get(stem, ())
        if (not partial or not partial.terms or entry.term in partial.terms)
        and (draft.date is None or entry.date.startswith(draft.date))
        and (date is None or entry.date <= date)
        and (issuer is None or issuer in entry.issuer)
    ]
