"""A symbol as an article writes it, in its parts, and how it should be written."""

from __future__ import annotations

from dataclasses import dataclass

from citex.check.records import Fix, Hit
from citex.check.written import Written
from citex.normalise import values
from citex.packs.pack import Pack
from citex.records import Citation


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

    def hit(self, sure: bool = True) -> Hit:
        """A hit on the whole symbol, with its correction where that is certain."""
        mend = Fix(self.start, self.end, self.right) if sure and self.right != self.text else None
        found = {"text": self.text, "right": self.right}
        return Hit(self.start, self.end, found, self.citation, sure, mend)


def symbol_of(citation: Citation, written: Written, text: str, pack: Pack) -> Symbol | None:
    """The whole symbol of a citation in the article's ``text``; None where it has none, or one of the State's form."""
    token = written.first("symbol") or written.first("half")  # the latter in small letters
    if token is None or citation.symbol is None or token.part("year"):
        return None
    if not token.part("issuer") or not token.part("type"):
        return None
    start, end = written.span(token.start, token.end)
    folded = written.tokens.text
    number, kind, issuer = (token.match.span(name) for name in ("number", "type", "issuer"))
    code = folded[kind[0] : kind[1]]
    owner = values.issuer_code(folded[issuer[0] : issuer[1]], pack.tables.values.get("code_spellings", {}))
    return Symbol(
        citation,
        start,
        end,
        text[start:end],
        folded[number[0] : number[1]],
        code,
        folded[issuer[0] : issuer[1]],
        folded[number[1] : kind[0]],
        folded[kind[1] : issuer[0]],
        values.symbol(folded[number[0] : number[1]], type_code(code, pack) or code, owner),
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
