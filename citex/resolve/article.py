"""What the whole article adds: its topic, and the level and place of what the text leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.recognise.trie import fold_phrase, phrase_key
from citex.resolve.home import Homes, Unit, homes, site_place, unit_named
from citex.resolve.keys import series_of
from citex.resolve.level import (
    BELOW,
    CENTRAL,
    CITY,
    COMMUNE,
    DISTRICT,
    OTHER,
    PROVINCE,
    is_below,
    kind_named,
    level_of,
    place_of,
    province_of,
    unit_of,
)
from citex.resolve.look import exact, low
from citex.resolve.nearest import Nearest
from citex.text.fold import lower, plain

_NEAR = 60
_FAR = 3  # times the highest number that is known of a central document
_KNOWN = 30  # a series known no further than this says nothing


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with its level, its place and where they come from.

    Below a province also ``province``, where the place lies, and ``unit``, its name in keys: a commune with its rank.
    """

    draft: Draft
    level: str | None
    place: str | None
    evidence: dict[str, Any]
    province: str | None = None
    unit: str | None = None


def topic(text: str, pack: Pack) -> tuple[int, int]:
    """How many of a folded text's words speak of the Party, and how many of the State."""
    low = lower(plain(text))
    party = sum(1 for _ in pack.topics[0].finditer(low))
    state = sum(1 for _ in pack.topics[1].finditer(low))
    return party, state


@dataclass(slots=True)
class _Ground:
    """The article while its citations are placed; what needs a look at the whole text is looked up when asked."""

    text: str
    pack: Pack
    given: str | None
    date: str | None
    site: str | None
    placed: Sequence[Placed]
    found: Homes | None = None
    units: dict[str, Unit | None] = field(default_factory=dict)
    known_homes: dict[str | None, tuple[str | None, str]] = field(default_factory=dict)
    speaks_of_one: bool | None = None
    namesakes: Nearest = field(default_factory=Nearest)

    def __post_init__(self) -> None:
        for i, one in enumerate(self.placed):
            if one.level:
                self.namesakes.add(i, [_name(one)])

    def home(self, kind: str | None = None) -> tuple[str | None, str]:
        """The province-level place that the article is about (one of a ``kind`` if asked), and where that is from."""
        if kind not in self.known_homes:
            self.known_homes[kind] = self._home(kind)
        return self.known_homes[kind]

    def _home(self, kind: str | None) -> tuple[str | None, str]:
        if self.given is not None:
            return self.given, "option"
        own = {one.place for one in self.placed if one.place and one.level == PROVINCE}
        if kind is not None:
            own = {place for place in own if self.pack.tables.place_kinds.get(place) == kind}
        if len(own) == 1:
            return own.pop(), "article"
        if self.found is None:
            self.found = homes(self.text, self.pack)
        place = self.found.best(kind)
        if place is None and self.site is not None:
            return site_place(self.site, kind, self.pack), "site"
        return place, "article"

    def institution(self) -> bool:
        """Whether the article speaks of the Party organisation of a firm, a school or another institution."""
        if self.speaks_of_one is None:
            words = self.pack.tables.words
            whole = low(self.text)
            self.speaks_of_one = any(
                f"{body} {one}" in whole for body in words.get("unranked", ()) for one in words.get("institutions", ())
            )
        return self.speaks_of_one

    def unit(self, level: str) -> Unit | None:
        """The one district or commune that the article is about."""
        if level not in self.units:
            self.units[level] = unit_named(self.text, level, self.pack)
        return self.units[level]


def place(
    found: Sequence[Draft],
    text: str,
    pack: Pack,
    known_place: str | None = None,
    date: str | None = None,
    site: str | None = None,
) -> list[Placed]:
    """Level and place of the drafts of one article.

    ``text`` is the article's, ``known_place`` an option, ``date`` and ``site`` the article's where they are known.
    """
    placed = [_alone(draft, pack, date) for draft in found]
    ground = _Ground(text, pack, known_place, date, site, placed)
    return [_placed(i, ground) for i in range(len(placed))]


def _alone(draft: Draft, pack: Pack, date: str | None) -> Placed:
    level, where = level_of(draft, pack), place_of(draft, pack)
    if level == PROVINCE and where and is_below(draft, where, pack, draft.date or date):
        return Placed(draft, DISTRICT, where, {}, _province_of_city(where, pack), where)
    if level in BELOW:
        return Placed(draft, level, where, {}, province_of(draft, pack), unit_of(draft, where, pack))
    return Placed(draft, level, where, {})


def _province_of_city(place: str, pack: Pack) -> str | None:
    """The province of a city that is not centrally run: the one of its name, else the one that became it."""
    if pack.tables.place_kinds[place] != "city":
        return place
    return pack.tables.became.get(place)


def _placed(index: int, ground: _Ground) -> Placed:
    one = ground.placed[index]
    level, where, evidence = one.level, one.place, dict(one.evidence)
    draft, pack = one.draft, ground.pack
    if level is None:
        level, where = _namesake(index, ground)
        evidence["level"] = "article"
    elif draft.code and not draft.issuers:
        evidence["level"] = "symbol"
    level = _by_article(one, level, ground)
    one = replace(one, level=level, place=where, evidence=evidence)
    if level == CENTRAL:
        return replace(one, place=None)
    if level in BELOW:
        return _below(one, ground)
    if level == OTHER and (one.draft.code is None or is_sole(draft, pack) or not _of_a_place(draft, pack)):
        return one
    if where is None:
        home, source = ground.home(kind_named(draft, pack) if level == PROVINCE else None)
        if home:
            evidence["place"] = source
        return replace(one, place=home)
    return one


def _by_article(one: Placed, level: str | None, ground: _Ground) -> str | None:
    """The level where symbol and name leave it to the article.

    A Party committee without a rank is a commune's only where the article is about one, a congress without a body a
    firm's or a school's where the article is about theirs, a Thành ủy in a province that of a city within it. A plan or
    programme that goes by its number alone is that of the province that the article is about.
    """
    draft, pack = one.draft, ground.pack
    if level == CENTRAL and one.level is None and _plan(draft, pack) and ground.home()[0] is not None:
        return PROVINCE
    if level == COMMUNE and one.place is None and not _ranked(draft, pack) and ground.unit(COMMUNE) is None:
        return OTHER
    if level == PROVINCE and one.place is None:
        if draft.kind == "congress" and draft.congress is None and ground.institution():
            return OTHER
        if kind_named(draft, pack) == CITY and ground.home(CITY)[0] is None and ground.home(PROVINCE)[0] is not None:
            return DISTRICT
    return level


def _plan(draft: Draft, pack: Pack) -> bool:
    entry = pack.tables.types.get(draft.types[-1]) if draft.types else None
    return entry is not None and not entry.bare


def _ranked(draft: Draft, pack: Pack) -> bool:
    ranks = pack.tables.words.get("commune_ranks", ())
    bodies = draft.issuers if draft.congress is None else (draft.congress,)
    return any(fold_phrase(body.name).endswith(ranks) for body in bodies)


def _below(one: Placed, ground: _Ground) -> Placed:
    """A district or commune is named by the citation or the one the article is about; its province is the article's."""
    if one.place is None and one.level:
        found = ground.unit(one.level)
        if found:
            one.evidence["place"] = "article"
            one = replace(one, place=found.name, unit=f"{found.rank} {found.name}".strip())
    if one.province is None:
        one = replace(one, province=_follows(one.draft, ground) or ground.home()[0])
    return one


def _follows(draft: Draft, ground: _Ground) -> str | None:
    """The province named with its rank right behind a citation: (… của Thành ủy Vị Thanh), tỉnh Hậu Giang."""
    after = exact(ground.text, draft.end, length=_NEAR).lstrip(" ,\n(")
    match = ground.pack.home.match(lower(after))
    if match is None or not match["rank"] or not after[match.start("place")].isupper():
        return None
    return ground.pack.tables.places[phrase_key(match["place"])]


def is_sole(draft: Draft, pack: Pack) -> bool:
    """Whether the committee is the only one of its name, or of its code where none is named: no place need tell it."""
    if draft.issuers:
        return any(body.name.endswith(name) for body in draft.issuers for name in pack.tables.sole_names)
    return pack.tables.canonical_codes.get(draft.code or "", draft.code) in pack.tables.sole_codes


def _of_a_place(draft: Draft, pack: Pack) -> bool:
    """Whether a body beside the ladder is one of those that each province has, not a ministry's or a school's."""
    words = frozenset(pack.tables.words.get("local_institutions", ()))
    names = [body.name for body in (draft.issuers if draft.congress is None else (draft.congress,))]
    folded = [f" {fold_phrase(name)} " for name in names]
    return not names or any(f" {word} " in name for name in folded for word in words)


def _beyond(draft: Draft, pack: Pack) -> bool:
    reached = pack.tables.central_reach.get(series_of(draft, pack), 0)
    digits = "".join(c for c in draft.number or "" if c.isdigit())
    return bool(digits) and reached >= _KNOWN and int(digits) > _FAR * reached


def _name(one: Placed) -> tuple[tuple[str, ...], str | None]:
    return one.draft.types, one.draft.number


def _namesake(index: int, ground: _Ground) -> tuple[str | None, str | None]:
    """Level and place of the nearest document of the same type and number that has them; else central.

    A number far beyond those that central committees have reached is another committee's.
    """
    one = ground.placed[index]
    nearest = ground.namesakes.to(index, [_name(one)])
    if nearest is None:
        return (OTHER if _beyond(one.draft, ground.pack) else CENTRAL), None
    return ground.placed[nearest].level, ground.placed[nearest].place
