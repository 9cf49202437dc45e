"""``citex scan``: find the documents that articles cite, and print them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from citex.cli.options import cache_option, check_place, pack_options, read_options, reading_options, working_options

if TYPE_CHECKING:
    from citex.cli.report import Report
    from citex.gather import Gathering
    from citex.read import Found, Skipped
    from citex.records import Citation, Problem
    from citex.where import Where
    from citex.workers import Outcome, Settings

_LISTED = 100_000  # files to count before the run, for a bar; more are counted as they come


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be made of the articles, and by how many jobs."""

    format: str
    output: Path | None
    resolve: str
    by: tuple[str, ...]
    where: Where | None
    jobs: int | None


@click.command("scan", short_help="Find the Party documents that articles cite.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "-f",
    "output_format",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="A table of documents; everything as one JSON object; a citation a line; for spreadsheets.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write there, all or nothing.")
@click.option("--group-by", metavar="FIELDS", help="Group documents by these.  [default: issuer,type,date]")
@click.option(
    "--where", multiple=True, metavar="CONDITION", help="Only what fits: type=NQ,CT  issuer~NAME  date>=2020."
)
@click.option(
    "--resolve",
    type=click.Choice(["article", "corpus", "none"]),
    help="How far to look for the document that is meant.  [default: corpus for table and json, else article]",
)
@click.option("--backrefs", is_flag=True, help="Also tell references back to a document cited before.")
@working_options
@pack_options
@cache_option
@reading_options
@click.option("--quiet", "-q", is_flag=True, help="No progress and no messages on single files.")
@click.option("--verbose", "-v", is_flag=True, help="Also tell which files are passed over, and why.")
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Find the Party documents that articles cite.

    PATH is a text file, a folder (read with its subfolders: .txt, .text, .md, .markdown) or - for standard input.
    Exit status: 0 done, 2 something could not be done (the rest is), 130 interrupted.

    \b
    citex scan news/                                 a table, by issuer, type and date
    citex scan news/ --group-by year,type --where level=central
    citex scan news/ --format jsonl | jq .symbol
    zcat crawl.jsonl.gz | citex scan - --from jsonl --format csv -o cited.csv
    """
    if not paths:
        raise click.UsageError("no path given: name files or folders, or - for standard input")
    from citex.cli.report import Report
    from citex.packs.ready import ready_pack
    from citex.scanner import Options
    from citex.workers import Settings

    began = time.monotonic()
    wish = _wish(given)
    resolve = "none" if wish.resolve == "none" else "article"
    options = Options(timeout=given["timeout"], resolve=resolve, backrefs=given["backrefs"])
    settings = Settings(
        given["patterns"], not given["no_builtin"], options, read_options(given), cached=not given["no_cache"]
    )
    report = Report(quiet=given["quiet"], verbose=given["verbose"])
    pack, problems = ready_pack(settings.patterns, builtin=settings.builtin, cached=settings.cached)
    for problem in problems:
        report.problem(problem)
    check_place(given["place"], pack)
    if "-" in paths and sys.stdin.isatty() and not report.quiet:
        report.say("reading from the terminal; end with Ctrl-D on a line of its own")
    counts = _run(paths, settings, wish, report)
    report.note(f"{counts[0]} files, {counts[1]} citations, {time.monotonic() - began:.1f} s")
    return report.status


def _wish(given: dict[str, Any]) -> _Wish:
    name, by = given["output_format"], given["group_by"]
    streams = name in ("jsonl", "csv")
    if by is not None and streams:
        from citex.errors import UsageError

        raise UsageError(f"--group-by has nothing to group in {name}", "use it with --format table or json")
    resolve = given["resolve"] or ("article" if streams else "corpus")
    where: Where | None = None
    levels: tuple[str, ...] = ()
    # Imported where they are used: what is only streamed needs neither.
    if given["where"]:
        from citex.where import parse_where

        where = parse_where(given["where"])
    if not streams or by is not None:
        from citex.group import DEFAULT, parse_levels

        levels = DEFAULT if by is None else parse_levels(by)
    output = None if str(given["output"]) == "-" else given["output"]
    return _Wish(name, output, resolve, levels, where, given["jobs"])


def _run(paths: Sequence[str], settings: Settings, wish: _Wish, report: Report) -> tuple[int, int]:
    """Scan and print. Returns how many articles were read and how many citations printed."""
    from citex.read import find
    from citex.write.stream import open_output

    found = find(paths, settings.read)
    with open_output(wish.output) as stream, _progress(found, stream, wish, report) as items:
        outcomes = _outcomes(items, settings, wish, report)
        if wish.format in ("jsonl", "csv") and wish.resolve != "corpus":
            return _print_streaming(outcomes, stream, wish)
        return _print_gathered(outcomes, stream, settings, wish, report)


def _outcomes(
    items: Iterable[Found | Problem | Skipped], settings: Settings, wish: _Wish, report: Report
) -> Iterator[Any]:
    """What was scanned; what could not be, or was left out, goes to the report."""
    from citex.read import Skipped
    from citex.records import Problem
    from citex.workers import scan_items

    outcome: Outcome
    for outcome in scan_items(items, settings, wish.jobs):
        if isinstance(outcome, Problem):
            report.problem(outcome)
        elif isinstance(outcome, Skipped):
            report.skipped(outcome)
        else:
            if report.progress is not None:
                report.progress.step(len(outcome.citations))
            yield outcome


def _print_streaming(outcomes: Iterable[Any], stream: TextIO, wish: _Wish) -> tuple[int, int]:
    """Citations as they are found; nothing is kept."""
    counts = [0, 0]

    def passing() -> Iterator[Citation]:
        for outcome in outcomes:
            counts[0] += not outcome.goes_on
            for citation in outcome.citations:
                if wish.where is None or wish.where(citation):
                    counts[1] += 1
                    yield citation

    _write_citations(passing(), stream, wish.format)
    return counts[0], counts[1]


def _print_gathered(
    outcomes: Iterable[Any], stream: TextIO, settings: Settings, wish: _Wish, report: Report
) -> tuple[int, int]:
    """Everything is scanned first, then told."""
    from citex.gather import Gathering
    from citex.packs.ready import ready_pack

    pack, _ = ready_pack(settings.patterns, builtin=settings.builtin, cached=settings.cached)
    gathering = Gathering(pack, wish.resolve, wish.by, wish.where)
    for outcome in outcomes:
        gathering.add(outcome)
    if report.progress is not None:
        report.progress.clear()
    if wish.format == "json":
        _write_json(gathering, stream, report.problems)
    elif wish.format == "table":
        _write_table(gathering, stream, {entry.id: entry.name for entry in pack.tables.types.values()})
    else:
        _write_citations(gathering.citations(), stream, wish.format)
    return gathering.articles, gathering.count


def _write_citations(citations: Iterable[Citation], stream: TextIO, name: str) -> None:
    if name == "csv":
        from citex.write.as_csv import write_csv

        write_csv(citations, stream)
    else:
        from citex.write.jsonl import write_jsonl

        write_jsonl(citations, stream)


def _write_json(gathering: Gathering, stream: TextIO, problems: Sequence[Problem]) -> None:
    from citex.write.as_json import write_json

    # Known only when the citations have been written, so asked for only then.
    documents = (document for part in (gathering.documents,) for document in part())
    groups = (one for part in (gathering.groups,) for one in part())
    write_json(
        stream,
        files=gathering.articles,
        citations=gathering.citations(),
        documents=documents,
        groups=groups,
        errors=problems,
    )


def _write_table(gathering: Gathering, stream: TextIO, type_names: dict[str, str]) -> None:
    from citex.write.table import ConsoleOptions, Summary, print_table

    for _ in gathering.citations():
        pass  # to its end: then the documents are known
    documents = gathering.documents()
    summary = Summary(len(documents), gathering.count, gathering.articles, gathering.unresolved)
    options = ConsoleOptions(stream)
    print_table(gathering.groups(), documents, summary, options, gathering.files(), type_names)


@contextmanager
def _progress(
    items: Iterator[Found | Problem | Skipped], stream: TextIO, wish: _Wish, report: Report
) -> Iterator[Iterable[Found | Problem | Skipped]]:
    """The items again, with a progress bar where someone sees it and no lines of output run through it."""
    early = wish.format in ("jsonl", "csv") and stream.isatty()
    if report.quiet or early or not sys.stderr.isatty():
        yield items
        return
    from citex.cli.progress import Progress
    from citex.read import Found

    first = list(islice(items, _LISTED))
    whole = len(first) < _LISTED
    total = sum(isinstance(item, Found) for item in first)
    report.progress = Progress(total if whole else None)
    try:
        yield chain(first, items)
    finally:
        report.progress.clear()
        report.progress = None
