"""A draft with what its article adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with its level, its place and where they come from.

    Below a province also ``province``, where the place lies, and ``unit``, its name in keys: a commune with its rank.
    ``congress`` is whose congress is meant, where the citation leaves it to the article.
    """

    draft: Draft
    level: str | None
    place: str | None
    evidence: dict[str, Any]
    province: str | None = None
    unit: str | None = None
    congress: Issuer | None = None
