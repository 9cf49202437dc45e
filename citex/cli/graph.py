"""``citex graph``: which articles cite which documents, and what documents do to each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from citex.cli.options import cache_option, check_place, pack_options, read_options, reading_options, working_options


@click.command("graph", short_help="Draw articles and documents as a graph, for other tools.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "-f",
    "output_format",
    type=click.Choice(["graphml", "dot", "json"]),
    default="graphml",
    show_default=True,
    help="For Gephi, yEd or NetworkX; for Graphviz; for programs.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write there, all or nothing.")
@click.option("--articles/--no-articles", default=True, show_default=True, help="Articles too, or documents alone.")
@working_options
@pack_options
@cache_option
@reading_options
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Draw the articles in PATH and the documents that they cite as a graph.

    An edge leads from an article to each document it cites, and from a document to the one that it replaces, amends,
    reviews, continues, implements, guides, specifies or is based on, as the articles tell. The documents are those of
    the whole corpus. Exit status: 0 done, 2 something could not be read (the rest is drawn).

    \b
    citex graph news/ -o news.graphml
    citex graph news/ --no-articles --format dot | dot -Tsvg > documents.svg
    """
    from citex.api import load
    from citex.cli.report import Report
    from citex.gather import Gathering
    from citex.read import find
    from citex.records import Problem
    from citex.scanner import Options
    from citex.workers import Scanned, Settings, scan_items
    from citex.write.graph import graph_of, write_graph
    from citex.write.stream import open_output

    report = Report()
    options = Options(timeout=given["timeout"])
    settings = Settings(
        given["patterns"], not given["no_builtin"], options, read_options(given), cached=not given["no_cache"]
    )
    pack, problems = load(settings.patterns, builtin=settings.builtin, cached=settings.cached)
    for problem in problems:
        report.problem(problem)
    check_place(given["place"], pack)
    gathering = Gathering(pack, "corpus", ("file",) if given["articles"] else ("document",))
    dates: dict[str, str | None] = {}
    for outcome in scan_items(find(paths, settings.read), settings, given["jobs"]):
        if isinstance(outcome, Scanned):
            gathering.add(outcome)
            if outcome.citations:
                dates[outcome.file] = outcome.date
        elif isinstance(outcome, Problem):
            report.problem(outcome)
    for _ in gathering.citations():
        pass  # to its end: then the documents are known
    with open_output(given["output"]) as stream:
        graph = graph_of(gathering.documents(), gathering.files(), dates)
        write_graph(graph, given["output_format"], stream)
    return report.status
