"""Symbols in small letters without a type before them, which are no citations: found by the codes of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import regex

from citex.check.look import Look
from citex.check.records import Fix, Hit
from citex.check.symbol import type_code
from citex.normalise import values
from citex.packs.pack import Pack
from citex.recognise.trie import trie_regex
from citex.text.fold import fold, lower, plain

_MAYBE = re.compile(r"[0-9]-\w{1,6}/\w")


def lower_symbols(look: Look) -> Iterator[Hit]:
    """Stretches outside of the citations that are a symbol but for their case: 35-nq/tw, 35-NQ/tw."""
    folded = fold(look.article.text)
    text = plain(folded.text)
    taken = [(one.start, one.end) for one in look.citations if one.symbol]
    open_ones = [at for match in _MAYBE.finditer(text) if not _within(folded.source(at := match.start()), taken)]
    if not open_ones:
        return
    issuers = _issuers(look.pack)
    pattern = _compiled(tuple(look.pack.tables.type_codes), tuple(issuers))
    for match in pattern.finditer(lower(text)):
        start, end = folded.source(match.start()), folded.source_end(match.end())
        code = type_code(text[slice(*match.span("type"))], look.pack)
        right = values.symbol(match["number"], code or "", issuers[match["issuer"]])
        written = look.article.text[start:end]
        alike = right.casefold() == lower(plain(fold(written).text))
        if code and right != written and alike and not _within(start, taken):
            yield Hit(start, end, {"text": written, "right": right}, fix=Fix(start, end, right))


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


@lru_cache(maxsize=4)
def _compiled(types: tuple[str, ...], issuers: tuple[str, ...]) -> Any:
    return regex.compile(
        rf"(?<![\w./-])(?P<number>\d{{1,5}})-(?P<type>{trie_regex(types)})/(?P<issuer>{trie_regex(issuers)})(?![\w/-])"
    )


def _issuers(pack: Pack) -> dict[str, str]:
    """The Party's issuer codes by their small letters; those that only case tells apart from others are left out."""
    codes = [code for code, known in pack.tables.codes.items() if known.owner == "party"]
    folded = [lower(code) for code in codes]
    return {low: code for low, code in zip(folded, codes, strict=True) if folded.count(low) == 1}
