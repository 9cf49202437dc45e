"""Whose congresses an article reports, told by its own words: Đảng bộ xã Bắc Xa tổ chức Đại hội lần thứ XI.

Such an article names the congress before it by its ordinal only (Nghị quyết Đại hội lần thứ X). That is the whole
Party's only where it may be: not where the Party's congress of that ordinal is long past, or yet to come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citex.normalise import values
from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer, issuer
from citex.normalise.owner import PARTY
from citex.packs.pack import Pack
from citex.recognise.lexer import Token, tokenise
from citex.recognise.sequence import FEW, MANY, OUTSIDER
from citex.resolve.level import CENTRAL
from citex.resolve.look import exact
from citex.text.fold import lower

_BEFORE, _AFTER = 90, 150
_STOP = re.compile(r"[.;!?:](?=\s)|\n\s*\n")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CONGRESS, _NTH, _BODIES = "congress", ("nth", "roman"), ("issuer", OUTSIDER)
# What may stand between a congress and whose it is, or its ordinal.
_BETWEEN = frozenset({FEW, MANY, "of", "comma", "rank", "party", "dash", "open", "close"})
_LONG_PAST = 5  # years


@dataclass(frozen=True, slots=True)
class Assembly:
    """A congress that an article reports: its ordinal, whose it is (None: no Party organisation's) and a year told
    with it."""

    ordinal: int
    body: Issuer | None
    year: int | None


def assemblies(text: str, name: str, pack: Pack) -> tuple[Assembly, ...]:
    """The congresses (called by ``name``) with an ordinal and an organisation that ``text`` tells of, in its order."""
    own = exact(text)
    places = (match.start() for match in re.finditer(re.escape(lower(name)), lower(own)))
    return tuple(found for at in places if (found := _assembly(own, at, pack)) is not None)


def is_bare(draft: Draft) -> bool:
    """Whether a citation is of a congress by its ordinal, and leaves open whose: no body, or Đảng bộ and no more."""
    body = draft.congress
    whose = body is not None and (body.level or body.locality or body.owner != PARTY)
    return draft.kind == _CONGRESS and not whose and not draft.national and draft.term is not None


def preceding(draft: Draft, told: Sequence[Assembly], pack: Pack) -> Assembly | None:
    """The one congress reported of whose organisation a bare congress is: the one itself, or the one before it."""
    term = draft.term or ""
    ordinal = values.ordinal(term, {}) if is_bare(draft) else None
    if ordinal is None:
        return None
    year = max((one.year for one in told if one.year), default=None)
    near = [one for one in told if one.ordinal - ordinal in (0, 1)]
    found = [one for one in near if not _the_partys(term, one.year or year, pack)]
    if len({_name(one.body) for one in found}) != 1:
        return None
    # Headings have all words in capitals.
    return min(found, key=lambda one: one.body is not None and (one.body.locality or "").isupper())


def _name(body: Issuer | None) -> tuple[str, str] | None:
    return None if body is None else (body.name, (body.locality or "").casefold())


def _the_partys(term: str, year: int | None, pack: Pack) -> bool:
    """Whether the whole Party's congress of an ordinal may be meant in a year."""
    for one in pack.tables.terms:
        if one.scope == CENTRAL and one.id == term:
            return year is None or (
                int(one.start[:4]) <= year and (not one.until or int(one.until[:4]) > year - _LONG_PAST)
            )
    return False


def _assembly(own: str, at: int, pack: Pack) -> Assembly | None:
    start, end = max(at - _BEFORE, 0), at + _AFTER
    start = max((stop.end() for stop in _STOP.finditer(own, start, at)), default=start)
    stop = _STOP.search(own, at, end)
    end = stop.start() if stop else end
    tokens = tokenise(own[start:end], pack)
    places = (i for i, one in enumerate(tokens.tokens) if one.role == _CONGRESS and one.start <= at - start < one.end)
    here = next(places, None)
    if here is None or tokens.tokens[here].part("national"):
        return None
    ordinal, bodies = _parts(tokens.tokens, here, pack)
    if ordinal is None:
        return None
    year = _YEAR.search(own, start, end)
    for body in bodies:
        named = None if body.role == OUTSIDER else issuer(body, tokens.text, pack)
        if named is None or (named.owner == PARTY and named.level):
            return Assembly(ordinal, named, int(year[0]) if year else None)
    return None


def _parts(tokens: tuple[Token, ...], here: int, pack: Pack) -> tuple[int | None, list[Token]]:
    """The ordinal of the congress at ``here``, and the bodies that may be its own: behind it, then before it."""
    bodies: list[Token] = []
    ordinal = None
    for token in tokens[here + 1 :]:
        if token.role in _BODIES:
            bodies.append(token)
        elif token.role in _NTH:
            ordinal = values.ordinal(token.part("ordinal") or "", pack.tables.values["cardinals"])
            break
        elif token.role not in _BETWEEN:
            break
    for token in reversed(tokens[:here]):
        if token.role in _BODIES:
            bodies.append(token)
            break
        if token.role not in _BETWEEN:
            break
    return ordinal, bodies
