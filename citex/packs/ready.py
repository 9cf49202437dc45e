"""From pack paths to a compiled pack, once for each list of paths in a process, and from a cache on disk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citex.packs import cache
from citex.packs.files import builtin_path, pattern_files
from citex.packs.pack import Pack
from citex.records import Problem

if TYPE_CHECKING:
    from citex.packs.data import PackData


def ready_pack(
    paths: Sequence[Path] = (), *, builtin: bool = True, cached: bool = True
) -> tuple[Pack, tuple[Problem, ...]]:
    """The pack of ``paths`` after the shipped one (unless ``builtin`` is false), and what had to be left out of it.

    Kept for the process as long as the files stay as they are, and on disk unless ``cached`` is false. Raises PackError
    where nothing can be compiled.
    """
    return _ready(tuple(paths), builtin, cached, tuple(_stamp(path) for path in paths))


def compiled(data: PackData) -> tuple[Pack, tuple[Problem, ...]]:
    """A pack's data compiled, and what had to be left out since it does not compile."""
    import regex

    from citex.errors import PackError
    from citex.packs.compile import compile_pack

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
def _ready(
    paths: tuple[Path, ...], builtin: bool, cached: bool, stamps: tuple[Any, ...]
) -> tuple[Pack, tuple[Problem, ...]]:
    key = _key(paths, builtin) if cached else None
    found = cache.load(key) if key else None
    if isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], Pack):
        return found
    from citex.packs.load import load_packs  # with the YAML reader

    loaded = load_packs(paths, builtin=builtin)
    pack, problems = compiled(loaded.data)
    if key:
        cache.save(key, (pack, loaded.problems + problems))
    return pack, loaded.problems + problems


def _key(paths: Sequence[Path], builtin: bool) -> str | None:
    """What the pack of these paths is cached under; None where a file can't be read, which loading will tell."""
    try:
        files = [
            (file.as_posix(), file.read_bytes())
            for path in [*([builtin_path()] if builtin else []), *paths]
            for file in pattern_files(path, _raise)
        ]
    except OSError:
        return None
    return cache.key_of(files, (builtin, *(path.as_posix() for path in paths)))


def _raise(error: OSError) -> None:
    raise error
