"""Citations as CSV (RFC 4180) that a spreadsheet shows in Vietnamese and never runs as formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from citex.records import Citation
from citex.write.jsonl import COLUMNS, encode
from citex.write.stream import escape

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Spaces as Unicode has them, byte order mark, zero-width and soft hyphen characters.
_PASSED_OVER = "\t\n\r\u00a0\u00ad\u1680\u180e\u202f\u205f\u2060\u3000\ufeff " + "".join(
    map(chr, range(0x2000, 0x200E))
)
# What acts on a terminal or stops a CSV reader; tab and line ends are text within a quoted cell.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def write_csv(citations: Iterable[Citation], stream: TextIO) -> None:
    """Write a byte order mark, the header and a row for each citation as it comes, lines ended by CR LF.

    Columns are the keys of JSON Lines in the same order; ``evidence`` is JSON text, a null an empty cell. Control
    characters stand as escapes (``\\x1b``): exact text is what JSON Lines is for.
    """
    stream.write("\ufeff")
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([cell(getattr(citation, name)) for name in COLUMNS] for citation in citations)


def cell(value: object) -> str:
    """A value as the text of a cell. What a spreadsheet could take for a formula gets an apostrophe in front.

    That is text whose first character, white space and invisible characters aside, is one of ``= + - @`` (or its
    full-width form), and text that begins with a tab or a line end (OWASP, "CSV Injection").
    """
    if value is None:
        return ""
    text = value if isinstance(value, str) else encode(value)
    if not text.isprintable():
        text = _CONTROL.sub(lambda match: escape(match[0]), text)
    risky = text[:1] in ("\t", "\r", "\n") or text.lstrip(_PASSED_OVER).startswith(_FORMULA)
    return f"'{text}" if risky else text
