"""Compiled packs on disk: compiling takes most of a second, reading back a few hundredths.

A file is named after all that it depends on: the content of the pattern files, the versions of citex, Python and regex,
and citex's own source. It is written beside its place and moved there, so that none is ever seen half written. Whatever
is wrong with one, the pack is compiled anew: the cache is safe to lose.

The files are pickles, since the patterns of ``regex`` pickle as their code; those of ``re`` are made to. Two things
keep a foreign one from being run. It is read only where the folder and the file belong to this user and nobody else may
write them; and it may name nothing but the classes of packs and the making of a regex, so it can call nothing else.
"""

from __future__ import annotations

import io
import os
import pickle
import re
import stat
import sys
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import regex

from citex.digest import blake2b
from citex.version import __version__

_KEPT = 8  # files; of packs under work a new one comes with each change
_DIGEST = 32  # bytes before the pickle: its BLAKE2b
_MODULES = ("citex.packs.", "citex.recognise.", "citex.records")
_CALLABLE = frozenset({("regex._regex", "compile"), ("_regex", "compile"), ("re", "_compile"), (__name__, "_made")})
_PARTS = ("packs", "recognise", "text")  # of citex, whose source decides what a compiled pack is


def cache_folder() -> Path | None:
    """Where compiled packs are kept: ``CITEX_CACHE_DIR`` (empty: nowhere), else the user's cache folder."""
    given = os.environ.get("CITEX_CACHE_DIR")
    if given is not None:
        return Path(given) if given else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base, "citex", "cache") if base else None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    # A relative path is to be ignored (XDG Base Directory Specification), as is a home that is not known.
    return Path(home, "citex") if os.path.isabs(home) else None


def key_of(files: Iterable[tuple[str, bytes]], options: Sequence[object]) -> str:
    """The name of a cached pack made of ``files`` (name and content)."""
    digest = blake2b(digest_size=_DIGEST)
    versions = (__version__, sys.version, regex.__version__, sys.byteorder, sys.maxsize, *options)
    digest.update(repr((versions, _source_stamp())).encode())
    for name, content in files:
        digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogatepass") + content)
    return digest.hexdigest()


def load(key: str) -> Any:
    """The object kept under ``key``, or None where there is none that can be used."""
    folder = cache_folder()
    if folder is None or not _private(folder):
        return None
    try:
        with open(folder / key, "rb", opener=_no_link) as file:
            if not _own(os.fstat(file.fileno())):
                return None
            data = file.read()
        if blake2b(memoryview(data)[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
            return None
        stream = io.BytesIO(data)
        stream.seek(_DIGEST)
        return _Unpickler(stream).load()
    except (OSError, pickle.PickleError, AttributeError, ImportError, LookupError, TypeError, ValueError, EOFError):
        return None  # damaged, or of another make: compiled anew and written over


def save(key: str, thing: object) -> None:
    """Keep ``thing`` under ``key`` where that can be done; nothing is told where it can't."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(folder):
            return
        import secrets  # takes a while to load, and is for writing only

        data = packed(thing)
        temporary = folder / f".{key}.{secrets.token_hex(4)}"
        try:
            with open(temporary, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(blake2b(data, digest_size=_DIGEST).digest() + data)
            os.replace(temporary, folder / key)
        finally:
            temporary.unlink(missing_ok=True)
        _tidy(folder)


def packed(thing: object) -> bytes:
    """A thing as bytes, for ``unpacked`` or to be kept."""
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(thing)
    return buffer.getvalue()


@lru_cache(maxsize=4)
def unpacked(data: bytes) -> Any:
    """What ``packed`` made bytes of; pickle.UnpicklingError where there is something in it that packs don't have."""
    return _Unpickler(io.BytesIO(data)).load()


def _tidy(folder: Path) -> None:
    """Only the newest files stay."""
    files = [path for path in folder.iterdir() if re.fullmatch("[0-9a-f]{64}", path.name)]
    for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]:
        path.unlink(missing_ok=True)


def _private(folder: Path) -> bool:
    """Whether a folder is the user's own and closed to others' writing."""
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and _own(status)


def _own(status: os.stat_result) -> bool:
    if sys.platform == "win32":  # the folder lies in the user's profile
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _source_stamp() -> list[tuple[str, int, int]]:
    """What tells whether citex's own source has changed, as it does in a checkout under the same version."""
    package = Path(__file__).parents[1]
    found = []
    for part in _PARTS:
        with os.scandir(package / part) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append((f"{part}/{entry.name}", status.st_mtime_ns, status.st_size))
    return sorted(found)


class _Pickler(pickle.Pickler):
    """Writes the patterns of ``re`` as their code: compiling the gate's takes as long as reading all the rest. Records
    are written as what makes them, since a frozen one that is filled field by field takes twice as long."""

    def reducer_override(self, thing: Any) -> Any:
        if is_dataclass(thing) and not isinstance(thing, type):
            return type(thing), tuple(getattr(thing, one.name) for one in fields(thing))
        if not isinstance(thing, re.Pattern):
            return NotImplemented
        try:
            compiler = import_module("re._compiler")
            parsed = compiler._parser.parse(thing.pattern, thing.flags)
            code = array(_CODE, compiler._code(parsed, thing.flags)).tobytes()
        except (ImportError, AttributeError):  # another make of ``re``: kept as it is by default, as source
            return NotImplemented
        return _made, (thing.pattern, thing.flags, code, thing.groups, dict(thing.groupindex))


_CODE = "I"  # of ``array``: as wide as the code of ``re``


def _made(pattern: Any, flags: int, code: bytes, groups: int, groupindex: dict[str, int]) -> Any:
    """The pattern that ``re`` makes of its own code, as the last step of compiling does."""
    names: list[str | None] = [None] * (groups + 1)
    for name, number in groupindex.items():
        names[number] = name
    made: Any = import_module("_sre")
    return made.compile(pattern, flags, array(_CODE, code).tolist(), groups, groupindex, tuple(names))


class _Unpickler(pickle.Unpickler):
    """Loads packs and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith(_MODULES) else None
        if isinstance(found, type):
            return found
        if (module, name) in _CALLABLE:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"a cached pack has no {module}.{name}")
