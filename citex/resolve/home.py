"""What place an article is about: the province or city, and below it the district or commune."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from citex.packs.pack import Pack
from citex.recognise.trie import phrase_key
from citex.resolve.level import CITY, COMMUNE, DISTRICT
from citex.text.fold import lower

# How much a mention of a place weighs towards the article's home, by what stands before it.
_COMMITTEE, _RANK, _BARE, _HEAD = 6, 2, 1, 3
_HEAD_LENGTH = 400
_SHORT = 4  # letters
# The word lists of what stands before the name of a unit.
_RANKS = {COMMUNE: ("commune_ranks",), DISTRICT: ("district_ranks",), CITY: ("city_ranks", "city_committees")}


@dataclass(frozen=True, slots=True)
class Unit:
    """A district or commune. A commune has its rank, since a commune and a ward may share a name."""

    rank: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Homes:
    """The province-level places that an article names, each with its weight, and the kind of each."""

    weights: Counter[str]
    kinds: dict[str, str]

    def best(self, kind: str | None = None) -> str | None:
        """The one that the article is about, among those of a ``kind`` if one is given; None where several compete."""
        ranked = [
            (name, weight)
            for name, weight in self.weights.most_common()
            if kind is None or self.kinds.get(name) == kind
        ][:2]
        if not ranked or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return ranked[0][0]


def homes(own: str, low: str, pack: Pack) -> Homes:
    """The province-level places of a text: ``own`` is folded, in its own case, ``low`` the same in lower case.

    The committee named weighs most, then a name after its rank, then a bare name; the head of the text counts more.
    """
    weights: Counter[str] = Counter()
    for match in pack.home.finditer(low):
        start = match.start("place")
        if not own[start].isupper():
            continue
        name = pack.tables.places[phrase_key(match["place"])]
        weight = _COMMITTEE if match["committee"] else _RANK if match["rank"] else _BARE
        if weight == _BARE and name in pack.tables.not_alone:
            continue
        weights[name] += weight + (_HEAD if start < _HEAD_LENGTH else 0)
    return Homes(weights, dict(pack.tables.place_kinds))


def unit_named(own: str, level: str, pack: Pack) -> Unit | None:
    """The one district or commune (for ``city``, the city that is no province's equal) that a text (folded, in its own
    case) names, or names far more often than any other."""
    counts: Counter[Unit] = Counter()
    for match in pack.units.finditer(own):
        rank, name = lower(" ".join(match["rank"].split())), " ".join(match["name"].split())
        if match["office"] and lower(name.split()[0]) in pack.tables.words.get("family_names", ()):
            continue  # Bí thư Huyện ủy Nguyễn Văn A
        if _names_unit(rank, name, level, pack):
            counts[_unit(rank, name.title() if name.isupper() else name, level)] += 1
    ranked = _joined(counts).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _names_unit(rank: str, name: str, level: str, pack: Pack) -> bool:
    """Whether a rank, or the committee of such a unit, and the words with capitals behind it name one of a level."""
    words = pack.tables.words
    committee = pack.tables.committees.get(phrase_key(rank))
    if not any(rank in words.get(ranks, ()) for ranks in _RANKS[level]) and (not committee or committee.level != level):
        return False
    if name.isdigit():
        return rank in words.get("numbered_units", ())
    # In a heading all words have capitals; and a committee is often named alone, before any word that has one.
    if lower(name).startswith(words.get("name_stops", ())) or (committee and " " not in name):
        return False
    return level != CITY or not _is_city(name, pack)


def _joined(counts: Counter[Unit]) -> Counter[Unit]:
    """Names that go on with other words with capitals, such as who leads the unit, counted as the shorter one."""
    joined: Counter[Unit] = Counter()
    for unit, count in counts.items():
        shorter = [one for one in counts if one.rank == unit.rank and unit.name.startswith(one.name + " ")]
        joined[min(shorter, key=lambda one: len(one.name), default=unit)] += count
    return joined


def _is_city(name: str, pack: Pack) -> bool:
    """Whether a name begins with that of a centrally-run city."""
    words = name.split()
    places = (pack.tables.places.get(phrase_key(" ".join(words[:end]))) for end in range(1, len(words) + 1))
    return any(place is not None and pack.tables.place_kinds[place] == CITY for place in places)


def _unit(rank: str, name: str, level: str) -> Unit:
    if name.isdigit():  # a name together with its rank only
        return Unit("", f"{rank.capitalize()} {name}")
    return Unit(rank if level == COMMUNE else "", name)


def site_place(site: str, kind: str | None, pack: Pack) -> str | None:
    """The province-level place (one of a ``kind`` if asked) that the name of a site ends or begins a part with.

    ``baohaugiang.com.vn`` and ``tinhuy.haugiang.gov.vn`` are Hậu Giang's; of several names the longest is meant.
    """
    labels = _marks(site).split("//")[-1].split("/")[0].split(".")
    found = [
        (len(plain_name), name)
        for name in pack.tables.place_kinds
        if (plain_name := "".join(c for c in _marks(name) if c.isalnum()))
        and (kind is None or pack.tables.place_kinds[name] == kind)
        and any(_called(label, plain_name) for label in labels)
    ]
    return max(found)[1] if found else None


def _called(label: str, name: str) -> bool:
    """Whether a part of a site's name is a place's: a short one, such as Hue, only when nothing else stands in it."""
    return label == name or (len(name) > _SHORT and (label.startswith(name) or label.endswith(name)))


def _marks(text: str) -> str:
    """The text in lower case without its marks, as domain names are written."""
    parts = unicodedata.normalize("NFD", text.lower().replace("\u0111", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))
