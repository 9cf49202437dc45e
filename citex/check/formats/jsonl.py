"""A finding a line, as a JSON object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from citex.check.formats.json import record
from citex.check.run import Result
from citex.records import Problem
from citex.write.jsonl import encode


def write(result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write the findings; what could not be checked stands on standard error."""
    for one in result.findings:
        stream.write(encode(record(one)) + "\n")
