"""A regex as the tree of its parts, for what is derived from regexes, and whether its form bounds its time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from math import inf
from typing import Any, NamedTuple

_GROUP = re.compile(r"\(\?P<\w+>")
_PROPERTY = re.compile(r"\\[pP]\{\w+\}")
_FUZZY = re.compile(r"(?<!\\)\{(?![\d,]+\})")
_SINGLE = ("LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY")
_LONG = 8  # a repeat of a single character more often than this is as good as endless
_LAST_SPACE = 0x3000


def tree_of(source: str) -> Any:
    """The parts of a regex as (operator, value), None where the parser of ``re`` does not know what ``regex`` does.

    Group names are left out, and a property stands as ``\\w``, which is more than any property in use.
    """
    plainer = _PROPERTY.sub(r"\\w", _GROUP.sub("(?:", source))
    if _FUZZY.search(plainer):
        return None
    parser: Any = import_module("re._parser")
    try:
        tree = parser.parse(plainer)
    except (re.error, OverflowError, RecursionError):
        return None
    return None if tree.state.flags & (re.IGNORECASE | re.VERBOSE) else tree


def is_calm(source: str) -> bool:
    """Whether no text can make a search with the regex slow, so that it needs no time limit.

    That is so where nothing is repeated without end but single characters, and of these only white space before what is
    none, which ends at one place, or else one such repeat on each way through: then a window of four thousand
    characters takes some millions of steps at worst.
    """
    tree = None if _PROPERTY.search(source) else tree_of(source)
    if tree is None:
        return False
    repeats, _ = _endless(tree, True)
    return repeats.open == 0 or repeats.open + repeats.spaces == 1


class _Repeats(NamedTuple):
    """How many repeats without end stand in a row, at most: of white space before what is none, and others."""

    spaces: float = 0
    open: float = 0


def _endless(tree: Sequence[Any], solid: bool) -> tuple[_Repeats, bool]:
    """The repeats in a tree, and whether a match of it begins with other than white space.

    ``solid`` tells the latter of what comes after ``tree``. Infinitely many where one repeat holds another.
    """
    found = _Repeats()
    for operator, value in reversed(tree):
        more, solid = _endless_in(str(operator), value, solid)
        found = _Repeats(found.spaces + more.spaces, found.open + more.open)
    return found, solid


def _endless_in(operator: str, value: Any, solid: bool) -> tuple[_Repeats, bool]:
    match operator:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, part = value
            if len(part) == 1 and str(part[0][0]) in _SINGLE:
                is_long, ends = int(most) > _LONG, solid and _is_space(part[0])
                found = _Repeats(is_long and ends, is_long and not ends)
                return found, _is_solid(part[0]) and (least > 0 or solid)
            found, begins = _endless(part, solid)
            return (found if int(most) <= 1 else _Repeats(0, inf)), begins and (least > 0 or solid)
        case "BRANCH":
            ways = [_endless(branch, solid) for branch in value[1]]
            most_of_each = _Repeats(max(one.spaces for one, _ in ways), max(one.open for one, _ in ways))
            return most_of_each, all(begins for _, begins in ways)
        case "SUBPATTERN":
            return _endless(value[3], solid)
        case "ATOMIC_GROUP":
            return _endless(value, solid)
        case "ASSERT" | "ASSERT_NOT":
            return _endless(value[1], True)[0], solid
        case "AT":
            return _Repeats(), solid
        case _ if operator in _SINGLE:
            return _Repeats(), _is_solid((operator, value))
    return _Repeats(0, inf), False


def _is_space(item: tuple[Any, Any]) -> bool:
    operator, value = item
    return str(operator) == "IN" and [(str(one), str(what)) for one, what in value] == [("CATEGORY", "CATEGORY_SPACE")]


def _is_solid(item: tuple[Any, Any]) -> bool:
    """Whether one character is surely no white space."""
    operator, value = str(item[0]), item[1]
    if operator == "LITERAL":
        return not chr(value).isspace()
    if operator == "RANGE":
        return value[0] > _LAST_SPACE or not any(chr(code).isspace() for code in range(value[0], value[1] + 1))
    if operator == "CATEGORY":
        return str(value) in ("CATEGORY_DIGIT", "CATEGORY_WORD", "CATEGORY_NOT_SPACE")
    return operator == "IN" and all(_is_solid(one) for one in value)
