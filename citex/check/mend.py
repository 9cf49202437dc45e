"""Write certain corrections into files, byte for byte the same but for them; or show them as a unified diff."""

from __future__ import annotations

import codecs
import difflib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from citex.check.records import Finding, Fix
from citex.errors import CitexError, ReadError
from citex.read import decode

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PLAIN = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its corrections: the text before and after, the bytes to write, and the findings that are settled."""

    file: str
    before: str
    after: str
    data: bytes
    settled: tuple[Finding, ...]

    def diff(self) -> str:
        """The change as a unified diff, as ``git apply`` takes it."""
        return "".join(unified(self.file, self.before, self.after))


def mend(file: str, findings: Sequence[Finding], encoding: str | None = None) -> Mended | None:
    """A file with the fixes of its findings, not yet written; None where there is nothing to fix.

    Raises ReadError where the file can't be read, has changed since it was checked, or can't be written back
    in its own encoding.
    """
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise ReadError(f"{file}: can't be read: {error.strerror}", "run the check again") from error
    text = decode(data, file, encoding)
    settled = [one for one in findings if one.fix is not None]
    fixes = _apart({one.fix for one in settled if one.fix is not None})
    if not fixes:
        return None
    if any(text[one.start : one.end] != one.text for one in settled):
        raise ReadError(f"{file}: has changed since it was checked", "run the check again")
    after = text
    for fix in reversed(fixes):
        after = after[: fix.start] + fix.text + after[fix.end :]
    mark, codec = _encoding(data, text, file, encoding)
    done = tuple(one for one in settled if one.fix in fixes)
    return Mended(file, text, after, mark + after.encode(codec, "surrogatepass"), done)


def _apart(fixes: Iterable[Fix]) -> list[Fix]:
    """Fixes in order; of two that overlap the first."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda one: (one.start, one.end, one.text)):
        if not kept or fix.start >= kept[-1].end:
            kept.append(fix)
    return kept


def _encoding(data: bytes, text: str, file: str, encoding: str | None) -> tuple[bytes, str]:
    """The byte order mark and the codec that give a file's bytes again from its text."""
    marks = [(mark, codec) for mark, codec in _MARKS if data.startswith(mark)]
    named = [(b"", encoding)] if encoding else []
    for mark, codec in (*marks, *named, *((b"", codec) for codec in _PLAIN)):
        try:
            if mark + text.encode(codec) == data:
                return mark, codec
        except UnicodeEncodeError:
            continue
    raise ReadError(f"{file}: can't be written back as it was read", "save it as UTF-8, then run --fix again")


def write(mended: Mended) -> None:
    """Write a mended file: beside it first, then in its place; its permissions stay. Raises CitexError."""
    import secrets

    target = os.path.realpath(mended.file)
    beside = os.path.join(os.path.dirname(target), f".{os.path.basename(target)[:50]}.{secrets.token_hex(6)}.tmp")
    try:
        with open(beside, "xb") as stream:
            stream.write(mended.data)
        os.chmod(beside, os.stat(target).st_mode & 0o7777)
        os.replace(beside, target)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        hint = "check that you may write to the file and its folder; nothing was changed in it"
        raise CitexError(f"can't write {mended.file}: {error.strerror}", hint) from error


def unified(file: str, before: str, after: str) -> Iterator[str]:
    """A unified diff of two texts; line ends are shown as they are."""
    name = file.removeprefix("./")
    old, new = _lines(before), _lines(after)
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines parted at line feeds alone, as diff and patch part them."""
    return [line + "\n" for line in text.split("\n")[:-1]] + ([text.rpartition("\n")[2]] if text[-1:] != "\n" else [])
