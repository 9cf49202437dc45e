"""``citex check``: what is wrong with the references of articles, for editors and for CI."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citex.cli.check_options import choice, choosing_options, configured, levels, output_options, rule_options
from citex.cli.options import cache_option, check_place, pack_options, read_options, reading_options

if TYPE_CHECKING:
    from citex.check.changed import Changes
    from citex.check.records import Finding
    from citex.check.run import Result, Run
    from citex.cli.report import Report
    from citex.packs.pack import Pack
    from citex.read import Found, ReadOptions, Skipped
    from citex.records import Problem


@click.command("check", short_help="Tell what is wrong with the references of articles.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@output_options
@rule_options
@choosing_options
@click.option(
    "--jobs", "-j", type=click.IntRange(min=0), metavar="N", help="Worker processes; 0: one a core.  [default: by size]"
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Time for a pattern on one window of text.",
)
@pack_options
@cache_option
@reading_options
@click.option("--quiet", "-q", is_flag=True, help="Findings only: no counts, no messages on single files.")
@click.option("--verbose", "-v", is_flag=True, help="Also tell which files are passed over, and why.")
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Tell what is wrong with the references of articles.

    PATH is a text file, a folder (read with its subfolders) or - for standard input. One finding a line, as
    path:line:column: CODE message (suggestion). Exit status: 0 clean, 1 findings of the severity --fail-on or above,
    2 could not check everything, 130 interrupted.

    \b
    citex check articles/
    citex check --fix --diff articles/today.md
    citex check --changed-since origin/main --format github .
    citex check --write-baseline .citex-baseline.json archive/
    """
    from citex.api import load
    from citex.check.choose import choose
    from citex.cli.report import Report

    values = configured(given, paths)
    report = Report(quiet=values["quiet"], verbose=values["verbose"])
    pack, problems = load(values["patterns"], builtin=not values["no_builtin"], cached=not values["no_cache"])
    for problem in problems:
        report.problem(problem)
    if values["list_rules"] or values["explain"]:
        return _told(values, pack, report)
    _refuse(values, paths)
    active = choose(pack.data.rules, choice(values))
    check_place(values["place"], pack)
    read = read_options(values)
    named = [*paths, *_listed(values["files_from"])]
    changed = _changes(values, named)
    run = _checked(named, values, read, active, pack, changed, report)
    return _finish(run.result(), values, read, changed, report)


def _told(values: dict[str, Any], pack: Pack, report: Report) -> int:
    """The rules, or one of them, instead of a run."""
    from citex.cli.rules import explained, listed
    from citex.write.stream import open_output

    lines = explained(values["explain"], pack) if values["explain"] else listed(pack)
    with open_output(values["output"]) as stream:
        stream.writelines(line + "\n" for line in lines)
    return report.status


def _refuse(values: dict[str, Any], paths: Sequence[str]) -> None:
    """Raises for options that make no sense together."""
    from citex.errors import UsageError

    if not paths and values["files_from"] is None:
        raise click.UsageError("no path given: name files or folders, or - for standard input")
    if (values["fix"] or values["diff"]) and "-" in paths:
        raise UsageError("--fix and --diff can't change standard input", "name a file")
    if (values["fix"] or values["diff"]) and values["source_format"] == "jsonl":
        raise UsageError("--fix and --diff work on text files", "take out --from jsonl")
    if "-" in paths and str(values["files_from"]) == "-":
        raise UsageError("standard input can't be both an article and a list of files", "drop one of the two")


def _checked(
    paths: Sequence[str],
    values: dict[str, Any],
    read: ReadOptions,
    active: Any,
    pack: Pack,
    changed: Changes | None,
    report: Report,
) -> Run:
    """All articles scanned and checked; what could not be goes to the report."""
    from citex.check.run import Run
    from citex.check.suppress import read_exempt
    from citex.check.visit import visit_of
    from citex.read import Skipped
    from citex.records import Problem
    from citex.scanner import Options
    from citex.workers import Settings, scan_items

    listed = values["exceptions"]
    run = Run(active, pack, read_exempt(listed) if listed else (), listed.as_posix() if listed else "")
    options = Options(timeout=values["timeout"])
    settings = Settings(
        values["patterns"], not values["no_builtin"], options, read, visit_of(active), cached=not values["no_cache"]
    )
    if "-" in paths and sys.stdin.isatty() and not report.quiet:
        report.say("reading from the terminal; end with Ctrl-D on a line of its own")
    with _progress(report) as step:
        for outcome in scan_items(_items(paths, read, changed), settings, values["jobs"]):
            if isinstance(outcome, Problem):
                report.problem(outcome)
            elif isinstance(outcome, Skipped):
                report.skipped(outcome)
            else:
                run.add(outcome)
                step(len(outcome.citations))
    return run


@contextmanager
def _progress(report: Report) -> Iterator[Callable[[int], None]]:
    """What to call after each article: shows how far the run is, where someone sees it."""
    if report.quiet or not sys.stderr.isatty():
        yield lambda citations: None
        return
    from citex.cli.progress import Progress

    report.progress = Progress()
    try:
        yield report.progress.step
    finally:
        report.progress.clear()
        report.progress = None


def _items(paths: Sequence[str], read: ReadOptions, changed: Changes | None) -> Iterator[Found | Problem | Skipped]:
    """What to check: of the files found those that changed, where that is asked."""
    from citex.read import Found, Skipped, find

    for item in find(paths, read):
        if changed is not None and isinstance(item, Found) and item.path != "-" and not changed.has(item.path):
            yield Skipped(item.name, "not changed (--changed-since)")
        else:
            yield item


def _listed(path: Path | None) -> list[str]:
    """The files that a list names, one a line or parted by NUL characters."""
    if path is None:
        return []
    from citex.errors import UsageError

    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}", "name a list of files, or - for stdin") from error
    text = data.decode("utf-8", "surrogateescape")
    return [name for name in (text.split("\0") if "\0" in text else text.splitlines()) if name.strip()]


def _changes(values: dict[str, Any], paths: Sequence[str]) -> Changes | None:
    """What changed since the revision asked for, in the repository of the first path."""
    if not (values["changed_since"] or values["diff_only"]):
        return None
    from citex.check.changed import changes
    from citex.config import start_of

    return changes(values["changed_since"] or "HEAD", start_of(paths))


def _finish(result: Result, values: dict[str, Any], read: ReadOptions, changed: Changes | None, report: Report) -> int:
    """Leave out what is not asked for or known, correct what is to be, print the rest, give the status."""
    from dataclasses import replace

    if values["diff_only"] and changed is not None:
        from citex.check.changed import on_added_lines

        result = replace(result, findings=tuple(on_added_lines(result.findings, changed)))
    if values["write_baseline"]:
        return _write_baseline(result, values["write_baseline"], report)
    if values["baseline"]:
        result = _new(result, values["baseline"], report)
    result = result.at_least(levels(values["severity"]).least)
    diffs = ""
    if values["fix"] or values["diff"]:
        result, diffs = _mended(result, values["fix"], read.encoding, report)
    _print(result, values, report, diffs)
    if report.problems:
        return 2
    from citex.check.records import RANK

    return int(values["fail_on"] != "never" and result.worst() >= RANK[values["fail_on"]])


def _print(result: Result, values: dict[str, Any], report: Report, diffs: str) -> None:
    from citex.check.formats import write
    from citex.check.formats.text import summary
    from citex.write.stream import open_output

    with open_output(values["output"]) as stream:
        if values["diff"]:
            stream.write(diffs)
        else:
            write(values["output_format"], result, report.problems, stream)
    if not report.quiet and (values["output_format"] == "text" or values["output"]):
        report.say(summary(result))


def _write_baseline(result: Result, path: Path, report: Report) -> int:
    from citex.check.baseline import dump
    from citex.write.stream import open_output

    text = dump(result.findings, path)
    with open_output(path) as stream:
        stream.write(text)
    if not report.quiet:
        report.say(f"{path.as_posix()}: {len(result.findings)} findings are known from now on")
    return report.status


def _new(result: Result, path: Path, report: Report) -> Result:
    from dataclasses import replace

    from citex.check.baseline import compare, read

    compared = compare(result.findings, read(path), path, result.files)
    for entry in compared.stale:
        if not report.quiet:
            report.say(f"{path.as_posix()}: stale: {entry.file}: {entry.code} {entry.text} (--write-baseline drops it)")
    report.note(f"{compared.known} findings are known in {path.as_posix()}")
    return replace(result, findings=compared.new)


def _mended(result: Result, write: bool, encoding: str | None, report: Report) -> tuple[Result, str]:
    """The result without what was corrected in the files, and the changes as a diff. Without ``write`` nothing is."""
    from dataclasses import replace

    from citex.check import mend
    from citex.errors import CitexError
    from citex.records import Problem

    diffs: list[str] = []
    settled: set[Finding] = set()
    by_file: dict[str, list[Finding]] = {}
    for one in result.findings:
        by_file.setdefault(one.file, []).append(one)
    for file, findings in by_file.items():
        if all(one.fix is None for one in findings):
            continue
        try:
            mended = mend.mend(file, findings, encoding)
            if mended is not None and write:
                mend.write(mended)
        except CitexError as error:
            report.problem(Problem(file, error.message, error.hint))
            continue
        if mended is not None:
            diffs.append(mended.diff())
            settled.update(mended.settled if write else ())
    if write and not report.quiet:
        report.say(f"{len(settled)} findings corrected")
    return replace(result, findings=tuple(one for one in result.findings if one not in settled)), "".join(diffs)
