"""One article through all the steps: gate, fold, tokenise, mentions, fields, sentence, article, citations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from citex.normalise.context import add_context
from citex.normalise.draft import Draft
from citex.normalise.fields import drafts
from citex.normalise.owner import settle
from citex.normalise.title import add_titles
from citex.packs.pack import Pack
from citex.packs.tables import place_called
from citex.recognise.gate import Gate
from citex.recognise.lexer import Tokens, seen_in_lower_case, tokenise
from citex.recognise.mentions import mentions
from citex.recognise.windows import Sentences, Window
from citex.records import Article, Citation
from citex.resolve.article import place
from citex.resolve.dateline import own_date
from citex.resolve.identity import identify
from citex.resolve.namesakes import Identified
from citex.resolve.relations import as_evidence, relations
from citex.resolve.surroundings import Surroundings
from citex.text.fold import Folded, fold, lower, plain
from citex.text.lines import Lines

if TYPE_CHECKING:
    from citex.resolve.backrefs import Backref

_BACK = "backref"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One window of an article, tokenised, and the way from its tokens to the article's text."""

    begin: int
    own: int  # tokens that begin further on are read for what comes before them only
    folded: Folded
    tokens: Tokens

    def source(self, start: int) -> int:
        """The article's offset of what begins at ``start`` in the window's folded text."""
        return self.begin + self.folded.source(start)

    def source_end(self, end: int) -> int:
        """The exclusive offset in the article of what ends at ``end`` in the window's folded text."""
        return self.begin + self.folded.source_end(end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The article's offsets of the tokens ``first`` to ``last`` (exclusive)."""
        return self.source(self.tokens.tokens[first].start), self.source_end(self.tokens.tokens[last - 1].end)


def readings(
    article: Article, pack: Pack, timeout: float | None = None, *, gated: bool = True, slow: list[int] | None = None
) -> Iterator[Reading]:
    """The windows of an article that can hold a citation, or with ``gated`` false all of it, in order.

    A window that takes longer than ``timeout`` seconds is passed over and its offset goes into ``slow``; without that
    TimeoutError is raised.
    """
    places = None
    if gated and not pack.gate.open:
        data = article.data if article.data is not None else article.text.encode("utf-8", "replace")
        places = pack.gate.places(data, article.marks)
        if not places:
            return
    for window in Sentences(article.text, pack.boundary).windows(places):
        folded = fold(article.text[window.start : window.reach])
        text = plain(folded.text)
        low = lower(text)
        try:
            if places is not None and not _stands(pack.gate, places, window, folded, text, low):
                seen = seen_in_lower_case(text, low, pack, timeout)
                if seen == low or not _stands(pack.gate, places, window, folded, text, seen):
                    continue
            tokens = tokenise(folded.text, pack, timeout, text, low)
        except TimeoutError:
            if slow is None:
                raise
            slow.append(window.start)
            continue
        own = folded
        if window.reach > window.end:
            own = fold(article.text[window.start : window.end])
        yield Reading(window.start, len(own.text), folded, tokens)


def _stands(gate: Gate, places: Sequence[int], window: Window, folded: Folded, text: str, low: str) -> bool:
    """Whether a head stands, with what it needs, at one of the places in a window."""
    inside = places[bisect_left(places, window.start) : bisect_left(places, window.end)]
    return any(gate.stands(text, low, folded.of_source(place - window.start)) for place in inside)


def drafts_of(reading: Reading, pack: Pack, timeout: float | None = None) -> list[Draft]:
    """The drafts of the citations that begin in a window, with what its sentences add to them."""
    tokens = reading.tokens
    found: list[Draft] = []
    for mention in mentions(tokens, pack, timeout):
        if tokens.tokens[mention.members[0].first].start < reading.own:
            found += drafts(mention, tokens, pack)
    if found:
        add_context(found, tokens, pack)
        add_titles(found, tokens, pack)
    return found


@dataclass(frozen=True, slots=True)
class Options:
    """How to scan: the time limit for a pattern on one window, in seconds, and how far to resolve.

    ``backrefs`` also finds what has nothing of its own (``Nghị quyết này``), as citations of a kind of their own.
    ``gated`` false reads every sentence, with the same result: for tests of the gate.
    """

    timeout: float | None = 2.0
    resolve: str = "article"
    backrefs: bool = False
    gated: bool = True


@dataclass(frozen=True, slots=True)
class Scanner:
    """Scans articles with one compiled pack. Holds no state between articles; cheap to pickle."""

    pack: Pack
    options: Options = field(default_factory=Options)

    def scan(self, article: Article, slow: list[int] | None = None) -> tuple[Citation, ...]:
        """The citations of one article, in order of their offsets.

        Where a pattern takes longer than the time limit on one window, TimeoutError is raised; with ``slow`` the offset
        of the window is added there instead, and the rest of the article is scanned.
        """
        return self.dated(article, slow)[0]

    def dated(self, article: Article, slow: list[int] | None = None) -> tuple[tuple[Citation, ...], str | None]:
        """The citations of one article, as ``scan`` has them, and its date: the one given, else that of its head or
        foot, which is looked for where there is a citation."""
        found = self._drafts(article, slow)
        near = Surroundings(article.text, self.pack)
        kept = settle(found, self.pack, near) if found else []
        if not kept:
            return (), article.date
        date = article.date or own_date(article.text, (draft.date for draft in kept), self.pack)
        given = article.place and (place_called(article.place, self.pack.tables) or article.place)
        placed = place(kept, near, self.pack, given, date, article.site)
        lines = Lines(article.text, article.line, article.column)
        identified = identify(placed, self.pack, article.text, date)
        starts = [article.offset + draft.start for draft in kept]
        citations = [self._citation(article, lines, one, starts) for one in identified]
        if self.options.resolve != "none":
            for index, told in as_evidence(relations(kept, article.text, self.pack), starts):
                cast("dict[str, Any]", citations[index].evidence).setdefault("relations", []).append(told)
        if self.options.backrefs:
            from citex.resolve.backrefs import backrefs

            for back in backrefs(article.text, kept, found, self.pack):
                citations.append(self._backref(article, lines, back, citations[back.antecedent]))
            citations.sort(key=lambda citation: citation.start)
        if article.own is None:
            return tuple(citations), date
        first, last = (article.offset + edge for edge in article.own)
        return tuple(citation for citation in citations if first <= citation.start < last), date

    def _drafts(self, article: Article, slow: list[int] | None) -> list[Draft]:
        """The drafts of an article with their offsets in it."""
        found: list[Draft] = []
        timeout = self.options.timeout
        for reading in readings(article, self.pack, timeout, gated=self.options.gated, slow=slow):
            try:
                here = drafts_of(reading, self.pack, timeout)
            except TimeoutError:
                if slow is None:
                    raise
                slow.append(reading.begin)
                continue
            for draft in here:
                draft.start, draft.end = reading.span(draft.first, draft.last)
                if draft.title is not None:
                    draft.heading = reading.source(draft.title[0]), reading.source_end(draft.title[1])
            found += here
        return found

    def _backref(self, article: Article, lines: Lines, back: Backref, to: Citation) -> Citation:
        start, end = article.offset + back.start, article.offset + back.end
        line, column = lines.position(back.start)
        name = self.pack.tables.types[back.type].name
        text = article.text[back.start : back.end]
        evidence = {"document": {"by": "article", "antecedent": to.start}}
        spot = (article.file, start, end, line, column, text, _BACK, back.type, name)
        return Citation(*spot, level=to.level, place=to.place, document=to.document, evidence=evidence, pattern=_BACK)

    def _citation(self, article: Article, lines: Lines, found: Identified, starts: list[int]) -> Citation:
        one, draft = found.placed, found.placed.draft
        start, end = draft.start, draft.end
        line, column = lines.position(start)
        evidence: dict[str, Any] = {**draft.evidence, **one.evidence, **found.evidence}
        if found.like is not None:
            evidence["document"]["same_as"] = starts[found.like]
        names = (self.pack.tables.types[t].name if t in self.pack.tables.types else t for t in draft.types)
        return Citation(
            file=article.file,
            start=article.offset + start,
            end=article.offset + end,
            line=line,
            column=column,
            text=article.text[start:end],
            kind=draft.kind,
            type="+".join(draft.types),
            type_name=" + ".join(names),
            number=draft.number,
            symbol=draft.symbol,
            issuer=_issuer_name(draft),
            locality=_locality(draft),
            date=draft.date,
            term=draft.term,
            session=draft.session,
            title=_title(article, draft),
            level=one.level,
            place=one.place,
            document=found.key if self.options.resolve != "none" else None,
            evidence=evidence,
            pattern=draft.form,
        )


def _issuer_name(draft: Draft) -> str | None:
    if draft.kind == "congress":
        return " + ".join(body.name for body in draft.issuers)
    return " + ".join(dict.fromkeys(body.name for body in draft.issuers)) or None


def _title(article: Article, draft: Draft) -> str | None:
    if draft.heading is None:
        return None
    text = article.text[draft.heading[0] : draft.heading[1]]
    return " ".join(text.split()).strip("*_ ") or None


def _locality(draft: Draft) -> str | None:
    bodies = (draft.congress,) if draft.congress else draft.issuers
    return next((body.locality for body in bodies if body.locality), None)
