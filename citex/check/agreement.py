"""What a citation says twice must agree: type word and type code, issuer named and issuer code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from citex.check.known import numbered
from citex.check.look import Look
from citex.check.records import Hit
from citex.check.symbol import Symbol, type_code
from citex.check.written import Written, cut, type_of
from citex.normalise.issuer import issuer
from citex.packs.data import Rule
from citex.packs.pack import Pack
from citex.recognise.lexer import Token
from citex.records import Citation
from citex.resolve.keys import series_of_code

_JOINS = ("comma", "and", "semicolon")
_REST = 240  # characters of a sentence to look at after a citation


def type_symbol(look: Look, rule: Rule) -> Iterator[Hit]:
    """A type word right before a symbol of another type. Pairs in the option ``doubtful`` give a warning.

    A list of types (``chỉ thị, nghị quyết số …``) names none of its symbols, and of two type words in a row the first
    one does (``công văn hướng dẫn số …``). A word in small letters that is also a verb, and one that may end the title
    of a document of the code's type named before it (``Kế hoạch thực hiện Nghị quyết số …-KH/TU``), give a warning.
    """
    doubtful = {tuple(pair) for pair in rule.options.get("doubtful", ())}
    for symbol, (citation, written) in zip(look.symbols, look.pairs(), strict=True):
        word = _word_before_symbol(written) if symbol is not None else None
        if word is None or symbol is None:
            continue
        named = citation.type if citation.type in look.pack.tables.types else None
        coded = look.pack.tables.type_codes.get(symbol.type.casefold())
        if named is None or coded is None or named == coded or _same_series(named, symbol.type, look.pack):
            continue
        before = look.before(citation)
        if _goes_on(before):
            continue
        right = _mend_type(named, coded, symbol, look.pack)
        sure = (
            (named, coded) not in doubtful and coded not in before.types(look.pack) and not _verb(word, written, look)
        )
        start = written.span(word.start, word.end)[0]
        yield Hit(
            start,
            symbol.end,
            {"text": look.article.text[start : symbol.end], "type": _name(named, look.pack), "code": symbol.type}
            | {"right": right, "other": _name(coded, look.pack)},
            citation,
            sure=sure,
        )


def _word_before_symbol(written: Written) -> Token | None:
    """The type word of a citation whose symbol follows it, with at most the word for number between."""
    tokens = written.tokens.tokens
    for i, token in enumerate(tokens):
        if token.role == "symbol":
            before = [one for one in tokens[:i] if one.role != "no"]
            return before[-1] if len(before) == 1 and before[0].role == "type" else None
    return None


def _goes_on(before: Written) -> bool:
    """Whether a type word, alone or with a joining word after it, leads up to a citation."""
    roles = [token.role for token in before.tokens.tokens[-2:]]
    return roles[-1:] == ["type"] or (roles[:1] == ["type"] and roles[-1] in _JOINS)


def _verb(word: Token, written: Written, look: Look) -> bool:
    """Whether a type word may be a verb or an everyday noun here: a weak one in small letters."""
    text = written.tokens.text[word.start : word.end]
    kind = look.pack.tables.types.get(type_of(word, look.pack) or "")
    return kind is not None and kind.weak and text[:1].islower()


def _same_series(named: str, code: str, pack: Pack) -> bool:
    kind = pack.tables.types[named]
    own = next((one for one in pack.tables.own_series if one.casefold() == code.casefold()), None)
    series = series_of_code(code, pack)
    # QĐi and QĐNS have series of their own, but are codes of a type that shares one all the same.
    return series in (kind.series or kind.id, kind.id) or (own is not None and code.casefold() in _codes(named, pack))


def _codes(name: str, pack: Pack) -> set[str]:
    return {code.casefold() for code in pack.tables.types[name].codes}


def _name(kind: str, pack: Pack) -> str:
    return pack.tables.types[kind].name


def _code(kind: str, pack: Pack) -> str:
    """The code that a type's symbols have: that of the series it shares, else its first."""
    entry = pack.tables.types[kind]
    shared = pack.tables.types.get(entry.series)
    return (shared or entry).codes[0] if (shared or entry).codes else kind


def _mend_type(named: str, coded: str, symbol: Symbol, pack: Pack) -> str:
    """What should stand there: by the catalogue where it knows one of the two readings, else both."""
    number, _, rest = symbol.right.partition("-")
    owner = rest.partition("/")[2]
    other_code = _code(named, pack)
    by_symbol = numbered(owner, symbol.type, number, pack)
    by_word = numbered(owner, other_code, number, pack)
    word = _name(by_symbol[0].type if by_symbol else coded, pack)
    if by_symbol and not by_word:
        return f"{word} {symbol.right}"
    other = f"{number}-{other_code}/{owner}"
    if by_word and not by_symbol:
        return other
    return f"{word} {symbol.right}; {_name(named, pack)} {other}"


def issuer_symbol(look: Look, rule: Rule) -> Iterator[Hit]:
    """An issuer named with the code of another.

    Certain where the catalogue knows the symbol with the code of the body named and not as written; or where a central
    organ is named in the citation itself, after its date, and no other document before it in the sentence, whose issuer
    it may be. A body that is named elsewhere in the sentence counts only where the catalogue knows it so.
    """
    for symbol, (citation, written) in zip(look.symbols, look.pairs(), strict=True):
        if citation.symbol is None or symbol is None:
            continue
        code = citation.symbol.rpartition("/")[2]
        named = [citation.issuer] if citation.issuer else _in_sentence(citation, symbol, look)
        for name in named:
            own = codes_of(name, look.pack)
            if not own or code in own or code not in look.pack.tables.codes:
                continue
            known = _catalogued(own[0], symbol, look.pack) and not _catalogued(code, symbol, look.pack)
            if citation.issuer or known:
                right = citation.symbol.rpartition("/")[0] + "/" + own[0]
                values = {"text": symbol.text, "issuer": name, "code": code, "right": right}
                sure = bool(citation.issuer) and (known or _beside(citation, written, own, look))
                yield Hit(symbol.start, symbol.end, values, citation, sure=sure)
                break


def _catalogued(code: str, symbol: Symbol, pack: Pack) -> bool:
    """Whether the catalogue knows the symbol with an issuer code, in place of its own."""
    return bool(numbered(code, symbol.type, symbol.right.partition("-")[0], pack))


def _in_sentence(citation: Citation, symbol: Symbol, look: Look) -> Iterator[str]:
    """Bodies that the sentence names beside a citation: after it, behind a word for "of"; or before a verb of issuing.

    Nothing where the catalogue knows the symbol with no other central code: then none of them can be its issuer.
    """
    central = (body.codes[0] for body in look.pack.data.bodies if body.level == "central" and body.codes)
    if not any(not symbol.right.endswith(f"/{code}") and _catalogued(code, symbol, look.pack) for code in central):
        return
    following = cut(look.article.text[citation.end : citation.end + _REST], citation.end, look.pack)
    for before, token in pairwise(_near(following.tokens.tokens)):
        if token.role == "issuer" and before.role in ("of", "by"):
            yield issuer(token, following.tokens.text, look.pack).name
    leading = look.before(citation, _REST)
    for after, token in pairwise(_near(tuple(reversed(leading.tokens.tokens)))):
        if token.role == "issuer" and after.role in ("verb", "issued"):
            yield issuer(token, leading.tokens.text, look.pack).name


def _near(tokens: Sequence[Token]) -> Iterator[Token]:
    """Elements up to the end of the sentence or the next document."""
    return takewhile(lambda token: token.role not in ("eos", "symbol", "number", "half"), tokens)


def codes_of(issuer: str, pack: Pack) -> tuple[str, ...]:
    """The issuer codes that a body, named canonically, can use; nothing where the pack does not know."""
    found: list[str] = []
    for name in issuer.split(" + "):
        body = next((body for body in pack.data.bodies if body.name == name), None)
        if body is not None:
            found += body.codes
            continue
        for committee in pack.data.committees:
            if name == committee.name:
                found += committee.codes
            for organ in pack.data.organs:
                if name == f"{organ.name} {committee.name}":
                    found += [organ.code + code for code in committee.codes]
    return tuple(dict.fromkeys(found))


def _beside(citation: Citation, written: Written, own: tuple[str, ...], look: Look) -> bool:
    """Whether a central organ is named in the citation, after a date, with no other document before it."""
    codes = [look.pack.tables.codes.get(code) for code in own]
    central = all(known is not None and known.level == "central" for known in codes)
    inside = "issuer" not in citation.evidence and written.first("date") is not None
    return central and inside and not look.before(citation).types(look.pack)


def unknown_issuer(look: Look, rule: Rule) -> Iterator[Hit]:
    """An issuer code that no pack knows, with that of the issuer named, else the nearest one that it does."""
    known = [code for code, one in look.pack.tables.codes.items() if one.owner == "party"]
    beginnings = look.pack.tables.words.get("party_code_beginnings", ())
    for one in look.whole():
        code = one.right.rpartition("/")[2]
        # Joint documents carry several codes, joined by a hyphen.
        if code in known or code.lower().startswith(beginnings) or all(p[:2] in known for p in code.split("-")):
            continue
        own = codes_of(one.citation.issuer or "", look.pack)[:1]
        near = own or _nearest(code, known, 0.7)
        right = f"{one.right.rpartition('/')[0]}/{near[0]}" if near else ""
        yield Hit(one.start, one.end, {"text": one.text, "code": code, "right": right}, one.citation)


def unknown_type(look: Look, rule: Rule) -> Iterator[Hit]:
    """A type code that no pack knows, with that of the type named, else the nearest one that it does."""
    known = {code.casefold(): code for kind in look.pack.data.types for code in kind.codes}
    for one in look.whole():
        if type_code(one.type, look.pack) is not None:
            continue
        named = one.citation.type if one.citation.type in look.pack.tables.types else ""
        near = [known[code] for code in _nearest(one.type.casefold(), known, 0.6)]
        code = _code(named, look.pack) if named else next(iter(near), "")
        right = one.right.replace(f"-{one.type}/", f"-{code}/", 1) if code else ""
        yield Hit(one.start, one.end, {"text": one.text, "code": one.type, "right": right}, one.citation)


def _nearest(code: str, known: Iterable[str], likeness: float) -> list[str]:
    from difflib import get_close_matches  # takes a while to load, and is rarely needed

    return get_close_matches(code, list(known), 1, likeness)
