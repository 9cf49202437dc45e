"""The options of ``citex check``, as decorators, and what they and the configuration are turned into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from citex.check.choose import Choice

F = TypeVar("F", bound=Callable[..., Any])

LEVELS = ("info", "warning", "error")
_FORMATS = ("text", "json", "jsonl", "github", "sarif", "gitlab", "junit")


def _with(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _path(name: str, metavar: str, text: str, *short: str) -> Callable[[F], F]:
    return click.option(name, *short, type=click.Path(path_type=Path), metavar=metavar, help=text)


rule_options = _with(
    click.option(
        "--select", multiple=True, metavar="CODES", help="Run these rules: CX101, CX1, ALL; may be given again."
    ),
    click.option("--ignore", multiple=True, metavar="CODES", help="Do not run these rules."),
    click.option(
        "--severity", multiple=True, metavar="LEVEL|CODE=LEVEL", help="Tell from LEVEL on; give rules another severity."
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "info", "never"]),
        default="error",
        show_default=True,
        help="The least severity that makes the status 1.",
    ),
    click.option(
        "--lang",
        type=click.Choice(["en", "vi"]),
        default="en",
        show_default=True,
        help="Language of the messages: English or Vietnamese.",
    ),
    click.option("--list-rules", is_flag=True, help="List the rules and end."),
    click.option("--explain", metavar="CODE", help="Explain a rule, with wrong and right examples, and end."),
)

output_options = _with(
    click.option(
        "--format",
        "-f",
        "output_format",
        type=click.Choice(_FORMATS),
        default="text",
        show_default=True,
        help="For people; for programs; for GitHub, code scanning, GitLab and Jenkins.",
    ),
    _path("--output", "FILE", "Write there, all or nothing.", "-o"),
    click.option("--fix", is_flag=True, help="Correct in the files what is certain."),
    click.option("--diff", is_flag=True, help="Print what --fix would change; with --fix, what it changes."),
)

choosing_options = _with(
    _path("--files-from", "FILE", "Check the files listed there, one a line or NUL-separated; - for standard input."),
    click.option("--changed-since", metavar="REV", help="Check only files that git says changed since."),
    click.option("--diff-only", is_flag=True, help="Tell only of lines added since --changed-since, or HEAD."),
    _path("--baseline", "FILE", "Do not tell what is known there."),
    _path("--write-baseline", "FILE", "Write what is found there, as known from now on."),
    _path("--exceptions", "FILE", "A list of what to leave as it is: CODE FILES [TEXT] a line."),
    _path("--config", "FILE", "Read this configuration, not the nearest one."),
    click.option("--isolated", is_flag=True, help="Read no configuration."),
)


@dataclass(frozen=True, slots=True)
class Levels:
    """From which severity on findings are told, and the severities that rules are given."""

    least: str
    given: tuple[tuple[str, str], ...]


def configured(given: dict[str, Any], paths: Sequence[str]) -> dict[str, Any]:
    """The values of the options: the command line's, else the configuration's, else the defaults."""
    from citex.config import Config, find_config, read_config, start_of

    if given["isolated"]:
        return given
    config = read_config(given["config"]) if given["config"] else find_config(start_of(paths))
    context = click.get_current_context()
    source = click.core.ParameterSource
    values = dict(given)
    for name in given:
        value = (config or Config()).given(name)
        if value is not None and context.get_parameter_source(name) is source.DEFAULT:
            is_path = name in ("baseline", "exceptions")
            values[name] = tuple(map(Path, value)) if name == "patterns" else Path(value) if is_path else value
    return values


def codes(given: Sequence[str]) -> tuple[str, ...]:
    """Codes of an option that may be given again, each with several, parted by commas."""
    return tuple(code.strip() for text in given for code in text.split(",") if code.strip())


def levels(given: Sequence[str]) -> Levels:
    """``warning`` or ``CX102=error``. Raises UsageError for anything else."""
    from citex.errors import UsageError

    least, pairs = LEVELS[0], []
    for text in codes(given):
        code, equals, level = text.rpartition("=")
        if level not in LEVELS or bool(equals) != bool(code):
            raise UsageError(f"--severity: {text!r}", f"write {', '.join(LEVELS)}, or CX102=error")
        if code:
            pairs.append((code, level))
        else:
            least = level
    return Levels(least, tuple(pairs))


def choice(given: dict[str, Any]) -> Choice:
    """Which rules run, by the options."""
    from citex.check.choose import Choice

    return Choice(codes(given["select"]), codes(given["ignore"]), levels(given["severity"]).given, given["lang"])
