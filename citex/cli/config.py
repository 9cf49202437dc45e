"""``citex config``: which configuration counts, and where each value comes from."""

from __future__ import annotations

from pathlib import Path

import click


@click.group("config", short_help="Show which configuration counts.")
def command() -> None:
    """Show which configuration counts.

    citex check reads the nearest of .citex.yml, setup.cfg ([citex]) and pyproject.toml ([tool.citex]), from the files
    that are checked upward to the root of the repository. The command line goes first.
    """


@command.command("show")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Show this one.")
@click.option("--isolated", is_flag=True, help="Show the defaults.")
def show(paths: tuple[str, ...], config: Path | None, isolated: bool) -> int:
    """Show each value that citex check PATH would use, and where it comes from."""
    from citex.config import OPTIONS, Config, find_config, read_config, start_of
    from citex.write.stream import open_output, visible

    found = Config()
    if not isolated:
        found = (read_config(config) if config else find_config(start_of(paths))) or Config()
    with open_output() as stream:
        stream.write(f"# {visible(found.file.as_posix()) if found.file else 'no configuration file'}\n")
        for name, option in OPTIONS.items():
            value = found.values.get(name)
            shown = default(name) if value is None else ", ".join(value) if option.many else value
            place = found.places.get(name, "default")
            stream.write(f"{name}: {visible(shown)}{' ' if shown else ''}  # {visible(place)}\n")
    return 0


def default(name: str) -> str:
    """What citex check takes for an option that nothing gives, as text; empty where it takes nothing."""
    from citex.cli.check import command as check

    for parameter in check.params:
        if parameter.name == name.replace("-", "_"):
            return parameter.default if isinstance(parameter.default, str) else ""
    return ""
