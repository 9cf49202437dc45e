"""The Python API: one text, or files and folders, to frozen records."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from citex.documents import Document, Group
from citex.errors import PackError, UsageError
from citex.gather import Gathering
from citex.group import DEFAULT, check_levels
from citex.packs.pack import Pack
from citex.packs.ready import ready_pack
from citex.read import ReadOptions, find
from citex.records import Article, Citation, Problem
from citex.scanner import Options, Scanner
from citex.where import parse_where
from citex.workers import Scanned, Settings, scan_items

RESOLVE = ("article", "corpus", "none")

Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What ``scan_paths`` found: the parts of ``--format json``. ``files`` counts the articles that were read."""

    citations: tuple[Citation, ...]
    documents: tuple[Document, ...]
    groups: tuple[Group, ...]
    errors: tuple[Problem, ...]
    files: int


def load_pack(patterns: Paths = (), *, builtin: bool = True) -> Pack:
    """The shipped patterns with the packs in ``patterns`` (YAML files or folders) on top, compiled for a ``Scanner``.

    Raises PackError for the first thing that is wrong in them; ``load`` gives the rest a chance.

    >>> from citex import Article, Scanner
    >>> scanner = Scanner(load_pack())
    >>> article = Article("tin.txt", "Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW ngày 22/12/2024.")
    >>> [citation.symbol for citation in scanner.scan(article)]
    ['57-NQ/TW']
    """
    pack, problems = load(_listed(patterns), builtin=builtin)
    if problems:
        raise PackError(problems[0].message, problems[0].hint)
    return pack


def load(patterns: Sequence[Path], *, builtin: bool = True, cached: bool = True) -> tuple[Pack, tuple[Problem, ...]]:
    """The compiled pack and what had to be left out of it. ``cached``: kept on disk, or taken from there."""
    return ready_pack(patterns, builtin=builtin, cached=cached)


def scan_text(
    text: str,
    *,
    file: str = "-",
    date: str | None = None,
    place: str | None = None,
    patterns: Paths = (),
    resolve: str = "article",
    timeout: float | None = 2.0,
    backrefs: bool = False,
) -> tuple[Citation, ...]:
    """The citations of one text, in order; offsets are code points of ``text`` as it is, ends exclusive.

    ``date`` (ISO) and ``place`` are those of the article, where the text itself doesn't say. With ``backrefs`` what has
    nothing of its own (``Nghị quyết này``) is told too, as citations of the kind ``backref``. Raises PackError for a
    bad pack, UsageError for another ``resolve`` than ``article``, ``corpus`` and ``none``, TimeoutError where a pattern
    takes longer than ``timeout`` seconds on one window of the text.

    >>> text = "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XII đã đi vào cuộc sống."
    >>> found = scan_text(text)
    >>> found[0].symbol, found[0].date, found[0].issuer, found[0].term
    ('05-CT/TW', '2016-05-15', 'Bộ Chính trị', 'XII')
    >>> text[found[0].start : found[0].end] == found[0].text
    True
    >>> scan_text("Thực hiện Nghị định số 30/2020/NĐ-CP của Chính phủ.")
    ()
    """
    _check_resolve(resolve)
    pack = load_pack(patterns)
    scanner = Scanner(pack, Options(timeout=timeout, resolve=_in_article(resolve), backrefs=backrefs))
    citations = scanner.scan(Article(file, text, date=date, place=place))
    if resolve != "corpus":
        return citations
    gathering = Gathering(pack, resolve, DEFAULT)
    gathering.add(Scanned(file, citations, date))
    return tuple(gathering.citations())


def scan_paths(
    paths: Paths,
    *,
    jobs: int | None = 1,
    patterns: Paths = (),
    builtin: bool = True,
    resolve: str = "corpus",
    group_by: Sequence[str] = DEFAULT,
    where: Sequence[str] = (),
    read: ReadOptions | None = None,
    timeout: float | None = 2.0,
    backrefs: bool = False,
    cached: bool = True,
) -> ScanResult:
    """Scan files and folders. What can't be read, and what is wrong in a pack, stands in ``errors``; the rest is done.

    ``jobs`` worker processes (0: one a core; ``None``: as many as are worth while; a script that asks for them needs
    its ``if __name__ == "__main__"``). ``group_by`` and ``where`` are as on the command line, ``read`` says what to
    read and how, ``cached`` whether compiled patterns are kept on disk. Raises UsageError for options that make no
    sense, PackError where no pack can be used at all, CitexError where a worker dies.

    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> text = "Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương khóa XIII"
    >>> size = (folder / "tin.txt").write_text(text, encoding="utf-8")
    >>> result = scan_paths(folder, group_by=("issuer",))
    >>> [(document.document, document.citations) for document in result.documents]
    [('TW/KL/21@XIII', 1)]
    >>> [(one.value, one.documents) for one in result.groups]
    [('Ban Chấp hành Trung ương', 1)]
    """
    _check_resolve(resolve)
    by = check_levels(group_by)
    conditions = parse_where(where)
    packs = tuple(_listed(patterns))
    settings = Settings(
        packs,
        builtin,
        Options(timeout=timeout, resolve=_in_article(resolve), backrefs=backrefs),
        read or ReadOptions(),
        cached=cached,
    )
    pack, problems = load(packs, builtin=builtin, cached=cached)
    gathering = Gathering(pack, resolve, by, conditions)
    errors = list(problems)
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    for outcome in scan_items(find(given, settings.read), settings, jobs):
        if isinstance(outcome, Scanned):
            gathering.add(outcome)
        elif isinstance(outcome, Problem):
            errors.append(outcome)
    citations = tuple(gathering.citations())
    return ScanResult(citations, gathering.documents(), gathering.groups(), tuple(errors), gathering.articles)


def _in_article(resolve: str) -> str:
    """What a scanner does towards ``resolve``: across articles comes later."""
    return "none" if resolve == "none" else "article"


def _check_resolve(resolve: str) -> None:
    if resolve not in RESOLVE:
        raise UsageError(f"can't resolve by {resolve!r}", f"choose from {', '.join(RESOLVE)}")


def _listed(paths: Paths) -> list[Path]:
    return [Path(paths)] if isinstance(paths, str | os.PathLike) else [Path(path) for path in paths]
