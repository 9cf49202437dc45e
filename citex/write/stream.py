"""Where output goes: standard output as UTF-8, or a file that appears whole or not at all."""

from __future__ import annotations

import io
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from citex.errors import CitexError, UsageError


class Utf8Writer(io.TextIOBase):
    """Text → UTF-8 bytes, line ends as they are, whatever the locale or the console's code page.

    Lone surrogates (a file name that is no UTF-8) come out as ``\\udcXX``, which is also how JSON writes them.
    It never closes the bytes' stream: after a broken pipe there is nothing left to fail when it is collected.
    """

    encoding = "utf-8"

    def __init__(self, raw: BinaryIO, name: str) -> None:
        self._raw = raw
        self._label = name
        self._by_line = raw.isatty()

    def write(self, text: str) -> int:
        """Write all of ``text``; BrokenPipeError as it is, any other failure as CitexError."""
        try:
            self._raw.write(text.encode("utf-8", "backslashreplace"))
            if self._by_line and "\n" in text:
                self._raw.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _failed(self._label, error) from error
        return len(text)

    def flush(self) -> None:
        try:
            self._raw.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _failed(self._label, error) from error

    def close(self) -> None:
        """Nothing to do: the stream of bytes belongs to who opened it."""

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._raw.isatty()

    def fileno(self) -> int:
        return self._raw.fileno()


@contextmanager
def open_output(path: Path | None = None) -> Iterator[TextIO]:
    """A text writer to standard output (``None``) or to a file, for a ``with`` block.

    A file is written beside its target and takes its place when the block ends; after an exception, Ctrl-C
    included, it is removed and the target stays as it was. An existing file keeps its permissions, a link stays a
    link. What is not a regular file (``/dev/null``, a named pipe) is written directly.

    Raises UsageError where the file can't be made, CitexError where writing fails later (a full disk);
    BrokenPipeError passes through.
    """
    if path is None:
        with _standard_output() as writer:
            yield writer
        return
    # Asked of the path as given: /dev/stdout resolves to the name of a pipe that is not in any folder.
    if path.exists() and not path.is_file() and not path.is_dir():
        with _opened(path, path, os.O_WRONLY) as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    _check(path, target)
    with _replacing(path, target) as file:
        yield file


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    sys.stdout.flush()
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:  # replaced by something that takes text only, as in a notebook or a doctest
        yield sys.stdout
        return
    writer = Utf8Writer(raw, "standard output")
    yield cast(TextIO, writer)
    writer.flush()


@contextmanager
def _replacing(path: Path, target: Path) -> Iterator[TextIO]:
    import secrets  # takes a while to load

    beside = target.with_name(f".{target.name[:50]}.{secrets.token_hex(6)}.tmp")
    try:
        with _opened(path, beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
            yield file
        try:
            with suppress(FileNotFoundError):
                os.chmod(beside, stat.S_IMODE(target.stat().st_mode))
            os.replace(beside, target)
        except OSError as error:
            raise _failed(str(path), error) from error
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


@contextmanager
def _opened(path: Path, real: Path, flags: int) -> Iterator[TextIO]:
    try:
        # O_BINARY: Windows would turn line ends over. 0o666 leaves the rest to the umask, as for any new file.
        raw = os.fdopen(os.open(real, flags | getattr(os, "O_BINARY", 0), 0o666), "wb")
    except OSError as error:
        hint = f"check that you may write to the folder {visible(str(path.parent))}, or choose another with -o"
        raise UsageError(f"can't write {visible(str(path))}: {error.strerror}", hint) from error
    writer = Utf8Writer(raw, str(path))
    try:
        yield cast(TextIO, writer)
        writer.flush()
    except BaseException:
        with suppress(OSError):  # closing flushes again and fails again; the first failure is the one to tell
            raw.close()
        raise
    try:
        raw.close()
    except OSError as error:
        raise _failed(str(path), error) from error


def _check(path: Path, target: Path) -> None:
    if target.is_dir():
        raise UsageError(f"can't write {visible(str(path))}: it is a folder", "name a file in it, such as out.json")
    if not target.parent.is_dir():
        raise UsageError(
            f"can't write {visible(str(path))}: the folder {visible(str(target.parent))} does not exist",
            "make the folder first, or choose another with -o",
        )


def _failed(name: str, error: OSError) -> CitexError:
    hint = "see whether the disk is full or another program holds the file, then run again"
    return CitexError(f"can't write {visible(name)}: {error.strerror or error}", hint)


def visible(text: str) -> str:
    """``text`` for a terminal: one line, NFC, and what would act instead of showing as an escape (``\\x1b``).

    Control characters, bidirectional overrides and other format characters, lone surrogates and private-use
    characters are escaped; white space of any kind becomes one space.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return escaped(text)


def escaped(line: str) -> str:
    """A line with what would act on a terminal instead of showing as an escape; blanks stay as they are."""
    return line if line.isprintable() else "".join(char if char.isprintable() else escape(char) for char in line)


def escape(char: str) -> str:
    """One character as ``\\xXX``, ``\\uXXXX`` or ``\\UXXXXXXXX``."""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
