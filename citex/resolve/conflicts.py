"""Dates that do not fit the number series of their committee and term: the number or the date is misprinted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citex.normalise.values import count
from citex.packs.pack import Pack
from citex.resolve.facts import Facts
from citex.resolve.keys import is_open, stem_of, term_of
from citex.resolve.series import Member, misfits

_CATALOGUED = 1000  # weighs more than any number of articles that print the same error
_LOW = 1


def date_misfits(facts: Mapping[str, Facts], pack: Pack) -> dict[str, dict[str, Any]]:
    """Key → the conflict of a document's date with the dates of its neighbours in the series, with the places."""
    since = min(pack.tables.words.get("series_since", ()), default="")
    series: dict[tuple[str, str], list[Member]] = {}
    for name, member in _members(facts, pack):
        if member.date >= since:
            series.setdefault(name, []).append(member)
    return {
        member.key: _told(member, below, above, facts[member.key])
        for members in series.values()
        for member, below, above in misfits(members)
        if member.key in facts
    }


def _members(facts: Mapping[str, Facts], pack: Pack) -> Iterator[tuple[tuple[str, str], Member]]:
    """(committee and series, term) and the member: of the catalogue, then of the corpus."""
    for entry in pack.tables.catalogue.values():
        weight = _LOW if entry.confidence == "low" else _CATALOGUED
        yield from _member(entry.id, entry.number, entry.date, weight)
    for key, one in facts.items():
        if key not in pack.tables.catalogue and not is_open(key):
            yield from _member(key, one.best("number") or "", one.best("date") or "", one.files)


def _member(key: str, number: str, date: str, weight: int) -> Iterator[tuple[tuple[str, str], Member]]:
    counted, term = count(number), term_of(key)
    if counted is not None and term is not None and date:
        yield (stem_of(key).rpartition("/")[0], term), Member(key, counted, date, weight)


def _told(member: Member, below: Member | None, above: Member | None, facts: Facts) -> dict[str, Any]:
    near = [one for one in (below, above) if one is not None]
    return {
        "field": "date",
        "reason": "outside the dates of its neighbours in the series",
        "values": [
            {
                "value": member.date,
                "citations": facts.times("date", member.date),
                "first": facts.where("date", member.date),
            }
        ],
        "neighbours": [{"document": one.key, "date": one.date} for one in near],
    }
