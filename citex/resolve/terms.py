"""The congress calendar: which term a date belongs to. Numbers begin again with each term (Hướng dẫn 36-HD/VPTW)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citex.packs.model import Term

CENTRAL = "central"
PROVINCE = "province"
_LATEST = "9999"
# Sorts after every digit and hyphen: closes a partial date at the end of its month or year.
END = "~"


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The terms of one scope, in order."""

    terms: tuple[Term, ...]

    def at(self, date: str) -> tuple[str, ...]:
        """The ids of the terms in which a document of this (possibly partial) ISO date may lie."""
        return tuple(
            term.id for term in self.terms if term.start <= date + END and date <= (term.until or _LATEST) + END
        )

    def window(self, term: str) -> tuple[str, str] | None:
        """The first and last day of a term; a last day that is still to come sorts after every date."""
        found = next((one for one in self.terms if one.id == term), None)
        return (found.start, found.until or _LATEST) if found else None

    def after(self, term: str, until: str | None) -> tuple[Term, ...]:
        """The terms after ``term`` that had begun by ``until`` (ISO; None: all of them)."""
        ids = [one.id for one in self.terms]
        if term not in ids:
            return ()
        return tuple(one for one in self.terms[ids.index(term) + 1 :] if until is None or one.start <= until + END)


def calendar(terms: Sequence[Term], scope: str) -> Calendar:
    """The calendar of a scope (``central`` or ``province``)."""
    return Calendar(tuple(term for term in terms if term.scope == scope))


def years_between(start: str, end: str) -> float:
    """How many years lie between two ISO dates, possibly partial; a month is a twelfth."""
    return _years(end) - _years(start)


def _years(date: str) -> float:
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    return int(year) + (int(month or 1) - 1) / 12 + (int(day or 1) - 1) / 365
