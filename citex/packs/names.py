"""Beginnings of citations → regexes on shadows that find them fast.

The engine is fast where a regex begins with certain bytes, and slow else. So in the first words of each beginning a
pair of neighbouring bytes is chosen (one byte, where no pair will do). All first bytes of such pairs are one byte in
shadows, all second ones another; and the regex is these two and what follows them in one of the beginnings. Of what
precedes them only the letters of their own word are looked at. What it finds is then compared in all its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import regex

from citex.packs.beginnings import CAPITAL, FIGURES, LETTER, LETTERS, OPTIONAL
from citex.packs.pairs import Pair, chosen_pairs, fits
from citex.recognise.gate import Finder, Whole
from citex.recognise.shadow import FIRST, PAD, SECOND, SPACE, shadow_table, spelt
from citex.recognise.shadow import LETTERS as LETTER_BYTES
from citex.text.fold import spellings

_SIGNS_LOOKED_AT = 8  # after a figure
_LINKS = 60  # words between a name and what it needs, at most: as many as there are in the steps of the gate's heads
_WORD = re.compile(r"[^\W\d_]+")
_FREE = 20  # ways to write names after which anything may come; with more, nothing is looked for after any
_ANY_LETTERS = b"[" + LETTER_BYTES + b"]+"
_SIGNS = {
    " ": SPACE + b"+",
    OPTIONAL: SPACE + b"*",
    FIGURES: b"0+",
    CAPITAL: CAPITAL.encode(),  # see _capital
    LETTER: _ANY_LETTERS,
    LETTERS: b"[" + LETTER_BYTES + b"]*",
}
_LETTER_RUN = re.compile(f"[{CAPITAL}{LETTER}{LETTERS}]*[{CAPITAL}{LETTER}][{CAPITAL}{LETTER}{LETTERS}]*")
_LATIN = (*range(0x250), *range(0x1E00, 0x1F00))
_NO_LETTERS = b"[^0" + LETTER_BYTES + b"]*"


@dataclass(frozen=True, slots=True)
class After:
    """What comes after a name: any number of ``links``, and then one of ``ends``, each the beginning of an element."""

    links: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Beginnings of one role, ``exact`` where they count in their own case only. ``after`` is what comes next (or a
    figure); None where anything may."""

    texts: tuple[str, ...]
    after: After | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Byte:
    """One byte of a name: what it may be in a shadow. A ``sign`` is no letter and stands for more than one byte."""

    seen: frozenset[int] = frozenset()
    sign: bytes = b""

    def regex(self, table: bytes) -> bytes:
        seen = sorted({table[code] for code in self.seen})
        if self.sign == _SIGNS[CAPITAL]:
            return _capital(table) + _SIGNS[LETTERS]
        return self.sign or (_class(seen) if len(seen) > 1 else re.escape(bytes(seen)))


_Row = tuple[Names, list[_Byte]]


def names_of(texts: Iterable[str], after: After | None, exact: bool) -> Names:
    """Names cut to their first words. A name that goes on where another ends is told by that and the words after it."""
    texts = list(texts)
    firsts = sorted({first_words(text) for text in texts})
    kept = tuple(one for one in firsts if not any(_goes_on(one, other) for other in firsts))
    rest = {first_words(text[len(one) + 1 :]) for text in texts for one in kept if _goes_on(text, one)}
    return Names(kept, after and After(after.links, tuple(sorted({*after.ends, *rest} - {""}))), exact)


_TWO_WORDS = re.compile(f"[^ {OPTIONAL}]*(?:[ {OPTIONAL}][^ {OPTIONAL}]+)?")


def _goes_on(text: str, name: str) -> bool:
    return text.startswith(name) and text[len(name) : len(name) + 1] in (" ", OPTIONAL)


def first_words(text: str) -> str:
    """The first two words of a name, or all of it where they hold no two letters that are neighbours."""
    match = _TWO_WORDS.match(text)
    first = match[0] if match else text
    return first if any(a.isalpha() and b.isalpha() for a, b in pairwise(first)) else text


def finders(named: Sequence[Names], figures: Sequence[str], sample: bytes) -> tuple[list[Finder], list[Finder]]:
    """What finds names, and what finds beginnings with figures. ``sample`` is text that tells which pairs are rare."""
    plain = shadow_table()
    rows = [(names, _bytes(s, names.exact)) for names in named for text in names.texts for s in spellings(text)]
    pairs = chosen_pairs([_pairs(row, plain) for names, row in rows if not names.exact], sample.translate(plain))
    with_pair: list[_Row] = []
    without: list[_Row] = []
    for names, row in rows:
        paired = not names.exact and any(fits(pair, pairs) for pair in _pairs(row, plain))
        (with_pair if paired else without).append((names, row))
    table = shadow_table(*([c for c in range(256) if plain[c] in some] for some in pairs))
    found = [_finder(with_pair, table, FIRST + SECOND)] if with_pair else []
    # Abbreviations share too few letters to have pairs of their own; their first letters are rare enough.
    first = {code for _, row in without for code in next(byte.seen for byte in row if byte.seen)}
    table = shadow_table(first, cased=True)
    if without:
        found.append(_finder(without, table, FIRST))
    ways = sorted(way for text in figures for way in _after_figure(text, table))
    return found, [Finder(table, re.compile(b"0(?!0)" + _trie(ways)))] if ways else []


def _after_figure(text: str, table: bytes) -> list[list[bytes]]:
    """What may follow the figures that a beginning has, a piece for each byte; each way begins with a byte."""
    rest = _LETTER_RUN.sub(_one_sign, text[1:].lstrip(FIGURES))[:_SIGNS_LOOKED_AT]
    pieces = [byte.regex(table) for byte in _bytes(rest, True)]
    return [[SPACE + b"+", *pieces[1:]], pieces[1:]] if rest.startswith(OPTIONAL) else [pieces]


def _one_sign(run: re.Match[str]) -> str:
    return CAPITAL if run[0][0] == CAPITAL else LETTER


def _finder(rows: Sequence[_Row], table: bytes, begin: bytes) -> Finder:
    bare = shadow_table()
    ways = [_from(begin, row, table, names.exact) for names, row in rows]
    groups = [[b"n%d_%d" % (i, number) for number in range(len(some))] for i, some in enumerate(ways)]
    paths = [
        [*way, b"(?P<" + group + b">)"]
        for some, ends in zip(ways, groups, strict=True)
        for way, group in zip(some, ends, strict=True)
    ]
    afters = dict.fromkeys(names.after for names, _ in rows)
    # What must come next is looked for in the shadow too, where it costs little, and then in all its letters.
    look = b"(?=" + b"|".join(_follow(after, table) for after in afters if after) + b")"
    free = [group for (names, _), some in zip(rows, groups, strict=True) if names.after is None for group in some]
    for group in free:
        look = b"(?(" + group + b")|" + look + b")"
    if len(free) > _FREE:
        look = b""
    compiled = re.compile(re.escape(begin) + _trie(paths) + look)
    follows = {after: after and regex.compile(_follow(after, bare)) for after in afters}
    wholes = [Whole(regex.compile(b"".join(b.regex(bare) for b in row)), follows[names.after]) for names, row in rows]
    # Which name was found is told by the empty group at its end; in a shadow some look like others.
    rests = [_from_pair_on(begin, row, table) for _, row in rows]
    alike = [tuple(w for w, other in zip(wholes, rests, strict=True) if _confused(rest, other)) for rest in rests]
    row_of = {group.decode(): i for i, some in enumerate(groups) for group in some}
    return Finder(table, compiled, tuple(alike[row_of[group]] for group in compiled.groupindex))


def _confused(one: Sequence[_Byte], other: Sequence[_Byte]) -> bool:
    """Whether one shadow may fit two names, as far as the shorter goes."""
    return all(a.seen & b.seen or (a.sign and b.sign) for a, b in zip(one, other, strict=False))


def _from_pair_on(begin: bytes, row: Sequence[_Byte], table: bytes) -> list[_Byte]:
    at = _place(begin, row, table) + len(begin)
    return [_Byte(frozenset(table[code] for code in byte.seen), byte.sign) for byte in row[at:]]


def _follow(after: After, table: bytes) -> bytes:
    """The source of a regex for what comes next."""

    def ways(texts: Iterable[str]) -> bytes:
        return _trie([b.regex(table) for b in _bytes(s, False)] for text in texts for s in sorted(spellings(text)))

    # By single words, each read in one way only: names of several words could be read in more ways than there is time.
    words = {word for link in after.links for one in (link, link.replace(OPTIONAL, "")) for word in _WORD.findall(one)}
    link = b"(?>" + _NO_LETTERS + ways(sorted(words)) + b"(?![" + LETTER_BYTES + b"]))"
    links = link + b"{0,%d}" % _LINKS if words else b""
    return links + _NO_LETTERS + b"(?:0" + (b"|" + ways(after.ends) if after.ends else b"") + b")"


def _bytes(text: str, exact: bool) -> list[_Byte]:
    row: list[_Byte] = []
    for character in text:
        if character in _SIGNS:
            row.append(_Byte(sign=_SIGNS[character]))
        elif not character.isalpha():
            row.append(_Byte(sign=re.escape(character.encode()) + PAD + b"*"))
        elif character.isascii():
            row.append(_Byte(frozenset((character if exact else character.lower() + character.upper()).encode())))
        else:
            row += [_Byte(frozenset(codes)) for codes in zip(*spelt(character), strict=True)]
    return row


def _pairs(row: Sequence[_Byte], table: bytes) -> list[Pair]:
    """The neighbouring bytes of one word, as plain shadows have them."""
    seen = [frozenset(table[code] for code in byte.seen) for byte in row]
    return [(one, other) for one, other in pairwise(seen) if one and other and not one & other]


def _from(begin: bytes, row: Sequence[_Byte], table: bytes, exact: bool) -> list[list[bytes]]:
    """What may follow ``begin`` in a name, a piece for each byte; after its word, a look back at that and the last.

    A way begins with a byte where it can: the engine passes over such a one without trying it.
    """
    at, size = _place(begin, row, table), len(begin)
    first, last = _word(row, at)
    pieces = [byte.regex(table) for byte in row]

    def look(end: bytes) -> bytes:
        """The look back from behind ``end``, which comes after the word."""
        word = b"".join(pieces[first:last])
        seen = b"(?<=" + word + end + b")"
        if not first:
            alone = b"(?<![" + LETTER_BYTES + b"]" + word + end + b")" if exact else b""
            return alone + (seen if first < at else b"")
        before, _ = _word(row, first - 2)
        previous = b"".join(pieces[before : first - 1])
        # A look back has a fixed length: one space, or none, or more of them and then whatever is before.
        ways = [previous + SPACE + word, SPACE + SPACE + word]
        ways += [previous + word] if row[first - 1].sign == _SIGNS[OPTIONAL] else []
        return seen + b"(?:" + b"|".join(b"(?<=" + way + end + b")" for way in ways) + b")"

    sign = row[last].sign if last == at + size < len(row) else b""
    if sign not in (_SIGNS[" "], _SIGNS[OPTIONAL]):
        return [_pieces(*pieces[at + size : last], look(b""), *pieces[last:])]
    rest = pieces[last + 1 :]
    spaced = _pieces(SPACE, look(SPACE), SPACE + b"*", *rest)
    if sign == _SIGNS[" "]:
        return [spaced]
    if last + 1 < len(row) and row[last + 1].seen:
        return [spaced, _pieces(rest[0], look(rest[0]), *rest[1:])]
    return [_pieces(look(b""), *pieces[last:])]


def _pieces(*pieces: bytes) -> list[bytes]:
    return [piece for piece in pieces if piece]


def _word(row: Sequence[_Byte], at: int) -> tuple[int, int]:
    """Where the word begins and ends (exclusive) in which a byte of a name is."""
    first, last = at, at + 1
    while first and row[first - 1].seen:
        first -= 1
    while last < len(row) and row[last].seen:
        last += 1
    return first, last


def _place(begin: bytes, row: Sequence[_Byte], table: bytes) -> int:
    """Where ``begin`` stands in a name. Best is inside a word: the engine is slow where only a look back follows."""
    seen = [{table[code] for code in byte.seen} for byte in row]
    size = len(begin)
    places = [i for i in range(len(row)) if seen[i : i + size] == [{code} for code in begin]]
    return next((i for i in places if i + size < len(row) and seen[i + size]), places[0])


def _trie(paths: Iterable[Sequence[bytes]]) -> bytes:
    root: dict[bytes, Any] = {}
    for path in paths:
        node = root
        for piece in path:
            node = node.setdefault(piece, {})
        node[b""] = {}
    return _render(root)


def _render(node: Mapping[bytes, Any]) -> bytes:
    """The longer ways first; a way may end where another goes on."""
    ways = [piece + _render(child) for piece, child in node.items() if piece]
    if b"" in node:
        ways.append(b"")
    return ways[0] if len(ways) == 1 else b"(?:" + b"|".join(ways) + b")"


@lru_cache(maxsize=8)
def _capital(table: bytes) -> bytes:
    """The source of a regex for a capital letter in a shadow; of a strange script, for any letter."""
    lasts: dict[bytes, set[int]] = {b"": {0xFF}}
    for code in _LATIN:
        if chr(code).isupper():
            seen = chr(code).encode().translate(table)
            lasts.setdefault(seen[:-1], set()).add(seen[-1])
    return b"(?:" + b"|".join(re.escape(lead) + _class(sorted(some)) for lead, some in sorted(lasts.items())) + b")"


def _class(codes: Iterable[int]) -> bytes:
    return b"[" + b"".join(re.escape(bytes((code,))) for code in codes) + b"]"
