"""How far a run has come: one line on a terminal's standard error, gone when the run ends."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_EVERY = 0.1  # seconds between two drawings
_BAR = 24


class Progress:
    """Counts files and citations. ``total`` files, where known, make a bar; draws nothing before the first tenth."""

    def __init__(self, total: int | None = None, stream: TextIO | None = None) -> None:
        self._total = total
        self._stream = stream or sys.stderr
        self._files = self._citations = 0
        self._next = time.monotonic() + _EVERY
        self._shown = 0

    def step(self, citations: int) -> None:
        """One more file is done."""
        self._files += 1
        self._citations += citations
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            self._draw()

    def clear(self) -> None:
        """Take the line away, for a message or for good."""
        if self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()
            self._shown = 0

    def _draw(self) -> None:
        import shutil  # with all that it can unpack

        line = self.line()[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + line.ljust(self._shown))
        self._stream.flush()
        self._shown = len(line)

    def line(self) -> str:
        """What is drawn: ``[####----] 120/480 files, 94 citations``."""
        if not self._total:
            return f"{self._files} files, {self._citations} citations"
        done = min(_BAR, _BAR * self._files // self._total)
        return f"[{'#' * done}{'-' * (_BAR - done)}] {self._files}/{self._total} files, {self._citations} citations"
