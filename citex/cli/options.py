"""Options that several commands share, as decorators, and what they are turned into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from citex.packs.pack import Pack

F = TypeVar("F", bound=Callable[..., Any])

JSONL_ONLY = ("text_key", "id_key", "date_key", "title_key", "site_key")


def pack_options(command: F) -> F:
    """``--patterns`` (repeatable) and ``--no-builtin``."""
    return _with(
        command,
        click.option(
            "--patterns",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FILE|DIR",
            help="A pattern pack to use on top of the shipped one; may be given again.",
        ),
        click.option("--no-builtin", is_flag=True, help="Use no shipped patterns, only those of --patterns."),
    )


def cache_option(command: F) -> F:
    """``--no-cache``, for commands that compile patterns."""
    told = "Compile the patterns anew and keep nothing; CITEX_CACHE_DIR says where compiled ones are kept."
    return click.option("--no-cache", is_flag=True, help=told)(command)


def reading_options(command: F) -> F:
    """Which files to read and how."""
    return _with(
        command,
        click.option("--include", multiple=True, metavar="GLOB", help="Read files like this in folders, not *.txt …"),
        click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out files and folders like this."),
        click.option("--no-ignore", is_flag=True, help="Do not mind .gitignore and .citexignore."),
        click.option("--hidden", is_flag=True, help="Read hidden files and folders too."),
        click.option("--encoding", metavar="NAME", help="Encoding of the files; default UTF-8, or UTF-16 by its mark."),
        click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="Pass over files or records longer."),
        click.option(
            "--from",
            "source_format",
            type=click.Choice(["text", "jsonl"]),
            default="text",
            show_default=True,
            help="What the files hold: a text each, or a JSON record a line.",
        ),
        click.option("--text-key", default="text", show_default=True, metavar="KEY", help="JSON Lines: the text."),
        click.option("--id-key", default="id", show_default=True, metavar="KEY", help="JSON Lines: the name."),
        click.option("--date-key", metavar="KEY", help="JSON Lines: the article's date."),
        click.option("--title-key", metavar="KEY", help="JSON Lines: the article's title."),
        click.option("--site-key", metavar="KEY", help="JSON Lines: the article's site."),
        click.option("--article-date", metavar="DATE", help="Date of the articles that don't say: 2024-03-31."),
        click.option("--place", metavar="NAME", help="Province of the articles that don't say."),
        click.option("--stdin-filename", default="-", metavar="NAME", help="What to call standard input."),
    )


def working_options(command: F) -> F:
    """``--jobs`` and ``--timeout``."""
    return _with(
        command,
        click.option(
            "--jobs",
            "-j",
            type=click.IntRange(min=0),
            metavar="N",
            help="Worker processes; 0: one a core.  [default: by size]",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            default=2.0,
            show_default=True,
            metavar="SECONDS",
            help="Time for a pattern on one window of text.",
        ),
    )


def read_options(given: Mapping[str, Any]) -> Any:
    """The values of ``reading_options`` as ReadOptions. Raises UsageError for what makes no sense."""
    from citex.errors import UsageError
    from citex.read import ReadOptions

    context = click.get_current_context()
    source = click.core.ParameterSource.DEFAULT
    if given["source_format"] != "jsonl":
        for name in JSONL_ONLY:
            if context.get_parameter_source(name) not in (None, source):
                option = "--" + name.replace("_", "-")
                raise UsageError(
                    f"{option} says where a JSON record holds its parts", f"use {option} with --from jsonl"
                )
    return ReadOptions(
        include=given["include"],
        exclude=given["exclude"],
        ignore=not given["no_ignore"],
        hidden=given["hidden"],
        encoding=given["encoding"],
        max_bytes=given["max_bytes"],
        source_format=given["source_format"],
        stdin_filename=given["stdin_filename"],
        article_date=article_date_of(given["article_date"]),
        place=given["place"],
        **{name: given[name] for name in JSONL_ONLY},
    )


def article_date_of(text: str | None) -> str | None:
    """The ISO date of --article-date. Raises UsageError where it is none."""
    if text is None:
        return None
    from citex.errors import UsageError
    from citex.read.jsonl import iso_date

    date = iso_date(text)
    if date is None or len(date) < 10:
        raise UsageError(f"--article-date: {text!r} is no date", "write it as 2024-03-31")
    return date


def _with(command: F, *options: Callable[[F], F]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def check_place(name: str | None, pack: Pack) -> None:
    """Raise UsageError for a --place that the packs don't know: it would make keys of its own."""
    if name is None:
        return
    from citex.errors import UsageError
    from citex.packs.source import suggestion
    from citex.packs.tables import place_called

    if place_called(name, pack.tables) is None:
        near = suggestion(name, sorted(pack.tables.place_kinds))
        raise UsageError(f"--place: no province or city is called {name!r}", near or "see citex patterns list places")
