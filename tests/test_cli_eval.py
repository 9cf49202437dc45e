"""``citex eval``: tables, JSON, saved runs, floors, and what happens when gold set and texts don't fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from citex.cli.main import main

FIRST = "Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW.\nTỉnh ủy quán triệt Chỉ thị số 05-CT/TW ngày 15/5/2016."
SECOND = "Trời hôm nay nắng đẹp, bà con xuống đồng gieo mạ."
THIRD = "Chi bộ học tập Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương."


def evaluate(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["eval", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def told(*args: str) -> dict[str, Any]:
    status, out, err = evaluate("--gold", "gold.jsonl", "texts", "--format", "json", *args)
    assert (status, err) == (0, "")
    values: dict[str, Any] = json.loads(out)
    return values


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def write(path: str, rows: list[dict[str, Any]]) -> None:
    Path(path).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture(autouse=True)
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three texts, a gold set that is what scan finds in them, and that run saved."""
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", THIRD)):
        Path("texts", name).write_text(text, encoding="utf-8")
    empty = {"file": "b.txt", "empty": True, "start": 0, "end": 0}
    result = CliRunner().invoke(main, ["scan", "texts", "--format", "jsonl", "--resolve", "corpus", "-o", "run.jsonl"])
    assert result.exit_code == 0
    write("gold.jsonl", [*lines("run.jsonl"), empty])


def spoil(row: int, **values: Any) -> None:
    """Change a row of the gold set; ``None`` for a field is a null, ``drop`` takes the row out."""
    rows = lines("gold.jsonl")
    if values.pop("drop", False):
        del rows[row]
    else:
        rows[row] |= values
    write("gold.jsonl", rows)


def test_a_perfect_run() -> None:
    """A gold set made of what is found: every figure is 1, no fault."""
    values = told("--errors")
    assert (values["gold"], values["found"], values["files"]) == (3, 3, 3)
    assert {values[name]["f1"] for name in ("span", "overlap", "exact", "identity", "documents")} == {1}
    assert set(values["fields"].values()) == {1}
    assert values["errors"] == []
    assert values["kinds"].keys() == {"numbered"}
    assert sum(form["found"] for form in values["forms"].values()) == 3


def test_the_table_tells_the_same() -> None:
    """Figures, kinds, forms and fields, each under its head."""
    status, out, err = evaluate("--gold", "gold.jsonl", "texts")
    assert (status, err) == (0, "")
    rows = [line.split() for line in out.splitlines()]
    assert out.startswith("3 gold citations in 3 files, 3 found\n")
    assert ["span", "1.0000", "1.0000", "1.0000"] in rows
    assert ["numbered", "3", "3", "1.0000", "1.0000", "1.0000", "3", "3", "3", "3"] in rows
    assert ["numbered", "3", "0", "1.0000", "3", "3", "3", "3"] in rows
    assert ["place", "3", "3", "1.0000"] in rows


def test_errors_name_file_line_and_column() -> None:
    """A miss, a false hit and a wrong field, each with its place and text."""
    start = FIRST.index("Tỉnh ủy")
    spoil(0, number="58")
    spoil(1, start=start, end=start + 7, text="Tỉnh ủy")
    status, out, _ = evaluate("--gold", "gold.jsonl", "texts", "--errors")
    assert status == 0
    assert (
        'texts/a.txt:1:23: wrong "Nghị quyết số 57-NQ/TW" (numbered, form numbered): number: gold "58", found "57"'
        in out
    )
    assert 'texts/a.txt:2:1: missed "Tỉnh ủy" (numbered)\n' in out
    assert 'texts/a.txt:2:20: false "Chỉ thị số 05-CT/TW ngày 15/5/2016" (numbered, form numbered)\n' in out
    assert "\n3 faults\n" in out
    listed = told("--errors")["errors"]
    assert [(one["what"], one["line"], one["column"]) for one in listed] == [
        ("wrong", 1, 23),
        ("missed", 2, 1),
        ("false", 2, 20),
    ]
    assert listed[0]["differences"] == [{"field": "number", "gold": "58", "found": "57"}]


def test_save_is_the_run_of_scan() -> None:
    """The bytes that scan writes; --found measures it without the texts."""
    values = told("--save", "saved.jsonl")
    assert Path("saved.jsonl").read_bytes() == Path("run.jsonl").read_bytes()
    status, out, err = evaluate("--gold", "gold.jsonl", "--found", "saved.jsonl", "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out) == values


def test_against_a_worse_run_there_are_gains() -> None:
    """The saved run missed one, had a field wrong and a false hit: two gained, one vanished, nothing lost."""
    rows = lines("run.jsonl")
    false = {**rows[0], "file": "texts/b.txt", "start": 3, "end": 9, "column": 4, "text": "hôm na"}
    write("old.jsonl", [{**rows[0], "number": "58"}, rows[2], false])
    values = told("--against", "old.jsonl")["changes"]
    assert [(one["line"], one["figures"]) for one in values["gained"]] == [
        (1, ["exact", "identity"]),
        (2, ["overlap", "span", "exact", "identity"]),
    ]
    assert (values["lost"], values["appeared"]) == ([], [])
    assert [one["file"] for one in values["vanished"]] == ["texts/b.txt"]
    assert values["figures"]["overlap"] == {"then": 0.6667, "now": 1.0, "change": 0.3333}
    _, out, _ = evaluate("--gold", "gold.jsonl", "texts", "--against", "old.jsonl")
    assert ["overlap", "0.6667", "1.0000", "+0.3333", "1", "0"] in [line.split() for line in out.splitlines()]
    assert "false hits: 0 appeared, 1 vanished" in out
    assert 'gained exact, identity texts/a.txt:1:23: "Nghị quyết số 57-NQ/TW" (numbered)\n' in out
    assert 'false hit vanished texts/b.txt:1:4: "hôm na" (numbered, form numbered)\n' in out


def test_against_a_better_run_there_are_losses() -> None:
    """What the saved run had right and this one has not is lost; the reason is told."""
    rows = lines("run.jsonl")
    write("gold.jsonl", [{**rows[0], "number": "58"}, {**rows[1], "file": "b.txt", "text": ""}])
    write("old.jsonl", [{**rows[0], "number": "58"}, {**rows[1], "file": "b.txt"}])
    _, out, _ = evaluate("--gold", "gold.jsonl", "texts", "--against", "old.jsonl")
    assert "gained" not in out.partition("false hits: 2 appeared, 0 vanished")[2]
    assert (
        'lost exact, identity texts/a.txt:1:23: "Nghị quyết số 57-NQ/TW" (numbered): number: gold "58", found "57"'
        in out
    )
    assert "lost overlap, span, exact, identity texts/b.txt:" in out
    assert out.count(": missed") == 1


def test_two_saved_runs() -> None:
    """--found is the later run, --against the one before it."""
    rows = lines("run.jsonl")
    write("less.jsonl", rows[:1])
    args = ("--gold", "gold.jsonl", "--format", "json")
    more = json.loads(evaluate(*args, "--found", "run.jsonl", "--against", "less.jsonl")[1])["changes"]
    less = json.loads(evaluate(*args, "--found", "less.jsonl", "--against", "run.jsonl")[1])["changes"]
    assert (len(more["gained"]), len(more["lost"])) == (2, 0)
    assert (len(less["gained"]), len(less["lost"])) == (0, 2)


def test_a_floor_that_is_held_and_one_that_is_not() -> None:
    """Status 0 and 1; every figure of the floor is named with what was reached."""
    spoil(0, number="58")
    Path("floor.json").write_text('{"overlap": 1.0, "exact": 0.6, "documents_precision": 1}', encoding="utf-8")
    status, out, err = evaluate("--gold", "gold.jsonl", "texts", "--floor", "floor.json")
    assert (status, err) == (0, "")
    assert ["exact", "0.6667", "0.6000", "ok"] in [line.split() for line in out.splitlines()]
    Path("floor.json").write_text('{"overlap": 1.0, "exact": 0.7, "number": 0.9}', encoding="utf-8")
    status, out, err = evaluate("--gold", "gold.jsonl", "texts", "--floor", "floor.json")
    assert (status, err) == (1, "")
    rows = [line.split() for line in out.splitlines()]
    assert ["overlap", "1.0000", "1.0000", "ok"] in rows
    assert ["exact", "0.6667", "0.7000", "BELOW", "THE", "FLOOR"] in rows
    assert ["number", "0.6667", "0.9000", "BELOW", "THE", "FLOOR"] in rows
    status, out, _ = evaluate("--gold", "gold.jsonl", "texts", "--floor", "floor.json", "-f", "json")
    assert status == 1
    assert [one["figure"] for one in json.loads(out)["floor"] if not one["ok"]] == ["exact", "number"]


def test_bad_gold_lines_stop_the_measurement() -> None:
    """All of them are told; there are no figures, which would be those of half a gold set."""
    with Path("gold.jsonl").open("a", encoding="utf-8") as gold:
        gold.write('{"file": "a.txt"}\nnothing\n')
    status, out, err = evaluate("--gold", "gold.jsonl", "texts")
    assert (status, out) == (2, "")
    assert err.splitlines()[0].startswith("citex: gold.jsonl:5: no kind (a row is ")
    assert err.splitlines()[1].startswith("citex: gold.jsonl:6: not JSON: ")


def test_texts_that_changed_after_they_were_marked_are_told() -> None:
    """The figures are printed all the same, with status 2."""
    Path("texts/a.txt").write_text(FIRST.replace("Bộ Chính trị ban", "BCT ban"), encoding="utf-8")
    Path("texts/c.txt").unlink()
    status, out, err = evaluate("--gold", "gold.jsonl", "texts")
    assert status == 2
    assert out.startswith("3 gold citations")
    assert err.startswith("citex: gold.jsonl: c.txt is not among the texts")
    assert "citex: gold.jsonl:1: a.txt has " in err


def test_a_file_that_cannot_be_read_is_told() -> None:
    """Once, though the texts are read twice."""
    Path("texts/bad.txt").write_bytes(b"\x80abc")
    status, out, err = evaluate("--gold", "gold.jsonl", "texts")
    assert status == 2
    assert out.startswith("3 gold citations")
    assert err.count("texts/bad.txt") == 1


def test_packs_under_test_do_not_move_the_measure() -> None:
    """With no patterns at all everything is missed; places are still compared by the shipped words."""
    Path("none.yaml").write_text("words:\n- {id: measured_ranks, words: [x]}\n", encoding="utf-8")
    spoil(0, place="tỉnh Bến Tre")
    rows = lines("run.jsonl")
    write("saved.jsonl", [{**rows[0], "place": "Bến Tre"}])
    args = ("--gold", "gold.jsonl", "--found", "saved.jsonl", "--no-builtin", "--patterns", "none.yaml", "-f", "json")
    assert json.loads(evaluate(*args)[1])["fields"]["place"] == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["texts"], "--gold"),
        (["--gold", "gold.jsonl"], "nothing to measure"),
        (["--gold", "gold.jsonl", "texts", "--found", "run.jsonl"], "both PATH and --found"),
        (["--gold", "gold.jsonl", "--found", "run.jsonl", "--save", "x.jsonl"], "--save"),
        (["--gold", "gold.jsonl", "-"], "standard input"),
        (["--gold", "nix.jsonl", "texts"], "nix.jsonl"),
        (["--gold", "gold.jsonl", "texts", "--against", "nix.jsonl"], "nix.jsonl"),
        (["--gold", "gold.jsonl", "texts", "--floor", "gold.jsonl"], "gold.jsonl"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_next(args: list[str], says: str) -> None:
    """No figures, and a message that names what is wrong."""
    status, out, err = evaluate(*args)
    assert (status, out) == (2, "")
    assert says in err
