"""All that a measurement tells, as one record, and as plain values for ``--format json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from citex.measure.changes import Changes, Turn
from citex.measure.faults import Fault, differences, false
from citex.measure.figures import PARTS, BCubed, Figures, Rate, accuracy, named, rounded
from citex.measure.floor import Held
from citex.measure.judge import FIGURES, OVERLAP, Pair
from citex.measure.texts import Place, Texts


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures, and what else was asked for: ``None`` is what was not. ``texts`` say where things stand."""

    figures: Figures
    texts: Texts
    faults: tuple[Fault, ...] | None = None
    changes: Changes | None = None
    held: tuple[Held, ...] | None = None

    @property
    def below(self) -> bool:
        """Whether a figure is below its floor."""
        return any(not one.ok for one in self.held or ())


def as_json(told: Outcome) -> dict[str, Any]:
    """Figures at the top, and ``errors``, ``changes`` and ``floor`` where they were asked for."""
    values = figures_json(told.figures)
    if told.faults is not None:
        values["errors"] = [_fault(one) for one in told.faults]
    if told.changes is not None:
        values["changes"] = _changes(told.changes, told.texts)
    if told.held is not None:
        values["floor"] = [
            {"figure": one.name, "reached": one.reached, "least": one.least, "ok": one.ok} for one in told.held
        ]
    return values


def figures_json(figures: Figures) -> dict[str, Any]:
    """The figures as plain values, rounded."""
    values: dict[str, Any] = {"gold": figures.marked, "found": figures.found, "files": figures.files}
    values["optional"] = figures.optional
    values |= {name: _rate(rate) for name, rate in figures.rates.items()}
    if figures.documents is not None:
        abstained = rounded(figures.documents.abstained)
        values["documents"] = {**_rate(figures.documents), "abstained": abstained, "of": figures.documents.of}
    values["fields"] = {name: accuracy(*counts) for name, counts in figures.fields.items()}
    values["kinds"] = {
        name: {**_rate(kind.overlap), "gold": kind.overlap.marked, "found": kind.overlap.found, **kind.right}
        for name, kind in figures.kinds.items()
    }
    values["forms"] = {
        name: {"found": form.found, **form.right, "precision": rounded(form.precision(OVERLAP))}
        for name, form in figures.forms.items()
    }
    return values


def _rate(rate: Rate | BCubed) -> dict[str, float]:
    return {part: rounded(getattr(rate, part)) for part in PARTS}


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "start": place.offset, "line": place.line, "column": place.column}


def _fault(one: Fault) -> dict[str, Any]:
    return {
        "what": one.what,
        **_place(one.place),
        "text": one.text,
        "kind": one.kind,
        "form": one.form or None,
        "differences": [{"field": d.field, "gold": d.marked, "found": d.found} for d in one.differences],
    }


def _changes(told: Changes, texts: Texts) -> dict[str, Any]:
    before, after = named(told.before), named(told.after)
    return {
        "figures": {
            name: {"then": before[name], "now": after[name], "change": rounded(after[name] - before[name])}
            for name in (*FIGURES, "documents", *told.after.fields)
            if name in before and name in after
        },
        "gained": _turns(told.gained, texts),
        "lost": _turns(told.lost, texts),
        "appeared": [_fault(false(hit, texts)) for hit in told.appeared],
        "vanished": [_fault(false(hit, texts)) for hit in told.vanished],
    }


def _turns(turns: Sequence[Turn], texts: Texts) -> list[dict[str, Any]]:
    return [
        {
            "figures": list(one.figures),
            **_place(texts.place(one.marked)),
            "text": one.marked.text,
            "kind": one.marked.kind,
            "now": None if one.now is None else _now(one.now),
        }
        for one in turns
    ]


def _now(one: Pair) -> dict[str, Any]:
    return {d.field: d.found for d in differences(one)}
