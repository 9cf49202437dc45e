"""Pattern files → plain values that know their line and column.

Every scalar stays the text that was written: YAML itself would make ``2020-02-24`` a date, ``05`` a number and ``no``
a boolean. The shapes decide what a scalar becomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")

# A pack nests four or five levels; more is a slip, and unlimited depth would exhaust the stack.
_DEEPEST = 20
_CORE = "tag:yaml.org,2002:"
_TAGS = frozenset({"str", "null", "bool", "int", "float", "timestamp", "value", "merge", "seq", "map"})
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a file; ``line`` and ``column`` are 1-based, in characters."""

    line: int
    column: int
    message: str
    hint: str = ""


class SourceError(Exception):
    """The text is not YAML that a pack may use; ``fault`` says where and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written. ``tag`` is what YAML takes it for (``str``, ``null``, ``bool``, ``int`` …)."""

    text: str
    tag: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple[Value, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order written; a key that was written twice stands in it twice."""

    entries: tuple[tuple[Scalar, Value], ...]
    line: int
    column: int


Value = Scalar | Items | Table


def decode(data: bytes) -> str:
    """Decode the bytes of a pattern file: UTF-8, BOM or not. Raises ``SourceError`` at the first bad byte."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a BOM the codec counts bytes from behind it.
        data = data.removeprefix(b"\xef\xbb\xbf")
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        wrong = f"byte 0x{data[error.start]:02x} is not UTF-8; expected a text file in UTF-8"
        raise SourceError(Fault(line, column, wrong, "save the file as UTF-8")) from error


def parse(text: str) -> Value | None:
    """Parse YAML text to a value, ``None`` where the text holds nothing but comments. Raises ``SourceError``."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        hint = "quote values that hold ': ', ' #' or begin with one of [ { * & ! | > % @ \" '"
        raise SourceError(Fault(line, column, f"not YAML: {reason}; expected a mapping of sections", hint)) from error
    except yaml.reader.ReaderError as error:
        bad = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line, column = _place(text[: bad.start()]) if bad else (1, 1)
        wrong = f"not YAML: control character U+{ord(bad[0]) if bad else 0:04X}; expected printable text"
        raise SourceError(Fault(line, column, wrong, 'remove it, or write it as "\\x..." in quotes')) from error
    except RecursionError as error:
        raise SourceError(Fault(1, 1, "nested too deeply; expected a mapping of sections")) from error
    if node is None or node.tag == f"{_CORE}null":
        return None
    return _convert(node, {}, 0)


def _place(before: str) -> tuple[int, int]:
    """Line and column of the character that follows ``before``."""
    lines = re.split(r"\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


def _convert(node: Any, done: dict[int, Value], depth: int) -> Value:
    """A YAML node as a value. ``done`` keeps what an anchor stands for, so that aliases cost nothing."""
    known = done.get(id(node))
    if known is not None:
        return known
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    tag = node.tag.removeprefix(_CORE)
    if tag not in _TAGS:
        raise SourceError(Fault(line, column, f"a pack has no tag {node.tag!r}; expected plain YAML", "remove the tag"))
    # An alias inside its own anchor nests for ever.
    if depth > _DEEPEST:
        raise SourceError(Fault(line, column, f"nested more than {_DEEPEST} levels deep; expected a flat entry"))
    value: Value
    if node.id == "scalar":
        value = Scalar(node.value, tag, line, column)
    elif node.id == "sequence":
        value = Items(tuple(_convert(item, done, depth + 1) for item in node.value), line, column)
    else:
        pairs = ((_key(key, done, depth + 1), _convert(item, done, depth + 1)) for key, item in node.value)
        value = Table(tuple(pairs), line, column)
    done[id(node)] = value
    return value


def _key(node: Any, done: dict[int, Value], depth: int) -> Scalar:
    key = _convert(node, done, depth)
    if isinstance(key, Scalar):
        return key
    raise SourceError(Fault(key.line, key.column, f"{describe(key)} as a key; expected a word and ':'"))


def at(value: Value, message: str, hint: str = "") -> Fault:
    """A fault at the place where the value begins."""
    return Fault(value.line, value.column, message, hint)


def describe(value: Value) -> str:
    """A value in a few words, for messages."""
    if isinstance(value, Items):
        return "a list"
    if isinstance(value, Table):
        return "a mapping"
    if value.tag == "null":
        return "nothing"
    return repr(value.text if len(value.text) <= _SHOWN else value.text[: _SHOWN - 1] + "…")


def suggestion(word: str, known: Iterable[str]) -> str:
    """``did you mean 'aliases'?`` where one of the known words is near, else nothing."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else ""


def members(table: Table, known: Iterable[str], what: str, faults: list[Fault]) -> dict[str, Value]:
    """The values of a mapping by key. Unknown keys and keys written twice go to ``faults`` and are left out.

    Of a key written twice the first value is kept. ``what`` names the keys in messages (``key``, ``section``).
    """
    names = tuple(known)
    found: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for key, value in table.entries:
        name = key.text
        if name in found:
            wrong = f"{what} {name!r} stands twice, first on line {lines[name]}; expected each once"
            faults.append(Fault(key.line, key.column, wrong, "join the two or remove one"))
        elif names and name not in names:
            wrong = f"unknown {what} {name!r}; expected one of {', '.join(names)}"
            faults.append(Fault(key.line, key.column, wrong, suggestion(name, names)))
        else:
            found[name] = value
            lines[name] = key.line
    return found


def listed(value: Value, name: str, filled: bool, faults: list[Fault]) -> tuple[Value, ...]:
    """The members of a list; anything else, and an empty list where it must be filled, goes to ``faults``."""
    if not isinstance(value, Items):
        hint = "put it in [ ]" if isinstance(value, Scalar) and value.tag != "null" else ""
        faults.append(at(value, f"{name}: {describe(value)}; expected a list", hint))
        return ()
    if filled and not value.values:
        faults.append(at(value, f"{name}: an empty list; expected at least one member"))
    return value.values


def free(value: Value, name: str, faults: list[Fault], depth: int = 3) -> Any:
    """A value without a shape: text, whole number, true, false, ``None``, tuple or dict, nested ``depth`` deep.

    ``05`` and dates stay text, as everywhere in packs. A value in quotes is always text.
    """
    if isinstance(value, Scalar):
        if value.tag == "int" and _WHOLE.fullmatch(value.text):
            return int(value.text)
        words = {("null", value.text): None, ("bool", "true"): True, ("bool", "false"): False}
        return words.get((value.tag, value.text), value.text)
    if not depth:
        faults.append(at(value, f"{name}: nested too deeply; expected text, a number, true or false"))
        return None
    if isinstance(value, Items):
        return tuple(free(item, name, faults, depth - 1) for item in value.values)
    return {
        key: free(item, f"{name}: {key}", faults, depth - 1) for key, item in members(value, (), "key", faults).items()
    }
