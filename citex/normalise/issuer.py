"""From an issuer element to its canonical name, the place within it, and whose body it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citex.packs.pack import Pack
from citex.recognise.lexer import Token
from citex.recognise.trie import fold_phrase, phrase_key
from citex.text.fold import tones

_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"[^\W\d_][\w&]*(?:-[^\W\d_]\w*)*")


@dataclass(frozen=True, slots=True)
class Issuer:
    """A named issuing body: canonical ``name`` without the place, ``locality`` as written, owner and level."""

    name: str
    owner: str
    level: str
    locality: str | None = None
    codes: tuple[str, ...] = ()


def issuer(token: Token, text: str, pack: Pack) -> Issuer:
    """The issuer that a token names. ``text`` is the window in its own case."""
    tables, words = pack.tables, pack.tables.words
    body = token.part("body")
    rest = text[token.match.end() : token.end] if token.end > token.match.end() else ""
    if body is not None:
        entry = tables.bodies[phrase_key(body)]
        name, locality = _with_rest(entry.name, rest)
        return Issuer(name, entry.owner, entry.level, locality, entry.codes)
    organ_text, committee_text = token.part("organ"), token.part("committee")
    organ = tables.organs[phrase_key(organ_text)] if organ_text else None
    if committee_text is None:
        assert organ is not None
        return Issuer(organ.name, "open", "", None, ())
    committee = tables.committees[phrase_key(committee_text)]
    name = f"{organ.name} {committee.name}" if organ else committee.name
    codes = tuple(organ.code + code if organ and organ.code else code for code in committee.codes)
    level = committee.level
    locality = None
    if token.part("place") is not None:
        start, end = token.match.span("place")
        if tables.places[phrase_key(token.part("place") or "")].casefold().startswith(words.get("ranks", ())):
            start = token.match.end("committee")  # the rank is part of the place's name
        locality = _SPACE.sub(" ", text[start:end]).strip()
        if not level:
            level = "province"
    elif rest:
        capitals = text[token.start : token.match.end()].isupper()
        name, locality, level = _open_name(name, rest, level, pack, capitals)
    return Issuer(name, "party", level, locality, codes)


def _with_rest(name: str, rest: str) -> tuple[str, str | None]:
    rest = _SPACE.sub(" ", rest).strip()
    return (f"{name} {tones(rest)}" if rest else name), None


def ranked(rank: str, pack: Pack) -> Issuer:
    """The Party organisation of the unit that a rank alone stands for, such as that of "the district"."""
    return Issuer(rank.lower(), "party", _level_of_rank(fold_phrase(rank), pack) or "province")


def _level_of_rank(rank: str, pack: Pack) -> str | None:
    words = pack.tables.words
    if rank in words.get("commune_ranks", ()):
        return "commune"
    return "district" if rank in words.get("district_ranks", ()) else None


def _open_name(name: str, rest: str, level: str, pack: Pack, capitals: bool) -> tuple[str, str | None, str]:
    """Part what follows a committee's name: an institution carries the name on, a place is its locality.

    An abbreviation is an institution's; in a heading, where all words have ``capitals``, it looks like any other word.
    """
    words = pack.tables.words
    rest = _SPACE.sub(" ", rest).strip()
    folded = fold_phrase(rest)
    rank = next((r for r in words.get("ranks", ()) if folded == r or folded.startswith(r + " ")), None)
    if rank is not None:
        head, locality = rest[: len(rank)], rest[len(rank) :].strip()
        if locality.isdigit():  # its number is a unit's name, and says little without the rank
            locality = rest
        # A committee that is named after a rank needs no second one (Quận ủy Quận 3).
        has_rank = rank.split()[0] in fold_phrase(name).split()[-2:-1]
        return (name if has_rank else f"{name} {head.lower()}", locality or None, _level_of_rank(rank, pack) or level)
    if rest.isdigit():
        last = name.split()[-1]
        return (
            (name, f"{last.capitalize()} {rest}", level)
            if last in words.get("ranks", ())
            else (f"{name} {rest}", None, level)
        )
    first = rest.split()[0]
    institution = any(folded == i or folded.startswith(i + " ") for i in words.get("institutions", ()))
    abbreviated = first.isupper() and len(first) > 1 and not capitals
    if institution or (abbreviated and phrase_key(rest) not in pack.tables.places):
        place = _trailing_place(rest, pack)
        head = rest[: len(rest) - len(place)].strip() if place else rest
        if fold_phrase(head) in words.get("named_after_places", ()):
            head, place = rest, None
        return f"{name} {tones(head)}", place, "other"
    if level == "province" and phrase_key(rest) not in pack.tables.places:
        level = "district"
    return name, rest, level or "other"


def _trailing_place(rest: str, pack: Pack) -> str | None:
    """A known place at the end of an institution's name, after the rank that belongs to the name."""
    words = list(_WORDS.finditer(rest))
    for word in words[1:]:
        tail = rest[word.start() :]
        place = pack.tables.places.get(phrase_key(tail))
        if place is not None and place not in pack.tables.not_alone:
            return tail
    return None
