"""Patterns as in ``.gitignore``, compiled to regular expressions.

The rules are those of gitignore(5) and of git's wildmatch: the last pattern that fits decides, ``!`` takes back, a
``/`` before the end ties a pattern to the folder of its file, a ``/`` at the end means folders only, ``**`` stands for
any number of folders. One departure: ``?`` and ``[...]`` stand for a letter, not for a byte of its UTF-8 form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern. ``by_name``: it looks at the last part of a path, else at the path below the pattern's folder."""

    regex: str
    by_name: bool
    folders_only: bool
    takes_back: bool


class Rules:
    """The patterns of one file or option, in their order. ``source`` is what messages call it."""

    __slots__ = ("_files", "_folders", "_rules", "source")

    def __init__(self, lines: Iterable[str], source: str, *, ignore_case: bool = False) -> None:
        flags = re.DOTALL | (re.IGNORECASE if ignore_case else 0)
        rules = [rule for line in lines if (rule := parse(line))]
        self.source = source
        self._rules = [(rule, re.compile(rule.regex, flags).fullmatch) for rule in reversed(rules)]
        # Nearly every path fits no pattern; one look at the name and one at the path tell.
        self._folders = _gates(rules, flags)
        self._files = _gates([rule for rule in rules if not rule.folders_only], flags)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def verdict(self, name: str, path: str, folder: bool) -> bool | None:
        """True where the last pattern that fits picks the path, False where it takes it back, None where none fits.

        ``path`` is relative to the patterns' folder, with ``/``; ``name`` is its last part.
        """
        by_name, by_path = self._folders if folder else self._files
        if not ((by_name and by_name(name)) or (by_path and by_path(path))):
            return None
        for rule, fits in self._rules:
            if (folder or not rule.folders_only) and fits(name if rule.by_name else path):
                return not rule.takes_back
        return None


def parse(line: str) -> Rule | None:
    """One line of an ignore file, or None for a blank line or a comment."""
    pattern = _trim(line.removesuffix("\n").removesuffix("\r"))
    if not pattern or pattern.startswith("#"):
        return None
    takes_back = pattern.startswith("!")
    pattern = pattern[takes_back:]
    folders_only = pattern.endswith("/")
    pattern = pattern[: len(pattern) - folders_only]
    by_name = "/" not in pattern
    return Rule(_regex(pattern.removeprefix("/"), by_name), by_name, folders_only, takes_back)


def _gates(rules: list[Rule], flags: int) -> tuple[Callable[[str], object] | None, Callable[[str], object] | None]:
    names = "|".join(rule.regex for rule in rules if rule.by_name)
    paths = "|".join(rule.regex for rule in rules if not rule.by_name)
    return (
        re.compile(names, flags).fullmatch if names else None,
        re.compile(paths, flags).fullmatch if paths else None,
    )


def _trim(line: str) -> str:
    """Without the blanks at the end, but with the one that a backslash keeps."""
    end = len(line.rstrip(" "))
    backslashes = end - len(line[:end].rstrip("\\"))
    return line[: end + (backslashes % 2)]


def _regex(pattern: str, by_name: bool) -> str:
    """A pattern as a regular expression for the whole name or path; what can fit nothing never matches."""
    any_letter = "." if by_name else "[^/]"
    done: list[str] = []  # parts that are finished: folders and their slashes
    part: list[str] = [""]  # the part being read, cut at its stars
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "*" and (folders := _folders(pattern, at)) and not by_name:
            done += (_without_backtracking(part, any_letter), folders[0])
            part, at = [""], folders[1]
        elif char == "*":
            part.append("")
            at = _past_stars(pattern, at)
        elif char == "/":
            done += (_without_backtracking(part, any_letter), "/")
            part, at = [""], at + 1
        else:
            piece, at = _letter(pattern, at, any_letter)
            part[-1] += piece
    return "".join(done) + _without_backtracking(part, any_letter) if pattern else _NEVER


def _without_backtracking(part: list[str], any_letter: str) -> str:
    """Join the pieces between stars. The first place where a piece fits will do if another star follows it.

    Without the atomic groups a pattern of ten stars takes hours on a long name.
    """
    if len(part) == 1:
        return part[0]
    middle = "".join(f"(?>{any_letter}*?{piece})" for piece in part[1:-1])
    return f"{part[0]}{middle}{any_letter}*{part[-1]}"


def _past_stars(pattern: str, at: int) -> int:
    while pattern[at : at + 1] == "*":
        at += 1
    return at


def _folders(pattern: str, at: int) -> tuple[str, int] | None:
    """``**/`` and ``/**``: any number of folders. None where the stars at ``at`` stand for letters of a name."""
    end = _past_stars(pattern, at)
    if end - at < 2 or (at and pattern[at - 1] != "/"):
        return None
    if end == len(pattern):
        return ".*", end
    return ("(?:.*/)?", end + 1) if pattern[end] == "/" else None


def _letter(pattern: str, at: int, any_letter: str) -> tuple[str, int]:
    """The expression for one letter of a name, and where the pattern goes on."""
    char = pattern[at]
    if char == "?":
        return any_letter, at + 1
    if char == "[":
        return _bracket(pattern, at)
    if char == "\\":
        return (re.escape(pattern[at + 1]) if at + 1 < len(pattern) else _NEVER), at + 2
    return re.escape(char), at + 1


def _bracket(pattern: str, at: int) -> tuple[str, int]:
    """``[a-z]``, ``[!a]``, ``[[:digit:]]``; without its ``]`` the pattern fits nothing."""
    negated = pattern[at + 1 : at + 2] in ("!", "^") and at + 1 < len(pattern)
    first = end = at + 1 + negated
    members = ""
    while end < len(pattern) and (pattern[end] != "]" or end == first):
        if pattern.startswith("[:", end) and pattern[pattern.find("]", end + 2) - 1] == ":":
            close = pattern.find("]", end + 2)
            if close > end + 2:
                if pattern[end + 2 : close - 1] not in _CLASSES:
                    return _NEVER, len(pattern)
                members += _CLASSES[pattern[end + 2 : close - 1]]
                end = close + 1
                continue
        low, end = _member(pattern, end)
        members += re.escape(low)
        if pattern[end : end + 1] == "-" and pattern[end + 1 : end + 2] not in ("", "]"):
            high, end = _member(pattern, end + 1)
            if low <= high:  # git takes a range that runs backwards for its first letter
                members += f"-{re.escape(high)}"
    if end >= len(pattern):
        return _NEVER, end
    return (f"[^/{members}]" if negated else f"(?!/)[{members}]"), end + 1


def _member(pattern: str, at: int) -> tuple[str, int]:
    at += pattern[at] == "\\"
    return pattern[at : at + 1], at + 1
