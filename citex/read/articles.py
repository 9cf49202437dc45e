"""From paths to Articles: walk, open, decode; what can't be read is told and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from citex.errors import ReadError, UsageError
from citex.read.decode import check_encoding, encoding_of, strict
from citex.read.found import STDIN, TEXT_FILES, Found, RawLines, Skipped, os_problem
from citex.read.walk import walk
from citex.records import Article, Problem

PIECE = 1024 * 1024  # bytes of a piece of a long text; one of up to twice as much is not parted
_LINES, _AT_ONCE = 128, 128 * 1024  # lines and bytes of records that go to another process together
_KINDS_OF_FILES = {"text": TEXT_FILES, "jsonl": ("*.jsonl", "*.ndjson")}


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What to read and how. Raises UsageError when made with an unknown encoding or format, or a limit below 1.

    ``include`` (default: by ``source_format``), ``exclude``, ``ignore`` and ``hidden`` are those of ``walk``.
    ``article_date`` (ISO) and ``place`` are what the caller knows of every article that does not say itself.
    ``max_bytes`` bounds a text file, and for JSON Lines a record. The keys name the parts of a JSON record.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    ignore: bool = True
    hidden: bool = False
    encoding: str | None = None
    max_bytes: int | None = None
    source_format: Literal["text", "jsonl"] = "text"
    stdin_filename: str = STDIN
    text_key: str = "text"
    id_key: str | None = "id"
    date_key: str | None = None
    title_key: str | None = None
    site_key: str | None = None
    article_date: str | None = None
    place: str | None = None

    def __post_init__(self) -> None:
        if self.source_format not in _KINDS_OF_FILES:
            raise UsageError(f"unknown input format: {self.source_format}", "use text or jsonl")
        if self.encoding is not None:
            check_encoding(self.encoding)
        if self.max_bytes is not None and self.max_bytes < 1:
            raise UsageError(f"a limit of {self.max_bytes} bytes", "give a number of bytes above 0, or no limit")


def read_articles(
    paths: Sequence[str | os.PathLike[str]], options: ReadOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Problem | Skipped]:
    """The articles of ``paths`` in the order of their names, one at a time, with Problems and Skipped in their places.

    ``-`` reads ``stdin`` (default: standard input). Nothing is raised for what can't be read.
    """
    options = options or ReadOptions()
    for item in find(paths, options):
        for part in open_found(item, options, stdin) if isinstance(item, Found) else (item,):
            if not isinstance(part, RawLines):  # asked for raw only
                yield part


def find(
    paths: Sequence[str | os.PathLike[str]], options: ReadOptions | None = None
) -> Iterator[Found | Problem | Skipped]:
    """The files that ``read_articles`` reads, unopened: for ``open_found``, here or in another process."""
    options = options or ReadOptions()
    return walk(
        paths,
        options.include or _KINDS_OF_FILES[options.source_format],
        options.exclude,
        ignore=options.ignore,
        hidden=options.hidden,
        stdin_name=options.stdin_filename,
    )


def open_found(
    found: Found, options: ReadOptions, stdin: BinaryIO | None = None, *, parted: bool = False, raw: bool = False
) -> Iterator[Article | RawLines | Problem | Skipped]:
    """The articles of one file: one for text, any number for JSON Lines.

    ``parted``: a long text comes in pieces (see ``citex.read.pieces``), so that memory does not grow with it.
    ``raw``: JSON Lines come as they are, some at a time, for ``open_lines`` in another process.
    A file over ``max_bytes`` is a Problem if it was named, else Skipped. A file that can't be read is a Problem.
    """
    try:
        if found.path == STDIN:
            stream = stdin or getattr(sys.stdin, "buffer", None)
            if stream is None:
                raise ReadError("standard input is not open as bytes", "give a file instead of -")
            yield from _read(stream, found, options, parted, raw)
        elif options.source_format == "text" and options.max_bytes is None:
            with open(found.path, "rb", buffering=0) as file:  # whole at once: a buffer would cost a fifth more
                if parted and os.fstat(file.fileno()).st_size > PIECE:
                    yield from _text_articles(file, found, options)
                else:
                    yield _text_article(file.read(), found, options)
        else:
            with open(found.path, "rb") as stream:
                yield from _read(stream, found, options, parted, raw)
    except ReadError as error:
        yield Problem(found.name, error.message.removeprefix(f"{found.name}: "), error.hint)
    except OSError as error:
        yield os_problem(error, found.name)


def open_lines(lines: RawLines, options: ReadOptions) -> Iterator[Article | Problem]:
    """The articles of some lines of JSON Lines."""
    return _records(lines.lines, lines.first, lines.name, options)


def _records(lines: Iterable[bytes | str], first: int, name: str, options: ReadOptions) -> Iterator[Article | Problem]:
    from citex.read.jsonl import Keys, read_lines  # json takes a while to load; text needs none

    return read_lines(
        lines,
        first,
        name,
        Keys(options.text_key, options.id_key, options.date_key, options.title_key, options.site_key),
        encoding=options.encoding,
        max_bytes=options.max_bytes,
        date=options.article_date,
        place=options.place,
    )


def _together(lines: Iterable[bytes | str], name: str) -> Iterator[RawLines]:
    """The lines of a stream, some at a time."""
    first, size, some = 1, 0, list[bytes | str]()
    for line in lines:
        some.append(line)
        size += len(line)
        if len(some) >= _LINES or size >= _AT_ONCE:
            yield RawLines(name, first, tuple(some))
            first, size, some = first + len(some), 0, []
    if some:
        yield RawLines(name, first, tuple(some))


def _read(
    stream: BinaryIO, found: Found, options: ReadOptions, parted: bool, raw: bool
) -> Iterator[Article | RawLines | Problem | Skipped]:
    if options.source_format == "jsonl":
        from citex.read.jsonl import lines_of

        lines = lines_of(stream, found.name, options.encoding, options.max_bytes)
        yield from _together(lines, found.name) if raw else _records(lines, 1, found.name, options)
        return
    limit = options.max_bytes
    if limit is None and parted:
        yield from _text_articles(stream, found, options)
        return
    data = stream.read() if limit is None else stream.read(limit + 1)
    if limit is None or len(data) <= limit:
        yield _text_article(data, found, options)
    elif found.explicit:
        yield Problem(found.name, f"longer than {limit} bytes", "raise --max-bytes")
    else:
        yield Skipped(found.name, f"longer than {limit} bytes (--max-bytes)")


def _text_article(data: bytes, found: Found, options: ReadOptions) -> Article:
    encoded = encoding_of(data, found.name, options.encoding)
    data = data[encoded.skip :] if encoded.skip else data
    text = strict(data, found.name, encoded.codec, encoded.skip)
    same = data if encoded.codec == "utf-8" else None
    return Article(found.name, text, date=options.article_date, place=options.place, data=same)


def _text_articles(stream: Any, found: Found, options: ReadOptions) -> Iterator[Article]:
    """A text in pieces, or in one where it is not long."""
    begun = b""
    while len(begun) <= 2 * PIECE and (part := stream.read(2 * PIECE + 1 - len(begun))):
        begun += part
    if len(begun) <= 2 * PIECE:
        yield _text_article(begun, found, options)
        return
    from citex.read.pieces import pieces

    encoded = encoding_of(begun, found.name, options.encoding)
    made = Article(found.name, "", date=options.article_date, place=options.place)
    yield from pieces(begun, stream.read, encoded, made, PIECE)
