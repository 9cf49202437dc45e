"""The gate: which places of a text can begin a citation at all. A sentence without such a place is passed over unread.

It is derived from the pack (``citex/packs/gate.py``): each form says what it ``needs`` (a match without one of these
elements is none), and its sequence fixes what it begins with (its heads) and what may stand between the two. So a
citation is a head followed, with nothing but such elements between, by a needed one.

The gate looks in bytes, before anything is folded: for the names that heads begin with, and for figures. Only where one
stands is the sentence read, and the head and what follows it looked for exactly. Tests prove that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from citex.recognise.shadow import ODD, PAD, folded_signs, shadow_table, with_plain_signs
from citex.text.fold import fold, plain
from citex.text.points import boundary, code_points

_LOWER = shadow_table()
_BLOCK = 64 * 1024  # bytes looked at in one go: few enough to stay near the processor
_BEFORE = 80  # bytes before a place that its head may have begun in
_REACH = 1600  # bytes after a place in which what must follow a name is looked for
_NAME_WORDS = 60  # of the rest of a body's name, at most
_NEXT_WORD = re.compile(r"\s*(?P<marks>[^\w\s]*)\s*(?P<word>[^\W\d]+|\d+)")
_JOINTS = ("-", "&")  # marks that words of a name may be joined by, whatever their case
_AROUND = 256  # bytes before what is odd that are folded with it, and a quarter of that after it


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What begins a citation, as a regex on lower-case text.

    ``step`` is what must follow it (``last``; where ``step`` is None, nothing must) or may stand between, up to
    ``steps`` times; ``own`` is what may come next in text of its own case: behind that nothing is looked at. A step
    that is a body (``named``) whose name, written without spaces, ends in one of ``names`` may be followed by some
    words more: the name goes on as long as its words have capitals or figures, or are among ``carrying``.
    """

    regex: Any
    step: Any = None
    own: Any = None
    steps: int = 0
    names: tuple[str, ...] = ()
    carrying: frozenset[str] = frozenset()

    def stands(self, text: str, low: str, at: int) -> bool:
        """Whether it stands at a place of a sentence (plain, and in lower case) and is followed there."""
        end = _covers(self.regex, low, at)
        return end is not None and (self.step is None or self._followed(text, low, end, True))

    def _followed(self, text: str, low: str, end: int, by_names: bool) -> bool:
        for _ in range(self.steps):
            step = self.step.match(low, end)
            if (step and step["last"] is not None) or (self.own and self.own.match(text, end)):
                return True
            if step is None:
                return False
            end = step.end()
            is_open = by_names and step["named"] and "".join(step["named"].split()).endswith(self.names)
            if is_open and any(self._followed(text, low, last, False) for last in self._name(text, low, end)):
                return True
        return False

    def _name(self, text: str, low: str, end: int) -> Iterator[int]:
        """Where the name of a body may end that goes on at ``end``."""
        for _ in range(_NAME_WORDS):
            word = _NEXT_WORD.match(text, end)
            if word is None:
                return
            start, end = word.span("word")
            if text[start].islower() and word["marks"] not in _JOINTS and low[start:end] not in self.carrying:
                return
            yield end


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A name in all its letters, and what must come after it (None: anything), on bytes in lower case."""

    name: Any
    follow: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """A regex on shadows made by ``table``, and what must stand where it matches.

    ``wholes`` are what the regex saw a part of, by the number of the group that took part; ``exact`` are regexes on
    text, one of which must match there.
    """

    table: bytes
    regex: re.Pattern[bytes]
    wholes: tuple[tuple[Whole, ...], ...] = ()
    exact: tuple[Any, ...] = ()

    def places(self, plainer: bytes, shadow: bytes) -> Iterator[int]:
        """Where a citation may begin or have begun, in bytes."""
        wholes = self.wholes
        for match in self.regex.finditer(shadow):
            start, end = match.span()
            if wholes:
                if _any_near(wholes[(match.lastindex or 1) - 1], plainer, start, end):
                    yield start
            elif not self.exact or self._matches(plainer, start):
                yield start

    def _matches(self, plainer: bytes, start: int) -> bool:
        while plainer[start - 1 : start].isdigit():  # the regex sees the last one of several figures
            start -= 1
        begin = boundary(plainer, start - 4)
        before = len(_text(plainer[begin:start].replace(PAD, b"")))
        # The bytes have the signs beyond ASCII plain; those in ASCII, such as Markdown's, are still to be made so.
        text = plain(_text(plainer[begin : boundary(plainer, start + _BEFORE)].replace(PAD, b"")))
        return any(pattern.match(text, before, partial=True) for pattern in self.exact)


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """A compiled gate. ``exact`` are heads in text of their own case.

    ``open`` is set where some head may begin with anything: then every sentence is read.
    """

    finders: tuple[Finder, ...]
    heads: tuple[Head, ...] = ()
    exact: tuple[Any, ...] = ()
    open: bool = False

    def places(self, data: bytes, marks: Sequence[int] = (0,)) -> list[int]:
        """The places in a text where a citation may begin or have begun, in order, in code points.

        ``data`` is the text in UTF-8, ``marks`` are its own as ``in_steps`` counts them, as far as they are known. A
        place lies inside the head; ``stands`` tells whether it is one.
        """
        found: list[int] = []
        for start in range(0, len(data), _BLOCK):
            found += sorted(self._in_block(data, start, min(start + _BLOCK, len(data))))
        return code_points(data, found, marks)

    def stands(self, text: str, low: str, at: int) -> bool:
        """Whether a head stands at a place of a sentence (plain, and in lower case), and what it needs after it."""
        return any(_covers(pattern, text, at) is not None for pattern in self.exact) or any(
            head.stands(text, low, at) for head in self.heads
        )

    def _in_block(self, data: bytes, start: int, end: int) -> set[int]:
        begin, stop = boundary(data, start - _BEFORE), boundary(data, end + _REACH)
        chunk = data[begin:stop]
        plainer = with_plain_signs(chunk)
        found: set[int] = set()
        shadow = table = b""
        for finder in self.finders:
            if finder.table != table:
                shadow = plainer.translate(finder.table)
                if not table and ODD in shadow:
                    for first, last in _odd_parts(shadow):
                        found.update(self._in_odd(chunk, boundary(chunk, first), boundary(chunk, last)))
                table = finder.table
            # A name may be told by a byte amid a letter.
            found.update(boundary(chunk, place) for place in finder.places(plainer, shadow))
        return {begin + place for place in found if start <= begin + place < end}

    def _in_odd(self, chunk: bytes, first: int, last: int) -> Iterator[int]:
        """The places in a part of a text that must be folded to be plain."""
        text = _text(chunk[first:last])
        folded = fold(text)
        plainer = folded_signs(folded.text)
        places = {boundary(plainer, p) for f in self.finders for p in f.places(plainer, plainer.translate(f.table))}
        for place in code_points(plainer, sorted(places)):
            yield first + len(text[: folded.source(place)].encode("utf-8", "replace"))


def _any_near(wholes: Iterable[Whole], plainer: bytes, start: int, end: int) -> bool:
    """Whether one of the names stands round a place and is followed as it must be."""
    begin = max(start - _BEFORE, 0)
    low = plainer[begin : end + _BEFORE].translate(_LOWER)
    at = start - begin
    for whole in wholes:
        for match in whole.name.finditer(low):
            first, last = match.span()
            if first > at:
                break
            if at < last:
                after = plainer[begin + last : begin + last + _REACH].translate(_LOWER) if whole.follow else b""
                if whole.follow is None or whole.follow.match(after):
                    return True
    return False


def _covers(pattern: Any, text: str, at: int) -> int | None:
    """The end of the match that covers ``at``, if there is one."""
    for match in pattern.finditer(text, max(0, at - _BEFORE)):
        if match.start() > at:
            return None
        if match.end() > at:
            return int(match.end())
    return None


def _odd_parts(shadow: bytes) -> Iterator[tuple[int, int]]:
    """The parts of a text with something odd in them, with enough round it for a head; apart from each other."""
    place = shadow.find(ODD)
    while place >= 0:
        first = last = place
        while 0 <= place <= last + _AROUND:
            last = place
            place = shadow.find(ODD, place + 1)
        yield first - _AROUND, last + _AROUND // 4


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
