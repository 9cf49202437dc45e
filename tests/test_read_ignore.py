"""Patterns as git reads them."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from citex.read import Found, walk
from citex.read.ignore import Rules

GIT = shutil.which("git")
NAMES = ("a", "b", "ab", "a.txt", "b.txt", "x1.md", "a b", "[", "#a", "!a", "tin-bài")
PATTERNS = (
    *("a", "a.txt", "/a", "a/", "/a/", "a/b", "/a/b", "a/b/", "*", "!*", "*.txt", "/*.txt", "a/*.txt", "a*b", "a**b"),
    *("**", "**/", "/**", "**/a", "a/**", "a/**/b", "**/a/**", "a/**/", "**/*.txt", "***/a", "*/b", "*/*"),
    *(
        "?",
        "??",
        "a?txt",
        "[ab]",
        "[!a]",
        "[^a]",
        "[a-b].txt",
        "[b-a]",
        "[]a]",
        "[a-]",
        "[",
        "[a",
        "[[]",
        "\\[",
        "[\\]a]",
    ),
    *("[[:alpha:]]", "[[:alpha:]][[:digit:]].md", "[[:nothing:]]", "[[:]", "\\#a", "#a", "\\!a", "!a", "\\a", "a\\"),
    *(
        "a ",
        "a\\ b",
        "a b",
        "a\\ ",
        "",
        " ",
        "/",
        "//",
        "tin-bài",
        "*bài",
        ".",
        "a.",
        "(a)",
        "a|b",
        "a+",
        "$",
        "b.txt\r",
    ),
)
PAIRS = (
    ("*.txt", "!a.txt"),
    ("*", "!*/", "!*.md"),
    ("a/", "!a/b"),
    ("/a/*", "!/a/b"),
    ("!a", "a"),
    ("**/b", "!ab/**/b"),
)


def git(folder: Path, *args: str, text: str = "") -> str:
    environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(folder)}
    command = [str(GIT), "-C", str(folder), *args]
    done = subprocess.run(command, input=text.encode(), capture_output=True, env=environment, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.decode()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with every name at three depths, folders and files of the same names in different places."""
    if GIT is None:
        pytest.skip("git is not installed")
    root = tmp_path_factory.mktemp("tree")
    git(root, "init", "-q")
    folders = [root / first / second for first in ("a", "ab", "c") for second in ("a", "b", "c")]
    for folder in folders:
        folder.mkdir(parents=True)
    for folder in folders:
        for place in (root, folder.parent, folder):
            for name in NAMES:
                if not (place / name).exists():
                    (place / name).write_text("x", encoding="utf-8")
    return root


def wanted(root: Path) -> set[str]:
    """The files that git does not ignore."""
    return {name for name in git(root, "ls-files", "-zco", "--exclude-standard").split("\0") if name}


def walked(root: Path) -> set[str]:
    name = root.as_posix() + "/"
    return {found.name.removeprefix(name) for found in walk([root], ["*"]) if isinstance(found, Found)}


@pytest.mark.parametrize("patterns", [*((pattern,) for pattern in PATTERNS), *PAIRS], ids=repr)
def test_the_walk_reads_what_git_does_not_ignore(tree: Path, patterns: tuple[str, ...]) -> None:
    """With any ignore file the walk finds the files that ``git ls-files`` lists."""
    (tree / ".gitignore").write_text("\n".join(patterns), encoding="utf-8", newline="")
    assert wanted(tree) - {".gitignore"} == walked(tree)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("*.txt", "!a.txt"), ("!a.txt", "*.txt"), ("/a/a/", "!*"), ("a/a/*.txt", "!/a/b.txt"), ("b", "/b/")],
)
def test_the_nearer_file_has_the_last_word(tree: Path, upper: str, lower: str) -> None:
    """Nested ignore files work as in git, from the top and from a folder inside."""
    (tree / ".gitignore").write_text(upper, encoding="utf-8")
    nearer = tree / "a" / ".gitignore"
    nearer.write_text(lower, encoding="utf-8")
    try:
        expected = {name for name in wanted(tree) if not name.endswith(".gitignore")}
        assert expected == walked(tree)
        inside = {name.removeprefix("a/") for name in expected if name.startswith("a/")}
        assert inside == walked(tree / "a")
    finally:
        nearer.unlink()


def test_a_pattern_of_many_stars_is_quick() -> None:
    """Stars don't multiply: a hostile pattern on a long name ends at once."""
    rules = Rules(["*a" * 30 + "*b", "x/" + "*a" * 30 + "*b"], "test")
    start = time.perf_counter()
    assert rules.verdict("a" * 250, "x/" + "a" * 250, False) is None
    assert time.perf_counter() - start < 1


def test_letters_count_not_bytes() -> None:
    """``?`` and ``[...]`` stand for one Vietnamese letter: the one departure from git."""
    rules = Rules(["v?n.txt", "[đd]*"], "test")
    assert rules.verdict("văn.txt", "văn.txt", False)
    assert rules.verdict("đề-án", "đề-án", True)


def test_stars_in_a_name_stay_in_it() -> None:
    """``a**/b`` is ``a*/b``, as gitignore(5) says; git itself takes it for ``a/**/b`` and more (seen in 2.39)."""
    rules = Rules(["a**/b"], "test")
    assert rules.verdict("b", "ac/b", False)
    assert rules.verdict("b", "a/c/b", False) is None
    assert rules.verdict("ab", "ab", False) is None


def test_blanks_at_the_end() -> None:
    """They don't count, but one that a backslash keeps does."""
    assert Rules(["a  "], "test").verdict("a", "a", False)
    assert Rules(["a\\  "], "test").verdict("a ", "a ", False)
    assert Rules(["a\\\\  "], "test").verdict("a\\", "a\\", False)
