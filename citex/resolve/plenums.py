"""Plenum references: whose documents they are, and which numbered documents they may mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citex.normalise.draft import Draft
from citex.packs.model import Plenum
from citex.packs.pack import Pack
from citex.resolve.keys import Partial
from citex.resolve.terms import END
from citex.resolve.titles import topical
from citex.text.syllables import Pairs, pairs

# How much of a title must stand round a plenum's name: many plenums of old are not known.
_TITLE = 0.7


def plenum_evidence(key: str | None, pack: Pack) -> dict[str, Any]:
    """The numbered documents that a plenum gave, the one mostly meant by its name first, as evidence; else nothing.

    A plenum reference keeps its own key: what it means is told apart by none of this.
    """
    plenum = next((one for one in pack.tables.plenums if one.id == key), None)
    if plenum is None or not plenum.documents:
        return {}
    told: dict[str, Any] = {"candidates": _ranked(plenum)}
    if plenum.usual:
        told["usual"] = plenum.usual
    return {"document": told}


def _ranked(plenum: Plenum) -> list[str]:
    return sorted(plenum.documents, key=lambda key: (key != plenum.usual, plenum.documents.index(key)))


def settle_plenum(
    draft: Draft, partial: Partial | None, pack: Pack, until: str | None, near: Callable[[], Pairs]
) -> tuple[str | None, dict[str, Any]]:
    """A plenum without its term: settled where only one term had a plenum of that name, or where the text round
    it (which ``near`` gives) has the title of what one of them gave; else the candidates."""
    if partial is None:
        return None, {"reason": "no issuer is known", "stem": ""}
    told: dict[str, Any] = {"reason": "the term is not known", "stem": partial.stem}
    if not partial.placed:
        told |= {"reason": "the place is not known", "placed": False}
    stem = partial.stem + "@"
    known = [one for one in pack.tables.plenums if one.id.startswith(stem)]
    if draft.sitting and len(known) == 1:
        evidence = plenum_evidence(known[0].id, pack).get("document", {})
        return known[0].id, {"by": "catalogue", **evidence}
    held = [one for one in known if until is None or not one.start or one.start <= until + END]
    if not held:
        return None, told
    around = near()
    titled = [one for one in held if _titled(one, around, pack)]
    if len(titled) == 1:
        return titled[0].id, {"by": "topic", **plenum_evidence(titled[0].id, pack).get("document", {})}
    return None, told | {"candidates": [one.id for one in held]}


def _titled(plenum: Plenum, around: Pairs, pack: Pack) -> bool:
    entries = (pack.tables.catalogue[key] for key in plenum.documents if key in pack.tables.catalogue)
    return any(topical(pairs(one.title), around, pack.tables.commonplaces) >= _TITLE for one in entries)
