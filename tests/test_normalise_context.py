"""What the sentence adds: the one who issues, dates before and after, and nothing of the neighbours."""

from __future__ import annotations

from typing import Any

import pytest

from citex import scan_text

Told = tuple[str | None, str | None, str | None, str | None]


def told(text: str) -> list[Told]:
    """Symbol, issuer, date and term of each citation."""
    return [(one.symbol, one.issuer, one.date, one.term) for one in scan_text(text, resolve="none")]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        (
            "Ngày 31/10/2025, Ban Tổ chức Trung ương ban hành Hướng dẫn 43-HD/BTCTW.",
            ("43-HD/BTCTW", "Ban Tổ chức Trung ương", "2025-10-31", None),
        ),
        ("Bộ Chính trị vừa ban hành Kết luận 155-KL/TW.", ("155-KL/TW", "Bộ Chính trị", None, None)),
        (
            "Ngày 08/10/2025, Bộ Chính trị (khóa XIII) ban hành Quy định số 377-QĐ/TW.",
            ("377-QĐ/TW", "Bộ Chính trị", "2025-10-08", "XIII"),
        ),
        (
            "Từ ngày Bộ Chính trị khóa XII ra Chỉ thị số 05-CT/TW, nhiều chi bộ đổi khác.",
            ("05-CT/TW", "Bộ Chính trị", None, "XII"),
        ),
        (
            "Ngày 07/11/2019, thay mặt Ban Thường vụ Tỉnh ủy, đồng chí Bí thư ký ban hành Kế hoạch số 153-KH/TU.",
            ("153-KH/TU", "Ban Thường vụ Tỉnh ủy", "2019-11-07", None),
        ),
        (
            "Khoán 10 được ban hành ngày 5/4/1988 (Nghị quyết số 10-NQ/TW) và đi vào đời sống.",
            ("10-NQ/TW", None, "1988-04-05", None),
        ),
        (
            "Ngày 22/8/2025, Tổng Bí thư ký ban hành Nghị quyết của Bộ Chính trị về đột phá (Nghị quyết số 71-NQ/TW).",
            ("71-NQ/TW", "Bộ Chính trị", "2025-08-22", None),
        ),
        (
            "Tại Quyết định số 06-QĐNS/TW, Bộ Chính trị phân công đồng chí nhận nhiệm vụ mới.",
            ("06-QĐNS/TW", "Bộ Chính trị", None, None),
        ),
        (
            "Quy định 69-QĐ/TW ngày 6/7/2022 được Bộ Chính trị ban hành thay cho hai văn bản trước.",
            ("69-QĐ/TW", "Bộ Chính trị", "2022-07-06", None),
        ),
        (
            "Nghị quyết số 18-NQ/TW về tổ chức bộ máy do Ban Chấp hành Trung ương ban hành ngày 25/10/2017 nêu rõ.",
            ("18-NQ/TW", "Ban Chấp hành Trung ương", "2017-10-25", None),
        ),
        (
            "Nghị quyết số 18-NQ/TW về tổ chức bộ máy, ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII nêu rõ.",
            ("18-NQ/TW", "Ban Chấp hành Trung ương", "2017-10-25", "XII"),
        ),
        (
            "Chỉ thị số 05-CT/TW “Đẩy mạnh học tập và làm theo gương Bác” của Bộ Chính trị (khóa XII) nêu rõ.",
            ("05-CT/TW", "Bộ Chính trị", None, "XII"),
        ),
        (
            "Ban Bí thư, Chỉ thị số 06-CT/TW ngày 24/6/2021, Hà Nội, 2021.",
            ("06-CT/TW", "Ban Bí thư", "2021-06-24", None),
        ),
        (
            "Đảng ủy quán triệt nghị quyết mới của Bộ Chính trị: Nghị quyết số 79-NQ/TW về kinh tế nhà nước.",
            ("79-NQ/TW", "Bộ Chính trị", None, None),
        ),
    ],
)
def test_each_rule_adds_what_its_sentence_says(text: str, citation: Told) -> None:
    """The issuer and the date before the citation, after it, and behind its title."""
    assert told(text) == [citation]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "Ngày 31/10/2025, Ban Tổ chức Trung ương ban hành Hướng dẫn 43-HD/BTCTW; "
            "ngày 06/01/2026, Bộ Chính trị ban hành Nghị quyết 79-NQ/TW.",
            [
                ("43-HD/BTCTW", "Ban Tổ chức Trung ương", "2025-10-31", None),
                ("79-NQ/TW", "Bộ Chính trị", "2026-01-06", None),
            ],
        ),
        (
            "Chỉ thị 05-CT/TW ngày 15/5/2016, ngày 18/5/2021 Bộ Chính trị ban hành Kết luận số 01-KL/TW.",
            [("05-CT/TW", None, "2016-05-15", None), ("01-KL/TW", "Bộ Chính trị", "2021-05-18", None)],
        ),
        (
            "Thực hiện Nghị quyết số 18-NQ/TW, Tỉnh ủy Hậu Giang ban hành Kế hoạch số 43-KH/TU.",
            [("18-NQ/TW", None, None, None), ("43-KH/TU", "Tỉnh ủy", None, None)],
        ),
        (
            "Tỉnh ủy Hậu Giang ban hành Kế hoạch số 43-KH/TU thực hiện Nghị quyết số 18-NQ/TW.",
            [("43-KH/TU", "Tỉnh ủy", None, None), ("18-NQ/TW", None, None, None)],
        ),
        (
            "Chính phủ ban hành Nghị quyết 03/NQ-CP, Bộ Chính trị ban hành Nghị quyết 57-NQ/TW.",
            [("57-NQ/TW", "Bộ Chính trị", None, None)],
        ),
        (
            "Ban Bí thư ban hành Chỉ thị 50-CT/TW. Nghị quyết 57-NQ/TW cũng vậy.",
            [("50-CT/TW", "Ban Bí thư", None, None), ("57-NQ/TW", None, None, None)],
        ),
        ("Bộ Chính trị họp ngày 5/9/2024. Nghị quyết 57-NQ/TW đi vào cuộc sống.", [("57-NQ/TW", None, None, None)]),
        (
            "Bộ Chính trị ban hành Kết luận số 50-KL/TW về Nghị quyết Trung ương 6 khóa XII và Nghị quyết số 18-NQ/TW.",
            [
                ("50-KL/TW", "Bộ Chính trị", None, None),
                (None, "Ban Chấp hành Trung ương", None, "XII"),
                ("18-NQ/TW", None, None, None),
            ],
        ),
        (
            "Học Nghị quyết số 57-NQ/TW (bài 2), năm 2025 chi bộ đạt loại tốt.",
            [("57-NQ/TW", None, None, None)],
        ),
        (
            "Tổng kết Chỉ thị 05-CT/TW năm 2024, ngày 15/3/2024 Huyện ủy Vũ Quang tổ chức hội nghị.",
            [("05-CT/TW", None, "2024", None)],
        ),
        (
            "Ngày 20/8/2018, Huyện ủy Vũ Quang đã có Nghị quyết Trung ương 7 khóa XII để học tập.",
            [(None, "Ban Chấp hành Trung ương", None, "XII")],
        ),
        (
            "Nghị quyết 57-NQ/TW được Bộ Chính trị ban hành, năm 2025 cả nước thực hiện ngay.",
            [("57-NQ/TW", "Bộ Chính trị", None, None)],
        ),
        (
            "Theo văn bản ngày 5/3/2021: Huyện ủy Vũ Quang đã ban hành Nghị quyết số 12-NQ/HU.",
            [("12-NQ/HU", "Huyện ủy", None, None)],
        ),
        ("UBND tỉnh ban hành Kế hoạch số 12-KH/TU.", [("12-KH/TU", None, None, None)]),
        ("Tỉnh ủy ban hành Chỉ thị số 05-CT/TW.", [("05-CT/TW", None, None, None)]),
        ("Huyện ủy ban hành Kế hoạch số 43-KH/TU.", [("43-KH/TU", None, None, None)]),
    ],
)
def test_nothing_is_taken_from_neighbours(text: str, citations: list[Told]) -> None:
    """Dates and issuers of the citation before, of another sentence, or of a body at another level stay there."""
    assert told(text) == citations


def test_a_misprinted_code_does_not_hide_who_issues() -> None:
    """A body that the sentence names outright, and that is of the code's level, is the issuer."""
    text = "Ban Tổ chức Trung ương ban hành Hướng dẫn số 38-HD/TW."
    assert told(text) == [("38-HD/TW", "Ban Tổ chức Trung ương", None, None)]


def test_a_list_after_a_colon_shares_its_issuer_with_the_type_named() -> None:
    """Both resolutions are the Politburo's, the directive after them is not."""
    text = "Đảng ủy học hai nghị quyết của Bộ Chính trị: Nghị quyết 79-NQ/TW về kinh tế; Nghị quyết 80-NQ/TW về văn hóa"
    assert [issuer for _, issuer, _, _ in told(text)] == ["Bộ Chính trị"] * 2
    assert [issuer for _, issuer, _, _ in told(text + "; Chỉ thị 50-CT/TW về chi bộ.")] == ["Bộ Chính trị"] * 2 + [None]
    other = text.replace("hai nghị quyết", "hai kết luận")
    assert [issuer for _, issuer, _, _ in told(other)] == [None, None]


def test_a_decision_is_told_after_a_word_that_leads_to_it() -> None:
    """Without “tại”, “theo” or the like the body behind the comma only reads the document."""
    assert [one[1] for one in told("Tại Kết luận số 83-KL/TW, Bộ Chính trị yêu cầu rà soát.")] == ["Bộ Chính trị"]
    assert [one[1] for one in told("Học Kết luận số 83-KL/TW, Tỉnh ủy yêu cầu rà soát.")] == [None]


def test_the_author_of_a_list_of_sources_stands_at_its_beginning() -> None:
    """Behind the mark of an item at most; in the middle of a sentence a body before a comma issues nothing."""
    for mark in ("", "- ", "3. ", "3) ", "[3] ", "Nguồn tham khảo\n\n- "):
        assert [one[1] for one in told(f"{mark}Ban Bí thư (2021), Chỉ thị số 06-CT/TW, Hà Nội.")] == ["Ban Bí thư"]
    assert [one[1] for one in told("Theo yêu cầu của Ban Bí thư, Chỉ thị số 06-CT/TW được sơ kết.")] == [None]


@pytest.mark.parametrize(
    ("span", "sentence", "date"),
    [
        ("năm 2018", "22/10/2018", "2018-10-22"),
        ("năm 2017", "22/10/2018", "2017"),
        ("(10/2018)", "22/10/2018", "2018-10-22"),
    ],
)
def test_the_fuller_date_wins_where_both_agree(span: str, sentence: str, date: str) -> None:
    """The sentence fills in the day of the year that the span has, and never contradicts it."""
    (citation,) = scan_text(f"Ngày {sentence}, Bộ Chính trị ban hành Nghị quyết số 35-NQ/TW {span}.")
    assert citation.date == date


def test_evidence_tells_what_came_from_the_sentence() -> None:
    """Only what the span does not say has an evidence."""
    (outside,) = scan_text("Ngày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW.", resolve="none")
    (inside,) = scan_text("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.", resolve="none")
    names = ("issuer", "date", "term")
    evidence: list[dict[str, Any]] = [
        {k: v for k, v in one.evidence.items() if k in names} for one in (outside, inside)
    ]
    assert evidence == [{"issuer": "sentence", "date": "sentence"}, {}]
