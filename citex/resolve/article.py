"""What the whole article adds: the level and place of what a citation leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.recognise.trie import fold_phrase, phrase_key
from citex.resolve.assemblies import is_bare
from citex.resolve.ground import Ground, name_of
from citex.resolve.keys import series_of
from citex.resolve.level import (
    BELOW,
    CENTRAL,
    CITY,
    COMMUNE,
    DISTRICT,
    OTHER,
    PROVINCE,
    bodies,
    is_below,
    kind_named,
    level_of,
    place_of,
    province_of,
    unit_of,
)
from citex.resolve.look import exact
from citex.resolve.placed import Placed
from citex.resolve.surroundings import Surroundings
from citex.text.fold import lower

_NEAR = 60
_FAR = 3  # times the highest number that is known of a central document
_KNOWN = 30  # a series known no further than this says nothing


def place(
    found: Sequence[Draft],
    near: Surroundings,
    pack: Pack,
    known_place: str | None = None,
    date: str | None = None,
    site: str | None = None,
) -> list[Placed]:
    """Level and place of the drafts of one article.

    ``near`` is the article's text, ``known_place`` an option, ``date`` and ``site`` are the article's where known.
    """
    placed = [_alone(draft, pack, date) for draft in found]
    ground = Ground(near, pack, known_place, date, site, placed)
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


def _placed(index: int, ground: Ground) -> Placed:
    one = ground.placed[index]
    level, where, evidence = one.level, one.place, dict(one.evidence)
    draft, pack = one.draft, ground.pack
    if (same := _same_congress(one, index, ground)) is not None:
        level, where = same.level, same.place
        one = replace(one, congress=same.draft.congress, place=where)
        evidence["level"] = "article"
    elif level is None:
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
        home, source = ground.home(draft, kind_named(draft, pack) if level == PROVINCE else None)
        if home:
            evidence["place"] = source
        return replace(one, place=home)
    return one


def _same_congress(one: Placed, index: int, ground: Ground) -> Placed | None:
    """The congress of one ordinal whose organisation the article names, or the one before the congress that it reports,
    for one that can't be the whole Party's."""
    told = ground.near.assembly(one.draft)
    if told is not None and told.body is not None:
        return _alone(replace(one.draft, congress=told.body), ground.pack, ground.date)
    if one.draft.kind != "congress" or one.draft.congress is not None or one.level == CENTRAL or not one.draft.term:
        return None
    nearest = ground.congresses.to(index, [one.draft.term])
    return None if nearest is None else ground.placed[nearest]


def _by_article(one: Placed, level: str | None, ground: Ground) -> str | None:
    """The level where symbol and name leave it to the article.

    A Party committee without a rank is a commune's only where the article is about one, Đảng bộ and the name of a place
    that of the unit so called; a congress without a body is a firm's or a school's where the article is about theirs, a
    Thành ủy in a province that of a city within it. A plan or programme that goes by its number alone is that of the
    province that the article is about.
    """
    draft, pack = one.draft, ground.pack
    if level == CENTRAL and one.level is None and _plan(draft, pack) and ground.home(draft)[0] is not None:
        return PROVINCE
    if level == CENTRAL and _early(draft, pack) and ground.institution(draft):
        return OTHER
    if level == COMMUNE and one.place is None and not _ranked(draft, pack) and ground.unit(draft, COMMUNE) is None:
        return COMMUNE if ground.commune(draft) else OTHER
    if level == OTHER and one.place and _unranked(draft, pack):
        for below in BELOW:
            unit = ground.unit(draft, below)
            if unit is not None and phrase_key(unit.name) == phrase_key(one.place):
                return below
    if level == PROVINCE and one.place is None:
        if draft.kind == "congress" and draft.congress is None and ground.institution(draft):
            return OTHER
        if (
            kind_named(draft, pack) == CITY
            and ground.home(draft, CITY)[0] is None
            and (ground.home(draft, PROVINCE)[0] is not None or ground.unit(draft, CITY) is not None)
        ):
            return DISTRICT
    return level


def _early(draft: Draft, pack: Pack) -> bool:
    """Whether it is a congress that bears the ordinal of one of the Party's first, and leaves open whose it is."""
    return is_bare(draft) and (draft.term or "").lower() in pack.tables.words.get("early_congresses", ())


def _plan(draft: Draft, pack: Pack) -> bool:
    entry = pack.tables.types.get(draft.types[-1]) if draft.types else None
    return entry is not None and not entry.bare


def _unranked(draft: Draft, pack: Pack) -> bool:
    """Whether its committee is called Đảng bộ and the name of its place, nothing else."""
    named = bodies(draft)
    return bool(named) and all(phrase_key(body.name) in pack.tables.committees for body in named)


def _ranked(draft: Draft, pack: Pack) -> bool:
    ranks = pack.tables.words.get("commune_ranks", ())
    return any(fold_phrase(body.name).endswith(ranks) for body in bodies(draft))


def _below(one: Placed, ground: Ground) -> Placed:
    """A district or commune is named by the citation or the one the article is about; its province is the article's."""
    if one.place is None and one.level:
        found = ground.unit(one.draft, CITY if kind_named(one.draft, ground.pack) == CITY else one.level)
        if found:
            one.evidence["place"] = "article"
            one = replace(one, place=found.name, unit=f"{found.rank} {found.name}".strip())
    if one.province is None:
        numbered = _city_of(one.place, ground.pack)
        one = replace(one, province=numbered or _follows(one.draft, ground) or ground.home(one.draft)[0])
    return one


def _city_of(unit: str | None, pack: Pack) -> str | None:
    """The city of a unit that has a number, where only one city has such."""
    rank, _, number = fold_phrase(unit or "").rpartition(" ")
    return pack.tables.values.get("city_of_numbers", {}).get(rank) if number.isdigit() else None


def _follows(draft: Draft, ground: Ground) -> str | None:
    """The province named with its rank right behind a citation: (… của Thành ủy Vị Thanh), tỉnh Hậu Giang."""
    after = exact(ground.near.text, draft.end, length=_NEAR).lstrip(" ,\n(")
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
    names = [body.name for body in bodies(draft)]
    folded = [f" {fold_phrase(name)} " for name in names]
    return not names or any(f" {word} " in name for name in folded for word in words)


def _beyond(draft: Draft, pack: Pack) -> bool:
    reached = pack.tables.central_reach.get(series_of(draft, pack), 0)
    digits = "".join(c for c in draft.number or "" if c.isdigit())
    return bool(digits) and reached >= _KNOWN and int(digits) > _FAR * reached


def _namesake(index: int, ground: Ground) -> tuple[str | None, str | None]:
    """Level and place of the nearest document of the same type and number that has them; else central.

    A number far beyond those that central committees have reached is another committee's.
    """
    one = ground.placed[index]
    nearest = ground.namesakes.to(index, [name_of(one)])
    if nearest is None:
        return (OTHER if _beyond(one.draft, ground.pack) else CENTRAL), None
    return ground.placed[nearest].level, ground.placed[nearest].place
