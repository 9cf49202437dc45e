"""JSON Lines and JSON: valid, complete, in the contract's order, and harmless to a terminal."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.documents import Document, Group
from citex.group import group
from citex.records import Citation, Problem
from citex.write.as_json import write_json
from citex.write.jsonl import COLUMNS, citation_line, encode, write_jsonl

DIRECTIVE = Citation(
    file="tin/05.txt",
    start=3,
    end=24,
    line=1,
    column=4,
    text="Chỉ thị số 05-CT/TW",
    kind="numbered",
    type="CT",
    type_name="Chỉ thị",
    number="05",
    symbol="05-CT/TW",
    level="central",
    document="TW/CT/05@XII",
    evidence={"document": {"reason": "date", "candidates": ["TW/CT/05@XI", "TW/CT/05@XII"]}},
    pattern="numbered",
)
KEYS = (
    "file start end line column text kind type type_name number symbol issuer locality date term session title level "
    "place document evidence pattern"
)
DOCUMENT_KEYS = (
    "document type type_name number symbol issuer level place date term session title citations files first last "
    "variants conflicts relations source"
)
DOCUMENT = Document("TW/CT/05@XII", "CT", "Chỉ thị", symbol="05-CT/TW", citations=2, variants={"Chỉ thị 05": 2})


def test_line_has_all_keys_in_order() -> None:
    """Every key of the contract is there, in its order, null where nothing is known; Vietnamese stays readable."""
    line = citation_line(DIRECTIVE)
    record = json.loads(line)
    assert list(record) == list(COLUMNS) == KEYS.split()
    assert record == {name: getattr(DIRECTIVE, name) for name in COLUMNS}
    assert '"issuer": null' in line and "Chỉ thị số 05-CT/TW" in line


def test_one_citation_a_line() -> None:
    """Lines end with one line feed each, and no citation breaks into two."""
    stream = io.StringIO()
    broken = Citation("a", 0, 3, 1, 1, "NQ\r\n\u2028\u2029\x85\x1c05", "numbered", "NQ", "Nghị quyết")
    write_jsonl([DIRECTIVE, broken], stream)
    assert stream.getvalue().endswith("}\n")
    assert [json.loads(line)["text"] for line in stream.getvalue().splitlines()] == [DIRECTIVE.text, broken.text]


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\udcff", "\ufeff"])
def test_acting_characters_are_escaped(char: str) -> None:
    """What acts on a terminal or can't be encoded stands as an escape and reads back as it was."""
    line = citation_line(
        Citation(f"{char}.txt", 0, 3, 1, 1, f"a{char}b", "numbered", "NQ", "NQ", evidence={char: char})
    )
    assert char not in line
    line.encode("utf-8")
    assert json.loads(line)["text"] == f"a{char}b"
    assert json.loads(line)["evidence"] == {char: char}


_TEXT = st.text(st.characters())
_OPTIONAL = st.none() | _TEXT
_CITATIONS = st.builds(
    Citation,
    file=_TEXT,
    start=st.integers(0),
    end=st.integers(0),
    line=st.integers(1),
    column=st.integers(1),
    text=_TEXT,
    kind=_TEXT,
    type=_TEXT,
    type_name=_TEXT,
    **dict.fromkeys(["number", "symbol", "issuer", "locality", "date", "term", "session", "title"], _OPTIONAL),
    **dict.fromkeys(["level", "place", "document"], _OPTIONAL),
    evidence=st.dictionaries(_TEXT, _TEXT | st.lists(_TEXT) | st.dictionaries(_TEXT, _OPTIONAL)),
    pattern=_TEXT,
)


@given(_CITATIONS)
def test_line_reads_back_as_the_citation(citation: Citation) -> None:
    """Any citation comes back from its line, which is one line of encodable text."""
    line = citation_line(citation)
    assert json.loads(line) == {name: getattr(citation, name) for name in COLUMNS}
    assert len(line.splitlines()) == 1
    line.encode("utf-8")


def written(**parts: Any) -> str:
    """What write_json writes; parts that are not given are empty."""
    stream = io.StringIO()
    empty: dict[str, Any] = {"files": 0, "citations": [], "documents": [], "groups": [], "errors": []}
    write_json(stream, **(empty | parts))
    return stream.getvalue()


def test_object_has_the_contract_s_parts() -> None:
    """One valid object: schema, files, citations, documents, groups, errors; one record a line."""
    text = written(
        files=2,
        citations=[DIRECTIVE, DIRECTIVE],
        documents=[DOCUMENT],
        groups=group([DOCUMENT], [], ["type", "date"]),
        errors=[Problem("x.bin", "not text: byte 0x00 at 12", "give --encoding")],
    )
    result = json.loads(text)
    assert list(result) == ["schema", "files", "citations", "documents", "groups", "errors"]
    assert (result["schema"], result["files"]) == ("citex/1", 2)
    assert result["citations"] == [json.loads(citation_line(DIRECTIVE))] * 2
    assert list(result["documents"][0]) == DOCUMENT_KEYS.split()
    assert result["documents"][0]["variants"] == {"Chỉ thị 05": 2}
    assert result["groups"] == [
        {
            **{"by": "type", "value": "CT", "documents": 1, "citations": 2},
            "groups": [{"by": "date", "value": None, "documents": 1, "citations": 2, "keys": ["TW/CT/05@XII"]}],
        }
    ]
    assert result["errors"] == [{"file": "x.bin", "message": "not text: byte 0x00 at 12", "hint": "give --encoding"}]
    assert len(text.splitlines()) == 1 + 2 + 1 + 1 + 1 + 4


def test_empty_run_is_a_valid_object() -> None:
    """Nothing found is empty arrays, not missing ones."""
    expected = {"schema": "citex/1", "files": 0, "citations": [], "documents": [], "groups": [], "errors": []}
    assert json.loads(written()) == expected


def test_unresolved_groups_are_marked() -> None:
    """Only groups of citations without a document carry the mark; they have no keys."""
    groups = json.loads(written(groups=[Group("type", "NQ", 0, 3, unresolved=True), Group("type", "CT", 1, 1)]))[
        "groups"
    ]
    assert groups == [
        {"by": "type", "value": "NQ", "documents": 0, "citations": 3, "unresolved": True, "keys": []},
        {"by": "type", "value": "CT", "documents": 1, "citations": 1, "keys": []},
    ]


def test_parts_are_consumed_one_after_another() -> None:
    """Errors that appear while citations stream are still in the result: later parts begin when earlier ended."""
    errors: list[Problem] = []

    def citations() -> Iterator[Citation]:
        yield DIRECTIVE
        errors.append(Problem("b.txt", "unreadable"))

    assert json.loads(written(citations=citations(), errors=errors))["errors"][0]["file"] == "b.txt"


def test_read_only_mappings_are_written() -> None:
    """Records may hold read-only views; other objects are refused, never written as their repr."""
    assert encode({"a": MappingProxyType({"b": (1, None)})}) == '{"a": {"b": [1, null]}}'
    frozen = MappingProxyType({"date": "sentence"})
    assert (
        json.loads(citation_line(Citation("a", 0, 1, 1, 1, "x", "k", "t", "n", evidence=frozen)))["evidence"] == frozen
    )
    with pytest.raises(TypeError, match="can't write object as JSON"):
        encode(object())
