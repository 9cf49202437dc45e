"""Everything as one JSON object: ``{"schema": "citex-check/1", "files", "counts", "findings", "errors"}``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TextIO

from citex.check.records import Finding
from citex.check.run import Result
from citex.records import Problem
from citex.write.as_json import problem_record
from citex.write.jsonl import encode

SCHEMA = "citex-check/1"


def record(one: Finding) -> dict[str, Any]:
    """A finding with all its keys; ``fix`` is null where nothing is certain."""
    return asdict(one)


def write(result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write the object, a finding a line."""
    stream.write(f'{{"schema": "{SCHEMA}", "files": {len(result.files)}, "counts": {encode(result.counts())}')
    for name, lines in (
        ("findings", [encode(record(one)) for one in result.findings]),
        ("errors", [encode(problem_record(one)) for one in problems]),
    ):
        body = ",\n".join(lines)
        stream.write(f', "{name}": [{chr(10) + body + chr(10) if lines else ""}]')
    stream.write("}\n")
