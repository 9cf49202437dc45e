"""Exact values from matched text: numbers, symbols, dates, ordinals. What can't be read gives None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeGuard

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ROMAN_SHAPE = re.compile(r"X{0,4}(IX|IV|V?I{0,3})")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_LETTERS = "abcdefgh\u0111"  # that tell documents of one number apart


def number(text: str) -> str:
    """A document number with at least two digits and its letter in lower case: ``5`` is ``05``, ``15A`` is ``15a``.

    Two digits at least: Hướng dẫn 36-HD/VPTW ("số dưới 10 có số 0 phía trước").
    """
    digits = _DIGITS.match(text)
    if digits is None:
        raise ValueError(f"not a document number: {text!r}")
    return digits[0].lstrip("0").zfill(2) + text[digits.end() :].strip().lower()


def count(text: str) -> int | None:
    """The number of a document without its letter (``15a``); None where it is none."""
    digits = text.rstrip(_LETTERS)
    return int(digits) if digits.isdigit() else None


def is_day(date: str | None) -> TypeGuard[str]:
    """Whether an ISO date tells the day too."""
    return date is not None and len(date) == len("2020-02-24")


def roman(value: int) -> str:
    """A positive number below 50 in Roman numerals."""
    out = ""
    for weight, numeral in _ROMAN:
        while value >= weight:
            out += numeral
            value -= weight
    return out


def from_roman(text: str) -> int | None:
    """The number a well-formed Roman numeral below 50 stands for."""
    text = text.upper()
    if not text or not _ROMAN_SHAPE.fullmatch(text):
        return None
    return next((value for value in range(1, 50) if roman(value) == text), None)


def ordinal(text: str, words: Mapping[str, str]) -> int | None:
    """An ordinal written in Roman or Arabic figures or, by ``words``, in words."""
    text = _SPACE.sub(" ", text.strip())
    if text.isdigit():
        return int(text)
    if text in words:
        return int(words[text])
    return from_roman(text)


def issuer_code(text: str, spellings: Mapping[str, str]) -> str:
    """An issuer code without spaces and dots, its end in the usual spelling (``spellings``: folded → usual)."""
    code = _SPACE.sub("", text).replace(".", "")
    for spelling, usual in spellings.items():
        if code.lower().endswith(spelling):
            return code[: len(code) - len(spelling)] + usual
    return code


def symbol(raw_number: str, type_code: str, issuer: str) -> str:
    """The canonical symbol NUMBER-TYPE/ISSUER (Quy định 66-QĐ/TW, Hướng dẫn 36-HD/VPTW), letters as written."""
    return f"{number(raw_number)}-{_SPACE.sub('', type_code)}/{issuer}"


def date(day: str | None, month: str | None, year: str | None) -> str | None:
    """An ISO date as precise as its parts; None without a year or where the calendar has no such day."""
    if not year:
        return None
    if not month:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if not day:
        return f"{year}-{int(month):02}"
    if not 1 <= int(day) <= _days(int(year), int(month)):
        return None
    return f"{year}-{int(month):02}-{int(day):02}"


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def years(start: str, end: str) -> str | None:
    """A term in years, ``2020-2025``; a two-digit end takes the century of the start. None where it is no such span."""
    if len(end) == 2:
        end = start[:2] + end
    return f"{start}-{end}" if 2 <= int(end) - int(start) <= 10 else None
