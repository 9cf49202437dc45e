"""``citex catalogue``: the shipped entries hold; wrong ones are told; a corpus proposes new ones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import citex
from citex.cli.main import main
from citex.resolve.series import Member, misfits

ENTRY = {
    "id": "TW/CT/19@XII",
    "type": "CT",
    "number": "19",
    "symbol": "19-CT/TW",
    "date": "2018-01-10",
    "issuer": "Ban Bí thư",
    "term": "XII",
    "confidence": "medium",
    "source": "Báo Nhân Dân",
}


def run(*args: object) -> tuple[int, str]:
    """Status and output of a command."""
    result = CliRunner().invoke(main, [str(one) for one in args])
    return result.exit_code, result.output


def check(folder: Path, **changes: str) -> tuple[int, str]:
    """The check of the shipped catalogue and one more entry."""
    pack = folder / "mine.yaml"
    pack.write_text(yaml.safe_dump({"catalogue": [{**ENTRY, **changes}]}, allow_unicode=True), encoding="utf-8")
    return run("catalogue", "check", "--patterns", pack)


def test_the_shipped_catalogue_holds() -> None:
    """Every entry has a source and a date in order, or says why not."""
    status, output = run("catalogue", "check")
    count = len(citex.load_pack().data.catalogue)
    assert (status, output.splitlines()[-1].split(",")[0]) == (0, f"{count} entries: {count} with a source")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, ""),
        ({"source": ""}, "no source"),
        ({"confidence": ""}, "no confidence"),
        ({"number": "21", "symbol": "21-CT/TW"}, "expected TW/CT/21@XII"),
        ({"date": "2015-01-22"}, "outside term XII"),
        ({"date": "2016-02-22"}, "TW/CT/16@XII of 2017-12-22"),
        ({"date": "2020-01-22"}, "TW/CT/20@XII"),
    ],
)
def test_what_does_not_hold_is_told(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    """With file and line, what was expected, and status 1."""
    status, output = check(tmp_path, **changes)
    assert status == (1 if message else 0)
    assert message in output
    assert ("mine.yaml:" in output) == bool(message)


def test_an_entry_may_say_why_it_breaks_the_order(tmp_path: Path) -> None:
    """Its note is shown and it passes; a missing source is never excused."""
    status, output = check(tmp_path, date="2020-01-22", note="The press prints this date.")
    assert status == 0 and "The press prints this date." in output and "1 say why not" in output
    assert check(tmp_path, source="", note="Unknown.")[0] == 1


def members(dates: Iterable[str]) -> list[Member]:
    """A series of the numbers 1, 2, …"""
    return [Member(str(i), i, date) for i, date in enumerate(dates, 1)]


def test_the_fewest_are_out_of_order() -> None:
    """One wrong date among many does not make the others wrong."""
    row = members(["2020-01", "2020-02", "2029-01-01", "2020-03", "2020", "2020-06-01"])
    ((wrong, below, above),) = misfits(row)
    assert (wrong.key, below and below.key, above and above.key) == ("3", "2", "4")
    assert misfits(members([])) == misfits(members(["2020", "2020-05-01", "2020-05"])) == []


FULL = "Chỉ thị số 19-CT/TW ngày 10/01/2018 của Ban Bí thư về công tác ở vùng đồng bào Khmer trong tình hình mới."


class TestBuild:
    """Entries proposed from articles."""

    def build(self, folder: Path, texts: Iterable[str], least: int = 2) -> tuple[str, list[dict[str, str]]]:
        """What is printed for articles of these texts, and the entries in it."""
        for i, text in enumerate(texts):
            (folder / f"{i}.txt").write_text(text, encoding="utf-8")
        status, output = run("catalogue", "build", folder, "-n", least)
        assert status == 0
        return output, yaml.safe_load(output)["catalogue"] or []

    def test_told_in_full_often_enough(self, tmp_path: Path) -> None:
        """Twice in full; a mention that says less does not count. The proposal is a pack that passes the check."""
        output, (entry,) = self.build(tmp_path, [FULL, FULL, "Đảng bộ học Chỉ thị 19-CT/TW."])
        assert {name: entry[name] for name in ENTRY if name != "source"} == {
            name: value for name, value in ENTRY.items() if name != "source"
        }
        assert entry["source"] == "corpus: told in full 2 times; cited in 3 files"
        pack = tmp_path / "mine.yaml"
        pack.write_text(output, encoding="utf-8")
        assert run("catalogue", "check", "--patterns", pack)[0] == 0
        assert self.build(tmp_path, [FULL, FULL], least=3)[1] == []

    def test_what_is_known_is_not_proposed(self, tmp_path: Path) -> None:
        """The catalogue's own documents, but for what contradicts them."""
        known = "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị."
        assert self.build(tmp_path, [known, known])[1] == []
        output, entries = self.build(tmp_path, [known.replace("15/5", "18/5")] * 2)
        assert entries == [] and "# conflict: TW/CT/05@XII: date: 2016-05-15 (0 times, first catalogue)" in output

    def test_conflicts_are_listed(self, tmp_path: Path) -> None:
        """Two dates, with the places; the entry stands there commented out."""
        output, entries = self.build(tmp_path, [FULL, FULL, FULL.replace("10/01", "14/01")])
        assert entries == [] and "# - {id: TW/CT/19@XII" in output
        assert f"2018-01-14 (1 times, first {(tmp_path / '2.txt').as_posix()}:1:1)" in output

    def test_a_local_document_resolves_later_mentions(self, tmp_path: Path) -> None:
        """A pack of a province's documents is used like the shipped catalogue."""
        text = "Nghị quyết số 15-NQ/TU ngày 24/02/2020 của Tỉnh ủy Hậu Giang về hợp nhất hai đảng bộ khối."
        output, (entry,) = self.build(tmp_path, [text], least=1)
        assert entry["id"] == "Hậu Giang/TU/NQ/15@2015-2020"
        pack = tmp_path / "mine.yaml"
        pack.write_text(output, encoding="utf-8")
        bare = "Tỉnh ủy Hậu Giang tiếp tục Nghị quyết số 15-NQ/TU."
        (one,) = citex.scan_text(bare, patterns=pack, date="2020-06-01")
        assert one.document == entry["id"]


def test_a_path_that_is_missing_is_told(tmp_path: Path) -> None:
    """The rest is done and the status is 2."""
    assert run("catalogue", "build", tmp_path / "none")[0] == 2
