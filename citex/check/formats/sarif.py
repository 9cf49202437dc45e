"""SARIF 2.1.0: one run, its rules, its results. Columns count Unicode code points from 1, as the log says itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from citex.check.choose import Active
from citex.check.engine import numbered
from citex.check.formats.paths import shown
from citex.check.records import ERROR, INFO, WARNING, Finding, Related
from citex.check.run import Result
from citex.records import Problem
from citex.version import __version__
from citex.write.jsonl import encode

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[str, str] = {ERROR: "error", WARNING: "warning", INFO: "note"}
_FINGERPRINT = "citex/v1"
_ROOT = "SRCROOT"


def write(result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write the log, on one line."""
    stream.write(encode(log(result, problems)) + "\n")


def log(result: Result, problems: Sequence[Problem]) -> dict[str, Any]:
    """The log as plain values."""
    places = {one.rule.id: i for i, one in enumerate(result.active)}
    notes = [
        {"level": "error", "message": {"text": f"{one.file}: {one.message}"}, "locations": [_located(one.file)]}
        for one in problems
    ]
    run = {
        "tool": {"driver": {"name": "citex", "version": __version__, "rules": [_rule(one) for one in result.active]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not problems, "toolExecutionNotifications": notes}],
        "results": [_result(one, count, places) for one, count in numbered(result.findings)],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(active: Active) -> dict[str, Any]:
    rule = active.rule
    told = rule.explanation or rule.message
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": told},
        "help": {"text": told},
        "defaultConfiguration": {"level": _LEVELS[active.severity_of(True)]},
    }


def _result(one: Finding, count: int, places: Mapping[str, int]) -> dict[str, Any]:
    message = f"{one.message} ({one.suggestion})" if one.suggestion else one.message
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": places[one.code],
        "level": _LEVELS[one.severity],
        "message": {"text": message},
        "locations": [_located(one.file, _region(one))],
        "partialFingerprints": {_FINGERPRINT: f"{one.fingerprint}:{count}"},
    }
    if one.related:
        result["relatedLocations"] = [_related(i, other) for i, other in enumerate(one.related)]
    if one.fix is not None:
        change = {"deletedRegion": _region(one), "insertedContent": {"text": one.fix.text}}
        changes = [{"artifactLocation": _artifact(one.file), "replacements": [change]}]
        result["fixes"] = [{"description": {"text": one.suggestion or one.fix.text}, "artifactChanges": changes}]
    return result


def _region(one: Finding) -> dict[str, Any]:
    return {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.end_line,
        "endColumn": one.end_column,
        "snippet": {"text": one.text},
    }


def _related(number: int, other: Related) -> dict[str, Any]:
    place = _located(other.file, {"startLine": other.line, "startColumn": other.column})
    return {"id": number, **place, "message": {"text": " ".join(other.text.split())}}


def _located(file: str, region: Mapping[str, Any] | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if region is not None:
        place["region"] = region
    return {"physicalLocation": place}


def _artifact(file: str) -> dict[str, str]:
    """Relative to the folder of the run where the file is in it, for that is what code scanning can show."""
    name = shown(file)
    if os.path.isabs(name):
        return {"uri": Path(name).as_uri()}
    return {"uri": quote(os.fsencode(name)), "uriBaseId": _ROOT}
