"""Look-up tables of a pack: what a phrase, an abbreviation or a code stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citex.normalise.values import count
from citex.packs.model import Body, CatalogueEntry, Committee, DocumentType, Organ, Plenum, Term
from citex.recognise.trie import fold_phrase, phrase_key
from citex.text.fold import plain
from citex.text.syllables import Pairs, pairs

if TYPE_CHECKING:
    from citex.packs.data import PackData, Place

# The word list of words that stand for one another in names.
_SAME = "interchangeable"
_COMMON = 0.03  # of the titles that are known


@dataclass(frozen=True, slots=True)
class Issuing:
    """What an issuer code stands for: whose body (``owner``), at which level, and its name."""

    owner: str
    level: str
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Look-ups by folded phrase or by code."""

    types: Mapping[str, DocumentType]
    type_phrases: Mapping[str, str]
    type_codes: Mapping[str, str]
    abbreviations: frozenset[str]
    bodies: Mapping[str, Body]
    organs: Mapping[str, Organ]
    committees: Mapping[str, Committee]
    capital_first: frozenset[str]
    all_capitals: frozenset[str]
    codes: Mapping[str, Issuing]
    canonical_codes: Mapping[str, str]
    own_series: tuple[str, ...]
    places: Mapping[str, str]
    place_kinds: Mapping[str, str]
    not_alone: frozenset[str]
    words: Mapping[str, tuple[str, ...]]  # the longest first
    values: Mapping[str, Mapping[str, str]]
    catalogue: Mapping[str, CatalogueEntry]
    catalogue_stems: Mapping[str, tuple[CatalogueEntry, ...]]
    catalogue_issuers: frozenset[str]
    central_reach: Mapping[str, int]  # the highest known number in each central series
    shared_codes: frozenset[str]
    sole_codes: frozenset[str]
    sole_names: frozenset[str]
    many_committees: frozenset[str]
    place_windows: Mapping[str, tuple[str, str]]
    became: Mapping[str, str]
    series: Mapping[tuple[str, str], tuple[tuple[int, str], ...]]
    terms: tuple[Term, ...]
    plenums: tuple[Plenum, ...]
    commonplaces: Pairs  # pairs of syllables that many titles have, and that therefore tell none

    def base_series(self, type_id: str) -> str:
        """The series that a type's documents are numbered in, those with a code of their own apart."""
        entry = self.types.get(type_id)
        return (entry.series or entry.id) if entry else type_id


def words_called(data: PackData, *names: str) -> list[str]:
    """The words of the lists of these names, those with a value too."""
    return [word for one in data.words if one.id in names for word in (*one.words, *one.values)]


def spellings(entry: Body | Organ | Committee, data: PackData) -> tuple[str, ...]:
    """All ways of writing a body: its names and abbreviations, with the words that stand for one another exchanged."""
    same = {word: value for words in data.words if words.id == _SAME for word, value in words.values.items()}
    names = (entry.name, *entry.aliases, *entry.abbreviations)
    others = (name.replace(value, word) for name in names for word, value in same.items() if value in name)
    return tuple(dict.fromkeys((*names, *others)))


def tables_of(data: PackData) -> Tables:
    """The look-up tables of a pack; of two entries that share a phrase the later one counts."""
    data = _without_examples(data)
    everyone: tuple[Body | Organ | Committee, ...] = (*data.bodies, *data.organs, *data.committees)
    names = [phrase for one in everyone for phrase in spellings(one, data)]
    return Tables(
        types={entry.id: entry for entry in data.types},
        type_phrases={phrase_key(p): t.id for t in data.types for p in (t.name, *t.aliases, *t.abbreviations)},
        type_codes={code.casefold(): t.id for t in data.types for code in t.codes},
        abbreviations=frozenset(plain(a) for t in data.types for a in t.abbreviations),
        bodies={phrase_key(p): body for body in data.bodies for p in spellings(body, data)},
        organs={phrase_key(p): organ for organ in data.organs for p in spellings(organ, data)},
        committees={phrase_key(p): c for c in data.committees for p in spellings(c, data)},
        capital_first=frozenset(phrase_key(p) for p in names if " " not in p),
        all_capitals=frozenset(phrase_key(p) for p in names if p.isupper()),
        codes=_codes(data),
        canonical_codes={code: body.codes[0] for body in data.bodies for code in body.codes},
        own_series=tuple(words_called(data, "own_series")),
        places={phrase_key(p): place.name for place in data.places for p in (place.name, *place.aliases)},
        place_kinds={place.name: place.kind for place in data.places},
        not_alone=frozenset(place.name for place in data.places if not place.alone),
        words={words.id: tuple(sorted(map(fold_phrase, words.words), key=len, reverse=True)) for words in data.words},
        values={words.id: {fold_phrase(w): v for w, v in words.values.items()} for words in data.words if words.values},
        catalogue={entry.id: entry for entry in data.catalogue},
        catalogue_stems=_stems(data.catalogue),
        central_reach=_reach(data),
        catalogue_issuers=frozenset(name for entry in data.catalogue for name in entry.issuer.split(" + ")),
        shared_codes=frozenset(code for committee in data.committees for code in committee.codes),
        sole_codes=frozenset(code for body in _sole(data) for code in body.codes) - _many(data),
        sole_names=frozenset(body.name for body in _sole(data)),
        many_committees=_many(data),
        place_windows={place.name: (place.start, place.until) for place in data.places},
        became=_became(data.places),
        series=_series(data.catalogue),
        terms=data.terms,
        plenums=data.plenums,
        commonplaces=_commonplaces(data.catalogue),
    )


def _without_examples(data: PackData) -> PackData:
    """The entries that tables hold, without what only proves them: tables are read at every start."""
    return replace(
        data,
        types=tuple(replace(one, examples=()) for one in data.types),
        bodies=tuple(replace(one, examples=()) for one in data.bodies),
        organs=tuple(replace(one, examples=()) for one in data.organs),
        committees=tuple(replace(one, examples=()) for one in data.committees),
    )


def _commonplaces(catalogue: Sequence[CatalogueEntry]) -> Pairs:
    counts = Counter(pair for entry in catalogue for pair in pairs(entry.title))
    return frozenset(pair for pair, count in counts.items() if count > _COMMON * len(catalogue))


def _sole(data: PackData) -> list[Body]:
    """The Party's bodies of which there is one only."""
    return [body for body in data.bodies if body.owner == "party" and body.level and body.place in ("", "none")]


def _many(data: PackData) -> frozenset[str]:
    """Codes that committees of many places use, beside those of `committees`."""
    return frozenset(words_called(data, "many_committees"))


def _became(places: Iterable[Place]) -> dict[str, str]:
    """City → the province that it was made of."""
    ids = {place.id: place for place in places}
    became = {}
    for place in places:
        city = ids.get(place.now)
        if city is not None and city.kind == "city" and city.start and place.until and place.until < city.start:
            became[city.name] = place.name
    return became


def _series(entries: Iterable[CatalogueEntry]) -> dict[tuple[str, str], tuple[tuple[int, str], ...]]:
    """(committee/series, term) → the (number, date) of its well-attested entries, by number."""
    series: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for entry in entries:
        number = count(entry.number)
        if number is not None and entry.confidence != "low" and entry.date:
            series.setdefault((entry.stem.rpartition("/")[0], entry.term), []).append((number, entry.date))
    return {name: tuple(sorted(members)) for name, members in series.items()}


def _codes(data: PackData) -> dict[str, Issuing]:
    codes: dict[str, Issuing] = {}
    for committee in data.committees:
        for code in committee.codes:
            codes.setdefault(code, Issuing("party", committee.level, committee.name))
            for organ in data.organs:
                if organ.code:
                    codes.setdefault(
                        organ.code + code, Issuing("party", committee.level, f"{organ.name} {committee.name}")
                    )
    for body in data.bodies:
        for code in body.codes:
            # Committees sharing TW are told apart by name, never by code.
            codes[code] = Issuing(body.owner, body.level, body.name)
    return codes


def _stems(entries: Iterable[CatalogueEntry]) -> dict[str, tuple[CatalogueEntry, ...]]:
    """Entries by their key without its term, and by that without the committee, for references that name none."""
    stems: dict[str, tuple[CatalogueEntry, ...]] = {}
    for entry in entries:
        for name in dict.fromkeys((entry.stem, entry.stem.partition("/")[2] or entry.stem)):
            stems[name] = (*stems.get(name, ()), entry)
    return stems


def _reach(data: PackData) -> dict[str, int]:
    """The highest number in each series of the Central Committee's own (keys ``TW/NQ/…``), as far as catalogued."""
    central = {code for body in data.bodies if body.level == "central" for code in body.codes[:1]}
    reach: dict[str, int] = {}
    for entry in data.catalogue:
        committee, _, rest = entry.stem.partition("/")
        number = count(entry.number)
        if committee in central and number is not None:
            series = rest.partition("/")[0]
            reach[series] = max(reach.get(series, 0), number)
    return reach


def place_called(name: str, tables: Tables) -> str | None:
    """The province-level place that a name means, in any of its spellings and with its rank or not."""
    found = tables.places.get(phrase_key(name))
    if found is not None:
        return found
    folded = fold_phrase(name)
    ranks = (rank for rank in tables.words.get("province_ranks", ()) if folded.startswith(rank))
    return next((found for rank in ranks if (found := tables.places.get(phrase_key(folded[len(rank) :])))), None)
