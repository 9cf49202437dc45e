"""The working record between a mention and a citation: what its own tokens say, before the sentence adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from citex.normalise.issuer import Issuer


@dataclass(slots=True, eq=False)
class Draft:
    """One citation in the making. ``first``/``last`` are its tokens (``last`` exclusive) in its window.

    ``slashed``: a stroke parts number and type, as the State writes (12/QĐ-UBND); the Party writes 12-QĐ/TU (Hướng dẫn
    36-HD/VPTW). ``start``, ``end`` and ``heading``, the span of the title, are offsets in the article's text.
    """

    form: str
    kind: str
    first: int
    last: int
    types: tuple[str, ...] = ()
    number: str | None = None
    symbol: str | None = None
    code: str | None = None
    type_code: str | None = None
    issuers: tuple[Issuer, ...] = ()
    date: str | None = None
    term: str | None = None
    session: str | None = None
    sitting: str | None = None
    title: tuple[int, int] | None = None
    congress: Issuer | None = None
    national: bool = False
    assembly: bool = False
    numbered_word: bool = False
    capital: bool = False
    foreign_code: bool = False
    slashed: bool = False
    listed: bool = False
    years: str | None = None
    joined: bool = False
    respelled: bool = False
    with_year: bool = False
    evidence: dict[str, str] = field(default_factory=dict)
    coordination: int = -1
    start: int = 0
    end: int = 0
    heading: tuple[int, int] | None = None
