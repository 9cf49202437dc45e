"""A catalogue proposed from a corpus: the numbered documents that its articles tell in full often enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citex.documents import Document
from citex.normalise.values import is_day
from citex.packs.pack import Pack
from citex.records import Citation
from citex.resolve.keys import is_open, term_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document to enter: how many citations tell it in full, and what speaks against it."""

    document: Document
    full: int
    conflicts: tuple[str, ...]


def is_full(citation: Citation) -> bool:
    """Whether a citation itself says all that an entry needs: symbol, day and issuer, and so its document."""
    key = citation.document
    told = bool(citation.symbol and citation.issuer and is_day(citation.date))
    return told and key is not None and not is_open(key)


def propose(
    citations: Iterable[Citation], documents: Callable[[], Iterable[Document]], least: int, pack: Pack
) -> list[Proposal]:
    """The documents that are not in the catalogue and are told in full ``least`` times or more, by key.

    ``documents`` gives those of the citations, and is asked when these have come to their end. One in the catalogue is
    proposed only as a conflict, where the corpus contradicts it as often.
    """
    full: Counter[str] = Counter(str(one.document) for one in citations if is_full(one))
    proposals = []
    for one in documents():
        known = one.document in pack.tables.catalogue
        conflicts = tuple(_conflicts(one))
        if full[one.document] >= least and term_of(one.document) and (conflicts or not known):
            proposals.append(Proposal(one, full[one.document], conflicts))
    return proposals


def _conflicts(document: Document) -> Iterator[str]:
    for conflict in document.conflicts:
        values = ", ".join(
            f"{one['value']} ({one['citations']} times, first {one['first']})" for one in conflict["values"]
        )
        near = ", ".join(f"{one['document']} {one['date']}" for one in conflict.get("neighbours", ()))
        reason = f" {conflict['reason']} {near}" if near else ""
        yield f"{conflict['field']}: {values}{reason}"


def as_yaml(proposals: Iterable[Proposal], known: Mapping[str, Any]) -> Iterator[str]:
    """Lines of a pattern file. What is in conflict stands there commented out, with the places to look at."""
    yield "# Proposed by citex catalogue build: check each entry against a source before you use it."
    yield "catalogue:"
    for one in proposals:
        for conflict in one.conflicts:
            yield f"# conflict: {one.document.document}: {conflict}"
        if one.document.document in known:
            continue
        mark = "# " if one.conflicts else ""
        yield from (mark + line for line in _entry(one))


def _entry(proposal: Proposal) -> list[str]:
    import yaml

    document = proposal.document
    entry = {
        "id": document.document,
        "type": document.type,
        "number": document.number or "",
        "symbol": document.symbol or "",
        "date": document.date or "",
        "issuer": document.issuer or "",
        "term": term_of(document.document) or "",
        **({"title": document.title} if document.title else {}),
        "confidence": "low" if document.files < 2 else "medium",
        "source": f"corpus: told in full {proposal.full} times; cited in {document.files} files",
    }
    dumped: str = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)
    return dumped.splitlines()
