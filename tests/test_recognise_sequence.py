"""The language of sequences: names with the operators of regexes."""

from __future__ import annotations

import pytest
import regex

from citex.errors import PackError
from citex.recognise.sequence import FEW, MANY, Alphabet, sequence_regex

ALPHABET = Alphabet(("type", "no", "number", "comma", "type"))
PHRASES = {"name": "type no?", "list": "name number (comma number)*", "round": "no turn", "turn": "round?"}


def letters(roles: str) -> str:
    """A tokenised text: the letters of roles."""
    return "".join(ALPHABET.letter(role) for role in roles.split())


def fits(sequence: str, roles: str) -> bool:
    """Whether a sequence is exactly the roles."""
    return regex.fullmatch(sequence_regex(sequence, ALPHABET, PHRASES), letters(roles)) is not None


def test_each_role_is_one_letter() -> None:
    """A letter for each role and for the words that are no element, no two alike, and back again."""
    assert {FEW, MANY, "type", "no", "number", "comma"} <= set(ALPHABET.letters)
    assert {ALPHABET.roles[letter]: letter for letter in ALPHABET.letters.values()} == dict(ALPHABET.letters)
    assert all(len(letter) == 1 for letter in ALPHABET.letters.values())


@pytest.mark.parametrize(
    ("sequence", "roles", "fit"),
    [
        ("type no? number", "type number", True),
        ("type no? number", "type no number", True),
        ("type no? number", "type no no number", False),
        ("type\n  number", "type number", True),
        ("type (no | comma) number", "type comma number", True),
        ("type (no | comma) number", "type number", False),
        ("type number (comma number)*", "type number comma number comma number", True),
        ("type number+", "type", False),
        ("type number (?! few)", "type number", True),
        ("type number (?= few) any", "type number few", True),
        ("type number (?= few) any", "type number many", False),
        ("type any*? number", "type few many comma number", True),
        ("name number", "type no number", True),
        ("list", "type number comma number", True),
        ("type < number > (comma < number >)*", "type number comma number", True),
    ],
)
def test_sequences_read_like_regexes(sequence: str, roles: str, fit: bool) -> None:
    """The operators mean what they mean in a regex; a phrase is the sequence it stands for."""
    assert fits(sequence, roles) is fit


def test_a_phrase_is_one_thing() -> None:
    """An operator behind a phrase counts for all of it, and its alternatives do not run on."""
    assert fits("name? number", "number")
    assert (
        regex.fullmatch(sequence_regex("either number", ALPHABET, {"either": "type | no"}), letters("no number"))
        is not None
    )


def test_members_are_marked() -> None:
    """Each ``< … >`` is one member, by the name that is asked for."""
    source = sequence_regex("type < no? number > (comma < number >)*", ALPHABET, {}, "m3")
    match = regex.fullmatch(source, letters("type no number comma number"))
    assert match is not None and match.spans("m3") == [(1, 3), (4, 5)]


@pytest.mark.parametrize(
    ("sequence", "message", "hint"),
    [
        ("type & number", "a sequence has no '&'", "are allowed"),
        ("type {2}", "a sequence has no '{'", "are allowed"),
        ("Type", "a sequence has no 'T'", "are allowed"),
        ("type (no", "leaves a bracket open", "count"),
        ("< type", "leaves a bracket open", "count"),
        ("type ) (", "closes a bracket that is not open", "count"),
        ("typ number", "no element or phrase is called 'typ'", "known: "),
        ("round", "the phrase 'round' contains itself", "break the circle"),
    ],
)
def test_errors_say_what_is_wrong(sequence: str, message: str, hint: str) -> None:
    """A stray character, an open bracket, an unknown name (with those known) and a circle."""
    with pytest.raises(PackError, match=message.replace("{", r"\{")) as caught:
        sequence_regex(sequence, ALPHABET, PHRASES)
    assert hint in caught.value.hint
