"""What the citations of one document say of it, and the document record that is made of it.

Nothing here depends on the order in which the citations come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from citex.documents import Document
from citex.packs.model import CatalogueEntry
from citex.packs.pack import Pack
from citex.records import Citation
from citex.resolve.keys import term_of
from citex.resolve.titles import strangers
from citex.text.syllables import pairs

_FIELDS = ("type", "number", "symbol", "issuer", "level", "place", "date", "term", "session", "title")
_DISPUTED = ("date", "issuer", "place", "title")
_CATALOGUED = ("date", "issuer", "title")
_COUNTS = "citations"

Spot = tuple[str, int, int]


@dataclass(slots=True, eq=False)
class Facts:
    """Counts of what is said of one document; ``spots`` keeps where each value stands first."""

    citations: int = 0
    files: int = 0
    last_file: str | None = None
    first: str | None = None
    last: str | None = None
    values: dict[str, Counter[str]] = field(default_factory=dict)
    spots: dict[tuple[str, str], Spot] = field(default_factory=dict)
    variants: Counter[str] = field(default_factory=Counter)
    by_file: Counter[str] = field(default_factory=Counter)
    relations: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, citation: Citation, article_date: str | None, keep_files: bool) -> None:
        """Take in one citation; those of a file come one after the other."""
        self.citations += 1
        if self.last_file != citation.file:
            self.last_file = citation.file
            self.files += 1
        if keep_files:
            self.by_file[citation.file] += 1
        if article_date:
            self.first = min(self.first or article_date, article_date)
            self.last = max(self.last or article_date, article_date)
        self.variants[" ".join(citation.text.split())] += 1
        spot = (citation.file, citation.line, citation.column)
        for name in _FIELDS:
            value = getattr(citation, name)
            if value is not None:
                self.values.setdefault(name, Counter())[value] += 1
                if name in _DISPUTED and (name != "title" or (citation.symbol and citation.date)):
                    held = self.spots.get((name, value))
                    self.spots[name, value] = spot if held is None else min(held, spot)

    def times(self, name: str, value: str) -> int:
        """How many citations say so."""
        return self.values[name][value] if name in self.values else 0

    def where(self, name: str, value: str) -> str:
        """``file:line:column`` of the first citation that says so; ``catalogue`` where only that does."""
        spot = self.spots.get((name, value))
        return "catalogue" if spot is None else ":".join(map(str, spot))

    def best(self, name: str) -> str | None:
        """The most frequent value; of equals the longest (a whole date before a year), then the first in order."""
        counter = self.values.get(name)
        if not counter:
            return None
        return min(counter.items(), key=lambda item: (-item[1] * len(item[0]), item[0]))[0]


def document(key: str, facts: Facts, pack: Pack, misfit: dict[str, Any] | None = None) -> Document:
    """The record of one document. ``misfit`` is the conflict of its date with its neighbours', if there is one."""
    entry = pack.tables.catalogue.get(key)
    best = {name: facts.best(name) for name in _FIELDS}
    if entry is not None:
        best.update(date=entry.date, issuer=entry.issuer, term=entry.term, symbol=entry.symbol, type=entry.type)
        best["title"] = entry.title or best["title"]
    best["term"] = term_of(key) or best["term"]
    kind = best.pop("type") or ""
    names = pack.tables.types
    conflicts = list(_conflicts(facts, entry))
    return Document(
        document=key,
        type=kind,
        type_name=" + ".join(names[t].name if t in names else t for t in kind.split("+")),
        citations=facts.citations,
        files=facts.files,
        first=facts.first,
        last=facts.last,
        variants=dict(sorted(facts.variants.items(), key=lambda item: (-item[1], item[0]))),
        conflicts=tuple(conflicts + ([misfit] if misfit else [])),
        relations=tuple(
            {"verb": verb, "document": other, _COUNTS: n} for (verb, other), n in sorted(facts.relations.items())
        ),
        source=entry.source if entry else None,
        **best,
    )


def _conflicts(facts: Facts, entry: CatalogueEntry | None) -> Iterator[dict[str, Any]]:
    for name in _DISPUTED:
        counts = facts.values.get(name, Counter[str]())
        values = {value: n for value, n in counts.items() if (name, value) in facts.spots}
        if entry is not None and name in _CATALOGUED and getattr(entry, name):
            values.setdefault(getattr(entry, name), 0)
        apart = _apart(name, list(values)) if len(values) > 1 else ()
        if len(apart) > 1:
            shown = apart if name == "title" else values
            yield {
                "field": name,
                "values": [
                    {"value": value, _COUNTS: values[value], "first": facts.where(name, value)}
                    for value in sorted(shown)
                ],
            }


def _apart(name: str, values: list[str]) -> list[str]:
    """The values that contradict each other.

    A year does not contradict a day in it, a body not what it is a part of or issues with, a title not another wording
    of it.
    """
    if name == "date":
        return [v for v in values if not any(v != other and other.startswith(v) for other in values)]
    if name == "issuer":
        return [v for v in values if not any(v != other and _within(v, other) for other in values)]
    if name == "title":
        told = {value: pairs(value) for value in values}
        return [v for v in values if any(strangers(told[v], told[other]) for other in values)]
    return values


def _within(body: str, other: str) -> bool:
    if set(body.split(" + ")) < set(other.split(" + ")):
        return True
    return other.casefold().endswith(" " + body.casefold())
