"""All that a pattern pack holds, as frozen records: the entries that scanning uses (``citex/packs/model.py``), what
those are compiled from and proved by, and the rules of ``citex check``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citex.packs.model import Body, CatalogueEntry, Committee, ContextRule, DocumentType, Form, Organ, Plenum, Term


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the citations it must give, each a mapping of fields to values; an empty ``expect`` means none."""

    text: str
    expect: tuple[Mapping[str, Any], ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A province-level unit, before or after 1 July 2025. ``alone``: may its name stand without a rank before it?"""

    id: str
    name: str
    kind: str = "province"
    aliases: tuple[str, ...] = ()
    alone: bool = True
    start: str = ""
    until: str = ""
    now: str = ""
    source: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words under one name, or words with a value each (``values``), for use in elements and rules."""

    id: str
    words: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A lexicon element: a regex on folded, lower-case text. ``{{name}}`` stands for a vocabulary or word list.

    ``role`` is the element name that forms see (default: the id). Named groups carry the parts (``day``, ``number``…).
    """

    id: str
    regex: str
    role: str = ""
    case: str = ""
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of ``citex check``. ``id`` is its code, ``check`` the function that finds what breaks it.

    ``message`` and ``suggestion`` are templates that the check's values fill. An example's ``expect`` are findings.
    """

    id: str
    name: str
    check: str
    severity: str
    message: str
    suggestion: str = ""
    message_vi: str = ""
    suggestion_vi: str = ""
    explanation: str = ""
    off: bool = False
    source: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class PackData:
    """Everything that the loaded packs hold after extending, overriding and disabling; order is that of the files."""

    types: tuple[DocumentType, ...] = ()
    bodies: tuple[Body, ...] = ()
    organs: tuple[Organ, ...] = ()
    committees: tuple[Committee, ...] = ()
    places: tuple[Place, ...] = ()
    terms: tuple[Term, ...] = ()
    plenums: tuple[Plenum, ...] = ()
    words: tuple[Words, ...] = ()
    elements: tuple[Element, ...] = ()
    phrases: tuple[Words, ...] = ()
    forms: tuple[Form, ...] = ()
    context: tuple[ContextRule, ...] = ()
    catalogue: tuple[CatalogueEntry, ...] = ()
    rules: tuple[Rule, ...] = ()
