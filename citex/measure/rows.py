"""Rows of a gold set and of a run: JSON Lines → frozen records, every bad line told with its number."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, TypeVar

from citex.errors import ReadError, UsageError
from citex.read.decode import decode
from citex.records import Citation, Problem

EXACT = ("kind", "type", "number", "symbol", "issuer", "locality", "date", "term", "session")
FIELDS = (*EXACT, "level", "place")
_GOLD_HINT = 'a row is {"file": …, "start": …, "end": …, "kind": …, and fields}, or {"file": …, "empty": true}'
_RUN_HINT = "a run is what citex scan --format jsonl or citex eval --save writes"

Value = str | int | None
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Marked:
    """A citation that the gold set marks in ``file`` (a base name). ``fields`` holds those that it judges.

    An ``optional`` one counts neither for nor against. ``row`` is its line in the gold set.
    """

    file: str
    start: int
    end: int
    kind: str
    fields: Mapping[str, Value]
    text: str = ""
    document: str | None = None
    optional: bool = False
    row: int = 0

    @property
    def key(self) -> tuple[str, int, int, int]:
        """What tells it from every other one of its gold set."""
        return self.file, self.start, self.end, self.row


@dataclass(frozen=True, slots=True)
class Hit:
    """A citation that a run found. ``file`` is the base name of ``path``; ``line`` and ``column`` may be unknown."""

    file: str
    start: int
    end: int
    fields: Mapping[str, Value]
    text: str = ""
    document: str | None = None
    pattern: str = ""
    path: str = ""
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold set: what is marked, and all files that it knows, those without a citation too."""

    marked: tuple[Marked, ...] = ()
    files: frozenset[str] = frozenset()


def hit_of(citation: Citation) -> Hit:
    """A citation of a scan as a hit."""
    return Hit(
        file=PurePath(citation.file).name,
        start=citation.start,
        end=citation.end,
        fields={name: getattr(citation, name) for name in FIELDS},
        text=citation.text,
        document=citation.document,
        pattern=citation.pattern,
        path=citation.file,
        line=citation.line,
        column=citation.column,
    )


def read_gold(path: Path) -> tuple[Gold, tuple[Problem, ...]]:
    """The gold set in a file, and its bad lines. Raises UsageError or ReadError where there is no such text file."""
    rows, problems = _read(path, _marked, _GOLD_HINT)
    files = frozenset(row.file if isinstance(row, Marked) else row for row in rows)
    if not files and not problems:
        raise UsageError(f"{path} marks nothing", _GOLD_HINT)
    return Gold(tuple(row for row in rows if isinstance(row, Marked)), files), problems


def read_run(path: Path) -> tuple[tuple[Hit, ...], tuple[Problem, ...]]:
    """The citations of a saved run, and its bad lines. Raises UsageError or ReadError as ``read_gold`` does."""
    return _read(path, _hit, _RUN_HINT)


def _read(
    path: Path, make: Callable[[dict[str, Any], int], Row], hint: str
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}", "check the path and its permissions") from error
    except ReadError as error:
        raise ReadError(error.message, hint) from error
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(make(_object(line), number))
        except ReadError as error:
            problems.append(Problem(f"{path}:{number}", error.message, hint))
    return tuple(rows), tuple(problems)


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not JSON that can be read: {error}") from None
    if not isinstance(row, dict):
        raise ReadError("not an object")
    if not isinstance(row.get("file"), str) or not PurePath(row["file"]).name:
        raise ReadError("file is no file name" if "file" in row else "no file")
    return row


def _marked(row: dict[str, Any], number: int) -> Marked | str:
    """A citation, or the name of a file that is marked as empty."""
    name = PurePath(row["file"]).name
    if _flag(row, "empty"):
        return name
    kind = _text(row, "kind")
    if not kind:
        raise ReadError("no kind")
    start, end = _span(row)
    fields = dict(_fields(row))
    document, optional = _text(row, "document") or None, _flag(row, "optional")
    return Marked(name, start, end, kind, fields, _text(row, "text") or "", document, optional, number)


def _hit(row: dict[str, Any], number: int) -> Hit:
    start, end = _span(row)
    return Hit(
        file=PurePath(row["file"]).name,
        start=start,
        end=end,
        fields=dict(_fields(row)),
        text=_text(row, "text") or "",
        document=_text(row, "document"),
        pattern=_text(row, "pattern") or "",
        path=row["file"],
        line=_whole(row, "line") if "line" in row else None,
        column=_whole(row, "column") if "column" in row else None,
    )


def _fields(row: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for name in FIELDS:
        if name in row:
            value = row[name]
            if isinstance(value, bool) or not isinstance(value, str | int | None):
                raise ReadError(f"{name} is neither text nor null")
            yield name, value


def _span(row: Mapping[str, Any]) -> tuple[int, int]:
    start, end = _whole(row, "start"), _whole(row, "end")
    if start >= end:
        raise ReadError(f"start {start} is not before end {end}")
    return start, end


def _whole(row: Mapping[str, Any], name: str) -> int:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ReadError(f"{name} is no whole number" if name in row else f"no {name}")
    return value


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ReadError(f"{name} is neither text nor null")
    return value


def _flag(row: Mapping[str, Any], name: str) -> bool:
    value = row.get(name, False)
    if not isinstance(value, bool):
        raise ReadError(f"{name} is neither true nor false")
    return value


def by_file(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Rows of each file, in the order of their spans."""
    files: dict[str, list[Any]] = {}
    for row in rows:
        files.setdefault(row.file, []).append(row)
    return {name: sorted(rows, key=lambda row: (row.start, row.end)) for name, rows in sorted(files.items())}
