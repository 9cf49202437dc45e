"""A finding a line, ``path:line:column: CODE message (suggestion)``; on a terminal the place is shown below it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TextIO

from citex.check.records import ERROR, WARNING, Finding
from citex.check.run import Result
from citex.records import Problem
from citex.write.stream import visible

_COLOURS = {ERROR: "31", WARNING: "33"}
_OTHER = "36"
_SHOWN = 58  # letters beside a finding that show that there are more


def write(result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write the findings. Colour only on a terminal, and not where ``NO_COLOR`` is set or ``TERM`` is ``dumb``."""
    shown = stream.isatty()
    coloured = shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for one in result.findings:
        for line in lines(one, shown, coloured):
            stream.write(line + "\n")


def lines(one: Finding, shown: bool = False, coloured: bool = False) -> Iterator[str]:
    """A finding's line; ``shown``: two more, the text and an underline below it."""
    colour = _COLOURS.get(one.severity, _OTHER)
    suggestion = f" ({visible(one.suggestion)})" if one.suggestion else ""
    code = _painted(one.code, colour, coloured)
    yield f"{visible(one.file)}:{one.line}:{one.column}: {code} {visible(one.message)}{suggestion}"
    if shown:
        first = visible(one.text) or " "
        before = _cut(visible(one.before[::-1]))[::-1] + (" " if one.before[-1:].isspace() else "")
        after = (" " if one.after[:1].isspace() else "") + _cut(visible(one.after))
        yield f"    {before}{_painted(first, colour, coloured)}{after}"
        yield f"    {' ' * _cells(before)}{_painted('^' * max(1, _cells(first)), colour, coloured)}"


def _cut(text: str) -> str:
    """What stands beside a finding, cut at a word where the line goes on."""
    kept = text.rpartition(" ")[0]
    return f"{kept} …" if len(text) >= _SHOWN and kept else text


def _painted(text: str, colour: str, coloured: bool) -> str:
    return f"\x1b[1;{colour}m{text}\x1b[0m" if coloured else text


def _cells(text: str) -> int:
    from rich.cells import cell_len  # only for a terminal

    return cell_len(text)


def summary(result: Result) -> str:
    """How much was found in how many files, in one line."""
    names = {name: count for name, count in result.counts().items() if count}
    files = f"{len(result.files)} file{'' if len(result.files) == 1 else 's'}"
    if not names:
        return f"nothing found in {files}"
    return f"{', '.join(_plural(count, name) for name, count in names.items())} in {files}"


def _plural(count: int, name: str) -> str:
    return f"{count} {name}{'s' if count != 1 and name in (ERROR, WARNING) else ''}"
