"""Which regexes need a time limit: those that some text can make slow."""

from __future__ import annotations

import pytest
import regex

from citex.packs.tree import is_calm
from citex.recognise.windows import LONGEST
from citex.scanner import Options

CALM = [
    r"(?<![^\W\d_])(?:nghị\s*quyết|c(?:hỉ\s*thị|ông\s*văn))(?![^\W\d_])",
    r"a\s+b\s*c",
    r"(?:đảng\s+)?bộ",
    r"[a-z]+\d",
    r",",
]
SLOW = [
    r"(a+)+b",
    r"a*a*b",
    r"\s*\s*x",
    r"(?:a|aa)+b",
    r"\w+\s*\w+x",
    r"x\s*y?\s*z",
    r"\p{Z}*x",
    r"a{1,20}a{1,20}b",
    r"(?R)?a",
]


@pytest.mark.parametrize("source", CALM)
def test_a_form_that_bounds_its_time_needs_no_limit(source: str) -> None:
    """And indeed no text of a window's length, made of what the regex is made of, comes near the default limit."""
    assert is_calm(source)
    compiled = regex.compile(source)
    for piece in (" ", "a", "a ", "nghị ", "nghị quyế", "đảng ", "9", ","):
        assert all(compiled.finditer((piece * LONGEST)[:LONGEST], timeout=Options().timeout))


@pytest.mark.parametrize("source", SLOW)
def test_what_may_go_through_a_text_in_many_ways_has_a_limit(source: str) -> None:
    assert not is_calm(source)
