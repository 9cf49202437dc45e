"""What git says has changed: files since a revision, and the lines added in them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from citex.check.records import Finding
from citex.errors import UsageError

_HUNK = re.compile(r"^@@ -\S+ \+(?P<start>[0-9]+)(?:,(?P<count>[0-9]+))? @@", re.MULTILINE)
_ALL = range(1, 2**31)


@dataclass(frozen=True, slots=True)
class Changes:
    """The files (their real paths) of a repository that differ from a commit. ``untracked`` ones are new as a whole."""

    top: str
    base: str
    files: frozenset[str]
    untracked: frozenset[str]

    def has(self, path: str) -> bool:
        """Whether a file is among those that changed."""
        return os.path.realpath(path) in self.files

    def added(self, path: str) -> tuple[range, ...]:
        """The lines of a file that were added or changed, counted from 1."""
        real = os.path.realpath(path)
        if real in self.untracked:
            return (_ALL,)
        if real not in self.files:
            return ()
        diff = _git(self.top, "diff", "-U0", "--no-color", "--no-ext-diff", self.base, "--", real)
        hunks = ((int(match["start"]), int(match["count"] or 1)) for match in _HUNK.finditer(diff))
        return tuple(range(start, start + count) for start, count in hunks if count)


def changes(revision: str, folder: str | Path = ".") -> Changes:
    """What changed since ``revision``, in the working tree of the repository around ``folder``.

    Since where the two parted, if they did: what others did meanwhile is no change of ours. Raises UsageError where
    there is no git, no repository or no such revision.
    """
    top = _git(str(folder), "rev-parse", "--show-toplevel").rstrip("\n")
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    base = _base(top, commit)
    changed = _names(top, "diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=d", base, "--")
    untracked = _names(top, "ls-files", "-z", "--others", "--exclude-standard")
    return Changes(top, base, frozenset((*changed, *untracked)), frozenset(untracked))


def _base(top: str, commit: str) -> str:
    """Where a commit and the present one parted; the commit itself where git can't tell (a shallow clone)."""
    try:
        return _git(top, "merge-base", commit, "HEAD").strip() or commit
    except UsageError:
        return commit


def _names(top: str, *command: str) -> list[str]:
    told = _git(top, *command)
    return [os.path.realpath(os.path.join(top, name)) for name in told.split("\0") if name]


def _git(folder: str, *command: str) -> str:
    try:
        done = subprocess.run(["git", "-C", folder, *command], capture_output=True, check=True)
    except FileNotFoundError as error:
        raise UsageError("git is not installed", "install it, or name the changed files yourself") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        what = f"git {command[0]} failed{f': {said[0]}' if said else ''}"
        hint = "name a revision that git knows (git fetch may be needed), in a repository"
        raise UsageError(what if said else f"git knows no {command[-1].removesuffix('^{commit}')!r}", hint) from error
    return done.stdout.decode("utf-8", "surrogateescape")


def on_added_lines(findings: Iterable[Finding], changed: Changes) -> Iterator[Finding]:
    """The findings that touch a line which was added or changed."""
    lines: dict[str, Sequence[range]] = {}
    for one in findings:
        if one.file not in lines:
            lines[one.file] = changed.added(one.file)
        if any(one.line < part.stop and part.start <= one.end_line for part in lines[one.file]):
            yield one
