"""A stretch of an article cut into elements, as the recogniser cuts it."""

from __future__ import annotations

from dataclasses import dataclass

from citex.packs.compile import Pack
from citex.recognise.lexer import Token, Tokens, tokenise
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


def cut(text: str, base: int, pack: Pack) -> Written:
    """A stretch of text that begins at ``base`` of its article, cut into elements."""
    folded = fold(text)
    return Written(base, folded, tokenise(folded.text, pack))
