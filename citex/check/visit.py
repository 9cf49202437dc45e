"""The check of one article, where it is scanned: what worker processes do besides scanning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citex.check.choose import Active
from citex.check.engine import check_article
from citex.check.look import look
from citex.check.records import Finding
from citex.check.suppress import Mark, marks
from citex.packs.pack import Pack
from citex.records import Article, Citation
from citex.resolve.dateline import dateline


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one article before any suppression, and its suppression comments."""

    findings: tuple[Finding, ...]
    marks: tuple[Mark, ...]


def visit_of(active: Sequence[Active]) -> Visit:
    """A visit without what only people read: it is sent along with every batch."""
    return Visit(tuple(replace(one, rule=replace(one.rule, examples=(), explanation="")) for one in active))


@dataclass(frozen=True)
class Visit:
    """Checks an article by rules; goes to worker processes. The hash is of codes alone, for rules hold mappings."""

    active: tuple[Active, ...]

    def __call__(self, article: Article, citations: Sequence[Citation], date: str | None, pack: Pack) -> Checked:
        """What the rules find in the article."""
        # The article's date may lie before what it cites: that is what a rule looks for.
        seen = look(article, citations, date or dateline(article.text, pack), pack)
        return Checked(check_article(seen, self.active), marks(article.file, article.text))

    def __hash__(self) -> int:
        return hash(tuple((one.rule.id, one.severity) for one in self.active))
