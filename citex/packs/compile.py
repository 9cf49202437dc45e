"""Compile the records of a pack to what recognition and normalisation use: regexes, an alphabet and look-up tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import regex

from citex.errors import PackError
from citex.packs.beginnings import FIGURES, beginnings, first_characters
from citex.packs.cache import packed
from citex.packs.data import Element, PackData
from citex.packs.gate import gate_of
from citex.packs.links import backrefs_regex, relations_regex, units_regex
from citex.packs.model import Body, Committee, ContextRule
from citex.packs.pack import Lexed, Pack
from citex.packs.tables import spellings, tables_of, words_called
from citex.packs.tree import is_calm
from citex.recognise.sequence import BOUNDARY, Alphabet, sequence_regex
from citex.recognise.trie import NOTHING, literal_trie, trie_regex
from citex.text.fold import lower, plain

_PART, _EXACT = "part", "exact"
_NOT_IN_WORD = r"(?<![^\W\d_])"
# What a folded element may begin with: asked of each regex by a partial match.
_BEGINNINGS = "abcdefghijklmnopqrstuvwxyz0123456789" + "".join(
    chr(c) for r in ((0xE0, 0x1B1), (0x1EA0, 0x1EFA)) for c in range(*r)
)
_KEY = 4  # characters that tell most words from those that an element may begin with
_REFERENCE = regex.compile(r"\{\{(\w+)\}\}")


def role_of(element: Element) -> str:
    """The name by which forms know the element."""
    return element.role or element.id


def alphabet_of(data: PackData) -> Alphabet:
    """A letter for each role; a part is none, since it only stands in the regexes of others."""
    return Alphabet(tuple(role_of(element) for element in data.elements if element.role != _PART))


def compile_pack(data: PackData) -> Pack:
    """Compile a pack whose entries are sound; raises ``PackError`` when one is not: ``sound`` tells which."""
    tables = tables_of(data)
    parts = parts_of(data)
    elements = [element for element in data.elements if element.role != _PART]
    alphabet = alphabet_of(data)
    exact: list[Lexed] = []
    lexed: list[Lexed] = []
    begins: dict[int, frozenset[str]] = {}
    for element in elements:
        role = role_of(element)
        compiled = element_regex(element, parts)
        at_word = element.case != _EXACT and compiled.pattern.startswith(_NOT_IN_WORD)
        begun = beginnings(compiled.pattern)
        first = first_characters(begun) if at_word else None
        one = Lexed(
            element.id,
            role,
            alphabet.letters[role],
            compiled,
            element.case,
            anywhere=first is None,
            calm=is_calm(compiled.pattern),
            figured=begun is not None and all(text[0] == FIGURES for text in begun),
        )
        if first is not None:
            begins[len(lexed)] = first
        (exact if element.case == _EXACT else lexed).append(one)
    phrases = {phrase.id: phrase.words[0] for phrase in data.phrases}
    for source in phrases.values():  # one that no form uses must be right too
        sequence_regex(source, alphabet, phrases)
    starts = _starts(begins)
    return Pack(
        kept=packed(data),
        tables=tables,
        alphabet=alphabet,
        exact=tuple(exact),
        lexed=tuple(lexed),
        starts=starts,
        # A look ahead, since what begins one word may reach into the next.
        begins=re.compile(rf"{_NOT_IN_WORD}(?=({literal_trie(starts)}))"),
        forms=tuple(replace(form, examples=()) for form in data.forms),
        form_regex=_forms(data, alphabet, phrases),
        form_options={form.id: form.options for form in data.forms},
        context=tuple(_context(data, alphabet, phrases)),
        gate=gate_of(data, exact, lexed, phrases, alphabet),
        boundary=regex.compile("|".join(f"(?:{e.regex.pattern})" for e in exact if e.role == BOUNDARY) or "(?!)"),
        topics=(_words(data, "party_topic"), _words(data, "state_topic")),
        home=_home(data, parts),
        chain=regex.compile(sequence_regex(phrases["chain"], alphabet, phrases) if "chain" in phrases else NOTHING),
        issuers=regex.compile(rf"(?:{_whole_names(data)})(?![^\W\d_])"),
        kinds=regex.compile(rf"\s+(?:{parts['types']})(?![^\W\d_])"),
        verbs=_words(data, "issuing_verbs", "deciding_verbs"),
        title_end=_words(data, "title_ends"),
        datelines=tuple(regex.compile(_expand(parts[name], parts)) for name in parts if name.startswith("dateline")),
        units=units_regex(data),
        relations=relations_regex(data),
        backrefs=backrefs_regex(data),
    )


def _starts(begins: Mapping[int, Iterable[str]]) -> dict[str, tuple[int, ...]]:
    """Elements by the first characters they may begin with; of two keys the longer one has all that fits the other."""
    keys = {order: {text[:_KEY] for text in some} for order, some in begins.items()}
    return {
        key: tuple(order for order, some in keys.items() if any(key.startswith(one) for one in some))
        for key in sorted(set().union(*keys.values()))
    }


def _unabbreviated(data: PackData) -> tuple[Committee, ...]:
    """The committees without their abbreviations, which stand behind an organ only (BTV TU): alone they may be
    words."""
    return tuple(replace(one, abbreviations=()) for one in data.committees)


def _whole_names(data: PackData) -> str:
    """The names of bodies and committees that are no other word: in several words, or in capitals."""
    organs = trie_regex([p for o in data.organs for p in spellings(o, data)])
    everyone: tuple[Body | Committee, ...] = (*data.bodies, *_unabbreviated(data))
    names = [p for one in everyone for p in spellings(one, data) if " " in p or p.isupper()]
    return rf"(?:(?:{organs})\s+)?(?:{trie_regex(names)})"


def _words(data: PackData, *names: str) -> re.Pattern[str]:
    """Word lists as one regex; of ``re``, which goes through a long text several times as fast with such."""
    return re.compile(rf"{_NOT_IN_WORD}(?:{trie_regex(words_called(data, *names))})(?![^\W\d_])")


def _home(data: PackData, parts: Mapping[str, str]) -> re.Pattern[str]:
    committees = trie_regex([p for c in data.committees if c.level == "province" for p in (c.name, *c.aliases)])
    ranks = parts.get("province_ranks", NOTHING)
    return re.compile(
        rf"(?<![^\W\d_])(?:(?P<committee>{committees})\s+|(?P<rank>{ranks})\s*)?(?P<place>{parts['places']})(?![^\W\d_])"
    )


def _guarded(source: str) -> str:
    """The source with what the engine can look for first: where it may begin, and that it begins no earlier in a word.

    A source that begins with a look-behind of its own, or with what is no letter, is taken as it stands.
    """
    if source.startswith("(?<!"):
        return source
    compiled = regex.compile(source)
    first = [c for c in _BEGINNINGS if compiled.fullmatch(c, partial=True)]
    if first and all(c.isalpha() for c in first):
        return f"{_NOT_IN_WORD}(?=[{''.join(first)}])(?:{source})"
    return f"{_NOT_IN_WORD}(?:{source})" if any(c.isalpha() for c in first) else source


def element_regex(element: Element, parts: Mapping[str, str]) -> Any:
    """The compiled regex of an element. Raises ``PackError`` that says what is wrong with it, not where."""
    source = _expand(element.regex, parts)
    try:
        if element.case == _EXACT:
            return regex.compile(source)
        return regex.compile(_guarded(_fold_source(source)))
    except regex.error as error:
        raise PackError(f"not a regex: {error}", "see the syntax of Python's regex module") from error


def _fold_source(source: str) -> str:
    """Fold the letters of a regex as text is folded, leaving escapes such as ``\\W`` alone."""
    pieces = regex.split(r"(\\.|\(\?P<\w+>)", source)
    return "".join(piece if i % 2 else lower(_plain_source(piece)) for i, piece in enumerate(pieces))


def _plain_source(piece: str) -> str:
    """Fold look-alikes in regex source except the characters that are operators there (``*``)."""
    return "*".join(plain(part) for part in piece.split("*"))


def _expand(source: str, parts: Mapping[str, str], inside: tuple[str, ...] = ()) -> str:
    def one(match: Any) -> str:
        name = match[1]
        if name not in parts:
            raise PackError(f"no word list or part is called {name!r}", f"known: {', '.join(sorted(parts))}")
        if name in inside:
            raise PackError(f"the part {name!r} contains itself", "break the circle")
        return f"(?:{_expand(parts[name], parts, (*inside, name))})"

    # A line break after "|" only makes a long regex readable.
    return str(_REFERENCE.sub(one, source.replace("\n|", "|")))


def parts_of(data: PackData) -> dict[str, str]:
    """What ``{{name}}`` stands for in the regexes of elements: word lists, vocabularies and parts, as regex source."""
    parts = {words.id: trie_regex([*words.words, *words.values], glued=True) for words in data.words}
    parts.update({element.id: element.regex for element in data.elements if element.role == _PART})
    parts["types"] = trie_regex((p for t in data.types for p in (t.name, *t.aliases)), glued=True)
    parts["abbreviations"] = trie_regex([a for t in data.types for a in t.abbreviations])
    parts["places"] = trie_regex([p for place in data.places for p in (place.name, *place.aliases)])
    bodies = trie_regex((p for b in data.bodies for p in spellings(b, data)), glued=True)
    organs = trie_regex((p for o in data.organs for p in spellings(o, data)), glued=True)
    committees = trie_regex((p for c in _unabbreviated(data) for p in spellings(c, data)), glued=True)
    short = trie_regex(p for c in data.committees for p in c.abbreviations)
    end = r"(?![^\W\d_])"
    place = rf"(?:\s+(?:{parts.get('province_ranks', '')}\s*)?(?P<place>{parts['places']}){end})?"
    parts["committees"] = rf"(?:(?:{organs})\s+)?(?:{committees}){end}"
    parts["bodies"] = (
        rf"(?P<body>{bodies}){end}|(?P<organ>{organs})\s*(?P<committee>{short}){end}{place}"
        rf"|(?:(?P<organ>{organs})\s*)?(?P<committee>{committees}){end}{place}|(?P<organ>{organs}){end}"
    )
    return parts


def _forms(data: PackData, alphabet: Alphabet, phrases: Mapping[str, str]) -> Any:
    sources = [
        f"(?P<f{i}>{sequence_regex(form.sequence, alphabet, phrases, f'm{i}')})" for i, form in enumerate(data.forms)
    ]
    return regex.compile("|".join(sources))


def _context(data: PackData, alphabet: Alphabet, phrases: Mapping[str, str]) -> Iterable[tuple[ContextRule, Any]]:
    for rule in data.context:
        source = sequence_regex(rule.sequence, alphabet, phrases)
        yield replace(rule, examples=()), regex.compile(f"(?:{source})$" if rule.side == "before" else source)
