"""Every miss, false hit and wrong field of a judgement, with its place."""

from __future__ import annotations

from dataclasses import dataclass

from citex.measure.judge import SPAN, Judgement, Pair
from citex.measure.rows import Hit, Marked, Value
from citex.measure.texts import Place, Texts


@dataclass(frozen=True, slots=True)
class Difference:
    """A field (or ``span``) that is wrong: what is marked and what was found."""

    field: str
    marked: Value
    found: Value


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: ``missed``, ``false`` or ``wrong``. ``form`` is that of what was found, if anything was."""

    what: str
    place: Place
    text: str
    kind: str
    form: str = ""
    differences: tuple[Difference, ...] = ()


def faults(judgement: Judgement, texts: Texts) -> tuple[Fault, ...]:
    """All faults, by file and offset."""
    found = [missed(one, texts) for one in judgement.missed]
    found += [false(one, texts) for one in judgement.false]
    found += [wrong(one, texts) for one in judgement.pairs if one.wrong or SPAN not in one.right]
    return tuple(sorted(found, key=lambda fault: (fault.place.file, fault.place.offset)))


def missed(marked: Marked, texts: Texts) -> Fault:
    """A marked citation that nothing answers."""
    return Fault("missed", texts.place(marked), marked.text, marked.kind)


def false(hit: Hit, texts: Texts) -> Fault:
    """A hit that answers nothing marked."""
    return Fault("false", texts.place(hit), hit.text, str(hit.fields.get("kind")), hit.pattern)


def wrong(one: Pair, texts: Texts) -> Fault:
    """A pair with what differs in it."""
    place = texts.place(one.marked)
    if place.line is None:
        place = texts.place(one.hit)
    return Fault("wrong", place, one.marked.text, one.marked.kind, one.hit.pattern, differences(one))


def differences(one: Pair) -> tuple[Difference, ...]:
    """The span, if it is another one, and the wrong fields."""
    fields = [Difference(name, one.marked.fields[name], one.hit.fields.get(name)) for name in one.wrong]
    if SPAN not in one.right:
        fields.insert(0, Difference(SPAN, one.marked.text, one.hit.text))
    return tuple(fields)
