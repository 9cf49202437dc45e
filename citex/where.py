"""``--where`` expressions → a predicate on citations and documents.

An expression is ``FIELD OPERATOR VALUE[,VALUE…]``; a record passes where all expressions hold.

===================  ==================================================================================
``type=NQ,CT``       equal to one of the values; ``type!=NQ``: to none of them
``issuer~NAME``      contains one of the values; ``issuer!~NAME``: none of them
``date>=2020-01``    ``=  !=  <  <=  >  >=`` on dates
``place=null``       the field has no value; ``place!=null``: it has one
``title~"a, b"``     quotes keep a comma, or the word ``null``, as text
===================  ==================================================================================

Text is compared without regard to case, tone placement, decomposition and spacing; ``number`` and ``session``
without regard to leading zeros. A joined value (``NQ+KL``, ``A + B``) is equal to the whole and to each of its parts.

Dates may be partial on both sides and stand for all their days. ``=`` holds where the two may be the same day (a
record's ``2018`` meets ``date=2018-05-04``, and ``2018-05-04`` meets ``date=2018``). ``>=`` means on or after the
value's first day, ``>`` after its last, ``<=`` on or before its last, ``<`` before its first; a partial date of a
record holds where any of its days does. ``!=`` and ``!~`` hold where ``=`` and ``~`` do not, so also where the record
has no value; every other operator fails there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from citex.documents import Document
from citex.errors import UsageError
from citex.records import Citation

FIELDS = (
    *("kind", "type", "type_name", "number", "symbol", "issuer", "locality", "date", "term", "session"),
    *("title", "level", "place", "document", "file", "text", "pattern"),
)
OPERATORS = ("=", "!=", "~", "!~", "<", "<=", ">", ">=")
CLOSED = {
    "kind": ("numbered", "plenum", "congress", "charter", "backref"),
    "level": ("central", "province", "district", "commune", "other"),
}

_JOINED = frozenset({"type", "type_name", "issuer"})
_NUMBERS = frozenset({"number", "session"})
_HEAD = re.compile(r"\s*(?P<field>[^\s=!~<>]*)\s*(?P<operator>[=!~<>]+)?\s*")
_VALUE = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^,"][^,]*)?)\s*(?:,|$)')
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
# Grave, acute, tilde, hook above, dot below: the five tones as combining characters.
_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
# Eth looks like D with stroke and is typed for it.
_ETH = str.maketrans("\u00d0\u00f0", "\u0110\u0111")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


@dataclass(frozen=True, slots=True)
class Condition:
    """One parsed expression. ``values`` are as written, ``None`` for ``null``."""

    field: str
    operator: str
    values: tuple[str | None, ...]

    def __call__(self, record: Citation | Document) -> bool:
        """Whether it holds. A field that the record does not have at all (a document's ``kind``) is not tested."""
        if not hasattr(record, self.field):
            return True
        value: str | None = getattr(record, self.field)
        negated = self.operator.startswith("!")
        return any(self._meets(value, wanted) for wanted in self.values) != negated

    def _meets(self, value: str | None, wanted: str | None) -> bool:
        if value is None or wanted is None:
            return value is wanted
        if self.field == "date":
            return _date_meets(value, self.operator, wanted)
        if self.operator.endswith("~"):
            return fold(wanted) in fold(value) or _plain(wanted) in _plain(value)
        if self.field in _NUMBERS:
            return fold(value).lstrip("0") == fold(wanted).lstrip("0")
        wanted = fold(wanted)
        return fold(value) == wanted or (
            self.field in _JOINED and any(fold(part) == wanted for part in value.split("+"))
        )


@dataclass(frozen=True, slots=True)
class Where:
    """A predicate that holds where all its conditions do; it can be pickled for worker processes."""

    conditions: tuple[Condition, ...] = ()

    def __call__(self, record: Citation | Document) -> bool:
        return all(condition(record) for condition in self.conditions)


def parse_where(expressions: Sequence[str]) -> Where:
    """Expressions as the module describes them → a predicate; no expressions: everything passes.

    Raises UsageError that shows the expression with the bad part marked; the hint lists fields and operators.
    """
    return Where(tuple(_parse(expression) for expression in expressions))


@lru_cache(maxsize=4096)
def fold(value: str) -> str:
    """``value`` for comparing: case, tone placement, decomposition, dashes and spacing made one.

    A syllable has one tone, so moving the tone mark to the end of the word makes its place irrelevant.
    """
    return " ".join(_fold_word(word) for word in unicodedata.normalize("NFD", _plain(value)).split())


def _fold_word(word: str) -> str:
    bare = word.translate(_TONES)
    return bare if len(bare) == len(word) else bare + "".join(char for char in word if ord(char) in _TONES)


def _plain(value: str) -> str:
    value = unicodedata.normalize("NFC", value).translate(_ETH).translate(_DASHES)
    return " ".join(value.casefold().split())


def _date_meets(value: str, operator: str, wanted: str) -> bool:
    first, last = _days(value)
    wanted_first, wanted_last = _days(wanted)
    match operator:
        case "<":
            return first < wanted_first
        case "<=":
            return first <= wanted_last
        case ">":
            return last > wanted_last
        case ">=":
            return last >= wanted_first
    return first <= wanted_last and last >= wanted_first


def _days(value: str) -> tuple[str, str]:
    """First and last day, as strings that compare like dates; 31 stands for the end of every month."""
    return value + "-01-01"[len(value) - 4 :], value + "-12-31"[len(value) - 4 :]


def _parse(expression: str) -> Condition:
    expression = unicodedata.normalize("NFC", expression)
    head = _HEAD.match(expression)
    assert head is not None  # every part of the pattern may be empty
    field, operator = head["field"], head["operator"] or ""
    at, after = head.start("field"), head.end()
    if field not in FIELDS:
        what = f"no such field: {field}{_suggestion(field)}" if field else "the field is missing"
        raise _error(expression, at, len(field), what)
    if not operator:
        raise _error(expression, after, len(expression) - after, "an operator is missing here")
    if operator not in OPERATORS:
        raise _error(expression, head.start("operator"), len(operator), f"no such operator: {operator}")
    if operator[0] in "<>" and field != "date":
        raise _error(expression, head.start("operator"), len(operator), f"{operator} compares dates only")
    if "~" in operator and field == "date":
        raise _error(expression, head.start("operator"), len(operator), "a date is compared with = != < <= > >=")
    return Condition(field, operator, tuple(_values(expression, after, field, operator)))


def _values(expression: str, at: int, field: str, operator: str) -> list[str | None]:
    values: list[str | None] = []
    while True:
        part = _VALUE.match(expression, at)
        if part is None:
            raise _error(expression, at, len(expression) - at, "a quote is not closed, or text follows it")
        text = part["quoted"] if part["quoted"] is not None else (part["plain"] or "").strip()
        place = part.start("quoted") if part["quoted"] is not None else max(part.start("plain"), at)
        if not text:
            what = f"a value is missing here; for records without {field} write {field}=null"
            raise _error(expression, min(place, len(expression)), 1, what)
        null = text == "null" and part["quoted"] is None
        if what := _wrong(field, operator, text, null):
            raise _error(expression, place, len(text), what)
        values.append(None if null else text)
        if part.end() == len(expression) and not part[0].endswith(","):
            return values
        at = part.end()


def _wrong(field: str, operator: str, text: str, null: bool) -> str:
    """What is wrong with a value, or nothing."""
    if null:
        return "" if operator in ("=", "!=") else 'null goes with = and != only; for the word write "null"'
    if field == "date" and not _is_date(text):
        return "not a date: write 2020-02-24, 2020-02 or 2020"
    if field in CLOSED and operator in ("=", "!=") and fold(text) not in CLOSED[field]:
        return f"{field} is one of {', '.join(CLOSED[field])}"
    return ""


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(_days(text)[0])
    except ValueError:
        return False
    return True


def _suggestion(field: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(field.lower(), FIELDS, 1)
    return f" (did you mean {close[0]}?)" if close else ""


def _error(expression: str, start: int, length: int, what: str) -> UsageError:
    """The expression on a line of its own, and under its bad part carets and what is wrong with it."""
    shown, what = ("".join(char if char.isprintable() else " " for char in part) for part in (expression, what))
    carets = " " * start + "^" * max(length, 1)
    return UsageError(
        f"can't read the condition {shown!r}\n  {shown}\n  {carets} {what}",
        f"a condition is FIELD OPERATOR VALUE[,VALUE]; fields: {', '.join(FIELDS)}; operators: {' '.join(OPERATORS)}",
    )
