"""Workflow commands of GitHub Actions: ``::error file=…,line=…::message``, which become annotations.

Of one step about ten errors and ten warnings are shown, so the worst come first, and a notice tells the counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from citex.check.formats.paths import shown
from citex.check.formats.text import summary
from citex.check.records import ERROR, INFO, RANK, WARNING, Finding
from citex.check.run import Result
from citex.records import Problem

_COMMANDS: Mapping[str, str] = {ERROR: "error", WARNING: "warning", INFO: "notice"}


def write(result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write a command for each finding, and for each file that could not be checked."""
    for problem in problems:
        message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        stream.write(command("error", {"file": shown(problem.file), "title": "citex"}, message) + "\n")
    for one in sorted(result.findings, key=lambda one: -RANK[one.severity]):
        stream.write(_annotation(one) + "\n")
    if result.findings:
        stream.write(command("notice", {"title": "citex check"}, summary(result)) + "\n")


def _annotation(one: Finding) -> str:
    properties = {"file": shown(one.file), "line": str(one.line), "endLine": str(one.end_line)}
    if one.line == one.end_line:  # columns count only within a line
        properties |= {"col": str(one.column), "endColumn": str(one.end_column)}
    properties["title"] = f"{one.code} {one.name}"
    message = f"{one.message} ({one.suggestion})" if one.suggestion else one.message
    return command(_COMMANDS[one.severity], properties, message)


def command(name: str, properties: Mapping[str, str], message: str) -> str:
    """A workflow command, escaped as GitHub's own toolkit does."""
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
