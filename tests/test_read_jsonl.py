"""JSON Lines as input."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.errors import ReadError
from citex.read.jsonl import Keys, iso_date, lines_of, read_lines
from citex.records import Article, Problem


def read(data: str | bytes, keys: Keys | None = None, **options: Any) -> list[Article | Problem]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    lines = lines_of(stream, "in", options.get("encoding"), options.get("max_bytes"))
    return list(read_lines(lines, 1, "in", keys or Keys(), **options))


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))), st.booleans())
def test_texts_come_back(texts: list[str], ascii_only: bool) -> None:
    """Any text comes back letter for letter, however JSON writes it, under its place where it has no id."""
    data = "".join(json.dumps({"text": text}, ensure_ascii=ascii_only) + "\n" for text in texts)
    assert [Article(f"in:{number}", text) for number, text in enumerate(texts, 1)] == read(data)


def test_the_keys_of_a_record() -> None:
    """The keys that are named fill the article; numbers serve as ids; options fill what a record does not say."""
    keys = Keys("body", "url", "published", "headline", "site")
    data = (
        '{"url": 7, "body": "a", "published": "2024-03-31T08:00:00+07:00", "headline": "h", "site": "s"}\n'
        '{"url": "", "body": "b", "published": null}\n{"body": "c", "published": ""}'
    )
    assert [
        Article("7", "a", "2024-03-31", "Huế", "s", "h"),
        Article("in:2", "b", "2020-01-01", "Huế"),
        Article("in:3", "c", "2020-01-01", "Huế"),
    ] == read(data, keys, date="2020-01-01", place="Huế")


def test_marks_blank_lines_and_line_ends() -> None:
    """A byte order mark and blank lines don't hurt; U+2028 and CRLF inside a text stay; lines are still counted."""
    data = '\ufeff{"text": "a\\r\\nb\u2028c"}\r\n\r\n  \n{"text": "d"}'
    assert [Article("in:1", "a\r\nb\u2028c"), Article("in:4", "d")] == read(data)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "a"', "not JSON: Expecting ',' delimiter at column 13"),
        (b"Ngh\xe1\xbb\x8b", "not JSON: Expecting value at column 1"),
        (b'{"text": "a\xff"}', "byte 11 (0xff) is not UTF-8"),
        (b'["a"]', "a list, not an object"),
        (b'"a"', "a string, not an object"),
        (b"null", "null, not an object"),
        (b'{"body": "a"}', "no key 'text'"),
        (b'{"text": null}', "text is null, not a string"),
        (b'{"text": 5}', "text is a number, not a string"),
        (b'{"text": ["a"]}', "text is a list, not a string"),
        (b'{"text": "a", "id": {}}', "id is an object, not a string"),
        (b'{"text": "a", "id": true}', "id is true or false, not a string"),
        (b"[" * 100_000, "not JSON that can be read: "),
        (b'{"text": ' + b"9" * 5000 + b"}", "not JSON that can be read: "),
    ],
)
def test_a_bad_line_is_told_and_the_rest_read(line: bytes, message: str) -> None:
    """The Problem names file and line with a hint, and the lines around are read."""
    first, problem, last = read(b'{"text": "a"}\n' + line + b'\n{"text": "c"}\n')
    assert (Article("in:1", "a"), Article("in:3", "c")) == (first, last)
    assert isinstance(problem, Problem)
    assert problem.file == "in:2"
    assert problem.message.startswith(message)
    assert problem.hint


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1\n2\n", '{"text": "a"}\n'.encode("utf-16"), b"\x1f\x8b\x08\n\n", b"a\0\n"]
)
def test_another_kind_of_stream_is_told_once(data: bytes) -> None:
    """A PDF or UTF-16 gives one error, not one for each line."""
    with pytest.raises(ReadError, match=r"^in: "):
        read(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "windows-1258", "utf-8-sig"])
@pytest.mark.parametrize("limit", [None, 100])
def test_an_encoding_that_is_given(encoding: str, limit: int | None) -> None:
    """Lines are found in any encoding, also where a line feed is more than one byte; the stream stays open."""
    data = '{"text": "Đảng Ċ"}\r\n{"text": "b"}\n'.replace("Đảng Ċ", "Đô" if encoding == "windows-1258" else "Đảng Ċ")
    stream = io.BytesIO(data.encode(encoding))
    lines = lines_of(stream, "in", encoding, limit)
    first, second = read_lines(lines, 1, "in", Keys(), encoding=encoding, max_bytes=limit)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (json.loads(data.splitlines()[0])["text"], "b") == (first.text, second.text)
    assert not stream.closed


def test_utf16_that_breaks_off_is_an_error() -> None:
    """What was whole is given; then the error comes, nothing is replaced in silence."""
    with pytest.raises(ReadError, match=r"^in: not utf-16: truncated data$"):
        read('{"text": "a"}\n'.encode("utf-16") + b"x", encoding="utf-16")


def test_half_pairs_are_replaced_one_for_one() -> None:
    """JSON may write half a surrogate pair; the text has U+FFFD there, so that offsets hold. Whole pairs stay."""
    assert [Article("x\ufffd", "a\ufffdb😀")] == read(r'{"id": "x\ude00", "text": "a\ud83db\ud83d\ude00"}')


@pytest.mark.parametrize("end", [b"\n", b""])
def test_records_that_are_too_long(end: bytes) -> None:
    """A record over the limit is told and passed over; one at the limit is read."""
    fits = b'{"text": "123"}'
    data = fits + b"\n" + b'{"text": "' + b"x" * 200_000 + b'"}\n' + fits + end
    limit = len(fits)
    assert [
        Article("in:1", "123"),
        Problem("in:2", f"the record is longer than {limit} bytes", "raise --max-bytes"),
        Article("in:3", "123"),
    ] == read(data, max_bytes=limit)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-31", "2024-03-31"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        (" 2024-03-31T20:00:00Z", "2024-03-31"),
        ("2024-03-31 20:00", "2024-03-31"),
        ("31/3/2024", "2024-03-31"),
        ("31.03.2024 14:30", "2024-03-31"),
        ("31/2/2024", None),
        ("2024-13-01", None),
        ("3/31/2024", None),
        ("20240331", None),
        ("2024-3-1", None),
        ("0000", None),
        ("hôm nay", None),
        ("", None),
        ("٢٠٢٤", None),
        (20240331, None),
        (None, None),
    ],
)
def test_dates(value: object, expected: str | None) -> None:
    """ISO dates, timestamps and days written the Vietnamese way are understood; nothing else is guessed."""
    assert expected == iso_date(value)


def test_a_date_that_is_none_is_told_and_the_article_read() -> None:
    """The article comes without a date, after a Problem."""
    problem, article = read('{"text": "a", "day": "hôm nay"}', Keys(date="day"))
    assert isinstance(problem, Problem)
    assert (problem.file, problem.message) == ("in:1", 'day is no date: "hôm nay"; read without it')
    assert Article("in:1", "a") == article


def test_a_long_stream_takes_no_memory() -> None:
    """Records are read as they come: a stream of any length costs no more than a line."""

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.lines = self._lines()

        def _lines(self) -> Iterator[bytes]:
            for number in range(20_000):
                yield b'{"id": "%d", "text": "%s"}\n' % (number, b"x" * 200)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = next(self.lines, b"")
            buffer[: len(line)] = line
            return len(line)

    tracemalloc.start()
    try:
        stream = io.BufferedReader(Endless())
        assert sum(isinstance(item, Article) for item in read_lines(lines_of(stream, "-"), 1, "-", Keys())) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()
