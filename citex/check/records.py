"""The records of ``citex check``: what a check hits, and the finding that a rule makes of it.

Offsets are Unicode code points into the article's text, 0-based, ``end`` exclusive; lines and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citex.records import Citation

ERROR, WARNING, INFO = "error", "warning", "info"
RANK: Mapping[str, int] = {INFO: 0, WARNING: 1, ERROR: 2}


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain correction: ``text`` instead of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: a span, the values for the rule's templates, and how sure it is.

    Where it is not ``sure``, a rule of severity error gives a warning.
    """

    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)
    citation: Citation | None = None
    sure: bool = True
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong at one place. ``before`` and ``after`` are the rest of its line, shortened.

    ``fingerprint`` is a hash of content alone (the rule, the citation's text, what is wrong): edits elsewhere, and
    the file's name, leave it as it is.
    """

    file: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: str
    message: str
    suggestion: str
    text: str
    before: str = ""
    after: str = ""
    document: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
