"""Regexes over whole articles, from word lists: districts and communes, words that relate documents or point back."""

from __future__ import annotations

import re
from typing import Any

import regex

from citex.packs.data import PackData
from citex.packs.tables import words_called
from citex.recognise.trie import trie_regex

_BEGIN, _END = r"(?<![^\W\d_])", r"(?![^\W\d_])"


def units_regex(data: PackData) -> Any:
    """A district, commune or city with its rank, or its committee's name for that (``rank``, ``name``), in text of its
    own case; ``office`` is whoever's that stands before it."""
    committees = [name for one in data.committees if one.level == "district" for name in (one.name, *one.aliases)]
    ranks = words_called(data, "commune_ranks", "district_ranks", "city_ranks", "city_committees")
    # Looked at only, since a rank may follow (Quận ủy Quận 7).
    counted = rf"\s+(?:{_trie(data, 'counted')}){_END}"
    types = trie_regex(p for t in data.types for p in (t.name, *t.aliases))
    # In a line of capitals the name ends with them.
    words = r"\p{Lu}{2,}(?!\w)(?:[ ]\p{Lu}+(?!\w)){0,3}|\p{Lu}\w*(?:[ ]\p{Lu}\w*){0,3}"
    name = rf"(?=(?!(?i:{types}){_END})(?P<name>{words}|\d{{1,2}}(?![\w%]|[.,/-]\d|{counted})))"
    office = rf"(?:(?P<office>(?i:{_trie(data, 'offices')}))\s+)?"
    return regex.compile(rf"{_BEGIN}{office}(?P<rank>(?i:{trie_regex([*ranks, *committees])}))\s+{name}")


def relations_regex(data: PackData) -> Any:
    """Words that relate (``verb``) at the end of a lower-case text, with what may stand between them and a document."""
    bridge = rf"(?:{_trie(data, 'relation_bridges')}){_END}|\d+|[\s\"(,:]"
    return regex.compile(rf"{_BEGIN}(?P<verb>{_trie(data, 'relations')}){_END}(?:{bridge})*+\Z")


def backrefs_regex(data: PackData) -> re.Pattern[str]:
    """A reference back in lower-case text: ``type`` and the words that point."""
    types = trie_regex([p for t in data.types for p in (t.name, *t.aliases)])
    own = rf"(?!\s+(?:{_trie(data, 'backrefs_of_itself')}){_END})"
    return re.compile(rf"{_BEGIN}(?P<type>{types})\s+(?:{_trie(data, 'backrefs')}){_END}{own}")


def _trie(data: PackData, *names: str) -> str:
    return trie_regex(words_called(data, *names))
