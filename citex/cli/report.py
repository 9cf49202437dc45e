"""What the command line tells on standard error, and the status it ends with."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from citex.cli.progress import Progress
from citex.errors import CitexError
from citex.read.found import Skipped
from citex.records import Problem
from citex.write.stream import escaped, visible


@dataclass(slots=True, eq=False)
class Report:
    """Problems as they come up. ``quiet`` tells nothing of single files, ``verbose`` also what was left out."""

    quiet: bool = False
    verbose: bool = False
    progress: Progress | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def status(self) -> int:
        """0, or 2 where something could not be done."""
        return 2 if self.problems else 0

    def problem(self, problem: Problem) -> None:
        """Keep a problem and tell it: ``citex: FILE: message (hint)``."""
        self.problems.append(problem)
        if not self.quiet:
            self.say(problem_line(problem))

    def skipped(self, skipped: Skipped) -> None:
        """Tell of a file that is left out on purpose, where that is asked for."""
        if self.verbose:
            self.say(f"{skipped.file}: passed over: {skipped.reason}")

    def note(self, text: str) -> None:
        """Tell something about the run, where that is asked for."""
        if self.verbose:
            self.say(text)

    def say(self, text: str) -> None:
        """One line on standard error, nothing in it that acts on a terminal."""
        if self.progress is not None:
            self.progress.clear()
        print(f"citex: {visible(text)}", file=sys.stderr)


def problem_line(problem: Problem) -> str:
    """``FILE: message (hint)``; the messages of packs name their file themselves."""
    message = problem.message if problem.message.startswith(problem.file) else f"{problem.file}: {problem.message}"
    return f"{message} ({problem.hint})" if problem.hint else message


def tell_error(error: CitexError) -> None:
    """An error that ends the run; its lines stay apart, since one may point at a place in the line above."""
    lines = [*error.message.split("\n"), *([f"hint: {error.hint}"] if error.hint else [])]
    for number, line in enumerate(lines):
        safe = escaped(line)
        print(safe if number else f"citex: {safe}", file=sys.stderr)
