"""Rules on one article: every check looks, every hit becomes a finding in the rule's words."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from citex.check.choose import Active
from citex.check.look import Look
from citex.check.records import Finding, Hit
from citex.check.registry import CHECKS, OF_RUNS
from citex.check.suppress import Mark
from citex.packs.rules import VALUES
from citex.records import Citation
from citex.text.lines import Lines

_AROUND = 60  # characters of the line on either side


def check_article(look: Look, active: Iterable[Active]) -> tuple[Finding, ...]:
    """What the rules find in one article, in order of place and code. Rules of whole runs find nothing here."""
    found: list[Finding] = []
    lines = Lines(look.article.text)
    for one in active:
        if one.rule.check in OF_RUNS:
            continue
        for hit in CHECKS[one.rule.check](look, one.rule):
            found.append(finding(hit, one, look.article.file, look.article.text, lines))
    return tuple(in_order(dict.fromkeys(found)))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by file, place and code."""
    return sorted(findings, key=lambda one: (one.file, one.start, one.end, one.code, one.message))


def finding(hit: Hit, active: Active, file: str, text: str, lines: Lines) -> Finding:
    """A hit in a text, told by its rule."""
    line, column = lines.position(hit.start)
    end_line, end_column = lines.position(hit.end)
    rule = active.rule
    values = dict.fromkeys(VALUES, "") | {name: " ".join(value.split()) for name, value in hit.values.items()}
    before = text[max(0, hit.start - _AROUND, hit.start - column + 1) : hit.start]
    return Finding(
        file=file,
        start=hit.start,
        end=hit.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        code=rule.id,
        name=rule.name,
        severity=active.severity_of(hit.sure),
        message=rule.message.format_map(values),
        suggestion=rule.suggestion.format_map(values) if _filled(rule.suggestion, values) else "",
        text=text[hit.start : hit.end],
        before=before,
        after=_rest_of_line(text, hit.end),
        document=hit.citation.document if hit.citation else None,
        fix=hit.fix,
        related=hit.related,
        fingerprint=fingerprint(rule.id, text[hit.start : hit.end], hit.citation.text if hit.citation else ""),
    )


def finding_at_citation(hit: Hit, active: Active) -> Finding:
    """A hit at a citation whose article is not at hand."""
    assert hit.citation is not None
    return finding_afar(hit, active, hit.citation.file, hit.citation)


def finding_afar(hit: Hit, active: Active, file: str, at: Citation | Mark) -> Finding:
    """A hit at something whose article is not at hand: told by its own text alone."""
    near = finding(replace(hit, start=0, end=len(at.text)), active, file, at.text, Lines(at.text))
    return replace(
        near,
        start=at.start,
        end=at.end,
        line=at.line,
        column=at.column,
        end_line=at.line + near.end_line - 1,
        end_column=near.end_column + (at.column - 1 if near.end_line == 1 else 0),
    )


def fingerprint(code: str, text: str, citation: str) -> str:
    """A hash of content: the rule, what is wrong and the citation it stands in, white space and Unicode form apart."""
    parts = (code, *(" ".join(unicodedata.normalize("NFC", part).split()) for part in (text, citation)))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _filled(template: str, values: dict[str, str]) -> bool:
    """Whether every value that a suggestion needs is there: half a suggestion is none."""
    return all(value or f"{{{name}}}" not in template for name, value in values.items())


def _rest_of_line(text: str, end: int) -> str:
    stop = min((at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0), default=len(text))
    return text[end : min(stop, end + _AROUND)]


def numbered(findings: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    """Findings with their count among those of the same file and fingerprint, from 1."""
    seen: dict[tuple[str, str], int] = {}
    for one in findings:
        key = one.file, one.fingerprint
        seen[key] = seen.get(key, 0) + 1
        yield one, seen[key]
