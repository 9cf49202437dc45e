"""Number series: within a committee's term the numbers of a series rise with the dates, and begin again in the next.

So a known document tells of unknown ones: where 35-CT/TW is of 30/5/2019, the same term has a 05-CT/TW, and earlier.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citex.normalise.values import count
from citex.packs.pack import Pack
from citex.recognise.trie import fold_phrase
from citex.resolve.terms import CENTRAL, END, Calendar, calendar, years_between

# A running series may be ahead of the fastest one known by half, and by a few numbers in its first weeks.
_FASTER, _FIRST = 1.5, 5


@dataclass(frozen=True, slots=True)
class Member:
    """A numbered document in its series: ``weight`` says how well its date is attested."""

    key: str
    number: int
    date: str
    weight: int = 1


def later_namesakes(key: str, number: str, pack: Pack, until: str | None) -> list[str]:
    """Keys of the same number in the terms after that of ``key`` that there must, or may, be by ``until``.

    There must be one where the series is known to have come as far; there may be one where the term was running at
    ``until`` and its pace allows it. ``until`` is an ISO date, None where no bound is known.
    """
    stem, _, term = key.rpartition("@")
    counted = count(number)
    if counted is None:
        return []
    series = stem.rsplit("/", 1)[0]
    terms = _calendar_of(term, pack)
    ended = pack.tables.values.get("series_ended", {}).get(fold_phrase(series.rsplit("/", 1)[-1]))
    until = min(filter(None, (until, ended)), default=None)
    return [
        f"{stem}@{later.id}"
        for later in terms.after(term, until)
        if _reached(counted, pack.tables.series.get((series, later.id), ()), until)
        or (until is not None and later.id in terms.at(until) and _may(counted, series, later.id, until, pack))
    ]


def _calendar_of(term: str, pack: Pack) -> Calendar:
    scope = next((one.scope for one in pack.tables.terms if one.id == term), CENTRAL)
    return calendar(pack.tables.terms, scope)


def _reached(number: int, known: Sequence[tuple[int, str]], until: str | None) -> bool:
    return any(other >= number and (until is None or date <= until + END) for other, date in known)


def _may(number: int, series: str, term: str, until: str, pack: Pack) -> bool:
    known = pack.tables.series.get((series, term), ())
    if any(other < number and date > until + END for other, date in known):
        return False  # a smaller number is of a later day
    terms = _calendar_of(term, pack)
    window = terms.window(term)
    if window is None:
        return False
    return number <= _FIRST + _FASTER * _pace(series, pack.tables.series, terms) * years_between(window[0], until)


def _pace(series: str, known: Mapping[tuple[str, str], Sequence[tuple[int, str]]], terms: Calendar) -> float:
    """The most documents a year that a series is known to have given."""
    fastest = 0.0
    for (name, term), members in known.items():
        window = terms.window(term)
        if name == series and window is not None:
            number, date = members[-1]
            fastest = max(fastest, number / max(years_between(window[0], date), 0.5))
    return fastest


def misfits(members: Sequence[Member]) -> list[tuple[Member, Member | None, Member | None]]:
    """Members whose date does not fit between those of their neighbours, each with the neighbours below and above.

    ``members`` are of one series and term. Kept are as many, by weight, as rise together in number and date; the
    others do not fit. Dates are compared as far as they are told: a year fits any day in it.
    """
    row = sorted(members, key=lambda one: (one.number, one.date, one.key))
    kept = _rising(row)
    numbers = [one.number for one in kept]
    out = []
    for one in row:
        if one in kept:
            continue
        at = bisect_right(numbers, one.number)
        below = next((other for other in reversed(kept[:at]) if other.number < one.number), None)
        above = next((other for other in kept[at:] if other.number > one.number), None)
        out.append((one, below, above))
    return out


def _rising(row: Sequence[Member]) -> list[Member]:
    """The heaviest part of the row, sorted by number, in which no date is before that of a smaller number."""
    best: list[tuple[int, int]] = []  # weight of the heaviest chain that ends here, and the place before in it
    for i, one in enumerate(row):
        weight, before = 0, -1
        for j in range(i):
            if _fits(row[j], one) and best[j][0] > weight:
                weight, before = best[j][0], j
        best.append((weight + one.weight, before))
    at = max(range(len(row)), key=lambda i: best[i][0], default=-1)
    chain = []
    while at >= 0:
        chain.append(row[at])
        at = best[at][1]
    return chain[::-1]


def _fits(lower: Member, upper: Member) -> bool:
    if lower.number == upper.number:
        return True
    return lower.date <= upper.date or lower.date.startswith(upper.date) or upper.date.startswith(lower.date)
