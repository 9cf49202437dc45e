"""Whose congresses an article reports, told by its own words: Đảng bộ xã Hiệp Hưng họp Đại hội lần thứ XI.

Such an article names the congress before it by its ordinal only (Nghị quyết Đại hội lần thứ X). That is the whole
Party's only where it may be: not where the Party's congress of that ordinal is long past, or yet to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citex.normalise import values
from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer, issuer
from citex.normalise.owner import PARTY
from citex.packs.pack import Pack
from citex.recognise.lexer import Token, tokenise
from citex.recognise.sequence import FEW, MANY, OUTSIDER
from citex.recognise.trie import trie_regex
from citex.resolve.level import CENTRAL
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
    """A congress that an article reports: its ordinal and whose it is (None: no Party organisation's)."""

    ordinal: int
    body: Issuer | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where an article speaks of a congress: offsets in its folded text, and a year told there."""

    start: int
    at: int
    end: int
    year: int | None


def is_bare(draft: Draft) -> bool:
    """Whether a citation is of a congress by its ordinal, and leaves open whose: no body, or Đảng bộ and no more."""
    body = draft.congress
    whose = body is not None and (body.level or body.locality or body.owner != PARTY)
    return draft.kind == _CONGRESS and not whose and not draft.national and draft.term is not None


def reported(own: str, low: str, name: str, term: str, pack: Pack) -> Assembly | None:
    """The one congress (called by ``name``) that a text reports and that a bare one of the ordinal ``term`` is, or
    precedes; None where there are several, or where the whole Party's may be meant.

    ``own`` is the text, folded, in its own case, ``low`` the same in lower case.
    """
    ordinal = values.ordinal(term, {})
    if ordinal is None:
        return None
    told = list(_stretches(own, low, name, (ordinal, ordinal + 1), pack))
    year = max((one.year for one in told if one.year), default=None)
    open_ones = [one for one in told if not _the_partys(term, one.year or year, pack)]
    found = [one for stretch in open_ones if (one := _assembly(own, stretch, pack)) is not None]
    found = [one for one in found if one.ordinal - ordinal in (0, 1)]
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
            last = int(one.until[:4]) + _LONG_PAST if one.until else None
            return year is None or (int(one.start[:4]) <= year and (last is None or year < last))
    return False


def _stretches(own: str, low: str, name: str, ordinals: tuple[int, ...], pack: Pack) -> Iterator[_Stretch]:
    """Where a congress is spoken of with one of the ordinals behind it, in its sentence."""
    cardinals = pack.tables.values["cardinals"]
    written = [word for word, value in cardinals.items() if int(value) in ordinals]
    written += [text for one in ordinals for text in (lower(values.roman(one)), str(one))]
    nth = re.compile(rf"(?<!\w)(?:{trie_regex(written)})(?!\w)")
    for match in re.finditer(re.escape(lower(name)), low):
        at = match.start()
        stop = _STOP.search(own, at, at + _AFTER)
        end = stop.start() if stop else at + _AFTER
        if nth.search(low, at, end):
            start = max(at - _BEFORE, 0)
            start = max((stop.end() for stop in _STOP.finditer(own, start, at)), default=start)
            year = _YEAR.search(own, start, end)
            yield _Stretch(start, at, end, int(year[0]) if year else None)


def _assembly(own: str, stretch: _Stretch, pack: Pack) -> Assembly | None:
    tokens = tokenise(own[stretch.start : stretch.end], pack)
    at = stretch.at - stretch.start
    places = (i for i, one in enumerate(tokens.tokens) if one.role == _CONGRESS and one.start <= at < one.end)
    here = next(places, None)
    if here is None or tokens.tokens[here].part("national"):
        return None
    ordinal, bodies = _parts(tokens.tokens, here, pack)
    if ordinal is None:
        return None
    for body in bodies:
        named = None if body.role == OUTSIDER else issuer(body, tokens.text, pack)
        if named is None or (named.owner == PARTY and named.level):
            return Assembly(ordinal, named)
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
