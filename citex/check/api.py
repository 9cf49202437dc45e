"""The Python API of the check: one text to findings."""

from __future__ import annotations

from collections.abc import Sequence

from citex.api import Paths, load_pack
from citex.check.choose import ENGLISH, Choice, choose
from citex.check.records import Finding
from citex.check.run import Run
from citex.check.visit import visit_of
from citex.errors import CitexError
from citex.records import Article, Problem
from citex.scanner import Options, Scanner
from citex.workers import scan_article


def check_text(
    text: str,
    *,
    file: str = "-",
    date: str | None = None,
    place: str | None = None,
    patterns: Paths = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    language: str = ENGLISH,
    timeout: float | None = 2.0,
) -> tuple[Finding, ...]:
    """What is wrong with the references of one text, in order; suppression comments count in Markdown and HTML.

    ``date`` (ISO) and ``place`` are those of the article. Raises PackError for a bad pack, UsageError for a code that
    no rule has, CitexError where the text can't be checked.

    >>> found = check_text("Thực hiện Nghị quyết 51/NQ-TW của Bộ Chính trị.")
    >>> [(one.code, one.severity, one.text, one.suggestion) for one in found]
    [('CX101', 'error', '51/NQ-TW', '51-NQ/TW')]
    >>> check_text("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.")
    ()
    """
    pack = load_pack(patterns)
    active = choose(pack.data.rules, Choice(tuple(select), tuple(ignore), language=language))
    article = Article(file, text, date=date, place=place)
    run = Run(active, pack)
    for scanned in scan_article(Scanner(pack, Options(timeout=timeout)), article, visit_of(active)):
        if isinstance(scanned, Problem):
            raise CitexError(scanned.message, scanned.hint)
        run.add(scanned)
    return run.result().findings
