"""Across articles: what one article leaves open is settled by the others, whatever their order.

Two passes. The first (``add``) gathers what is certain: it grows with documents, not with citations. The second
(``resolve``) gives each citation its document: a mention joins a document only when exactly one is compatible, and
only one that an article of the corpus tells in full; what the catalogue alone knows was weighed within the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from citex.documents import Document
from citex.normalise.values import is_day
from citex.packs.pack import Pack
from citex.records import Citation
from citex.resolve.conflicts import date_misfits
from citex.resolve.congresses import Ordinals, parted
from citex.resolve.facts import Facts, document
from citex.resolve.keys import OPEN, is_open, stem_of, term_of
from citex.resolve.terms import CENTRAL, END, PROVINCE, calendar
from citex.resolve.titles import ALIKE, likeness, strangers
from citex.text.syllables import Pairs, pairs


@dataclass(slots=True)
class _Known:
    """A document that an article tells in full, or that the catalogue has; the title in its longest wording."""

    dates: frozenset[str] = frozenset()
    title: str = ""
    cited: bool = False


class Corpus:
    """Gathers documents over articles. ``keep_files`` also counts per file, as grouping by file needs."""

    def __init__(self, pack: Pack, *, keep_files: bool = False) -> None:
        self._pack = pack
        self._keep_files = keep_files
        self._stems: dict[str, set[str]] = {}
        self._known: dict[str, _Known] = {}
        self._ordinals = Ordinals()
        self._calendars = {scope: calendar(pack.tables.terms, scope) for scope in (CENTRAL, PROVINCE)}
        self._facts: dict[str, Facts] = {}
        for entry in pack.tables.catalogue.values():
            self._learn(entry.id, entry.date, entry.title)
        for plenum in pack.tables.plenums:
            self._learn(plenum.id, plenum.start, None)

    def add(self, citation: Citation, article_date: str | None = None) -> None:
        """First pass: learn of the documents that are certain in their own article."""
        key = citation.document
        if key is None or is_open(key):
            return
        if citation.kind == "congress":
            parts, years = parted(key), citation.evidence.get("document", {}).get("years")
            if parts is not None and years:
                self._ordinals.learn(parts[0], parts[1], years)
        if citation.kind in ("congress", "charter"):
            return
        if not citation.evidence.get("document", {}).get("provisional"):
            self._learn(key, citation.date if citation.kind == "numbered" else None, citation.title)
            self._known[key].cited = True

    def resolve(self, citation: Citation, article_date: str | None = None) -> Citation:
        """Second pass: the citation with its document, where the whole corpus settles it."""
        told = citation.evidence.get("document", {})
        if told.get("stem"):
            citation = self._settle(citation, told, article_date)
        if citation.document is not None:
            citation = self._usual(citation, citation.document)
        self.count(citation, article_date)
        return citation

    def resolve_all(self, citations: list[Citation], article_date: str | None) -> list[Citation]:
        """Second pass over one article's citations. A reference back goes with what it refers to."""
        settled: list[Citation] = []
        documents: dict[int, str | None] = {}
        for citation in citations:
            antecedent = citation.evidence.get("document", {}).get("antecedent")
            if antecedent in documents:
                citation = replace(citation, document=documents[antecedent])
            citation = self.resolve(citation, article_date)
            documents[citation.start] = citation.document
            settled.append(citation)
        return settled

    def relate_all(self, citations: list[Citation]) -> None:
        """Count the relations that the citations of one article tell, where both documents are known."""
        documents = {citation.start: citation.document for citation in citations}
        for citation in citations:
            for told in citation.evidence.get("relations", ()):
                other = documents.get(told["start"])
                if citation.document and other and citation.document != other:
                    self._facts[citation.document].relations[told["verb"], other] += 1

    def _usual(self, citation: Citation, key: str) -> Citation:
        """The key with a congress by its ordinal, a local term by its years, where the corpus tells both."""
        parts = parted(key)
        if citation.kind == "congress" and parts is not None:
            ordinal = self._ordinals.ordinal(parts[0], parts[1])
            return replace(citation, document=f"{parts[0]}/{parts[2].format(ordinal)}") if ordinal else citation
        return replace(citation, document=self._by_years(key)) if citation.kind == "numbered" else citation

    def _by_years(self, key: str) -> str:
        stem, _, term = key.rpartition("@")
        years = self._ordinals.years(stem.split("/")[0], term) if term else None
        return f"{stem}@{years}" if years else key

    def count(self, citation: Citation, article_date: str | None = None) -> None:
        """Count a citation under the document that it has."""
        if citation.document is not None:
            facts = self._facts.setdefault(citation.document, Facts())
            facts.count(citation, article_date, self._keep_files)

    def documents(self) -> tuple[Document, ...]:
        """All documents that were cited, ordered by key."""
        misfits = date_misfits(self._facts, self._pack)
        return tuple(document(key, facts, self._pack, misfits.get(key)) for key, facts in sorted(self._facts.items()))

    def files(self) -> Mapping[str, Mapping[str, int]]:
        """How often each file cites each document; filled where ``keep_files`` was asked."""
        return {key: dict(facts.by_file) for key, facts in self._facts.items()}

    def _learn(self, key: str, date: str | None, title: str | None) -> None:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Known()
            for stem in _stems(key):
                self._stems.setdefault(stem, set()).add(key)
        if date:
            known.dates |= {date}
        if title and (len(title), title) > (len(known.title), known.title):
            known.title = title

    def _settle(self, citation: Citation, told: Mapping[str, Any], article_date: str | None) -> Citation:
        provisional = bool(told.get("provisional"))
        fits = {key for key in self._named(told) if self._fits(key, citation, told, article_date)}
        if provisional and citation.document:
            fits.add(citation.document)
        titled = self._titled(fits, citation)
        if len(titled) == 1:
            fits = titled
        cited = {key for key in fits if self._known[key].cited}
        if len(fits) == 1 and (cited or provisional):
            (key,) = fits
            return citation if key == citation.document else _with(citation, key, {"by": "corpus"})
        named = {self._by_years(key) for key in fits}
        if len(named) == 1 and cited:
            return _with(citation, named.pop(), {"by": "corpus"})
        candidates = sorted(named if len(named) > 1 else named | set(told.get("candidates", ())))
        if candidates and (cited or provisional or citation.document is None):
            reason = told.get("reason") if not cited and not provisional else "several documents fit"
            kept = {name: value for name, value in told.items() if name not in ("by", "provisional")}
            return _with(citation, None, {**kept, "reason": reason, "candidates": candidates})
        return self._opened(citation, told, article_date)

    def _opened(self, citation: Citation, told: Mapping[str, Any], article_date: str | None) -> Citation:
        """A number of which no article tells the term: one document for all articles of a term that cite it so."""
        opened = f"{told['stem']}@{OPEN}"
        if article_date is None or citation.document is None or not citation.document.startswith(opened):
            return citation
        scope = CENTRAL if citation.level == CENTRAL else PROVINCE
        terms = self._calendars[scope].at(article_date)
        if len(terms) != 1:
            return citation
        return _with(citation, opened + terms[0], {**told, "assumed": f"one document for the articles of {terms[0]}"})

    def _named(self, told: Mapping[str, Any]) -> set[str]:
        return self._stems.get(told["stem"], set())

    def _fits(self, key: str, citation: Citation, told: Mapping[str, Any], article_date: str | None) -> bool:
        terms = told.get("terms")
        if terms and term_of(key) not in terms:
            return False
        known = self._known[key]
        date = citation.date if citation.kind == "numbered" else None  # a plenum's days are not its documents'
        if date and known.dates and not any(_same_date(date, other) for other in known.dates):
            return False
        if told.get("placed") is False and not (date in known.dates and is_day(date)):
            return False  # of the documents of all places only the very day tells one
        if article_date and known.dates and all(date > article_date + END for date in known.dates):
            return False
        if citation.title and known.title and strangers(pairs(known.title), pairs(citation.title)):
            return False
        entry = self._pack.tables.catalogue.get(key)
        issuers = self._pack.tables.catalogue_issuers
        return not (entry and citation.issuer and citation.issuer not in entry.issuer and citation.issuer in issuers)

    def _titled(self, keys: set[str], citation: Citation) -> set[str]:
        """Those of several documents that have the citation's title."""
        if len(keys) < 2 or not citation.title:
            return keys
        mine: Pairs = pairs(citation.title)
        return {key for key in keys if likeness(pairs(self._known[key].title), mine, whole=True) >= ALIKE}


def _stems(key: str) -> Iterator[str]:
    """The names under which a mention that says less looks for a document: without the term, the place, the committee.

    A number without a committee means one of the Central Committee and its bodies, where its article says no more.
    """
    parts = stem_of(key).split("/")
    yield "/".join(parts)
    if len(parts) == 3:
        yield "/".join(parts[1:])
    elif len(parts) > 3:
        yield "/".join(parts[-3:])


def _same_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _with(citation: Citation, key: str | None, told: Mapping[str, Any]) -> Citation:
    return replace(citation, document=key, evidence={**citation.evidence, "document": dict(told)})
