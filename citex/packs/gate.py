"""Derive the gate from a pack's elements and forms: what citations begin with, and what must follow that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import regex

from citex.packs.beginnings import CAPITAL, FIGURES, LETTER, LETTERS, OPTIONAL, Begun, beginnings
from citex.packs.data import PackData
from citex.packs.model import Body, Committee, DocumentType, Form, Organ
from citex.packs.names import After, Names, finders, first_words, names_of
from citex.packs.tables import spellings, words_called
from citex.packs.tree import tree_of
from citex.recognise.gate import Gate, Head
from citex.recognise.sequence import FEW, MANY, Alphabet, sequence_regex
from citex.recognise.trie import NOTHING, fold_phrase, phrase_key
from citex.text.fold import lower, plain

if TYPE_CHECKING:
    from citex.packs.pack import Lexed


@dataclass(slots=True)
class _Asked:
    """What the forms that begin with one role ask of what follows it."""

    between: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)

    @property
    def asked(self) -> set[str]:
        """All that may come next."""
        return self.between | self.needs


def needed(form: Form) -> frozenset[str]:
    """The elements one of which every match of the form must have."""
    needs = form.options.get("needs", ())
    return frozenset(str(role) for role in needs) if isinstance(needs, (list, tuple)) else frozenset({str(needs)})


def gate_of(
    data: PackData, exact: Sequence[Lexed], lexed: Sequence[Lexed], phrases: Mapping[str, str], alphabet: Alphabet
) -> Gate:
    """The gate for the forms of a pack, made of ``exact`` elements and those ``lexed`` in lower case."""
    heads = _heads(data.forms, phrases, alphabet)
    elements = (*exact, *lexed)
    begun = {element.id: beginnings(element.regex.pattern) for element in elements}
    if any(_is_open(begun[element.id]) for element in elements if element.role in heads):
        return Gate((), open=True)
    goes_on = _open_names(data)
    abbreviations = [a for entry in data.types for a in entry.abbreviations]
    named: list[Names] = []
    figures: list[str] = []
    by_exact: list[Lexed] = []
    for element in elements:
        if head := heads.get(element.role):
            texts = sorted(begun[element.id] or ())
            if with_figure := [text for text in texts if text[0] == FIGURES]:
                figures += with_figure
                by_exact.append(element)
            if some := [text for text in texts if text[0] != FIGURES]:
                after = None
                if element.role not in head.needs and not head.asked & _WORDS:
                    asked = [(e.role, begun[e.id]) for e in elements if e.role in head.asked]
                    after = _after(asked, head, goes_on)
                cased, is_exact = _cased(element, some, abbreviations)
                named.append(names_of(cased, after, is_exact or element in exact))
    by_name, by_figure = finders(named, figures, _sample(data))
    if all(element in exact for element in by_exact):
        regexes = tuple(element.regex for element in by_exact)
        by_figure = [replace(finder, exact=regexes) for finder in by_figure]
    names = tuple(sorted({phrase_key(name) for name in goes_on}))
    carrying = _carrying(data)
    # Those with one table side by side: a shadow is made once for them.
    return Gate(
        (*by_name[:1], *by_figure, *by_name[1:]),
        tuple(
            replace(_head(e, heads[e.role], exact, lexed), names=names, carrying=carrying)
            for e in lexed
            if e.role in heads
        ),
        tuple(e.regex for e in exact if e.role in heads),
    )


def _cased(element: Lexed, texts: Sequence[str], abbreviations: Iterable[str]) -> tuple[list[str], bool]:
    """The beginnings of an element in the case that it asks for, and whether it asks for any."""
    if element.case == "upper":
        return [text.upper() for text in texts], True
    if element.case == "written":
        written = [[a for a in abbreviations if lower(plain(a)) == text] for text in texts]
        if all(written):
            return [one for some in written for one in some], True
    return list(texts), False


def _sample(data: PackData) -> bytes:
    """Text of the pack's language: its titles and examples."""
    texts = [entry.title for entry in data.catalogue]
    entries: tuple[Form | DocumentType | Body, ...] = (*data.forms, *data.types, *data.bodies)
    texts += [example.text for entry in entries for example in entry.examples]
    return " ".join(texts).encode("utf-8", "replace")


def _is_open(begun: Begun | None) -> bool:
    """Whether something may begin in a way that can't be looked for: without two letters and without a figure first."""
    return begun is None or not all(text[0] == FIGURES or _TWO_LETTERS.search(text) for text in begun)


_ANY = CAPITAL + LETTER + LETTERS
_PLAIN_WORD = re.compile(r"[^\W\d]+|\d+")
_CARRYING = ("name_joiners", "name_conjunctions", "institutions")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_FIRST_LETTERS = re.compile(rf"(?:[^\W_]|[{_ANY}]).*", re.DOTALL)


def _open_names(data: PackData) -> frozenset[str]:
    """The names of bodies whose name goes on with words that nothing lists."""
    everyone: tuple[Body | Committee, ...] = (*data.bodies, *data.committees)
    return frozenset(fold_phrase(name) for body in everyone if body.place == "open" for name in spellings(body, data))


def _carrying(data: PackData) -> frozenset[str]:
    """The words that carry such a name on without a capital: see ``citex/recognise/lexer.py``."""
    everyone: tuple[Body | Committee | Organ, ...] = (*data.bodies, *data.committees, *data.organs)
    phrases = [*words_called(data, *_CARRYING), *(name for body in everyone for name in spellings(body, data))]
    return frozenset(word for phrase in phrases for word in _PLAIN_WORD.findall(fold_phrase(phrase)))


def _after(begun: Iterable[tuple[str, Begun | None]], head: _Asked, goes_on: frozenset[str]) -> After | None:
    """What may come after a head: elements that begin so, and then a needed one. None where anything may come.

    ``goes_on``: names after which anything may come.
    """
    links: set[str] = set()
    ends: set[str] = set()
    for role, some in begun:
        if some is None:
            return None
        for text, whole in some.items():
            match = _FIRST_LETTERS.search(text)
            # What has neither letter nor figure is passed over with the other marks.
            if match is None or match[0][0] == FIGURES:
                continue
            if match[0][0] in _ANY:
                return None
            first = first_words(match[0]).lower()
            known = whole and first == match[0] and not any(sign in first for sign in _ANY)
            is_link = known and role not in head.needs and first.replace(OPTIONAL, " ") not in goes_on
            (links if is_link else ends).add(first)
    return After(tuple(sorted(links)), tuple(sorted(ends)))


def _heads(forms: Sequence[Form], phrases: Mapping[str, str], alphabet: Alphabet) -> dict[str, _Asked]:
    """The roles to look for, of those that forms begin with. A form that needs nothing is found by its head alone.

    A head that is needed itself is found wherever it stands; where a form needs nothing else, its other heads are not
    looked for.
    """
    sources = [sequence_regex(form.sequence, alphabet, phrases) for form in forms]
    begun = [_begun(regex.compile(source), alphabet) for source in sources]
    alone = {role for form, roles in zip(forms, begun, strict=True) for role in roles & needed(form)}
    heads: dict[str, _Asked] = {}
    for form, source, roles in zip(forms, sources, begun, strict=True):
        needs = needed(form)
        between, _ = _before(tree_of(source), needs, alphabet)
        for role in sorted(roles):
            if role in needs or not needs or not needs <= alone:
                head = heads.setdefault(role, _Asked())
                head.between |= between
                head.needs |= needs or {role}
    return heads


def _begun(compiled: Any, alphabet: Alphabet) -> set[str]:
    return {role for role, letter in alphabet.letters.items() if compiled.fullmatch(letter, partial=True)}


def _before(tree: Iterable[Any], needs: frozenset[str], alphabet: Alphabet) -> tuple[set[str], bool]:
    """The roles in a sequence that may stand before the first needed one, and whether it may end without one."""
    roles: set[str] = set()
    for operator, value in tree:
        match str(operator):
            case "LITERAL":
                some, passes = _known({alphabet.roles[chr(value)]}, needs)
            case "IN":
                letters = {chr(c) for o, v in value for c in (range(v[0], v[1] + 1) if str(o) == "RANGE" else (v,))}
                some, passes = _known({role for role, letter in alphabet.letters.items() if letter in letters}, needs)
            case "BRANCH":
                branches = [_before(branch, needs, alphabet) for branch in value[1]]
                some, passes = set().union(*(b for b, _ in branches)), any(p for _, p in branches)
            case "SUBPATTERN":
                some, passes = _before(value[3], needs, alphabet)
            case "MAX_REPEAT" | "MIN_REPEAT":
                some, passes = _before(value[2], needs, alphabet)
                passes = passes or value[0] == 0
            case _:
                some, passes = set(), True
        roles |= some
        if not passes:
            return roles, False
    return roles, True


def _known(roles: set[str], needs: frozenset[str]) -> tuple[set[str], bool]:
    return roles - needs, bool(roles - needs)


def _head(element: Lexed, head: _Asked, exact: Sequence[Lexed], lexed: Sequence[Lexed]) -> Head:
    """A head and what must follow it: elements of its forms, to the first needed one."""
    if element.role in head.needs:
        return Head(element.regex)
    # In the order of the lexer, which takes the first one where two begin at one place; marks one by one, since an
    # element may begin with the next.
    between = [one for one in lexed if one.role in head.between]
    ways = [f"(?P<named>{one.regex.pattern})" if one.role == _ISSUER else one.regex.pattern for one in between]
    ways += [*([r"\w+"] if head.asked & _WORDS else []), r"[^\w\s]|\p{M}"]
    last = [one for one in lexed if one.role in head.needs]
    # White space is passed over at once where no element may begin with it. The groups are there in any case.
    steps = [f"(?P<last>{'|'.join(one.regex.pattern for one in last) or NOTHING})"]
    steps += [*ways, r"\s+"] if any(map(_may_be_space, (*between, *last))) else [rf"(?:{'|'.join(ways)})\s*", r"\s+"]
    steps.append(f"(?P<named>{NOTHING})")
    # Where an element in its own case may stand between, what comes after it is not looked at.
    own = "|".join(one.regex.pattern for one in exact if one.role in head.asked)
    return Head(
        element.regex,
        regex.compile("|".join(steps)),
        regex.compile(own) if own else None,
        _MANY_STEPS if head.asked & _WORDS else _STEPS,
    )


def _may_be_space(element: Lexed) -> bool:
    begun = beginnings(element.regex.pattern)
    return begun is None or any(text[0] in (" ", OPTIONAL) for text in begun)


_ISSUER = "issuer"
_WORDS = {FEW, MANY}  # words that are no element
# Elements, words and marks from a head to what it needs, that one included.
_STEPS, _MANY_STEPS = 61, 601
