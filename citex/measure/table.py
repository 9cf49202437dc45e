"""Figures, faults, changes and floors as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citex.measure.changes import Changes, Turn
from citex.measure.faults import Difference, Fault, differences, false
from citex.measure.figures import PARTS, Figures, accuracy, named, rounded
from citex.measure.floor import Held
from citex.measure.judge import FIGURES, OVERLAP
from citex.measure.outcome import Outcome
from citex.measure.texts import Texts
from citex.write.stream import visible

_SHOWN = 100
_GAP = "  "


def lines(told: Outcome, *, against: str, floor: str) -> Iterator[str]:
    """All of it; ``against`` and ``floor`` are the names of the saved run and of the floor's file."""
    yield from figure_lines(told.figures)
    if told.faults is not None:
        yield ""
        yield from fault_lines(told.faults)
    if told.changes is not None:
        yield ""
        yield from change_lines(told.changes, against, told.texts)
    if told.held is not None:
        yield ""
        yield from floor_lines(told.held, floor)


def figure_lines(figures: Figures) -> Iterator[str]:
    """The tables of figures: all, by kind, by form, by field."""
    left_out = f"; {figures.optional} optional ones left out" if figures.optional else ""
    yield f"{figures.marked} gold citations in {figures.files} files, {figures.found} found{left_out}"
    yield ""
    rows = [(name, *(_figure(getattr(rate, part)) for part in PARTS)) for name, rate in figures.rates.items()]
    told = figures.documents
    if told is not None:
        rows.append(("documents", *(_figure(getattr(told, part)) for part in PARTS)))
    yield from _columns(("figure", "P", "R", "F1"), rows)
    if told is not None:
        yield f"documents: B-cubed over {told.of} citations, {told.abstained:.1%} of them without a key"
    yield ""
    yield from _columns(
        ("kind", "gold", "found", "P", "R", "F1", *FIGURES),
        [
            (
                name,
                *(str(count) for count in (kind.overlap.marked, kind.overlap.found)),
                *(_figure(getattr(kind.overlap, part)) for part in PARTS),
                *(str(kind.right[figure]) for figure in FIGURES),
            )
            for name, kind in figures.kinds.items()
        ],
    )
    yield ""
    yield from _forms(figures)
    yield from _columns(
        ("field", "right", "of", "share"),
        [(name, str(right), str(of), _figure(accuracy(right, of))) for name, (right, of) in figures.fields.items()],
    )


def _forms(figures: Figures) -> Iterator[str]:
    if not figures.forms:
        return
    yield from _columns(
        ("form", "found", "false", "P", *FIGURES),
        [
            (
                name,
                str(form.found),
                str(form.found - form.right[OVERLAP]),
                _figure(form.precision(OVERLAP)),
                *(str(form.right[figure]) for figure in FIGURES),
            )
            for name, form in figures.forms.items()
        ],
    )
    yield "a miss has no form: for recall see the kinds"
    yield ""


def fault_lines(listed: Sequence[Fault]) -> Iterator[str]:
    """One line for each fault: ``file:line:column: missed "text" …``."""
    for fault in listed:
        form = f", form {fault.form}" if fault.form else ""
        told = f": {_differences(fault.differences)}" if fault.differences else ""
        yield f"{fault.place}: {fault.what} {quoted(fault.text)} ({fault.kind}{form}){told}"
    yield f"{_count(len(listed), 'fault')}"


def change_lines(told: Changes, source: str, texts: Texts) -> Iterator[str]:
    """What became better and worse since the run that was saved as ``source``."""
    before, after = named(told.before), named(told.after)
    rows = []
    for name in (*FIGURES, "documents"):
        if name in before and name in after:
            turned = ["", ""]
            if name in FIGURES:
                turned = [str(sum(name in turn.figures for turn in turns)) for turns in (told.gained, told.lost)]
            rows.append((name, *_step(before[name], after[name]), *turned))
    yield f"Against {source}: F1 then and now, gold citations that became right and wrong"
    yield from _columns(("figure", "then", "now", "change", "gained", "lost"), rows)
    for name in after:
        if name in told.after.fields and before.get(name, after[name]) != after[name]:
            then, now, change = _step(before[name], after[name])
            yield f"field {name}: {then} then, {now} now, {change}"
    yield f"false hits: {len(told.appeared)} appeared, {len(told.vanished)} vanished"
    for turn in told.gained:
        yield f"gained {_turn(turn, texts)}"
    for turn in told.lost:
        why = ": missed" if turn.now is None else f": {_differences(differences(turn.now))}"
        yield f"lost {_turn(turn, texts)}{why}"
    for verb, hits in (("appeared", told.appeared), ("vanished", told.vanished)):
        for fault in (false(hit, texts) for hit in hits):
            yield f"false hit {verb} {fault.place}: {quoted(fault.text)} ({fault.kind}, form {fault.form or 'unknown'})"


def floor_lines(held: Sequence[Held], source: str) -> Iterator[str]:
    """Each figure that has a floor, and whether it is held."""
    yield f"Floor {source}"
    yield from _columns(
        ("figure", "reached", "at least", ""),
        [(one.name, _figure(one.reached), _figure(one.least), "ok" if one.ok else "BELOW THE FLOOR") for one in held],
    )


def quoted(text: str) -> str:
    """A text of a file between quotes, on one line and not too long."""
    text = visible(text)
    return f'"{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"}"'


def _turn(turn: Turn, texts: Texts) -> str:
    return f"{', '.join(turn.figures)} {texts.place(turn.marked)}: {quoted(turn.marked.text)} ({turn.marked.kind})"


def _differences(listed: Sequence[Difference]) -> str:
    def shown(value: object) -> str:
        return "null" if value is None else quoted(str(value))

    return "; ".join(f"{one.field}: gold {shown(one.marked)}, found {shown(one.found)}" for one in listed)


def _step(then: float, now: float) -> tuple[str, str, str]:
    change = rounded(now - then)
    return _figure(then), _figure(now), f"{change:+.4f}" if change else "="


def _figure(value: float) -> str:
    return f"{value:.4f}"


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows under their head: the first column to the left, the others to the right, but for one without a head."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        cells = [
            cell.rjust(width) if i and head[i] else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield _GAP.join(cells).rstrip()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
