"""The small language of sequences: element names with the operators of regexes, compiled to a regex over token letters.

Each element role is one letter (a private-use character); a tokenised text is then a string of letters, and a form is
a regex over it. ``type no? (symbol | number)`` reads as it stands; ``< … >`` marks one citation of a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from citex.errors import PackError

_TOKEN = re.compile(r"\s*(?:(?P<name>[a-z_][a-z0-9_]*)|(?P<op>\(\?[=!]|\*\?|\+\?|\?\?|[()|?*+<>])|(?P<bad>\S))")
_FIRST = 0xE100
FEW = "few"
MANY = "many"
OUTSIDER = "outsider"
BOUNDARY = "eos"
MARK = "mark"
ANY = "any"


class Alphabet:
    """One letter for each role, in the order given.

    ``few`` and ``many`` stand for words that are no element, ``outsider`` for a body that is not the Party's. The end
    of a sentence (``eos``) and an item's ``mark`` have letters whether a pack has such elements or not.
    """

    def __init__(self, roles: tuple[str, ...]) -> None:
        names = dict.fromkeys((FEW, MANY, OUTSIDER, BOUNDARY, MARK, *roles))
        self.letters: Mapping[str, str] = {role: chr(_FIRST + i) for i, role in enumerate(names)}
        self.roles: Mapping[str, str] = {letter: role for role, letter in self.letters.items()}

    def letter(self, role: str) -> str:
        """The letter of a role."""
        return self.letters[role]


def sequence_regex(source: str, alphabet: Alphabet, phrases: Mapping[str, str], member: str = "member") -> str:
    """Compile a sequence to regex source over the alphabet; ``< … >`` becomes the (repeatable) group ``member``.

    Raises ``PackError`` for an unknown name, a stray character or a phrase that contains itself.
    """
    return _compile(source, alphabet, phrases, member, ())


def _compile(source: str, alphabet: Alphabet, phrases: Mapping[str, str], member: str, inside: tuple[str, ...]) -> str:
    parts: list[str] = []
    depth = 0
    for match in _TOKEN.finditer(source):
        name, operator, bad = match["name"], match["op"], match["bad"]
        if bad:
            raise PackError(f"a sequence has no {bad!r}", "names, ( ) | ? * + < > and (?! ) (?= ) are allowed")
        if name:
            parts.append(_name(name, alphabet, phrases, member, inside))
            continue
        depth += operator.startswith("(") + (operator == "<") - (operator in ")>")
        if depth < 0:
            raise PackError("a sequence closes a bracket that is not open", "count ( ) and < >")
        parts.append({"<": f"(?P<{member}>", ">": ")", "(": "(?:"}.get(operator, operator))
    if depth:
        raise PackError("a sequence leaves a bracket open", "count ( ) and < >")
    return "".join(parts)


def _name(name: str, alphabet: Alphabet, phrases: Mapping[str, str], member: str, inside: tuple[str, ...]) -> str:
    if name == ANY:
        return f"[{chr(_FIRST)}-{chr(_FIRST + len(alphabet.letters))}]"
    if name in alphabet.letters:
        return alphabet.letters[name]
    if name in inside:
        raise PackError(f"the phrase {name!r} contains itself", "break the circle")
    if name in phrases:
        return f"(?:{_compile(phrases[name], alphabet, phrases, member, (*inside, name))})"
    known = ", ".join(sorted({*alphabet.letters, *phrases}))
    raise PackError(f"no element or phrase is called {name!r}", f"known: {known}")
