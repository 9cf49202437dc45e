"""What a walk gives: files to read, what is left out, and why a path can't be read."""

from __future__ import annotations

import os
from dataclasses import dataclass

from citex.records import Problem

STDIN = "-"
TEXT_FILES = ("*.txt", "*.text", "*.md", "*.markdown")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. ``path`` opens it (``-``: standard input), ``name`` is what output calls it, with ``/``."""

    path: str
    name: str
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder (its name ends with ``/``) that is left out on purpose, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class RawLines:
    """Lines of a stream of records as they came, for another process to read; ``first`` is the number of the first."""

    name: str
    first: int
    lines: tuple[bytes | str, ...]


Item = tuple[str, Found | Skipped | Problem, str]  # the name to sort by, the item, its real path where that matters


def os_problem(error: OSError | ValueError, name: str) -> Problem:
    """What the system says of a path, in words, with a next step."""
    if isinstance(error, FileNotFoundError):
        return Problem(name, "no such file or folder", "check the spelling; put quotes around a path with blanks")
    if isinstance(error, PermissionError):
        return Problem(name, "permission denied", "ask for the right to read it, or leave it out with --exclude")
    if isinstance(error, IsADirectoryError):
        return Problem(name, "is a folder, not a file", "name it on the command line to read what is in it")
    reason = getattr(error, "strerror", None) or str(error)
    return Problem(name, f"can't be read: {reason[:1].lower()}{reason[1:]}", "see whether other programs can open it")


def named(path: str) -> str:
    """What output calls a path: with ``/`` on every platform."""
    return path.replace(os.sep, "/") if os.sep != "/" else path
