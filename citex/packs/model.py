"""The entries of a pattern pack that scanning uses, as frozen records; ``citex/packs/data.py`` has the rest.

A record mirrors one YAML entry of ``patterns/``; the YAML keys are the field names (``from`` and ``as``, which Python
reserves, are ``start`` and ``role`` here). ``where`` is ``file:line:column`` of the entry, for messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citex.packs.data import Example


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type: how it is named, abbreviated and coded in symbols, and the number series it belongs to.

    ``weak``: the name is an everyday noun or a verb, too. ``bare``: type and number alone may be a citation.
    """

    id: str
    name: str
    english: str = ""
    series: str = ""
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    weak: bool = False
    bare: bool = True
    source: str = ""
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body with a name of its own. ``owner`` is ``party`` or whoever else (``state``, ``front``, …)."""

    id: str
    name: str
    english: str = ""
    owner: str = "party"
    level: str = ""
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    place: str = ""
    start: str = ""
    until: str = ""
    source: str = ""
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Organ:
    """A part of a committee (its standing board, its commissions): joined with every committee to make a body."""

    id: str
    name: str
    english: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    source: str = ""
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Committee:
    """A kind of Party committee (of a province, a district, …). ``place`` says which names may follow it."""

    id: str
    name: str
    english: str = ""
    level: str = ""
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    place: str = ""
    source: str = ""
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A congress term: the window in which its documents are dated. ``scope`` is ``central`` or ``province``."""

    id: str
    scope: str = "central"
    ordinal: int = 0
    years: str = ""
    start: str = ""
    until: str = ""
    source: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Plenum:
    """A plenum of the Central Committee and the keys of the numbered documents it gave, as far as known."""

    id: str
    term: str
    session: str
    start: str = ""
    until: str = ""
    documents: tuple[str, ...] = ()
    usual: str = ""
    source: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A sequence of elements that makes citations of one kind, with its proof: what it finds and what it must not."""

    id: str
    kind: str
    sequence: str
    description: str = ""
    source: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class ContextRule:
    """A sequence beside a citation, in its sentence, that gives it fields, such as its issuer or date."""

    id: str
    side: str
    sequence: str
    gives: tuple[str, ...]
    description: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A known document. ``id`` is its key (``TW/CT/05@XII``)."""

    id: str
    type: str
    number: str
    symbol: str
    date: str
    issuer: str
    term: str
    title: str = ""
    source: str = ""
    confidence: str = ""
    note: str = ""
    where: str = ""

    @property
    def stem(self) -> str:
        """The key without its term."""
        return self.id.partition("@")[0]
