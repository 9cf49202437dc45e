"""What only the whole article tells: documents that contradict each other, and references that stay open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from citex.check import known
from citex.check.look import Look, place_of
from citex.check.records import Hit
from citex.normalise.values import is_day
from citex.packs.data import Rule
from citex.records import Citation
from citex.resolve.keys import is_open
from citex.resolve.level import LOCAL
from citex.resolve.terms import CENTRAL, PROVINCE, calendar


def conflict_in_article(look: Look, rule: Rule) -> Iterator[Hit]:
    """One symbol with two dates of one term, or with two issuers at one date. Told at the value that stands less often,
    or later."""
    same: dict[tuple[str | None, ...], list[Citation]] = defaultdict(list)
    for citation in look.citations:
        # A local symbol without a place may be that of several committees.
        placed = citation.place is not None or citation.level not in LOCAL
        if citation.kind == "numbered" and citation.symbol and placed:
            same[citation.symbol, citation.place, citation.locality].append(citation)
    for citations in same.values():
        yield from _two_dates(citations, look)
        yield from _two_issuers(citations)


def _two_dates(citations: Sequence[Citation], look: Look) -> Iterator[Hit]:
    dated = [one for one in citations if is_day(one.date)]
    for one in dated:
        others = [other for other in dated if other.date != one.date and _one_term(one, other, look)]
        if others and _weaker(one, others, [other for other in dated if other.date == one.date]):
            values = {"text": one.text, "date": known.shown(one.date or ""), "also": known.shown(others[0].date or "")}
            where = {"where": _where(others[0]), "right": values["also"], "other": values["date"]}
            yield Hit(one.start, one.end, values | where, one, related=(place_of(others[0]),))


def _one_term(one: Citation, other: Citation, look: Look) -> bool:
    terms = calendar(look.pack.data.terms, CENTRAL if one.level == "central" else PROVINCE)
    return bool(set(terms.at(one.date or "")) & set(terms.at(other.date or "")))


def _two_issuers(citations: Sequence[Citation]) -> Iterator[Hit]:
    named = [one for one in citations if one.issuer and one.date and "issuer" not in one.evidence]
    for one in named:
        mine = set((one.issuer or "").split(" + "))
        others = [
            other
            for other in named
            if known.agree(one.date or "", other.date or "") and not mine & set((other.issuer or "").split(" + "))
        ]
        if others and _weaker(one, others, [other for other in named if other.issuer == one.issuer]):
            values = {"text": one.text, "right": others[0].issuer or "", "also": others[0].issuer or ""}
            where = {"where": _where(others[0]), "other": one.issuer or ""}
            yield Hit(one.start, one.end, values | where, one, related=(place_of(others[0]),))


def _weaker(one: Citation, others: Sequence[Citation], alike: Sequence[Citation]) -> bool:
    """Whether it is this value that is told: fewer citations have it, or as many and the first of them is later."""
    if len(alike) != len(others):
        return len(alike) < len(others)
    return min(other.start for other in others) < min(other.start for other in alike)


def _where(citation: Citation) -> str:
    return f"{citation.line}:{citation.column}"


def bare_number(look: Look, rule: Rule) -> Iterator[Hit]:
    """A type and a number alone, which nothing in the article and the catalogue resolves. Told at the first mention.

    A namesake in the article that has a symbol, an issuer or a date resolves it, even where its own term stays open.
    """
    bare: list[Citation] = []
    named: set[tuple[str, str | None]] = set()
    for citation in look.citations:
        if citation.kind == "numbered":
            told = citation.symbol or citation.issuer or citation.date or citation.document
            named.update([_number(citation, look)] if told else [])
            bare += [] if told else [citation]
    for citation in bare:
        if _number(citation, look) not in named:
            named.add(_number(citation, look))
            values = {"text": citation.text, "known": ", ".join(_named(key, look) for key in _candidates(citation))}
            yield Hit(citation.start, citation.end, values, citation, sure=False)


def _number(citation: Citation, look: Look) -> tuple[str, str | None]:
    return known.series(citation, look.pack), citation.number


def _candidates(citation: Citation) -> Sequence[str]:
    """The documents that a reference may mean, where there are several."""
    found: Sequence[str] = citation.evidence.get("document", {}).get("candidates", ())
    return found if len(found) > 1 else ()


def _named(key: str, look: Look) -> str:
    """A document key as its symbol and date, where the catalogue knows it."""
    entry = look.pack.tables.catalogue.get(key)
    return known.named(entry) if entry is not None else key


def no_place(look: Look, rule: Rule) -> Iterator[Hit]:
    """A symbol of a province or below, and no place in the whole article to say whose. Told once for each symbol."""
    told: set[str] = set()
    for citation in look.citations:
        if citation.level in LOCAL and citation.symbol and citation.place is None and citation.symbol not in told:
            told.add(citation.symbol)
            code = citation.symbol.rpartition("/")[2]
            yield Hit(citation.start, citation.end, {"text": citation.text, "code": code}, citation, sure=False)


def no_term(look: Look, rule: Rule) -> Iterator[Hit]:
    """A plenum or a congress whose term nothing tells. Told at the first mention."""
    told: set[tuple[str, str | None]] = set()
    for citation in look.citations:
        if citation.kind not in ("plenum", "congress") or citation.term is not None or citation.date is not None:
            continue
        key = citation.kind, citation.session
        if key not in told and (citation.document is None or is_open(citation.document)):
            told.add(key)
            terms = {candidate.rpartition("@")[2] for candidate in _candidates(citation)}
            in_order = [term.id for term in look.pack.data.terms if term.id in terms]
            values = {"text": citation.text, "known": ", ".join(in_order)}
            yield Hit(citation.start, citation.end, values, citation, sure=False)


def short_first(look: Look, rule: Rule) -> Iterator[Hit]:
    """The first mention of a numbered document without its symbol, its date or its issuer."""
    seen: set[str] = set()
    for citation in look.citations:
        if citation.kind != "numbered":
            continue
        key = citation.document or f"{citation.type}/{citation.number}"
        if key not in seen:
            seen.add(key)
            lacking = [name for name in ("symbol", "date", "issuer") if getattr(citation, name) is None]
            if lacking:
                values = {"text": citation.text, "other": ", ".join(lacking)}
                yield Hit(citation.start, citation.end, values, citation, sure=False)
