"""The rules of ``citex check``: what the shipped ones find and pass, how they are chosen, how severe they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from citex import Article, Scanner, UsageError, load_pack
from citex.check.choose import Active, Choice, choose
from citex.check.engine import check_article, fingerprint
from citex.check.examples import run_rule_examples
from citex.check.look import look
from citex.check.records import Finding
from citex.check.registry import CHECKS, OF_RUNS
from citex.packs.rules import CHECKS as NAMES
from citex.resolve.dateline import dateline

PACK = load_pack()


def found(text: str, choice: Choice | None = None, date: str | None = None, pack=PACK) -> tuple[Finding, ...]:
    """What the rules find in a text."""
    article = Article("-", text, date=date)
    citations = Scanner(pack).scan(article)
    seen = look(article, citations, date or dateline(text, pack), pack)
    return check_article(seen, choose(pack.data.rules, choice or Choice()))


def told(text: str, choice: Choice | None = None, date: str | None = None) -> list[tuple[str, str, str, str]]:
    """Code, severity, text and suggestion of each finding."""
    return [(one.code, one.severity, one.text, one.suggestion) for one in found(text, choice, date)]


def test_every_rule_is_proven_both_ways() -> None:
    """Each shipped rule has examples that trip it and examples that don't, and all of them hold."""
    report = run_rule_examples(PACK)
    assert [(failure.entry, failure.text, failure.reasons) for failure in report.failures] == []
    assert report.missing == ()
    assert report.examples >= 2 * len(PACK.data.rules)


def test_packs_know_the_checks_that_there_are() -> None:
    """The names that a rule may call are those of the registry, and a shipped rule calls each."""
    assert sorted(NAMES) == sorted((*CHECKS, *OF_RUNS))
    assert {rule.check for rule in PACK.data.rules} == set(NAMES)


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("Đảng viên học tập Nghị quyết 144-QĐ/TW.", "CX201", "Quy định 144-QĐ/TW"),
        ("Quyết định số 347-CT/TW ban hành mẫu thẻ đảng viên.", "CX201", "347-QĐ/TW"),
        ("Hướng dẫn số 38-HD/TW ngày 29/9/2025 của Ban Tổ chức Trung ương", "CX202", "38-HD/BTCTW"),
        ("Hướng dẫn số 38-HD/TW của Ban Tổ chức Trung ương", "CX202", "38-HD/BTCTW"),
        ("Hướng dẫn số 38-HD/TW về công tác đảng viên của Ban Tổ chức Trung ương", "CX202", "38-HD/BTCTW"),
        ("Ban Tổ chức Trung ương ban hành Hướng dẫn số 38-HD/TW.", "CX202", "38-HD/BTCTW"),
        ("thực hiện Nghị quyết số 18-NQ/TW 25/10/2007 về tinh gọn bộ máy", "CX401", "25/10/2017"),
        ("Nghị quyết 28 ngày 25-10-2013 của Bộ Chính trị", "CX402", "Ban Chấp hành Trung ương"),
        ("Kết luận số 21-KL/TW ngày 25/10/2021 về tiếp tục thực hiện Chỉ thị 05-CT/TW", "CX404", "01-KL/TW"),
    ],
)
def test_errors_of_real_texts_are_found(text: str, code: str, suggestion: str) -> None:
    """Misprints that the press made: exactly one finding, with what should stand there."""
    assert [(one.code, one.suggestion) for one in found(text)] == [(code, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XII, các chi bộ đã họp.",
        "Nghị định số 30/2020/NĐ-CP và Quyết định 749/QĐ-TTg không phải văn bản của Đảng.",
        "Quyết định số 244-QĐ/TW và Quy định số 37-QĐ/TW cùng một hệ số.",
        "các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII",
        "Nghị quyết Trung ương 4 (khóa XI, XII) và Nghị quyết Đại hội XIII của Đảng",
        "Quy định số 08-QĐi/TW ngày 25/10/2018 của Ban Chấp hành Trung ương; Quyết định số 1488-QĐNS/TW",
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017 khác Nghị quyết số 18-NQ/TW ngày 16/6/2022 về đất đai.",
        "Hướng dẫn số 12-HD/BTCTW ngày 06/7/2018 của Ban Tổ chức Trung ương",
        "Trời hôm nay nắng đẹp, bà con ra đồng gieo mạ.",
        "",
    ],
)
def test_what_is_right_passes(text: str) -> None:
    """Well written references give no finding of any rule that is on."""
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch thực hiện Quy định số 24-QĐ/TW ngày 30/7/2021 của Ban Tổ chức Trung ương",
        "Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Tỉnh ủy Bến Tre",
        "Công văn hướng dẫn số 5053-CV/VPTW ngày 11/3/2019 của Văn phòng Trung ương Đảng",
        "văn bản hướng dẫn thi hành Điều lệ số 01-HD/TW ngày 28/9/2021 của Ban Bí thư",
        "Hướng dẫn thi hành Điều lệ Đảng số 01-HD/TW",
        "các tổ chức đảng theo quy định 12-HD/BTCTW mà làm",
        "Học tập Chỉ thị số 05-CT/TW, ngày 18/5/2021, Bộ Chính trị ban hành Kết luận số 01-KL/TW.",
        "Sau Nghị quyết số 18-NQ/TW, ngày 24/11/2017 Chính phủ họp.",
        "Kế hoạch số 12/KH-BCĐ của Ban Chỉ đạo",
        "Quy chế 244-QĐ/TW, Quyết định 08-QĐi/TW và Quy định 06-QĐNS/TW",
        "Nghị quyết số 28-NQ/TW ngày 25/10/2013 của Bộ Chính trị khóa XI",
        "Chỉ thị số 50-CT/TW (13/2025) của Ban Bí thư",
    ],
)
def test_what_may_be_right_is_no_error(text: str) -> None:
    """Where a sentence can be read another way there is at most a warning."""
    assert [one for one in told(text) if one[1] == "error"] == []


def test_findings_stand_at_their_place() -> None:
    """Offsets, lines and columns are those of the symbol alone, in code points; the rest of the line stands beside."""
    text = "Dòng một.\r\nTheo Quy định 101-QÐ/TW ngày 07/6/2012 của Ban Bí thư.\r\nHết."
    (one,) = found(text)
    assert text[one.start : one.end] == one.text == "101-QÐ/TW"
    assert (one.line, one.column, one.end_line, one.end_column) == (2, 15, 2, 24)
    assert (one.before, one.after) == ("Theo Quy định ", " ngày 07/6/2012 của Ban Bí thư.")
    assert one.fix is not None and (one.fix.start, one.fix.end, one.fix.text) == (one.start, one.end, "101-QĐ/TW")


def test_a_decomposed_text_is_found_where_it_stands() -> None:
    """In a text in NFD only a symbol with marks in it is told, at its own offsets."""
    import unicodedata

    text = unicodedata.normalize("NFD", "Quy định số 12-QĐ/TƯ và Nghị quyết số 57-NQ/TW của Bộ Chính trị")
    codes = {one.code: one for one in found(text)}
    assert sorted(codes) == ["CX106", "CX108"]
    assert unicodedata.normalize("NFC", codes["CX108"].text) == "12-QĐ/TƯ"
    assert codes["CX108"].fix is not None and codes["CX108"].fix.text == "12-QĐ/TW"


@pytest.mark.parametrize(("date", "severity"), [("2024-01-01", "error"), (None, "warning")])
def test_a_future_date_is_certain_only_where_the_date_is_given(date: str | None, severity: str) -> None:
    """The date that a text's head seems to have may be another one's."""
    text = "Thứ hai, 01/01/2024, 08:00. Học tập Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị."
    assert told(text, date=date) == [("CX302", severity, "ngày 22/12/2024", "")]


def test_a_list_of_types_names_none_of_its_symbols() -> None:
    """In a list the last type word stands before symbols of all its types."""
    assert told("quán triệt các quy định, chỉ thị số 144-QĐ/TW, số 05-CT/TW của Bộ Chính trị") == []


def test_rules_are_chosen_by_code_name_and_beginning() -> None:
    """--select and --ignore take codes, beginnings and names; the more exact one wins; ALL turns on what is off."""

    def codes(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> set[str]:
        return {one.rule.id for one in choose(PACK.data.rules, Choice(select, ignore))}

    everything = {rule.id for rule in PACK.data.rules}
    assert codes() == everything - {"CX604"}
    assert codes(("ALL",)) == everything
    assert codes(("CX10",), ("CX102",)) == {rule for rule in everything if rule[:4] == "CX10"} - {"CX102"}
    assert codes(("symbol-dash",)) == {"CX103"}
    assert codes(("CX101",), ("CX1",)) == {"CX101"}
    assert codes(("CX604",)) == {"CX604"}
    assert "CX604" not in codes(("CX6",))
    assert codes((), ("CX",)) == set()


@pytest.mark.parametrize("name", ["CX999", "cx101", "symbol-ordre"])
def test_an_unknown_code_is_told(name: str) -> None:
    """A code that fits no rule is a mistake, not an empty choice."""
    with pytest.raises(UsageError, match="no rule has the code"):
        choose(PACK.data.rules, Choice((name,)))


def test_severity_of_doubtful_findings_and_by_request() -> None:
    """A rule of severity error gives a warning where it is not sure, and always what the user has set."""
    rule = next(rule for rule in PACK.data.rules if rule.severity == "error")
    assert (Active(rule).severity_of(True), Active(rule).severity_of(False)) == ("error", "warning")
    assert Active(rule, "info").severity_of(True) == "info"
    chosen = choose(PACK.data.rules, Choice(severities=(("CX1", "info"), ("CX101", "error"))))
    assert {one.rule.id: one.severity for one in chosen if one.severity} == {
        **{rule.id: "info" for rule in PACK.data.rules if rule.id.startswith("CX1")},
        "CX101": "error",
    }


def test_messages_in_vietnamese() -> None:
    """Each shipped rule has a message in Vietnamese; the fingerprint and the suggestion that has no words stay."""
    assert [rule.id for rule in PACK.data.rules if not rule.message_vi] == []
    text = "Việc kiểm điểm theo Nghị quyết Trung ương 4 và Nghị quyết 51/NQ-TW được làm nghiêm túc."
    english, vietnamese = found(text), found(text, Choice(language="vi"))
    assert [one.fingerprint for one in english] == [one.fingerprint for one in vietnamese]
    assert "XII, XIII are known" in english[0].suggestion
    assert vietnamese[0].suggestion.startswith("ghi rõ khóa; đã biết các khóa")
    assert english[1].suggestion == vietnamese[1].suggestion == "51-NQ/TW"
    assert vietnamese[1].message.startswith("51/NQ-TW viết không đúng thứ tự")


def test_a_fingerprint_is_of_content_alone() -> None:
    """Moving a text, its Unicode form and its spaces leave the fingerprint; the rule and the text change it."""
    before, after = found("Nghị quyết 51/NQ-TW"), found("Một dòng trước.\n\n  Theo Nghị quyết 51/NQ-TW.")
    assert [one.fingerprint for one in before] == [one.fingerprint for one in after]
    assert fingerprint("CX101", "a  b", "") == fingerprint("CX101", "a\nb", "")
    marks = {fingerprint(*parts) for parts in (("CX101", "a", ""), ("CX102", "a", ""), ("CX101", "b", ""))}
    assert len(marks) == 3


def test_packs_override_disable_and_add_rules(tmp_path: Path) -> None:
    """A user's pack takes a rule out, words another one anew and adds one of its own."""
    path = tmp_path / "house.yaml"
    path.write_text(
        """\
rules:
- {id: CX104, name: symbol-zero, check: zero, severity: error, message: "viết {right}, không viết {text}"}
- {id: TS001, name: plain-title, check: short-first, severity: info, message: "thiếu {other}"}
disable: [rules/CX102]
""",
        encoding="utf-8",
    )
    pack = load_pack(path)
    codes = [rule.id for rule in pack.data.rules]
    assert "CX102" not in codes and codes[-1] == "TS001"
    text = "Chỉ thị số 5-CT/TW ngày 15/5/2016 và Quy định số 144 - QĐ/TW ngày 09/5/2024 của Bộ Chính trị"
    assert [(one.code, one.severity, one.message) for one in found(text, pack=pack)] == [
        ("CX104", "error", "viết 05-CT/TW, không viết 5-CT/TW")
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "{id: x1, name: a, check: zero, severity: error, message: m}",
            "id: 'x1'; expected capital letters and three digits",
        ),
        ("{id: TS1, name: a, check: zero, severity: error, message: m}", "expected"),
        ("{id: TS001, name: a, check: none, severity: error, message: m}", "check: 'none'; expected one of"),
        ("{id: TS001, name: a, check: zero, severity: fatal, message: m}", "severity: 'fatal'"),
        ("{id: TS001, name: a, check: zero, severity: error, message: 'is {wrong}'}", "values in braces are"),
        (
            "{id: TS001, name: a, check: zero, severity: info, message: m, examples: [{text: a, expect: [{date: 1}]}]}",
            "date",
        ),
    ],
)
def test_a_wrong_rule_is_told_at_its_place(line: str, says: str, tmp_path: Path) -> None:
    """Rules are validated like every other entry: the problem names file, line, entry and what was expected."""
    from citex.packs.load import load_packs

    path = tmp_path / "bad.yaml"
    path.write_text(f"rules:\n- {line}\n", encoding="utf-8")
    loaded = load_packs([path], builtin=False)
    (problem,) = loaded.problems
    assert problem.message.startswith(f"{path.as_posix()}:2:")
    assert says in problem.message
    assert loaded.data.rules == ()


def test_a_rule_without_its_examples_is_missing(tmp_path: Path) -> None:
    """Coverage asks each rule for an example that it finds and one that it passes; a wrong example fails."""
    path = tmp_path / "mine.yaml"
    rule = "{id: TS001, name: a, check: zero, severity: error, message: 'is {text}', examples: "
    path.write_text(f"rules:\n- {rule}[{{none: Chỉ thị 5-CT/TW}}]}}\n", encoding="utf-8")
    report = run_rule_examples(load_pack(path))
    assert report.missing == ("rules/TS001",)
    (failure,) = report.failures
    assert (failure.entry, failure.reasons) == (
        "rules/TS001",
        ("0 findings are expected, 1 found: '5-CT/TW': is 5-CT/TW",),
    )
