"""Run the examples of rules: what they must find, with the words, and what they must pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from citex.check.between import Between
from citex.check.choose import Active
from citex.check.engine import check_article, finding, finding_at_citation, in_order
from citex.check.look import look
from citex.check.records import Finding
from citex.check.registry import BETWEEN, OF_RUNS, UNUSED
from citex.check.suppress import marks, suppressed, unused
from citex.packs.data import Example, Rule
from citex.packs.examples import ExamplesReport, Failure
from citex.packs.pack import Pack
from citex.records import Article
from citex.resolve.dateline import dateline
from citex.scanner import Options, Scanner
from citex.text.lines import Lines

# A line that parts two articles in one example.
_PARTED = re.compile(r"\n=====+\n")
_NAME = "example.md"


def run_rule_examples(pack: Pack, options: Options | None = None) -> ExamplesReport:
    """Run every example of the pack's rules. ``missing`` are the rules without an example of either way."""
    scanner = Scanner(pack, options or Options())
    failures = []
    count = 0
    for rule in pack.data.rules:
        for example in rule.examples:
            count += 1
            reasons = _reasons(example, rule, scanner)
            if reasons:
                where = example.where or rule.where
                failures.append(Failure(f"rules/{rule.id}", where, example.text, tuple(reasons)))
    lacking = tuple(
        f"rules/{rule.id}"
        for rule in pack.data.rules
        if {bool(example.expect) for example in rule.examples} != {True, False}
    )
    return ExamplesReport(count, tuple(failures), lacking, lacking)


def _reasons(example: Example, rule: Rule, scanner: Scanner) -> list[str]:
    try:
        found = _found(example.text, rule, scanner)
    except TimeoutError:
        return [f"a pattern took longer than {scanner.options.timeout:g} seconds"]
    return compare(example.expect, found)


def _found(text: str, rule: Rule, scanner: Scanner) -> list[Finding]:
    """What one rule finds; for the rule on suppressions, what the others leave unused."""
    articles = [Article(f"{i or ''}{_NAME}", part) for i, part in enumerate(_PARTED.split(text))]
    rules = scanner.pack.data.rules if rule.check == UNUSED else (rule,)
    active = [Active(one) for one in rules if not one.off or one is rule]
    if rule.check == BETWEEN:
        return _between(articles, Active(rule), scanner)
    findings = [one for article in articles for one in _checked(article, active, scanner)]
    return findings if rule.check not in OF_RUNS else [one for one in findings if one.code == rule.id]


def _checked(article: Article, active: Iterable[Active], scanner: Scanner) -> list[Finding]:
    active = tuple(active)
    date = dateline(article.text, scanner.pack)
    found = check_article(look(article, scanner.scan(article), date, scanner.pack), active)
    kept, left = suppressed(found, marks(article.file, article.text))
    lines = Lines(article.text)
    for one in active:
        if one.rule.check == UNUSED:
            kept += [finding(unused(mark), one, article.file, article.text, lines) for mark in left]
    return in_order(kept)


def _between(articles: Iterable[Article], active: Active, scanner: Scanner) -> list[Finding]:
    gathered = Between()
    for article in articles:
        for citation in scanner.scan(article):
            gathered.add(citation)
    return in_order(finding_at_citation(hit, active) for hit in gathered.hits())


def compare(expect: Sequence[Mapping[str, str | None]], found: Sequence[Finding]) -> list[str]:
    """What differs between the findings expected and found, in words; only the fields given count."""
    if tuple(expect) == ({},):
        return [] if found else ["nothing is found"]
    if len(expect) != len(found):
        texts = "; ".join(f"{one.text!r}: {one.message}" for one in found)
        return [f"{len(expect)} findings are expected, {len(found)} found{f': {texts}' if texts else ''}"]
    return [
        f"{name} of {one.text!r} is {_value(one, name)!r}, expected {value!r}"
        for wanted, one in zip(expect, found, strict=True)
        for name, value in wanted.items()
        if _value(one, name) != (value or "")
    ]


def _value(one: Finding, name: str) -> str:
    if name == "fix":
        return one.fix.text if one.fix else ""
    return " ".join(str(getattr(one, name)).split())
