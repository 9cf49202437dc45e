"""Keys of documents: readable, stable, equal exactly when the documents are.

``TW/CT/05@XII``                     committee code / series / number @ term, for numbered documents
``Hậu Giang/TU/NQ/15@2015-2020``     below the central level the place comes first, the term is the committee's own
``TW/HN4@XII``                       a plenum, whose documents such references rarely tell apart
``ĐH@XIII/NQ``                       documents of a congress
``ĐL``, ``CL@1991``                  the Charter, a Platform

A part that the evidence does not give makes the key ``None``: see ``Partial``, which keeps what is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from citex.normalise.draft import Draft
from citex.packs.compile import Pack


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known of a document's identity. ``terms`` are the terms it may be of; empty means nothing is known."""

    owner: str
    series: str
    number: str
    terms: tuple[str, ...] = ()
    placed: bool = True

    @property
    def stem(self) -> str:
        """The key without its term."""
        return "/".join(part for part in (self.owner, self.series, self.number) if part)

    def key(self) -> str | None:
        """The whole key, where place and term are certain."""
        return f"{self.stem}@{self.terms[0]}" if self.placed and len(self.terms) == 1 else None


def series_of(draft: Draft, pack: Pack) -> str:
    """The series code: that of the symbol (Quyết định and Quy định share one), else that of the type named."""
    code = draft.type_code
    if code:
        own = next((c for c in pack.tables.own_series if c.casefold() == code.casefold()), None)
        if own:
            return own
        name = pack.tables.type_codes.get(code.casefold())
        if name is None:
            return code
    else:
        name = draft.types[-1]
    entry = pack.tables.types.get(name)
    return (entry.series or entry.id) if entry else name


def committee_of(draft: Draft, pack: Pack) -> str | None:
    """The committee code that heads the series: as written, else the one that the issuer named uses."""
    if draft.code:
        return pack.tables.canonical_codes.get(draft.code, draft.code)
    for body in draft.issuers:
        return body.codes[0] if body.codes else body.name
    return None


def whole(term: str | None, parts: tuple[str | None, ...], prefix: str) -> str | None:
    """A congress key: ``[place/]PREFIX@TERM/TYPE``; None without the term."""
    return None if term is None else "/".join([*(p for p in parts[:-1] if p), f"{prefix}@{term}", parts[-1] or ""])
