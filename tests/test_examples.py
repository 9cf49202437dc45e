"""Examples in packs: what they prove, and what counts as exercised. Drafts: what an example lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from citex import load_pack, scan_text
from citex.packs.draft import draft
from citex.packs.examples import ExamplesReport, compare, run_examples
from citex.packs.load import load_packs

TEXT = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"


def run(tmp_path: Path, pack: str) -> ExamplesReport:
    """The report of the shipped patterns without their own examples' failures, and of ``pack``."""
    path = tmp_path / "mine.yaml"
    path.write_text(pack, encoding="utf-8")
    report = run_examples(load_pack(path))
    mine = tuple(failure for failure in report.failures if failure.where.startswith(path.as_posix()))
    return ExamplesReport(report.examples, mine, report.unused, report.missing)


@pytest.mark.parametrize(
    ("expect", "right"),
    [
        (({},), True),
        ((), False),
        (({"symbol": "57-NQ/TW", "term": None},), True),
        (({"symbol": "58-NQ/TW"},), False),
        (({"term": "XIII"},), False),
        (({}, {}), False),
    ],
)
def test_expectations_compare_the_fields_given(expect: tuple[dict[str, str | None], ...], right: bool) -> None:
    """Number and order must be those found, fields only where they are given; a text alone asks for one or more."""
    assert (not compare(expect, scan_text(TEXT))) is right


def test_nothing_expected_and_nothing_found() -> None:
    """A text that must give none passes where it does, and an expectation fails where nothing is found."""
    assert compare((), ()) == []
    assert compare(({},), ()) == ["no citation is found"]
    assert compare(({"type": "NQ"},), ()) == ["1 citations are expected, 0 found"]


def test_an_example_must_use_its_own_entry(tmp_path: Path) -> None:
    """A type whose example is found by another type has not been tried."""
    pack = "types:\n- {id: CĐ, name: Công điện, codes: [CĐ], examples: [{text: "
    good = run(tmp_path, pack + "Công điện số 12-CĐ/TW, expect: [{type: CĐ}]}]}\n")
    assert good.failures == ()
    assert "types/CĐ" not in good.unused
    bad = run(tmp_path, pack + "Nghị quyết số 57-NQ/TW, expect: [{type: NQ}]}]}\n")
    (failure,) = bad.failures
    assert failure.entry == "types/CĐ"
    assert failure.where.endswith("mine.yaml:2:53")
    assert "not by types/CĐ" in failure.reasons[0]
    assert "types/CĐ" in bad.missing


def test_a_form_that_never_matches_is_missing(tmp_path: Path) -> None:
    """A dead form fails the coverage, and an example with another number of citations fails."""
    form = "forms:\n- {id: dead, kind: numbered, sequence: type < quote quote quote number >, examples: ["
    report = run(tmp_path, form + "{none: Trời đẹp.}, {none: 'Chỉ thị số 05-CT/TW của Bộ Chính trị'}]}\n")
    assert "forms/dead" in report.missing
    assert [failure.reasons for failure in report.failures] == [
        ("0 citations are expected, 1 found: Chỉ thị số 05-CT/TW của Bộ Chính trị",)
    ]


def test_a_context_rule_must_make_a_difference(tmp_path: Path) -> None:
    """An example that comes out the same without the rule does not prove it."""
    rule = "context:\n- {id: idle, side: before, gives: [issuer], sequence: quote issuer quote, examples: ["
    report = run(tmp_path, rule + f"'{TEXT}']}}\n")
    (failure,) = report.failures
    assert failure.reasons == ("it comes out the same without this rule",)
    assert "context/idle" in report.unused


def test_other_owners_need_no_example(tmp_path: Path) -> None:
    """Only the Party's central bodies must be exercised."""
    bodies = "bodies:\n- {id: mine-state, name: Hội đồng Mẫu, owner: state}\n"
    bodies += "- {id: mine-local, name: Ban Mẫu, level: other}\n"
    bodies += "- {id: mine-central, name: Ban Mẫu Trung ương, level: central}\n"
    report = run(tmp_path, bodies)
    assert "bodies/mine-central" in report.missing
    assert "bodies/mine-local" in report.unused and "bodies/mine-local" not in report.missing
    assert "bodies/mine-state" not in report.unused


@pytest.mark.parametrize(
    ("text", "section", "symbol"),
    [
        ("Theo Công điện số 12-CĐ/TW ngày 3/4/2024 của Ban Bí thư", "types", "12-CĐ/TW"),
        ("Hướng dẫn số 12-HD/BXYZTW của Ban Xây Yên Zân", "bodies", "12-HD/BXYZTW"),
        ("Kết luận của Bộ Chính trị mang số 12", "forms", None),
    ],
)
def test_a_draft_finds_its_example(text: str, section: str, symbol: str | None, tmp_path: Path) -> None:
    """What is drafted loads without a problem and, saved, makes the text give what it expects."""
    made = draft(text, load_pack())
    path = tmp_path / "draft.yaml"
    path.write_text(made.yaml, encoding="utf-8")
    loaded = load_packs([path], builtin=False)
    assert loaded.problems == ()
    assert len(getattr(loaded.data, section)) == 1
    assert [citation.symbol for citation in made.found] == [symbol]
    report = run(tmp_path, made.yaml)
    assert report.failures == ()


def test_nothing_is_drafted_for_what_is_known_or_has_no_element() -> None:
    """A draft beside a form that fits would be noise."""
    known = draft(TEXT, load_pack())
    assert (known.yaml, [one.pattern for one in known.known]) == ("", ["numbered"])
    blank = draft("trời đẹp", load_pack())
    assert (blank.yaml, blank.known, blank.found) == ("", (), ())
