"""From the paths that were given to the files to read, in the order of their names; why others are left out.

The order is that of the whole names as strings (``a-b.txt``, ``a.txt``, ``a/b.txt``), the same on every platform.
Sorting each folder with its subfolders' names ended by ``/`` gives it without knowing all files first.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from citex.read.found import STDIN, TEXT_FILES, Found, Item, Skipped, named, os_problem
from citex.records import Problem


def walk(
    paths: Sequence[str | os.PathLike[str]],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    *,
    ignore: bool = True,
    hidden: bool = False,
    stdin_name: str = STDIN,
) -> Iterator[Found | Skipped | Problem]:
    """The files that ``paths`` name, each once, sorted by name; a Problem for a path that can't be read.

    A file named in ``paths`` is always read. A folder is read with all its subfolders, but of its files only those
    that ``include`` picks (default: ``TEXT_FILES``; letters' case does not matter), and nothing that ``exclude`` picks,
    that an ignore file in it or above it in the same repository picks (unless ``ignore=False``) or that is hidden
    (unless ``hidden``; ``.git`` never is read). Patterns are those of ``.gitignore``; one with a ``/`` inside may start
    at the folder that was given or with its name. Links are followed within the folder only.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    given = sorted({os.fspath(path) for path in paths})
    track = len(given) > 1  # files may be reached twice
    files: list[Item] = []
    folders: list[tuple[str, str]] = []
    parents: dict[str, str] = {}
    for path in given:
        name = stdin_name if path == STDIN else named(path)
        try:
            if path != STDIN and stat.S_ISDIR(os.stat(path).st_mode):
                folders.append((path, name))
            else:
                real = _real(path, parents) if track and path != STDIN else ""
                files.append((name, Found(path, name, explicit=True), real))
        except (OSError, ValueError) as error:
            files.append((name, os_problem(error, name), ""))
    files.sort(key=itemgetter(0))
    if not folders:
        return _once(files)
    from heapq import merge  # with what reads ignore files: single files need none of it

    from citex.read.folders import Choice, walk_folder
    from citex.read.ignore import Rules

    included = Rules(include or TEXT_FILES, "--include", ignore_case=True)
    choice = Choice(included, Rules(exclude, "--exclude"), ignore, hidden, track)
    return _once(merge(files, *(walk_folder(path, name, choice) for path, name in folders), key=itemgetter(0)))


def _real(path: str, parents: dict[str, str]) -> str:
    """``os.path.realpath``, with the folders' part remembered: it is the dear one for a long list of files."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in parents:
        parents[folder] = os.path.realpath(folder)
    return os.path.join(parents[folder], name)


def _once(items: Iterable[Item]) -> Iterator[Found | Skipped | Problem]:
    seen: dict[str, str] = {}
    for name, item, real in items:
        if real in seen:
            yield Skipped(name, f"already read as {seen[real]}")
            continue
        if real:
            seen[real] = name
        yield item
