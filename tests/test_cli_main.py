"""The group of commands: lazy, with clear errors and the right status."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from citex import __version__
from citex.cli.main import VERBS, main

HEAVY = ("yaml", "regex", "rich", "json", "multiprocessing", "citex.scanner", "citex.cli.scan")


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, args)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    """Neither loads what only a scan needs."""
    code = (
        "import sys\nfrom citex.cli.main import main\n"
        f"try:\n    main([{option!r}])\nexcept SystemExit as stop:\n    assert not stop.code\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "loaded: []"


def test_every_verb_is_listed_with_its_own_short_help() -> None:
    """The table that spares the imports says what the commands say."""
    status, out, _ = run("--help")
    assert status == 0
    for verb, short in VERBS.items():
        command = main.get_command(None, verb)  # type: ignore[arg-type, attr-defined]
        assert command is not None
        assert command.name == verb
        assert command.short_help == short
        assert short in out


@pytest.mark.parametrize(
    "path", [["scan"], ["explain"], ["eval"], ["patterns"], *(["patterns", c] for c in ("list", "show"))]
)
def test_every_command_has_help(path: list[str]) -> None:
    """--help works below the group too."""
    status, out, err = run(*path, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: citex {' '.join(path)}")


def test_version() -> None:
    """--version names the program and its version."""
    assert run("--version") == (0, f"citex, version {__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["scna"], "did you mean 'scan'?"),
        (["tests"], "citex scan tests"),
        (["\x1b[31m"], "\\x1b[31m"),
        (["scan"], "no path given"),
        (["scan", "--nope", "x"], "--nope"),
        (["scan", "x", "--jobs", "-1"], "--jobs"),
        (["scan", "x", "--format", "xml"], "xml"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_next(
    args: list[str], says: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing on standard output, a next step on standard error, no raw control character."""
    monkeypatch.chdir(str(tmp_path))
    (tmp_path / "tests").mkdir()  # type: ignore[operator]
    status, out, err = run(*args)
    assert (status, out) == (2, "")
    assert says in err
    assert "\x1b" not in err


def test_no_command_at_all_shows_the_help() -> None:
    """``citex`` alone tells what there is, as wrong usage."""
    status, out, err = run()
    assert status == 2
    assert "Commands:" in out + err
