"""The formats of ``citex check`` against their schemas and documented syntax."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema

from citex.api import load_pack
from citex.check.choose import Choice, choose
from citex.check.formats import FORMATS, write
from citex.check.formats.github import command
from citex.check.records import Finding, Fix, Related
from citex.check.run import Result
from citex.cli.check import command as check
from citex.records import Problem

DATA = Path(__file__).parent / "data"
ACTIVE = choose(load_pack().data.rules, Choice())
PROBLEM = Problem("hỏng, 1.txt", "byte 3 (0xff) is not UTF-8", "name the encoding")


def finding(**values: Any) -> Finding:
    """A finding with some values of its own."""
    plain: dict[str, Any] = {
        "file": "./bài viết/a:1.txt",
        "start": 10,
        "end": 18,
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 11,
        "code": "CX101",
        "name": "symbol-order",
        "severity": "error",
        "message": "51/NQ-TW is wrong",
        "suggestion": "51-NQ/TW",
        "text": "51/NQ-TW",
        "before": "Nghị quyết ",
        "after": " <của> & \x1b[2J",
        "document": "TW/NQ/51@IX",
        "fix": Fix(10, 18, "51-NQ/TW"),
        "related": (),
        "fingerprint": "f1",
    }
    return Finding(**{**plain, **values})


RESULT = Result(
    (
        finding(),
        finding(line=9, end_line=10, end_column=2, text="51/NQ-\nTW", fix=None),
        finding(
            code="CX602", name="no-place", severity="info", message="100% sure\r\nof: a, b", suggestion="", fix=None
        ),
        finding(
            file="b.md",
            code="CX501",
            severity="warning",
            related=(Related("b.md", 4, 5, "khác"),),
            fingerprint="f2",
            fix=None,
        ),
    ),
    ("./bài viết/a:1.txt", "b.md", "sạch.txt"),
    ACTIVE,
)


def written(name: str, result: Result = RESULT, problems: tuple[Problem, ...] = (PROBLEM,)) -> str:
    """What a format writes."""
    stream = io.StringIO()
    write(name, result, problems, stream)
    return stream.getvalue()


@pytest.mark.parametrize("problems", [(), (PROBLEM,)])
@pytest.mark.parametrize("result", [RESULT, Result((), ("a.txt",), ACTIVE), Result((), (), ())])
def test_sarif_passes_the_published_schema(result: Result, problems: tuple[Problem, ...]) -> None:
    """With findings, problems, fixes and related places, and with none of them."""
    schema = json.loads((DATA / "sarif-2.1.0-rtm.4.json").read_text(encoding="utf-8"))
    log = json.loads(written("sarif", result, problems))
    jsonschema.Draft4Validator(schema).validate(log)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is not bool(problems)


def test_the_sarif_schema_bites() -> None:
    """A wrong level, a wrong column kind and an unknown key are caught."""
    schema = json.loads((DATA / "sarif-2.1.0-rtm.4.json").read_text(encoding="utf-8"))
    for path, value in ((("results", 0, "level"), "fatal"), (("columnKind",), "bytes"), (("resultz",), [])):
        log = json.loads(written("sarif"))
        place: Any = log["runs"][0]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert list(jsonschema.Draft4Validator(schema).iter_errors(log)), path


def test_sarif_says_what_its_columns_count_and_keeps_ids_stable() -> None:
    """Code points from 1, the end exclusive; rule ids and indices agree; equal findings differ by their count alone."""
    (run,) = json.loads(written("sarif"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[one["ruleIndex"]] for one in run["results"]] == [one["ruleId"] for one in run["results"]]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "b%C3%A0i%20vi%E1%BA%BFt/a%3A1.txt", "uriBaseId": "SRCROOT"}
    region = place["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 3, 11)
    assert [one["partialFingerprints"]["citex/v1"] for one in run["results"]] == ["f1:1", "f1:2", "f1:3", "f2:1"]
    (fix,) = run["results"][0]["fixes"]
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "51-NQ/TW"}


def test_gitlab_has_the_required_fields_and_no_fingerprint_twice() -> None:
    """GitLab shows only the first of two issues with one fingerprint."""
    schema = json.loads((DATA / "gitlab-code-quality.json").read_text(encoding="utf-8"))
    issues = json.loads(written("gitlab"))
    jsonschema.Draft202012Validator(schema).validate(issues)
    assert len({one["fingerprint"] for one in issues}) == len(issues) == 4
    assert [one["severity"] for one in issues] == ["major", "major", "info", "minor"]
    assert issues[0]["location"] == {"path": "bài viết/a:1.txt", "lines": {"begin": 2, "end": 2}}
    assert json.loads(written("gitlab", Result((), ("a.txt",), ()))) == []


def test_junit_passes_the_schema_and_counts_right() -> None:
    """A suite an article; information fails no test; what could not be checked is an error; nothing acts on screens."""
    schema = xmlschema.XMLSchema(str(DATA / "junit.xsd"))
    text = written("junit")
    schema.validate(text)
    root = ElementTree.fromstring(text)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("6", "3", "1")
    assert len(root.findall("./testsuite")) == 4
    assert len(root.findall(".//failure")) == 3
    assert "\x1b" not in text
    schema.validate(written("junit", Result((), (), ()), ()))


@pytest.mark.parametrize("bad", ['<testsuites><testsuite tests="1"/></testsuites>', "<testsuites><x/></testsuites>"])
def test_the_junit_schema_bites(bad: str) -> None:
    """A suite without a name and an unknown element are caught."""
    assert not xmlschema.XMLSchema(str(DATA / "junit.xsd")).is_valid(bad)


def test_github_writes_workflow_commands_worst_first() -> None:
    """``::error file=…,line=…::message``: one line each, everything escaped, columns only within a line."""
    lines = written("github").splitlines()
    shape = re.compile(r"::(error|warning|notice) (\w+=[^,:\r\n]*)(,\w+=[^,:\r\n]*)*::[^\r\n]+")
    assert [line for line in lines if not shape.fullmatch(line)] == []
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 3 + ["::warning", "::notice", "::notice"]
    assert lines[0].startswith("::error file=hỏng%2C 1.txt,title=citex::")
    assert lines[1] == (
        "::error file=bài viết/a%3A1.txt,line=2,endLine=2,col=3,endColumn=11,title=CX101 symbol-order::"
        "51/NQ-TW is wrong (51-NQ/TW)"
    )
    assert "col=" not in lines[2] and "line=9,endLine=10" in lines[2]
    assert lines[4].endswith("::100%25 sure%0D%0Aof: a, b")
    assert lines[5] == "::notice title=citex check::2 errors, 1 warning, 1 info in 3 files"


@pytest.mark.parametrize("name", ["sarif", "gitlab", "github"])
def test_paths_in_reports_are_relative_to_the_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file given absolute inside the present folder is named from there; one outside keeps its whole name."""
    monkeypatch.chdir(tmp_path)
    inside, outside = str(tmp_path / "bài" / "a.txt"), str(tmp_path.parent / "b.txt")
    result = Result((finding(file=inside), finding(file=outside)), (inside, outside), ACTIVE)
    text = written(name, result, ())
    assert ("b%C3%A0i/a.txt" if name == "sarif" else "bài/a.txt") in text
    assert inside not in text and tmp_path.as_posix() + "/" not in text
    assert outside in text


def test_github_escapes_as_its_toolkit_does() -> None:
    """``%``, CR and LF in the message; ``:`` and ``,`` too in properties."""
    assert command("error", {"title": "a:b,c%d\n"}, "e:f,g%h\r\n") == "::error title=a%3Ab%2Cc%25d%0A::e:f,g%25h%0D%0A"


def test_json_and_jsonl_tell_everything() -> None:
    """One object with findings and errors; or a finding a line, the same records."""
    told = json.loads(written("json"))
    assert (told["schema"], told["files"], told["counts"]) == (
        "citex-check/1",
        3,
        {"error": 2, "warning": 1, "info": 1},
    )
    assert told["errors"] == [{"file": PROBLEM.file, "message": PROBLEM.message, "hint": PROBLEM.hint}]
    assert told["findings"][0]["fix"] == {"start": 10, "end": 18, "text": "51-NQ/TW"}
    assert told["findings"][3]["related"] == [{"file": "b.md", "line": 4, "column": 5, "text": "khác"}]
    assert [json.loads(line) for line in written("jsonl").splitlines()] == told["findings"]
    assert json.loads(written("json", Result((), (), ()), ()))["findings"] == []


def test_the_command_offers_every_format() -> None:
    """--format names the modules that there are."""
    (option,) = (one for one in check.params if one.name == "output_format")
    assert tuple(option.type.choices) == FORMATS  # type: ignore[attr-defined]
