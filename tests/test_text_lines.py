"""Lines and columns of offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.text.lines import Lines


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("Điều lệ Đảng", 5, (1, 6)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\nb\n", 3, (3, 1)),
        ("a\n", 2, (2, 1)),
        ("a\u2028b\x0bc", 4, (1, 5)),
    ],
)
def test_position(text: str, offset: int, position: tuple[int, int]) -> None:
    """Both count from 1; LF, CR LF and CR end a line and belong to it; nothing else does."""
    assert Lines(text).position(offset) == position


@given(st.text(alphabet="aế \r\n", max_size=30))
def test_positions_follow_the_text(text: str) -> None:
    """Each character is one column on, or the first of the next line."""
    lines = Lines(text)
    line, column = lines.position(0)
    assert (line, column) == (1, 1)
    for offset in range(1, len(text)):
        broken = text[offset - 1] == "\n" or (text[offset - 1] == "\r" and text[offset] != "\n")
        line, column = (line + 1, 1) if broken else (line, column + 1)
        assert lines.position(offset) == (line, column)
