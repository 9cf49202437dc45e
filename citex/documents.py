"""What many citations come to: documents and groups of them, as frozen records (see ``citex.records``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """All that is known of one document, from its citations and the catalogue.

    ``document`` is the key (see ``resolve/keys.py``). ``variants`` maps a way of writing to its count. ``first`` and
    ``last`` are the dates of the first and last article that cites it, where articles have dates.
    """

    document: str
    type: str
    type_name: str
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    level: str | None = None
    place: str | None = None
    date: str | None = None
    term: str | None = None
    session: str | None = None
    title: str | None = None
    citations: int = 0
    files: int = 0
    first: str | None = None
    last: str | None = None
    variants: Mapping[str, int] = field(default_factory=dict)
    conflicts: tuple[Mapping[str, Any], ...] = ()
    relations: tuple[Mapping[str, Any], ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that share a value of ``by``; either ``groups`` (a further level) or ``keys`` (of documents) is filled.

    ``unresolved`` marks the group of citations without a document: they are counted, never dropped.
    """

    by: str
    value: str | None
    documents: int
    citations: int
    groups: tuple[Group, ...] = ()
    keys: tuple[str, ...] = ()
    unresolved: bool = False
