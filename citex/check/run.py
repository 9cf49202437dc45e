"""A run of ``citex check``: articles checked one by one, then contradictions between them, and suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citex.check.between import Between
from citex.check.choose import Active, fits
from citex.check.engine import finding, finding_afar, finding_at_citation, in_order
from citex.check.records import RANK, Finding
from citex.check.registry import BETWEEN, UNUSED
from citex.check.suppress import Exempt, Mark, suppressed, unused
from citex.check.visit import Checked
from citex.packs.pack import Pack
from citex.text.lines import Lines
from citex.workers import Scanned

if TYPE_CHECKING:
    from citex.gather import Gathering


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, in order; the names of the articles that were checked; the rules that ran."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    active: tuple[Active, ...]

    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, the worst first."""
        found = [one.severity for one in self.findings]
        return {name: found.count(name) for name in sorted(RANK, key=lambda name: -RANK[name])}

    def worst(self) -> int:
        """The rank of the worst finding; -1 where there is none."""
        return max((RANK[one.severity] for one in self.findings), default=-1)

    def at_least(self, severity: str) -> Result:
        """Without the findings that are less severe."""
        return replace(self, findings=tuple(one for one in self.findings if RANK[one.severity] >= RANK[severity]))


@dataclass(slots=True)
class Run:
    """Takes in scanned and checked articles, then tells the result."""

    active: tuple[Active, ...]
    pack: Pack
    exempt: tuple[Exempt, ...] = ()
    exempt_name: str = ""
    files: list[str] = field(default_factory=list)
    _findings: list[Finding] = field(default_factory=list)
    _marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    _cited: list[Scanned] = field(default_factory=list)
    _gathering: Gathering | None = None

    def add(self, scanned: Scanned) -> None:
        """One article, checked by a ``Visit``."""
        checked = scanned.extra
        assert isinstance(checked, Checked)
        self.files.append(scanned.file)
        self._findings += checked.findings
        if checked.marks:
            self._marks[scanned.file] = checked.marks
        if self._rule(BETWEEN) is not None and scanned.citations:
            self._gather(replace(scanned, extra=None))

    def result(self) -> Result:
        """All findings but the suppressed ones, with those on suppressions that suppress nothing."""
        found = in_order([*self._findings, *self._between()])
        kept = list(self._unsuppressed(found))
        kept, left = suppressed(kept, self.exempt)
        kept += self._unused_exceptions([one for one in left if isinstance(one, Exempt)])
        return Result(tuple(in_order(kept)), tuple(self.files), self.active)

    def _gather(self, scanned: Scanned) -> None:
        """Set an article's citations aside for comparison; with a single article there is nothing to compare."""
        if self._gathering is None:
            self._cited.append(scanned)
            if len(self._cited) < 2:
                return
            from citex.gather import Gathering  # loads pickle, tempfile and more, which one article needs not
            from citex.group import DEFAULT

            self._gathering = Gathering(self.pack, "corpus", DEFAULT)
        for one in self._cited or (scanned,):
            self._gathering.add(one)
        self._cited.clear()

    def _rule(self, check: str) -> Active | None:
        return next((one for one in self.active if one.rule.check == check), None)

    def _between(self) -> Iterator[Finding]:
        rule = self._rule(BETWEEN)
        if rule is None or self._gathering is None:
            return
        between = Between()
        for citation in self._gathering.citations():
            between.add(citation)
        for hit in between.hits():
            yield finding_at_citation(hit, rule)

    def _unsuppressed(self, found: Iterable[Finding]) -> Iterator[Finding]:
        by_file: dict[str, list[Finding]] = {file: [] for file in self._marks}
        for one in found:
            if one.file in by_file:
                by_file[one.file].append(one)
            else:
                yield one
        for file, findings in by_file.items():
            kept, left = suppressed(findings, self._marks[file])
            yield from kept
            yield from self._unused_marks(file, [mark for mark in left if isinstance(mark, Mark)])

    def _unused_marks(self, file: str, left: Sequence[Mark]) -> Iterator[Finding]:
        rule = self._rule(UNUSED)
        for mark in left:
            if rule is None or not self._ran(mark.codes):
                continue
            yield finding_afar(unused(mark), rule, file, mark)

    def _unused_exceptions(self, left: Sequence[Exempt]) -> Iterator[Finding]:
        rule = self._rule(UNUSED)
        for entry in left:
            if rule is None or not self._ran(entry.codes) or not any(map(entry.names, self.files)):
                continue
            hit = unused(entry)
            near = finding(
                replace(hit, start=0, end=len(entry.source)), rule, self.exempt_name, entry.source, Lines("")
            )
            yield replace(near, line=entry.line, end_line=entry.line)

    def _ran(self, codes: Sequence[str]) -> bool:
        """Whether the rules that a suppression names ran; of one that did not run nothing is known.

        A code that fits no rule is told as unused.
        """
        if not codes:
            return True
        meant = {rule.id for rule in self.pack.data.rules if any(fits(rule, code) for code in codes)}
        return not meant or bool(meant & {one.rule.id for one in self.active})
