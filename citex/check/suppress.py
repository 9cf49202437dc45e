"""What an editor has decided to leave as it is: comments in Markdown and HTML, a list of exceptions for plain text.

``<!-- citex-ignore CX101 -->``        for its own line, or for the next line where it stands alone
``<!-- citex-ignore-start CX101 -->``  up to ``<!-- citex-ignore-end -->``, or the end of the text
``<!-- citex-ignore-file CX101 -->``   for the whole text

Without a code all rules are meant. A reason may follow after ``--`` or a colon. What suppresses nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from citex.check.choose import ALL, means
from citex.check.records import Finding, Hit
from citex.errors import UsageError
from citex.read.ignore import Rules
from citex.text.lines import Lines

_COMMENT = re.compile(
    r"<!--\s*citex-ignore(?P<kind>-start|-end|-file)?(?P<codes>(?:[\s,]+[A-Za-z][\w-]*)*)\s*(?:(?:--|:)[^>]*?)?\s*-->"
)
_START, _END, _FILE = "-start", "-end", "-file"
_MARKED = (".md", ".markdown", ".html", ".htm", ".xhtml")
_ENTRY = re.compile(r"(?P<codes>[A-Z]+[0-9]*(?:,[A-Z]+[0-9]*)*)\s+(?P<files>\S+)(?:\s+(?P<text>\S.*))?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A suppression comment: the lines it speaks for (both inclusive), where it stands and what it says."""

    codes: tuple[str, ...]
    first: int
    last: int
    start: int
    end: int
    line: int
    column: int
    text: str
    kind: str = ""

    def covers(self, one: Finding) -> bool:
        """Whether it suppresses a finding."""
        return self.first <= one.line <= self.last and _means(self.codes, one)


@dataclass(frozen=True, slots=True)
class Exempt:
    """A line of an exceptions list: codes, a file pattern as in ``.gitignore``, and the text, or any."""

    codes: tuple[str, ...]
    files: str
    text: str
    line: int
    source: str

    def covers(self, one: Finding) -> bool:
        """Whether it suppresses a finding."""
        fits = _means(self.codes, one) and self.text in ("", " ".join(one.text.split()))
        return fits and self.names(one.file)

    def names(self, file: str) -> bool:
        """Whether its pattern fits a file."""
        file = file.removeprefix("./")
        return bool(_pattern(self.files).verdict(file.rpartition("/")[2], file, False))


@cache
def _pattern(files: str) -> Rules:
    return Rules([files], "")


def _means(codes: Sequence[str], one: Finding) -> bool:
    return not codes or any(means(code, one.code, one.name) for code in codes)


def marks(file: str, text: str) -> tuple[Mark, ...]:
    """The suppression comments of a Markdown or HTML text; other texts have none."""
    if not file.lower().endswith(_MARKED) or "citex-ignore" not in text:
        return ()
    lines = Lines(text)
    last_line = lines.position(len(text))[0]
    found: list[Mark] = []
    for match in _COMMENT.finditer(text):
        codes = tuple(re.findall(r"[A-Za-z][\w-]*", match["codes"]))
        (here, column), until = lines.position(match.start()), lines.position(match.end())[0]
        kind = match["kind"] or ""
        first, last = here, until + (not _beside(text, match.start(), match.end()))
        if kind == _END:
            found = [
                replace(mark, last=here) if mark.kind == _START and mark.last == last_line else mark for mark in found
            ]
            continue
        if kind:
            first, last = (1 if kind == _FILE else here), last_line
        found.append(Mark(codes, first, last, match.start(), match.end(), here, column, match[0], kind))
    return tuple(found)


def _beside(text: str, start: int, end: int) -> str:
    """What stands on the lines of a comment besides it."""
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stop = min((at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0), default=len(text))
    return (text[first:start] + text[end:stop]).strip(" \t>-*")


def suppressed(findings: Iterable[Finding], by: Sequence[Mark | Exempt]) -> tuple[list[Finding], list[Mark | Exempt]]:
    """The findings that stay, and which of ``by`` suppressed none."""
    kept: list[Finding] = []
    used: set[int] = set()
    for one in findings:
        covering = [i for i, mark in enumerate(by) if mark.covers(one)]
        used.update(covering)
        if not covering:
            kept.append(one)
    return kept, [mark for i, mark in enumerate(by) if i not in used]


def unused(mark: Mark | Exempt) -> Hit:
    """A comment, or a line of a list, that suppresses nothing, as a hit; offsets are a comment's in its text."""
    start, end = (mark.start, mark.end) if isinstance(mark, Mark) else (0, len(mark.source))
    return Hit(start, end, {"code": ", ".join(mark.codes) or ALL})


def read_exempt(path: Path) -> tuple[Exempt, ...]:
    """A list of exceptions: a line each, ``CODE[,CODE] FILES [TEXT]``; ``#`` begins a comment line.

    Raises UsageError with file and line for anything else.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.as_posix()}: can't be read: {error}", "name a text file in UTF-8") from error
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        line = " ".join(line.split())
        if not line or line.startswith("#"):
            continue
        match = _ENTRY.fullmatch(line)
        if match is None:
            hint = "write CODE FILES [TEXT], such as: CX101 archive/*.txt 51/NQ-TW"
            raise UsageError(f"{path.as_posix()}:{number}: not an exception: {line!r}", hint)
        found.append(Exempt(tuple(match["codes"].split(",")), match["files"], match["text"] or "", number, line))
    return tuple(found)
