"""Across articles: what one article leaves open is settled by the others, whatever their order.

Two passes. The first (``add``) gathers facts of documents: it grows with documents, not with citations. The second
(``resolve``) gives each citation its document: a mention joins a document only when exactly one is compatible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from citex.packs.compile import Pack
from citex.records import Citation, Document

_UNKNOWN = "?"
_FIELDS = ("type", "number", "symbol", "issuer", "level", "place", "date", "term", "session", "title")


@dataclass(slots=True)
class _Facts:
    """What the citations of one document say of it."""

    citations: int = 0
    files: int = 0
    last_file: str | None = None
    first: str | None = None
    last: str | None = None
    values: dict[str, Counter[str]] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    variants: Counter[str] = field(default_factory=Counter)
    by_file: Counter[str] = field(default_factory=Counter)


class Corpus:
    """Gathers documents over articles. ``keep_files`` also counts per file, as grouping by file needs."""

    def __init__(self, pack: Pack, *, keep_files: bool = False) -> None:
        self._pack = pack
        self._keep_files = keep_files
        # stem (key without term, and without owner) → the keys known to have it
        self._stems: dict[str, set[str]] = {}
        self._dates: dict[str, set[str]] = {}
        self._facts: dict[str, _Facts] = {}
        for entry in pack.data.catalogue:
            self._know(entry.id, entry.date)

    def add(self, citation: Citation, article_date: str | None = None) -> None:
        """First pass: learn of the documents that are certain in their own article."""
        key = citation.document
        if key is not None and _UNKNOWN not in key:
            self._know(key, citation.date)

    def resolve(self, citation: Citation, article_date: str | None = None) -> Citation:
        """Second pass: the citation with its document, where the whole corpus settles it."""
        key = citation.document
        if key is None or _UNKNOWN in key:
            citation = self._settle(citation, article_date)
        self._count(citation, article_date)
        return citation

    def _know(self, key: str, date: str | None) -> None:
        for stem in _stems(key):
            self._stems.setdefault(stem, set()).add(key)
        if date:
            self._dates.setdefault(key, set()).add(date)

    def _settle(self, citation: Citation, article_date: str | None) -> Citation:
        told = citation.evidence.get("document", {})
        stem = told.get("stem")
        if not stem:
            return citation
        candidates = sorted(
            key for key in self._stems.get(stem, ()) if self._fits(key, citation, told.get("terms"), article_date)
        )
        if len(candidates) == 1:
            return _with(citation, candidates[0], {"by": "corpus"})
        if candidates:
            return _with(
                citation, citation.document, {**told, "reason": "several documents fit", "candidates": candidates}
            )
        if citation.document is not None and told.get("placed", True):
            return _with(citation, f"{stem}@{_UNKNOWN}", told)
        return citation

    def _fits(self, key: str, citation: Citation, terms: Any, article_date: str | None) -> bool:
        if terms and key.rsplit("@", 1)[-1] not in terms:
            return False
        dates = self._dates.get(key, ())
        if citation.date and dates and not any(_same_date(citation.date, date) for date in dates):
            return False
        if article_date and dates and all(date > article_date + "~" for date in dates):
            return False
        entry = self._pack.tables.catalogue.get(key)
        return not (
            entry and citation.issuer and citation.issuer not in entry.issuer and citation.issuer in self._issuers
        )

    @property
    def _issuers(self) -> frozenset[str]:
        return self._pack.tables.catalogue_issuers

    def _count(self, citation: Citation, article_date: str | None) -> None:
        if citation.document is None:
            return
        facts = self._facts.setdefault(citation.document, _Facts())
        facts.citations += 1
        if facts.last_file != citation.file:
            facts.last_file = citation.file
            facts.files += 1
        if self._keep_files:
            facts.by_file[citation.file] += 1
        if article_date:
            facts.first = min(facts.first or article_date, article_date)
            facts.last = max(facts.last or article_date, article_date)
        facts.variants[" ".join(citation.text.split())] += 1
        for name in _FIELDS:
            value = getattr(citation, name)
            if value is not None:
                facts.values.setdefault(name, Counter())[value] += 1
                facts.places.setdefault((name, value), f"{citation.file}:{citation.line}:{citation.column}")

    def documents(self) -> tuple[Document, ...]:
        """All documents that were cited, ordered by key."""
        return tuple(self._document(key, facts) for key, facts in sorted(self._facts.items()))

    def files(self) -> Mapping[str, Mapping[str, int]]:
        """How often each file cites each document; filled where ``keep_files`` was asked."""
        return {key: dict(facts.by_file) for key, facts in self._facts.items()}

    def _document(self, key: str, facts: _Facts) -> Document:
        entry = self._pack.tables.catalogue.get(key)
        best: dict[str, str | None] = {name: _best(counter) for name, counter in facts.values.items()}
        if entry is not None:
            best.update(date=entry.date, issuer=entry.issuer, term=entry.term, symbol=entry.symbol, type=entry.type)
            best["title"] = entry.title or best.get("title")
        term = key.rsplit("@", 1)[-1] if "@" in key else None
        if best.get("term") is None and term and _UNKNOWN not in term:
            best["term"] = term.split("/")[0]
        kind = best.get("type") or ""
        names = self._pack.tables.types
        return Document(
            document=key,
            type=kind,
            type_name=" + ".join(names[t].name if t in names else t for t in kind.split("+")),
            citations=facts.citations,
            files=facts.files,
            first=facts.first,
            last=facts.last,
            variants=dict(sorted(facts.variants.items(), key=lambda item: (-item[1], item[0]))),
            conflicts=tuple(_conflicts(facts, entry)),
            source=entry.source if entry else None,
            number=best.get("number"),
            symbol=best.get("symbol"),
            issuer=best.get("issuer"),
            level=best.get("level"),
            place=best.get("place"),
            date=best.get("date"),
            term=best.get("term"),
            session=best.get("session"),
            title=best.get("title"),
        )


def _stems(key: str) -> Iterator[str]:
    stem = key.rsplit("@", 1)[0]
    yield stem
    if "/" in stem:
        parts = stem.split("/")
        if len(parts) >= 3:
            yield "/".join(parts[-2:])


def _same_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _with(citation: Citation, key: str | None, told: Mapping[str, Any]) -> Citation:
    return replace(citation, document=key, evidence={**citation.evidence, "document": dict(told)})


def _best(counter: Counter[str]) -> str:
    """The most frequent value; of equals the longest (a whole date before a year), then the first in order."""
    return min(counter.items(), key=lambda item: (-item[1] * len(item[0]), item[0]))[0]


def _conflicts(facts: _Facts, entry: Any) -> Iterator[dict[str, Any]]:
    for name in ("date", "issuer", "place"):
        counter = facts.values.get(name, Counter())
        values = dict(counter)
        if entry is not None and name in ("date", "issuer"):
            values.setdefault(getattr(entry, name), 0)
        if len(_apart(name, list(values))) > 1:
            yield {
                "field": name,
                "values": [
                    {"value": v, "citations": n, "first": facts.places.get((name, v), "catalogue")}
                    for v, n in sorted(values.items())
                ],
            }


def _apart(name: str, values: list[str]) -> list[str]:
    """The values that contradict each other: a year does not contradict a day in it."""
    if name != "date":
        return values
    return [v for v in values if not any(v != other and other.startswith(v) for other in values)]
