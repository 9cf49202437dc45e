"""Dates that cannot be: no such day, after the article, outside of the term named, out of order in their series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from citex.check import known
from citex.check.look import Look
from citex.check.records import Hit
from citex.check.written import Written
from citex.normalise import values
from citex.packs.data import Rule
from citex.packs.model import CatalogueEntry
from citex.recognise.lexer import Token
from citex.records import Citation

_LEAP = "2000"
# Edges of the terms are known to a few weeks only; a date that near to the term named is not surely wrong.
_NEAR = timedelta(days=45)


def impossible_date(look: Look, rule: Rule) -> Iterator[Hit]:
    """A day or a month that no calendar has."""
    for citation, written in look.pairs():
        for token in _dates(written):
            day, month, year = (token.part(name) for name in ("day", "month", "year"))
            if month and values.date(day, month, year or _LEAP) is None:
                start, end = written.span(token.start, token.end)
                swapped = values.date(month, day, year) if day else None
                right = known.shown(swapped) if swapped else ""
                # Without a day the two figures may be something else than month and year.
                found = {"text": look.article.text[start:end], "right": right}
                yield Hit(start, end, found, citation, sure=day is not None)


def _dates(written: Written) -> list[Token]:
    return [token for token in written.tokens.tokens if token.role == "date" and token.match is not None]


def _where(look: Look, citation: Citation, written: Written) -> tuple[int, int]:
    """The span of a citation's date, of all of it where the sentence gave the date."""
    token = next(iter(_dates(written)), None)
    if token is None or "date" in citation.evidence:
        return citation.start, citation.end
    return written.span(token.start, token.end)


def future_date(look: Look, rule: Rule) -> Iterator[Hit]:
    """A document dated after the article. Certain where the article's date was given, not read off its head.

    A day is let pass: the date of an article may be that of another time zone.
    """
    if look.date is None:
        return
    latest = _next_day(look.date)
    for citation, written in look.pairs():
        if citation.date and citation.date > latest + "~" and not known.agree(citation.date, latest):
            start, end = _where(look, citation, written)
            yield Hit(
                start,
                end,
                {"text": look.article.text[start:end], "date": known.shown(citation.date)}
                | {"known": known.shown(look.date)},
                citation,
                sure=look.article.date is not None and written.dated(),
            )


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if values.is_day(day) else day


def date_term(look: Look, rule: Rule) -> Iterator[Hit]:
    """A central document dated outside of the term that is named with it."""
    terms = {term.id: term for term in look.pack.data.terms if term.scope == "central"}
    for citation, written in look.pairs():
        term = terms.get(citation.term or "")
        if term is None or citation.date is None or citation.level != "central" or citation.kind == "congress":
            continue
        fitting = known.terms_at(citation.date, look.pack)
        if term.id in fitting or not fitting:
            continue
        beside = not {"date", "term"} & citation.evidence.keys() and written.dated()
        start, end = _where(look, citation, written)
        yield Hit(
            start,
            end,
            {"text": look.article.text[start:end], "date": known.shown(citation.date), "term": term.id}
            | {"right": ", ".join(fitting)},
            citation,
            sure=beside and citation.kind == "numbered" and not _near(citation.date, term.start, term.until),
        )


def _near(day: str, start: str, until: str) -> bool:
    if not values.is_day(day):
        return True
    at = date.fromisoformat(day)
    edges = [date.fromisoformat(edge) for edge in (start, until) if values.is_day(edge)]
    return any(abs(at - edge) <= _NEAR for edge in edges)


def date_order(look: Look, rule: Rule) -> Iterator[Hit]:
    """A date that does not fit between those of the documents numbered before and after it in the series."""
    since = str(rule.options.get("since", ""))
    for citation, written in look.pairs():
        if not values.is_day(citation.date) or citation.date < since:
            continue
        if any(known.agree(citation.date, entry.date) for entry in known.entries(citation, look.pack)):
            continue
        before, after = neighbours(citation, look)
        start, end = _where(look, citation, written)
        early = before is not None and citation.date < before.date
        late = after is not None and citation.date > after.date
        if early or late:
            sides = [known.named(one) for one in (before, after) if one is not None]
            found = {"text": look.article.text[start:end], "date": known.shown(citation.date)}
            yield Hit(start, end, {**found, "known": ", ".join(sides)}, citation, sure=False)


def neighbours(citation: Citation, look: Look) -> tuple[CatalogueEntry | None, CatalogueEntry | None]:
    """The known documents next below and above a citation's number, in the series and term of its date."""
    owner, term = known.committee(citation, look.pack), known.terms_at(citation.date or "", look.pack)
    if owner is None or len(term) != 1 or citation.number is None or not citation.number.isdigit():
        return None, None
    number = int(citation.number)
    near = known.in_series(owner, known.series(citation, look.pack), term[0], look.pack)
    below = [entry for other, entry in near if other < number and values.is_day(entry.date)]
    above = [entry for other, entry in near if other > number and values.is_day(entry.date)]
    return (below[-1] if below else None), (above[0] if above else None)
