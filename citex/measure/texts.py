"""The texts that a gold set marks: where an offset stands, and whether the set still fits them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from citex.measure.rows import Gold, Hit, Marked
from citex.records import Article, Problem
from citex.text.lines import Lines

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: ``file:line:column``, or ``file:@offset`` where the text is not at hand."""

    file: str
    offset: int
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:@{self.offset}" if self.line is None else f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Texts:
    """The articles of a gold set by base name; none where only a saved run is at hand."""

    articles: dict[str, Article] = field(default_factory=dict)
    _lines: dict[str, Lines] = field(default_factory=dict)

    def place(self, row: Marked | Hit) -> Place:
        """Where a row begins."""
        if isinstance(row, Hit) and row.line is not None:
            return Place(row.path, row.start, row.line, row.column)
        article = self.articles.get(row.file)
        if article is None:
            return Place(row.file, row.start)
        lines = self._lines.setdefault(row.file, Lines(article.text))
        return Place(article.file, row.start, *lines.position(row.start))


def check_texts(gold: Gold, texts: Texts, source: str) -> Iterator[Problem]:
    """What makes the figures say less than they seem to: files that are not there, spans that hold other text."""
    for name in sorted(gold.files - texts.articles.keys()):
        yield Problem(
            source, f"{name} is not among the texts: all that is marked in it counts as missed", "name its folder too"
        )
    for row in gold.marked:
        article = texts.articles.get(row.file)
        there = article.text[row.start : row.end] if article is not None and row.text else row.text
        if there != row.text:
            yield Problem(
                f"{source}:{row.row}",
                f"{row.file} has {there[:_SHOWN]!r} at {row.start}-{row.end}, not {row.text[:_SHOWN]!r}",
                "the text was changed after it was marked (line ends?), or the offsets don't count code points",
            )


def texts_of(articles: Iterable[object], gold: Gold) -> tuple[Texts, tuple[Problem, ...]]:
    """The articles that the gold set names, and a problem for each that has the name of another one."""
    from pathlib import PurePath

    kept: dict[str, Article] = {}
    problems = []
    for one in articles:
        name = PurePath(one.file).name if isinstance(one, Article) else ""
        if not isinstance(one, Article) or name not in gold.files:
            continue
        if name in kept:
            problems.append(
                Problem(
                    one.file, f"has the base name of {kept[name].file}", "scan them apart: gold sets know base names"
                )
            )
        kept.setdefault(name, one)
    return Texts(kept), tuple(problems)
