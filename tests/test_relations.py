"""Relations between documents, references back, and the graph of both."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import citex
from citex.cli.main import main
from citex.packs.pack import Pack
from citex.records import Article, Citation
from citex.scanner import Options, Scanner


@lru_cache
def pack() -> Pack:
    """The shipped pack."""
    return citex.load_pack()


def related(text: str) -> list[tuple[str, str, str]]:
    """Number of the citing document, verb, number of the cited one."""
    found = citex.scan_text(text)
    numbers = {one.start: one.number or one.type for one in found}
    return [
        (numbers[one.start], told["verb"], numbers[told["start"]])
        for one in found
        for told in one.evidence.get("relations", ())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quy định số 399-QĐ/TW, ngày 09/01/2026 của Ban Bí thư, thay thế Quy định 66-QĐ/TW năm 2017.",
            [("399", "replaces", "66")],
        ),
        (
            "Quy định 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư được thay thế bằng Quy định 399-QĐ/TW ngày 09/01/2026.",
            [("399", "replaces", "66")],
        ),
        (
            "Kết luận số 18-KL/TW ngày 22/9/2017 của Ban Bí thư về tiếp tục thực hiện Chỉ thị số 10-CT/TW.",
            [("18", "continues", "10")],
        ),
        (
            "Quyết định số 91-QĐ/TW của Ban Bí thư về sửa đổi, bổ sung một số điều của Quyết định số 31-QĐ/TW.",
            [("91", "amends", "31")],
        ),
        (
            "Hướng dẫn số 06-HD/TW “Hướng dẫn một số nội dung của Quy định số 294-QĐ/TW” có hiệu lực.",
            [("06", "guides", "294")],
        ),
        (
            "Hướng dẫn số 06-HD/TW “Những điểm mới so với Quy định số 294-QĐ/TW” được gửi tới chi bộ.",
            [("06", "cites in its title", "294")],
        ),
        (
            "Căn cứ Quy định số 22-QĐ/TW, Tỉnh ủy Hậu Giang ban hành Kế hoạch số 05-KH/TU.",
            [("05", "based on", "22")],
        ),
        (
            "Nghị quyết số 10-NQ/TU của Tỉnh ủy Hậu Giang cụ thể hóa Nghị quyết số 13-NQ/TW của Bộ Chính trị.",
            [("10", "specifies", "13")],
        ),
        (
            "Báo cáo số 63-BC/TU của Tỉnh ủy Hậu Giang về tổng kết 10 năm thực hiện Nghị quyết số 13-NQ/TW.",
            [("63", "reviews", "13")],
        ),
        # what people do, one thing after the other, relates no documents
        ("Đảng bộ thực hiện Chỉ thị số 05-CT/TW, tiếp tục thực hiện Kết luận số 01-KL/TW.", []),
        ("Nghị quyết số 13-NQ/TW và Nghị quyết số 24-NQ/TW của Bộ Chính trị.", []),
        ("Học tập Chỉ thị số 05-CT/TW. Thay thế Quy định 66-QĐ/TW là việc của năm sau.", []),
        ("Chi bộ học Nghị quyết số 13-NQ/TW. Đảng bộ ban hành Kế hoạch số 05-KH/TU.", []),
    ],
)
def test_verbs_relate_documents(text: str, expected: list[tuple[str, str, str]]) -> None:
    """From the citing document to the cited one, whichever stands first."""
    assert related(text) == expected


def test_documents_carry_their_relations(tmp_path: Path) -> None:
    """Counted over articles, with the key that the corpus finds for either side."""
    for name, text in {
        "a": "Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị về tiếp tục thực hiện Chỉ thị số 05-CT/TW.",
        "b": "Kết luận số 01-KL/TW ngày 18/5/2021 về tiếp tục thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (one,) = [one for one in citex.scan_paths(tmp_path).documents if one.relations]
    assert one.document == "TW/KL/01@XIII"
    assert one.relations == ({"verb": "continues", "document": "TW/CT/05@XII", "citations": 2},)


BACK = (
    "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị được học kỹ. Chỉ thị này đi vào cuộc sống. "
    "Quy định 66-QĐ/TW ngày 06/02/2017 ra sau Chỉ thị nêu trên."
)


def back(text: str) -> tuple[Citation, ...]:
    """The references back of a text."""
    found = Scanner(pack(), Options(backrefs=True)).scan(Article("-", text))
    return tuple(one for one in found if one.kind == "backref")


class TestBackrefs:
    """``--backrefs``: what has nothing of its own, on request."""

    def test_the_last_of_its_type_is_meant(self) -> None:
        """By the type's name, over other documents; the text is exact."""
        found = back(BACK)
        assert [(one.text, one.document) for one in found] == [
            ("Chỉ thị này", "TW/CT/05@XII"),
            ("Chỉ thị nêu trên", "TW/CT/05@XII"),
        ]
        assert all(BACK[one.start : one.end] == one.text for one in found)
        assert found[0].evidence["document"]["antecedent"] == 0

    def test_without_the_option_nothing_changes(self) -> None:
        """The other citations are the same, and no other is there."""
        plain = Scanner(pack()).scan(Article("-", BACK))
        more = Scanner(pack(), Options(backrefs=True)).scan(Article("-", BACK))
        assert plain == tuple(one for one in more if one.kind != "backref")
        assert not any(one.kind == "backref" for one in plain)

    @pytest.mark.parametrize(
        "text",
        [
            "Nghị quyết này được cán bộ, đảng viên đồng tình.",
            "Nghị quyết số 57-NQ/TW của Bộ Chính trị. Nghị quyết số 15/NQ-HĐND của HĐND tỉnh. Nghị quyết này cấp vốn.",
            "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư. Quy định này có hiệu lực từ ngày ký.",
            "Nghị quyết số 57-NQ/TW của Bộ Chính trị. Chỉ thị này khác.",
        ],
    )
    def test_no_antecedent_no_reference(self, text: str) -> None:
        """None of the type before it, one of the State's in between, or a document that speaks of itself."""
        assert back(text) == ()

    def test_it_goes_with_what_it_refers_to(self, tmp_path: Path) -> None:
        """What the corpus finds for the antecedent counts for the reference."""
        (tmp_path / "a.txt").write_text("Đảng bộ học Chỉ thị số 05-CT/TW. Chỉ thị này thiết thực.", encoding="utf-8")
        (tmp_path / "b.txt").write_text("Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị", encoding="utf-8")
        result = citex.scan_paths(tmp_path, backrefs=True)
        assert [one.document for one in result.citations] == ["TW/CT/05@XII"] * 3


class TestGraph:
    """``citex graph``: articles and documents."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Two articles, one with a relation and a name that needs escaping."""
        text = "Kết luận số 01-KL/TW ngày 18/5/2021 về tiếp tục thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016."
        (tmp_path / 'a "1" & b.txt').write_text(f"12/3/2024\n\n{text}", encoding="utf-8")
        (tmp_path / "c.txt").write_text("Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị", encoding="utf-8")
        return tmp_path

    def run(self, *args: object) -> str:
        """The output of the command."""
        result = CliRunner().invoke(main, ["graph", *map(str, args)])
        assert result.exit_code == 0, result.output
        return result.output

    def test_json(self, folder: Path) -> None:
        """Nodes of articles and documents, edges that cite and relate, with counts."""
        graph = json.loads(self.run(folder, "--format", "json"))
        nodes = {one["id"]: one for one in graph["nodes"]}
        assert nodes["TW/CT/05@XII"]["kind"] == "document" and nodes["TW/CT/05@XII"]["symbol"] == "05-CT/TW"
        article = (folder / 'a "1" & b.txt').as_posix()
        assert (nodes[article]["kind"], nodes[article]["date"]) == ("article", "2024-03-12")
        edges = {(one["source"], one["verb"], one["target"]): one["count"] for one in graph["edges"]}
        assert edges["TW/KL/01@XIII", "continues", "TW/CT/05@XII"] == 1
        assert edges[article, "cites", "TW/CT/05@XII"] == 1
        assert len(edges) == 4

    def test_json_has_no_character_that_acts(self, folder: Path) -> None:
        """A name with a direction override shows as an escape, as in all our JSON."""
        (folder / "d\u202e.txt").write_text("Chỉ thị số 05-CT/TW ngày 15/5/2016", encoding="utf-8")
        told = self.run(folder, "--format", "json")
        assert "\u202e" not in told and any("\u202e" in one["id"] for one in json.loads(told)["nodes"])

    def test_graphml(self, folder: Path) -> None:
        """Well-formed, every attribute declared, every edge between nodes that are there."""
        root = ElementTree.fromstring(self.run(folder, "--format", "graphml"))
        space = "{http://graphml.graphdrawing.org/xmlns}"
        declared = {one.get("id") for one in root.iter(f"{space}key")}
        assert {one.get("key") for one in root.iter(f"{space}data")} <= declared
        nodes = {one.get("id") for one in root.iter(f"{space}node")}
        edges = [(one.get("source"), one.get("target")) for one in root.iter(f"{space}edge")]
        assert len(nodes) == 4 and len(edges) == 4 and {end for edge in edges for end in edge} <= nodes

    def test_dot(self, folder: Path) -> None:
        """Names in quotes, quotes escaped."""
        dot = self.run(folder, "--format", "dot")
        assert dot.startswith("digraph citex {") and 'a \\"1\\" & b.txt' in dot
        assert '"TW/KL/01@XIII" -> "TW/CT/05@XII" [label="continues"' in dot

    def test_documents_alone(self, folder: Path) -> None:
        """Without articles only what documents do to each other."""
        graph = json.loads(self.run(folder, "--format", "json", "--no-articles"))
        assert {one["kind"] for one in graph["nodes"]} == {"document"} and len(graph["edges"]) == 1
