"""Pattern packs → ``PackData`` and problems: files and folders, merged in order, each entry checked by its shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from citex.packs.data import Example, PackData
from citex.packs.files import builtin_path, pattern_files
from citex.packs.rules import ALL_SECTIONS, ALL_SHAPES
from citex.packs.shape import DISABLE, EXPECT, PACK, Key, Kind, Shape, is_date
from citex.packs.source import (
    Fault,
    Scalar,
    SourceError,
    Table,
    Value,
    at,
    decode,
    describe,
    free,
    listed,
    members,
    parse,
    suggestion,
)
from citex.records import Problem

_SHAPES = {shape.section: shape for shape in ALL_SHAPES}


@dataclass(frozen=True, slots=True)
class LoadedPacks:
    """What the packs hold together, and what was left out of them and why."""

    data: PackData
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Pack:
    """One pack while its files are read: entries by section and id, what it disables, what is wrong."""

    sections: dict[str, dict[str, Any]] = field(default_factory=lambda: {section: {} for section in _SHAPES})
    disabled: list[tuple[str, Scalar]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_packs(paths: Sequence[Path], *, builtin: bool = True) -> LoadedPacks:
    """Load packs in order: the shipped one (unless ``builtin`` is false), then each path, a YAML file or a folder.

    A later pack adds entries, replaces entries of the same id in their place and takes out what its ``disable`` names.
    A wrong entry is left out and told as a problem (``file:line:column: what is wrong; expected what``), as are files
    that are missing or no YAML; the rest is used. Regexes and sequences are only checked to be there. Raises
    ``PackError`` where the shipped patterns cannot be found.
    """
    merged: dict[str, dict[str, Any]] = {section: {} for section in _SHAPES}
    problems: list[Problem] = []
    for path in [*([builtin_path()] if builtin else []), *paths]:
        pack = _read_pack(path)
        _merge(merged, pack)
        problems += pack.problems
    records = {section: tuple(entries.values()) for section, entries in merged.items()}
    return LoadedPacks(PackData(**records), tuple(problems))


def _read_pack(path: Path) -> _Pack:
    pack = _Pack()
    files = pattern_files(path, lambda error: pack.problems.append(_unread(Path(error.filename), error)))
    if not files and not pack.problems:
        name = path.as_posix()
        message = f"{name}: the folder holds no pattern file; expected *.yaml"
        pack.problems.append(Problem(name, message, "name a folder with .yaml files (not .yml), or a file"))
    for file in files:
        _read_file(file, pack)
    return pack


def _unread(path: Path, error: OSError) -> Problem:
    name = path.as_posix()
    if isinstance(error, FileNotFoundError):
        message, hint = "no such file or folder; expected a pattern file or a folder of them", "check the path"
    else:
        message, hint = f"cannot be read: {error.strerror}; expected a pattern file", "check its permissions"
    return Problem(name, f"{name}: {message}", hint)


def _read_file(path: Path, pack: _Pack) -> None:
    faults: list[Fault] = []
    try:
        value = parse(decode(path.read_bytes()))
    except OSError as error:
        pack.problems.append(_unread(path, error))
        return
    except SourceError as error:
        faults.append(error.fault)
    else:
        if isinstance(value, Table):
            _read_sections(value, path.as_posix(), pack, faults)
        elif value is not None:
            faults.append(at(value, f"{describe(value)}; expected a mapping with sections such as forms or types"))
    faults.sort(key=lambda fault: (fault.line, fault.column))
    pack.problems.extend(_problem(path.as_posix(), fault) for fault in faults)


def _problem(file: str, fault: Fault) -> Problem:
    return Problem(file, f"{file}:{fault.line}:{fault.column}: {fault.message}", fault.hint)


def _read_sections(top: Table, file: str, pack: _Pack, faults: list[Fault]) -> None:
    for section, value in members(top, ALL_SECTIONS, "section", faults).items():
        if isinstance(value, Scalar) and value.tag == "null":
            continue
        if section == "pack":
            _keys(value, PACK, "pack", file, faults)
        elif section == "disable":
            for item in listed(value, "disable", False, faults):
                if _text(DISABLE, item, faults) and isinstance(item, Scalar):
                    pack.disabled.append((file, item))
        else:
            known = pack.sections[section]
            for item in listed(value, section, False, faults):
                _add_entry(_SHAPES[section], item, file, known, faults)


def _add_entry(shape: Shape, value: Value, file: str, known: dict[str, Any], faults: list[Fault]) -> None:
    """Read one entry into ``known``; with anything wrong in it, or an id that is there already, it is left out."""
    own: list[Fault] = []
    fields = _keys(value, shape.keys, "", file, own)
    if shape.either and not own and sum(name in fields for name in shape.either) != 1:
        own.append(at(value, f"expected exactly one of the keys {' and '.join(shape.either)}"))
    name = str(fields.get("id") or "?")
    if not own and name in known:
        wrong = f"the id stands twice in this pack, first at {known[name].where}; expected an id of its own"
        own.append(at(value, wrong, "rename or remove one of the two"))
    if own:
        faults.extend(replace(fault, message=f"{shape.section}/{name}: {fault.message}") for fault in own)
    else:
        known[name] = shape.make(**fields, where=f"{file}:{value.line}:{value.column}")


def _keys(value: Value, keys: Sequence[Key], name: str, file: str, faults: list[Fault]) -> dict[str, Any]:
    """The values of a mapping by the record's field names."""
    before = f"{name}: " if name else ""
    if not isinstance(value, Table):
        known = ", ".join(key.name for key in keys)
        faults.append(at(value, f"{before}{describe(value)}; expected a mapping with the keys {known}"))
        return {}
    found = members(value, [key.name for key in keys], "key", faults)
    for key in keys:
        if key.required and key.name not in found:
            faults.append(at(value, f"{before}missing key {key.name!r}; expected {key.wanted()}", key.about))
    return {key.field or key.name: _read(key, found[key.name], file, faults) for key in keys if key.name in found}


def _read(key: Key, value: Value, file: str, faults: list[Fault]) -> Any:
    """What a key holds, by its kind; anything wrong goes to ``faults`` and the value is then of no use."""
    match key.kind:
        case Kind.TEXTS:
            member = replace(key, kind=Kind.TEXT, filled=True)
            return tuple(_text(member, item, faults) for item in listed(value, key.name, key.filled, faults))
        case Kind.EXAMPLES:
            return tuple(_example(item, key, file, faults) for item in listed(value, key.name, False, faults))
        case Kind.VALUES if isinstance(value, Table):
            return _values(key, value, faults)
        case Kind.FREE if isinstance(value, Table):
            return free(value, key.name, faults)
        case Kind.TEXT:
            return _text(key, value, faults)
    return _scalar(key, value, faults)


def _scalar(key: Key, value: Value, faults: list[Fault]) -> Any:
    """A date, a number or a flag."""
    if isinstance(value, Scalar) and value.tag != "null":
        match key.kind:
            case Kind.FLAG if value.tag == "bool" and value.text in ("true", "false"):
                return value.text == "true"
            case Kind.NUMBER if re.fullmatch("[0-9]{1,9}", value.text):
                return int(value.text)
            case Kind.DATE if is_date(value.text) or not (value.text or key.filled):
                return value.text
    faults.append(at(value, f"{key.name}: {describe(value)}; expected {key.wanted()}"))
    return None


def _text(key: Key, value: Value, faults: list[Fault]) -> str:
    """The text of a value, in NFC so that ids and words compare."""
    if isinstance(value, Scalar) and value.tag != "null":
        text = normalize("NFC", value.text)
        fits = text in key.choices if key.choices else not key.pattern or re.fullmatch(key.pattern, text)
        if fits and (text.strip() or not key.filled):
            return text
    hint = suggestion(value.text, key.choices) if isinstance(value, Scalar) else ""
    faults.append(at(value, f"{key.name}: {describe(value)}; expected {key.wanted()}", hint))
    return ""


def _values(key: Key, value: Table, faults: list[Fault]) -> Mapping[str, str]:
    """Words with the text that each stands for."""
    if not value.entries:
        faults.append(at(value, f"{key.name}: an empty mapping; expected at least one word with its value"))
    found = members(value, (), "word", faults)
    for word, _ in value.entries:
        _text(Key(key.name, "", filled=True), word, faults)
    return {normalize("NFC", word): _text(Key(f"{key.name}: {word}", ""), item, faults) for word, item in found.items()}


def _example(value: Value, key: Key, file: str, faults: list[Fault]) -> Example:
    """A text that must give something; ``{text, expect}`` with what it must give; or ``{none: text}``.

    Its text stays exactly as written, decomposed or not.
    """
    where = f"{file}:{value.line}:{value.column}"
    if isinstance(value, Scalar):
        return Example(_raw(value, "examples", faults), ({},), where)
    found = members(value, ("text", "expect", "none"), "key", faults) if isinstance(value, Table) else {}
    if found.keys() == {"none"}:
        return Example(_raw(found["none"], "none", faults), (), where)
    if found.keys() != {"text", "expect"}:
        wrong = f"examples: {describe(value)}; expected a text, a mapping with text and expect, or one with none"
        faults.append(at(value, wrong, "{text: ..., expect: [{type: ...}]} or {none: ...}"))
        return Example("", (), where)
    expect = tuple(
        _expect(item, key.fields or EXPECT, faults) for item in listed(found["expect"], "expect", False, faults)
    )
    return Example(_raw(found["text"], "text", faults), expect, where)


def _raw(value: Value, name: str, faults: list[Fault]) -> str:
    return value.text if _text(Key(name, "", filled=True), value, faults) and isinstance(value, Scalar) else ""


def _expect(value: Value, known: Sequence[str], faults: list[Fault]) -> Mapping[str, str | None]:
    """The fields that one expected citation or finding must have; ``null`` where a field must have no value."""
    if not isinstance(value, Table):
        faults.append(at(value, f"expect: {describe(value)}; expected a mapping of fields", "{type: ..., number: ...}"))
        return {}
    found = members(value, known, "field", faults)
    fields: dict[str, str | None] = {}
    for name, item in found.items():
        if isinstance(item, Scalar):
            fields[name] = None if item.tag == "null" else item.text
        else:
            faults.append(at(item, f"expect: {name}: {describe(item)}; expected text or null"))
    return fields


def _merge(merged: dict[str, dict[str, Any]], pack: _Pack) -> None:
    """Take out what the pack disables, then replace entries in their place and append new ones."""
    for file, target in pack.disabled:
        section, _, name = normalize("NFC", target.text).partition("/")
        if merged.get(section, {}).pop(name, None) is None:
            known = [f"{section}/{name}" for section, entries in merged.items() for name in entries]
            wrong = f"disable: {target.text!r} is not there; expected section/id of an entry of an earlier pack"
            hint = suggestion(target.text, known) or "see `citex patterns list` for what there is"
            pack.problems.append(_problem(file, at(target, wrong, hint)))
    for section, entries in pack.sections.items():
        merged[section].update(entries)
