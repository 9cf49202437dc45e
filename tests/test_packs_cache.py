"""Compiled packs on disk: the same pack as compiled anew, and never one that is damaged or someone else's."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from citex import Article, Scanner
from citex.packs import cache, ready

TEXT = "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XII và Nghị quyết Trung ương 4 khóa XI."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cache"
    monkeypatch.setenv("CITEX_CACHE_DIR", str(path))
    ready._ready.cache_clear()
    return path


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def scan() -> object:
    ready._ready.cache_clear()
    pack, problems = ready.ready_pack()
    assert problems == ()
    return Scanner(pack).scan(Article("a.txt", TEXT))


def test_a_cached_pack_scans_alike(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is compiled, and the citations are the same."""
    first = scan()
    assert len(files(folder)) == 1
    monkeypatch.setattr(ready, "compiled", lambda data: pytest.fail("compiled again"))
    assert scan() == first


def test_a_change_of_the_patterns_makes_a_new_entry(folder: Path, tmp_path: Path) -> None:
    """The name hangs on the content of every file, so an old entry is never taken for a new pack."""
    mine = tmp_path / "mine.yaml"
    for name in ("Công điện", "Công lệnh"):
        mine.write_text(f"types: [{{id: CĐ, name: {name}, codes: [CĐ], examples: [{name} số 1-CĐ/TW]}}]\n", "utf-8")
        pack, _ = ready.ready_pack((mine,))
        assert pack.tables.types["CĐ"].name == name
    assert len(files(folder)) == 2


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_a_damaged_file_is_compiled_anew(folder: Path, damage: bytes | None) -> None:
    """Cut off, overwritten or with a byte changed: the result is the same, and the file is whole again."""
    first = scan()
    (path,) = files(folder)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + b"?" + whole[-8:] if damage is None else damage)
    assert scan() == first
    assert hashlib.blake2b(path.read_bytes()[32:], digest_size=32).digest() == path.read_bytes()[:32]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out by other means")
def test_what_others_may_write_is_not_read(folder: Path) -> None:
    """A folder or a file open to others, or a link, is passed over."""
    scan()
    (path,) = files(folder)
    key = path.name
    assert cache.load(key) is not None
    path.chmod(0o666)
    assert cache.load(key) is None
    path.chmod(0o600)
    folder.chmod(0o777)
    assert cache.load(key) is None
    folder.chmod(0o700)
    moved = path.rename(folder.parent / "elsewhere")
    path.symlink_to(moved)
    assert cache.load(key) is None


class Harmful:
    """Would run a command when it is unpickled."""

    def __reduce__(self) -> object:
        return os.system, ("echo harm",)


def test_a_cached_file_can_call_nothing(folder: Path) -> None:
    """A pickle that names anything but packs is refused, even in the user's own folder."""
    cache.save("0" * 64, Harmful())
    assert (folder / ("0" * 64)).is_file()
    assert cache.load("0" * 64) is None


def test_few_files_are_kept(folder: Path) -> None:
    """Old entries go; nothing half written stays."""
    for i in range(12):
        cache.save(f"{i:064x}", i)
    assert len(files(folder)) == 8
    assert pickle.loads((folder / f"{11:064x}").read_bytes()[32:]) == 11


def test_no_cache_writes_nothing(folder: Path) -> None:
    """Neither where it is not asked for, nor where the folder is an empty name or can't be made."""
    ready.ready_pack(cached=False)
    assert files(folder) == []


def test_an_unusable_folder_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file in the folder's place, or no folder at all: the pack is compiled."""
    (tmp_path / "file").write_text("")
    for given in (str(tmp_path / "file"), ""):
        monkeypatch.setenv("CITEX_CACHE_DIR", given)
        assert scan()


@pytest.mark.parametrize("known", [True, False])
def test_patterns_of_re_come_back(known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """As their code where the inside of ``re`` is as it is known, as their source where it is not."""
    patterns = [re.compile(r"(?P<a>x+)|(?P<b>[à-ỹ]{2})(?=y)"), re.compile(rb"(?i)\xc4[\x90\x91](?>a|b)*")]
    if not known:
        monkeypatch.setattr(cache, "import_module", lambda name: object())
    data = cache.packed(patterns)
    monkeypatch.undo()
    assert (b"_made" in data) == known
    for before, after in zip(patterns, cache.unpacked(data), strict=True):
        assert (after.pattern, after.flags, after.groups) == (before.pattern, before.flags, before.groups)
        assert after.groupindex == before.groupindex
    text, data = cache.unpacked(data)
    assert text.fullmatch("xx").lastgroup == "a"
    assert text.match("ảđy")["b"] == "ảđ"
    assert data.match(b"\xc4\x91ABA").end() == 5


SPARED = {
    *("yaml", "rich", "multiprocessing", "hashlib", "citex.packs.load", "citex.packs.data", "citex.packs.source"),
    *("citex.read.folders", "citex.read.ignore", "citex.read.pieces", "citex.read.jsonl", "citex.documents"),
}


def test_a_hit_loads_neither_yaml_nor_rich(tmp_path: Path) -> None:
    """What a scan to JSON Lines or CSV does not need is not imported once the pack is cached."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code = (
        "import sys\nfrom citex.cli.main import main\n"
        "main(['scan', 'a.txt', '--format', sys.argv[1]], standalone_mode=False)\n"
        f"print(*({SPARED!r} & set(sys.modules)), file=sys.stderr)"
    )
    for name in ("jsonl", "jsonl", "csv"):
        done = subprocess.run(
            [sys.executable, "-c", code, name], cwd=tmp_path, capture_output=True, text=True, check=True
        )
    assert done.stderr.strip() == ""
