"""What the sentence round a citation adds to it: issuer and date before it or after its title, by the pack's rules."""

from __future__ import annotations

import itertools

from citex.normalise import values
from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer, issuer
from citex.packs.compile import Pack
from citex.packs.model import ContextRule
from citex.recognise.lexer import Token, Tokens
from citex.recognise.trie import fold_phrase

# How many tokens of a sentence a rule may look at on either side.
_REACH = 40


def add_context(found: list[Draft], tokens: Tokens, pack: Pack) -> None:
    """Fill fields that the drafts of one window lack from the sentence round each of them."""
    boundary = pack.alphabet.letters["eos"]
    for i, draft in enumerate(found):
        if draft.kind != "numbered":
            continue
        # A later member of a chain takes what the chain's first citation has, if at all.
        begin = found[i - 1].last if i else 0
        left = tokens.letters.rfind(boundary, 0, draft.first) + 1
        right = tokens.letters.find(boundary, draft.last)
        right = len(tokens.letters) if right < 0 else right
        following = found[i + 1].first if i + 1 < len(found) else right
        for rule, pattern in pack.context:
            if rule.side == "before":
                start = max(left, begin, draft.first - _REACH)
                match = pattern.search(tokens.letters, start, draft.first)
            else:
                match = pattern.match(tokens.letters, draft.last, min(right, following, draft.last + _REACH))
            if match and match.end() > match.start():
                span = tokens.tokens[match.start() : match.end()]
                if not rule.options.get("same_type") or _same_type(draft, span, pack):
                    _give(draft, rule, span, tokens, pack)
    _chain(found, tokens, pack)


def _give(draft: Draft, rule: ContextRule, span: tuple[Token, ...], tokens: Tokens, pack: Pack) -> None:
    for token in reversed(span) if rule.side == "before" else span:
        match token.role:
            case "issuer" if "issuer" in rule.gives and not draft.issuers:
                body = issuer(token, tokens.text, pack)
                draft.issuers = (body,)
                draft.evidence["issuer"] = "sentence"
            case "date" | "year" if "date" in rule.gives:
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
            case "term" if "term" in rule.gives and draft.term is None:
                value = values.ordinal(token.part("ordinal") or "", pack.tables.values["cardinals"])
                if value:
                    draft.term = values.roman(value)
                    draft.evidence["term"] = "sentence"


def _same_type(draft: Draft, span: tuple[Token, ...], pack: Pack) -> bool:
    named = next((token for token in span if token.role == "type"), None)
    return named is not None and pack.tables.type_phrases[fold_phrase(named.match[0])] in draft.types


def _chain(found: list[Draft], tokens: Tokens, pack: Pack) -> None:
    """An issuer that stands once in a chain of citations counts for those it can be the issuer of."""
    join = {pack.alphabet.letters[role] for role in ("comma", "and", "semicolon")}
    for before, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = tokens.letters[before.last : after.first]
        if between and set(between) <= join and _alike(before, after) and not before.issuers:
            _lend(before, after.issuers)
    for before, after in itertools.pairwise(found):
        between = tokens.letters[before.last : after.first]
        lent = before.evidence.get("issuer") == "sentence" and set(between) <= join
        if between and lent and _alike(before, after) and not after.issuers:
            _lend(after, before.issuers)


def _alike(one: Draft, other: Draft) -> bool:
    if one.kind != "numbered" or other.kind != "numbered":
        return False
    if one.code is None and other.code is None:
        return one.types == other.types
    return one.code == other.code


def _lend(draft: Draft, bodies: tuple[Issuer, ...]) -> None:
    if bodies:
        draft.issuers = bodies
        draft.evidence["issuer"] = "sentence"
