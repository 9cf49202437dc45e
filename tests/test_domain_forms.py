"""Surface forms collected from real texts (../shared/domain/forms.yaml, where it is beside the checkout)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from citex import Citation, load_pack, scan_text
from citex.recognise.trie import phrase_key

FORMS = Path(__file__).resolve().parents[2] / "shared" / "domain" / "forms.yaml"
pytestmark = pytest.mark.skipif(not FORMS.is_file(), reason="../shared/domain/forms.yaml is not here")

# A bare number is a citation only in an article about the Party: a sentence that is, and cites nothing itself.
PARTY = "Đảng ủy tổ chức cho cán bộ, đảng viên toàn Đảng bộ học tập, quán triệt các văn bản của Đảng."
# What an entry of the collection must say to be a citation; the type alone, a year or a term alone are none.
KEYS = ("number", "plenum", "congress")

# Strings that come out otherwise than the collection has them, by their place in it, each with the reason.
OTHERWISE: dict[int, str] = {
    20: "two types for one thing are one reference that lists both; which plenum gave which type is not in the text",
    62: "a date that stands once, after a type named twice, does not plainly belong to the first member",
    63: "the same, behind a comma",
    65: "an everyday noun in small letters with a bare figure, and the body named belongs to the type after it",
    154: "half a symbol with no type name: nothing says whose number it is",
    168: "the type is the abbreviation's; that the number is a Quy định's is known from elsewhere",
    201: "the misprint in it ends with a second reference, which counts too",
    215: "an event: no word for a document stands before the congress",
    219: "an abbreviation with a number of two digits is a document's in an article about the Party",
}


@cache
def rows() -> list[dict[str, Any]]:
    """The strings with what they say."""
    loaded: list[dict[str, Any]] = yaml.safe_load(FORMS.read_text(encoding="utf-8"))
    return loaded


def type_code(name: str, symbol: str) -> str:
    """The code of a type named in words; what the collection leaves open is read off the symbol."""
    name = name.removesuffix(" (as printed)")
    if " or " in name:
        return symbol.partition("/")[0]
    return load_pack().tables.type_phrases[phrase_key(name)]


def wanted(row: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Type, number, plenum, congress or term, and date with its year, of what the string cites."""
    return [
        (
            type_code(entry["type"], entry.get("symbol", "")),
            entry["number"].zfill(2) if "number" in entry else None,
            entry.get("plenum"),
            entry.get("congress") or entry.get("term"),
            date if (date := entry.get("date", "-"))[0].isdigit() else None,
        )
        for entry in row["expect"]
        if "type" in entry and any(key in entry for key in KEYS)
    ]


def told(citation: Citation) -> tuple[Any, ...]:
    """The same of a citation."""
    return (citation.type, citation.number, citation.session, citation.term, citation.date)


@pytest.mark.parametrize("i", range(len(rows()) if FORMS.is_file() else 0))
def test_every_form_is_read_as_it_is_meant(i: int) -> None:
    """What cites comes out with type, number, plenum or congress, term and date right; what doesn't gives nothing."""
    row = rows()[i]
    found = [told(citation) for citation in scan_text(f"{PARTY}\n\n{row['text']}\n\n{PARTY}", resolve="none")]
    assert (found == wanted(row)) is (i not in OTHERWISE), f"{row['text']}: {found}"


def test_what_looks_alike_gives_nothing_by_itself() -> None:
    """With no article round it, no near-miss is taken for a citation."""
    assert [row["text"] for row in rows() if row["kind"] == "near_miss" and scan_text(row["text"])] == []
