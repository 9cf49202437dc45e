"""``citex patterns``: list, show, test, new, schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from citex.cli.main import main
from citex.packs.load import load_packs
from citex.packs.schema import schema


def patterns(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["patterns", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_list_counts_the_sections() -> None:
    """Each section with the number of its entries."""
    status, out, err = patterns("list")
    assert (status, err) == (0, "")
    rows = {line.split()[0]: line.split()[1] for line in out.splitlines()}
    data = load_packs([]).data
    assert rows["forms"] == str(len(data.forms))
    assert rows["types"] == str(len(data.types))


def test_list_of_a_section_names_its_entries() -> None:
    """One line an entry, in the order of the packs."""
    _, out, _ = patterns("list", "types")
    assert [line.split()[0] for line in out.splitlines()[1:]] == [entry.id for entry in load_packs([]).data.types]


@pytest.mark.parametrize("name", ["types/NQ", "forms/numbered", "bo-chinh-tri"])
def test_show_prints_an_entry_that_loads_again(name: str, tmp_path: Path) -> None:
    """The YAML shown is a pack of its own: saved, it gives the same entry."""
    status, out, _ = patterns("show", name)
    assert status == 0
    path = tmp_path / "shown.yaml"
    path.write_text(out, encoding="utf-8")
    assert yaml.safe_load(out)
    (section,) = yaml.safe_load(out)
    shown = load_packs([path], builtin=False)
    assert shown.problems == ()
    (entry,) = getattr(shown.data, section)
    (whole,) = (one for one in getattr(load_packs([]).data, section) if one.id == entry.id)
    for field in ("id", "name", "aliases", "codes", "sequence", "options"):
        assert getattr(entry, field, None) == getattr(whole, field, None)
    assert [(one.text, one.expect) for one in entry.examples] == [(one.text, one.expect) for one in whole.examples]


@pytest.mark.parametrize(
    ("args", "says"),
    [(["list", "form"], "forms"), (["show", "bo-chinh-tr"], "bo-chinh-tri"), (["show", "zzz"], "citex patterns list")],
)
def test_unknown_names_are_told_with_near_ones(args: list[str], says: str) -> None:
    """Status 2 and a next step."""
    status, out, err = patterns(*args)
    assert (status, out) == (2, "")
    assert says in err


def test_examples_of_a_users_pack_run_too(tmp_path: Path) -> None:
    """A failing example is shown with its place and the difference; status 1."""
    path = tmp_path / "mine.yaml"
    pack = "types:\n- id: CĐ\n  name: Công điện\n  codes: [CĐ]\n  examples:\n"
    path.write_text(pack + "  - {text: Công điện số 12-CĐ/TW, expect: [{type: CĐ, number: '13'}]}\n", encoding="utf-8")
    status, out, _ = patterns("test", str(path))
    assert status == 1
    assert f"FAILED  {path.as_posix()}:6:5: types/CĐ" in out
    assert "is '12', expected '13'" in out
    assert "MISSING" not in out
    assert "MISSING  types/CĐ" in patterns("test", "--coverage", str(path))[1]


def test_a_bad_pack_is_status_2(tmp_path: Path) -> None:
    """The examples of the rest run, but the pack is wrong."""
    path = tmp_path / "bad.yaml"
    path.write_text("forms: 3\n", encoding="utf-8")
    status, out, err = patterns("test", str(path))
    assert status == 2
    assert "examples pass" in out
    assert err.startswith(f"citex: {path.as_posix()}:1:8: ")


def test_new_prints_a_pack_with_the_example(tmp_path: Path) -> None:
    """The comments tell what the words are; the rest loads, and scan finds the text with it."""
    text = "Kết luận của Bộ Chính trị mang số 12"
    status, out, err = patterns("new", text)
    assert (status, err) == (0, "")
    assert "#   issuer  Bộ Chính trị" in out
    path = tmp_path / "mine.yaml"
    path.write_text(out, encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    args = ["scan", str(tmp_path / "a.txt"), "--format", "jsonl", "--patterns", str(path)]
    found = json.loads(CliRunner().invoke(main, args).stdout)
    assert (found["pattern"], found["text"]) == ("new-form", text)


def test_new_says_what_is_known() -> None:
    """Nothing to draft where a form fits already."""
    _, out, _ = patterns("new", "Nghị quyết Trung ương 4 khóa XII")
    assert "forms/plenum: Nghị quyết Trung ương 4 khóa XII" in out
    assert all(line.startswith("#") for line in out.splitlines())


def test_schema_is_that_of_the_loader() -> None:
    """The JSON Schema for editors."""
    assert json.loads(patterns("schema")[1]) == schema()
