"""The scan of whole articles: spans that are exact, and the same citations however the text is encoded."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from citex import Article, Citation, Options, Scanner, load_pack, scan_text

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "dev"
FILES = sorted(
    path for folder in (ROOT / "samples", GOLD) for path in folder.glob("*") if path.suffix in (".txt", ".md")
)
# What depends on where the citation stands or is a piece of the text as it is.
AS_WRITTEN = {"start": 0, "end": 0, "line": 0, "column": 0, "text": "", "title": None}


@cache
def text_of(path: Path) -> str:
    """The text of a file without newline translation."""
    return path.read_bytes().decode("utf-8-sig")


@cache
def scanned(path: Path) -> tuple[Citation, ...]:
    """The citations of a file."""
    return scan_text(text_of(path), file=path.name)


def fields(citations: tuple[Citation, ...]) -> list[Citation]:
    """The citations without what is as written; where evidence points to another citation, its place among them."""
    places = {one.start: i for i, one in enumerate(citations)}

    def pointed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: pointed(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [pointed(item) for item in value]
        return places[value] if key in ("start", "same_as") else value

    return [replace(one, **AS_WRITTEN, evidence=pointed(one.evidence)) for one in citations]


def again(path: Path, text: str) -> tuple[Citation, ...]:
    """The citations of a file whose text was changed, when they are the same but for their places."""
    found = scanned(path) if text == text_of(path) else scan_text(text, file=path.name)
    assert fields(found) == fields(scanned(path))
    return found


each_file = pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])


def test_there_are_articles_to_scan() -> None:
    """The samples at least."""
    assert len([path for path in FILES if path.parent.name == "samples"]) >= 10


@each_file
def test_spans_are_exact(path: Path) -> None:
    """The text is what stands there, citations are in order and never overlap, lines and columns count from 1."""
    text, end = text_of(path), 0
    for one in scanned(path):
        assert end <= one.start < one.end
        assert one.text == text[one.start : one.end] == one.text.strip()
        before = text[: one.start].replace("\r\n", "\n").replace("\r", "\n")
        assert (one.line, one.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
        end = one.end


@each_file
def test_line_ends_do_not_matter(path: Path) -> None:
    """The same citations with LF and CR LF, their texts the same but for the line ends."""
    lf = text_of(path).replace("\r\n", "\n")
    found = {ends: again(path, lf.replace("\n", ends)) for ends in ("\n", "\r\n")}
    texts = {ends: [one.text.replace("\r\n", "\n") for one in citations] for ends, citations in found.items()}
    assert texts["\n"] == texts["\r\n"]
    assert all(one.text == lf.replace("\n", "\r\n")[one.start : one.end] for one in found["\r\n"])


@each_file
def test_decomposed_text_gives_the_same(path: Path) -> None:
    """The NFD form has the same citations at the same letters, its offsets those of its own code points."""
    text = text_of(path)
    found = again(path, decomposed := unicodedata.normalize("NFD", text))
    for one, other in zip(found, again(path, unicodedata.normalize("NFC", text)), strict=True):
        assert one.text == decomposed[one.start : one.end]
        assert unicodedata.normalize("NFC", one.text) == other.text
        assert one.start == len(unicodedata.normalize("NFD", unicodedata.normalize("NFC", text)[: other.start]))


@each_file
def test_look_alikes_give_the_same(path: Path) -> None:
    """U+00D0 for Đ, a no-break space for a space: the same citations in the same places."""
    text = text_of(path)
    for old, new in (("Đ", "\u00d0"), (" ", "\u00a0"), ("-", "\u2010")):
        found = again(path, text.replace(old, new))
        assert [(one.start, one.end) for one in found] == [(one.start, one.end) for one in scanned(path)]


@each_file
def test_the_gate_loses_nothing(path: Path) -> None:
    """What is found in windows is what is found where the whole text is read."""
    gateless = Scanner(load_pack(), Options(gated=False))
    assert gateless.scan(Article(path.name, text_of(path))) == scanned(path)


def test_where_nothing_is_nothing_is_found() -> None:
    """Empty text, white space, and text without a citation."""
    for text in ("", " \n\n\t", "Trời hôm nay đẹp.", "nghị quyết của Đảng"):
        assert scan_text(text) == ()


def test_a_citation_may_be_the_whole_text() -> None:
    """From the first character to the last."""
    for text in ("Chỉ thị số 05-CT/TW", "08-QĐi/TW", "Điều lệ Đảng", unicodedata.normalize("NFD", "Kết luận 01-KL/TW")):
        (citation,) = scan_text(text)
        assert (citation.start, citation.end, citation.text) == (0, len(text), text)


def test_far_apart_is_as_near() -> None:
    """What stands between two citations does not matter, however long it is."""
    first, last = (
        "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị. ",
        "Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị.",
    )
    for size in (0, 10, 30, 100, 2000):
        text = first + "Bà con trong thôn góp công làm đường. " * size + last
        assert [(one.start, one.symbol) for one in scan_text(text)] == [
            (0, "05-CT/TW"),
            (len(text) - len(last), "01-KL/TW"),
        ]
