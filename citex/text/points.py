"""Places of a UTF-8 text: from bytes to code points. What is counted while a text is decoded is not counted again."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 4096  # bytes that are decoded in one go: few enough for a place in them to be counted in no time
_LONGEST = 4  # bytes of a character


def boundary(data: bytes, place: int) -> int:
    """The place, or the nearest one before it, where no character is cut."""
    place = min(max(place, 0), len(data))
    for _ in range(_LONGEST - 1):
        if place in (0, len(data)) or not 0x80 <= data[place] < 0xC0:
            break
        place -= 1
    return place


def in_steps(data: bytes) -> tuple[str, tuple[int, ...]]:
    """The text, and how many code points stand before each ``STEP`` bytes (before the character that is cut there).

    Raises UnicodeDecodeError, whose places are of no use.
    """
    parts: list[str] = []
    marks = [0]
    last = 0
    while last < len(data):
        end = boundary(data, len(marks) * STEP)
        part = data[last:end].decode()
        parts.append(part)
        marks.append(marks[-1] + len(part))
        last = end
    return "".join(parts), tuple(marks)


def code_points(data: bytes, places: Sequence[int], marks: Sequence[int] = (0,)) -> list[int]:
    """Places in bytes, in order, as places in code points; ``marks`` as ``in_steps`` gives them, as far as known."""
    found: list[int] = []
    last = count = 0
    for place in places:
        step = min(place // STEP, len(marks) - 1)
        begin = boundary(data, step * STEP)
        if last < begin <= place:
            last, count = begin, marks[step]
        count += len(data[last:place].decode("utf-8", "replace"))
        last = place
        found.append(count)
    return found
