"""The formats in which findings are written: a module each, with ``write(result, problems, stream)``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

from citex.check.run import Result
from citex.records import Problem

FORMATS = ("text", "json", "jsonl", "github", "sarif", "gitlab", "junit")


def write(name: str, result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write a run's result, and what could not be checked where the format has a place for it."""
    import_module(f"citex.check.formats.{name}").write(result, problems, stream)
