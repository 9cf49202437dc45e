"""Which entries of a pack do not compile: each is told with its place and left out, the rest is of use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import regex

from citex.errors import PackError
from citex.packs.compile import alphabet_of, element_regex, parts_of
from citex.packs.data import PackData
from citex.recognise.sequence import sequence_regex
from citex.records import Problem

_SEQUENCED = ("phrases", "forms", "context")


def sound(data: PackData) -> tuple[PackData, tuple[Problem, ...]]:
    """The pack without the elements, phrases, forms and rules that do not compile, and what is wrong with each.

    What names an entry that had to go is left out for that reason in turn.
    """
    problems: list[Problem] = []
    while True:
        found = list(_faulty(data))
        if not found:
            return data, tuple(problems)
        for section, entry, error in found:
            problems.append(_problem(section, entry, error))
            kept = tuple(one for one in getattr(data, section) if one is not entry)
            data = replace(data, **{section: kept})


def _faulty(data: PackData) -> Iterator[tuple[str, Any, PackError]]:
    parts = parts_of(data)
    bad = list(_failing("elements", data.elements, lambda element: element_regex(element, parts)))
    if bad:
        yield from bad
        return
    alphabet = alphabet_of(data)
    phrases = {phrase.id: phrase.words[0] for phrase in data.phrases}

    def compiles(source: str) -> None:
        try:
            regex.compile(sequence_regex(source, alphabet, phrases))
        except regex.error as error:
            raise PackError(f"the sequence does not compile: {error}", "look at its ?, * and +") from error

    for section in _SEQUENCED:
        bad = list(_failing(section, getattr(data, section), lambda entry: compiles(_sequence(entry))))
        if bad:
            yield from bad
            return


def _sequence(entry: Any) -> str:
    return str(entry.sequence if hasattr(entry, "sequence") else entry.words[0])


def _failing(
    section: str, entries: Iterable[Any], compiles: Callable[[Any], object]
) -> Iterator[tuple[str, Any, PackError]]:
    for entry in entries:
        try:
            compiles(entry)
        except PackError as error:
            yield section, entry, error


def _problem(section: str, entry: Any, error: PackError) -> Problem:
    file = entry.where.rsplit(":", 2)[0]
    return Problem(file, f"{entry.where}: {section}/{entry.id}: {error.message}", error.hint)
