"""Whose document it is: level and place, from the symbol, the issuer named, and the article."""

from __future__ import annotations

from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer
from citex.packs.pack import Pack
from citex.recognise.trie import fold_phrase, phrase_key

CENTRAL = "central"
PROVINCE = "province"
DISTRICT = "district"
COMMUNE = "commune"
OTHER = "other"
CITY = "city"
LOCAL = (PROVINCE, DISTRICT, COMMUNE)
BELOW = (DISTRICT, COMMUNE)


def level_of(draft: Draft, pack: Pack) -> str | None:
    """The level by issuer and symbol; None where neither tells (a bare number)."""
    if draft.kind == "charter":
        return CENTRAL
    if draft.kind == "plenum":
        return draft.issuers[0].level or None if draft.issuers else CENTRAL
    if draft.kind == "congress":
        if draft.congress is None:
            return CENTRAL if _national(draft, pack) else PROVINCE
        return draft.congress.level or None
    # A joint document is numbered in the series of its first committee.
    code = pack.tables.codes.get(draft.code or "") or pack.tables.codes.get((draft.code or "").split("-")[0])
    named = next((body.level for body in draft.issuers if body.level), None)
    if code is not None and code.level == CENTRAL:
        return CENTRAL
    if named:
        return named
    if code is not None:
        return code.level or None
    return OTHER if draft.code else None


def _national(draft: Draft, pack: Pack) -> bool:
    """Whether a congress without a body can be the whole Party's: ordinal and years must be those of a central term."""
    if draft.national or draft.term is None:
        return True
    for term in pack.tables.terms:
        if term.scope == CENTRAL and term.id == draft.term:
            return draft.years is None or term.start.startswith(draft.years[:4])
    return False


def place_of(draft: Draft, pack: Pack) -> str | None:
    """The place that the citation itself names, in its canonical form where it is a province-level unit."""
    locality = _locality(draft)
    if locality is None:
        return None
    return pack.tables.places.get(phrase_key(locality), _parted(locality, pack)[0])


def province_of(draft: Draft, pack: Pack) -> str | None:
    """The province that the citation names behind a unit of it (``Huyện ủy Phụng Hiệp, tỉnh Hậu Giang``)."""
    locality = _locality(draft)
    return None if locality is None else _parted(locality, pack)[1]


def unit_of(draft: Draft, place: str | None, pack: Pack) -> str | None:
    """How keys name the district or commune: a commune with the rank that its committee's name ends with."""
    if place is None:
        return None
    ranks = pack.tables.words.get("commune_ranks", ())
    for body in bodies(draft):
        name = fold_phrase(body.name)
        rank = next((rank for rank in ranks if name.endswith(" " + rank)), None)
        if rank is not None:
            numbered = fold_phrase(place).startswith(f"{rank} ")
            return place[0].upper() + place[1:] if numbered else f"{rank} {place}"
    return place


def is_nameless(body: Issuer, pack: Pack) -> bool:
    """Whether a body's name is that of a kind of committees and no more, has but a number (Chi bộ 2) or is none."""
    if body.name.islower():
        return True
    name = phrase_key(body.name).rstrip("0123456789")
    organs = (key for key in pack.tables.organs if name.startswith(key))
    return name in pack.tables.committees or any(name[len(key) :] in pack.tables.committees for key in organs)


def kind_named(draft: Draft, pack: Pack) -> str | None:
    """``city`` or ``province`` where the committee named is that of one or the other, else None."""
    for body in bodies(draft):
        name = fold_phrase(body.name)
        if name.endswith(pack.tables.words.get("city_committees", ())):
            return CITY
        if name.endswith(pack.tables.words.get("province_committees", ())):
            return PROVINCE
    return None


def is_below(draft: Draft, place: str, pack: Pack, by: str | None) -> bool:
    """Whether a city's committee is that of a city within the province of its name, not of a centrally-run one.

    ``by``: the document's date or, as far as it settles the question, the article's (a bound from above).
    """
    if kind_named(draft, pack) != CITY or place not in pack.tables.place_kinds:
        return False
    if pack.tables.place_kinds[place] != CITY:
        return True
    start = pack.tables.place_windows[place][0]
    return bool(start and by and by + "~" < start)


def bodies(draft: Draft) -> tuple[Issuer, ...]:
    """Whose document it is: of a congress the organisation that holds it, else the issuers."""
    return draft.issuers if draft.congress is None else (draft.congress,)


def _locality(draft: Draft) -> str | None:
    return next((body.locality for body in bodies(draft) if body.locality), None)


def _parted(locality: str, pack: Pack) -> tuple[str, str | None]:
    """A unit's name and the province that follows it, if one does."""
    words = locality.split()
    ranks = pack.tables.words.get("province_ranks", ())
    for at in range(1, len(words)):
        province = pack.tables.places.get(phrase_key(" ".join(words[at:])))
        if province is None:
            continue
        unit = words[:at]
        for rank in ranks:
            count = len(rank.split())
            if len(unit) > count and fold_phrase(" ".join(unit[-count:])) == rank:
                return " ".join(unit[:-count]).rstrip(" ,-"), province
        if unit[-1].endswith((",", "-")):
            return " ".join(unit).rstrip(" ,-"), province
    return locality, None
