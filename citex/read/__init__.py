"""From paths and bytes to Articles: walking, ignore files, decoding, JSON Lines."""

from __future__ import annotations

from citex.read.articles import ReadOptions, find, open_found, open_lines, read_articles
from citex.read.decode import check_encoding, decode
from citex.read.found import Found, RawLines, Skipped
from citex.read.walk import walk

__all__ = [
    "Found",
    "RawLines",
    "ReadOptions",
    "Skipped",
    "check_encoding",
    "decode",
    "find",
    "open_found",
    "open_lines",
    "read_articles",
    "walk",
]
