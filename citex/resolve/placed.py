"""A draft with what its article adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from citex.normalise.draft import Draft


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with its level, its place and where they come from.

    Below a province also ``province``, where the place lies, and ``unit``, its name in keys: a commune with its rank.
    """

    draft: Draft
    level: str | None
    place: str | None
    evidence: dict[str, Any]
    province: str | None = None
    unit: str | None = None
