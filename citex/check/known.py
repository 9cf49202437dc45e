"""What the catalogue knows of the document that a citation seems to mean, and how dates and numbers are misprinted."""

from __future__ import annotations

from collections.abc import Iterator

from citex.packs.model import CatalogueEntry
from citex.packs.pack import Pack
from citex.records import Citation
from citex.resolve.keys import series_of_code
from citex.resolve.terms import CENTRAL, calendar

_TRUSTED = ("high", "medium")


def parts(entry: CatalogueEntry) -> tuple[str, str, str]:
    """Committee, series and number, as an entry's key has them."""
    committee, series, number = entry.id.partition("@")[0].split("/")[-3:]
    return committee, series, number


def trusted(pack: Pack) -> Iterator[CatalogueEntry]:
    """The entries of numbered documents that two sources, or a good one, attest."""
    for entry in pack.data.catalogue:
        if entry.confidence in _TRUSTED and entry.number and entry.id.count("/") >= 2:
            yield entry


def series(citation: Citation, pack: Pack) -> str:
    """The number series that a citation names, by its symbol, else by its type."""
    code = citation.symbol.partition("-")[2].partition("/")[0] if citation.symbol else citation.type.split("+")[-1]
    return series_of_code(code, pack)


def committee(citation: Citation, pack: Pack) -> str | None:
    """The committee code of a citation: its symbol's, else that of the central body that it names."""
    if citation.symbol:
        code = citation.symbol.rpartition("/")[2]
        return pack.tables.canonical_codes.get(code, code)
    for body in pack.data.bodies:
        if citation.issuer and body.name == citation.issuer.split(" + ")[0] and body.level == "central" and body.codes:
            return body.codes[0]
    return None


def entries(citation: Citation, pack: Pack) -> list[CatalogueEntry]:
    """The trusted entries, of whatever term, with a central citation's committee, series and number."""
    owner = committee(citation, pack)
    if citation.number is None or owner is None or citation.level not in ("central", "other"):
        return []
    stem = f"{owner}/{series(citation, pack)}/{citation.number}"
    return [entry for entry in pack.tables.catalogue_stems.get(stem, ()) if entry.confidence in _TRUSTED]


def numbered(owner: str, type_code: str, number: str, pack: Pack) -> list[CatalogueEntry]:
    """The trusted entries, of whatever term, of a committee code, the series of a type code and a number."""
    stem = f"{pack.tables.canonical_codes.get(owner, owner)}/{series_of_code(type_code, pack)}/{number}"
    return [entry for entry in pack.tables.catalogue_stems.get(stem, ()) if entry.confidence in _TRUSTED]


def in_series(owner: str, series: str, term: str, pack: Pack) -> list[tuple[int, CatalogueEntry]]:
    """The trusted entries of a series and term, by their numbers; those with a letter (15a) left out."""
    found = []
    for number, _ in pack.tables.series.get((f"{owner}/{series}", term), ()):
        entry = pack.tables.catalogue.get(f"{owner}/{series}/{number:02}@{term}")
        if entry is not None and entry.confidence in _TRUSTED and entry.number.isdigit():
            found.append((number, entry))
    return found


def named(entry: CatalogueEntry) -> str:
    """An entry's symbol and date, as messages show them."""
    return f"{entry.symbol} {shown(entry.date)}"


def terms_at(date: str, pack: Pack) -> tuple[str, ...]:
    """The central terms in which a date may lie."""
    return calendar(pack.data.terms, CENTRAL).at(date)


def agree(one: str, other: str) -> bool:
    """Whether two dates, possibly partial, can be the same day."""
    return one.startswith(other) or other.startswith(one)


def misprint(one: str, other: str) -> bool:
    """Whether a date (ISO) or a number is another one with a single figure changed, or with figures changed about."""
    if len(one) != len(other) or one == other:
        return False
    changed = sum(a != b for a, b in zip(one, other, strict=True))
    return changed == 1 or (changed == 2 and sorted(one) == sorted(other)) or _swapped(one) == other


def _swapped(date: str) -> str:
    """An ISO date with day and month changed about."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    return f"{year}-{day}-{month}"


def shown(date: str) -> str:
    """An ISO date as Party documents write it: 09/5/2024, a zero before days below ten and months 1 and 2 only."""
    year, *rest = date.split("-")
    month = [rest[0] if rest[0] in ("01", "02") else rest[0].lstrip("0")] if rest else []
    return "/".join([*rest[1:], *month, year])
