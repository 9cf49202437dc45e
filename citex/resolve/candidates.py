"""Which known documents a mention may mean when neither its date nor its article tells: by the catalogue.

A title settles it. Else one known document is taken, provisionally, only where no later term can have one of the same
number: numbers begin again with each term, and an old document is not meant just because it is known. Where several are
possible, the one is meant that the text is about: whose title's own words stand round the mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from citex.packs.model import CatalogueEntry
from citex.packs.pack import Pack
from citex.resolve.series import later_namesakes
from citex.resolve.terms import END
from citex.resolve.titles import ALIKE, likeness, strangers, topical
from citex.text.syllables import Pairs, pairs

# How much less of another document's title may stand there.
_UNLIKE = 0.5
# How much of what a title says beyond the words of many titles must stand round a mention.
_TOPICAL = 0.3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the mentions of one document in one article say of it; empty where they say nothing.

    Of the documents of ``titled``, unlike those of ``stems``, only their title makes candidates.
    """

    stems: tuple[str, ...]
    terms: tuple[str, ...] = ()
    dates: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    titles: tuple[Pairs, ...] = ()
    words: tuple[Pairs, ...] = ()
    titled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The key, if one is certain enough, by what; else the candidates. ``provisional``: other evidence may undo it.

    ``candidates`` are known documents, ``perhaps`` keys of later terms that must or may have such a number.
    """

    key: str | None
    by: str = ""
    provisional: bool = False
    candidates: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


def ask(asked: Asked, pack: Pack, until: str | None, near: Callable[[], Pairs]) -> Answer:
    """The document that ``asked`` is about, by the catalogue.

    ``until``: the article's date, None if not known. ``near`` gives the text round the mentions, when asked.
    """
    entries = list(_fitting(asked.stems, asked, pack, until))
    titled = _by_title([*entries, *_fitting(asked.titled, asked, pack, until)], asked)
    if titled is not None:
        return Answer(titled.id, "title")
    entries = [entry for entry in entries if not _strange(entry, asked)]
    if not entries:
        return Answer(None)
    newest = max(entries, key=lambda entry: entry.date)
    dated = bool(asked.terms or asked.dates)
    later = [] if dated else later_namesakes(newest.id, newest.number, pack, until)
    if len(entries) == 1 and not later:
        return Answer(newest.id, "catalogue", not dated)
    topical = _by_topic(entries, near(), pack.tables.commonplaces)
    if topical is not None:
        return Answer(topical.id, "topic")
    return Answer(None, "", False, tuple(sorted(entry.id for entry in entries)), tuple(later))


def _fitting(stems: Iterable[str], asked: Asked, pack: Pack, until: str | None) -> Iterable[CatalogueEntry]:
    for stem in stems:
        for entry in pack.tables.catalogue_stems.get(stem, ()):
            if (
                (not asked.terms or entry.term in asked.terms)
                and all(entry.date.startswith(date) or date.startswith(entry.date) for date in asked.dates)
                and (until is None or entry.date <= until + END)
                and (not asked.issuers or any(name in entry.issuer for name in asked.issuers))
            ):
                yield entry


def _by_title(entries: Sequence[CatalogueEntry], asked: Asked) -> CatalogueEntry | None:
    """The one entry whose title the mentions give, or have in the words that follow them."""
    ranked = sorted(((_score(entry, asked), entry.id, entry) for entry in entries if entry.title), reverse=True)
    if not ranked or ranked[0][0] < ALIKE:
        return None
    if len(ranked) > 1 and ranked[1][0] > ranked[0][0] * _UNLIKE:
        return None
    return ranked[0][2]


def _by_topic(entries: Iterable[CatalogueEntry], near: Pairs, commonplaces: Pairs) -> CatalogueEntry | None:
    """The one entry that the text round the mentions is about."""
    ranked = sorted(((topical(pairs(one.title), near, commonplaces), one.id, one) for one in entries), reverse=True)
    if ranked[0][0] < _TOPICAL or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] * _UNLIKE):
        return None
    return ranked[0][2]


def _score(entry: CatalogueEntry, asked: Asked) -> float:
    title = pairs(entry.title)
    scores = [likeness(title, one, whole=True) for one in asked.titles]
    scores += [likeness(title, one, whole=False) for one in asked.words]
    return max(scores, default=0.0)


def _strange(entry: CatalogueEntry, asked: Asked) -> bool:
    return bool(asked.titles) and all(strangers(pairs(entry.title), one) for one in asked.titles)
