"""Configuration: which file counts, what it may say, and what ``citex config show`` tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from citex import UsageError
from citex.cli.main import main
from citex.config import OPTIONS, find_config, read_config

WRONG = "Theo Nghị quyết số 18/NQ-TW ngày 25/10/2017 và Quy định số 144 - QĐ/TW ngày 09/5/2024.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an article, from whose root things are run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def codes(*args: str) -> list[str]:
    return [line.split(": ")[1].split()[0] for line in run("check", *args)[1].splitlines()]


CONFIGS = {
    ".citex.yml": "ignore: [CX101]\nfail-on: warning\nseverity: {CX102: error}\n",
    "setup.cfg": "[metadata]\nname = x\n[citex]\nignore =\n    CX101\nfail-on = warning\nseverity = CX102=error\n",
    "pyproject.toml": '[tool.citex]\nignore = ["CX101"]\nfail-on = "warning"\nseverity = {CX102 = "error"}\n',
}


@pytest.mark.parametrize("name", CONFIGS)
def test_three_files_say_the_same(root: Path, name: str) -> None:
    """Each kind of file gives the same values, and the run follows them."""
    (root / name).write_text(CONFIGS[name], encoding="utf-8")
    config = read_config(root / name)
    assert config is not None
    assert config.values == {"ignore": ("CX101",), "fail-on": "warning", "severity": ("CX102=error",)}
    assert codes("news") == ["CX102"]
    assert run("check", "news")[0] == 1


def test_the_nearest_one_counts(root: Path) -> None:
    """Upward from what is checked, not from where it is run; a file without a section for citex does not count."""
    (root / ".citex.yml").write_text("ignore: [CX101]\n", encoding="utf-8")
    assert codes("news") == ["CX102"]
    (root / "news" / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert codes("news") == ["CX102"]
    (root / "news" / "setup.cfg").write_text("[citex]\nignore = CX102\n", encoding="utf-8")
    assert codes("news") == ["CX101"]
    assert codes("news/a.txt") == ["CX101"]


def test_a_repository_is_a_border(root: Path) -> None:
    """A configuration above the repository does not reach into it."""
    (root / ".citex.yml").write_text("ignore: [CX101]\n", encoding="utf-8")
    (root / "news" / ".git").mkdir()
    assert codes("news") == ["CX101", "CX102"]
    assert find_config(root / "news").file is None


def test_the_command_line_goes_first(root: Path) -> None:
    """An option that is given is not mixed with the configuration's; --isolated reads none; --config another one."""
    (root / ".citex.yml").write_text("ignore: [CX101]\nfail-on: never\n", encoding="utf-8")
    assert codes("news", "--ignore", "CX102") == ["CX101"]
    assert run("check", "news", "--fail-on", "warning")[0] == 1
    assert codes("news", "--isolated") == ["CX101", "CX102"]
    (root / "other.yml").write_text("ignore: [CX1]\n", encoding="utf-8")
    assert codes("news", "--config", "other.yml") == []


def test_paths_are_relative_to_the_configuration(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs, baseline and exceptions are found from any folder."""
    (root / "house.yaml").write_text("disable: [rules/CX101]\n", encoding="utf-8")
    (root / "known.txt").write_text("CX102 *.txt\n", encoding="utf-8")
    (root / ".citex.yml").write_text("patterns: house.yaml\nexceptions: known.txt\n", encoding="utf-8")
    monkeypatch.chdir(root / "news")
    assert codes("a.txt") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ignor: [CX101]\n", ".citex.yml:1: unknown key 'ignor'"),
        ("select: [CX1]\nfail-on: sometimes\n", ".citex.yml:2: fail-on: 'sometimes'"),
        ("baseline: [a, b]\n", ".citex.yml:1: baseline: expected one text"),
        ("select: {CX1: [a]}\n", ".citex.yml:1: select: expected a list of texts"),
        ("select: [CX1\n", ".citex.yml:2:1: not YAML"),
        ("- select\n", ".citex.yml:1: a list; expected keys with values"),
        ("select: [CX999]\n", "no rule has the code 'CX999'"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(root: Path, text: str, says: str) -> None:
    """Status 2, no findings, file and line."""
    (root / ".citex.yml").write_text(text, encoding="utf-8")
    status, out, err = run("check", "news")
    assert (status, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(("name", "text"), [("setup.cfg", "[citex\n"), ("pyproject.toml", "[tool.citex\n")])
def test_broken_files_of_others_are_told(root: Path, name: str, text: str) -> None:
    """A setup.cfg or pyproject.toml that can't be parsed may hold our section."""
    (root / name).write_text(text, encoding="utf-8")
    status, _, err = run("check", "news")
    assert (status, name in err, "--isolated" in err) == (2, True, True)


def test_an_empty_file_says_nothing_and_a_named_one_must_speak(root: Path) -> None:
    """.citex.yml may be empty; a file given with --config must have the section."""
    (root / ".citex.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert codes("news") == ["CX101", "CX102"]
    (root / "x.toml").write_text("a = 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no section for citex"):
        read_config(root / "x.toml")
    assert run("check", "news", "--config", "nix.yml")[0] == 2


def test_show_tells_each_value_and_its_source(root: Path) -> None:
    """The file, each value with file and line, and the defaults."""
    (root / ".citex.yml").write_text("# house rules\nignore: [CX101, CX6]\nbaseline: known.json\n", encoding="utf-8")
    status, out, _ = run("config", "show", "news")
    lines = out.splitlines()
    assert status == 0
    assert lines[0].endswith("/.citex.yml")
    assert "ignore: CX101, CX6   # .citex.yml:2" in lines
    assert "baseline: known.json   # .citex.yml:3" in lines
    assert "fail-on: error   # default" in lines
    assert len(lines) == 1 + len(OPTIONS)
    assert run("config", "show", "--isolated")[1].startswith("# no configuration file\n")
