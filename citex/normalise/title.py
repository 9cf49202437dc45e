"""The document's title as far as its sentence gives it: what stands in quotes after the citation, or after "about"."""

from __future__ import annotations

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.recognise.lexer import Token, Tokens

# What may stand between a citation and its title, and elements that begin a clause of their own when a comma precedes.
_BETWEEN = frozenset(("comma", "dash", "open", "close", "mark"))
_CLAUSE = frozenset(
    (
        "issuer",
        "outsider",
        "type",
        "type_short",
        "date",
        "term",
        "no",
        "symbol",
        "by",
        "verb",
        "issued",
        "decide",
        "year",
        "about",
    )
)
_JOINS = frozenset(("comma", "and", "semicolon"))
_MARKS = " \n,;:-"
# The words that end a title may lie in several tokens: how far beyond the first one to look.
_LONGEST_END = 30


def add_titles(found: list[Draft], tokens: Tokens, pack: Pack) -> None:
    """Set ``title`` of the drafts of one window to the span, in the window, of the title that follows each of them."""
    starts = {draft.first for draft in found}
    for draft in found:
        draft.title = _title(draft.last, starts, tokens, pack)


def _title(at: int, starts: set[int], tokens: Tokens, pack: Pack) -> tuple[int, int] | None:
    row = tokens.tokens
    about = False
    while at < len(row) and at not in starts and (row[at].role in _BETWEEN or row[at].role == "about"):
        about = about or row[at].role == "about"
        at += 1
        if about and at < len(row) and row[at].role != "quote":
            return _unquoted(at, starts, tokens, pack)
    if at < len(row) and row[at].role == "quote":
        return _quoted(at, tokens)
    return None


def _quoted(at: int, tokens: Tokens) -> tuple[int, int] | None:
    """What stands between the quote at ``at`` and the next one, exactly; one before a space is a closing quote."""
    row = tokens.tokens
    if tokens.text[row[at].end : row[at].end + 1].isspace():
        return None
    for token in row[at + 1 :]:
        if token.role == "quote":
            return (row[at].end, token.start) if token.start > row[at].end else None
    return None


def _unquoted(at: int, starts: set[int], tokens: Tokens, pack: Pack) -> tuple[int, int] | None:
    """Up to the end of the sentence, the next citation in a list, a new clause or a word that opens a predicate."""
    row = tokens.tokens
    start = end = row[at].start
    depth = 0
    for i in range(at, len(row)):
        token = row[i]
        if _ends(i, depth, starts, row):
            break
        depth += (token.role == "open") - (token.role == "close")
        cut = pack.title_end.search(tokens.text, token.start, token.end + _LONGEST_END) if depth == 0 else None
        if cut and cut.start() < token.end:
            end = max(end, len(tokens.text[: cut.start()].rstrip(_MARKS)))
            break
        if token.role not in _BETWEEN or token.role == "close":
            end = token.end
    return (start, end) if end > start else None


def _ends(i: int, depth: int, starts: set[int], row: tuple[Token, ...]) -> bool:
    role = row[i].role
    if role == "eos" or (role == "close" and depth == 0):
        return True
    if i + 1 in starts and (role == "open" or (role in _JOINS and depth == 0)):
        return True
    new_clause = role == "comma" and i + 1 < len(row) and row[i + 1].role in _CLAUSE
    issued = role == "by" and i + 1 < len(row) and row[i + 1].role == "issuer"
    return depth == 0 and (role == "semicolon" or new_clause or issued)
