"""Cut a window of text into tokens: lexicon elements where there are any, ``few`` or ``many`` for the words between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import regex

from citex.packs.pack import Lexed, Pack
from citex.recognise.sequence import FEW, MANY, OUTSIDER
from citex.recognise.trie import phrase_key
from citex.text.fold import lower, plain

_PLACE = itemgetter(0, 1)
_ISSUER = "issuer"
_TYPE = "type"
_BLANK = "\ue000"
_Hit = tuple[int, int, Lexed, Any]
_WORD = re.compile(r"\w+")
_FIGURE = regex.compile(r"\d")  # of `regex`, as the elements are: its figures are those of a newer Unicode
_FEW_WORDS = 4  # a gap of more words than this is "many"


@dataclass(frozen=True, slots=True)
class Token:
    """One element in a window: ``start`` and ``end`` count from the window's beginning; ``match`` holds its parts."""

    role: str
    element: str
    start: int
    end: int
    match: Any = None

    def part(self, name: str) -> str | None:
        """The text of a named part of the element, or None where it has no such part."""
        if self.match is None:
            return None
        try:
            value = self.match[name]
        except IndexError:
            return None
        return value or None


@dataclass(frozen=True, slots=True)
class Tokens:
    """A tokenised window: the tokens, one letter each in ``letters``, and the window in its own case."""

    tokens: tuple[Token, ...]
    letters: str
    text: str


def tokenise(window: str, pack: Pack, timeout: float | None = None, text: str = "", low: str = "") -> Tokens:
    """Tokenise a window: leftmost first, the earlier element of the pack where two begin at one place.

    ``text`` and ``low`` are the window made plain, and that in lower case, where they are known already.

    Raises ``TimeoutError`` when a pattern takes longer than ``timeout`` seconds.
    """
    text = text or plain(window)
    low = low or lower(text)
    hits = _exact(text, pack, timeout)
    low = _without(hits, low)
    hits += _lexed(low, pack, timeout)
    hits.sort(key=_PLACE)
    tokens: list[Token] = []
    letters: list[str] = []
    last = 0
    for start, _, element, match in hits:
        if start < last:
            continue
        if element.role == _TYPE:
            match = _named(match, element, text, low)
            start = match.start()
        end = match.end()
        if element.case and not _cased(element.case, text, start, end, pack):
            continue
        role = element.role
        if role == _ISSUER:
            if _outside(match, pack):
                role = OUTSIDER
            extended = _issuer_end(match, start, text, low, pack)
            if extended is None:
                continue
            end = extended
        if start > last:
            gap = _gap(low, last, start)
            if gap is not None:
                tokens.append(gap)
                letters.append(pack.alphabet.letters[gap.role])
        tokens.append(Token(role, element.id, start, end, match))
        letters.append(element.letter if role == element.role else pack.alphabet.letters[role])
        last = end
    gap = _gap(low, last, len(low))
    if gap is not None:
        tokens.append(gap)
        letters.append(pack.alphabet.letters[gap.role])
    return Tokens(tuple(tokens), "".join(letters), text)


def seen_in_lower_case(text: str, low: str, pack: Pack, timeout: float | None = None) -> str:
    """The window in lower case as the elements in lower case see it; ``text`` and ``low`` as for ``tokenise``."""
    return _without(_exact(text, pack, timeout), low)


def _exact(text: str, pack: Pack, timeout: float | None) -> list[_Hit]:
    """The matches of the elements in their own case, none of which begins in another."""
    hits: list[_Hit] = []
    hidden: list[tuple[int, int]] = []
    has_figure = _FIGURE.search(text) is not None
    for order, element in enumerate(pack.exact):
        if element.figured and not has_figure:
            continue
        for match in element.regex.finditer(text, timeout=element.limit(timeout)):
            start = match.start()
            if not any(first <= start < last for first, last in hidden):
                hidden.append(match.span())
                hits.append((start, order - len(pack.exact), element, match))
    return hits


def _without(hits: Iterable[_Hit], low: str) -> str:
    """What is found in its own case hides from the elements in lower case, and ends the words beside it."""
    for start, _, _, match in hits:
        end = match.end()
        low = low[:start] + _BLANK * (end - start) + low[end:]
    return low


def _named(match: Any, element: Lexed, text: str, low: str) -> Any:
    """The match from its first capital on: before a type name with capitals a word in lower case is a verb."""
    start, end = match.span()
    if not text[start].islower():
        return match
    capital = next((i for i in range(start, end) if text[i].isupper()), None)
    return match if capital is None else element.regex.match(low, capital) or match


def _cased(case: str, text: str, start: int, end: int, pack: Pack) -> bool:
    """Whether an element stands in the case that it asks for."""
    if case == "upper":
        return text[start:end].isupper()
    if case == "capital":
        return text[start].isupper()
    return case != "written" or text[start:end] in pack.tables.abbreviations


def _lexed(low: str, pack: Pack, timeout: float | None) -> list[_Hit]:
    """The matches of each element in lower case, those of one never overlapping."""
    hits: list[_Hit] = []
    lexed, starts = pack.lexed, pack.starts
    for order, element in enumerate(lexed):
        if element.anywhere:
            found = element.regex.finditer(low, timeout=element.limit(timeout))
            hits += [(match.start(), order, element, match) for match in found]
    # Most elements begin with certain letters: one look at each word finds which to try there.
    ends: dict[int, int] = {}
    for begin in pack.begins.finditer(low):
        start = begin.start()
        for order in starts[begin[1]]:
            if ends.get(order, 0) <= start:
                element = lexed[order]
                # To ask for a time limit takes as long as most matches.
                calm = element.calm
                match = element.regex.match(low, start) if calm else element.regex.match(low, start, timeout=timeout)
                if match:
                    ends[order] = match.end()
                    hits.append((start, order, element, match))
    return hits


def _gap(low: str, start: int, end: int) -> Token | None:
    if low[start:end] == " ":
        return None
    words = len(_WORD.findall(low, start, end))
    if not words:
        return None
    role = FEW if words <= _FEW_WORDS else MANY
    return Token(role, role, start, end)


def _outside(match: Any, pack: Pack) -> bool:
    return match["body"] is not None and pack.tables.bodies[phrase_key(match["body"])].owner != "party"


def _issuer_end(match: Any, start: int, text: str, low: str, pack: Pack) -> int | None:
    """Where the name of a body ends: a committee's goes on. None for a common word without its capitals."""
    tables = pack.tables
    end: int = match.end()
    if not all(_capitals(match, name, text, pack) for name in ("body", "organ", "committee")):
        return None
    body, committee = match["body"], match["committee"]
    if body is not None:
        place = tables.bodies[phrase_key(body)].place
    elif committee is not None:
        place = tables.committees[phrase_key(committee)].place
    else:
        return end
    if place != "open" or match["place"] is not None:
        return end
    return _name_end(end, text, low, pack)


def _capitals(match: Any, name: str, text: str, pack: Pack) -> bool:
    """Whether a part of a name has the capitals it needs: an abbreviation all of them, a single word the first."""
    if match[name] is None:
        return True
    phrase = phrase_key(match[name])
    start, end = match.span(name)
    if phrase in pack.tables.all_capitals:
        return text[start:end].isupper()
    return phrase not in pack.tables.capital_first or text[start].isupper()


_NAME_WORD = re.compile(r"\s+([^\W\d_][\w&]*(?:-[^\W\d_]\w*)*|\d{1,3}(?![\w/.,-]*\d))")
_LONGEST_NAME = 90


def _name_end(end: int, text: str, low: str, pack: Pack) -> int:
    """Where the name ends that follows at ``end``: capitalised words, and those that carry an institution's name on.

    An institution may have a body's name in its own, which is taken whole (Đảng ủy Bộ Nội vụ, Chi bộ Văn phòng Huyện
    ủy). A conjunction carries the name of an institution on but does not end it, and not before the name of another
    body; a document's type does not belong to it; a figure belongs to units that are numbered.
    """
    words = pack.tables.words
    joiners, conjunctions = words.get("name_joiners", ()), words.get("name_conjunctions", ())
    numbered, stops = words.get("numbered_units", ()), words.get("name_stops", ())
    first = _NAME_WORD.match(text, end)
    institution = first is not None and _beginning(low, first.start(1), words.get("institutions", ()))
    kept = position = end
    while match := _NAME_WORD.match(text, position):
        start = match.start(1)
        if "\n\n" in match[0] or position - end > _LONGEST_NAME:
            break
        if match[1].isdigit():
            if not low[max(0, position - _LONGEST_NAME) : position].rstrip().endswith(numbered):
                break
            return match.end()
        # In capitals throughout, as headings are, only the word itself tells that the sentence goes on.
        predicate = pack.verbs.match(low, start) or pack.title_end.match(low, start)
        if _beginning(low, start, stops) or (predicate and (text[start].islower() or match[1].isupper())):
            break
        if body := pack.issuers.match(low, start):
            if kept < position or (position > end and not institution):
                break
            kept = position = body.end()
        elif word := (institution if position == end else None) or _beginning(low, start, joiners):
            kept = position = start + len(word)
        elif institution and (word := _beginning(low, start, conjunctions)):
            position = start + len(word)
        elif match[1][0].isupper() and not pack.kinds.match(low, position):
            kept = position = match.end()
        else:
            break
    return kept


def _beginning(low: str, start: int, phrases: tuple[str, ...]) -> str | None:
    for phrase in phrases:
        end = start + len(phrase)
        if low.startswith(phrase, start) and not (end < len(low) and low[end].isalpha()):
            return phrase
    return None
