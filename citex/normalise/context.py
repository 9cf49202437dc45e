"""What the sentence round a citation adds to it: issuer and date before it or after its title, by the pack's rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from citex.normalise import values
from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer, issuer
from citex.normalise.owner import OPEN, PARTY, code_owner
from citex.packs.model import ContextRule
from citex.packs.pack import Pack
from citex.recognise.lexer import Token, Tokens
from citex.recognise.sequence import BOUNDARY, FEW, MARK, OUTSIDER
from citex.recognise.trie import phrase_key

_CENTRAL = "central"
# How many tokens of a sentence a rule may look at on either side.
_REACH = 40
# What may stand before the first word of an item in a list: 1. 2) [3] -
_ITEM_MARKS = frozenset(("mark", "dash", "number", "open", "close"))
# How far before a citation, in words, the word may stand that leads to it (Tại Mục 5 Kết luận …).
_LEAD = 4


def add_context(found: list[Draft], tokens: Tokens, pack: Pack) -> None:
    """Fill fields that the drafts of one window lack from the sentence round each of them.

    A rule's options narrow it: ``same_type`` asks for the citation's own type in the match, ``lead`` for a word of
    that list before the citation, ``at_start`` for a match at the beginning of a sentence or an item; ``over`` lets it
    reach over citations of that kind; ``same_number`` and ``same_issuer`` ask for those of the citation in the match.
    What a rule with ``list`` gives counts for the citations of that type after it, too.
    """
    for i, draft in enumerate(found):
        for rule, match in _matches(i, found, tokens, pack):
            span = _givers(match, tokens)
            if _same(draft, rule, match, tokens, pack):
                _give(draft, rule, span, tokens, pack)
                draft.listed = draft.listed or bool(rule.options.get("list"))
    for before, after in pairwise(found):
        after.joined = _linked(before, after, tokens, pack)
    _chain(found, tokens, pack)
    for draft in found:
        _respell(draft)


def _matches(i: int, found: list[Draft], tokens: Tokens, pack: Pack) -> Iterator[tuple[ContextRule, Any]]:
    draft, letters = found[i], tokens.letters
    boundary = pack.alphabet.letters[BOUNDARY]
    left = letters.rfind(boundary, 0, draft.first) + 1
    right = letters.find(boundary, draft.last)
    right = len(letters) if right < 0 else right
    nearest = _between(i, found, None, right)
    for rule, pattern in pack.context:
        if draft.kind != rule.options.get("kind", "numbered") or rule.options.get("form", draft.form) != draft.form:
            continue
        over = rule.options.get("over")
        begin, following = _between(i, found, over, right) if over else nearest
        if rule.side == "before":
            start = max(left, begin, draft.first - _REACH)
            match = pattern.search(letters, start, draft.first)
            fits = match and (not rule.options.get("at_start") or _starts(match.start(), left, letters, pack))
        else:
            match = pattern.match(letters, draft.last, min(right, following, draft.last + _REACH))
            fits = match and _led(draft, rule, tokens, pack)
        if fits and match.end() > match.start():
            yield rule, match


def _between(i: int, found: list[Draft], over: object, right: int) -> tuple[int, int]:
    """Where the citation before ends and the next one begins, but for those of a kind that are passed over.

    What stands before the citation before belongs to that, what stands after the next one to the next.
    """
    begin = next((draft.last for draft in reversed(found[:i]) if draft.kind != over), 0)
    return begin, next((draft.first for draft in found[i + 1 :] if draft.kind != over), right)


def _starts(start: int, left: int, letters: str, pack: Pack) -> bool:
    """Whether a sentence or an item begins at ``start``: what stands before it only marks or counts the item."""
    roles = {pack.alphabet.roles[letter] for letter in letters[left:start]}
    return letters[start - 1 : start] == pack.alphabet.letters[MARK] or roles <= _ITEM_MARKS


def _led(draft: Draft, rule: ContextRule, tokens: Tokens, pack: Pack) -> bool:
    name = rule.options.get("lead")
    if not name:
        return True
    words = tokens.text[: tokens.tokens[draft.first].start].lower().split()
    return any(word in pack.tables.words.get(str(name), ()) for word in words[-_LEAD:])


def _givers(match: Any, tokens: Tokens) -> tuple[Token, ...]:
    """The tokens that give fields: those in ``< >`` where the rule's sequence has it, else all of the match."""
    spans = match.spans("member") if "member" in match.re.groupindex else ()
    return tuple(t for start, end in spans or (match.span(),) for t in tokens.tokens[start:end])


def _give(draft: Draft, rule: ContextRule, span: tuple[Token, ...], tokens: Tokens, pack: Pack) -> None:
    for token in reversed(span) if rule.side == "before" else span:
        match token.role:
            case "issuer" | "outsider" if "issuer" in rule.gives and not draft.issuers:
                if token.role == OUTSIDER and _second_office(token, tokens):
                    continue
                body = issuer(token, tokens.text, pack)
                firm = bool(rule.options.get("firm"))
                if not (_can_issue(body, draft, firm, pack) or (firm and _same_level(body, draft, pack))):
                    continue
                draft.issuers = (body,)
                draft.evidence["issuer"] = "sentence"
            case "type" if "type" in rule.gives:
                named = pack.tables.type_phrases[phrase_key(token.match[0])]
                series = pack.tables.base_series
                if draft.types and series(named) == series(draft.types[-1]):
                    draft.types = (named,)
                    draft.evidence["type"] = "sentence"
            case "date" | "year" | "yearnum" | "supplement" if "date" in rule.gives:
                date = values.date(token.part("day"), token.part("month"), token.part("year"))
                # The fuller date wins where the span has but the year.
                if date and (draft.date is None or (date != draft.date and date.startswith(draft.date))):
                    draft.date = date
                    draft.evidence["date"] = "sentence"
            case "plenum" | "local_plenum" if "session" in rule.gives and draft.session is None:
                value = values.ordinal(token.part("session") or "", pack.tables.values["cardinals"])
                if value:
                    draft.session = str(value)
                    draft.evidence["session"] = "sentence"
                    _of_plenum(draft, rule, pack)
            case "term" if "term" in rule.gives and draft.term is None:
                value = values.ordinal(token.part("ordinal") or "", pack.tables.values["cardinals"])
                if value:
                    draft.term = values.roman(value)
                    draft.evidence["term"] = "sentence"


def _second_office(token: Token, tokens: Tokens) -> bool:
    """Whether the body is the second that a person is of, behind one of the Party's (Bí thư Tỉnh ủy, Chủ tịch HĐND)."""
    roles = [one.role for one in tokens.tokens if one.end <= token.start and one.role != FEW]
    return roles[-2:] in (["office", "comma"], ["issuer", "comma"])


def _of_plenum(draft: Draft, rule: ContextRule, pack: Pack) -> None:
    """What a plenum issued is its committee's, by the form's word."""
    name = pack.form_options[draft.form].get("issuer")
    entry = pack.tables.bodies.get(phrase_key(name)) if isinstance(name, str) else None
    if entry is not None and "issuer" in rule.gives and not draft.issuers:
        draft.issuers = (Issuer(entry.name, entry.owner, entry.level, None, entry.codes),)
        draft.evidence["issuer"] = "sentence"


def _can_issue(body: Issuer, draft: Draft, firm: bool, pack: Pack) -> bool:
    """Whether a body may have issued what has this symbol: its codes must allow it.

    Where the sentence is not ``firm``, an organ alone is nobody, and a code that no pack knows nobody's.
    """
    if body.owner == OPEN and not firm:
        return False
    if draft.code is None:
        return True
    if body.owner not in (PARTY, OPEN):
        return code_owner(draft.code, pack) != PARTY
    if not body.codes:
        return True
    canonical = pack.tables.canonical_codes
    code = draft.code.split("-")[0]
    mine = {canonical.get(c, c) for c in (draft.code, code)}
    if mine & {canonical.get(c, c) for c in body.codes} or (firm and pack.tables.codes.get(code) is None):
        return True
    beginnings = pack.tables.words.get("party_code_beginnings", ())
    return any(code.lower().startswith(b) and any(c.lower().startswith(b) for c in body.codes) for b in beginnings)


def _same_level(body: Issuer, draft: Draft, pack: Pack) -> bool:
    known = pack.tables.codes.get(draft.code or "")
    return known is not None and known.owner == body.owner == PARTY and known.level == body.level != ""


def _same(draft: Draft, rule: ContextRule, match: Any, tokens: Tokens, pack: Pack) -> bool:
    """Whether the match names the citation's own type, number or issuer, as far as the rule asks for it."""
    matched = tokens.tokens[match.start() : match.end()]
    if rule.options.get("same_type") and not _same_type(draft, match, tokens, pack):
        return False
    if rule.options.get("same_number"):
        numbers = {values.number(token.part("number") or "") for token in matched if token.role == "number"}
        if draft.number not in numbers:
            return False
    if rule.options.get("same_issuer"):
        bodies = {issuer(token, tokens.text, pack).name for token in matched if token.role in ("issuer", OUTSIDER)}
        return {body.name for body in draft.issuers} == bodies
    return True


def _same_type(draft: Draft, match: Any, tokens: Tokens, pack: Pack) -> bool:
    named = next((t for t in tokens.tokens[match.start() : match.end()] if t.role in ("type", "type_short")), None)
    return named is not None and pack.tables.type_phrases[phrase_key(named.match[0])] in draft.types


def _chain(found: list[Draft], tokens: Tokens, pack: Pack) -> None:
    """An issuer that stands once in a chain of citations counts for those it can be the issuer of."""
    for before, after in reversed(list(pairwise(found))):
        if not before.issuers and after.joined and _alike(before, after):
            _lend(before, after)
    for i, (before, after) in enumerate(pairwise(found), 1):
        if after.issuers:
            continue
        if not _alike(before, after):
            if after.joined:
                _lend_across(i, found, tokens, pack)
            continue
        if before.evidence.get("issuer") != "sentence":
            continue
        between = tokens.letters[before.last : after.first]
        listed = before.listed or between.endswith(pack.alphabet.letters["semicolon"])
        listed = listed and before.types == after.types and pack.alphabet.letters[BOUNDARY] not in between
        if listed or after.joined:
            _lend(after, before)
            after.listed = listed


def _lend_across(i: int, found: list[Draft], tokens: Tokens, pack: Pack) -> None:
    """What a local committee issues goes on behind the centre's documents that it carries out: Chương trình số
    46-CTr/TU thực hiện Nghị quyết số 57-NQ/TW và Kế hoạch số 534-KH/TU."""
    place = next((j for j in reversed(range(i)) if _alike(found[j], found[i])), None)
    if place is None or not found[i].code or found[place].evidence.get("issuer") != "sentence":
        return
    codes = [pack.tables.codes.get(draft.code or "") for draft in found[place:i]]
    if codes[0] is None or codes[0].level == _CENTRAL or any(one is None or one.level != _CENTRAL for one in codes[1:]):
        return
    if pack.alphabet.letters[BOUNDARY] not in tokens.letters[found[place].last : found[i].first]:
        _lend(found[i], found[place])


def _linked(before: Draft, after: Draft, tokens: Tokens, pack: Pack) -> bool:
    return pack.chain.fullmatch(tokens.letters, before.last, after.first) is not None


def _alike(one: Draft, other: Draft) -> bool:
    if one.kind != "numbered" or other.kind != "numbered":
        return False
    if one.code is None and other.code is None:
        return one.types == other.types
    return one.code == other.code


def _respell(draft: Draft) -> None:
    """Of the codes that one spelling stands for, the issuer's own: 13-NQ/TƯ of a Tỉnh ủy is 13-NQ/TU."""
    codes = draft.issuers[0].codes if draft.issuers else ()
    if draft.respelled and codes and draft.code not in codes and draft.number and draft.type_code:
        draft.code = codes[0]
        draft.symbol = values.symbol(draft.number, draft.type_code, draft.code)


def _lend(draft: Draft, lender: Draft) -> None:
    if lender.issuers:
        draft.issuers = lender.issuers
        draft.evidence["issuer"] = "sentence"
        if draft.term is None and lender.term is not None:
            draft.term = lender.term
            draft.evidence["term"] = "sentence"
