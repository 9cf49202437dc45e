"""Where pattern files lie: the shipped ones, and those of a pack."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from citex.errors import PackError


def pattern_files(path: Path, unreadable: Callable[[OSError], None]) -> list[Path]:
    """The ``*.yaml`` files of a folder and its subfolders, sorted by path; a path that is no folder stands for itself.

    ``unreadable`` is told of each folder that cannot be listed.
    """
    if not path.is_dir():
        return [path]
    found = (Path(folder, name) for folder, _, names in os.walk(path, onerror=unreadable) for name in names)
    return sorted(file for file in found if file.suffix == ".yaml")


def builtin_path() -> Path:
    """The folder of the shipped patterns: inside the package (wheel) or beside it (editable, source checkout).

    The folder beside counts only with a ``setup.cfg`` next to it, so that a stray ``site-packages/patterns`` is never
    taken for ours. Raises ``PackError`` where neither is there.
    """
    return patterns_of(Path(__file__).parents[1])


def patterns_of(package: Path) -> Path:
    """The shipped patterns of the package in a folder; raises ``PackError`` where there are none."""
    inside = package / "patterns"
    if inside.is_dir():
        return inside
    root = package.resolve().parent
    beside = root / "patterns"
    if beside.is_dir() and (root / "setup.cfg").is_file():
        return beside
    raise PackError(
        f"{inside.as_posix()}: the shipped patterns are missing; expected them there or in {beside.as_posix()}",
        "install citex again, or run it from a complete checkout",
    )
