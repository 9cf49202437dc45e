"""``citex patterns``: list, show, test and draft the entries of pattern packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citex.cli.options import cache_option, pack_options

if TYPE_CHECKING:
    from citex.packs.data import PackData
    from citex.packs.examples import ExamplesReport
    from citex.records import Problem

# Names of fields that YAML writes otherwise.
_YAML_KEYS = {"start": "from", "role": "as"}
_SHOWN = 72


@click.group("patterns", short_help="List, show, test and draft patterns.")
def command() -> None:
    """List, show, test and draft patterns: document types, bodies, elements, forms and all else that packs hold."""


@command.command("list")
@click.argument("section", required=False)
@pack_options
def list_entries(section: str | None, patterns: tuple[Path, ...], no_builtin: bool) -> int:
    """List the entries of a section, or the sections.

    Each line gives the id, the number of examples and a name or description.
    """
    data, status = _load(patterns, no_builtin)
    if section is None:
        rows = [(name, str(len(entries)), _examples(entries)) for name, entries in _sections(data).items()]
        _print(_columns([("section", "entries", "examples"), *rows]))
        return status
    entries = _section(data, section)
    _print(_columns([("id", "examples", "name"), *((e.id, _examples([e]), _label(e)) for e in entries)]))
    return status


@command.command("show")
@click.argument("name", metavar="[SECTION/]ID")
@pack_options
def show(name: str, patterns: tuple[Path, ...], no_builtin: bool) -> int:
    """Show an entry as YAML, with where it stands."""
    import yaml

    data, status = _load(patterns, no_builtin)
    lines: list[str] = []
    for section, entry in _named(data, name):
        dumped: str = yaml.safe_dump({section: [_plain(entry)]}, allow_unicode=True, sort_keys=False, width=100)
        lines += [f"# {entry.where}", *dumped.splitlines()]
    _print(lines)
    return status


@command.command("test")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--coverage", is_flag=True, help="Also list the entries that no example exercises.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=2.0, metavar="SECONDS")
@pack_options
@cache_option
def test(
    paths: tuple[Path, ...],
    coverage: bool,
    timeout: float,
    patterns: tuple[Path, ...],
    no_builtin: bool,
    no_cache: bool,
) -> int:
    """Run the examples of all entries of the shipped packs and of the packs PATH.

    Exit status: 0 all pass; 1 an example fails or, with --coverage, a form, a type or a central body has no example
    that exercises it, or a rule none that it finds or none that it passes; 2 a pack is wrong.
    """
    from citex.api import load
    from citex.check.examples import run_rule_examples
    from citex.packs.examples import joined, run_examples
    from citex.scanner import Options

    pack, problems = load((*patterns, *paths), builtin=not no_builtin, cached=not no_cache)
    options = Options(timeout=timeout)
    report = joined(run_examples(pack, options), run_rule_examples(pack, options))
    _print(_told(report, coverage))
    if _tell(problems):
        return 2
    return 1 if report.failures or (coverage and report.missing) else 0


@command.command("new")
@click.argument("text")
@pack_options
@cache_option
def new(text: str, patterns: tuple[Path, ...], no_builtin: bool, no_cache: bool) -> int:
    """Draft an entry from TEXT, an example of a citation that is not recognised.

    Prints a pack to save, edit and use: citex patterns new TEXT > mine.yaml, then citex scan --patterns mine.yaml.
    """
    from citex.api import load
    from citex.packs.draft import draft

    pack, problems = load(patterns, builtin=not no_builtin, cached=not no_cache)
    status = _tell(problems)
    made = draft(text, pack)
    lines = ["# What the words are:"]
    width = max((len(one.role) for one in made.elements), default=0)
    lines += [f"#   {one.role:<{width}}  {' '.join(one.text.split())}" for one in made.elements]
    if made.known:
        lines.append("# What is recognised already:")
        lines += [f"#   forms/{one.pattern}: {' '.join(one.text.split())}" for one in made.known]
    if made.known and not made.yaml:
        lines.append("# Nothing to draft.")
    elif not made.yaml:
        lines.append("# No element is seen in it: begin with the words, in a pack's types, bodies or elements.")
    elif made.found:
        lines.append(
            "# With this draft it is found. Give the entry its name and source, and an example that gives none."
        )
    else:
        lines.append("# With this draft it is not found yet; see citex explain. Under expect stands the whole text.")
    _print([*lines, *made.yaml.splitlines()])
    return status


@command.command("schema")
def schema() -> int:
    """Print the JSON Schema of the pack format, for editors."""
    from citex.packs.schema import text

    _print(text().splitlines())
    return 0


def _load(patterns: Sequence[Path], no_builtin: bool) -> tuple[PackData, int]:
    from citex.packs.load import load_packs

    loaded = load_packs(patterns, builtin=not no_builtin)
    return loaded.data, _tell(loaded.problems)


def _tell(problems: Sequence[Problem]) -> int:
    from citex.cli.report import Report

    report = Report()
    for problem in problems:
        report.problem(problem)
    return report.status


def _print(lines: Sequence[str]) -> None:
    """Lines to standard output, control characters of packs and texts escaped."""
    from citex.write.stream import escaped, open_output

    with open_output() as stream:
        for line in lines:
            stream.write(escaped(line) + "\n")


def _sections(data: PackData) -> dict[str, tuple[Any, ...]]:
    return {one.name: getattr(data, one.name) for one in fields(data)}


def _section(data: PackData, section: str) -> tuple[Any, ...]:
    sections = _sections(data)
    if section not in sections:
        raise _unknown(f"there is no section {section!r}", section, sections)
    return sections[section]


def _named(data: PackData, name: str) -> list[tuple[str, Any]]:
    """The entries that a name means: ``section/id``, or an id of any section."""
    sections = _sections(data)
    pairs = [(section, entry) for section, entries in sections.items() for entry in entries]
    found = [pair for pair in pairs if name in (pair[1].id, f"{pair[0]}/{pair[1].id}")]
    if not found:
        known = [entry.id for _, entry in pairs] + [f"{section}/{entry.id}" for section, entry in pairs]
        raise _unknown(f"there is no entry {name!r}", name, known)
    return found


def _unknown(message: str, name: str, known: Sequence[str] | Mapping[str, Any]) -> Exception:
    from difflib import get_close_matches

    from citex.errors import UsageError

    close = get_close_matches(name, list(known), 3)
    hint = (
        f"did you mean {' or '.join(close)}?" if close else "citex patterns list shows the sections and their entries"
    )
    return UsageError(message, hint)


def _examples(entries: Sequence[Any]) -> str:
    if not any(hasattr(entry, "examples") for entry in entries):
        return "-"
    return str(sum(len(entry.examples) for entry in entries))


def _label(entry: Any) -> str:
    """What an entry is, on one line: its name, its description, or the beginning of what it holds."""
    for name in ("name", "description", "title", "words", "values", "sequence", "regex", "years", "term"):
        value = getattr(entry, name, None)
        if value:
            text = value if isinstance(value, str) else ", ".join(value)
            text = " ".join(text.split())
            return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return ""


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _plain(value: Any) -> Any:
    """A record as YAML would have it: only what has a value, under the keys of YAML."""
    if hasattr(value, "__dataclass_fields__"):
        if hasattr(value, "expect"):
            return _plain_example(value)
        items = ((one.name, getattr(value, one.name), one.default) for one in fields(value) if one.name != "where")
        return {_YAML_KEYS.get(name, name): _plain(v) for name, v, default in items if v and v != default}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _plain_example(example: Any) -> Any:
    if not example.expect:
        return {"none": example.text}
    if example.expect == ({},):
        return example.text
    return {"text": example.text, "expect": [dict(one) for one in example.expect]}


def _told(report: ExamplesReport, coverage: bool) -> list[str]:
    lines: list[str] = []
    for failure in report.failures:
        lines += [f"FAILED  {failure.where}: {failure.entry}", f"  {' '.join(failure.text.split())}"]
        lines += [f"  {reason}" for reason in failure.reasons]
    if coverage:
        must = set(report.missing)
        lines += [f"{'MISSING' if name in must else 'unused '}  {name}" for name in report.unused]
    passed = report.examples - len(report.failures)
    line = f"{passed} of {report.examples} examples pass"
    if coverage:
        line += f"; {len(report.missing)} entries that need an example have none, {len(report.unused)} in all"
    return [*lines, line]
