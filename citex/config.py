"""Configuration: the nearest ``.citex.yml``, ``setup.cfg`` or ``pyproject.toml`` upward that speaks of citex.

In ``.citex.yml`` the keys stand at the top, in ``setup.cfg`` under ``[citex]``, in ``pyproject.toml`` under
``[tool.citex]``; a file without that section does not count. What the command line says goes first. Paths in a
configuration are relative to its folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citex.errors import UsageError

OWN, SETUP, PYPROJECT = ".citex.yml", "setup.cfg", "pyproject.toml"
FILES = (OWN, SETUP, PYPROJECT)
_SECTION = "citex"


@dataclass(frozen=True, slots=True)
class Option:
    """A key of the configuration: what it holds, and what for. ``paths``: relative to the file's folder."""

    name: str
    about: str
    many: bool = False
    paths: bool = False
    pairs: bool = False
    choices: tuple[str, ...] = ()

    @property
    def parameter(self) -> str:
        """Its name as a parameter of commands."""
        return self.name.replace("-", "_")


OPTIONS: Mapping[str, Option] = {
    one.name: one
    for one in (
        Option("patterns", "Pattern packs on top of the shipped one.", many=True, paths=True),
        Option("select", "Codes of the rules that run.", many=True),
        Option("ignore", "Codes of rules that do not run.", many=True),
        Option("severity", "The least severity that is told, and CODE=SEVERITY.", many=True, pairs=True),
        Option("fail-on", "The least severity that fails.", choices=("error", "warning", "info", "never")),
        Option("lang", "Language of the messages.", choices=("en", "vi")),
        Option("baseline", "The file of known findings.", paths=True),
        Option("exceptions", "The list of exceptions.", paths=True),
        Option("include", "Files to read in folders.", many=True),
        Option("exclude", "Files and folders to leave out.", many=True),
        Option("encoding", "Encoding of the files."),
        Option("place", "Province of the articles that do not say."),
    )
}
_BY_PARAMETER = {one.parameter: one for one in OPTIONS.values()}


@dataclass(frozen=True, slots=True)
class Config:
    """The values that a configuration file gives, by option name, and where each stands (``file`` or ``file:line``)."""

    file: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def given(self, parameter: str) -> Any:
        """The value for a command's parameter, or None."""
        option = _BY_PARAMETER.get(parameter)
        return self.values.get(option.name) if option is not None else None


def find_config(start: Path) -> Config:
    """The configuration nearest to a folder, upward to the repository's root (or the file system's); may be empty."""
    for folder in _upward(start):
        for name in FILES:
            path = folder / name
            if path.is_file() and (config := read_config(path, optional=name != OWN)) is not None:
                return config
    return Config()


def start_of(paths: Sequence[str]) -> Path:
    """Where to look for a configuration of the given paths: the folder that holds them all, else the present one."""
    folders = [os.path.abspath(path) for path in paths if path != "-" and os.path.exists(path)]
    try:
        common = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # on several drives
        common = Path.cwd()
    return common if common.is_dir() else common.parent


def _upward(start: Path) -> Iterator[Path]:
    folder = start.resolve()
    for one in (folder, *folder.parents):
        yield one
        if (one / ".git").exists():
            return


def read_config(path: Path, *, optional: bool = False) -> Config | None:
    """A configuration file; None where it has no section for citex and that is ``optional``. Raises UsageError."""
    name = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name}: can't be read: {error}", "name a configuration file in UTF-8") from error
    raw = _READERS.get(path.suffix, _from_yaml)(text, name)
    if raw is None:
        if optional:
            return None
        raise UsageError(f"{name}: has no section for citex", "see citex config --help for where the keys stand")
    values = {key: _value(key, value, name, line, path) for key, (value, line) in raw.items()}
    return Config(path, values, {key: f"{name}:{line}" if line else name for key, (_, line) in raw.items()})


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _from_yaml(text: str, name: str) -> dict[str, tuple[Any, int]] | None:
    from citex.packs.source import SourceError, Table, describe, parse

    try:
        table = parse(text)
    except SourceError as error:
        fault = error.fault
        raise UsageError(f"{name}:{fault.line}:{fault.column}: {fault.message}", fault.hint) from error
    if table is None:
        return {}
    if not isinstance(table, Table):
        raise UsageError(f"{name}:{table.line}: {describe(table)}; expected keys with values", _known())
    return {key.text: (_plain(value), key.line) for key, value in table.entries}


def _plain(value: Any) -> Any:
    from citex.packs.source import Items, Scalar

    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Items):
        return [_plain(item) for item in value.values]
    return {key.text: _plain(item) for key, item in value.entries}


def _from_ini(text: str, name: str) -> dict[str, tuple[Any, int]] | None:
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text, name)
    except configparser.Error as error:
        raise UsageError(f"{name}: {error.message}", "mend the file, or run with --isolated") from error
    return {key: (value, 0) for key, value in parser[_SECTION].items()} if parser.has_section(_SECTION) else None


def _from_toml(text: str, name: str) -> dict[str, tuple[Any, int]] | None:
    import tomllib

    try:
        section = tomllib.loads(text).get("tool", {}).get(_SECTION)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: {error}", "mend the file, or run with --isolated") from error
    return {key: (value, 0) for key, value in section.items()} if isinstance(section, dict) else None


_READERS: Mapping[str, Callable[[str, str], dict[str, tuple[Any, int]] | None]] = {
    ".cfg": _from_ini,
    ".ini": _from_ini,
    ".toml": _from_toml,
}


def _known() -> str:
    return f"known keys: {', '.join(OPTIONS)}"


def _value(key: str, value: Any, name: str, line: int, path: Path) -> Any:
    """A raw value as its option has it: text, or a tuple of texts."""
    where = f"{name}:{line}" if line else name
    option = OPTIONS.get(key)
    if option is None:
        from difflib import get_close_matches

        near = get_close_matches(key, OPTIONS, 1)
        raise UsageError(f"{where}: unknown key {key!r}", f"did you mean {near[0]!r}?" if near else _known())
    if option.pairs and isinstance(value, Mapping):
        value = [f"{code}={level}" for code, level in value.items()]
    found = _texts(value) if option.many else [value]
    if found is None or not all(isinstance(one, str) for one in found):
        raise UsageError(f"{where}: {key}: expected {'a list of texts' if option.many else 'one text'}", option.about)
    if option.choices and found[0] not in option.choices:
        raise UsageError(f"{where}: {key}: {found[0]!r}", f"choose from {', '.join(option.choices)}")
    if option.paths:
        found = [os.path.relpath(path.parent / one) for one in found]
    return tuple(found) if option.many else found[0]


def _texts(value: Any) -> list[Any] | None:
    """A list; a text is parted at commas and line ends, as ``setup.cfg`` has lists."""
    if isinstance(value, str):
        return [part.strip() for line in value.splitlines() for part in line.split(",") if part.strip()]
    return list(value) if isinstance(value, list | tuple) else None
