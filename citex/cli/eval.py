"""``citex eval``: precision, recall and F1 against a gold set, what changed since a saved run, and a floor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citex.cli.options import cache_option, check_place, pack_options, read_options, reading_options, working_options

if TYPE_CHECKING:
    from citex.cli.report import Report
    from citex.measure.outcome import Outcome
    from citex.measure.rows import Gold, Hit
    from citex.measure.texts import Texts
    from citex.records import Citation, Problem

_FILE = click.Path(path_type=Path)


@click.command("eval", short_help="Measure what is found against a gold set.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--gold", type=_FILE, required=True, metavar="FILE", help="The gold set: a marked citation a line.")
@click.option("--found", type=_FILE, metavar="FILE", help="Measure this saved run instead of scanning PATH.")
@click.option("--errors", is_flag=True, help="List every miss, false hit and wrong field with its place.")
@click.option("--save", type=_FILE, metavar="FILE", help="Write the citations found, as scan --format jsonl does.")
@click.option("--against", type=_FILE, metavar="FILE", help="Also tell gains and losses since this saved run.")
@click.option("--floor", type=_FILE, metavar="FILE", help='Least figures, {"overlap": 0.95}: status 1 below them.')
@click.option("--format", "-f", "output_format", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--resolve",
    type=click.Choice(["article", "corpus", "none"]),
    default="corpus",
    show_default=True,
    help="How far to look for the document that is meant.",
)
@working_options
@pack_options
@cache_option
@reading_options
@click.option("--quiet", "-q", is_flag=True, help="No messages on single files.")
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Measure what is found against a gold set.

    PATH is what scan reads. The gold set names files by their base names; offsets are code points. Shown are
    precision, recall and F1, by kind and by form, and how often each field is right.
    Exit status: 0 done, 1 a figure is below its floor, 2 something could not be done.

    \b
    citex eval --gold gold.jsonl texts/ --errors
    citex eval --gold gold.jsonl texts/ --save before.jsonl
    citex eval --gold gold.jsonl texts/ --against before.jsonl --floor floor.json
    """
    from citex.cli.report import Report
    from citex.measure.floor import read_floor

    _check(paths, given)
    report = Report(quiet=given["quiet"])
    rows = _rows(given, report)
    if rows is None:
        return 2  # figures of half a gold set or run would pass for those of the whole
    gold, saved, before = rows
    floor = read_floor(given["floor"]) if given["floor"] else None
    if saved is not None:
        from citex.measure.texts import Texts

        hits, texts = saved, Texts()
    else:
        hits, texts = _scan(paths, gold, given, report)
    told = _outcome(gold, hits, texts, before, floor, given)
    _print(told, given)
    return report.status or int(told.below)


def _check(paths: Sequence[str], given: dict[str, Any]) -> None:
    from citex.errors import UsageError

    if bool(paths) == bool(given["found"]):
        raise UsageError(
            "both PATH and --found are given" if paths else "there is nothing to measure",
            "name the texts of the gold set to scan them, or a saved run with --found",
        )
    if given["found"] and given["save"]:
        raise UsageError("--save writes what a scan finds, and --found scans nothing", "copy the saved run")
    if "-" in paths:
        raise UsageError("eval does not read standard input", "name files or folders")


def _rows(given: dict[str, Any], report: Report) -> tuple[Gold, tuple[Hit, ...] | None, tuple[Hit, ...] | None] | None:
    """The gold set, the run of ``--found`` and that of ``--against``; None where any of them has a bad line."""
    from citex.measure.rows import read_gold, read_run

    problems: list[Problem] = []

    def run(path: Path | None) -> tuple[Hit, ...] | None:
        if path is None:
            return None
        hits, bad = read_run(path)
        problems.extend(bad)
        return hits

    gold, bad = read_gold(given["gold"])
    problems.extend(bad)
    rows = gold, run(given["found"]), run(given["against"])
    for problem in problems:
        report.problem(problem)
    return None if problems else rows


def _scan(paths: Sequence[str], gold: Gold, given: dict[str, Any], report: Report) -> tuple[tuple[Hit, ...], Texts]:
    """Scan the texts, save what was asked for, and tell what the gold set and the texts don't agree on."""
    from citex.api import load, scan_paths
    from citex.measure.rows import hit_of
    from citex.measure.texts import check_texts, texts_of
    from citex.read import read_articles

    read = read_options(given)
    pack, _ = load(given["patterns"], builtin=not given["no_builtin"], cached=not given["no_cache"])
    check_place(given["place"], pack)
    result = scan_paths(
        paths,
        jobs=given["jobs"],
        patterns=given["patterns"],
        builtin=not given["no_builtin"],
        resolve=given["resolve"],
        read=read,
        timeout=given["timeout"],
        cached=not given["no_cache"],
    )
    texts, doubled = texts_of(read_articles(paths, read), gold)
    for problem in (*result.errors, *doubled, *check_texts(gold, texts, str(given["gold"]))):
        report.problem(problem)
    if given["save"]:
        _save(result.citations, given["save"])
    return tuple(map(hit_of, result.citations)), texts


def _save(citations: Sequence[Citation], path: Path) -> None:
    from citex.write.jsonl import write_jsonl
    from citex.write.stream import open_output

    with open_output(path) as stream:
        write_jsonl(citations, stream)


def _outcome(
    gold: Gold,
    hits: Sequence[Hit],
    texts: Texts,
    before: Sequence[Hit] | None,
    floor: dict[str, float] | None,
    given: dict[str, Any],
) -> Outcome:
    from citex.measure.agree import shipped_rules
    from citex.measure.changes import changes
    from citex.measure.faults import faults
    from citex.measure.figures import figures_of, named
    from citex.measure.floor import hold
    from citex.measure.judge import judge
    from citex.measure.outcome import Outcome

    rules = shipped_rules()
    judgement = judge(gold, hits, rules)
    figures = figures_of(judgement)
    return Outcome(
        figures=figures,
        texts=texts,
        faults=faults(judgement, texts) if given["errors"] else None,
        changes=None if before is None else changes(judge(gold, before, rules), judgement),
        held=None if floor is None else hold(floor, named(figures), str(given["floor"])),
    )


def _print(told: Outcome, given: dict[str, Any]) -> None:
    from citex.write.stream import open_output

    with open_output() as stream:
        if given["output_format"] == "json":
            from citex.measure.outcome import as_json
            from citex.write.jsonl import encode

            stream.write(encode(as_json(told)) + "\n")
        else:
            from citex.measure.table import lines

            told_lines = lines(told, against=str(given["against"]), floor=str(given["floor"]))
            stream.writelines(line + "\n" for line in told_lines)
