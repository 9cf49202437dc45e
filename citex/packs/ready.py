"""From pack paths to a compiled pack, once for each list of paths in a process."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from citex.errors import PackError
from citex.packs.compile import Pack, compile_pack
from citex.packs.load import load_packs
from citex.packs.model import PackData
from citex.packs.source import pattern_files
from citex.records import Problem


def ready_pack(paths: Sequence[Path] = (), *, builtin: bool = True) -> tuple[Pack, tuple[Problem, ...]]:
    """The pack of ``paths`` after the shipped one (unless ``builtin`` is false), and what had to be left out of it.

    Kept for the process as long as the files stay as they are. Raises PackError where nothing can be compiled.
    """
    return _ready(tuple(paths), builtin, tuple(_stamp(path) for path in paths))


def compiled(data: PackData) -> tuple[Pack, tuple[Problem, ...]]:
    """A pack's data compiled, and what had to be left out since it does not compile."""
    try:
        return compile_pack(data), ()
    except (PackError, regex.error):
        from citex.packs.sound import sound

        kept, problems = sound(data)
        return compile_pack(kept), problems


def _stamp(path: Path) -> tuple[Any, ...]:
    """What tells whether the files of a pack have changed; files that can't be read are told when they are loaded."""
    stamp: list[Any] = []
    for file in pattern_files(path, lambda error: None):
        with suppress(OSError):
            status = file.stat()
            stamp.append((file, status.st_mtime_ns, status.st_size))
    return tuple(stamp)


@lru_cache(maxsize=4)
def _ready(paths: tuple[Path, ...], builtin: bool, stamps: tuple[Any, ...]) -> tuple[Pack, tuple[Problem, ...]]:
    loaded = load_packs(paths, builtin=builtin)
    pack, problems = compiled(loaded.data)
    return pack, loaded.problems + problems
