"""What checks look at: an article, its citations, and the elements of each citation as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citex.check.records import Related
from citex.check.symbol import Symbol, symbol_of
from citex.check.written import Written, cut
from citex.packs.pack import Pack
from citex.records import Article, Citation


@dataclass(frozen=True, slots=True)
class Look:
    """One article under check. ``date`` is the article's: what was given for it, else what its head says.

    ``written`` and ``symbols`` have an entry for each citation, the latter None where it has no whole symbol.
    """

    article: Article
    citations: tuple[Citation, ...]
    pack: Pack
    date: str | None
    written: tuple[Written, ...]
    symbols: tuple[Symbol | None, ...]

    def pairs(self) -> Iterator[tuple[Citation, Written]]:
        """The citations with their elements."""
        return zip(self.citations, self.written, strict=True)

    def whole(self) -> Iterator[Symbol]:
        """The whole symbols of the citations."""
        return (symbol for symbol in self.symbols if symbol is not None)

    def before(self, citation: Citation, reach: int = 80) -> Written:
        """The elements of the text that leads up to a citation."""
        start = max(0, citation.start - reach)
        return cut(self.article.text[start : citation.start], start, self.pack)


def look(article: Article, citations: Sequence[Citation], date: str | None, pack: Pack) -> Look:
    """An article and what was found in it, ready for the checks."""
    written = tuple(cut(one.text, one.start, pack) for one in citations)
    pairs = zip(citations, written, strict=True)
    symbols = tuple(symbol_of(citation, elements, article.text, pack) for citation, elements in pairs)
    return Look(article, tuple(citations), pack, date, written, symbols)


def place_of(citation: Citation) -> Related:
    """A citation as another place that a finding speaks of."""
    return Related(citation.file, citation.line, citation.column, citation.text)
