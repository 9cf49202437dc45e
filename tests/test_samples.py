"""The articles in samples/: their citations are those of samples/expected.jsonl, which a person has read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from citex.cli.main import main
from citex.records import Citation

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "samples" / "expected.jsonl"
ARTICLES = sorted(path.name for path in (ROOT / "samples").glob("*") if path.suffix in (".txt", ".md"))
# To write the file anew, once every difference has been read:
#   citex scan samples --format jsonl -o samples/expected.jsonl


def rows(lines: str) -> list[dict[str, Any]]:
    """One record a line."""
    return [json.loads(line) for line in lines.splitlines()]


@pytest.fixture(scope="module")
def output() -> str:
    """What ``citex scan samples --format jsonl`` prints at the top of the repository."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        result = CliRunner().invoke(main, ["scan", "samples", "--format", "jsonl"])
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_gives_what_is_expected(name: str, output: str) -> None:
    """The same citations with the same values in every key."""
    file = f"samples/{name}"
    expected = [row for row in rows(EXPECTED.read_text(encoding="utf-8")) if row["file"] == file]
    assert [row for row in rows(output) if row["file"] == file] == expected


def test_the_expected_output_is_the_output(output: str) -> None:
    """To the byte: order, spacing and line ends too."""
    assert output.encode() == EXPECTED.read_bytes()


def test_what_is_expected_stands_there() -> None:
    """The file was made from these articles: every span is where it says, with all keys of the contract."""
    for row in rows(EXPECTED.read_text(encoding="utf-8")):
        text = (ROOT / row["file"]).read_bytes().decode()
        assert text[row["start"] : row["end"]] == row["text"]
        assert sorted(row) == sorted(Citation.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "count"),
    [("13-tin-khoi-nghiep-ben-tre.txt", 0), ("07-cai-cach-hanh-chinh.txt", 2)],
)
def test_what_only_looks_like_citations_is_none(name: str, count: int, output: str) -> None:
    """Counts, years, titles alone and events in one article, State documents in the other."""
    assert len([row for row in rows(output) if row["file"] == f"samples/{name}"]) == count


def test_the_samples_show_every_kind(output: str) -> None:
    """All four kinds and all levels, so that the README has something to show."""
    found = rows(output)
    assert {row["kind"] for row in found} == {"numbered", "plenum", "congress", "charter"}
    assert {row["level"] for row in found} == {"central", "province", "district", "commune", "other"}
