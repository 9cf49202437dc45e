"""Entries that do not compile: each is told with its place, and the rest of the pack is of use."""

from __future__ import annotations

from pathlib import Path

import pytest

import citex
from citex.api import load
from citex.recognise.lexer import tokenise
from citex.recognise.mentions import mentions

GOOD = "types:\n- {id: CĐ, name: Công điện, codes: [CĐ]}\n"


@pytest.mark.parametrize(
    ("entry", "place", "wrong"),
    [
        ('elements:\n- id: broken\n  regex: "(unclosed"\n', "2:3", "elements/broken: not a regex"),
        ('elements:\n- id: lost\n  regex: "x{{nowhere}}"\n', "2:3", "no word list or part is called 'nowhere'"),
        ("phrases:\n- {id: odd, sequence: type nonsense}\n", "2:3", "no element or phrase is called 'nonsense'"),
        ("phrases:\n- {id: round, sequence: round}\n", "2:3", "contains itself"),
        (
            "forms:\n- {id: odd, kind: numbered, sequence: part symbol}\n",
            "2:3",
            "no element or phrase is called 'part'",
        ),
        ("forms:\n- {id: odd, kind: numbered, sequence: type (symbol}\n", "2:3", "leaves a bracket open"),
        ("forms:\n- {id: odd, kind: numbered, sequence: type + * symbol}\n", "2:3", "does not compile"),
        ("context:\n- {id: odd, side: before, gives: [date], sequence: dat}\n", "2:3", "called 'dat'"),
    ],
)
def test_a_bad_entry_is_told_and_the_rest_works(tmp_path: Path, entry: str, place: str, wrong: str) -> None:
    """The message names file, line and column; the pack's other entries and the shipped ones stay in use."""
    path = tmp_path / "mine.yaml"
    path.write_text(entry + GOOD, encoding="utf-8")
    pack, problems = load([path])
    assert [problem.file for problem in problems] == [path.as_posix()]
    assert problems[0].message.startswith(f"{path.as_posix()}:{place}: ")
    assert wrong in problems[0].message
    article = citex.Article("tin.txt", "Công điện số 12-CĐ/TW và Chỉ thị số 05-CT/TW")
    assert [one.symbol for one in citex.Scanner(pack).scan(article)] == ["12-CĐ/TW", "05-CT/TW"]


def test_what_names_a_bad_entry_goes_too(tmp_path: Path) -> None:
    """A form of an element that had to be left out is left out for that, with a message of its own."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        'elements:\n- {id: bell, regex: "[broken"}\nforms:\n- {id: rung, kind: numbered, sequence: bell symbol}\n',
        encoding="utf-8",
    )
    _, problems = load([path])
    assert [problem.message.split(": ")[1] for problem in problems] == ["elements/bell", "forms/rung"]


def test_the_shipped_patterns_are_sound() -> None:
    """Nothing of ours has to be left out."""
    assert load([])[1] == ()


def test_a_pack_may_lack_vocabularies(tmp_path: Path) -> None:
    """One element and one form are enough to be recognised; where nothing tells a Party document, none is cited."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        'elements:\n- {id: bell, regex: "chuông số (?P<number>[0-9]+)"}\n'
        "forms:\n- {id: rung, kind: numbered, sequence: < bell >}\n",
        encoding="utf-8",
    )
    pack, problems = load([path], builtin=False)
    text = "Nghe chuông số 12 đánh, Bộ Chính trị họp."
    assert problems == ()
    assert [one.form.id for one in mentions(tokenise(text, pack), pack)] == ["rung"]
    assert citex.Scanner(pack).scan(citex.Article("tin.txt", text)) == ()


def test_a_catalogue_entry_may_have_any_key(tmp_path: Path) -> None:
    """The Charter's key has no committee, series and number."""
    path = tmp_path / "mine.yaml"
    entry = "{id: ĐL, type: ĐL, number: '', symbol: '', date: '2011', issuer: Đại hội, term: XI, title: Điều lệ}"
    path.write_text(f"catalogue:\n- {entry}\n", encoding="utf-8")
    pack, problems = load([path])
    assert problems == ()
    assert [one.id for one in pack.tables.catalogue_stems["ĐL"]] == ["ĐL"]
    article = citex.Article("tin.txt", "Chỉ thị số 05-CT/TW và Điều lệ Đảng")
    assert len(citex.Scanner(pack).scan(article)) == 2


def test_a_form_without_a_type_has_documents_too(tmp_path: Path) -> None:
    """A citation that names no type and has no code is scanned like any other."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        'elements:\n- {id: bell, regex: "chuông số (?P<number>[0-9]+)"}\n'
        "forms:\n- {id: rung, kind: numbered, options: {needs: [bell]}, sequence: < bell issuer >}\n",
        encoding="utf-8",
    )
    pack, problems = load([path])
    article = citex.Article("tin.txt", "Nghe chuông số 12 Bộ Chính trị đánh.")
    assert problems == ()
    assert [(one.text, one.type) for one in citex.Scanner(pack).scan(article)] == [("chuông số 12 Bộ Chính trị", "")]
