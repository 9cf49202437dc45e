"""The shape of a rule of ``citex check`` in a pack, and the sections of a pack with it."""

from __future__ import annotations

from citex.packs.data import Rule
from citex.packs.shape import SHAPES, Key, Kind, Shape

SEVERITIES = ("error", "warning", "info")
# The functions of citex/check/ by the name that rules call them; tests hold the list to the registry.
CHECKS = (
    *("separator", "spacing", "dash", "zero", "letter-case", "spelling", "look-alike", "decomposed", "invisible"),
    *("type-symbol", "issuer-symbol", "unknown-issuer", "unknown-type"),
    *("impossible-date", "future-date", "date-term", "date-order"),
    *("catalogue-date", "catalogue-issuer", "catalogue-number", "catalogue-title"),
    *("conflict-in-article", "conflict-between-articles"),
    *("bare-number", "no-place", "no-term", "short-first"),
    *("unused-suppression",),
)
# What a template may name; every check gives those that its rule's templates need.
VALUES = ("text", "right", "other", "known", "also", "type", "issuer", "code", "date", "term", "where")
# What an example of a rule may expect of a finding.
FINDING = ("text", "message", "suggestion", "severity", "fix")

_TEMPLATE = r"(?:[^{}]|\{(?:" + "|".join(VALUES) + r")\})*"
_WORDS = f"text; values in braces are {', '.join(VALUES)}"

RULES = Shape(
    "rules",
    "Rules of citex check.",
    Rule,
    (
        Key(
            "id",
            "The code of the rule, never used again for another.",
            required=True,
            filled=True,
            pattern="[A-Z]+[0-9]{3}",
            expected="capital letters and three digits",
        ),
        Key(
            "name", "A short name.", required=True, filled=True, pattern="[a-z][a-z0-9-]*", expected="words like-these"
        ),
        Key("check", "What finds it.", required=True, choices=CHECKS),
        Key("severity", "How bad it is where it is certain.", required=True, choices=SEVERITIES),
        Key("message", "What is wrong.", required=True, filled=True, pattern=_TEMPLATE, expected=_WORDS),
        Key("suggestion", "What should stand there.", pattern=_TEMPLATE, expected=_WORDS),
        Key("message_vi", "The message in Vietnamese.", pattern=_TEMPLATE, expected=_WORDS),
        Key("suggestion_vi", "The suggestion in Vietnamese.", pattern=_TEMPLATE, expected=_WORDS),
        Key("explanation", "Why, in a few sentences."),
        Key("off", "true for a rule that only --select turns on.", Kind.FLAG),
        Key("source", "Where this is known from."),
        Key("options", "Settings of the check.", Kind.FREE),
        Key(
            "examples",
            "Texts that it finds, with the findings, and texts that it passes.",
            Kind.EXAMPLES,
            fields=FINDING,
        ),
    ),
)

ALL_SHAPES = (*SHAPES, RULES)
ALL_SECTIONS = ("pack", *(shape.section for shape in ALL_SHAPES), "disable")
