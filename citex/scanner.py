"""One article through all the steps: fold, gate, tokenise, mentions, fields, sentence, article, citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from citex.normalise.context import add_context
from citex.normalise.draft import Draft
from citex.normalise.fields import drafts
from citex.normalise.owner import settle
from citex.normalise.title import add_titles
from citex.packs.compile import Pack
from citex.recognise.lexer import tokenise
from citex.recognise.mentions import mentions
from citex.records import Article, Citation
from citex.resolve.article import own_date, place, topic
from citex.resolve.backrefs import KIND as BACKREF
from citex.resolve.backrefs import Backref, backrefs
from citex.resolve.identity import Identified, identify
from citex.resolve.relations import as_evidence, relations
from citex.text.fold import fold
from citex.text.lines import Lines


@dataclass(frozen=True, slots=True)
class Options:
    """How to scan: the time limit for a pattern on one window, in seconds, and how far to resolve.

    ``backrefs`` also finds what has nothing of its own (``Nghị quyết này``), as citations of a kind of their own.
    """

    timeout: float | None = 2.0
    resolve: str = "article"
    backrefs: bool = False


@dataclass(frozen=True, slots=True)
class Scanner:
    """Scans articles with one compiled pack. Holds no state between articles; cheap to pickle."""

    pack: Pack
    options: Options = field(default_factory=Options)

    def scan(self, article: Article) -> tuple[Citation, ...]:
        """The citations of one article, in order of their offsets."""
        folded = fold(article.text)
        found: list[Draft] = []
        for start, end in self.pack.gate.windows(folded.text):
            tokens = tokenise(folded.text[start:end], self.pack, self.options.timeout)
            here: list[Draft] = []
            for mention in mentions(tokens, self.pack, self.options.timeout):
                here += drafts(mention, tokens, self.pack)
            add_context(here, tokens, self.pack)
            add_titles(here, tokens, self.pack)
            for draft in here:
                first, last = tokens.tokens[draft.first].start, tokens.tokens[draft.last - 1].end
                draft.start, draft.end = folded.source(start + first), folded.source_end(start + last)
                if draft.title is not None:
                    first, last = draft.title
                    draft.heading = folded.source(start + first), folded.source_end(start + last)
            found += here
        if not found:
            return ()
        kept = settle(found, self.pack, lambda: topic(folded.text, self.pack))
        date = article.date or own_date(article.text, (draft.date for draft in kept), self.pack)
        placed = place(kept, article.text, self.pack, article.place, date, article.site)
        lines = Lines(article.text)
        identified = identify(placed, self.pack, article.text, date)
        starts = [draft.start for draft in kept]
        citations = [self._citation(article, lines, one, starts) for one in identified]
        if self.options.resolve != "none":
            for index, told in as_evidence(relations(kept, article.text, self.pack), starts):
                cast("dict[str, Any]", citations[index].evidence).setdefault("relations", []).append(told)
        if self.options.backrefs:
            for back in backrefs(article.text, kept, found, self.pack):
                citations.append(self._backref(article, lines, back, citations[back.antecedent]))
            citations.sort(key=lambda citation: citation.start)
        return tuple(citations)

    def _backref(self, article: Article, lines: Lines, back: Backref, to: Citation) -> Citation:
        start, end = back.start, back.end
        line, column = lines.position(start)
        name = self.pack.tables.types[back.type].name
        text = article.text[start:end]
        evidence = {"document": {"by": "article", "antecedent": to.start}}
        spot = (article.file, start, end, line, column, text, BACKREF, back.type, name)
        return Citation(*spot, level=to.level, place=to.place, document=to.document, evidence=evidence, pattern=BACKREF)

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
            start=start,
            end=end,
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
