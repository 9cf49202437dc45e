"""Does a found value agree with a marked one? Spaces, case and Unicode form never matter; a few words of the packs say
what else does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citex.errors import PackError
from citex.packs.data import Words

_PLACES = ("locality", "place")
_NOT_IN_NAMES = re.compile(r"[\W_]+")
_WORDS = "measure.yaml"
_RANKS, _SPELLINGS, _SERIES = "measured_ranks", "measured_place", "measured_series"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is equal beyond spelling: a place with and without its ``rank`` and in its ``spellings``, a ``series``."""

    rank: re.Pattern[str]
    spellings: Mapping[str, str]
    series: Mapping[str, str]


def shipped_rules() -> Rules:
    """The rules that citex ships. They do not depend on the packs that are measured. Raises PackError without them."""
    from citex.packs.files import builtin_path
    from citex.packs.load import load_packs

    loaded = load_packs([builtin_path() / _WORDS], builtin=False)
    if loaded.problems:
        raise PackError(loaded.problems[0].message, loaded.problems[0].hint)
    return rules_of(loaded.data.words)


def rules_of(lists: Iterable[Words]) -> Rules:
    """Rules from the word lists ``measured_ranks``, ``measured_series`` and ``measured_place…`` (spellings of one)."""
    ranks: list[str] = []
    spellings: dict[str, str] = {}
    series: dict[str, str] = {}
    for one in lists:
        words = [normal(word) or "" for word in one.words]
        if one.id == _RANKS:
            ranks += words
        elif one.id == _SERIES:
            series.update({normal(key) or "": normal(value) or "" for key, value in one.values.items()})
        elif one.id.startswith(_SPELLINGS):
            spellings.update(dict.fromkeys(words, words[0]))
    source = "|".join(re.escape(rank) for rank in ranks) or "(?!)"
    return Rules(re.compile(rf"(?:{source})\b[. ]*"), spellings, series)


def normal(value: object) -> str | None:
    """A value as it is compared: NFC, single spaces, no case; joined parts in one order; None where it is empty."""
    text = "" if value is None else " ".join(unicodedata.normalize("NFC", str(value)).split()).casefold()
    if not text:
        return None
    return "|".join("+".join(sorted(part.strip() for part in one.split("+"))) for one in text.split("|"))


def agrees(field: str, marked: object, found: object, rules: Rules) -> bool:
    """Whether ``found`` is what is ``marked``, or one of its alternatives (``A|B``; ``null`` may be one of them).

    Joined values (``A+B``) are equal in any order. Places are compared without their rank.
    """
    gold, hit = normal(marked), normal(found)
    if gold == hit:
        return True
    if gold is None:
        return False
    alternatives = gold.split("|")
    if hit is None:
        return "null" in alternatives
    if field in _PLACES:
        return bare_place(hit, rules) in [bare_place(one, rules) for one in alternatives]
    return hit in alternatives


def same_series(marked: object, found: object, rules: Rules) -> bool:
    """Whether two types are one as far as numbers go: types that share a series of numbers count as equal."""

    def merged(value: object) -> str | None:
        text = normal(value) or ""
        for one, other in rules.series.items():
            text = text.replace(one, other)
        return text or None

    return agrees("type", merged(marked), merged(found), rules)


def bare_place(place: str, rules: Rules) -> str:
    """A normal place without its rank and punctuation, in the first of its spellings."""
    match = rules.rank.match(place)
    name = _NOT_IN_NAMES.sub("", place[match.end() :] if match else place)
    return rules.spellings.get(name, name)
