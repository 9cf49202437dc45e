"""``citex explain``: what is recognised in a text, what is not, and why."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citex.cli.options import article_date_of, cache_option, check_place, pack_options

if TYPE_CHECKING:
    from citex.explain import Explanation, NearMiss
    from citex.records import Article, Citation

_PLACE = re.compile(r"(?P<file>.+):(?P<line>[0-9]+)", re.DOTALL)
_NAME = re.compile(r"\S+\.[A-Za-z]{2,8}")  # a file rather than a text
_LINE_END = re.compile(r"\r\n|\n|\r")
_SHOWN = 60
_FIELDS = ("type", "number", "symbol", "issuer", "locality", "date", "term", "session", "title", "level", "place")


@click.command("explain", short_help="Show what is recognised in a text, what is not, and why.")
@click.argument("text", metavar="TEXT|FILE:LINE")
@click.option("--format", "-f", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--encoding", metavar="NAME", help="Encoding of FILE.")
@click.option("--article-date", metavar="DATE", help="Date of the article: 2024-03-31.")
@click.option("--place", metavar="NAME", help="Province of the article.")
@pack_options
@cache_option
def command(
    text: str,
    output_format: str,
    encoding: str | None,
    article_date: str | None,
    place: str | None,
    patterns: tuple[Path, ...],
    no_builtin: bool,
    no_cache: bool,
) -> int:
    """Show what is recognised in a text, what is not, and why.

    TEXT is the text itself, or FILE:LINE for a line of a file (the rest of the file is read too, as scan does).
    Shown are the elements, the citations with their fields, what was dropped and the forms that nearly fitted.

    \b
    citex explain 'Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị'
    citex explain news/today.txt:12
    """
    from citex.api import load
    from citex.cli.report import Report
    from citex.errors import CitexError
    from citex.explain import explain
    from citex.write.stream import open_output

    report = Report()
    pack, problems = load(patterns, builtin=not no_builtin, cached=not no_cache)
    for problem in problems:
        report.problem(problem)
    check_place(place, pack)
    article, span = _article(text, encoding, article_date_of(article_date), place)
    try:
        told = explain(article, pack, span)
    except TimeoutError:
        raise CitexError("a pattern took longer than 2 seconds on this text", "see citex patterns test") from None
    with open_output() as stream:
        if output_format == "json":
            from citex.write.jsonl import encode

            stream.write(encode(asdict(told)) + "\n")
        else:
            stream.writelines(line + "\n" for line in _lines(told))
    return report.status


def _article(
    text: str, encoding: str | None, date: str | None, place: str | None
) -> tuple[Article, tuple[int, int] | None]:
    """The article to explain, and the span of the line that was asked for."""
    from citex.errors import UsageError
    from citex.read import decode
    from citex.records import Article

    match = _PLACE.fullmatch(text)
    if match is None or not os.path.isfile(match["file"]):
        if os.path.isfile(text):
            raise UsageError(f"{text} is a file", f"name a line of it: citex explain {text}:1")
        if match is not None and _NAME.fullmatch(match["file"]):
            raise UsageError(f"there is no file {match['file']}", "check the path; put quotes round a text")
        return Article("-", text, date=date, place=place), None
    name, number = match["file"], int(match["line"])
    try:
        content = decode(Path(name).read_bytes(), name, encoding)
    except OSError as error:
        raise UsageError(f"can't read {name}: {error.strerror}", "check its permissions") from error
    starts = [0, *(ended.end() for ended in _LINE_END.finditer(content)), len(content)]
    if not 1 <= number < len(starts):
        raise UsageError(f"{name} has {len(starts) - 1} lines, no line {number}", "count from 1, as editors do")
    return Article(name, content, date=date, place=place), (starts[number - 1], starts[number])


def _lines(told: Explanation) -> Iterator[str]:
    from citex.write.stream import visible

    def shown(text: str) -> str:
        text = visible(text)
        return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"

    yield "Elements"
    if told.gated:
        yield "  (nothing here can begin a citation: scan does not look closer; the elements all the same)"
    width = max((len(one.role) for one in told.elements), default=0)
    for one in told.elements:
        parts = ", ".join(f"{name} {shown(value)}" for name, value in one.parts.items())
        yield f"  {one.role:<{width}}  {shown(one.text)}{f'   ({parts})' if parts else ''}"
    yield ""
    yield "Citations" if told.citations else "Citations: none"
    for citation in told.citations:
        yield from _citation(citation, shown(citation.text))
    if told.dropped:
        yield ""
        yield "Found, but no citation"
    for drop in told.dropped:
        yield f"  {shown(drop.text)}   form {drop.form}"
        yield f"    {visible(drop.reason)}"
    if told.near:
        yield ""
        yield "Nearly"
    for miss in told.near:
        yield f"  {shown(miss.text)}   form {miss.form}"
        yield f"    {_stopped(miss, shown(miss.stopped_at))}"


def _citation(citation: Citation, text: str) -> Iterator[str]:
    from citex.write.stream import visible

    yield f"  {text}   form {citation.pattern}, kind {citation.kind}, line {citation.line}, column {citation.column}"
    fields = {name: getattr(citation, name) for name in _FIELDS}
    for name, value in fields.items():
        if value is not None:
            source = citation.evidence.get(name)
            yield f"    {name:<9} {visible(value)}{f'   (from {source})' if isinstance(source, str) else ''}"
    told = citation.evidence.get("document")
    why = _why(told) if isinstance(told, Mapping) else ""
    yield f"    document  {visible(citation.document or 'not told apart')}{f'   ({visible(why)})' if why else ''}"


def _why(told: Mapping[str, Any]) -> str:
    parts = [str(told[name]) for name in ("by", "reason") if told.get(name)]
    if candidates := told.get("candidates"):
        parts.append(f"it may be {', '.join(map(str, candidates))}")
    return "; ".join(parts)


def _stopped(miss: NearMiss, text: str) -> str:
    where = f"stopped at {text!r} ({miss.stopped_role})" if miss.stopped_at else "stopped at the end of the text"
    return f"{where}; there it takes {', '.join(miss.expected)}" if miss.expected else where
