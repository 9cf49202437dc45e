"""Places in bytes as places in code points: with marks, without them, and where a character is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.text.points import STEP, boundary, code_points, in_steps


@given(st.text(alphabet="aệĐ\U0001f600\n", max_size=60), st.integers(0, 400), st.data())
def test_marks_change_nothing(text: str, repeated: int, data: st.DataObject) -> None:
    """The text is decoded as ever, and places are the same with its marks and without."""
    text *= repeated
    raw = text.encode()
    decoded, marks = in_steps(raw)
    assert decoded == text
    assert marks[-1] == len(text)
    ends = [0]
    for character in text:
        ends.append(ends[-1] + len(character.encode()))
    chosen = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    places = [ends[point] for point in chosen]
    assert code_points(raw, places) == code_points(raw, places, marks) == chosen


def test_marks_stand_before_the_character_that_is_cut() -> None:
    """A letter of three bytes across the step belongs to the part after it."""
    text = "a" * (STEP - 1) + "ệb"
    raw = text.encode()
    assert in_steps(raw) == (text, (0, STEP - 1, STEP + 1))
    assert boundary(raw, STEP) == STEP - 1
    assert boundary(raw, len(raw) + 9) == len(raw)
    assert boundary(raw, -1) == 0


def test_what_is_not_utf8_is_refused() -> None:
    """Wherever it stands, and however long it is: a run of bytes that begin no character is not gone back over."""
    for raw in (b"\x80" * (5 * STEP), b"a" * STEP + b"\xe1\xba", "ệ".encode()[:2]):
        with pytest.raises(UnicodeDecodeError):
            in_steps(raw)
