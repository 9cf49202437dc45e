"""Whether catalogue entries hold: source, a key that follows from the symbol, a date in its term and in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citex.normalise.values import count
from citex.normalise.values import number as canonical
from citex.packs.model import CatalogueEntry
from citex.packs.pack import Pack
from citex.resolve.keys import series_of_code
from citex.resolve.series import Member, misfits
from citex.resolve.terms import CENTRAL, END, calendar

_WEIGHTS = {"high": 9, "medium": 3}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with an entry. ``excuse``: the entry's own note, where it says why it breaks the order."""

    entry: CatalogueEntry
    message: str
    excuse: str = ""


def check_catalogue(pack: Pack) -> tuple[Finding, ...]:
    """The findings of all entries, in the order of the files."""
    order = {entry.id: i for i, entry in enumerate(pack.data.catalogue)}
    found = [*(one for entry in pack.data.catalogue for one in _alone(entry, pack)), *_disordered(pack)]
    return tuple(sorted(found, key=lambda one: order[one.entry.id]))


def _alone(entry: CatalogueEntry, pack: Pack) -> Iterator[Finding]:
    if not entry.source.strip():
        yield Finding(entry, "no source: where is this known from?")
    if not entry.confidence:
        yield Finding(entry, "no confidence: high (two independent sources), medium or low")
    wanted = _key(entry, pack)
    if wanted != entry.id:
        yield Finding(entry, f"the key does not follow from symbol and term; expected {wanted}")
    window = calendar(pack.data.terms, CENTRAL).window(entry.term)
    if window is not None and not (window[0] <= entry.date + END and entry.date <= window[1] + END):
        message = f"dated {entry.date}, outside term {entry.term} ({window[0]} to {window[1]})"
        yield Finding(entry, message, entry.note)


def _key(entry: CatalogueEntry, pack: Pack) -> str:
    """The key that symbol and term give; what stands before the committee's code (a place) is taken as it is."""
    head, slash, code = entry.symbol.rpartition("/")
    number, _, type_code = head.partition("-")
    if not slash or not number:
        return entry.id
    series = series_of_code(type_code, pack)
    place = entry.stem.split("/")[:-3]
    code = pack.tables.canonical_codes.get(code, code)
    return "/".join([*place, code, series, canonical(number)]) + f"@{entry.term}"


def _disordered(pack: Pack) -> Iterator[Finding]:
    """Entries whose date does not fit between those of the numbers round it."""
    series: dict[tuple[str, str], list[Member]] = {}
    for entry in pack.data.catalogue:
        number = count(entry.number)
        if number is not None and entry.date:
            name = entry.stem.rpartition("/")[0]
            member = Member(entry.id, number, entry.date, _WEIGHTS.get(entry.confidence, 1))
            series.setdefault((name, entry.term), []).append(member)
    for members in series.values():
        for member, below, above in misfits(members):
            entry = pack.tables.catalogue[member.key]
            near = " and ".join(f"{one.key} of {one.date}" for one in (below, above) if one is not None)
            yield Finding(entry, f"dated {entry.date}, which does not fit between its neighbours: {near}", entry.note)
