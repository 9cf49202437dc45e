"""From tokens to mentions: where a form fits, which tokens make each citation of it, parted from its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citex.packs.model import Form
from citex.packs.pack import Pack
from citex.recognise.lexer import Token, Tokens
from citex.recognise.trie import fold_phrase, phrase_key

# Tokens that only link elements: a citation never ends with one.
LINKS = frozenset(
    ("comma", "dash", "open", "close", "of", "by", "and", "semicolon", "quote", "about", "no", "many", "few")
)
# Elements that identify a document once: a second one of the same group belongs to something else.
_ONCE = {
    "date": "date",
    "year": "date",
    "yearnum": "date",
    "term": "term",
    "plenum": "plenum",
    "local_plenum": "plenum",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One citation of a mention: its tokens ``first`` (inclusive) to ``last`` (exclusive)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a form fits. ``head`` are the tokens before the first member's own elements (the types)."""

    form: Form
    head: tuple[int, ...]
    members: tuple[Member, ...]


def mentions(tokens: Tokens, pack: Pack, timeout: float | None = None) -> Iterator[Mention]:
    """The mentions in a tokenised window, in order, never overlapping."""
    for match in pack.form_regex.finditer(tokens.letters, timeout=timeout):
        if match.end() == match.start():
            continue
        index = int(match.lastgroup[1:])  # the group of the form that fits closes last
        form = pack.forms[index]
        if not _asked(form, tokens.tokens[match.start() : match.end()], tokens.text, pack):
            continue
        spans = match.spans(f"m{index}")
        head = tuple(range(match.start(), spans[0][0]))
        members: list[Member] = []
        depth = 0
        repeats = frozenset(form.options.get("repeats", ()))
        for i, (first, last) in enumerate(sorted(spans)):
            for part in _parted(tokens.tokens, match.start() if i == 0 else first, last, repeats):
                is_short = i == 0 and _is_short_name(tokens.tokens, *part)
                member, depth = _trim(tokens.tokens, *part, depth, is_short)
                if member is not None:
                    members.append(member)
        if members:
            yield Mention(form, head, tuple(members))


def _asked(form: Form, tokens: tuple[Token, ...], text: str, pack: Pack) -> bool:
    """Whether a match is of a type, and names a body with the beginning of a name, that its form asks for."""
    kinds, words = form.options.get("only"), form.options.get("begins")
    types = (pack.tables.type_phrases[phrase_key(one.match[0])] for one in tokens if one.role in ("type", "type_short"))
    names = (fold_phrase(text[one.start : one.end]) for one in tokens if one.role == "issuer")
    return (not kinds or all(one in kinds for one in types)) and (
        not words or any(name.startswith(tuple(words)) for name in names)
    )


def _parted(tokens: tuple[Token, ...], first: int, last: int, repeats: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The member in parts, each beginning where an element of ``repeats`` comes again (khóa XI, khóa XII)."""
    seen: set[str] = set()
    for i in range(first, last):
        role = tokens[i].role
        if role in repeats:
            if role in seen:
                yield first, i
                first, seen = i, set()
            seen.add(role)
    yield first, last


def _is_day_of(year: str | None, tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Whether a date is the day in a year that stands before it (năm 2017, ngày 25/10/2017 của …), and does not open
    the next clause."""
    date = tokens[i]
    if year is None or date.part("year") != year or not date.part("day"):
        return False
    following = tokens[i + 1].role if i + 1 < len(tokens) else ""
    return following == "close" or (following == "of" and i + 1 < last)


def _is_short_name(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a citation in brackets names the one before them, by its number: 45-CT/TW (Chỉ thị số 45) của Bộ Chính
    trị. What follows the brackets belongs to both."""
    if first < 2 or tokens[first - 1].role != "open":
        return False
    number = tokens[first - 2].part("number")
    own = next((token.part("number") for token in tokens[first:last] if token.part("number")), None)
    return own is not None and own == number


def _trim(tokens: tuple[Token, ...], first: int, last: int, depth: int, is_short: bool) -> tuple[Member | None, int]:
    """The member without what only links, or does not belong, and the brackets still open after it."""
    seen: set[str] = set()
    end, open_at_end = first, depth
    year: str | None = None
    for i in range(first, last):
        role = tokens[i].role
        if role == "open":
            depth += 1
        elif role == "close":
            if depth == 0 and is_short:
                is_short = False
                continue
            if depth == 0:
                break
            depth -= 1
            end, open_at_end = i + 1, depth
            continue
        once = _ONCE.get(role)
        if role == "date" and _is_day_of(year, tokens, i, last):
            once = None
        year = tokens[i].part("year") if role == "year" else year
        if once == "term" and tokens[i].part("from"):
            once = "years"
        if once is not None:
            if once in seen:
                break
            seen.add(once)
        if role not in LINKS:
            end, open_at_end = i + 1, depth
    if end == first:
        return None, depth
    if open_at_end > 0 and end < len(tokens) and tokens[end].role == "close":
        end, open_at_end = end + 1, open_at_end - 1
    return Member(first, end), open_at_end
