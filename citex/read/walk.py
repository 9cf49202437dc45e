"""From the paths that were given to the files to read, in the order of their names; why others are left out.

The order is that of the whole names as strings (``a-b.txt``, ``a.txt``, ``a/b.txt``), the same on every platform.
Sorting each folder with its subfolders' names ended by ``/`` gives it without knowing all files first.
"""

from __future__ import annotations

import heapq
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from citex.read.ignore import Rules
from citex.records import Problem

STDIN = "-"
TEXT_FILES = ("*.txt", "*.text", "*.md", "*.markdown")
IGNORE_FILES = (".gitignore", ".citexignore")  # in one folder, the later one has the last word


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. ``path`` opens it (``-``: standard input), ``name`` is what output calls it, with ``/``."""

    path: str
    name: str
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder (its name ends with ``/``) that is left out on purpose, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Choice:
    include: Rules
    exclude: Rules
    ignore: bool
    hidden: bool
    track: bool  # files may be reached twice: keep their real paths


@dataclass(frozen=True, slots=True)
class _Folder:
    path: str  # opens it
    name: str  # its display name up to the names in it: "a/b/", or "" for "."
    below: str  # the same, from the root of the walk: "b/"
    real: str  # its path without links
    root: str  # that of the root of the walk
    rules: tuple[tuple[Rules, str], ...]  # with the path from the rules' own folder; the last has the last word
    linked: bool = False  # reached through a link


_Item = tuple[str, Found | Skipped | Problem, str]  # the name to sort by, the item, its real path where that matters


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
    choice = _Choice(
        include=Rules(include or TEXT_FILES, "--include", ignore_case=True),
        exclude=Rules(exclude, "--exclude"),
        ignore=ignore,
        hidden=hidden,
        track=len(given) > 1,
    )
    files: list[_Item] = []
    streams: list[Iterable[_Item]] = [files]
    parents: dict[str, str] = {}
    for path in given:
        name = stdin_name if path == STDIN else _named(path)
        try:
            is_folder = path != STDIN and stat.S_ISDIR(os.stat(path).st_mode)
            if is_folder:
                streams.append(_walk_folder(path, name, choice))
                continue
            real = _real(path, parents) if choice.track and path != STDIN else ""
            files.append((name, Found(path, name, explicit=True), real))
        except (OSError, ValueError) as error:
            files.append((name, os_problem(error, name), ""))
    files.sort(key=itemgetter(0))
    merged = heapq.merge(*streams, key=itemgetter(0)) if len(streams) > 1 else files
    return _once(merged)


def os_problem(error: OSError | ValueError, name: str) -> Problem:
    """What the system says of a path, in words, with a next step."""
    if isinstance(error, FileNotFoundError):
        return Problem(name, "no such file or folder", "check the spelling; put quotes around a path with blanks")
    if isinstance(error, PermissionError):
        return Problem(name, "permission denied", "ask for the right to read it, or leave it out with --exclude")
    if isinstance(error, IsADirectoryError):
        return Problem(name, "is a folder, not a file", "name it on the command line to read what is in it")
    reason = getattr(error, "strerror", None) or str(error)
    return Problem(name, f"can't be read: {reason[:1].lower()}{reason[1:]}", "see whether other programs can open it")


def _named(path: str) -> str:
    return path.replace(os.sep, "/") if os.sep != "/" else path


def _real(path: str, parents: dict[str, str]) -> str:
    """``os.path.realpath``, with the folders' part remembered: it is the dear one for a long list of files."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in parents:
        parents[folder] = os.path.realpath(folder)
    return os.path.join(parents[folder], name)


def _once(items: Iterable[_Item]) -> Iterator[Found | Skipped | Problem]:
    seen: dict[str, str] = {}
    for name, item, real in items:
        if real in seen:
            yield Skipped(name, f"already read as {seen[real]}")
            continue
        if real:
            seen[real] = name
        yield item


def _walk_folder(path: str, name: str, choice: _Choice) -> Iterator[_Item]:
    real = os.path.realpath(path)
    prefix = "" if name.rstrip("/") == "." else name.rstrip("/") + "/"
    problems: list[Problem] = []
    rules = _rules_above(real, problems) if choice.ignore else ()
    yield from ((problem.file, problem, "") for problem in problems)
    visited = {real}
    # A stack of its own, not recursion: a tree may be deeper than Python's.
    stack = [iter(_listing(_Folder(path, prefix, "", real, real, rules), choice))]
    while stack:
        for item in stack[-1]:
            if not isinstance(item, _Folder):
                yield item
                continue
            if item.linked and item.real in visited:
                yield item.name, Skipped(item.name, "a link to a folder that is already read"), ""
                continue
            if item.linked:
                visited.add(item.real)
            stack.append(iter(_listing(item, choice)))
            break
        else:
            stack.pop()


def _listing(folder: _Folder, choice: _Choice) -> list[_Item | _Folder]:
    """What is in one folder, in order: items and subfolders to go into."""
    keyed = []
    try:
        with os.scandir(folder.path) as entries:
            for entry in entries:
                is_folder = entry.is_dir(follow_symlinks=False)
                keyed.append((entry.name + "/" if is_folder else entry.name, entry, is_folder))
    except OSError as error:
        return [(folder.name, os_problem(error, folder.name.rstrip("/") or folder.path), "")]
    keyed.sort(key=itemgetter(0))
    listing: list[_Item | _Folder] = []
    if choice.ignore:
        present = {key for key, _, _ in keyed if key in IGNORE_FILES}
        for name in (name for name in IGNORE_FILES if name in present):
            rules = _load(os.path.join(folder.path, name), folder.name + name)
            if isinstance(rules, Problem):
                listing.append((rules.file, rules, ""))
            elif rules:
                folder = replace(folder, rules=(*folder.rules, (rules, "")))
    for key, entry, is_folder in keyed:
        listing.append(_look(entry, key, is_folder, folder, choice))
    return listing


def _look(entry: os.DirEntry[str], key: str, is_folder: bool, folder: _Folder, choice: _Choice) -> _Item | _Folder:
    name = folder.name + key
    real = ""
    linked = folder.linked
    if entry.is_symlink():
        target = _target(entry.path, folder, choice)
        if isinstance(target, str):
            return name, Skipped(name, target), ""
        real, is_folder = target
        linked = True
        name += "/" * is_folder
    if reason := _left_out(entry.name, is_folder, folder, choice):
        return name, Skipped(name, reason), ""
    if is_folder:
        rules = tuple((each, f"{above}{entry.name}/") for each, above in folder.rules)
        real = real or os.path.join(folder.real, entry.name)
        return _Folder(entry.path, name, f"{folder.below}{entry.name}/", real, folder.root, rules, linked)
    if not real and not entry.is_file(follow_symlinks=False):
        return name, Skipped(name, "not a regular file"), ""
    if not real and (choice.track or linked):
        real = os.path.join(folder.real, entry.name)
    return name, Found(entry.path, name), real


def _left_out(name: str, is_folder: bool, folder: _Folder, choice: _Choice) -> str:
    """Why an entry of a folder is not read, or nothing."""
    if name[0] == "." and (name == ".git" or not choice.hidden):
        return "hidden"
    if not is_folder and not _picks(choice.include, name, False, folder):
        return "not of a kind that is read (see --include)"
    if choice.exclude and _picks(choice.exclude, name, is_folder, folder):
        return "excluded (--exclude)"
    for rules, above in reversed(folder.rules):
        verdict = rules.verdict(name, above + name, is_folder)
        if verdict is not None:
            return f"ignored by {rules.source}" if verdict else ""
    return ""


def _picks(rules: Rules, name: str, is_folder: bool, folder: _Folder) -> bool:
    """Whether an option's patterns pick an entry, by its path from the root of the walk or its name in the output."""
    verdict = rules.verdict(name, folder.below + name, is_folder)
    if verdict is None and folder.name != folder.below:
        verdict = rules.verdict(name, folder.name + name, is_folder)
    return bool(verdict)


def _target(path: str, folder: _Folder, choice: _Choice) -> tuple[str, bool] | str:
    """Where a link leads, and whether to a folder; or why it is not followed.

    What the walk reaches in its own place is read there, under that name. A link is worth following where it leads to
    something that the walk passes over by its name, as in ``report.txt -> .store/6f1e``.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return "a link that leads nowhere"
    real = os.path.realpath(path)
    root = folder.root.rstrip(os.sep) + os.sep
    if not (real + os.sep).startswith(root):
        return "a link that leads out of the folder"
    is_folder = stat.S_ISDIR(mode)
    if not is_folder and not stat.S_ISREG(mode):
        return "not a regular file"
    parts = real[len(root) :].split(os.sep)
    in_place = ".git" not in parts and (choice.hidden or not any(part.startswith(".") for part in parts))
    if in_place and (is_folder or choice.include.verdict(parts[-1], "/".join(parts), False)):
        return f"a link to {'/'.join(parts) or 'the folder itself'}, which has its own place in the folder"
    return real, is_folder


def _rules_above(real: str, problems: list[Problem]) -> tuple[tuple[Rules, str], ...]:
    """The ignore files of the folders above, up to the root of the repository; none outside of a repository."""
    found: list[tuple[Rules, str]] = []
    folder, below = real, ""
    while not os.path.exists(os.path.join(folder, ".git")):
        folder, last = os.path.split(folder)
        if not last:
            return ()
        below = f"{last}/{below}"
        for name in reversed(IGNORE_FILES):
            path = os.path.join(folder, name)
            rules = _load(path, _named(path)) if os.path.lexists(path) else None
            if isinstance(rules, Problem):
                problems.append(rules)
            elif rules:
                found.append((rules, below))
    return tuple(reversed(found))


def _load(path: str, name: str) -> Rules | Problem:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return os_problem(error, name)
    # As Python decodes file names, so that a name which is no UTF-8 still fits its pattern.
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return Rules(text.split("\n"), name)
