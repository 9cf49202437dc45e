"""What checks look at: an article, its citations, and the elements of each citation as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citex.check.records import Related
from citex.packs.compile import Pack
from citex.recognise.lexer import Token, Tokens, tokenise
from citex.records import Article, Citation
from citex.text.fold import Folded, fold


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of an article cut into elements, with the way back to the article's own offsets."""

    base: int
    folded: Folded
    tokens: Tokens

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text lies in the article."""
        return self.base + self.folded.source(start), self.base + self.folded.source_end(end)

    def first(self, *roles: str) -> Token | None:
        """The first element of one of the roles."""
        return next((token for token in self.tokens.tokens if token.role in roles), None)


@dataclass(frozen=True, slots=True)
class Look:
    """One article under check. ``date`` is the article's; ``dated``: it was given, not read off the text's head.

    ``written`` has an entry for each citation.
    """

    article: Article
    citations: tuple[Citation, ...]
    pack: Pack
    date: str | None
    dated: bool
    written: tuple[Written, ...]

    def pairs(self) -> Iterator[tuple[Citation, Written]]:
        """The citations with their elements."""
        return zip(self.citations, self.written, strict=True)

    def before(self, citation: Citation, reach: int = 80) -> Written:
        """The elements of the text that leads up to a citation."""
        start = max(0, citation.start - reach)
        return cut(self.article.text[start : citation.start], start, self.pack)


def look(article: Article, citations: Sequence[Citation], date: str | None, pack: Pack) -> Look:
    """An article and what was found in it, ready for the checks."""
    written = tuple(cut(one.text, one.start, pack) for one in citations)
    return Look(article, tuple(citations), pack, date, article.date is not None, written)


def cut(text: str, base: int, pack: Pack) -> Written:
    """A stretch of text that begins at ``base`` of its article, cut into elements."""
    folded = fold(text)
    return Written(base, folded, tokenise(folded.text, pack))


def place_of(citation: Citation) -> Related:
    """A citation as another place that a finding speaks of."""
    return Related(citation.file, citation.line, citation.column, citation.text)
