"""Word lists as one regex each: phrases factored by their common beginnings, the longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from citex.text.fold import lower, plain

_ROUND_HYPHEN = re.compile(r"\s*-\s*")
_Node = dict[str, "_Node"]
_END = ""
NOTHING = "\\\0"  # what no text has, as regex source


@lru_cache(maxsize=8192)  # the same names come again and again
def fold_phrase(phrase: str) -> str:
    """A phrase as it looks in folded, lower-case text, with single spaces and none round hyphens."""
    return _ROUND_HYPHEN.sub("-", " ".join(lower(plain(phrase)).split()))


@lru_cache(maxsize=8192)
def phrase_key(phrase: str) -> str:
    """What a phrase is looked up by: folded, without spaces, since print loses them (BanChấp hành Trungương)."""
    return fold_phrase(phrase).replace(" ", "")


def trie_regex(phrases: Iterable[str], *, glued: bool = False) -> str:
    """A regex that matches any of the phrases (folded first), the longest where several fit.

    A space matches any run of white space (where ``glued``, none too), a hyphen may have spaces round it. The regex
    has no group of its own and does not look at what comes before or after. Without phrases it matches nothing.
    """
    root: _Node = {}
    for phrase in phrases:
        node = root
        for unit in _units(fold_phrase(phrase), r"\s*" if glued else r"\s+"):
            node = node.setdefault(unit, {})
        if node is not root:
            node[_END] = {}
    return _render(root) if root else NOTHING


def literal_trie(texts: Iterable[str]) -> str:
    """A regex that matches any of the texts as they are, the longest where several fit; nothing without texts."""
    root: _Node = {}
    for text in texts:
        node = root
        for character in text:
            node = node.setdefault(re.escape(character), {})
        node[_END] = {}
    return _render(root) if root else NOTHING


def _units(phrase: str, space: str) -> Iterable[str]:
    for character in phrase:
        if character == " ":
            yield space
        elif character == "-":
            yield r"\s*-\s*"
        else:
            yield character if character.isalnum() else "\\" + character


def _render(node: _Node) -> str:
    ends = _END in node
    branches: list[str] = []
    for unit, child in node.items():
        if unit == _END:
            continue
        # A run of single children is written out without groups.
        run = unit
        while len(child) == 1 and _END not in child:
            (step, child), *_ = child.items()
            run += step
        branches.append(run if set(child) == {_END} else run + _render(child))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return body + "?" if ends else body
