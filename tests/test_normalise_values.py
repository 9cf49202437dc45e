"""Values: numbers, ordinals, symbols, dates and terms, exactly or not at all."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citex import scan_text
from citex.normalise import values

SPELLINGS = {"tư": "TW"}
CODES = ["TW", "TU", "HU", "ĐU", "QUTW", "BTCTW", "UBKTTU", "ĐUK", "VPTW", "ĐĐHLGVN"]
TYPES = ["NQ", "CT", "KL", "QĐ", "QĐi", "HD", "TB", "TT", "KH", "CTr", "ĐA", "BC", "TTr", "CV", "QĐNS"]
symbols = st.tuples(st.integers(1, 9999), st.sampled_from(TYPES), st.sampled_from(CODES))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", "05"),
        ("05", "05"),
        ("005", "05"),
        ("35", "35"),
        ("15A", "15a"),
        ("5đ", "05đ"),
        ("1972", "1972"),
        ("0", "00"),
    ],
)
def test_number(text: str, number: str) -> None:
    """Two digits at least, a letter in lower case."""
    assert values.number(text) == number


@pytest.mark.parametrize("text", ["", "a5", "-5", "số 5"])
def test_no_number(text: str) -> None:
    """What does not begin with a figure is an error, not a guess."""
    with pytest.raises(ValueError, match="not a document number"):
        values.number(text)


@given(st.integers(1, 99999), st.sampled_from(["", "a", "b", "đ"]))
def test_a_number_stays_as_it_is(value: int, letter: str) -> None:
    """Normalising twice is normalising once, and the figure stays."""
    once = values.number(f"{value}{letter.upper()}")
    assert values.number(once) == once
    assert (int(once.rstrip("abđ")), once[len(once.rstrip("abđ")) :]) == (value, letter)


@given(st.integers(1, 49))
def test_roman_numerals_go_both_ways(value: int) -> None:
    """Every ordinal that terms may have."""
    assert values.from_roman(values.roman(value)) == value
    assert values.from_roman(values.roman(value).lower()) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "XIIII", "L", "ABC", "IVI", "XXXXX"])
def test_not_a_roman_numeral(text: str) -> None:
    """Badly formed numerals and those of fifty and more are none."""
    assert values.from_roman(text) is None


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("4", 4),
        ("13", 13),
        (" XII ", 12),
        ("sáu", 6),
        ("mười  ba", 13),
        ("nhất", 1),
        ("hai mươi", 20),
        ("tám mươi", None),
        ("", None),
    ],
)
def test_ordinal(text: str, ordinal: int | None) -> None:
    """Arabic, Roman, or in the words of the pack."""
    words = {"nhất": "1", "sáu": "6", "mười ba": "13", "hai mươi": "20"}
    assert values.ordinal(text, words) == ordinal


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TW", "TW"),
        ("TƯ", "TW"),
        ("T.Ư", "TW"),
        ("T. Ư", "TW"),
        ("BTCTƯ", "BTCTW"),
        ("TU", "TU"),
        ("T.W", "TW"),
        ("TWĐTN", "TWĐTN"),
    ],
)
def test_issuer_code(text: str, code: str) -> None:
    """Without dots and spaces, its end in the usual spelling, the rest as written."""
    assert values.issuer_code(text, SPELLINGS) == code


@pytest.mark.parametrize(
    ("day", "month", "year", "date"),
    [
        ("24", "2", "2020", "2020-02-24"),
        ("4", "10", "1996", "1996-10-04"),
        (None, "5", "2018", "2018-05"),
        (None, None, "2018", "2018"),
        ("14", "7", None, None),
        ("29", "2", "2020", "2020-02-29"),
        ("29", "2", "2000", "2000-02-29"),
        ("29", "2", "2019", None),
        ("29", "2", "1900", None),
        ("31", "4", "2021", None),
        ("0", "4", "2021", None),
        ("22", "13", "2014", None),
        (None, "0", "2014", None),
    ],
)
def test_date(day: str | None, month: str | None, year: str | None, date: str | None) -> None:
    """As precise as its parts; none without a year and none for a day that the calendar has not."""
    assert values.date(day, month, year) == date


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(0, 40))
def test_dates_are_days_of_the_calendar(year: int, month: int, day: int) -> None:
    """Exactly the days that the calendar has come out, and sort as days do."""
    there = 1 <= day <= calendar.monthrange(year, month)[1]
    assert (values.date(str(day), f"{month:02}", str(year)) is not None) == there


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2020", "2025", "2020-2025"),
        ("2010", "15", "2010-2015"),
        ("2025", "2020", None),
        ("2020", "2021", None),
        ("1930", "2020", None),
    ],
)
def test_years(start: str, end: str, years: str | None) -> None:
    """A term lasts two to ten years; an end of two digits is of the same century."""
    assert values.years(start, end) == years


@given(symbols)
@example((5, "QĐi", "TW"))
def test_a_symbol_is_read_as_it_is_written(parts: tuple[int, str, str]) -> None:
    """The canonical form alone is a citation with that symbol, and its own canonical form again."""
    number, type_code, code = parts
    symbol = values.symbol(str(number), type_code, code)
    (citation,) = scan_text(f"({symbol})", resolve="none")
    assert (citation.text, citation.symbol, citation.number) == (symbol, symbol, values.number(str(number)))


SEPARATORS = ["{n}-{t}/{c}", "{n}/{t}-{c}", "{n}/{t}/{c}", "{n} {t}/{c}", "{n}{t}/{c}", "{n} – {t}/{c}", "{n}- {t}/{c}"]
SEPARATORS += [
    "{n} -{t}/{c}",
    "{n}–{t}/{c}",
    "{n}-{t}-{c}",
    "{n}-{t} / {c}",
    "{n}−{t}/{c}",
    "{n}-{t}⁄{c}",
    "{n}.{t}/{c}",
]


@given(symbols, st.sampled_from(SEPARATORS))
@example((62, "KL", "TW"), "{n} {t}/{c}")
@example((37, "QĐ", "TW"), "{n}{t}/{c}")
@example((858, "CV", "ĐUK"), "{n}{t}/{c}")
def test_every_separator_gives_the_canonical_symbol(parts: tuple[int, str, str], form: str) -> None:
    """State order, broken and missing separators: the symbol is the same, the text is as written."""
    number, type_code, code = parts
    written = form.format(n=f"{number:02}", t=type_code, c=code)
    found = scan_text(f"Văn bản số {written} được gửi các nơi.", resolve="none")
    assert [(one.symbol, one.text) for one in found] == [(values.symbol(str(number), type_code, code), f"số {written}")]


@pytest.mark.parametrize(
    "written", ["51/NQ-TW", "51 – NQ/TƯ", "51-NQ/T.Ư", "51-NQ/TƯ", "51 NQ/TW", "51-NQ TW", "51/TW-NQ"]
)
def test_spellings_of_the_committee(written: str) -> None:
    """51-NQ/TW, however it is printed."""
    assert [one.symbol for one in scan_text(f"Nghị quyết số {written} của Bộ Chính trị")] == ["51-NQ/TW"]
