"""The figures are those of the scorer that defines them, wherever it lies beside the checkout."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from citex.cli.main import main
from citex.measure.agree import shipped_rules
from citex.measure.figures import figures_of
from citex.measure.judge import judge
from citex.measure.outcome import figures_json
from citex.measure.rows import read_gold, read_run

SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "tools" / "score.py"
GOLD, TEXTS = SHARED / "gold" / "dev.jsonl", SHARED / "gold" / "dev"

pytestmark = pytest.mark.skipif(not SCORER.is_file() or not GOLD.is_file(), reason="../shared is not here")

Scorer = Callable[[Path, Path], dict[str, Any]]
VALUES: dict[str, tuple[str | None, ...]] = {
    "kind": ("numbered", "plenum", "congress", "charter"),
    "type": ("NQ", "QĐ", "QĐi", "NQ+KL", "KL + NQ", "QĐi|NQ", "NQ+QĐi"),
    "number": ("05", "5", "15a", "05|5", None),
    "symbol": ("05-CT/TW", "05-ct/tw", "null|20-TB/KL", "20-TB/KL", None),
    "issuer": ("Bộ Chính trị", "Bộ Chính trị + Ban Bí thư", "Ban Bí thư+Bộ Chính trị", "Ban Bí thư|null", None, ""),
    "locality": ("Bến Tre", "tỉnh Bến Tre", "T.P Huế", "Huế", "Thị xã  Cai Lậy", "Cai Lậy", "Xãi", "tp", None),
    "date": ("2020", "2020-05", None),
    "term": ("XII", "XI", "XI|XII", None),
    "session": ("4", "6", None),
    "level": ("central", "province", "other", None),
    "place": (
        *("Hồ Chí Minh", "TPHCM", "TP. HCM", "Thành phố Hồ Chí Minh|null"),
        *("Đắk Lắk", "tỉnh Đăk-Lăk", "ĐẮC LẮC", "Đắk Lấk", "Đa\u0306\u0301k Lak"),
        *("đặc khu Phú Quốc", "Phú Quốc", "thị trấn Năm Căn", "Năm Căn", "Đà Nẵng", "Đà Nẳng"),
        *("thủ đô Hà Nội", "Hà Nội", "Củ Chi|huyện Hóc Môn", "Hóc Môn", None),
    ),
}


@pytest.fixture
def scorer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scorer:
    spec = importlib.util.spec_from_file_location("outside_scorer", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec.loader.exec_module(module)

    def score(gold: Path, found: Path) -> dict[str, Any]:
        monkeypatch.setattr(sys, "argv", ["score", "--gold", str(gold), "--found", str(found), "--json"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files to the interpreter to close
            module.main()
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    return score


def assert_same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """All figures of the scorer are in ours, equal to the last digit; what more we tell is ours alone."""
    assert theirs.keys() <= ours.keys()
    for name, figure in theirs.items():
        if name == "kinds":
            assert ours[name].keys() == figure.keys()
            for kind, values in figure.items():
                assert {key: ours[name][kind][key] for key in values} == values, kind
        elif name in ("gold", "found", "files", "fields"):
            assert ours[name] == figure, name
        else:
            assert {key: ours[name][key] for key in figure} == figure, name
    assert ("documents" in ours) == ("documents" in theirs)


@pytest.mark.parametrize("resolve", ["corpus", "article", "none"])
def test_the_gold_set_gives_the_same_figures(resolve: str, scorer: Scorer, tmp_path: Path) -> None:
    """citex eval on the texts, and the scorer on the run that it saved."""
    run = tmp_path / "run.jsonl"
    args = ["eval", "--gold", str(GOLD), str(TEXTS), "--format", "json", "--save", str(run), "--resolve", resolve]
    done = CliRunner().invoke(main, [*args, "--jobs", "1"])
    assert (done.exit_code, done.stderr) == (0, "")
    ours = json.loads(done.stdout)
    assert ours["gold"] > 200
    assert_same(ours, scorer(GOLD, run))


@pytest.mark.parametrize("seed", range(40))
def test_made_up_sets_give_the_same_figures(seed: int, scorer: Scorer, tmp_path: Path) -> None:
    """Sets drawn at random, full of what the real one has little of: overlaps, alternatives, optional rows, ranks."""
    draw = random.Random(seed)
    gold = [row for i in range(30) for row in _gold_rows(draw, f"{i:02}.txt")]
    found = [row for one in gold for row in _found_rows(draw, one)]
    paths = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    for path, rows in zip(paths, (gold, found), strict=True):
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    marked, bad = read_gold(paths[0])
    hits, worse = read_run(paths[1])
    assert (bad, worse) == ((), ())
    ours = figures_json(figures_of(judge(marked, hits, shipped_rules())))
    assert_same(ours, scorer(*paths))


def _gold_rows(draw: random.Random, file: str) -> list[dict[str, Any]]:
    if draw.random() < 0.1:
        return [{"file": file, "empty": True, "start": 0, "end": 0}]
    rows = []
    end = 0
    for _ in range(draw.randint(1, 6)):
        start = end + draw.randint(0, 6)
        end = start + draw.randint(1, 12)
        row: dict[str, Any] = {"file": file, "start": start, "end": end}
        row |= {name: draw.choice(values) for name, values in VALUES.items() if name == "kind" or draw.random() < 0.95}
        row["document"] = draw.choice([None, "A", "B", "C", "D"])
        if draw.random() < 0.15:
            row["optional"] = True
        rows.append(row)
    return rows


def _found_rows(draw: random.Random, gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Mostly what is marked, moved a little; sometimes nothing, sometimes a second one, sometimes in another file."""
    rows = []
    for _ in range(draw.choice([0, 1, 1, 1, 1, 2])):
        start = max(0, gold["start"] + draw.choice([0, 0, 0, -2, 1, 4]))
        row: dict[str, Any] = {"file": f"some/{gold['file']}", "start": start}
        row["end"] = max(start + 1, gold["end"] + draw.choice([0, 0, 0, -1, 3]))
        for name, values in VALUES.items():
            if draw.random() < 0.97:
                row[name] = gold.get(name) if draw.random() < 0.7 else draw.choice(values)
        row["document"] = draw.choice([gold.get("document"), gold.get("document"), None, "k", "l"])
        row["pattern"] = draw.choice(["full", "bare"])
        rows.append(row)
    return rows
