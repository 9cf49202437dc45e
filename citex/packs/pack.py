"""A compiled pack: what recognition and normalisation use. ``citex/packs/compile.py`` makes one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from citex.packs.cache import unpacked
from citex.packs.tables import Tables
from citex.recognise.gate import Gate
from citex.recognise.sequence import Alphabet

if TYPE_CHECKING:
    from citex.packs.data import PackData
    from citex.packs.model import ContextRule, Form


@dataclass(frozen=True, slots=True, eq=False)
class Lexed:
    """A compiled element: its role, the role's letter, its regex, and the case that the text must have.

    ``anywhere``: what its matches begin with is not known, so that it is looked for in all of a text. ``figured``: they
    begin with a figure. ``calm``: no text makes it slow, so that it needs no time limit, which takes longer than most
    searches.
    """

    id: str
    role: str
    letter: str
    regex: Any
    case: str = ""
    anywhere: bool = True
    calm: bool = False
    figured: bool = False

    def limit(self, timeout: float | None) -> float | None:
        """The time limit that the regex needs, of one that is given."""
        return None if self.calm else timeout


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A compiled pack. ``exact`` elements are found in text of its own case, ``lexed`` ones in lower case.

    ``kept``: all that it was made of, which scanning has no use for and ``data`` unpacks. The forms and context rules
    that scanning uses have no examples.

    ``starts``: by the first characters of a word, the places in ``lexed`` of the elements that may begin with it;
    ``begins`` finds such characters.
    """

    kept: bytes
    tables: Tables
    alphabet: Alphabet
    exact: tuple[Lexed, ...]
    lexed: tuple[Lexed, ...]
    starts: Mapping[str, tuple[int, ...]]
    begins: re.Pattern[str]
    forms: tuple[Form, ...]
    form_regex: Any
    form_options: Mapping[str, Mapping[str, Any]]
    context: tuple[tuple[ContextRule, Any], ...]
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

    @property
    def data(self) -> PackData:
        """The records that the pack was compiled from."""
        return cast("PackData", unpacked(self.kept))
