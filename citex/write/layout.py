"""Columns of text measured in terminal cells: how wide each becomes, and cells shortened, wrapped and padded to it."""

from __future__ import annotations

from collections.abc import Mapping

GAP = "  "
SHORTEST_TITLE = 12


def fit_widths(natural: Mapping[str, int], longest_word: int, width: int) -> dict[str, int]:
    """Cells for each column to be shown, in ``width`` altogether with the gaps between them.

    Names and issuers can go on to a further line, so they give way to the title, which takes what the others leave;
    where that is too little, the title goes, then place or issuer, files, date.
    """
    widths = dict(natural)
    for name in ("issuer", "place"):
        if name in widths:
            widths[name] = min(widths[name], max(14, width // 4))
    wanted = min(natural["name"], max(16, width // 4, min(longest_word, width // 2)))
    for drop in ("title", "issuer", "place", "files", "date", None):
        room = width - total(widths) + widths["name"] + widths.get("title", 0)
        title = min(natural.get("title", 0), room - wanted) if "title" in widths else 0
        if "title" in widths and title < min(natural["title"], SHORTEST_TITLE):
            del widths["title"]
        elif room - title >= wanted or drop is None:
            widths["name"] = min(natural["name"], room - title)
            return widths | ({"title": title} if title else {})
        elif drop:
            widths.pop(drop, None)
    raise AssertionError("the last turn always returns")


def total(widths: Mapping[str, int]) -> int:
    """Cells of a whole line, gaps included."""
    return sum(widths.values()) + len(GAP) * (len(widths) - 1)


def padded(text: str, size: int) -> str:
    """``text`` with spaces after it up to ``size`` cells."""
    from rich.cells import cell_len

    return text + " " * (size - cell_len(text))


def shorten(text: str, size: int) -> str:
    """``text``, cut with an ellipsis if it has more than ``size`` cells."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= size else set_cell_size(text, size - 1).rstrip() + "…"


def wrapped(text: str, size: int) -> list[str]:
    """Lines of at most ``size`` cells, broken at spaces, and within a word only where it is longer than a line."""
    from rich.cells import cell_len, chop_cells

    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= size:
            lines[-1] = joined
        else:
            lines[len(lines) - (not lines[-1]) :] = chop_cells(word, size)
    return lines
