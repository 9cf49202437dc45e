"""The shape of each kind of pack entry: its keys, what they hold and which are required.

The loader checks entries by these shapes and the JSON Schema for editors is made from them, so the two agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from citex.packs import model
from citex.packs.data import Element, Place, Words


class Kind(Enum):
    """What a key holds."""

    TEXT = auto()
    DATE = auto()
    NUMBER = auto()
    FLAG = auto()
    TEXTS = auto()
    VALUES = auto()
    EXAMPLES = auto()
    FREE = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an entry.

    ``filled``: text may not be blank, a list may not be empty (the members of a list are never blank). ``pattern``
    must match the whole text; ``expected`` says the same in words. ``field`` is the record's name for the key;
    ``fields`` are what an example may expect (default: the fields of a citation).
    """

    name: str
    about: str
    kind: Kind = Kind.TEXT
    required: bool = False
    filled: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    expected: str = ""
    field: str = ""
    fields: tuple[str, ...] = ()

    def wanted(self) -> str:
        """What the key must hold, in words, for messages."""
        if self.choices:
            return "one of " + ", ".join(choice or '""' for choice in self.choices)
        kinds = {
            Kind.DATE: "a date such as 2020, 2020-02 or 2020-02-24",
            Kind.NUMBER: "a whole number",
            Kind.FLAG: "true or false, without quotes",
            **dict.fromkeys((Kind.TEXTS, Kind.EXAMPLES), "a list"),
            **dict.fromkeys((Kind.VALUES, Kind.FREE), "a mapping"),
        }
        return self.expected or kinds.get(self.kind, "text that is not blank" if self.filled else "text")


@dataclass(frozen=True, slots=True)
class Shape:
    """The entries of one section. ``make`` builds the record; of the keys in ``either`` exactly one must stand."""

    section: str
    about: str
    make: Callable[..., Any]
    keys: tuple[Key, ...]
    either: tuple[str, ...] = ()


_PLACES_AFTER = ("", "none", "province", "open")
LEVELS = ("central", "province", "district", "commune", "other", "")
KINDS = ("numbered", "plenum", "congress", "charter")
EXPECT = (
    *("text", "kind", "type", "number", "symbol", "issuer", "locality", "date", "term", "session"),
    *("title", "level", "place", "document", "pattern"),
)
GIVES = ("type", "number", "symbol", "issuer", "locality", "date", "term", "session", "title")
DATE = "[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
# Elements, word lists and phrases are named inside regexes and sequences.
NAME = "[a-z_][a-z0-9_]*"
# A single space may stand inside (the key of a document of a place has one), a line break may not.
_ID = r"[^\s]+( [^\s]+)*"


def is_date(text: str) -> bool:
    """Whether the text is an ISO date of the calendar, to the day, the month or the year."""
    if not re.fullmatch(DATE, text):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _id(about: str) -> Key:
    words = "text without line breaks or doubled spaces"
    return Key("id", about, required=True, filled=True, pattern=_ID, expected=words)


def _name(name: str, about: str, field: str = "", required: bool = True) -> Key:
    words = "lower-case letters a-z, digits and _, beginning with a letter"
    return Key(name, about, required=required, filled=True, pattern=NAME, expected=words, field=field)


_SLUG = _id("A short name, for overriding and disabling.")
_OWN_NAME = Key("name", "The name as it is written in full.", required=True, filled=True)
_ENGLISH = Key("english", "The name in English.")
_LEVEL = Key("level", "Whose documents these are; empty where only the place tells.", choices=LEVELS)
_CODES = Key("codes", "Codes inside a symbol, in the case they are written in.", Kind.TEXTS)
_ALIASES = Key("aliases", "Other names, in any case.", Kind.TEXTS)
_ABBREVIATIONS = Key("abbreviations", "Short names, matched in capitals only.", Kind.TEXTS)
_AFTER = Key("place", "Which names may follow: province-level ones, any (open) or none.", choices=_PLACES_AFTER)
_FROM = Key("from", "First day, ISO, possibly partial.", Kind.DATE, filled=True, field="start")
_UNTIL = Key("until", "Last day, ISO, possibly partial.", Kind.DATE, filled=True)
_SOURCE = Key("source", "Where this is known from.")
_DESCRIPTION = Key("description", "What it is for, in one line.")
_SEQUENCE = Key(
    "sequence", "Element names with ( ) | ? * + < > and (?! ) (?= ), read like a regex.", required=True, filled=True
)
_OPTIONS = Key("options", "Settings that the program reads for this entry.", Kind.FREE)
_EXAMPLES = Key("examples", "Texts that must give a citation, and texts that must not.", Kind.EXAMPLES)


def _phrase(id: str, sequence: str, where: str) -> Words:
    return Words(id, words=(sequence,), where=where)


_TYPES = Shape(
    "types",
    "Document types.",
    model.DocumentType,
    (
        _id("The type code."),
        _OWN_NAME,
        _ENGLISH,
        Key("series", "Type code of the number series it shares; default its own."),
        *(_ALIASES, _ABBREVIATIONS, _CODES),
        Key("weak", "true where the name is also a verb or an everyday noun.", Kind.FLAG),
        Key("bare", "Whether type and number alone may be a citation (State programmes go by number too).", Kind.FLAG),
        *(_SOURCE, _EXAMPLES),
    ),
)
_BODIES = Shape(
    "bodies",
    "Issuing bodies with a name of their own.",
    model.Body,
    (
        *(_SLUG, _OWN_NAME, _ENGLISH),
        Key("owner", "Whose body it is: party (default), state, front or another word.", filled=True),
        *(_LEVEL, _CODES, _ALIASES, _ABBREVIATIONS, _AFTER),
        *(_FROM, _UNTIL, _SOURCE, _EXAMPLES),
    ),
)
_ORGANS = Shape(
    "organs",
    "Parts of a committee; each joins with every committee to make a body.",
    model.Organ,
    (
        *(_SLUG, _OWN_NAME, _ENGLISH),
        Key("code", "Its code, which stands before the committee's in a symbol."),
        *(_ALIASES, _ABBREVIATIONS, _SOURCE, _EXAMPLES),
    ),
)
_COMMITTEES = Shape(
    "committees",
    "Kinds of Party committee.",
    model.Committee,
    (*(_SLUG, _OWN_NAME, _ENGLISH, _LEVEL, _CODES, _ALIASES, _ABBREVIATIONS, _AFTER, _SOURCE, _EXAMPLES),),
)
_PLACES = Shape(
    "places",
    "Province-level units.",
    Place,
    (
        *(_SLUG, _OWN_NAME),
        Key("kind", "province (default) or city.", choices=("province", "city")),
        _ALIASES,
        Key("alone", "false where the name needs a rank before it; default true.", Kind.FLAG),
        *(_FROM, _UNTIL),
        Key("now", "Id of the unit that it belongs to today."),
        _SOURCE,
    ),
)
_TERMS = Shape(
    "terms",
    "Congress terms.",
    model.Term,
    (
        _id("The term, as a Roman numeral or as years."),
        Key("scope", "central (default) or province.", choices=("central", "province")),
        Key("ordinal", "Number of the congress.", Kind.NUMBER),
        Key("years", "The term as years.", pattern="[0-9]{4}-[0-9]{4}", expected="years like 2020-2025"),
        *(_FROM, _UNTIL, _SOURCE),
    ),
)
_PLENUMS = Shape(
    "plenums",
    "Plenums of the Central Committee and the documents they gave.",
    model.Plenum,
    (
        _id("The key of the plenum."),
        Key("term", "Id of its term.", required=True, filled=True),
        Key("session", "Its ordinal in the term.", required=True, filled=True),
        *(_FROM, _UNTIL),
        Key("documents", "Keys of the numbered documents it gave.", Kind.TEXTS),
        Key("usual", "Key of the document usually meant by its name."),
        _SOURCE,
    ),
)
_WORDS = Shape(
    "words",
    "Word lists for use in element regexes as {{id}}.",
    Words,
    (
        _name("id", "The name in {{ }}."),
        Key("words", "The words.", Kind.TEXTS, filled=True),
        Key("values", "Words, each with the value it stands for.", Kind.VALUES, filled=True),
    ),
    either=("words", "values"),
)
_ELEMENTS = Shape(
    "elements",
    "Elements: regexes on folded text, of which forms are made.",
    Element,
    (
        _name("id", "The element's name."),
        Key(
            "regex",
            "A regex on folded, lower-case text; {{name}} stands for a list or part.",
            required=True,
            filled=True,
        ),
        _name("as", "The name that forms see; part for a piece of other regexes. Default: the id.", "role", False),
        Key("case", "Which case the text must have.", choices=("", "upper", "capital", "written", "exact")),
        _EXAMPLES,
    ),
)
_PHRASES = Shape(
    "phrases", "Named sequences, for use in other sequences.", _phrase, (_name("id", "The name."), _SEQUENCE)
)
_FORMS = Shape(
    "forms",
    "Forms: sequences of elements that make a citation.",
    model.Form,
    (
        _id("The name; it stands in the output as pattern."),
        Key("kind", "Kind of the citations it makes.", required=True, choices=KINDS),
        *(_SEQUENCE, _DESCRIPTION, _SOURCE, _OPTIONS, _EXAMPLES),
    ),
)
_CONTEXT = Shape(
    "context",
    "Rules by which the rest of the sentence gives fields to a citation.",
    model.ContextRule,
    (
        _id("The name of the rule."),
        Key("side", "Where the sequence stands.", required=True, choices=("before", "after", "sentence")),
        _SEQUENCE,
        Key("gives", "Fields that it gives.", Kind.TEXTS, required=True, filled=True, choices=GIVES),
        *(_DESCRIPTION, _OPTIONS, _EXAMPLES),
    ),
)
_CATALOGUE = Shape(
    "catalogue",
    "Known documents.",
    model.CatalogueEntry,
    (
        _id("The key of the document."),
        Key("type", "Id of its type.", required=True, filled=True),
        Key("number", "The number as printed; empty where it has none.", required=True),
        Key("symbol", "The whole symbol; empty where it has none.", required=True),
        Key("date", "Date of issue, ISO, possibly partial; empty where unknown.", Kind.DATE, required=True),
        Key("issuer", "Canonical name of the issuer.", required=True),
        Key("term", "Id of the term.", required=True),
        Key("title", "Title, possibly shortened."),
        _SOURCE,
        Key("confidence", "How well it is attested.", choices=("", "high", "medium", "low")),
        Key("note", "Anything else worth knowing."),
    ),
)

SHAPES = (
    *(_TYPES, _BODIES, _ORGANS, _COMMITTEES, _PLACES, _TERMS, _PLENUMS, _WORDS, _ELEMENTS, _PHRASES, _FORMS),
    *(_CONTEXT, _CATALOGUE),
)
PACK = (
    Key("id", "Name of the pack.", filled=True),
    Key("version", "Version of the pack.", filled=True),
    Key("description", "What the pack adds."),
)
DISABLE = Key("disable", "An entry to take out.", pattern="[a-z]+/.+", expected="section/id, such as forms/numbered")
