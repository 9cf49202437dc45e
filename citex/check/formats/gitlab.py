"""GitLab's Code Quality report: an array of issues, each with a fingerprint that no other has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TextIO

from citex.check.engine import numbered
from citex.check.formats.paths import shown
from citex.check.records import ERROR, INFO, WARNING
from citex.check.run import Result
from citex.records import Problem
from citex.write.jsonl import encode

_SEVERITIES: Mapping[str, str] = {ERROR: "major", WARNING: "minor", INFO: "info"}


def write(result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write the array, an issue a line."""
    lines = []
    for one, count in numbered(result.findings):
        file = shown(one.file)
        message = f"{one.message} ({one.suggestion})" if one.suggestion else one.message
        unique = hashlib.sha256(f"{file}\0{one.fingerprint}\0{count}".encode("utf-8", "surrogatepass")).hexdigest()
        issue = {
            "description": f"{one.code} {message}",
            "check_name": f"{one.code}-{one.name}",
            "fingerprint": unique[:40],
            "severity": _SEVERITIES[one.severity],
            "location": {"path": file, "lines": {"begin": one.line, "end": one.end_line}},
        }
        lines.append(encode(issue))
    stream.write("[" + ",\n".join(lines) + "]\n")
