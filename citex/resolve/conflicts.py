"""Dates that do not fit the number series of their committee and term: the number or the date is misprinted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citex.packs.compile import Pack
from citex.resolve.facts import Facts
from citex.resolve.keys import is_open, stem_of, term_of
from citex.resolve.series import Member, misfits, number_of

_CATALOGUED = 1000  # weighs more than any number of articles that print the same error
_LOW = 1


def date_misfits(facts: Mapping[str, Facts], pack: Pack) -> dict[str, dict[str, Any]]:
    """Key → the conflict of a document's date with the dates of its neighbours in the series, with the places."""
    series: dict[tuple[str, str], dict[str, Member]] = {}
    for entry in pack.data.catalogue:
        weight = _LOW if entry.confidence == "low" else _CATALOGUED
        _enter(series, entry.id, entry.number, entry.date, weight)
    for key, one in facts.items():
        date = one.best("date")
        if key not in pack.tables.catalogue and not is_open(key) and date:
            _enter(series, key, one.best("number") or "", date, one.files)
    out = {}
    for members in series.values():
        for member, below, above in misfits(list(members.values())):
            if member.key in facts:
                out[member.key] = _told(member, below, above, facts[member.key])
    return out


def _enter(series: dict[tuple[str, str], dict[str, Member]], key: str, number: str, date: str, weight: int) -> None:
    count = number_of(number)
    term = term_of(key)
    if count is not None and term is not None and date:
        stem = stem_of(key).rpartition("/")[0]
        series.setdefault((stem, term), {})[key] = Member(key, count, date, weight)


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
