"""JUnit XML: a suite for each article, a failed test for each finding, a passed one for an article without any.

Elements and attributes are those of the Jenkins schema. A finding that is only information does not fail its test.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from citex.check.records import INFO, Finding
from citex.check.run import Result
from citex.records import Problem
from citex.write.stream import visible

_NAME = "citex check"


def write(result: Result, problems: Sequence[Problem], stream: TextIO) -> None:
    """Write the report."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for one in result.findings:
        by_file[one.file].append(one)
    suites = Element("testsuites", name=_NAME)
    for file in dict.fromkeys((*result.files, *by_file)):
        _suite(suites, file, by_file.get(file, []))
    for problem in problems:
        _problem(suites, problem)
    for total in ("tests", "failures", "errors"):
        suites.set(total, str(sum(int(suite.get(total, "0")) for suite in suites)))
    indent(suites)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, "unicode") + "\n")


def _suite(suites: Element, file: str, findings: Sequence[Finding]) -> None:
    failing = [one for one in findings if one.severity != INFO]
    counts = {"tests": str(len(findings) or 1), "failures": str(len(failing)), "errors": "0", "skipped": "0"}
    suite = SubElement(suites, "testsuite", {"name": visible(file), **counts})
    if not findings:
        SubElement(suite, "testcase", name=_NAME, classname=visible(file))
    for one in findings:
        name = f"{one.code} {one.name} {one.line}:{one.column}"
        case = SubElement(suite, "testcase", name=name, classname=visible(file))
        message = visible(f"{one.message} ({one.suggestion})" if one.suggestion else one.message)
        place = f"{visible(file)}:{one.line}:{one.column}: {visible(one.before + one.text + one.after)}"
        if one.severity == INFO:
            SubElement(case, "system-out").text = f"{message}\n{place}"
        else:
            SubElement(case, "failure", message=message, type=one.severity).text = place


def _problem(suites: Element, problem: Problem) -> None:
    counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
    suite = SubElement(suites, "testsuite", {"name": visible(problem.file), **counts})
    case = SubElement(suite, "testcase", name=_NAME, classname=visible(problem.file))
    SubElement(case, "error", message=visible(problem.message), type="unchecked").text = visible(problem.hint)
