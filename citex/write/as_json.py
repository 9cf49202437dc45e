"""Everything about a run as one JSON object, written record by record: one record a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TextIO

from citex.documents import Document, Group
from citex.records import Citation, Problem
from citex.write.jsonl import citation_line, encode

SCHEMA = "citex/1"

_DOCUMENT = tuple(one.name for one in fields(Document))


def write_json(
    stream: TextIO,
    *,
    files: int,
    citations: Iterable[Citation],
    documents: Iterable[Document],
    groups: Iterable[Group],
    errors: Iterable[Problem],
) -> None:
    """Write ``{"schema", "files", "citations", "documents", "groups", "errors"}``.

    The iterables are consumed in that order, each to its end before the next is begun: a generator may tell at its
    start what those before it found out.
    """
    stream.write(f'{{"schema": "{SCHEMA}", "files": {files}, "citations": ')
    _array(stream, map(citation_line, citations))
    stream.write(', "documents": ')
    _array(stream, (encode(document_record(one)) for one in documents))
    stream.write(', "groups": ')
    _array(stream, (encode(group_record(one)) for one in groups))
    stream.write(', "errors": ')
    _array(stream, (encode(problem_record(one)) for one in errors))
    stream.write("}\n")


def document_record(document: Document) -> dict[str, Any]:
    """A document as the contract has it, all keys present."""
    return {name: getattr(document, name) for name in _DOCUMENT}


def group_record(group: Group) -> dict[str, Any]:
    """A group with its groups, or with the keys of its documents; ``"unresolved": true`` only where it is."""
    record: dict[str, Any] = {"by": group.by, "value": group.value}
    record |= {"documents": group.documents, "citations": group.citations}
    if group.unresolved:
        record["unresolved"] = True
    if group.groups:
        return record | {"groups": [group_record(one) for one in group.groups]}
    return record | {"keys": list(group.keys)}


def problem_record(problem: Problem) -> dict[str, str]:
    """``{"file", "message", "hint"}``."""
    return {"file": problem.file, "message": problem.message, "hint": problem.hint}


def _array(stream: TextIO, lines: Iterable[str]) -> None:
    before = "[\n"
    for line in lines:
        stream.write(before + line)
        before = ",\n"
    stream.write("[]" if before == "[\n" else "\n]")
