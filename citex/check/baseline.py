"""Findings that are known: a file of fingerprints with counts, without line numbers or times, in a stable order.

A finding is known if its file and its fingerprint stand in the baseline, as often as they are counted there. Paths
in it are relative to its own folder, so it can be used from anywhere.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citex.check.records import Finding
from citex.errors import UsageError

SCHEMA = "citex-baseline/1"
_Key = tuple[str, str]  # file, fingerprint


@dataclass(frozen=True, slots=True)
class Known:
    """One entry: a finding that is known, ``count`` times in its file. ``code`` and ``text`` are for readers."""

    file: str
    code: str
    fingerprint: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings that are new, how many are known, and the entries that no finding of a checked file meets any more."""

    new: tuple[Finding, ...]
    known: int
    stale: tuple[Known, ...]


def dump(findings: Iterable[Finding], path: Path) -> str:
    """The findings as the text of a baseline at ``path``."""
    found = list(findings)
    counts = Counter((_relative(one.file, path), one.fingerprint) for one in found)
    told = {(_relative(one.file, path), one.fingerprint): one for one in reversed(found)}
    entries = sorted((file, told[file, mark].code, mark) for file, mark in counts)
    lines = [
        json.dumps(
            {
                "file": file,
                "code": code,
                "text": " ".join(told[file, mark].text.split()),
                "fingerprint": mark,
                "count": counts[file, mark],
            },
            ensure_ascii=False,
        )
        for file, code, mark in entries
    ]
    body = ",\n".join(lines)
    return f'{{"schema": "{SCHEMA}", "findings": [{chr(10) if lines else ""}{body}{chr(10) if lines else ""}]}}\n'


def read(path: Path) -> tuple[Known, ...]:
    """The entries of a baseline. Raises UsageError, with the place, for anything else."""
    name = path.as_posix()
    try:
        told = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        hint = f"write one with --write-baseline {name}"
        raise UsageError(f"{name}: can't be read: {error.strerror}", hint) from error
    except ValueError as error:
        raise UsageError(
            f"{name}: not a baseline: {error}", "take it from version control, or write it anew"
        ) from error
    if not isinstance(told, dict) or told.get("schema") != SCHEMA or not isinstance(told.get("findings"), list):
        raise UsageError(f"{name}: not a baseline; expected {SCHEMA!r}", "write one with --write-baseline")
    return tuple(_known(entry, name, number) for number, entry in enumerate(told["findings"], 1))


def _known(entry: Any, name: str, number: int) -> Known:
    try:
        kept = Known(**{field: entry[field] for field in ("file", "code", "fingerprint", "text", "count")})
    except (KeyError, TypeError) as error:
        lacks = "lacks a key or is no object"
        raise UsageError(f"{name}: entry {number} {lacks}: {error}", "write the baseline anew") from error
    texts = (kept.file, kept.code, kept.fingerprint, kept.text)
    if not all(isinstance(text, str) for text in texts) or not isinstance(kept.count, int) or kept.count < 1:
        raise UsageError(f"{name}: entry {number} has a value of the wrong kind", "write the baseline anew")
    return kept


def compare(findings: Sequence[Finding], entries: Iterable[Known], path: Path, files: Iterable[str]) -> Compared:
    """Part findings into new and known ones. An entry is stale where its file was checked, or is gone."""
    entries = tuple(entries)
    left: Counter[_Key] = Counter()
    for entry in entries:
        left[entry.file, entry.fingerprint] += entry.count
    new = []
    for one in findings:
        key = _relative(one.file, path), one.fingerprint
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(one)
    checked = {_relative(file, path) for file in files}
    stale = tuple(
        entry
        for entry in entries
        if left[entry.file, entry.fingerprint] > 0
        and (entry.file in checked or not (path.absolute().parent / entry.file).exists())
    )
    return Compared(tuple(new), len(findings) - len(new), stale)


def _relative(file: str, baseline: Path) -> str:
    """A file's path from the baseline's folder, with ``/``; what is no file here (a record's id) stays as it is."""
    if not os.path.exists(file):
        return file
    try:
        return os.path.relpath(os.path.abspath(file), baseline.absolute().parent).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(file).replace(os.sep, "/")
