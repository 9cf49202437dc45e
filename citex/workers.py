"""Articles → citations, here or in worker processes; the same results in the same order either way.

What crosses between processes is plain: files to read or articles, in batches, and rows of values back. ``scan_batch``
is all that another engine needs to call.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from citex.packs.pack import Pack
from citex.packs.ready import ready_pack
from citex.read import Found, RawLines, ReadOptions, Skipped, open_found, open_lines
from citex.read.found import STDIN
from citex.records import Article, Citation, Problem
from citex.resolve.dateline import dateline
from citex.scanner import Options, Scanner
from citex.text.lines import Lines

_FILES = 256  # of a batch, at most
_BYTES = 1024 * 1024  # of a batch, about: some hundredths of a second's work, which is what is waited for at the end
_WORTH = 1024 * 1024  # less than this is read sooner than worker processes start
_HUGE = 8 * 1024 * 1024  # a text of more is work for several workers
_AHEAD = 3  # batches under way for each worker; the next ones wait, so memory stays bounded
_MOST_ON_WINDOWS = 61  # handles that it can wait for

_row = attrgetter(*(one.name for one in fields(Citation)))


# What else to make of an article where it was scanned: of the article, its citations, its date and the pack.
Visit = Callable[[Article, Sequence[Citation], str | None, Pack], Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a scanner is built from, in any process: packs, how to scan, how to read.

    ``visit`` is called with each article, its citations, date and the pack, where they were scanned; what it returns,
    which must be cheap to pickle, comes back as ``Scanned.extra``.
    """

    patterns: tuple[Path, ...] = ()
    builtin: bool = True
    options: Options = field(default_factory=Options)
    read: ReadOptions = field(default_factory=ReadOptions)
    visit: Visit | None = None
    cached: bool = True


@dataclass(frozen=True, slots=True)
class Scanned:
    """The citations of one article, and the article's date as far as it is known (ISO, possibly partial).

    ``goes_on``: of a further piece of the article before it.
    """

    file: str
    citations: tuple[Citation, ...] = ()
    date: str | None = None
    extra: Any = None
    goes_on: bool = False


Item = Found | RawLines | Article | Problem | Skipped
Outcome = Scanned | Problem | Skipped
_Read = Article | RawLines | Problem | Skipped


def scan_items(
    items: Iterable[Found | Problem | Skipped],
    settings: Settings,
    jobs: int | None = 1,
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """Read and scan ``items`` (of ``citex.read.find``): their outcomes in the same order, whatever ``jobs`` is.

    ``jobs`` worker processes; 0: one for each core; 1: none, all is done here; ``None``: as for 0 where there are
    files enough to make it worth while. Standard input and JSON Lines are parted here, read and scanned in the workers.
    Raises CitexError where a worker dies. Closing the iterator ends the workers.
    """
    if jobs is None:
        jobs, items = _worth(items)
    jobs = jobs or cores()
    if jobs == 1:
        return scan_batch(_here(items, settings, stdin), settings)
    from citex.pool import scan_in_pool  # multiprocessing takes a while to load

    count = min(jobs, _MOST_ON_WINDOWS) if sys.platform == "win32" else jobs
    return scan_in_pool(_batches(_here(items, settings, stdin, shared=True)), settings, count, _AHEAD)


def scan_batch(items: Iterable[Item], settings: Settings) -> Iterator[Outcome]:
    """Scan a batch with the scanner of ``settings``, which is built once for each process."""
    made = scanner(settings)
    for item in items:
        for part in _parts(item, settings, made):
            if isinstance(part, Article):
                yield from scan_article(made, part, settings.visit)
            elif isinstance(part, Problem | Skipped):
                yield part


def _parts(item: Item, settings: Settings, made: Scanner) -> Iterable[Item]:
    """What is still to be read of an item, read."""
    if isinstance(item, Found):
        return _dated(open_found(item, settings.read, parted=settings.visit is None), made)
    if isinstance(item, RawLines):
        return open_lines(item, settings.read)
    if isinstance(item, Article) and item.data and not item.text:
        item = replace(item, text=item.data.decode())
    return (item,)


def _dated(items: Iterable[_Read], made: Scanner) -> Iterator[_Read]:
    """The date at the head of a text holds for all its pieces."""
    date: str | None = None
    for item in items:
        if isinstance(item, Article) and item.own is not None and item.date is None:
            date = date if item.offset or item.own[0] else dateline(item.text, made.pack)
            item = replace(item, date=date)
        yield item


@lru_cache(maxsize=1)
def scanner(settings: Settings) -> Scanner:
    """The scanner of ``settings``. What is wrong with the packs is told by the process that started the run."""
    pack, _ = ready_pack(settings.patterns, builtin=settings.builtin, cached=settings.cached)
    return Scanner(pack, settings.options)


def scan_article(made: Scanner, article: Article, visit: Visit | None = None) -> Iterator[Scanned | Problem]:
    """One article's citations, and what went wrong with it: the articles after it are still to be scanned."""
    slow: list[int] = []
    try:
        citations, date = made.dated(article, slow)
        extra = visit(article, citations, date, made.pack) if visit else None
        yield Scanned(article.file, citations, date, extra, article.own is not None and article.own[0] > 0)
    except Exception as error:
        yield Problem(
            article.file,
            f"can't be scanned: {type(error).__name__}: {error} ({_place(error)})",
            "this is a fault of citex or of a pattern pack: please report it with the article",
        )

    for start in slow:
        line, column = Lines(article.text, article.line, article.column).position(start)
        limit = f"{made.options.timeout:g} seconds"
        yield Problem(
            article.file,
            f"line {line}, column {column}: a pattern took longer than {limit} on the sentence there",
            "the rest is scanned; raise --timeout, or mend the pattern: citex explain shows what the sentence has",
        )


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def pack_outcomes(outcomes: Iterable[Outcome]) -> list[Any]:
    """Outcomes as plain rows, which are cheaper to send than records."""
    return [
        (one.file, one.date, [_row(citation) for citation in one.citations], one.extra, one.goes_on)
        if isinstance(one, Scanned)
        else one
        for one in outcomes
    ]


def unpack_outcomes(rows: Iterable[Any]) -> Iterator[Outcome]:
    """The outcomes that ``pack_outcomes`` made rows of."""
    for row in rows:
        if isinstance(row, tuple):
            file, date, citations, extra, goes_on = row
            yield Scanned(file, tuple(Citation(*values) for values in citations), date, extra, goes_on)
        else:
            yield row


def _worth(items: Iterable[Found | Problem | Skipped]) -> tuple[int, Iterable[Found | Problem | Skipped]]:
    """How many jobs are worth while, and the items again. Standard input is scanned as it comes, so in this process."""
    if cores() == 1:
        return 1, items
    seen: list[Found | Problem | Skipped] = []
    total = 0
    iterator = iter(items)
    for item in iterator:
        seen.append(item)
        if isinstance(item, Found):
            if item.path == STDIN:
                return 1, chain(seen, iterator)
            total += _size(item)
            if total >= _WORTH:
                return 0, chain(seen, iterator)
    return 1, seen


def _size(item: Item) -> int:
    if isinstance(item, Article):
        return len(item.text)
    if isinstance(item, RawLines):
        return sum(map(len, item.lines))
    return _size_of(item.path) if isinstance(item, Found) else 0


@lru_cache(maxsize=1)  # asked for twice on the way to the workers
def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):  # told when it is opened
        return 0


def _here(
    items: Iterable[Found | Problem | Skipped], settings: Settings, stdin: BinaryIO | None, *, shared: bool = False
) -> Iterator[Item]:
    """Files stay as they are, for the workers to read; what only this process can read, or part, is read.

    ``shared``: by several workers, so a huge text is parted here; records are parted only, and read where they are
    scanned.
    """
    parted = settings.visit is None
    for item in items:
        streamed = isinstance(item, Found) and (item.path == STDIN or settings.read.source_format == "jsonl")
        if isinstance(item, Found) and (streamed or (shared and parted and _size(item) > _HUGE)):
            opened = open_found(item, settings.read, stdin, parted=parted, raw=shared)
            yield from _dated(opened, scanner(settings))
        else:
            yield item


def _batches(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        size += _size(item)
        if isinstance(item, Article) and item.data is not None:
            item = replace(item, text="")  # which its bytes tell, and they are cheaper to send
        batch.append(item)
        # Lines are together already: a stream that is slow must not wait for more of them.
        if len(batch) >= _FILES or size >= _BYTES or isinstance(item, RawLines):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
