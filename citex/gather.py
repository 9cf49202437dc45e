"""From citations to documents: what a run must know as a whole before it can tell of any of it.

The first pass sets the citations aside while they are found; the second gives each its document. What is kept in
memory grows with the documents, not with the citations.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from citex.documents import Document, Group
from citex.errors import CitexError
from citex.group import Values, group, unresolved_values
from citex.packs.pack import Pack
from citex.records import Citation
from citex.resolve.corpus import Corpus
from citex.where import Where
from citex.workers import Scanned

_IN_MEMORY = 16 * 1024 * 1024  # bytes; what is more goes to a temporary file

_row = attrgetter(*(one.name for one in fields(Citation)))


class Spool:
    """Citations set aside, those of one article together; in memory up to a size, then on disk."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by close)

    def add(self, citations: Iterable[Citation], date: str | None) -> None:
        """Set the citations of one article aside. Raises CitexError where the disk is full."""
        try:
            pickle.dump((date, [_row(one) for one in citations]), self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise CitexError(
                f"can't set citations aside in {tempfile.gettempdir()}: {error.strerror}",
                "make room there or set TMPDIR to another folder; --resolve article sets nothing aside",
            ) from error

    def __iter__(self) -> Iterator[tuple[str | None, list[Citation]]]:
        """(article date, citations) of each article, in the order they came."""
        self._file.seek(0)
        while self._file.read(1):
            self._file.seek(-1, 1)
            date, rows = pickle.load(self._file)
            yield date, [Citation(*row) for row in rows]

    def close(self) -> None:
        """Give the memory or the disk back."""
        self._file.close()


class Gathering:
    """Takes in what was scanned, then tells it all: first ``citations``, to their end, then documents and groups.

    ``resolve`` is ``corpus``, ``article`` (documents are counted as the articles tell them apart) or ``none``. A
    condition of ``where`` on a field that documents have looks at the citation's document, if it has one: what the
    whole corpus knows of it. The others look at the citation.
    """

    def __init__(self, pack: Pack, resolve: str, by: Sequence[str], where: Where | None = None) -> None:
        self._pack = pack
        self._resolve = resolve
        self._by = tuple(by)
        self._where = where or Where()
        self._spool = Spool()
        self._corpus = self._new_corpus()
        self._documents: tuple[Document, ...] = ()
        self._files: dict[str, dict[str, int]] = {}
        self._unresolved: Counter[Values] = Counter()
        self.articles = 0
        self.count = 0

    def add(self, scanned: Scanned) -> None:
        """First pass: one article."""
        self.articles += not scanned.goes_on
        if not scanned.citations:
            return
        if self._resolve == "corpus":
            for citation in scanned.citations:
                self._corpus.add(citation, scanned.date)
        self._spool.add(scanned.citations, scanned.date)

    def citations(self) -> Iterator[Citation]:
        """Second pass, once: the citations with their documents, those that pass ``where``, in the order they came."""
        if self._where.conditions:
            yield from self._filtered()
        else:
            for date, citations in self._spool:
                yield from map(self._counted, self._settled(citations, date))
            self._finish(self._corpus, self._corpus.documents())
        self._spool.close()

    def documents(self) -> tuple[Document, ...]:
        """The documents of the citations told, by key."""
        return self._documents

    def files(self) -> dict[str, dict[str, int]]:
        """Document key → file → citations; filled where ``by`` names ``file``."""
        return self._files

    def groups(self) -> tuple[Group, ...]:
        """The documents grouped by ``by``, the citations without one in groups of their own."""
        return group(self._documents, self._unresolved, self._by, self._files if "file" in self._by else None)

    @property
    def unresolved(self) -> int:
        """How many of the citations told have no document."""
        return self._unresolved.total()

    def _new_corpus(self) -> Corpus:
        return Corpus(self._pack, keep_files="file" in self._by)

    def _settled(self, citations: list[Citation], date: str | None) -> list[Citation]:
        """The citations of one article with their documents; what they say of each other is counted."""
        if self._resolve == "corpus":
            citations = self._corpus.resolve_all(citations, date)
        else:
            for citation in citations:
                self._corpus.count(citation, date)
        self._corpus.relate_all(citations)
        return citations

    def _filtered(self) -> Iterator[Citation]:
        """What is known of a document is known only after the second pass; so a third one filters and counts."""
        settled = Spool()
        for date, citations in self._spool:
            settled.add(self._settled(citations, date), date)
        known = {document.document: document for document in self._corpus.documents()}
        shown = self._new_corpus()
        for date, citations in settled:
            for citation in citations:
                if self._passes(citation, known.get(citation.document or "")):
                    shown.count(citation, date)
                    yield self._counted(citation)
        settled.close()
        # The counts are of what is shown; what is known of the documents is of all.
        self._finish(shown, [_with_counts(known[one.document], one) for one in shown.documents()])

    def _passes(self, citation: Citation, document: Document | None) -> bool:
        return all(
            condition(document if document is not None and hasattr(document, condition.field) else citation)
            for condition in self._where.conditions
        )

    def _counted(self, citation: Citation) -> Citation:
        self.count += 1
        if citation.document is None:
            self._unresolved[unresolved_values(citation, self._by)] += 1
        return citation

    def _finish(self, corpus: Corpus, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)
        self._files = {key: dict(counts) for key, counts in corpus.files().items()}


def _with_counts(document: Document, shown: Document) -> Document:
    counts: dict[str, Any] = {
        name: getattr(shown, name) for name in ("citations", "files", "first", "last", "variants")
    }
    return replace(document, **counts)
