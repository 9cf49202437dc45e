"""The congress calendar: which term a date belongs to. Numbers begin again with each term (Hướng dẫn 36-HD/VPTW)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citex.packs.model import Term

CENTRAL = "central"
PROVINCE = "province"
_LATEST = "9999"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The terms of one scope, in order."""

    terms: tuple[Term, ...]

    def at(self, date: str) -> tuple[str, ...]:
        """The ids of the terms in which a document of this (possibly partial) ISO date may lie."""
        # "~" sorts after every digit and hyphen: it closes a partial date at the end of its month or year.
        return tuple(
            term.id for term in self.terms if term.start <= date + "~" and date <= (term.until or _LATEST) + "~"
        )


def calendar(terms: Sequence[Term], scope: str) -> Calendar:
    """The calendar of a scope (``central`` or ``province``)."""
    return Calendar(tuple(term for term in terms if term.scope == scope))
