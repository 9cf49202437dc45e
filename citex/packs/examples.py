"""Run the examples that the entries of packs carry, and tell what none of them exercises.

An example must give the citations that it expects, and an example that must give some must use its own entry: its form
or its type, a body of that name or code, that element; and without its context rule it must come out differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from citex.packs.data import Example, PackData
from citex.packs.pack import Pack
from citex.recognise.lexer import Token, tokenise
from citex.recognise.trie import phrase_key
from citex.records import Article, Citation
from citex.scanner import Options, Scanner
from citex.text.fold import fold

# Sections whose entries examples can exercise.
SECTIONS = ("forms", "context", "types", "bodies", "organs", "committees", "elements")
Used = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what its entry says. ``where`` is ``file:line:column``."""

    entry: str
    where: str
    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExamplesReport:
    """What came of the examples. ``unused`` and ``missing`` (those that must be used) are ``section/id``."""

    examples: int
    failures: tuple[Failure, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]


def run_examples(pack: Pack, options: Options | None = None) -> ExamplesReport:
    """Run every example of the pack's entries.

    ``missing`` are the forms, the types and the Party's central bodies that no passing example exercises; ``unused``
    are all entries that none does, context rules, organs, committees and elements too.
    """
    scanner = Scanner(pack, options or Options())
    failures: list[Failure] = []
    used: set[tuple[str, str]] = set()
    count = 0
    for section, entry, example in _examples(pack.data):
        count += 1
        reasons, names = _run(section, entry, example, scanner)
        if reasons:
            where = example.where or entry.where
            failures.append(Failure(f"{section}/{entry.id}", where, example.text, tuple(reasons)))
        else:
            used |= names
    unused = [(section, entry) for section, entry in _entries(pack.data) if (section, entry.id) not in used]
    return ExamplesReport(
        examples=count,
        failures=tuple(failures),
        unused=tuple(f"{section}/{entry.id}" for section, entry in unused),
        missing=tuple(f"{section}/{entry.id}" for section, entry in unused if _must(section, entry)),
    )


def joined(one: ExamplesReport, other: ExamplesReport) -> ExamplesReport:
    """Two reports as one."""
    return ExamplesReport(
        one.examples + other.examples,
        one.failures + other.failures,
        one.unused + other.unused,
        one.missing + other.missing,
    )


def _entries(data: PackData) -> Iterator[tuple[str, Any]]:
    for section in SECTIONS:
        for entry in getattr(data, section):
            if _counts(section, entry):
                yield section, entry


def _counts(section: str, entry: Any) -> bool:
    """Whether examples can exercise the entry: not a part of other regexes, nor a body whose documents don't count."""
    return not (section == "elements" and entry.role == "part") and not (section == "bodies" and entry.owner != "party")


def _examples(data: PackData) -> Iterator[tuple[str, Any, Example]]:
    for section in SECTIONS:
        for entry in getattr(data, section):
            for example in entry.examples:
                yield section, entry, example


def _must(section: str, entry: Any) -> bool:
    return section in ("forms", "types") or (section == "bodies" and entry.level == "central")


def _run(section: str, entry: Any, example: Example, scanner: Scanner) -> tuple[list[str], Used]:
    """What is wrong with an example (nothing, where it does what it should), and what it exercises."""
    try:
        found = scanner.scan(Article("-", example.text))
    except TimeoutError:
        return [f"a pattern took longer than {scanner.options.timeout:g} seconds"], frozenset()
    reasons = compare(example.expect, found)
    names = _used(example.text, found, scanner.pack)
    if section == "context" and found and _differs(entry.id, example, found, scanner):
        names |= {("context", entry.id)}
    if not reasons and example.expect and _counts(section, entry) and (section, entry.id) not in names:
        reasons = [_unexercised(section, entry.id, found)]
    return reasons, names


def _unexercised(section: str, name: str, found: Sequence[Citation]) -> str:
    forms = ", ".join(sorted({citation.pattern for citation in found}))
    if section == "context":
        return "it comes out the same without this rule"
    return f"it gives a citation (form {forms}), but not by {section}/{name}"


def compare(expect: Sequence[Mapping[str, Any]], found: Sequence[Citation]) -> list[str]:
    """What differs between the citations expected and found, in words.

    They must be equal in number and order, each in the fields that are given. ``({},)``, a text alone in YAML, asks
    for at least one citation of any kind.
    """
    if tuple(expect) == ({},):
        return [] if found else ["no citation is found"]
    if len(expect) != len(found):
        texts = "; ".join(citation.text for citation in found)
        return [f"{len(expect)} citations are expected, {len(found)} found{f': {texts}' if texts else ''}"]
    return [
        f"{name} of {citation.text!r} is {getattr(citation, name)!r}, expected {value!r}"
        for wanted, citation in zip(expect, found, strict=True)
        for name, value in wanted.items()
        if getattr(citation, name) != value
    ]


def _differs(rule: str, example: Example, found: Sequence[Citation], scanner: Scanner) -> bool:
    """Whether the example comes out differently without the context rule."""
    pack = scanner.pack
    without = replace(pack, context=tuple(pair for pair in pack.context if pair[0].id != rule))
    return tuple(Scanner(without, scanner.options).scan(Article("-", example.text))) != tuple(found)


def _used(text: str, found: Sequence[Citation], pack: Pack) -> Used:
    """Which entries a text exercises: by its citations, and by its elements if it has any citation."""
    if not found:
        return frozenset()
    names = {("forms", citation.pattern) for citation in found}
    names |= {("types", name) for citation in found for name in citation.type.split("+")}
    for token in tokenise(fold(text).text, pack).tokens:
        names.add(("elements", token.element))
        names.update(_bodies(token, pack))
    return frozenset(names)


def _bodies(token: Token, pack: Pack) -> Iterator[tuple[str, str]]:
    """The bodies, organs and committees that an element names, by name or by issuer code."""
    tables = pack.tables
    named: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("bodies", "body", tables.bodies),
        ("organs", "organ", tables.organs),
        ("committees", "committee", tables.committees),
    )
    if token.match is None:
        return
    for section, part, entries in named:
        phrase = token.part(part)
        if phrase and (entry := entries.get(phrase_key(phrase))) is not None:
            yield section, entry.id
    code = token.part("issuer")
    if code:
        owners = [body for body in pack.data.bodies if code in body.codes]
        # A code that several bodies share names none of them.
        if len(owners) == 1 and code not in tables.shared_codes:
            yield "bodies", owners[0].id
        yield from _coded(code, pack)


def _coded(code: str, pack: Pack) -> Iterator[tuple[str, str]]:
    for committee in pack.data.committees:
        for suffix in committee.codes:
            if code == suffix and sum(suffix in other.codes for other in pack.data.committees) == 1:
                yield "committees", committee.id
            for organ in pack.data.organs:
                if organ.code and code == organ.code + suffix:
                    yield "organs", organ.id
