"""What the article says of a document against what the catalogue knows of it: date, issuer, number, title."""

from __future__ import annotations

from collections.abc import Iterator

from citex.check import known
from citex.check.dates import neighbours
from citex.check.look import Look
from citex.check.records import Hit
from citex.check.written import Written, cut
from citex.normalise.values import is_day
from citex.packs.data import Rule
from citex.packs.model import CatalogueEntry
from citex.recognise.trie import fold_phrase
from citex.records import Citation

_HIGH = "high"
_TITLE = 240  # characters after a citation in which its title begins
_SHORT = 3  # words shorter than this say nothing of a subject


def catalogue_date(look: Look, rule: Rule) -> Iterator[Hit]:
    """A date other than the catalogue's for the number: of its term, or one that is a misprint away.

    Certain where the catalogue's entry is well attested and of the same term, for a number stands once in a term.
    """
    for citation, written in look.pairs():
        found = known.entries(citation, look.pack)
        if not citation.date or not found or any(known.agree(citation.date, entry.date) for entry in found):
            continue
        terms = known.terms_at(citation.date, look.pack)
        same = [entry for entry in found if (entry.term,) == terms or entry.term == citation.term]
        close = [entry for entry in found if known.misprint(citation.date, entry.date)]
        entry = next(iter([one for one in close if one in same] or same or close), None)
        if entry is None:
            continue
        sure = entry in same and entry.confidence == _HIGH and "date" not in citation.evidence and written.dated()
        start, end = _date_span(citation, written)
        values = {"text": look.article.text[start:end], "date": known.shown(citation.date)}
        yield Hit(start, end, values | _entry(entry), citation, sure=sure and is_day(citation.date))


def _entry(entry: CatalogueEntry) -> dict[str, str]:
    return {"right": known.shown(entry.date), "known": f"{entry.symbol} {known.shown(entry.date)}"}


def _date_span(citation: Citation, written: Written) -> tuple[int, int]:
    token = written.first("date", "year", "yearnum")
    if token is None or "date" in citation.evidence:
        return citation.start, citation.end
    return written.span(token.start, token.end)


def catalogue_issuer(look: Look, rule: Rule) -> Iterator[Hit]:
    """An issuer other than the catalogue's for the number of that date or term.

    The names in the option ``any`` stand for every central body.
    """
    general = {str(name) for name in rule.options.get("any", ())}
    for citation, written in look.pairs():
        entry = _meant(citation, look)
        if entry is None or not citation.issuer or general & set(citation.issuer.split(" + ")):
            continue
        if set(citation.issuer.split(" + ")) & set(entry.issuer.split(" + ")):
            continue
        token = written.first("issuer")
        inside = token is not None and "issuer" not in citation.evidence
        start, end = written.span(token.start, token.end) if token and inside else (citation.start, citation.end)
        values = {"text": look.article.text[start:end], "issuer": citation.issuer, "right": entry.issuer}
        sure = inside and entry.confidence == _HIGH and bool(citation.date)
        yield Hit(start, end, values | {"known": known.named(entry)}, citation, sure=sure)


def _meant(citation: Citation, look: Look) -> CatalogueEntry | None:
    """The one entry that number and date, or number and term, point at."""
    if citation.kind != "numbered" or not (citation.date or citation.term):
        return None
    fitting = [
        entry
        for entry in known.entries(citation, look.pack)
        if (not citation.date or entry.date.startswith(citation.date))
        and (not citation.term or entry.term == citation.term)
    ]
    return fitting[0] if len(fitting) == 1 else None


def catalogue_number(look: Look, rule: Rule) -> Iterator[Hit]:
    """A number that the catalogue does not know, where its date is that of another one that is written with the same
    figures; or with all but one of them, if the number is out of order in its series."""
    for citation, written in look.pairs():
        if citation.number is None or not is_day(citation.date) or known.entries(citation, look.pack):
            continue
        owner, series = known.committee(citation, look.pack), known.series(citation, look.pack)
        for entry in known.trusted(look.pack):
            if entry.date != citation.date or known.parts(entry)[:2] != (owner, series):
                continue
            mixed = sorted(citation.number) == sorted(entry.number)
            if mixed or (known.misprint(citation.number, entry.number) and not _in_order(citation, look)):
                token = written.first("symbol", "half", "number")
                start, end = written.span(token.start, token.end) if token else (citation.start, citation.end)
                values = {"text": look.article.text[start:end], "right": entry.symbol, "known": known.named(entry)}
                yield Hit(start, end, {**values, "date": known.shown(citation.date)}, citation, sure=False)


def _in_order(citation: Citation, look: Look) -> bool:
    """Whether a date fits between those of the numbers before and after it."""
    below, above = neighbours(citation, look)
    date = citation.date or ""
    return not (below and below.date > date) and not (above and above.date < date)


def catalogue_title(look: Look, rule: Rule) -> Iterator[Hit]:
    """Words after a citation that are the title of another known document of the type, and not its own."""
    for citation in look.citations:
        meant = _meant(citation, look)
        title = _title(citation, look) if meant is not None and meant.title else frozenset()
        if meant is None or not title or _share(_words(meant.title), title) > _OWN:
            continue
        kind = known.series(citation, look.pack)
        others = [
            (_share(words, title), entry)
            for entry in known.trusted(look.pack)
            if known.parts(entry)[1] == kind and entry.id != meant.id and len(words := _words(entry.title)) >= _LEAST
        ]
        best = max(others, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= _OTHER:
            values = {"text": citation.text, "right": best[1].symbol, "known": best[1].title}
            yield Hit(citation.start, citation.end, values, citation, sure=False)


_OWN, _OTHER, _LEAST = 0.25, 0.8, 4


def _title(citation: Citation, look: Look) -> frozenset[str]:
    """The words of the title that follows a citation, nothing where none does."""
    if citation.title:
        return _words(citation.title)
    following = cut(look.article.text[citation.end : citation.end + _TITLE], citation.end, look.pack)
    tokens = following.tokens.tokens
    if not tokens or tokens[0].role not in ("about", "quote", "comma"):
        return frozenset()
    opened = next((i for i, token in enumerate(tokens[:2]) if token.role in ("about", "quote")), None)
    if opened is None:
        return frozenset()
    end = next((token.start for token in tokens if token.role == "eos"), len(following.tokens.text))
    return _words(following.tokens.text[tokens[opened].end : end])


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold_phrase(text).split() if len(word.strip(".,;:()\"'")) >= _SHORT)


def _share(words: frozenset[str], title: frozenset[str]) -> float:
    """How much of a known title stands in the words of a text."""
    return len(words & title) / len(words) if words else 0.0
