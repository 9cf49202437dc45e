"""A compiled pack: what recognition and normalisation use. ``citex/packs/compile.py`` makes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citex.packs.model import PackData
from citex.packs.tables import Tables
from citex.recognise.gate import Gate
from citex.recognise.sequence import Alphabet


@dataclass(frozen=True, slots=True)
class Lexed:
    """A compiled element: its role, the role's letter, its regex, and the case that the text must have.

    ``begins``: matches begin where a word does, and so; None where that is not known.
    """

    id: str
    role: str
    letter: str
    regex: Any
    case: str = ""
    begins: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A compiled pack. ``exact`` elements are found in text of its own case, ``lexed`` ones in lower case.

    ``starts``: by the first two characters of a word, which elements may begin with it, their place in ``lexed`` and
    all that they may begin with there.
    """

    data: PackData
    tables: Tables
    alphabet: Alphabet
    exact: tuple[Lexed, ...]
    lexed: tuple[Lexed, ...]
    starts: Mapping[str, tuple[tuple[int, Lexed, tuple[str, ...]], ...]]
    forms: Any
    form_options: Mapping[str, Mapping[str, Any]]
    context: tuple[tuple[Any, Any], ...]
    gate: Gate
    boundary: Any
    topics: tuple[Any, Any]
    home: Any
    title_end: Any
    issuers: Any
    kinds: Any
    verbs: Any
    chain: Any
    datelines: tuple[Any, ...]
    units: Any
    relations: Any
    backrefs: Any
