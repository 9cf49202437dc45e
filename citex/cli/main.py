"""``citex``: the group of commands, loaded one by one, and the one place where errors become a status."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from citex.version import __version__

# New objects before the collector looks for rings of them: those of a start stay, and are not looked at in vain. It is
# a hundredth of the time of one article, which is to stay below three times an import of click and regex.
_OBJECTS = 20_000
# The verbs with the first line of their help: listing them must import none of them.
VERBS: Mapping[str, str] = {
    "scan": "Find the Party documents that articles cite.",
    "check": "Tell what is wrong with the references of articles.",
    "config": "Show which configuration counts.",
    "explain": "Show what is recognised in a text, what is not, and why.",
    "eval": "Measure what is found against a gold set.",
    "catalogue": "Check the known documents; propose new ones from a corpus.",
    "graph": "Draw articles and documents as a graph, for other tools.",
    "patterns": "List, show, test and draft patterns.",
}


class Verbs(click.Group):
    """A group that imports ``citex.cli.VERB`` when that verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"citex.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in VERBS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        from citex.write.stream import visible

        message = f"there is no command {visible(name)!r}"
        if os.path.exists(name):
            message += f"; to scan it: citex scan {visible(name)}"
        elif close := get_close_matches(name, VERBS, 1):
            message += f"; did you mean {close[0]!r}?"
        else:
            message += f"; choose from {', '.join(VERBS)}"
        raise click.UsageError(message, ctx)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise click.exceptions.Exit(0) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # a reader that has seen enough is no failure; click would end with 1
            raise click.exceptions.Exit(0) from None

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run and end the process: 0 done, 1 findings, 2 not all could be done, 130 after Ctrl-C."""
        from citex.errors import CitexError

        extra.pop("standalone_mode", None)
        gc.set_threshold(_OBJECTS)
        _open_closed()
        try:
            status = super().main(args, prog_name or "citex", standalone_mode=False, **extra) or 0
        except click.ClickException as error:
            error.show()
            status = 2
        except CitexError as error:
            from citex.cli.report import tell_error

            tell_error(error)
            status = 2
        except (click.Abort, KeyboardInterrupt):
            status = 130
        _drop_unwritten()
        sys.exit(status)


def _open_closed() -> None:
    """Give streams that the caller closed (``2>&-``, a daemon) a place to go: they are no reason to fail."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (open as long as the process)


def _drop_unwritten() -> None:
    """Make sure that what can't be written any more does not fail again while Python ends."""
    stdout = sys.__stdout__
    if stdout is None or stdout.closed:
        return
    try:
        stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout.fileno())
        os.close(nowhere)


@click.command("citex", cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="citex")
def main() -> None:
    """Find references to documents of the Communist Party of Vietnam in Vietnamese text.

    \b
    citex scan FOLDER                    which documents its articles cite
    citex scan FOLDER --format jsonl     every citation as a JSON object, for other tools
    citex check FOLDER                   what is wrong with its references
    citex explain TEXT                   why something is, or is not, found
    """
