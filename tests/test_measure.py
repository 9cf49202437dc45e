"""Pairing, judging, counting and comparing on small sets made by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from citex.measure.agree import agrees, same_series, shipped_rules
from citex.measure.changes import changes
from citex.measure.faults import faults
from citex.measure.figures import b_cubed, figures_of, named
from citex.measure.judge import FIGURES, Judgement, judge
from citex.measure.pairing import half_in_common, pair
from citex.measure.rows import Gold, Hit, Marked
from citex.measure.texts import Place, Texts, check_texts, texts_of
from citex.records import Article

RULES = shipped_rules()
NONE = dict.fromkeys(("number", "symbol", "issuer", "locality", "date", "term", "session", "level", "place"))


def mark(start: int, end: int, file: str = "a.txt", **values: Any) -> Marked:
    own = {name: values.pop(name) for name in ("document", "optional", "row", "text") if name in values}
    fields = {"kind": "numbered", "type": "NQ", **NONE, **values}
    return Marked(file, start, end, fields["kind"], fields, **own)


def hit(start: int, end: int, file: str = "a.txt", **values: Any) -> Hit:
    own = {name: values.pop(name) for name in ("document", "pattern", "text") if name in values}
    return Hit(file, start, end, {"kind": "numbered", "type": "NQ", **NONE, **values}, **own)


def judged(marked: list[Marked], hits: list[Hit]) -> Judgement:
    return judge(Gold(tuple(marked), frozenset(one.file for one in marked)), hits, RULES)


def right(marked: Marked, found: Hit) -> frozenset[str]:
    (only,) = judged([marked], [found]).pairs
    return only.right


def test_the_largest_overlap_goes_together_first() -> None:
    """A hit that comes first in the text does not take the partner of one that fits better."""
    gold, found = [hit(0, 10), hit(10, 20)], [hit(5, 20), hit(0, 4)]
    assert pair(gold, found) == [(1, 0), (0, 1)]


def test_pairs_are_one_to_one() -> None:
    """One long hit over two citations finds one of them, and two hits in one citation are one right and one false."""
    two = judged([mark(0, 10), mark(10, 20)], [hit(0, 20)])
    assert (len(two.pairs), [one.start for one in two.missed], two.false) == (1, [10], ())
    one = judged([mark(0, 20)], [hit(0, 8), hit(8, 20)])
    assert [(len(one.pairs), hit.start) for hit in one.false] == [(1, 0)]


def test_touching_is_no_overlap() -> None:
    """The end of a span is exclusive."""
    assert pair([hit(0, 5)], [hit(5, 9)]) == []


def test_half_in_common_is_a_share_of_both() -> None:
    """Half of the two together is enough, less is not."""
    assert half_in_common(hit(0, 10), hit(0, 20))
    assert not half_in_common(hit(0, 10), hit(0, 21))


@pytest.mark.parametrize(
    ("field", "marked", "found", "equal"),
    [
        ("number", "05", "05", True),
        ("number", "05", "5", False),
        ("number", 5, "5", True),
        ("issuer", "Ban Bí thư", "BAN  BÍ\u00a0THƯ", True),
        ("issuer", "Ban Bi\u0301 thư", "Ban Bí thư", True),
        ("issuer", "Bộ Chính trị + Ban Bí thư", "Ban Bí thư+Bộ Chính trị", True),
        ("issuer", "Bộ Chính trị + Ban Bí thư", "Ban Bí thư", False),
        ("issuer", "Bộ Chính trị|Ban Bí thư", "Ban Bí thư", True),
        ("issuer", "Bộ Chính trị|Ban Bí thư", "Trung ương", False),
        ("issuer", "Bộ Chính trị|Ban Bí thư", None, False),
        ("symbol", "null|20-TB/KL", None, True),
        ("symbol", "null|20-TB/KL", "20-TB/KL", True),
        ("symbol", None, None, True),
        ("symbol", None, "20-TB/KL", False),
        ("symbol", "20-TB/KL", None, False),
        ("type", "NQ+KL", "KL+NQ", True),
        ("type", "QĐi", "QĐ", False),
        ("place", "tỉnh Bến Tre", "Bến Tre", True),
        ("place", "Bến Tre", "Huyện Bến Tre", True),
        ("locality", "TP. Hồ Chí Minh", "TPHCM", True),
        ("locality", "Đắc Lắc", "tỉnh Đắk Lắk", True),
        ("place", "Cà Mau|null", "tỉnh Cà Mau", True),
        ("place", "Cà Mau", "Bến Tre", False),
        ("place", "Xã Đàn", "Đàn", True),
        ("place", "Xãi", "i", False),
        ("place", "đặc khu Phú Quốc", "Phú Quốc", False),
        ("issuer", "tỉnh Bến Tre", "Bến Tre", False),
    ],
)
def test_values_agree(field: str, marked: Any, found: Any, equal: bool) -> None:
    """Case, spaces and Unicode form never matter; alternatives, joined parts and ranks of places as the rules say."""
    assert agrees(field, marked, found, RULES) is equal


def test_types_of_one_series() -> None:
    """Decisions and regulations share their numbers; nothing else does."""
    assert same_series("QĐi", "QĐ", RULES) and same_series("QĐ", "QĐi", RULES)
    assert same_series("NQ+QĐi", "QĐ+NQ", RULES)
    assert not same_series("QĐi", "QC", RULES)


def test_what_each_figure_asks_for() -> None:
    """Another span is no span, a wrong field not exact, a wrong document not identity."""
    marked = mark(0, 20, number="05", date="2020-01-31", level="central")
    same: dict[str, Any] = {"number": "05", "date": "2020-01-31", "level": "central"}
    assert right(marked, hit(0, 20, **same)) == set(FIGURES)
    assert right(marked, hit(0, 18, **same)) == {"overlap", "exact", "identity"}
    assert right(marked, hit(15, 20, **same)) == {"overlap"}
    assert right(marked, hit(0, 20, **{**same, "date": None})) == {"overlap", "span", "identity"}
    assert right(marked, hit(0, 20, **{**same, "level": "province"})) == {"overlap", "span", "exact"}
    assert right(marked, hit(0, 20, **{**same, "number": "06"})) == {"overlap", "span"}


def test_identity_forgives_a_series_and_a_term_that_is_not_marked() -> None:
    """A regulation found as a decision is the same document; a term counts only where the gold set has one."""
    assert "identity" in right(mark(0, 9, type="QĐi"), hit(0, 9, type="QĐ"))
    assert "exact" not in right(mark(0, 9, type="QĐi"), hit(0, 9, type="QĐ"))
    assert "identity" in right(mark(0, 9), hit(0, 9, term="XII"))
    assert "identity" not in right(mark(0, 9, term="XI"), hit(0, 9, term="XII"))


def test_optional_rows_count_neither_for_nor_against() -> None:
    """Found or not, found twice or wrongly: an optional citation changes no figure."""
    sure, open_one = mark(0, 10, row=1), mark(20, 30, optional=True, row=2)
    alone = figures_of(judged([sure], [hit(0, 10)]))
    for more in ([], [hit(20, 30)], [hit(20, 30, number="7")], [hit(20, 24), hit(26, 30)]):
        figures = figures_of(judged([sure, open_one], [hit(0, 10), *more]))
        assert dataclasses.replace(figures, optional=0) == alone
        assert figures.optional == 1


def test_a_hit_that_touches_something_optional_still_counts_for_what_it_answers() -> None:
    """It is left out only where it answers nothing else that is marked."""
    gold = [mark(0, 10, row=1), mark(10, 14, optional=True, row=2)]
    assert len(judged(gold, [hit(0, 12)]).hits) == 1
    assert judged(gold, [hit(0, 10), hit(11, 20)]).false == ()


def test_a_hit_in_an_empty_file_is_false() -> None:
    """A file that the gold set knows without a citation asks for silence; so does one that it does not know."""
    gold = Gold((mark(0, 5),), frozenset({"a.txt", "empty.txt"}))
    judgement = judge(gold, [hit(0, 5), hit(0, 5, "empty.txt"), hit(0, 5, "other.txt")], RULES)
    assert [one.file for one in judgement.false] == ["empty.txt", "other.txt"]
    assert judgement.files == 2


def test_precision_and_recall_by_hand() -> None:
    """Three marked, four found, two of them right: P 1/2, R 2/3, F1 4/7."""
    gold = [mark(0, 5), mark(10, 15), mark(20, 25, kind="plenum")]
    found = [hit(0, 5), hit(10, 15), hit(30, 35), hit(40, 45, kind="charter")]
    figures = figures_of(judged(gold, found))
    rate = figures.rates["span"]
    assert (rate.precision, rate.recall) == (1 / 2, 2 / 3)
    assert rate.f1 == pytest.approx(4 / 7)
    assert {
        name: (kind.overlap.marked, kind.overlap.found, kind.overlap.hits) for name, kind in figures.kinds.items()
    } == {
        "numbered": (2, 3, 2),
        "plenum": (1, 0, 0),
        "charter": (0, 1, 0),
    }


def test_forms_have_what_they_found() -> None:
    """A form's precision is over what it found; a miss is nobody's."""
    gold = [mark(0, 5, number="1"), mark(10, 15), mark(50, 55)]
    found = [hit(0, 5, pattern="bare"), hit(10, 15, pattern="full"), hit(20, 25, pattern="bare")]
    forms = figures_of(judged(gold, found)).forms
    assert {name: (form.found, form.precision("overlap")) for name, form in forms.items()} == {
        "bare": (2, 0.5),
        "full": (1, 1),
    }
    assert forms["bare"].right == {"overlap": 1, "span": 1, "exact": 0, "identity": 0}


def test_nothing_marked_and_nothing_found_is_perfect() -> None:
    """A gold set of empty files is passed by silence."""
    figures = figures_of(judge(Gold((), frozenset({"a.txt"})), [], RULES))
    assert figures.rates["exact"].f1 == 1
    assert figures.documents is None


def test_fields_are_judged_where_the_gold_set_has_them() -> None:
    """A row without a field says nothing of it; a null says that there is none."""
    marked = Marked("a.txt", 0, 5, "numbered", {"kind": "numbered", "number": None})
    figures = figures_of(judged([marked], [hit(0, 5, number="7", date="2020")]))
    assert figures.fields == {"kind": (1, 1), "number": (0, 1)}


def test_b_cubed_by_hand() -> None:
    """Three of A and one of B; two of A found together, the third with B.

    Precision: 1, 1, 1/2, 1/2. Recall: 2/3, 2/3, 1/3, 1.
    """
    told = b_cubed([("A", "x"), ("A", "x"), ("A", "y"), ("B", "y")])
    assert told.precision == pytest.approx(3 / 4)
    assert told.recall == pytest.approx(2 / 3)
    assert told.abstained == 0


def test_b_cubed_gives_no_credit_for_abstaining_together() -> None:
    """Citations without a key are clusters of their own: precise, and not brought together."""
    told = b_cubed([("A", None), ("A", None), ("B", "x")])
    assert (told.precision, told.recall) == (1, pytest.approx((1 / 2 + 1 / 2 + 1) / 3))
    assert told.abstained == pytest.approx(2 / 3)


def test_b_cubed_tells_lumping_from_splitting() -> None:
    """All in one cluster costs precision only, each in its own recall only."""
    lumped = b_cubed([("A", "x"), ("B", "x")])
    split = b_cubed([("A", "x"), ("A", "y")])
    assert (lumped.precision, lumped.recall) == (0.5, 1)
    assert (split.precision, split.recall) == (1, 0.5)


def test_documents_go_over_all_files_and_count_what_was_missed() -> None:
    """Labels hold across files; a missed citation has no key; one without a label is not counted."""
    gold = [mark(0, 5, document="A"), mark(0, 5, "b.txt", document="A"), mark(10, 15, "b.txt", document="A")]
    gold += [mark(20, 25, "b.txt")]
    found = [hit(0, 5, document="k"), hit(0, 5, "b.txt", document="k"), hit(20, 25, "b.txt", document="k")]
    told = figures_of(judged(gold, found)).documents
    assert told is not None
    assert (told.of, told.precision, told.recall) == (3, 1, pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3))
    assert told.abstained == pytest.approx(1 / 3)


GOLD = [mark(0, 10, row=1, number="05"), mark(20, 30, row=2), mark(40, 50, row=3)]
WORSE = judged(GOLD, [hit(0, 10, number="06"), hit(20, 30), hit(60, 70), hit(80, 90)])
BETTER = judged(GOLD, [hit(0, 10, number="05"), hit(20, 30), hit(41, 50), hit(80, 91)])


def test_gains_are_what_the_later_run_does_better() -> None:
    """From the worse run to the better one there are gains, a false hit vanished, and nothing else."""
    told = changes(before=WORSE, after=BETTER)
    assert [(one.marked.row, one.figures) for one in told.gained] == [
        (1, ("exact", "identity")),
        (3, ("overlap", "exact", "identity")),
    ]
    assert (told.lost, told.appeared) == ((), ())
    assert [one.start for one in told.vanished] == [60]
    assert named(told.before)["overlap"] < named(told.after)["overlap"]
    assert [one.now.hit.start for one in told.gained if one.now] == [0, 41]


def test_losses_are_the_same_the_other_way_round() -> None:
    """Runs swapped: what was gained is lost, what vanished appeared."""
    there, back = changes(before=WORSE, after=BETTER), changes(before=BETTER, after=WORSE)
    assert [(one.marked, one.figures) for one in back.lost] == [(one.marked, one.figures) for one in there.gained]
    assert (back.gained, back.vanished) == ((), ())
    assert back.appeared == there.vanished
    assert [one.now is None for one in back.lost] == [False, True]


def test_one_citation_may_turn_both_ways() -> None:
    """A span put right and a field spoilt is a gain by one figure and a loss by another."""
    before, after = judged(GOLD[:1], [hit(0, 9, number="05")]), judged(GOLD[:1], [hit(0, 10, number="6")])
    told = changes(before, after)
    assert [one.figures for one in told.gained] == [("span",)]
    assert [one.figures for one in told.lost] == [("exact", "identity")]


def test_a_false_hit_with_another_span_is_the_same() -> None:
    """It neither appeared nor vanished; a second one beside it did."""
    before, after = judged([], [hit(0, 10)]), judged([], [hit(0, 12), hit(20, 25)])
    assert [one.start for one in changes(before, after).appeared] == [20]
    assert changes(before, after).vanished == ()


def test_runs_against_different_gold_sets_are_not_compared() -> None:
    """That would call a change of the gold set one of the program."""
    with pytest.raises(ValueError, match="different gold sets"):
        changes(judged(GOLD, []), judged(GOLD[:2], []))


def test_faults_stand_in_the_order_of_the_text() -> None:
    """Every miss, false hit and wrong field once, at line and column of the text."""
    text = "Một dòng.\r\nNghị quyết số 05 và Chỉ thị 07, Kết luận 9"
    texts = Texts({"a.txt": Article("news/a.txt", text)})
    gold = [mark(11, 27, number="05", text=text[11:27]), mark(31, 41, text=text[31:41])]
    listed = faults(judged(gold, [hit(11, 24, number="5", text=text[11:24]), hit(43, 53)]), texts)
    assert [(one.what, str(one.place)) for one in listed] == [
        ("wrong", "news/a.txt:2:1"),
        ("missed", "news/a.txt:2:21"),
        ("false", "news/a.txt:2:33"),
    ]
    assert [(d.field, d.marked, d.found) for d in listed[0].differences] == [
        ("span", "Nghị quyết số 05", "Nghị quyết số"),
        ("number", "05", "5"),
    ]


def test_without_the_texts_an_offset_says_where() -> None:
    """A saved run alone can't tell the line of a miss."""
    assert str(Texts().place(mark(43, 50))) == "a.txt:@43"
    assert Texts().place(dataclasses.replace(hit(43, 50), path="n/a.txt", line=3, column=2)) == Place(
        "n/a.txt", 43, 3, 2
    )


def test_a_gold_set_that_does_not_fit_the_texts_is_told() -> None:
    """Line ends turned over move every offset; a file that is not there, or there twice, is told too."""
    row = dataclasses.replace(mark(10, 20, text="Chỉ thị 05"), row=4)
    gold = Gold((row,), frozenset({"a.txt", "b.txt"}))
    articles = [Article("x/a.txt", "Thực hiện\r\nChỉ thị 05"), Article("y/a.txt", ""), Article("other.txt", "")]
    texts, doubled = texts_of(articles, gold)
    assert [one.file for one in doubled] == ["y/a.txt"]
    told = list(check_texts(gold, texts, "gold.jsonl"))
    assert [one.file for one in told] == ["gold.jsonl", "gold.jsonl:4"]
    assert "b.txt is not among the texts" in told[0].message
    assert "not 'Chỉ thị 05'" in told[1].message
