"""The plain records that pass between the steps: article → citations (→ documents: ``citex.documents``).

Every record is frozen. Offsets are Unicode code points into ``Article.text``, 0-based, ``end`` exclusive.
Dates are ISO strings, as precise as the text is: ``2020-02-24``, ``2018-05`` or ``2018``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Article:
    """One text to scan and what its source says of it.

    ``text`` is decoded without newline translation and without a BOM. ``date``, ``place``, ``site`` and ``title``
    are what is known from outside the text (options, record keys); ``None`` leaves them to the text's own head.
    ``data`` is the text in UTF-8 where the reader has it: looking through bytes is cheaper. ``marks`` are the code
    points before each so many bytes of it, as far as they have been counted (``citex.text.points``).

    A piece of a longer text has ``own``, the stretch (start, end) of ``text`` whose citations are its own; ``offset``,
    ``line`` and ``column`` are those of the first character of ``text`` in its source.
    """

    file: str
    text: str
    date: str | None = None
    place: str | None = None
    site: str | None = None
    title: str | None = None
    data: bytes | None = field(default=None, repr=False, compare=False)
    marks: tuple[int, ...] = field(default=(0,), repr=False, compare=False)
    own: tuple[int, int] | None = None
    offset: int = 0
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be done, told with the next step. The run goes on; the exit status becomes 2."""

    file: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference to one Party document, as ``spec/output.md`` has it.

    The fields from ``kind`` to ``session`` hold what the span and its sentence say. ``level``, ``place`` and
    ``document`` look at the whole article (and, where asked, at the corpus). ``evidence`` tells where a value that
    does not stand in the span came from.
    """

    file: str
    start: int
    end: int
    line: int
    column: int
    text: str
    kind: str
    type: str
    type_name: str
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    locality: str | None = None
    date: str | None = None
    term: str | None = None
    session: str | None = None
    title: str | None = None
    level: str | None = None
    place: str | None = None
    document: str | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    pattern: str = ""
