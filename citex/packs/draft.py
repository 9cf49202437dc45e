"""Draft a pack from a pasted example: what its words are, what is missing, and the YAML to begin with.

A draft is tried before it is told: what stands under ``expect`` is what the pack finds with the draft in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from citex.errors import PackError
from citex.explain import Explanation, SeenElement, explain
from citex.packs.data import PackData
from citex.packs.model import Body, DocumentType, Form
from citex.packs.pack import Pack
from citex.packs.ready import compiled
from citex.packs.shape import KINDS
from citex.records import Article, Citation
from citex.scanner import Scanner

_NUMBERS = ("symbol", "half", "number", "yearnum")
_GAPS = ("few", "many")
# Which element decides the kind of a form, looked for in this order.
_KIND_OF = {"congress": "congress", "charter": "charter", "plenum": "plenum", "local_plenum": "plenum"}
_ENDS = (*_GAPS, "mark", "eos", "comma", "semicolon", "and", "quote", "about", "verb", "decide", "issued")
_EXPECT = ("text", "type", "number", "symbol", "issuer", "locality", "date", "term", "session")
_NAME_ME = "NAME-ME"
_SLUG = "new-form"


@dataclass(frozen=True, slots=True)
class Draft:
    """``yaml`` is a pack to save and edit, empty where ``known`` (the forms that find the text already) suffices."""

    elements: tuple[SeenElement, ...]
    known: tuple[Citation, ...]
    yaml: str
    found: tuple[Citation, ...]


def draft(text: str, pack: Pack) -> Draft:
    """Draft what ``text``, an example of a citation, lacks: a document type, a body or a form; in this order.

    A form is drafted only where the text gives no citation otherwise.
    """
    told = explain(Article("-", text), pack)
    entries = dict(_vocabulary(told, pack))
    if told.citations and not entries:
        return Draft(told.elements, told.citations, "", told.citations)
    found = _try(text, _added(pack.data, entries)) if entries else ()
    if not found and (form := _form(told.elements)):
        entries["forms"] = form
        found = _try(text, _added(pack.data, entries))
    return Draft(told.elements, told.citations, _yaml(text, entries, found) if entries else "", found)


def expectation(citation: Citation) -> dict[str, str]:
    """A citation's fields as an example's ``expect`` has them, those without a value left out."""
    return {name: value for name in _EXPECT if (value := getattr(citation, name)) is not None}


def _vocabulary(told: Explanation, pack: Pack) -> Iterator[tuple[str, Any]]:
    """Entries for a type name and an issuer code that no pack has."""
    elements = told.elements
    for i, one in enumerate(elements):
        if one.role not in ("symbol", "half"):
            continue
        before = [other for other in elements[:i] if other.role != "no"][-1:]
        name = _type_name(before[0].text) if before and before[0].role in _GAPS else ""
        code = one.parts.get("type", "")
        if name and code and code.casefold() not in pack.tables.type_codes:
            yield "types", DocumentType(id=code, name=name, codes=(code,))
        issuer = one.parts.get("issuer", "")
        if issuer and issuer not in pack.tables.codes and not one.parts.get("year"):
            yield "bodies", Body(id=issuer.casefold(), name=_body_name(elements[i + 1 :]), codes=(issuer,))
        return


def _type_name(words: str) -> str:
    """What stands before a symbol, from its last word with a capital on."""
    parts = words.split()
    capitals = [i for i, word in enumerate(parts) if word[0].isupper()]
    return " ".join(parts[capitals[-1] :]) if capitals else ""


def _body_name(after: Sequence[SeenElement]) -> str:
    """What follows the symbol and a linking word, if it looks like a name; else something to fill in."""
    for previous, one in pairwise(after):
        if previous.role in ("of", "by") and one.role in _GAPS and one.text.strip()[:1].isupper():
            return " ".join(one.text.split())
    return _NAME_ME


def _form(elements: Sequence[SeenElement]) -> Form | None:
    """A form with the elements as they stand, from the first that can begin a citation to the last that can end one."""
    roles = [one.role for one in elements]
    hard = [i for i, role in enumerate(roles) if role not in _ENDS]
    if not hard:
        return None
    first, last = hard[0], hard[-1] + 1
    if "type" in roles:
        first = roles.index("type")
    roles = roles[first:last]
    body = roles[1:] if roles[0] == "type" and len(roles) > 1 else roles
    head = ["type"] if body is not roles else []
    kind = next((kind for role, kind in _KIND_OF.items() if role in roles), KINDS[0])
    needs = [role for role in (*_NUMBERS, *_KIND_OF) if role in roles] or [body[-1]]
    return Form(
        id=_SLUG,
        kind=kind,
        sequence=" ".join([*head, "<", *body, ">"]),
        description=_NAME_ME,
        options={"needs": list(dict.fromkeys(needs))},
    )


def _added(data: PackData, entries: dict[str, Any]) -> PackData:
    return replace(data, **{section: (*getattr(data, section), entry) for section, entry in entries.items()})


def _try(text: str, data: PackData) -> tuple[Citation, ...]:
    """What the text gives with the draft; nothing, where the draft does not even compile."""
    try:
        return Scanner(compiled(data)[0]).scan(Article("-", text))
    except PackError:
        return ()


def _yaml(text: str, entries: dict[str, Any], found: Sequence[Citation]) -> str:
    import yaml

    example = {"text": text, "expect": [expectation(one) for one in found] or [{"text": text}]}
    pack = {section: [{**_plain(entry), "examples": [example]}] for section, entry in entries.items()}
    dumped: str = yaml.dump(pack, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=100)
    return dumped


def _plain(entry: Any) -> dict[str, Any]:
    names = ("id", "name", "kind", "codes", "sequence", "description", "options")
    values = ((name, getattr(entry, name, None)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values if value}


def _dumper() -> Any:
    import yaml

    class Dumper(yaml.SafeDumper):
        """No anchors: an example that stands under two entries is written twice."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    return Dumper
