"""Line and column of an offset, counted in code points, both from 1; a line ends with LF, CR LF or CR."""

from __future__ import annotations


class Lines:
    """The lines of one text, which begins at ``line`` and ``column``. Offsets may be asked for in any order."""

    __slots__ = ("_at", "_column", "_line", "_text")

    def __init__(self, text: str, line: int = 1, column: int = 1) -> None:
        self._text = text
        self._line = line
        self._column = column
        # An offset, its line and the line end before it: the next one is counted from there.
        self._at = (0, line, -1)

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of the character at ``offset``."""
        text = self._text
        start, line, last = self._at if self._at[0] <= offset else (0, self._line, -1)
        line += text.count("\n", start, offset) + text.count("\r", start, offset) - text.count("\r\n", start, offset)
        # Between CR and LF the line has not ended.
        inside = offset > 0 and text[offset - 1 : offset + 1] == "\r\n"
        line -= inside and offset > start
        last = max(last, text.rfind("\n", start, offset), text.rfind("\r", start, offset - inside))
        self._at = (offset, line, last)
        return line, offset - last + (self._column - 1 if line == self._line else 0)
