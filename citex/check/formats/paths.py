"""Paths as the readers of reports want them: relative to the folder of the run, where the file lies in it."""

from __future__ import annotations

import os
from pathlib import Path


def shown(file: str) -> str:
    """A file's name without ``./``, and relative where it was given absolute and lies in the present folder."""
    if not os.path.isabs(file):
        return file.removeprefix("./")
    try:
        return Path(file).resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return file
