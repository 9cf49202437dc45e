"""The JSON Schema (draft 2020-12) of a pattern file, for editors; made from the shapes that the loader checks by.

``python -m citex.packs.schema > patterns/pack.schema.json`` writes the shipped copy. The schema takes whatever the
loader takes. Only the loader sees ids that stand twice, days that the calendar lacks and targets of ``disable``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from citex.packs.rules import ALL_SHAPES, FINDING
from citex.packs.shape import DATE, DISABLE, EXPECT, PACK, Key, Kind, Shape

Schema = dict[str, Any]

# The loader reads every scalar as text, so 05 and true need no quotes; editors see a number and a boolean there.
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_UNQUOTED = {"number": "1", "boolean": "true"}
_FILLED: Schema = {**_TEXT, "pattern": "\\S"}


def schema() -> Schema:
    """The schema as a plain dict, the same on every call."""
    sections = {shape.section: _section(shape) for shape in ALL_SHAPES}
    pack = {"description": "What this pack is.", **_mapping({key.name: _key(key) for key in PACK}, null=True)}
    disable = {"description": "Entries of earlier packs to take out.", **_list(_key(DISABLE), null=True)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "citex pattern pack",
        "description": "One file of a pattern pack: vocabularies, elements, forms and rules that find Party documents.",
        **_mapping({"pack": pack, **sections, "disable": disable}, null=True),
        "$defs": {"example": _example(EXPECT), "finding": _example(FINDING), "free": _free()},
    }


def _section(shape: Shape) -> Schema:
    entry = _mapping({key.name: _key(key) for key in shape.keys})
    entry["required"] = [key.name for key in shape.keys if key.required]
    if shape.either:
        entry["oneOf"] = [{"required": [name]} for name in shape.either]
    return {"description": shape.about, **_list(entry, null=True)}


def _key(key: Key) -> Schema:
    return {"description": key.about, **_value(key)}


def _value(key: Key) -> Schema:
    match key.kind:
        case Kind.DATE:
            return _date(key)
        case Kind.NUMBER:
            return {"type": ["integer", "string"], "minimum": 0, "maximum": 10**9 - 1, "pattern": "^[0-9]{1,9}$"}
        case Kind.FLAG:
            return {"type": "boolean"}
        case Kind.TEXTS:
            return _list(_choice(key) if key.choices else _FILLED, filled=key.filled)
        case Kind.VALUES:
            words = {"propertyNames": {"pattern": "\\S"}, "additionalProperties": _TEXT}
            return {"type": "object", "minProperties": int(key.filled), **words}
        case Kind.EXAMPLES:
            return _list({"$ref": "#/$defs/finding" if key.fields else "#/$defs/example"})
        case Kind.FREE:
            return {"type": "object", "additionalProperties": {"$ref": "#/$defs/free"}}
    if key.choices:
        return _choice(key)
    if key.pattern:
        fitting = [name for name, sample in _UNQUOTED.items() if re.fullmatch(key.pattern, sample)]
        return {"type": ["string", *fitting], "pattern": f"^(?:{key.pattern})$"}
    return _FILLED if key.filled else _TEXT


def _choice(key: Key) -> Schema:
    return {"enum": list(key.choices)}


def _date(key: Key) -> Schema:
    pattern = f"^(?:{DATE})$" if key.filled else f"^(?:{DATE})?$"
    # A year without quotes is a number.
    return {"type": ["string", "integer"], "pattern": pattern, "minimum": 1000, "maximum": 2999}


def _example(fields: Sequence[str]) -> Schema:
    expect = _mapping({name: {"type": [*_TEXT["type"], "null"]} for name in fields})
    full = _mapping({"text": _FILLED, "expect": _list(expect)})
    none = _mapping({"none": _FILLED})
    return {
        "description": "A text that must give something; with expect: what; under none: one that gives nothing.",
        "anyOf": [_FILLED, {**full, "required": ["text", "expect"]}, {**none, "required": ["none"]}],
    }


def _free() -> Schema:
    inner = {"$ref": "#/$defs/free"}
    kinds = ["string", "number", "boolean", "null", "array", "object"]
    return {"type": kinds, "items": inner, "additionalProperties": inner}


def _list(items: Schema, *, filled: bool = False, null: bool = False) -> Schema:
    found: Schema = {"type": ["array", "null"] if null else "array", "items": items}
    return {**found, "minItems": 1} if filled else found


def _mapping(properties: Mapping[str, Schema], *, null: bool = False) -> Schema:
    kinds = ["object", "null"] if null else "object"
    return {"type": kinds, "properties": dict(properties), "additionalProperties": False}


def text() -> str:
    """The schema as the text of ``patterns/pack.schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(text())
