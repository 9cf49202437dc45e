"""A stretch of an article cut into elements, as the recogniser cuts it."""

from __future__ import annotations

from dataclasses import dataclass

from citex.packs.pack import Pack
from citex.recognise.lexer import Token, Tokens, tokenise
from citex.recognise.trie import phrase_key
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

    def types(self, pack: Pack) -> frozenset[str]:
        """The document types named in the last sentence of the stretch."""
        tokens = self.tokens.tokens
        start = max((i + 1 for i, token in enumerate(tokens) if token.role == "eos"), default=0)
        return frozenset(kind for token in tokens[start:] if (kind := type_of(token, pack)) is not None)

    def dated(self) -> bool:
        """Whether the date goes with the number for certain: right after it, or followed by more of the citation.

        A date at the end, after a comma, may begin the next clause.
        """
        tokens = self.tokens.tokens
        at = next((i for i, token in enumerate(tokens) if token.role == "date"), None)
        return at is not None and (at < len(tokens) - 1 or (at > 0 and tokens[at - 1].role != "comma"))


def type_of(token: Token, pack: Pack) -> str | None:
    """The document type that an element names, None where it is no type word."""
    return pack.tables.type_phrases.get(phrase_key(token.match[0])) if token.role == "type" else None


def cut(text: str, base: int, pack: Pack) -> Written:
    """A stretch of text that begins at ``base`` of its article, cut into elements."""
    folded = fold(text)
    return Written(base, folded, tokenise(folded.text, pack))
