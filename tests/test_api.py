"""The Python API: lazy names, texts, paths, and the gathering of documents."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

import citex
from citex import gather
from citex.errors import CitexError, PackError, UsageError
from citex.gather import Spool
from citex.records import Citation

FULL = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị khóa XIII"
SHORT = "Cán bộ, đảng viên học tập Nghị quyết số 57-NQ/TW."


def test_import_costs_nothing() -> None:
    """``import citex`` loads no other module of it but the version."""
    code = "import sys, citex; print(sorted(name for name in sys.modules if name.startswith('citex')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['citex', 'citex.version']"


def test_every_public_name_is_there() -> None:
    """All names can be had, and no other."""
    for name in citex.__all__:
        assert getattr(citex, name) is not None
    assert dir(citex) == sorted(citex.__all__)
    with pytest.raises(AttributeError, match="no attribute 'scan_everything'"):
        citex.scan_everything  # noqa: B018


def test_scan_text_gives_frozen_citations() -> None:
    """Offsets are those of the text as given, decomposed or not."""
    text = "Theo\r\n" + FULL
    (citation,) = citex.scan_text(text, file="bài.txt")
    assert (citation.file, citation.line, citation.column, citation.text) == ("bài.txt", 2, 1, FULL)
    with pytest.raises(FrozenInstanceError):
        citation.text = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("resolve", "documents"),
    [("none", [None, None]), ("article", ["TW/NQ/57@XIII"] * 2), ("corpus", ["TW/NQ/57@XIII"] * 2)],
)
def test_scan_text_resolves_as_asked(resolve: str, documents: list[str | None]) -> None:
    """Within one text, article and corpus know the same."""
    found = citex.scan_text(f"{FULL}. {SHORT}", resolve=resolve)
    assert [citation.document for citation in found] == documents


def test_wrong_options_are_errors() -> None:
    """What does not exist is told with what does."""
    with pytest.raises(UsageError) as caught:
        citex.scan_text(FULL, resolve="everything")
    assert "article, corpus, none" in caught.value.hint
    with pytest.raises(UsageError):
        citex.scan_paths(".", group_by=("colour",))
    with pytest.raises(UsageError):
        citex.scan_paths(".", where=("colour=red",))


def test_a_bad_pack_is_an_error_for_a_text_and_told_for_paths(tmp_path: Path) -> None:
    """scan_text has nowhere to tell of half a pack; scan_paths has ``errors``."""
    pack = tmp_path / "bad.yaml"
    pack.write_text("types:\n- name: no id\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"bad\.yaml:2:"):
        citex.scan_text(FULL, patterns=pack)
    (tmp_path / "a.txt").write_text(FULL, encoding="utf-8")
    result = citex.scan_paths(tmp_path, patterns=[pack])
    assert len(result.citations) == 1
    assert [error.file for error in result.errors] == [pack.as_posix()]


def test_a_pack_that_changes_is_read_again(tmp_path: Path) -> None:
    """The compiled pack is kept only as long as its files stay as they are."""
    pack = tmp_path / "mine.yaml"
    text = "Công điện số 12-CĐ/TW"
    pack.write_text("types:\n- {id: CĐ, name: Công điện, codes: [CĐ]}\n", encoding="utf-8")
    assert citex.scan_text(text, patterns=pack)[0].type_name == "Công điện"
    assert citex.load_pack(pack) is citex.load_pack([pack])
    pack.write_text("types:\n- {id: CĐ, name: Công điện khẩn, codes: [CĐ]}\n", encoding="utf-8")
    assert citex.scan_text(text, patterns=pack)[0].type_name == "Công điện khẩn"


def test_scan_paths_joins_files_whatever_their_order(tmp_path: Path) -> None:
    """A mention that says less belongs to the document that another file tells in full."""
    short = "Tỉnh ủy Hậu Giang vừa sơ kết Nghị quyết số 15-NQ/TU."
    full = "Nghị quyết số 15-NQ/TU ngày 24/02/2020 của Ban Chấp hành Đảng bộ tỉnh Hậu Giang được triển khai."
    for name, text in (("a.txt", short), ("b.txt", full), ("c.txt", "Không có gì.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    key = "Hậu Giang/TU/NQ/15@2015-2020"
    result = citex.scan_paths(tmp_path, group_by=("file",))
    assert (result.files, len(result.citations), result.errors) == (3, 2, ())
    assert [(one.document, one.citations, one.files) for one in result.documents] == [(key, 2, 2)]
    assert [(one.value, one.citations) for one in result.groups] == [
        ((tmp_path / "a.txt").as_posix(), 1),
        ((tmp_path / "b.txt").as_posix(), 1),
    ]
    alone = citex.scan_paths(tmp_path, resolve="article")
    assert [citation.document == key for citation in alone.citations] == [False, True]
    assert sum(one.citations for one in alone.documents) == sum(one.document is not None for one in alone.citations)


def test_groups_and_unresolved_add_up(tmp_path: Path) -> None:
    """No citation is lost between documents and the groups of those without one."""
    (tmp_path / "a.txt").write_text(f"{SHORT}\n\n{FULL}\n\nđảng viên học Hướng dẫn số 03-HD/TW", encoding="utf-8")
    for resolve in ("none", "article", "corpus"):
        result = citex.scan_paths(tmp_path, resolve=resolve)
        assert sum(one.citations for one in result.groups) == len(result.citations) == 3


def test_scanner_keeps_nothing_between_articles() -> None:
    """The same article gives the same, whatever was scanned before it."""
    scanner = citex.Scanner(citex.load_pack())
    first = scanner.scan(citex.Article("a", FULL))
    scanner.scan(citex.Article("b", "Nghị quyết số 57-NQ/TW ngày 1/1/1999 của Ban Bí thư khóa VIII"))
    assert scanner.scan(citex.Article("a", FULL)) == first


def test_spool_gives_back_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    """In memory and on disk, any number of times."""
    (citation,) = citex.scan_text(FULL)
    for limit in (10**6, 10):
        monkeypatch.setattr(gather, "_IN_MEMORY", limit)
        spool = Spool()
        spool.add([citation, replace(citation, start=7, evidence={"document": {"candidates": ["x"]}})], "2024-05-06")
        spool.add([citation], None)
        for _ in range(2):
            dates = [(date, [one.start for one in citations]) for date, citations in spool]
            assert dates == [("2024-05-06", [0, 7]), (None, [0])]
        assert next(iter(spool))[1][0] == citation
        spool.close()


def test_spool_tells_of_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error with a next step, not an OSError."""
    spool = Spool()

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pickle.dump", full)
    with pytest.raises(CitexError, match="No space left") as caught:
        spool.add([Citation("-", 0, 1, 1, 1, "x", "numbered", "NQ", "Nghị quyết")], None)
    assert "TMPDIR" in caught.value.hint
    spool.close()
