"""JSON Lines: one article a line, read as it comes; a bad line is told and the rest goes on."""

from __future__ import annotations

import codecs
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from citex.errors import ReadError
from citex.read.decode import check_encoding, decode, refuse_other_kinds
from citex.records import Article, Problem

_LONE = re.compile("[\ud800-\udfff]")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Keys:
    """Under which keys a record holds what; None: it does not."""

    text: str = "text"
    id: str | None = "id"
    date: str | None = None
    title: str | None = None
    site: str | None = None


def read_lines(
    lines: Iterable[bytes | str],
    first: int,
    name: str,
    keys: Keys,
    *,
    encoding: str | None = None,
    max_bytes: int | None = None,
    date: str | None = None,
    place: str | None = None,
) -> Iterator[Article | Problem]:
    """The articles of the JSON objects in ``lines`` (of ``lines_of``), the first of which has the number ``first``.

    A record's id becomes ``Article.file`` (``name:line`` where it has none); ``date`` and ``place`` hold for records
    that don't say. A line that is no such record gives a Problem for ``name:line``, a blank one nothing. ``max_bytes``
    bounds the length of a line (in letters, for UTF-16 and UTF-32).
    """
    for number, line in enumerate(lines, first):
        where = f"{name}:{number}"
        if max_bytes is not None and len(line) > max_bytes:
            yield Problem(where, f"the record is longer than {max_bytes} bytes", "raise --max-bytes")
            continue
        try:
            text = line if isinstance(line, str) else decode(line, where, encoding)
            if not (text := text.rstrip()):
                continue
            record = _parse(text, where)
            article = _article(record, where, keys, date, place)
        except ReadError as error:
            yield Problem(where, error.message.removeprefix(f"{where}: "), error.hint)
            continue
        if keys.date is not None and record.get(keys.date) not in (None, "") and iso_date(record[keys.date]) is None:
            yield Problem(
                where,
                f"{keys.date} is no date: {_short(record[keys.date])}; read without it",
                "write it as 2024-03-31, or name another key with --date-key",
            )
        yield article


def iso_date(value: object) -> str | None:
    """``2024-03-31``, ``2024-03`` or ``2024`` from such a date, a timestamp that begins with one, or ``31/3/2024``.

    Returns None for anything else, and for a day that no calendar has.
    """
    text = value.strip() if isinstance(value, str) else ""
    if match := _ISO_DATE.match(text):
        parts = [part for part in match.groups() if part]
    elif match := _DAY_FIRST.match(text):
        parts = [part.zfill(2) for part in reversed(match.groups())]
    else:
        return None
    try:
        datetime.date(*(int(part) for part in (*parts, "01", "01")[:3]))
    except ValueError:
        return None
    return "-".join(parts)


def lines_of(
    stream: BinaryIO, name: str, encoding: str | None = None, max_bytes: int | None = None
) -> Iterator[bytes | str]:
    """Lines up to their line feed, one in memory at a time; one that is too long comes cut off, a byte over the limit.

    Raises ReadError where the whole stream is something else (a PDF, UTF-16 that ``encoding`` does not tell); OSError
    passes through.
    """
    lines = _lines(stream, name, encoding, max_bytes)
    for line in lines:
        if isinstance(line, bytes):
            _refuse_other_streams(line, name, encoding)
        yield line
        break
    yield from lines


def _lines(stream: BinaryIO, name: str, encoding: str | None, max_bytes: int | None) -> Iterator[bytes | str]:
    if encoding is not None and check_encoding(encoding).startswith(("utf-16", "utf-32")):
        # Their line feed is more than one byte, so the stream is decoded as a whole.
        wide = io.TextIOWrapper(stream, encoding, newline="\n")
        try:
            yield from _bounded(wide, max_bytes)
        except UnicodeDecodeError as error:
            hint = "name the stream's own encoding (--encoding)"
            raise ReadError(f"{name}: not {encoding}: {error.reason}", hint) from None
        finally:
            wide.detach()  # the stream belongs to who opened it
    else:
        yield from _bounded(stream, max_bytes)


def _bounded(stream: Any, max_bytes: int | None) -> Iterator[Any]:
    if max_bytes is None:
        yield from stream
        return
    while line := stream.readline(max_bytes + 1):
        ended = line[-1:] in ("\n", b"\n")
        yield line.rstrip() if ended else line
        while not ended and (rest := stream.readline(65536)):
            ended = rest[-1:] in ("\n", b"\n")


def _refuse_other_streams(line: bytes, name: str, encoding: str | None) -> None:
    """One error for a stream that is something else altogether, not one for each of its lines."""
    refuse_other_kinds(line, name)
    wide = line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in line
    if encoding is None and wide:
        raise ReadError(f"{name}: UTF-16 or binary, where JSON Lines has UTF-8", "if it is UTF-16: --encoding utf-16")


def _parse(text: str, where: str) -> Mapping[str, Any]:
    try:
        record = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise ReadError(f"{where}: not JSON: {error.msg} at column {error.colno}", _FORMAT_HINT) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets nested without end
        raise ReadError(f"{where}: not JSON that can be read: {error}", _FORMAT_HINT) from None
    if not isinstance(record, dict):
        raise ReadError(f"{where}: {_kind(record)}, not an object", _FORMAT_HINT)
    # An escape such as "\ud83d" without its other half is valid JSON, but no text.
    return {key: _whole(value) for key, value in record.items()} if "\\ud" in text or "\\uD" in text else record


_FORMAT_HINT = 'each line holds one record, such as {"id": "a1", "text": "..."}'


def _article(record: Mapping[str, Any], where: str, keys: Keys, date: str | None, place: str | None) -> Article:
    if keys.text not in record:
        there = ", ".join(str(key) for key in list(record)[:8])
        raise ReadError(
            f"{where}: no key {keys.text!r}", f"name the key of the text with --text-key; there are: {there}"
        )
    text = record[keys.text]
    if not isinstance(text, str):
        raise ReadError(f"{where}: {keys.text} is {_kind(text)}, not a string", "name another key with --text-key")
    return Article(
        file=_plain(record, keys.id, where, "--id-key") or where,
        text=text,
        date=(iso_date(record.get(keys.date)) if keys.date else None) or date,
        place=place,
        site=_plain(record, keys.site, where, "--site-key"),
        title=_plain(record, keys.title, where, "--title-key"),
    )


def _plain(record: Mapping[str, Any], key: str | None, where: str, option: str) -> str | None:
    """A string or a number as a string; None where the record has none."""
    value = record.get(key) if key is not None else None
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise ReadError(f"{where}: {key} is {_kind(value)}, not a string", f"name another key with {option}")


def _whole(value: Any) -> Any:
    """With U+FFFD for each half of a surrogate pair, one for one, so that offsets hold."""
    return _LONE.sub("\ufffd", value) if isinstance(value, str) else value


def _kind(value: object) -> str:
    names = {str: "a string", bool: "true or false", type(None): "null", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:37] + "..."
