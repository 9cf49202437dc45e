"""Why something is found, and why not: the steps of one article, told instead of taken.

The same functions as in ``scanner`` run one by one. What a form began and did not end is asked of each form alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import regex

from citex.normalise.draft import Draft
from citex.normalise.owner import OPEN, OTHER, owner, party_share, settle
from citex.packs.pack import Pack
from citex.recognise.lexer import Tokens
from citex.recognise.mentions import mentions
from citex.recognise.sequence import FEW, MANY, sequence_regex
from citex.records import Article, Citation
from citex.resolve.surroundings import Surroundings
from citex.scanner import Options, Reading, Scanner, drafts_of, readings

_GAPS = (FEW, MANY)
_TRIED = 40  # elements of a sequence to try for a near miss


@dataclass(frozen=True, slots=True)
class SeenElement:
    """One element, or the words between two (``few``, ``many``); ``parts`` are its named pieces."""

    role: str
    element: str
    start: int
    end: int
    text: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a form found and the program took for no citation of a Party document, and why."""

    form: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A form that began to fit. It stopped before ``stopped_at`` (empty: the end), where it ``expected`` others."""

    form: str
    start: int
    end: int
    text: str
    stopped_at: str
    stopped_role: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that can be told of a stretch of an article. ``gated``: the gate passed over it, so no form was tried.

    All offsets are code points of the article's text, ends exclusive.
    """

    file: str
    start: int
    end: int
    gated: bool
    elements: tuple[SeenElement, ...]
    citations: tuple[Citation, ...]
    dropped: tuple[Dropped, ...]
    near: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """A window of the article, and the article's text."""

    reading: Reading
    source: str

    @property
    def tokens(self) -> Tokens:
        return self.reading.tokens

    @property
    def whole(self) -> tuple[int, int]:
        """From its first token to its last."""
        return self.span(0, len(self.tokens.tokens))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Of the tokens ``first`` to ``last`` (exclusive)."""
        return self.reading.span(first, last)

    def text(self, first: int, last: int) -> str:
        start, end = self.span(first, last)
        return self.source[start:end]


def explain(
    article: Article, pack: Pack, span: tuple[int, int] | None = None, timeout: float | None = 2.0
) -> Explanation:
    """Explain an article, or the stretch ``span`` of it (the rest still counts for its place, topic and sentences).

    Raises TimeoutError when a pattern takes longer than ``timeout`` seconds.
    """
    start, end = span or (0, len(article.text))
    citations = Scanner(pack, Options(timeout=timeout)).scan(article)
    windows = [_Window(reading, article.text) for reading in readings(article, pack, timeout)]
    here = [window for window in windows if window.tokens.tokens and _meets(window.whole, start, end)]
    gated = not here
    if gated:
        stretch = Article(article.file, article.text[start:end])
        here = [
            _Window(replace(reading, begin=start + reading.begin), article.text)
            for reading in readings(stretch, pack, timeout, gated=False)
        ]
    return Explanation(
        file=article.file,
        start=start,
        end=end,
        gated=gated,
        elements=tuple(one for window in here for one in _elements(window) if _meets((one.start, one.end), start, end)),
        citations=tuple(one for one in citations if _meets((one.start, one.end), start, end)),
        dropped=tuple(one for one in _dropped(windows, article.text, pack) if _meets((one.start, one.end), start, end)),
        near=tuple(one for window in here for one in _near(window, pack) if _meets((one.start, one.end), start, end)),
    )


def _meets(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] < end and span[1] > start


def _elements(window: _Window) -> Iterator[SeenElement]:
    for i, token in enumerate(window.tokens.tokens):
        start, end = window.span(i, i + 1)
        names = [name for name, value in token.match.groupdict().items() if value] if token.match is not None else []
        known = {name: window.tokens.text[slice(*token.match.span(name))] for name in names}
        yield SeenElement(token.role, token.element, start, end, window.source[start:end], known)


def _dropped(windows: list[_Window], text: str, pack: Pack) -> Iterator[Dropped]:
    found = [(window, draft) for window in windows for draft in drafts_of(window.reading, pack)]
    near = Surroundings(text, pack)
    kept = {id(draft) for draft in settle([draft for _, draft in found], pack, near)}
    verdicts = Counter(owner(draft, pack) for _, draft in found)
    for window, draft in found:
        if id(draft) not in kept:
            start, end = window.span(draft.first, draft.last)
            yield Dropped(
                draft.form,
                start,
                end,
                window.source[start:end],
                _reason(draft, pack, party_share(near.topic(draft), verdicts)),
            )


def _reason(draft: Draft, pack: Pack, share: float) -> str:
    """Why a draft was not kept, in words."""
    verdict = owner(draft, pack)
    if verdict == OPEN:
        return (
            "a bare number with no symbol and no issuer; no other citation in the article decides, and the Party's "
            f"words are {share:.0%} of those that speak of the Party or the State"
        )
    if verdict != OTHER:
        return "other citations of the article decide against it"
    for body in (*draft.issuers, *((draft.congress,) if draft.congress else ())):
        if body.owner != "party":
            return f"the issuer {body.name!r} is not the Party's ({body.owner})"
    if draft.kind == "congress" and draft.term is None:
        return "a congress with neither ordinal nor term"
    if draft.foreign_code and draft.code is None:
        return "its symbol has a year, as the State's have"
    known = pack.tables.codes.get(draft.code or "")
    if known is not None and known.owner != "party":
        return f"the issuer code {draft.code!r} is not the Party's: {known.name} ({known.owner})"
    if draft.foreign_code:
        return (
            f"the issuer code {draft.code!r} comes with a year, as the State's do, or belongs to the symbol beside it"
        )
    return f"no pack knows the issuer code {draft.code!r}, and no issuer is named"


def _near(window: _Window, pack: Pack) -> Iterator[NearMiss]:
    """For each place outside the mentions, the forms that begin there and get furthest."""
    letters = window.tokens.letters
    taken = _taken(window.tokens, pack)
    forms = _forms(pack)
    i = 0
    while i < len(letters):
        if i in taken or window.tokens.tokens[i].role in _GAPS:
            i += 1
            continue
        reached = {name: _reach(pattern, letters, i) for name, pattern in forms.items()}
        furthest = max(reached.values(), default=i)
        if furthest > i:
            for name, end in reached.items():
                if end == furthest:
                    yield _miss(name, forms[name], i, end, window, pack)
        i = max(furthest, i + 1)


def _taken(tokens: Tokens, pack: Pack) -> set[int]:
    taken: set[int] = set()
    for mention in mentions(tokens, pack):
        taken.update(mention.head)
        for member in mention.members:
            taken.update(range(member.first, member.last))
    return taken


def _forms(pack: Pack) -> dict[str, Any]:
    phrases = {phrase.id: phrase.words[0] for phrase in pack.data.phrases}
    return {
        form.id: regex.compile(sequence_regex(form.sequence, pack.alphabet, phrases), regex.V0)
        for form in pack.data.forms
    }


def _reach(pattern: Any, letters: str, start: int) -> int:
    """How far a form gets: the end of the longest beginning of it that stands at ``start``."""
    end = start
    while end < min(len(letters), start + _TRIED) and pattern.fullmatch(letters, start, end + 1, partial=True):
        end += 1
    return end


def _miss(name: str, pattern: Any, first: int, last: int, window: _Window, pack: Pack) -> NearMiss:
    start, end = window.span(first, last)
    tokens = window.tokens.tokens
    stopped = window.text(last, last + 1) if last < len(tokens) else ""
    begun = window.tokens.letters[first:last]
    expected = tuple(
        role
        for role, letter in pack.alphabet.letters.items()
        if role not in _GAPS and pattern.fullmatch(begun + letter, partial=True)
    )
    role = tokens[last].role if last < len(tokens) else ""
    return NearMiss(name, start, end, window.source[start:end], stopped, role, expected)
