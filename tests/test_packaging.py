"""What setup.cfg promises against what lies in the tree. That the built wheel works is proven by .ci/run."""

from __future__ import annotations

import ast
import configparser
import importlib
import re
import sys
from pathlib import Path

import pytest

from citex.version import __version__

ROOT = Path(__file__).resolve().parents[1]
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")

# Names under which a distribution is imported, where they differ.
IMPORTED_AS = {"pyyaml": "yaml"}


def listed(section: str, key: str) -> list[str]:
    """The lines of a value of setup.cfg."""
    return [line for line in SETUP[section][key].splitlines() if line]


def mapped() -> dict[str, Path]:
    """Packages that setup.cfg takes from another folder."""
    pairs = (line.split("=") for line in listed("options", "package_dir"))
    return {name.strip(): ROOT / folder.strip() for name, folder in pairs}


def files(folder: Path) -> set[Path]:
    """All files in a folder and its subfolders but compiled ones."""
    return {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_every_package_of_the_tree_is_listed() -> None:
    """Each folder of citex/ with Python files is a package and stands in setup.cfg, and nothing else does."""
    folders = {path.parent for path in files(ROOT / "citex") if path.suffix == ".py"}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []
    names = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert sorted(listed("options", "packages")) == sorted(names | set(mapped()))


@pytest.mark.parametrize("package", ["citex", "citex.patterns"])
def test_every_data_file_ships(package: str) -> None:
    """Each file of a package that is no Python matches a glob of package_data, and each glob matches a file.

    ``*/*.yaml`` may match nothing: there need be no folder in patterns/.
    """
    folder = mapped().get(package, ROOT / package)
    data = {path for path in files(folder) if path.suffix != ".py"}
    globs = listed("options.package_data", package)
    matched = {glob: set(folder.glob(glob)) & data for glob in globs}
    assert data - set().union(*matched.values()) == set()
    assert [glob for glob in globs if not matched[glob] and "/" not in glob] == []


def test_the_console_script_exists() -> None:
    """The entry point names a module of the tree and something in it that can be called."""
    (line,) = listed("options.entry_points", "console_scripts")
    module, _, name = line.partition("=")[2].strip().partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_the_changelog_knows_the_version() -> None:
    """CHANGELOG.md has a section for the version that the package gives."""
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def outside_imports() -> set[str]:
    """Top-level modules imported anywhere under citex/ that are neither citex nor of Python itself."""
    names: set[str] = set()
    for path in files(ROOT / "citex"):
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"citex"}


def test_imports_are_the_declared_requirements() -> None:
    """At run time citex imports what install_requires names, all of it and nothing else."""
    required = [re.split(r"[^\w.-]", line)[0] for line in listed("options", "install_requires")]
    assert outside_imports() == {IMPORTED_AS.get(name, name) for name in required}
