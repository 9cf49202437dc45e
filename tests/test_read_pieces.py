"""A long text in pieces: the same citations at the same places as in one."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path

import pytest

from citex import Citation
from citex.errors import ReadError
from citex.read import Found, articles, pieces
from citex.records import Article
from citex.workers import Scanned, Settings, scan_batch

SENTENCES = (
    "Thực hiện Nghị quyết số 36-NQ/TW ngày 22/10/2018 của Ban Chấp hành Trung ương khóa XII, tỉnh đã họp.",
    "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị đã đi vào cuộc sống.",
    "Sáng nay, trời nhiều mây, gió nhẹ; người dân ra chợ từ sớm.",
    "Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương khóa XIII được quán triệt",
    "Kế hoạch số 43-KH/TU của Tỉnh ủy Hậu Giang.",
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of four kilobytes."""
    monkeypatch.setattr(articles, "PIECE", 4096)
    monkeypatch.setattr(pieces, "_ROUND", 2048)
    monkeypatch.setattr(pieces, "_CUT", 256)


def long_text(breaks: str, seed: int = 1) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(SENTENCES) + chance.choice((" ", breaks, breaks * 2)) for _ in range(900))


def citations(path: Path, settings: Settings | None = None) -> list[Citation]:
    found: list[Citation] = []
    for outcome in scan_batch([Found(str(path), "a.txt")], settings or Settings()):
        assert isinstance(outcome, Scanned)
        found += outcome.citations
    return [replace(one, document=one.document and one.document.partition("?")[0]) for one in found]


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r", " "])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_pieces_give_what_the_whole_gives(
    tmp_path: Path, breaks: str, encoding: str, request: pytest.FixtureRequest
) -> None:
    """Spans, lines, columns and fields are the same, whatever ends the lines, in any encoding.

    So are the documents, but for the mark of the article in keys that hold within it only: each piece has its own.
    """
    path = tmp_path / "a.txt"
    path.write_bytes(long_text(breaks).encode(encoding))
    whole = citations(path)
    request.getfixturevalue("small")
    parted = citations(path)
    assert len(whole) > 500
    assert parted == whole


def test_pieces_overlap_and_own_each_place_once(small: None) -> None:
    """The own stretches of the pieces, one after the other, are the text."""
    text = long_text("\n")
    data = text.encode()
    made = list(pieces.pieces(b"", io.BytesIO(data).read, pieces.Encoded("utf-8"), Article("a", ""), 4096))
    assert len(made) > 10
    owned = [one.text[one.own[0] : one.own[1]] for one in made if one.own]
    assert "".join(owned) == text
    for one in made:
        assert one.text == text[one.offset : one.offset + len(one.text)]
        assert one.data == one.text.encode()


def test_a_bad_byte_far_on_is_told_with_its_offset(small: None) -> None:
    """The offset counts from the beginning of the file; the pieces before it have been given."""
    data = long_text("\n").encode() + b"\xff tail"
    made = pieces.pieces(b"", io.BytesIO(data).read, pieces.Encoded("utf-8"), Article("a", ""), 4096)
    assert next(made).text
    with pytest.raises(ReadError, match=f"byte {len(data) - 6} "):
        list(made)


def test_a_text_without_spaces_is_cut_between_letters(small: None) -> None:
    """One line of letters of three bytes each: no character is parted and nothing is lost."""
    text = "ế" * 20_000
    made = list(pieces.pieces(b"", io.BytesIO(text.encode()).read, pieces.Encoded("utf-8"), Article("a", ""), 4096))
    assert "".join(one.text[one.own[0] : one.own[1]] for one in made if one.own) == text
    assert made[-1].column == made[-1].offset + 1


def test_a_file_of_several_pieces_counts_once(small: None, tmp_path: Path) -> None:
    """Only the first piece begins an article."""
    path = tmp_path / "a.txt"
    path.write_text(long_text("\n"), encoding="utf-8")
    outcomes = list(scan_batch([Found(str(path), "a.txt")], Settings()))
    assert len(outcomes) > 10
    assert [one.goes_on for one in outcomes if isinstance(one, Scanned)] == [False] + [True] * (len(outcomes) - 1)
