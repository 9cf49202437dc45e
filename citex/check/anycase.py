"""Symbols in small letters, which are no citations to the recogniser: found by the codes that the pack knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import regex

from citex.check.look import Look
from citex.check.records import Fix, Hit
from citex.check.symbols import type_code
from citex.normalise import values
from citex.packs.compile import Pack
from citex.recognise.trie import trie_regex
from citex.text.fold import fold, lower, plain


def lower_symbols(look: Look) -> Iterator[Hit]:
    """Stretches outside of the citations that are a symbol but for their case: 35-nq/tw, 35-NQ/tw."""
    folded = fold(look.article.text)
    text = plain(folded.text)
    if "/" not in text:
        return
    taken = [(one.start, one.end) for one in look.citations if one.symbol]
    for match in _pattern(look.pack).finditer(lower(text)):
        start, end = folded.source(match.start()), folded.source_end(match.end())
        if any(first < end and start < last for first, last in taken):
            continue
        code = type_code(text[slice(*match.span("type"))], look.pack)
        owner = _issuers(look.pack)[match["issuer"]]
        right = values.symbol(match["number"], code or "", owner)
        written = look.article.text[start:end]
        if code and right != written and right.casefold() == lower(plain(fold(written).text)):
            yield Hit(start, end, {"text": written, "right": right}, fix=Fix(start, end, right))


@lru_cache(maxsize=4)
def _compiled(types: tuple[str, ...], issuers: tuple[str, ...]) -> Any:
    return regex.compile(
        rf"(?<![\w./-])(?P<number>\d{{1,5}})-(?P<type>{trie_regex(types)})/(?P<issuer>{trie_regex(issuers)})(?![\w/-])"
    )


def _pattern(pack: Pack) -> Any:
    return _compiled(tuple(pack.tables.type_codes), tuple(_issuers(pack)))


def _issuers(pack: Pack) -> dict[str, str]:
    """The Party's issuer codes by their small letters; those that only case tells apart from others are left out."""
    codes = [code for code, known in pack.tables.codes.items() if known.owner == "party"]
    folded = [lower(code) for code in codes]
    return {low: code for low, code in zip(folded, codes, strict=True) if folded.count(low) == 1}
