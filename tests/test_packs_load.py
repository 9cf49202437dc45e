"""Loading packs: what an entry becomes, what is wrong with it and where, and how packs add to each other."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
import unicodedata
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citex.errors import PackError
from citex.packs import files as files_of_packs
from citex.packs import load, model, schema
from citex.packs.data import Example, PackData, Words
from citex.packs.files import builtin_path
from citex.packs.load import LoadedPacks, load_packs
from citex.packs.rules import ALL_SHAPES as SHAPES
from citex.packs.shape import Key, Kind, is_date

ROOT = Path(__file__).resolve().parents[1]
PATTERNS = ROOT / "patterns"
VALIDATOR = jsonschema.Draft202012Validator(schema.schema())

GOOD = """\
# a pack with an entry of every section
pack: {id: thu, version: 1.0, description: bản thử}
types:
- id: QĐi
  name: Quy định
  english: Regulation
  series: QĐ
  aliases: [Qui định]
  codes: [QĐi]
  weak: true
  examples:
  - Quy định số 37-QĐ/TW ngày 25/10/2021
  - text: Quy định 08 của Ban Bí thư
    expect: [{type: QĐi, number: 08, symbol: null}]
  - none: quy định của pháp luật
bodies:
- {id: bkttw, name: Ban Kinh tế Trung ương, owner: party, level: central, codes: [BKTTW], until: 2025-02}
organs:
- {id: ban-dan-van, name: Ban Dân vận, code: BDV}
committees:
- {id: dang-bo, name: Đảng bộ, level: "", place: open}
places:
- {id: hau-giang, name: Hậu Giang, from: 2004-01-01, until: 2025-06-30, now: can-tho, alone: false}
terms:
- {id: XII, ordinal: 12, years: 2016-2020, from: 2016, until: 2021-01}
plenums:
- {id: TW/HN4@XII, term: XII, session: 4, from: 2016-10-09, documents: [TW/NQ/04@XII, TW/NQ/05@XII]}
words:
- id: no
  words: [số, no, 05]
- {id: cardinals, values: {hai: 2, "đầu tiên": "1"}}
elements:
- id: type_short
  as: type
  case: upper
  regex: "{{abbreviations}}"
phrases:
- id: join
  sequence: comma? and | comma
forms:
- id: numbered
  kind: numbered
  sequence: type no? number
  options: {needs: [number], reach: 40, old: 05, alone: true, note: "7", nothing: null}
context:
- {id: issued, side: before, sequence: issuer verb, gives: [issuer, date]}
catalogue:
- {id: TW/CT/05@XII, type: CT, number: 05, symbol: 05-CT/TW, date: 2016-05-15, issuer: Bộ Chính trị, term: XII}
rules:
- id: MY001
  name: mine
  check: spacing
  severity: info
  message: "{text} is wide"
  message_vi: "{text} có dấu cách"
  off: true
  examples: [{text: 05 - CT/TW, expect: [{text: 05 - CT/TW, suggestion: null}]}, {none: 05-CT/TW}]
disable:
"""


def pack(folder: Path, text: str | bytes, name: str = "pack.yaml") -> Path:
    """Write a pattern file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def loaded(*paths: Path) -> LoadedPacks:
    """Load without the shipped patterns."""
    return load_packs(paths, builtin=False)


def messages(result: LoadedPacks) -> list[str]:
    """The problems without the path before them."""
    return [problem.message.removeprefix(problem.file + ":") for problem in result.problems]


def ids(entries: tuple[Any, ...]) -> list[str]:
    """The ids in order."""
    return [entry.id for entry in entries]


class Core(yaml.SafeLoader):
    """YAML as an editor's schema check sees it, by the core schema of YAML 1.2: no dates, and yes and no are text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("(~|null|)$"), ["~", "n", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), ["t", "f"])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile("[-+]?[0-9]+[.][0-9]+$"), list("-+0123456789"))
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def core(text: str) -> Any:
    """The values of a YAML text, as plain Python."""
    return yaml.load(text, Loader=Core)


# --- what entries become


def test_shapes_mirror_the_records() -> None:
    """Each shape has just the fields of its record, required where the record has no default."""
    for shape in SHAPES:
        if shape.section == "phrases":
            continue
        record = {f.name: f for f in fields(shape.make) if f.name != "where"}
        keys = {key.field or key.name: key for key in shape.keys}
        assert keys.keys() == record.keys(), shape.section
        for name, key in keys.items():
            bare = record[name].default is MISSING and record[name].default_factory is MISSING
            assert key.required == bare, f"{shape.section}.{name}"


def test_sections_are_those_of_the_pack_data() -> None:
    """Every section has its place in PackData, in the same order."""
    assert [shape.section for shape in SHAPES] == [f.name for f in fields(PackData)]


def test_good_pack_has_no_problem(tmp_path: Path) -> None:
    """A pack with every section loads whole, and every entry says which file it is from."""
    path = pack(tmp_path, GOOD)
    result = loaded(path)
    assert result.problems == ()
    assert all(getattr(result.data, shape.section) for shape in SHAPES)
    everyone = [entry for shape in SHAPES for entry in getattr(result.data, shape.section)]
    assert {entry.where.rsplit(":", 2)[0] for entry in everyone} == {path.as_posix()}


def test_entry_becomes_its_record(tmp_path: Path) -> None:
    """A type has its fields, examples of all three kinds and the line of each."""
    path = pack(tmp_path, GOOD)
    (entry,) = loaded(path).data.types
    at = path.as_posix()
    assert entry == model.DocumentType(
        id="QĐi",
        name="Quy định",
        english="Regulation",
        series="QĐ",
        aliases=("Qui định",),
        codes=("QĐi",),
        weak=True,
        examples=(
            Example("Quy định số 37-QĐ/TW ngày 25/10/2021", ({},), f"{at}:12:5"),
            Example("Quy định 08 của Ban Bí thư", ({"type": "QĐi", "number": "08", "symbol": None},), f"{at}:13:5"),
            Example("quy định của pháp luật", (), f"{at}:15:5"),
        ),
        where=f"{at}:4:3",
    )


def test_keys_that_python_reserves(tmp_path: Path) -> None:
    """``from`` is start and ``as`` is role."""
    data = loaded(pack(tmp_path, GOOD)).data
    assert (data.places[0].start, data.places[0].until, data.places[0].alone) == ("2004-01-01", "2025-06-30", False)
    assert (data.elements[0].role, data.elements[0].case) == ("type", "upper")


def test_scalars_stay_as_written(tmp_path: Path) -> None:
    """Dates, leading zeros and words such as no are text without quotes; ordinals are whole numbers."""
    data = loaded(pack(tmp_path, GOOD)).data
    assert data.catalogue[0].number == "05"
    assert data.catalogue[0].date == "2016-05-15"
    assert data.bodies[0].until == "2025-02"
    assert data.words[0] == Words("no", ("số", "no", "05"), {}, data.words[0].where)
    assert data.words[1].values == {"hai": "2", "đầu tiên": "1"}
    assert data.plenums[0].session == "4"
    assert data.terms[0].ordinal == 12


def test_phrase_is_a_word_list_of_its_sequence(tmp_path: Path) -> None:
    """A phrase keeps its sequence as its only word."""
    assert loaded(pack(tmp_path, GOOD)).data.phrases[0].words == ("comma? and | comma",)


def test_options_are_free(tmp_path: Path) -> None:
    """Options hold lists, whole numbers, flags and null; what has a leading zero or quotes is text."""
    options = loaded(pack(tmp_path, GOOD)).data.forms[0].options
    want = {"needs": ("number",), "reach": 40, "old": "05", "alone": True, "note": "7", "nothing": None}
    assert options == want


def test_data_can_be_sent_to_a_worker(tmp_path: Path) -> None:
    """What was loaded survives pickling unchanged."""
    data = loaded(pack(tmp_path, GOOD)).data
    assert pickle.loads(pickle.dumps(data)) == data


def test_ids_are_composed_but_example_texts_are_left(tmp_path: Path) -> None:
    """An id in decomposed Vietnamese meets the composed one; an example's text keeps its form."""
    text = unicodedata.normalize("NFD", "types: [{id: QĐ, name: Quyết định, examples: [Quyết định 05]}]")
    (entry,) = loaded(pack(tmp_path, text)).data.types
    assert (entry.id, entry.name) == ("QĐ", "Quyết định")
    assert entry.examples[0].text == unicodedata.normalize("NFD", "Quyết định 05")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "forms:\n", "disable: []\n", "\ufeffforms: []\n"])
def test_empty_packs_are_no_error(tmp_path: Path, text: str) -> None:
    """A file or a section that holds nothing (yet) gives nothing and is no problem."""
    result = loaded(pack(tmp_path, text))
    assert result.problems == ()
    assert result.data.forms == ()


def test_anchors_are_plain_yaml(tmp_path: Path) -> None:
    """An alias stands for what its anchor holds."""
    text = "types:\n- {id: A, name: Một, codes: &c [X, Y]}\n- {id: B, name: Hai, codes: *c}\n"
    result = loaded(pack(tmp_path, text))
    assert result.problems == ()
    assert [entry.codes for entry in result.data.types] == [("X", "Y"), ("X", "Y")]


# --- what is wrong, and where

FORM = "forms:\n- id: a\n  kind: numbered\n  sequence: type\n"
NAMED = "types:\n- id: A\n  name: Một\n"
EXAMPLES = FORM + "  examples:\n"

# (text, line:column, part of the message, part of the hint); the schema finds these as well
WRONG = (
    ("- id: a\n", "1:1", "a list; expected a mapping with sections", ""),
    ("forms\n", "1:1", "'forms'; expected a mapping with sections", ""),
    ("formz: []\n", "1:1", "unknown section 'formz'; expected one of pack, types, ", "did you mean 'forms'?"),
    ("forms: numbered\n", "1:8", "forms: 'numbered'; expected a list", "put it in [ ]"),
    ("forms: {id: a}\n", "1:8", "forms: a mapping; expected a list", ""),
    ("forms:\n- a\n", "2:3", "forms/?: 'a'; expected a mapping with the keys id, kind, sequence,", ""),
    ("forms:\n-\n", "2:2", "forms/?: nothing; expected a mapping", ""),
    (FORM + "  sequnce: x\n", "5:3", "forms/a: unknown key 'sequnce'; expected one of id, kind,", "'sequence'?"),
    ("forms:\n- id: a\n  kind: numbered\n", "2:3", "forms/a: missing key 'sequence'; expected text that is", "Element"),
    ("types:\n- name: Một\n", "2:3", "types/?: missing key 'id'; expected", ""),
    (NAMED + "  alias: [x]\n", "4:3", "types/A: unknown key 'alias'", "did you mean 'aliases'?"),
    (NAMED + "  aliases: x\n", "4:12", "types/A: aliases: 'x'; expected a list", "put it in [ ]"),
    (NAMED + "  aliases: [x, '']\n", "4:16", "types/A: aliases: ''; expected text that is not blank", ""),
    (NAMED + "  aliases: [x, [y]]\n", "4:16", "types/A: aliases: a list; expected text", ""),
    (NAMED + "  english:\n", "4:11", "types/A: english: nothing; expected text", ""),
    (NAMED + "  weak: yes\n", "4:9", "types/A: weak: 'yes'; expected true or false, without quotes", ""),
    (NAMED + "  weak: 'true'\n", "4:9", "types/A: weak: 'true'; expected true or false, without quotes", ""),
    ("types:\n- id: A\n  name: ' '\n", "3:9", "types/A: name: ' '; expected text that is not blank", ""),
    ("types:\n- id: 'A  B'\n  name: Một\n", "2:7", "id: 'A  B'; expected text without line breaks", ""),
    ("types:\n- {id: [A], name: Một}\n", "2:8", "types/?: id: a list; expected text without", ""),
    ("bodies:\n- {id: a, name: B, level: centre}\n", "2:27", "level: 'centre'; expected one of central,", "'central'?"),
    ("bodies:\n- {id: a, name: B, from: 24/02/2020}\n", "2:26", "from: '24/02/2020'; expected a date such as", ""),
    ("bodies:\n- {id: a, name: B, until: 2020-13}\n", "2:27", "until: '2020-13'; expected a date such as", ""),
    ("bodies:\n- {id: a, name: B, until: ''}\n", "2:27", "until: ''; expected a date such as", ""),
    ("terms:\n- {id: XII, ordinal: twelve}\n", "2:22", "ordinal: 'twelve'; expected a whole number", ""),
    ("terms:\n- {id: XII, ordinal: -1}\n", "2:22", "ordinal: '-1'; expected a whole number", ""),
    ("terms:\n- {id: XII, years: '2016'}\n", "2:20", "years: '2016'; expected years like 2020-2025", ""),
    ("words:\n- id: a\n", "2:3", "words/a: expected exactly one of the keys words and values", ""),
    ("words:\n- {id: a, words: [x], values: {x: y}}\n", "2:3", "words/a: expected exactly one of the keys", ""),
    ("words:\n- {id: a, words: []}\n", "2:18", "words/a: words: an empty list; expected at least one", ""),
    ("words:\n- {id: a, values: {}}\n", "2:19", "words/a: values: an empty mapping; expected at least one", ""),
    ("words:\n- {id: a, values: [x]}\n", "2:19", "words/a: values: a list; expected a mapping", ""),
    ("words:\n- {id: a, values: {x: [y]}}\n", "2:23", "words/a: values: x: a list; expected text", ""),
    ("words:\n- {id: a, values: {' ': y}}\n", "2:20", "words/a: values: ' '; expected text that is not blank", ""),
    ("words:\n- {id: a-b, words: [x]}\n", "2:8", "words/?: id: 'a-b'; expected lower-case letters a-z,", ""),
    ("elements:\n- {id: a, regex: ''}\n", "2:18", "elements/a: regex: ''; expected text that is not blank", ""),
    ("elements:\n- {id: a, regex: x, case: uper}\n", "2:27", "case: 'uper'; expected one of \"\", upper,", "'upper'?"),
    ("elements:\n- {id: a, regex: x, as: 'b c'}\n", "2:25", "elements/a: as: 'b c'; expected lower-case", ""),
    ("phrases:\n- {id: a, sequence: ~}\n", "2:21", "phrases/a: sequence: nothing; expected text", ""),
    ("forms:\n- {id: a, kind: numberd, sequence: x}\n", "2:17", "kind: 'numberd'; expected one of", "'numbered'?"),
    (FORM + "  options: [x]\n", "5:12", "forms/a: options: a list; expected a mapping", ""),
    ("context:\n- {id: a, side: left, sequence: x, gives: [date]}\n", "2:17", "side: 'left'; expected one of", ""),
    ("context:\n- {id: a, side: after, sequence: x, gives: []}\n", "2:44", "gives: an empty list; expected", ""),
    ("context:\n- {id: a, side: after, sequence: x, gives: [dat]}\n", "2:45", "gives: 'dat'; expected one", "'date'?"),
    ("catalogue:\n- {id: K, type: CT, number: 05, symbol: x, issuer: y, term: XII}\n", "2:3", "missing key 'date'", ""),
    (EXAMPLES + "  - ''\n", "6:5", "forms/a: examples: ''; expected text that is not blank", ""),
    (EXAMPLES + "  - [x]\n", "6:5", "forms/a: examples: a list; expected a text, a mapping with text and", "none"),
    (
        EXAMPLES + "  - {text: x}\n",
        "6:5",
        "examples: a mapping; expected a text, a mapping with text and expect",
        "none",
    ),
    (EXAMPLES + "  - {text: x, none: y}\n", "6:5", "forms/a: examples: a mapping; expected a text,", ""),
    (EXAMPLES + "  - {none: ' '}\n", "6:12", "forms/a: none: ' '; expected text that is not blank", ""),
    (EXAMPLES + "  - {none: x, nune: y}\n", "6:15", "forms/a: unknown key 'nune'; expected one of text,", "'none'?"),
    (EXAMPLES + "  - {text: x, expect: y}\n", "6:23", "forms/a: expect: 'y'; expected a list", ""),
    (EXAMPLES + "  - {text: x, expect: [y]}\n", "6:24", "expect: 'y'; expected a mapping of fields", "{type:"),
    (
        EXAMPLES + "  - {text: x, expect: [{typ: NQ}]}\n",
        "6:25",
        "unknown field 'typ'; expected one of text,",
        "'type'?",
    ),
    (EXAMPLES + "  - {text: x, expect: [{type: [NQ]}]}\n", "6:31", "expect: type: a list; expected text or", ""),
    ("pack: [x]\n", "1:7", "pack: a list; expected a mapping with the keys id, version, description", ""),
    ("pack: {nam: x}\n", "1:8", "unknown key 'nam'; expected one of id, version, description", ""),
    ("pack: {id: ''}\n", "1:12", "id: ''; expected text that is not blank", ""),
    ("disable: forms/a\n", "1:10", "disable: 'forms/a'; expected a list", "put it in [ ]"),
    ("disable: [numbered]\n", "1:11", "disable: 'numbered'; expected section/id, such as", ""),
    ("disable: [[forms/a]]\n", "1:11", "disable: a list; expected section/id", ""),
)
# What only the loader can tell: YAML itself, ids and keys that stand twice, the calendar, other packs.
WRONG_FOR_THE_LOADER = (
    ("forms: [a\ntypes: [b]\n", "2:", "not YAML: ", "quote values"),
    ("forms:\n- id: a\n\tkind: x\n", "3:1", "not YAML: ", ""),
    (FORM + "  description: a: b\n", "5:17", "not YAML: mapping values are not allowed", "quote values"),
    ("forms: *a\n", "1:8", "not YAML: ", ""),
    ("forms: []\n---\ntypes: []\n", "2:1", "not YAML: ", ""),
    ("forms: []\nđ: \x07\n", "2:4", "not YAML: control character U+0007; expected printable text", "remove it"),
    ("forms: !form []\n", "1:8", "a pack has no tag '!form'; expected plain YAML", "remove the tag"),
    ("types: [!!python/name:os.system x]\n", "1:9", "a pack has no tag 'tag:yaml.org,2002:python/name:os", ""),
    ("? [a]\n: b\n", "1:3", "a list as a key; expected a word", ""),
    ("forms: &f [*f]\n", "1:8", "nested more than 20 levels deep", ""),
    ("forms: " + "[" * 30 + "]" * 30 + "\n", "1:28", "nested more than 20 levels deep", ""),
    ("forms: " + "[" * 3000 + "]" * 3000 + "\n", "1:", "nest", ""),
    ("forms: []\ntypes: []\nforms: []\n", "3:1", "section 'forms' stands twice, first on line 1; expected", "join"),
    (NAMED + "  name: Hai\n", "4:3", "types/A: key 'name' stands twice, first on line 3; expected each once", "join"),
    (NAMED + "- id: A\n  name: Hai\n", "4:3", "types/A: the id stands twice in this pack, first at ", "rename"),
    ("words:\n- {id: a, values: {x: 1, x: 2}}\n", "2:26", "words/a: word 'x' stands twice, first on line 2", ""),
    ("bodies:\n- {id: a, name: B, from: 2021-02-29}\n", "2:26", "from: '2021-02-29'; expected a date", ""),
    (FORM + "  options: {x: [[[[y]]]]}\n", "5:18", "forms/a: options: x: nested too deeply; expected text", ""),
    (FORM + "disable: [forms/b]\n", "5:11", "disable: 'forms/b' is not there; expected section/id", "patterns list"),
)


@pytest.mark.parametrize(("text", "place", "message", "hint"), WRONG + WRONG_FOR_THE_LOADER)
def test_wrong_is_told_with_its_place(tmp_path: Path, text: str, place: str, message: str, hint: str) -> None:
    """Every kind of error names file, line, column, what is wrong and what was expected."""
    path = pack(tmp_path, text)
    result = loaded(path)
    (problem,) = result.problems
    assert problem.file == path.as_posix()
    assert problem.message.startswith(f"{path.as_posix()}:{place}")
    assert message in problem.message
    assert "expected" in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(("text", "place", "message", "hint"), WRONG + WRONG_FOR_THE_LOADER)
def test_wrong_is_the_same_without_the_c_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, place: str, message: str, hint: str
) -> None:
    """Where PyYAML has no C parser, the same is wrong (what is no YAML may be put in other words)."""
    path = pack(tmp_path, text)
    fast = loaded(path)
    monkeypatch.delattr(yaml, "CSafeLoader")
    slow = loaded(path)
    assert slow.data == fast.data
    if "not YAML" in message or message == "nest":
        assert len(slow.problems) == len(fast.problems) == 1
    else:
        assert slow.problems == fast.problems


def test_bad_entry_does_not_sink_the_rest(tmp_path: Path) -> None:
    """Of three entries the wrong one is left out, with everything that is wrong in it, in order of place."""
    text = FORM + "- id: b\n  kind: x\n  sequense: y\n- id: c\n  kind: charter\n  sequence: charter\nwhat: 1\n"
    result = loaded(pack(tmp_path, text))
    assert ids(result.data.forms) == ["a", "c"]
    assert [message.split(";")[0] for message in messages(result)] == [
        "5:3: forms/b: missing key 'sequence'",
        "6:9: forms/b: kind: 'x'",
        "7:3: forms/b: unknown key 'sequense'",
        "11:1: unknown section 'what'",
    ]


def test_bad_example_leaves_the_entry_out(tmp_path: Path) -> None:
    """An entry whose examples are wrong is wrong itself."""
    assert loaded(pack(tmp_path, EXAMPLES + "  - {text: x}\n")).data.forms == ()


def test_bad_file_does_not_sink_the_others(tmp_path: Path) -> None:
    """A file that is no YAML is left out; the folder's other files are used."""
    pack(tmp_path, "forms: [", "a.yaml")
    good = pack(tmp_path, FORM, "b.yaml")
    result = loaded(tmp_path)
    assert len(result.problems) == 1
    assert [(form.id, form.where) for form in result.data.forms] == [("a", f"{good.as_posix()}:2:3")]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"# a\n# b\xe1\xbb\x87 \xff\n", "2:6"),
        (b"\xef\xbb\xbf# \xff", "1:3"),
        (b"\xff\xfef\x00", "1:1"),
        (b"# a\r\n\xe1\xbb", "2:1"),
    ],
)
def test_bytes_that_are_not_utf8(tmp_path: Path, data: bytes, place: str) -> None:
    """A file that is not UTF-8 is told with the place of its first bad byte, and how to mend it."""
    (problem,) = loaded(pack(tmp_path, data)).problems
    assert f":{place}: byte 0x" in problem.message
    assert problem.hint == "save the file as UTF-8"


def test_line_ends_do_not_shift_places(tmp_path: Path) -> None:
    """With CRLF and a BOM the places are those an editor shows."""
    text = ("\ufeff" + FORM + "  sequnce: x\n").replace("\n", "\r\n")
    assert messages(loaded(pack(tmp_path, text)))[0].startswith("5:3: ")


def test_columns_count_characters(tmp_path: Path) -> None:
    """Vietnamese letters count one column each."""
    text = "types: [{id: QĐ, name: Quyết định, alias: x}]\n"
    assert messages(loaded(pack(tmp_path, text)))[0].startswith(f"1:{text.index('alias') + 1}: ")


def test_alias_bomb_is_harmless(tmp_path: Path) -> None:
    """Anchors that multiply each other neither take long nor fill the memory."""
    levels = "".join(f"  k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]\n" for i in range(1, 15))
    text = "forms:\n- id: &k0 a\n  kind: numbered\n  sequence: type\n" + levels
    result = loaded(pack(tmp_path, text))
    assert len(result.problems) == 14


# --- files and folders


def test_folder_is_read_in_order_of_paths(tmp_path: Path) -> None:
    """A folder is one pack of all *.yaml below it, sorted by path; other files are passed over."""
    for name, form in (("b.yaml", "two"), ("a/z.yaml", "one"), ("c/d/e.yaml", "three")):
        pack(tmp_path, FORM.replace("id: a", f"id: {form}"), name)
    pack(tmp_path, "nothing of ours", "pack.schema.json")
    result = loaded(tmp_path)
    assert result.problems == ()
    assert ids(result.data.forms) == ["one", "two", "three"]
    names = [Path(form.where.rsplit(":", 2)[0]).name for form in result.data.forms]
    assert names == ["z.yaml", "b.yaml", "e.yaml"]


def test_id_twice_in_a_folder(tmp_path: Path) -> None:
    """An id may stand once in a whole pack; the message says where it stood first."""
    first = pack(tmp_path, FORM, "a.yaml")
    second = pack(tmp_path, FORM, "b.yaml")
    result = loaded(tmp_path)
    (problem,) = result.problems
    assert problem.file == second.as_posix()
    assert f"{first.as_posix()}:2" in problem.message
    assert ids(result.data.forms) == ["a"]


def test_named_file_may_have_any_name(tmp_path: Path) -> None:
    """A file that is named is read, whatever its ending."""
    assert ids(loaded(pack(tmp_path, FORM, "mine.yml")).data.forms) == ["a"]


def test_missing_path(tmp_path: Path) -> None:
    """A path that is not there is told, and the other packs are used."""
    result = loaded(tmp_path / "nowhere", pack(tmp_path, FORM))
    (problem,) = result.problems
    assert problem.message.startswith(f"{(tmp_path / 'nowhere').as_posix()}: no such file or folder; expected")
    assert problem.hint
    assert ids(result.data.forms) == ["a"]


def test_folder_without_patterns(tmp_path: Path) -> None:
    """A folder with no *.yaml in it is told, with a word on .yml."""
    pack(tmp_path, FORM, "mine.yml")
    (problem,) = loaded(tmp_path).problems
    assert "holds no pattern file; expected *.yaml" in problem.message
    assert ".yml" in problem.hint


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Whatever else the system says of a file is passed on."""
    (problem,) = loaded(pack(tmp_path, FORM) / "below").problems
    assert "cannot be read: Not a directory; expected" in problem.message


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed is told once, not taken for an empty one."""

    def refuse(path: Any) -> None:
        raise PermissionError(13, "Permission denied", os.fspath(path))

    monkeypatch.setattr(os, "scandir", refuse)
    (problem,) = loaded(tmp_path).problems
    assert "cannot be read: Permission denied" in problem.message


# --- packs on top of each other


def test_later_pack_replaces_in_place_and_appends(tmp_path: Path) -> None:
    """An id that is there is replaced in its place, whole; a new one comes last."""
    base = pack(tmp_path, "".join((NAMED, "  english: One\n- {id: B, name: Hai}\n- {id: C, name: Ba}\n")), "base.yaml")
    mine = pack(tmp_path, "types:\n- {id: D, name: Bốn}\n- {id: A, name: Mới}\n", "mine.yaml")
    result = loaded(base, mine)
    assert result.problems == ()
    assert ids(result.data.types) == ["A", "B", "C", "D"]
    assert (result.data.types[0].name, result.data.types[0].english) == ("Mới", "")
    assert result.data.types[0].where == f"{mine.as_posix()}:3:3"
    assert [one.where.rsplit(":", 2)[0] for one in result.data.types] == [
        one.as_posix() for one in (mine, base, base, mine)
    ]


def test_bad_replacement_leaves_the_earlier_entry(tmp_path: Path) -> None:
    """A wrong entry of a later pack does not take out the one that it would have replaced."""
    result = loaded(pack(tmp_path, FORM), pack(tmp_path, FORM.replace("numbered", "x"), "mine.yaml"))
    assert len(result.problems) == 1
    assert result.data.forms[0].kind == "numbered"


def test_disable(tmp_path: Path) -> None:
    """``disable`` takes entries of earlier packs out of their own section only, composed or not."""
    base = pack(tmp_path, FORM + "types:\n- {id: QĐ, name: Quyết định}\n- {id: a, name: Một}\n", "base.yaml")
    mine = pack(tmp_path, "disable: [forms/a, types/QĐ]\n", "mine.yaml")
    result = loaded(base, mine)
    assert result.problems == ()
    assert (ids(result.data.forms), ids(result.data.types)) == ([], ["a"])


def test_disable_of_a_key_with_slashes(tmp_path: Path) -> None:
    """The id is all that follows the first slash."""
    result = loaded(pack(tmp_path, GOOD), pack(tmp_path, "disable: [catalogue/TW/CT/05@XII]\n", "mine.yaml"))
    assert (result.problems, result.data.catalogue) == ((), ())


@pytest.mark.parametrize(("target", "hint"), [("forms/numberd", "'forms/numbered'?"), ("froms/numbered", "'forms/num")])
def test_disable_of_what_is_not_there(tmp_path: Path, target: str, hint: str) -> None:
    """A target that no earlier pack has is told, with the nearest one."""
    base, mine = pack(tmp_path, GOOD), pack(tmp_path, f"disable:\n- {target}\n", "mine.yaml")
    (problem,) = loaded(base, mine).problems
    assert problem.message.startswith(f"{mine.as_posix()}:2:3: disable: '{target}' is not there; expected")
    assert hint in problem.hint


def test_disable_does_not_reach_the_own_pack(tmp_path: Path) -> None:
    """A pack that disables an entry and brings one of the same id has its own one, at the end."""
    base = pack(tmp_path, NAMED + "- {id: B, name: Hai}\n", "base.yaml")
    mine = pack(tmp_path, "types: [{id: A, name: Mới}]\ndisable: [types/A]\n", "mine.yaml")
    result = loaded(base, mine)
    assert result.problems == ()
    assert [entry.name for entry in result.data.types] == ["Hai", "Mới"]


# --- the shipped patterns


def test_builtin_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless told otherwise, the shipped patterns are the first pack."""
    shipped = pack(tmp_path, NAMED, "shipped/types.yaml").parent
    monkeypatch.setattr(load, "builtin_path", lambda: shipped)
    mine = pack(tmp_path, "types: [{id: Z, name: Sau}, {id: A, name: Mới}]\n")
    assert [entry.name for entry in load_packs([mine]).data.types] == ["Mới", "Sau"]
    assert load_packs([mine], builtin=False).data.types[0].id == "Z"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (("citex/patterns/types.yaml", "patterns/types.yaml", "setup.cfg"), "citex/patterns"),
        (("patterns/types.yaml", "setup.cfg"), "patterns"),
        (("patterns/types.yaml",), None),
        (("setup.cfg",), None),
    ],
)
def test_where_the_shipped_patterns_are(tmp_path: Path, files: tuple[str, ...], found: str | None) -> None:
    """In the package (wheel), else beside it with a setup.cfg (checkout), else an error that says what to do."""
    (tmp_path / "citex").mkdir()
    for file in files:
        pack(tmp_path, "", file)
    if found:
        assert files_of_packs.patterns_of(tmp_path / "citex") == (tmp_path / found)
        return
    with pytest.raises(PackError, match="the shipped patterns are missing; expected") as error:
        files_of_packs.patterns_of(tmp_path / "citex")
    assert "install citex again" in error.value.hint


def test_builtin_path_looks_beside_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package looked at is citex itself."""
    monkeypatch.setattr(files_of_packs, "patterns_of", lambda package: package)
    assert builtin_path().name == "citex"


def test_shipped_patterns_are_sound() -> None:
    """The patterns of this checkout load without a problem."""
    result = loaded(PATTERNS)
    assert result.problems == ()
    assert len(result.data.types) >= 20


def test_yaml_is_not_imported_before_it_is_needed() -> None:
    """Importing the loader costs no YAML parser, no difflib and no json."""
    code = "import sys, citex.packs.load; print(*{'yaml', 'difflib', 'json'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# --- the schema for editors


def test_schema_file_is_current() -> None:
    """patterns/pack.schema.json is what the shapes give: python -m citex.packs.schema > patterns/pack.schema.json."""
    assert (PATTERNS / "pack.schema.json").read_text(encoding="utf-8") == schema.text()


def test_schema_is_printed() -> None:
    """``python -m citex.packs.schema`` prints the schema as JSON."""
    command = [sys.executable, "-m", "citex.packs.schema"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert json.loads(done.stdout) == schema.schema()


def test_schema_is_a_schema() -> None:
    """It is valid by draft 2020-12, and every key and section is described."""
    jsonschema.Draft202012Validator.check_schema(schema.schema())
    for name, section in schema.schema()["properties"].items():
        assert section["description"], name
        properties = section["items"].get("properties", {}) if "items" in section else section["properties"]
        assert all(key["description"] for key in properties.values()), name


def test_schema_accepts_a_good_pack() -> None:
    """What the loader takes, quoted or not, the schema takes."""
    VALIDATOR.validate(core(GOOD))


@pytest.mark.parametrize("path", sorted(PATTERNS.rglob("*.yaml")), ids=lambda path: path.name)
def test_schema_accepts_the_shipped_patterns(path: Path) -> None:
    """No editor marks an error in the shipped patterns."""
    VALIDATOR.validate(core(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("text", [row[0] for row in WRONG])
def test_schema_rejects_what_the_loader_rejects(text: str) -> None:
    """Whatever is wrong in the shape of a pack is wrong for the schema too."""
    assert not VALIDATOR.is_valid(core(text))


WORDS = (
    *("", " ", "x", "a b", "a  b", "A-1", "05", "Nghị quyết", "central", "upper", "2020", "2020-02", "2020-02-24"),
    *("2020-13", "numbered", "after", "province", "date", "true", "no", "forms/a", "2020-2025", "high"),
)
SCALARS = st.sampled_from((*WORDS, 0, 5, 2020, -1, 20201, True, False, None))
LISTS = st.lists(SCALARS, max_size=2)
TABLES = st.dictionaries(st.sampled_from(["a", " ", "type", "text", "expect", "none"]), SCALARS | LISTS, max_size=2)
EXAMPLE = SCALARS | st.fixed_dictionaries({"text": SCALARS, "expect": st.lists(TABLES, max_size=2)}) | TABLES


def likely(key: Key) -> st.SearchStrategy[Any]:
    """Values that are mostly right for the key."""
    names = st.sampled_from(["x", "NQ", "a b", "1"] if key.name == "name" else ["x", "type", "no_1"])
    dates = st.sampled_from(["2020", "2020-02", "2020-02-24", 2020])
    fitting: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.FLAG: st.booleans(),
        Kind.NUMBER: st.integers(0, 20),
        Kind.DATE: dates,
        Kind.TEXTS: st.lists(names, max_size=2),
        Kind.VALUES: st.dictionaries(names, names, max_size=2),
        Kind.FREE: TABLES,
        Kind.EXAMPLES: st.lists(EXAMPLE, max_size=1),
    }
    if key.choices:
        one = st.sampled_from(key.choices)
        return st.lists(one, max_size=2) if key.kind is Kind.TEXTS else one
    return fitting.get(key.kind, names)


@st.composite
def packs(draw: st.DrawFn) -> dict[str, Any]:
    """A pack with one entry of one section: about half of them good, the others with one or two slips."""
    shape = draw(st.sampled_from(SHAPES))
    entry = {}
    for key in shape.keys:
        share = 19 if key.required else 10 if key.name in shape.either else 6
        if draw(st.integers(0, 19)) < share:
            entry[key.name] = draw(likely(key) if draw(st.integers(0, 9)) else SCALARS | LISTS | TABLES)
    return {shape.section: [entry]}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=packs())
def test_loader_and_schema_agree(tmp_path: Path, content: dict[str, Any]) -> None:
    """On any entry (with days that the calendar has) the loader finds a problem just where the schema does."""
    result = loaded(pack(tmp_path, json.dumps(content, ensure_ascii=False)))
    assert VALIDATOR.is_valid(content) == (result.problems == ()), result.problems


@given(st.dates())
def test_is_date(day: Any) -> None:
    """Every day from 1000 to 2999 is a date, to the day, month or year; others are not."""
    text = day.isoformat()
    for length in (4, 7, 10):
        assert is_date(text[:length]) == (1000 <= day.year <= 2999)
    assert not is_date(text[:9])
    assert not is_date(text + " ")
