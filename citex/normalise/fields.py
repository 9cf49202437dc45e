"""From a mention to drafts: the fields that each member's own tokens give, and what a coordination shares."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from citex.normalise import values
from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer, issuer, ranked
from citex.normalise.owner import PARTY
from citex.packs.pack import Pack
from citex.recognise.lexer import Token, Tokens
from citex.recognise.mentions import LINKS, Mention
from citex.recognise.sequence import OUTSIDER
from citex.recognise.trie import phrase_key

_CONGRESS = "congress"
_SURE_LEVELS = ("central", "province")


def drafts(mention: Mention, tokens: Tokens, pack: Pack) -> list[Draft]:
    """The drafts of a mention's members, in order, with what they share filled in."""
    found: list[Draft] = []
    for i, member in enumerate(mention.members):
        draft = Draft(mention.form.id, mention.form.kind, member.first, member.last)
        for token in tokens.tokens[member.first : member.last]:
            _take(draft, token, tokens, pack)
        if i and not draft.types:
            draft.types, draft.capital = found[0].types, found[0].capital
        found.append(draft)
    _share(found)
    for draft in found:
        _finish(draft, mention.form.options, pack)
        _leave_state(draft, tokens, pack)
    return found


def _leave_state(draft: Draft, tokens: Tokens, pack: Pack) -> None:
    """Leave out a body of the State where the symbol is written as the Party writes it, with the code of its centre or
    of a province: such a body is named there by a slip."""
    known = pack.tables.codes.get(draft.code or "")
    if known is None or known.owner != PARTY or known.level not in _SURE_LEVELS or draft.slashed:
        return
    named = [body for body in draft.issuers if body.owner == "state"]
    draft.issuers = tuple(body for body in draft.issuers if body not in named)
    roles = [token.role for token in tokens.tokens[draft.first : draft.last]]
    if named and roles[-1] == OUTSIDER:
        while roles[-1] in LINKS or roles[-1] == OUTSIDER:
            roles.pop()
        draft.last = draft.first + len(roles)


def _take(draft: Draft, token: Token, tokens: Tokens, pack: Pack) -> None:
    role, part = token.role, token.part
    match role:
        case "type" | "type_short":
            draft.types += (pack.tables.type_phrases[phrase_key(token.match[0])],)
            draft.capital = tokens.text[token.start].isupper()
        case "no":
            draft.numbered_word = True
        case "symbol" | "half":
            _take_symbol(draft, token, pack)
        case "number" | "yearnum" if draft.number is None and draft.kind not in (_CONGRESS, "plenum", "charter"):
            draft.number = values.number(part("number") or part("year") or "")
        case "date" | "year" | "yearnum" | "supplement":
            draft.date = values.date(part("day"), part("month"), part("year")) or draft.date
        case "term" | "nth" | "roman" | "number" if role != "number" or draft.kind != "numbered":
            _take_term(draft, token, pack)
        case "plenum" | "local_plenum":
            session = values.ordinal(part("session") or "", pack.tables.values["cardinals"])
            draft.session = str(session) if session else None
            draft.sitting = next((c for c in part("sitting") or "" if c.isdigit()), None)
        case "congress":
            draft.assembly, draft.national = True, part("national") is not None
            if members := part("members"):  # all of them meet in a cell or another small organisation
                draft.congress = Issuer(members.strip(), PARTY, "other")
        case "party":
            draft.national = True
        case "rank":
            draft.congress = draft.congress or ranked(tokens.text[token.start : token.end], pack)
        case "charter":
            draft.types += tuple(name for name in ("charter", "platform") if part(name))
        case "issuer" | "outsider":
            body = issuer(token, tokens.text, pack)
            if draft.assembly or draft.kind == _CONGRESS:
                draft.congress = draft.congress or body
            else:
                draft.issuers += (body,)


def _take_symbol(draft: Draft, token: Token, pack: Pack) -> None:
    raw = token.part("number") or ""
    draft.number = values.number(raw.split(".")[0])
    draft.type_code = token.part("type")
    if draft.type_code:
        if draft.type_code.islower():  # in a text without capitals
            draft.type_code = pack.tables.type_codes.get(draft.type_code, draft.type_code)
        draft.slashed = "/" in token.match.string[token.match.end("number") : token.match.start("type")]
    code = token.part("issuer")
    year = token.part("year")
    if year and code:
        draft.code, draft.foreign_code = code, True
    elif year:
        draft.with_year, draft.date = True, year
    elif code:
        spellings = pack.tables.values.get("code_spellings", {})
        draft.code = values.issuer_code(code, spellings)
        draft.respelled = draft.code != values.issuer_code(code, {})
        draft.symbol = values.symbol(raw, draft.type_code, draft.code) if draft.type_code else None


def _take_term(draft: Draft, token: Token, pack: Pack) -> None:
    start, end = token.part("from"), token.part("to")
    if start and end:
        draft.years = values.years(start, end)
        draft.term = draft.term or draft.years
        return
    text = token.part("ordinal") or token.part("number") or ""
    value = values.ordinal(text, pack.tables.values["cardinals"])
    if draft.kind == "plenum" and token.role == "number" and draft.session is None:
        draft.session = str(value) if value else None
    elif value and (draft.term is None or not draft.term[0].isalpha()):
        draft.term = values.roman(value) if value < 50 else None


def _share(found: list[Draft]) -> None:
    """Fill in what stands once for all members of a coordination (spec: citations.md §2)."""
    for before, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if before.number and before.code is None and after.code and not after.foreign_code:
            before.code, before.type_code = after.code, before.type_code or after.type_code
            before.symbol = values.symbol(before.number, before.type_code or "", after.code)
            before.date = before.date or after.date
        elif _of_one_day(before, after):
            before.date = before.date or after.date
        elif before.number and before.code is None and after.foreign_code:
            before.code, before.foreign_code = after.code, True
        if before.kind != _CONGRESS:
            before.term = before.term or after.term
        if not before.issuers and before.code == after.code:
            before.issuers = after.issuers
        if before.kind == _CONGRESS and not before.congress and not before.national:
            before.congress, before.national = after.congress, after.national
    for before, after in itertools.pairwise(found):
        after.session = after.session or before.session
        if before.kind == "plenum":
            after.issuers = after.issuers or before.issuers
        if after.number and after.symbol is None and before.code and after.code is None:
            after.code = before.code if before.foreign_code else None
            after.foreign_code = before.foreign_code
        if not after.issuers and after.symbol is None and before.symbol is None and after.number:
            after.issuers = before.issuers
        if after.kind == _CONGRESS and not after.congress and not after.national:
            after.congress, after.national = before.congress, before.national


def _of_one_day(before: Draft, after: Draft) -> bool:
    """Whether a date behind the second plainly belongs to both: the one's symbol follows the other's."""
    if before.symbol is None or (before.code, before.type_code) != (after.code, after.type_code):
        return False
    first, second = values.count(before.number or ""), values.count(after.number or "")
    return first is not None and second == first + 1


def _finish(draft: Draft, options: Mapping[str, object], pack: Pack) -> None:
    names = options.get("types")
    if isinstance(names, Mapping):
        draft.types = tuple(str(names.get(name, name)) for name in draft.types)
    if not draft.types and draft.type_code:
        draft.types = (pack.tables.type_codes.get(draft.type_code.casefold(), draft.type_code),)
    draft.types = tuple(dict.fromkeys(draft.types))
    if draft.kind == "numbered":
        draft.types = draft.types[-1:]
    if draft.assembly and draft.kind == "numbered":
        draft.issuers = (_congress(str(options.get("assembly", "")), draft, pack),)
    if draft.kind == "plenum":
        # The State has no plenums: where it is named behind one, it is who holds a meeting on it.
        draft.issuers = tuple(body for body in draft.issuers if body.owner != "state")
    default = options.get("issuer")
    if isinstance(default, str) and not draft.issuers and (draft.kind != "numbered" or draft.session):
        entry = pack.tables.bodies.get(phrase_key(default))
        draft.issuers = (Issuer(default, PARTY, entry.level if entry else "", None, entry.codes if entry else ()),)


def _congress(name: str, draft: Draft, pack: Pack) -> Issuer:
    """The congress that issues a numbered document, of the Party as a whole where no Party organisation is named."""
    body, codes = draft.congress, pack.tables.bodies[phrase_key(name)].codes
    if body is None:
        return Issuer(name, PARTY, "central", None, codes)
    return Issuer(name, body.owner, body.level, body.locality, codes)
