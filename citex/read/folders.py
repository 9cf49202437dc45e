"""A folder with its subfolders: what of it is read, by its patterns and ignore files, and where links lead."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from citex.read.found import Found, Item, Skipped, named, os_problem
from citex.read.ignore import Rules
from citex.records import Problem

IGNORE_FILES = (".gitignore", ".citexignore")  # in one folder, the later one has the last word


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a folder is read."""

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


def walk_folder(path: str, name: str, choice: Choice) -> Iterator[Item]:
    """The items of a folder and its subfolders, sorted by name; ``name`` is what output calls it."""
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


def _listing(folder: _Folder, choice: Choice) -> list[Item | _Folder]:
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
    listing: list[Item | _Folder] = []
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


def _look(entry: os.DirEntry[str], key: str, is_folder: bool, folder: _Folder, choice: Choice) -> Item | _Folder:
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


def _left_out(name: str, is_folder: bool, folder: _Folder, choice: Choice) -> str:
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


def _target(path: str, folder: _Folder, choice: Choice) -> tuple[str, bool] | str:
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
            rules = _load(path, named(path)) if os.path.lexists(path) else None
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
