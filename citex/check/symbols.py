"""How symbols are written: NUMBER-TYPE/ISSUER, a hyphen and a slash, no spaces, two figures at least.

The form is that of Hướng dẫn 36-HD/VPTW and 05-HD/VPTW. Each check looks at one property; all of them mend a symbol
to the same canonical form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citex.check.look import Look, Written
from citex.check.records import Fix, Hit
from citex.normalise import values
from citex.packs.compile import Pack
from citex.packs.model import Rule
from citex.recognise.lexer import Token
from citex.records import Citation
from citex.text.fold import fold, plain

_HYPHENS = "-"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as it stands in an article, its parts and what stands between them folded, and how it should be."""

    citation: Citation
    start: int
    end: int
    text: str
    number: str
    type: str
    issuer: str
    first: str
    second: str
    right: str

    def hit(self, sure: bool = True, fix: bool = True) -> Hit:
        """A hit on the whole symbol, with its correction."""
        mend = Fix(self.start, self.end, self.right) if fix and self.right != self.text else None
        found = {"text": self.text, "right": self.right}
        return Hit(self.start, self.end, found, self.citation, sure, mend)


def symbols(look: Look) -> Iterator[Symbol]:
    """The whole symbols of an article's citations, those of the State's form left out."""
    for citation, written in look.pairs():
        token = written.first("symbol")
        if token is not None and citation.symbol is not None and token.part("issuer") and not token.part("year"):
            yield _symbol(citation, written, token, look)


def _symbol(citation: Citation, written: Written, token: Token, look: Look) -> Symbol:
    start, end = written.span(token.start, token.end)
    folded = written.tokens.text
    number, kind, issuer = (token.match.span(name) for name in ("number", "type", "issuer"))
    code = folded[kind[0] : kind[1]]
    owner = values.issuer_code(folded[issuer[0] : issuer[1]], look.pack.tables.values.get("code_spellings", {}))
    return Symbol(
        citation,
        start,
        end,
        look.article.text[start:end],
        folded[number[0] : number[1]],
        code,
        folded[issuer[0] : issuer[1]],
        folded[number[1] : kind[0]],
        folded[kind[1] : issuer[0]],
        values.symbol(folded[number[0] : number[1]], type_code(code, look.pack) or code, owner),
    )


def type_code(code: str, pack: Pack) -> str | None:
    """A type code in its right spelling, None where no pack knows it.

    A further code counts as a spelling of the first where the two have the same letters but for case, or where the
    pack's word list ``type_spellings`` says so.
    """
    spelled = pack.tables.values.get("type_spellings", {}).get(code.casefold())
    if spelled:
        return spelled
    kind = pack.tables.types.get(pack.tables.type_codes.get(code.casefold(), ""))
    if kind is None:
        return None
    return next((known for known in kind.codes if known.casefold() == code.casefold()), code)


def separator(look: Look, rule: Rule) -> Iterator[Hit]:
    """Another mark than a hyphen before the type code, or than a slash after it, or none.

    Only where the issuer code ends in one of the option ``sure`` is it certain: others may be the State's.
    """
    endings = tuple(str(code) for code in rule.options.get("sure", ()))
    for one in symbols(look):
        if (one.first.strip(), one.second.strip()) != (_HYPHENS, "/"):
            yield one.hit(sure=one.right.endswith(endings))


def spacing(look: Look, rule: Rule) -> Iterator[Hit]:
    """White space within a symbol; a line break is the layout's."""
    for one in symbols(look):
        inner = one.first + one.second + one.issuer
        if any(c.isspace() for c in inner) and "\n" not in inner:
            yield one.hit()


def dash(look: Look, rule: Rule) -> Iterator[Hit]:
    """A dash that is not the hyphen, or a slash that is not the slash."""
    for one in symbols(look):
        if any(c in "-/" and c != d for c, d in zip(plain(one.text), one.text, strict=True)):
            yield one.hit()


def zero(look: Look, rule: Rule) -> Iterator[Hit]:
    """A number below ten without its zero, or with too many."""
    for one in symbols(look):
        if values.number(one.number) != one.number.lower():
            yield one.hit()


def letter_case(look: Look, rule: Rule) -> Iterator[Hit]:
    """A type code in other capitals than its own."""
    for one in symbols(look):
        right = type_code(one.type, look.pack)
        if right is not None and right != one.type and right.casefold() == one.type.casefold():
            yield one.hit()
    from citex.check.anycase import lower_symbols  # reads the whole text, so only for this rule

    yield from lower_symbols(look)


def spelling(look: Look, rule: Rule) -> Iterator[Hit]:
    """A type code or the end of an issuer code with other letters than the usual ones."""
    for one in symbols(look):
        right = type_code(one.type, look.pack)
        other = right is not None and right.casefold() != one.type.casefold()
        if other or one.right.rpartition("/")[2] != "".join(one.issuer.split()):
            yield one.hit()


def look_alike(look: Look, rule: Rule) -> Iterator[Hit]:
    """A letter or figure that only looks like the right one, such as U+00D0."""
    for one in symbols(look):
        strange = [c for c in one.text if plain(c) != c and plain(c).isalnum()]
        if strange:
            hit = one.hit()
            named = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(strange))
            yield Hit(hit.start, hit.end, {**hit.values, "code": named}, one.citation, fix=hit.fix)


def decomposed(look: Look, rule: Rule) -> Iterator[Hit]:
    """A letter with its marks as characters of their own."""
    import unicodedata

    for one in symbols(look):
        if unicodedata.normalize("NFC", one.text) != one.text:
            yield one.hit()


def invisible(look: Look, rule: Rule) -> Iterator[Hit]:
    """A character without width, or a space written as an HTML entity."""
    import unicodedata

    for one in symbols(look):
        composed = unicodedata.normalize("NFC", one.text)
        if len(fold(composed).text) != len(composed):
            yield one.hit()
