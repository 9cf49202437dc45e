"""What a regex can begin with, as plain strings: the gate looks for those in bytes.

Letters and marks stand for themselves in a beginning, a space for a run of white space, and what is too much to list
has a sign: see the constants. Every match begins with one of the beginnings. They need not reach to the end of a
match: a beginning stops where the regex gets too free to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from citex.packs.tree import tree_of

FIGURES = "0"  # one or more
OPTIONAL = "\x03"  # white space or nothing
CAPITAL = "\x04"  # a capital letter
LETTER = "\x05"  # a letter
LETTERS = "\x06"  # any number of letters
_LONGEST = 24
_MOST = 1500
_FEW = 8  # members of a class that are listed

Begun = Mapping[str, bool]  # a beginning → whether it reaches to the end of what was read of the regex


@lru_cache(maxsize=256)
def beginnings(source: str) -> Begun | None:
    """The beginnings of a regex's matches, and whether each may be a whole match; None where anything may begin one."""
    tree = tree_of(source)
    found = {"": True} if tree is None else _all(tree, {"": True})
    return None if "" in found else found


def first_characters(begun: Begun | None) -> frozenset[str] | None:
    """What matches that begin so have as their first characters, two or some more; None where that can't be listed."""
    found: set[str] = set()
    for text in begun or ():
        if not text[0].isalpha():
            return None
        found |= _characters(text)
    return frozenset(found) if found and all(len(one) > 1 for one in found) else None


def _characters(text: str) -> set[str]:
    """The characters of one beginning as far as they are certain, white space in each of the forms it may have."""
    found, done = {""}, set()
    for sign in text[:_LOOKED_AT]:
        if sign in (CAPITAL, LETTER, LETTERS):
            break
        ways = (
            _SPACE if sign == " " else ("", *_SPACE) if sign == OPTIONAL else _FIGURES if sign == FIGURES else (sign,)
        )
        if sign in (" ", OPTIONAL):
            done |= {one + a + b for one in found for a in _SPACE for b in _SPACE}
        found = {one + way for one in found for way in ways}
        if sign == FIGURES:
            break
    return found | done


_LOOKED_AT = 7
_SPACE = (" ", "\n")  # as folded text has it
_FIGURES = tuple("0123456789")


def _all(tree: Iterable[Any], begun: Begun) -> Begun:
    for operator, value in tree:
        if not any(begun.values()):
            break
        begun = _joined(begun, _one(str(operator), value))
    return begun


def _joined(begun: Begun, after: Begun | None) -> Begun:
    """Each beginning that is still open, with each way to go on; ``None``: nothing can be told from here."""
    if after is None or len(begun) * len(after) > _MOST:
        return dict.fromkeys(begun, False)
    joined: dict[str, bool] = {one: False for one, more in begun.items() if not more}
    for one, more in begun.items():
        for piece, goes_on in after.items() if more else ():
            whole = one + piece
            joined[whole] = joined.get(whole, False) or (goes_on and len(whole) < _LONGEST)
    return joined


def _one(operator: str, value: Any) -> Begun | None:
    match operator:
        case "LITERAL":
            return {_literal(value): True}
        case "IN":
            return _class(value)
        case "BRANCH":
            return _branches(value[1])
        case "SUBPATTERN" if not value[1]:
            return _all(value[3], {"": True})
        case "ATOMIC_GROUP":
            return _all(value, {"": True})
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeat(*value)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return {"": True}
    return None


def _literal(code: int) -> str:
    character = chr(code)
    return " " if character.isspace() else FIGURES if character.isdecimal() else character


def _branches(branches: Sequence[Any]) -> Begun | None:
    found: dict[str, bool] = {}
    for branch in branches:
        for one, more in _all(branch, {"": True}).items():
            found[one] = found.get(one, False) or more
    # Too many to list are told by less of each.
    for size in range(_LONGEST, 1, -2):
        if len(found) <= _MOST:
            break
        found = {one[:size]: more and len(one) <= size for one, more in found.items()}
    return found if len(found) <= _MOST else None


def _class(members: Sequence[Any]) -> Begun | None:
    found: dict[str, bool] = {}
    for operator, value in members:
        if str(operator) == "LITERAL":
            found[_literal(value)] = True
        elif str(operator) == "RANGE" and value[1] - value[0] < 128:
            found.update((_literal(code), True) for code in range(value[0], value[1] + 1))
        elif str(operator) == "CATEGORY" and str(value) in ("CATEGORY_DIGIT", "CATEGORY_SPACE"):
            found[FIGURES if str(value) == "CATEGORY_DIGIT" else " "] = True
        else:
            return None
    if len(found) > _FEW and all(one.isalpha() for one in found):
        return {CAPITAL if all(one.isupper() for one in found) else LETTER: True}
    return found


def _repeat(least: int, most: Any, tree: Iterable[Any]) -> Begun | None:
    once = _all(tree, {"": True})
    several = int(most) != 1
    if set(once) == {" "}:
        return {OPTIONAL if least == 0 else " ": True}
    if several and all(one.isalpha() or one in (CAPITAL, LETTER) for one in once):
        return {LETTERS: True}
    if several and set(once) != {FIGURES}:
        # What comes after the first of several is not listed.
        once = dict.fromkeys(once, False)
    return once if least else {"": True, **once}
