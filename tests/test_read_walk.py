"""From paths to the files to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citex.read import Found, Skipped, walk
from citex.records import Problem

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


def plant(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Nghị quyết số 15-NQ/TU", encoding="utf-8")


def found(items: Iterable[object]) -> list[str]:
    return [item.name for item in items if isinstance(item, Found)]


def skipped(items: Iterable[object]) -> dict[str, str]:
    return {item.file: item.reason for item in items if isinstance(item, Skipped)}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_files_in_the_order_of_their_names(here: Path) -> None:
    """A folder gives its text files, sorted by the whole name, whatever folder they are in."""
    plant(here, "d/a/b.txt", "d/a.txt", "d/a-b.md", "d/a0.TEXT", "d/ă.markdown", "d/x.pdf", "d/.y.txt", "d/.z/q.txt")
    expected = ["d/a-b.md", "d/a.txt", "d/a/b.txt", "d/a0.TEXT", "d/ă.markdown"]
    assert expected == found(walk(["d"]))
    assert expected == found(walk(["d/"]))
    assert skipped(walk(["d"])) == {
        "d/x.pdf": "not of a kind that is read (see --include)",
        "d/.y.txt": "hidden",
        "d/.z/": "hidden",
    }


NAMES = st.lists(st.sampled_from(["a", "a-", "a.b", "b", "ab", "á"]), min_size=1, max_size=3).map("/".join)


@settings(max_examples=40, deadline=None)
@given(st.sets(NAMES, max_size=12), st.lists(st.sampled_from([".", "a.txt", "a", "a-", "b/a"]), min_size=1))
def test_always_sorted_and_each_file_once(
    tmp_path_factory: pytest.TempPathFactory, names: set[str], paths: list[str]
) -> None:
    """Whatever overlapping paths are given, the names come sorted and every file comes once."""
    root = tmp_path_factory.mktemp("walk")
    plant(root, *(name + ".txt" for name in names))
    items = list(walk([os.path.normpath(root / path) for path in paths]))
    result = found(items)
    assert sorted(result) == result
    assert len(result) == len(set(result))
    if "." in paths:
        assert {f"{root.as_posix()}/{name}.txt" for name in names} == set(result)


def test_the_current_folder_leaves_no_mark_in_names(here: Path) -> None:
    """``.`` gives the names that ``git ls-files`` gives; other spellings stay as they were given."""
    plant(here, "d/a.txt", "b.txt")
    assert found(walk(["."])) == ["b.txt", "d/a.txt"]
    assert found(walk(["./d"])) == ["./d/a.txt"]
    assert found(walk(["d/../b.txt"])) == ["d/../b.txt"]
    assert [f"{here.as_posix()}/d/a.txt"] == found(walk(here / "d"))  # type: ignore[arg-type]


def test_a_named_file_is_read_whatever_it_is(here: Path) -> None:
    """Neither kind, hiding nor ignore files keep out a file that was named, and it is marked as named."""
    plant(here, ".x.pdf", "a.txt")
    (here / ".gitignore").write_text("*\n", encoding="utf-8")
    assert [Found(".x.pdf", ".x.pdf", True), Found("a.txt", "a.txt", True)] == list(
        walk(["a.txt", ".x.pdf"], exclude=["*"])
    )


def test_a_file_reached_twice_is_read_once(here: Path) -> None:
    """Paths that overlap give each file once; the second name is told."""
    plant(here, "d/a.txt", "d/e/b.txt")
    items = list(walk(["d", "d/e", "./d/a.txt", "d/a.txt", "d/e/b.txt"]))
    assert found(items) == ["./d/a.txt", "d/e/b.txt"]
    assert skipped(items)["d/a.txt"] == "already read as ./d/a.txt"
    assert [Found("d/e/b.txt", "d/e/b.txt", True)] == [
        item for item in items if item == Found("d/e/b.txt", "d/e/b.txt", True)
    ]


def test_include_and_exclude(here: Path) -> None:
    """Patterns pick by name, by the path inside the folder or by the name in the output; folders can be left out."""
    plant(here, "d/a.txt", "d/b.html", "d/old/c.txt", "d/old/deep/d.txt", "d/new/e.TXT")
    assert found(walk(["d"], ["*.html"])) == ["d/b.html"]
    assert found(walk(["d"], exclude=["old/"])) == ["d/a.txt", "d/new/e.TXT"]
    assert found(walk(["d"], exclude=["d/old"])) == ["d/a.txt", "d/new/e.TXT"]
    assert found(walk(["d"], exclude=["old/*/"])) == ["d/a.txt", "d/new/e.TXT", "d/old/c.txt"]
    assert found(walk(["d"], ["*.txt", "!a.txt"], ["old"])) == ["d/new/e.TXT"]


def test_ignore_files_of_both_names(here: Path) -> None:
    """``.citexignore`` has the last word over ``.gitignore``; ``ignore=False`` reads all; the reason names the file."""
    plant(here, "d/a.txt", "d/b.txt", "d/c.txt", "d/e/b.txt")
    (here / "d/.gitignore").write_bytes("\ufeffa.txt\r\nb.txt\r\n".encode())
    (here / "d/.citexignore").write_text("!a.txt\nc.txt", encoding="utf-8")
    items = list(walk(["d"]))
    assert found(items) == ["d/a.txt"]
    assert skipped(items)["d/e/b.txt"] == "ignored by d/.gitignore"
    assert skipped(items)["d/c.txt"] == "ignored by d/.citexignore"
    assert found(walk(["d"], ignore=False)) == ["d/a.txt", "d/b.txt", "d/c.txt", "d/e/b.txt"]


def test_ignore_files_above_count_within_a_repository(here: Path) -> None:
    """Those of the folders above hold up to the one with ``.git``, and not at all where there is none."""
    plant(here, "r/s/d/a.txt", "r/s/d/b.txt", "r/s/d/c.txt")
    (here / ".gitignore").write_text("c.txt", encoding="utf-8")
    (here / "r/.gitignore").write_text("/s/d/a.txt", encoding="utf-8")
    (here / "r/s/.citexignore").write_text("d/b.txt", encoding="utf-8")
    assert found(walk(["r/s/d"])) == ["r/s/d/a.txt", "r/s/d/b.txt", "r/s/d/c.txt"]
    (here / "r/.git").mkdir()
    assert found(walk(["r/s/d"])) == ["r/s/d/c.txt"]


def test_the_last_word_among_ignore_files_above(here: Path) -> None:
    """The nearer folder's file decides, and in one folder ``.citexignore``."""
    plant(here, "r/s/d/a.txt", "r/s/d/b.txt", "r/s/d/c.txt")
    (here / "r/.git").mkdir()
    (here / "r/.gitignore").write_text("*.txt", encoding="utf-8")
    (here / "r/s/.gitignore").write_text("!a.txt\n!b.txt", encoding="utf-8")
    (here / "r/s/.citexignore").write_text("b.txt", encoding="utf-8")
    assert found(walk(["r/s/d"])) == ["r/s/d/a.txt"]
    assert found(walk(["r"])) == ["r/s/d/a.txt"]


def test_hidden_files_on_request(here: Path) -> None:
    """``hidden`` reads them, but never what is in ``.git``."""
    plant(here, "d/.a.txt", "d/.b/c.txt", "d/.git/d.txt")
    assert found(walk(["d"], hidden=True)) == ["d/.a.txt", "d/.b/c.txt"]


@pytest.mark.parametrize("path", ["missing", "missing/a.txt", "", "a\0b", "x" * 5000])
def test_a_path_that_is_not_there_is_a_problem(here: Path, path: str) -> None:
    """It is told under its name with a hint, and the other paths are read."""
    plant(here, "a.txt")
    problems = [item for item in walk([path, "a.txt"]) if isinstance(item, Problem)]
    assert [path] == [problem.file for problem in problems]
    assert problems[0].message and problems[0].hint
    assert found(walk([path, "a.txt"])) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_a_problem(here: Path) -> None:
    """The rest of the tree is read."""
    plant(here, "d/a/a.txt", "d/b.txt")
    (here / "d/a").chmod(0)
    try:
        items = list(walk(["d"]))
    finally:
        (here / "d/a").chmod(0o700)
    assert found(items) == ["d/b.txt"]
    assert [item.file for item in items if isinstance(item, Problem)] == ["d/a"]


def test_a_folder_that_fails_is_a_problem(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses inside a tree is told, and the rest is read (also as root)."""
    plant(here, "d/a/a.txt", "d/b.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    problem, *others = walk(["d"])
    assert isinstance(problem, Problem)
    assert (problem.file, problem.message) == ("d/a", "permission denied")
    assert found(others) == ["d/b.txt"]


@needs_links
def test_links_end_and_stay_inside(here: Path) -> None:
    """Loops end, links out of the folder and broken ones are left out, each with its reason."""
    plant(here, "d/a.txt", "d/e/b.txt", "out/c.txt")
    for name, target in (("loop", "."), ("e/up", ".."), ("out", "../out"), ("c.txt", "../out/c.txt")):
        (here / "d" / name).symlink_to(target)
    (here / "d/broken.txt").symlink_to("nowhere")
    (here / "d/self.txt").symlink_to("self.txt")
    (here / "d/z.txt").symlink_to("a.txt")
    items = list(walk(["d"]))
    assert found(items) == ["d/a.txt", "d/e/b.txt"]
    assert skipped(items) == {
        "d/loop": "a link to the folder itself, which has its own place in the folder",
        "d/e/up": "a link to the folder itself, which has its own place in the folder",
        "d/out": "a link that leads out of the folder",
        "d/c.txt": "a link that leads out of the folder",
        "d/broken.txt": "a link that leads nowhere",
        "d/self.txt": "a link that leads nowhere",
        "d/z.txt": "a link to a.txt, which has its own place in the folder",
    }


@needs_links
def test_links_to_what_the_walk_passes_over_are_followed(here: Path) -> None:
    """A link to a file or folder that is hidden by its name is read under the link's name, once."""
    plant(here, "d/.store/f1", "d/.store/g/h.txt")
    (here / "d/.store/g/round").symlink_to("..")
    (here / "d/a.txt").symlink_to(".store/f1")
    (here / "d/b.txt").symlink_to(".store/f1")
    (here / "d/g").symlink_to(".store/g")
    (here / "d/k").symlink_to(".store/g")
    items = list(walk(["d"]))
    assert found(items) == ["d/a.txt", "d/g/h.txt"]
    assert skipped(items)["d/b.txt"] == "already read as d/a.txt"
    assert skipped(items)["d/k/"] == "a link to a folder that is already read"


@needs_links
def test_named_links_are_read(here: Path) -> None:
    """A link that was named is followed, a folder's link under the name that was given."""
    plant(here, "d/a.txt")
    (here / "l").symlink_to("d")
    (here / "f").symlink_to("d/a.txt")
    assert found(walk(["l"])) == ["l/a.txt"]
    assert found(walk(["f", "l"])) == ["f"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_pipes_in_a_folder_are_left_alone(here: Path) -> None:
    """Only regular files are opened in a walk: a pipe would wait for ever."""
    plant(here, "d/a.txt")
    os.mkfifo(here / "d/b.txt")
    assert skipped(walk(["d"])) == {"d/b.txt": "not a regular file"}


def test_standard_input_has_its_place(here: Path) -> None:
    """``-`` comes once, in the order of its name."""
    plant(here, "a.txt", "c.txt")
    assert found(walk(["c.txt", "-", "a.txt", "-"], stdin_name="b.txt")) == ["a.txt", "b.txt", "c.txt"]


def test_a_deep_tree(here: Path) -> None:
    """Depth is bounded by the system, not by Python's stack."""
    depth = sys.getrecursionlimit() + 200
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text("x", encoding="utf-8")
    os.chdir(here)
    try:
        assert found(walk(["d"])) == ["d/" * depth + "a.txt"]
    finally:  # pytest's own cleaning goes down by recursion
        Path("d/" * depth, "a.txt").unlink()
        for level in range(depth, 0, -1):
            os.rmdir("d/" * level)
