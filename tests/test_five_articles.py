"""The five whole articles of the development set, read together, against what a careful reader lists."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

import citex

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT.parent / "shared" / "gold" / "dev"
ARTICLES = sorted(FOLDER.glob("a00[0-4].txt"))
EXPECTED = yaml.safe_load((ROOT / "tests" / "five_articles.yaml").read_text(encoding="utf-8"))["documents"]
_SIGN = re.compile(r"\?([0-9a-f]{8}|(?<=@\?)[0-9-]+)")


def test_each_document_stands_once_with_its_reason() -> None:
    """The expectation itself: no key twice, a reason for each, mentions of the five articles only."""
    assert len({one["key"] for one in EXPECTED}) == len(EXPECTED)
    assert all(one["reason"] for one in EXPECTED)
    assert {name for one in EXPECTED for name in one["mentions"]} == {f"a00{i}" for i in range(5)}
    merged = [one for one in EXPECTED if sum(one["mentions"].values()) > 1]
    assert all(one["reason"] != "once" for one in merged)


@pytest.mark.skipif(len(ARTICLES) != 5, reason="the development set does not lie beside the checkout")
def test_the_five_articles_give_the_readers_list() -> None:
    """Every document, each once, with the mentions of each article."""
    found: dict[str, Counter[str]] = {}
    for one in citex.scan_paths(ARTICLES).citations:
        if one.document is not None:
            found.setdefault(_SIGN.sub("?", one.document), Counter())[Path(one.file).stem] += 1
    assert {key: dict(counts) for key, counts in found.items()} == {one["key"]: one["mentions"] for one in EXPECTED}
