"""The checks by the names that rules call them. Those of a whole run (between articles, suppressions) stand apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from citex.check import agreement, catalogue, dates, symbols, within
from citex.check.look import Look
from citex.check.records import Hit
from citex.packs.data import Rule

Check = Callable[[Look, Rule], Iterator[Hit]]

CHECKS: Mapping[str, Check] = {
    "separator": symbols.separator,
    "spacing": symbols.spacing,
    "dash": symbols.dash,
    "zero": symbols.zero,
    "letter-case": symbols.letter_case,
    "spelling": symbols.spelling,
    "look-alike": symbols.look_alike,
    "decomposed": symbols.decomposed,
    "invisible": symbols.invisible,
    "type-symbol": agreement.type_symbol,
    "issuer-symbol": agreement.issuer_symbol,
    "unknown-issuer": agreement.unknown_issuer,
    "unknown-type": agreement.unknown_type,
    "impossible-date": dates.impossible_date,
    "future-date": dates.future_date,
    "date-term": dates.date_term,
    "date-order": dates.date_order,
    "catalogue-date": catalogue.catalogue_date,
    "catalogue-issuer": catalogue.catalogue_issuer,
    "catalogue-number": catalogue.catalogue_number,
    "catalogue-title": catalogue.catalogue_title,
    "conflict-in-article": within.conflict_in_article,
    "bare-number": within.bare_number,
    "no-place": within.no_place,
    "no-term": within.no_term,
    "short-first": within.short_first,
}
BETWEEN = "conflict-between-articles"
UNUSED = "unused-suppression"
OF_RUNS = (BETWEEN, UNUSED)
