"""How symbols are written: NUMBER-TYPE/ISSUER, a hyphen and a slash, no spaces, two figures at least.

The form is that of Hướng dẫn 36-HD/VPTW and 05-HD/VPTW. Each check looks at one property; all of them mend a symbol
to the same canonical form.
"""

from __future__ import annotations

from collections.abc import Iterator

from citex.check.anycase import lower_symbols
from citex.check.look import Look
from citex.check.records import Hit
from citex.check.symbol import type_code
from citex.normalise import values
from citex.packs.data import Rule
from citex.text.fold import fold, plain

_HYPHENS = "-"


def separator(look: Look, rule: Rule) -> Iterator[Hit]:
    """Another mark than a hyphen before the type code, or than a slash after it, or none.

    Only where the issuer code ends in one of the option ``sure`` is it certain: others may be the State's.
    """
    endings = tuple(str(code) for code in rule.options.get("sure", ()))
    for one in look.whole():
        if (one.first.strip(), one.second.strip()) != (_HYPHENS, "/"):
            yield one.hit(sure=one.right.endswith(endings))


def spacing(look: Look, rule: Rule) -> Iterator[Hit]:
    """White space within a symbol; a line break is the layout's."""
    for one in look.whole():
        inner = one.first + one.second + one.issuer
        if any(c.isspace() for c in inner) and "\n" not in inner:
            yield one.hit()


def dash(look: Look, rule: Rule) -> Iterator[Hit]:
    """A dash that is not the hyphen, or a slash that is not the slash."""
    for one in look.whole():
        if any(c in "-/" and c != d for c, d in zip(plain(one.text), one.text, strict=True)):
            yield one.hit()


def zero(look: Look, rule: Rule) -> Iterator[Hit]:
    """A number below ten without its zero, or with too many."""
    for one in look.whole():
        if values.number(one.number) != one.number.lower():
            yield one.hit()


def letter_case(look: Look, rule: Rule) -> Iterator[Hit]:
    """A type code, or the end of an issuer code, in other capitals than its own."""
    for one in look.whole():
        pairs = ((type_code(one.type, look.pack), one.type), (_issuer(one.right), "".join(one.issuer.split())))
        if any(right and right != written and right.casefold() == written.casefold() for right, written in pairs):
            yield one.hit()
    yield from lower_symbols(look)


def spelling(look: Look, rule: Rule) -> Iterator[Hit]:
    """A type code or the end of an issuer code with other letters than the usual ones."""
    for one in look.whole():
        right = type_code(one.type, look.pack)
        other = right is not None and right.casefold() != one.type.casefold()
        if other or _issuer(one.right).casefold() != "".join(one.issuer.split()).casefold():
            yield one.hit()


def _issuer(symbol: str) -> str:
    return symbol.rpartition("/")[2]


def look_alike(look: Look, rule: Rule) -> Iterator[Hit]:
    """A letter or figure that only looks like the right one, such as U+00D0."""
    for one in look.whole():
        strange = [c for c in one.text if plain(c) != c and plain(c).isalnum()]
        if strange:
            hit = one.hit()
            named = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(strange))
            yield Hit(hit.start, hit.end, {**hit.values, "code": named}, one.citation, fix=hit.fix)


def decomposed(look: Look, rule: Rule) -> Iterator[Hit]:
    """A letter with its marks as characters of their own."""
    import unicodedata

    for one in look.whole():
        if unicodedata.normalize("NFC", one.text) != one.text:
            yield one.hit()


def invisible(look: Look, rule: Rule) -> Iterator[Hit]:
    """A character without width, or a space written as an HTML entity."""
    import unicodedata

    for one in look.whole():
        composed = unicodedata.normalize("NFC", one.text)
        if len(fold(composed).text) != len(composed):
            yield one.hit()
