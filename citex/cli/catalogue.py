"""``citex catalogue``: check the known documents, and propose new ones from a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citex.cli.options import cache_option, check_place, pack_options, read_options, reading_options, working_options

if TYPE_CHECKING:
    from citex.catalogue.check import Finding
    from citex.packs.pack import Pack


@click.group("catalogue", short_help="Check the known documents; propose new ones from a corpus.")
def command() -> None:
    """Check the catalogue of known documents, and propose entries from a corpus."""


@command.command("check")
@pack_options
def check(patterns: tuple[Path, ...], no_builtin: bool) -> int:
    """Check each entry: source, key, date within its term, order of numbers and dates in its series.

    An entry that breaks the order passes where its note says why. Exit status: 0 all hold, 1 some do not, 2 a pack is
    wrong.
    """
    from citex.catalogue.check import check_catalogue

    pack, status = _load(patterns, no_builtin)
    findings = check_catalogue(pack)
    _print(_told(findings, pack))
    return status or int(any(not one.excuse for one in findings))


@command.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--least", "-n", type=click.IntRange(min=1), default=3, show_default=True, help="Told in full so many times."
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write there, all or nothing.")
@working_options
@pack_options
@cache_option
@reading_options
def build(paths: tuple[str, ...], **given: Any) -> int:
    """Propose catalogue entries, as YAML, for the documents that the articles in PATH tell in full.

    In full: symbol, day and issuer in one citation. Entries that the articles, or the numbers round them, contradict
    are commented out, with the places. Exit status: 0 done, 2 something could not be read (the rest is used).
    """
    from citex.api import load
    from citex.catalogue.build import as_yaml, propose
    from citex.cli.report import Report
    from citex.gather import Gathering
    from citex.group import DEFAULT
    from citex.read import find
    from citex.records import Problem
    from citex.scanner import Options
    from citex.workers import Scanned, Settings, scan_items

    report = Report()
    options = Options(timeout=given["timeout"])
    settings = Settings(
        given["patterns"], not given["no_builtin"], options, read_options(given), cached=not given["no_cache"]
    )
    pack, problems = load(settings.patterns, builtin=settings.builtin, cached=settings.cached)
    for problem in problems:
        report.problem(problem)
    check_place(given["place"], pack)
    gathering = Gathering(pack, "corpus", DEFAULT)
    for outcome in scan_items(find(paths, settings.read), settings, given["jobs"]):
        if isinstance(outcome, Scanned):
            gathering.add(outcome)
        elif isinstance(outcome, Problem):
            report.problem(outcome)
    proposals = propose(gathering.citations(), gathering.documents, given["least"], pack)
    _print(as_yaml(proposals, pack.tables.catalogue), given["output"])
    return report.status


def _load(patterns: Sequence[Path], no_builtin: bool) -> tuple[Pack, int]:
    from citex.api import load
    from citex.cli.report import Report

    report = Report()
    pack, problems = load(patterns, builtin=not no_builtin)
    for problem in problems:
        report.problem(problem)
    return pack, report.status


def _told(findings: Sequence[Finding], pack: Pack) -> list[str]:
    lines = []
    for one in findings:
        lines.append(f"{one.entry.where}: {one.entry.id}: {one.message}")
        if one.excuse:
            lines.append(f"  passes, since it says: {one.excuse}")
    entries = pack.data.catalogue
    wrong = {one.entry.id for one in findings if not one.excuse}
    excused = {one.entry.id for one in findings if one.excuse} - wrong
    low = sum(entry.confidence == "low" for entry in entries)
    sourced = sum(bool(entry.source.strip()) for entry in entries)
    lines.append(
        f"{len(entries)} entries: {sourced} with a source, {len(entries) - len(wrong) - len(excused)} hold, "
        f"{len(excused)} say why not, {len(wrong)} do not hold; {low} rest on one data file or a doubtful number"
    )
    return lines


def _print(lines: Iterable[str], output: Path | None = None) -> None:
    """Lines with the control characters of packs and texts escaped."""
    from citex.write.stream import escaped, open_output

    with open_output(output) as stream:
        for line in lines:
            stream.write(escaped(line) + "\n")
