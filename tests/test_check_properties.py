"""Known misspellings of good references: each is found for what it is, and its correction gives the reference again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from citex import Article, Scanner, load_pack
from citex.check.choose import Choice, choose
from citex.check.engine import check_article
from citex.check.look import look
from citex.check.records import Finding

PACK = load_pack()
ACTIVE = choose(PACK.data.rules, Choice(("CX1",)))
SCANNER = Scanner(PACK)
KNOWN = [entry for entry in PACK.data.catalogue if entry.symbol.endswith("/TW") and entry.number.isdigit()]


def _parts(symbol: str) -> tuple[str, str, str]:
    number, _, rest = symbol.partition("-")
    code, _, issuer = rest.partition("/")
    return number, code, issuer


# How a symbol is misspelled, and the rule that must tell it. Some symbols have nothing to misspell so.
MISSPELLINGS: dict[str, Callable[[str, str, str], str]] = {
    "CX101": lambda number, code, issuer: f"{number}/{code}-{issuer}",
    "CX102": lambda number, code, issuer: f"{number} - {code}/{issuer}",
    "CX103": lambda number, code, issuer: f"{number}\u2013{code}/{issuer}",
    "CX104": lambda number, code, issuer: f"{number.removeprefix('0')}-{code}/{issuer}",
    "CX105": lambda number, code, issuer: f"{number}-{code.lower()}/{issuer.lower()}",
    "CX106": lambda number, code, issuer: f"{number}-{code}/T.\u01af",
    "CX107": lambda number, code, issuer: f"{number}-{code}/{issuer}".replace("\u0110", "\u00d0"),
    "CX108": lambda number, code, issuer: unicodedata.normalize("NFD", f"{number}-{code}/T\u01af"),
    "CX109": lambda number, code, issuer: f"{number}-{code}\u200b/{issuer}",
}


def found(text: str) -> tuple[Finding, ...]:
    """What the rules on symbols find in a text."""
    article = Article("-", text)
    return check_article(look(article, SCANNER.scan(article), None, PACK), ACTIVE)


def fixed(text: str, findings: tuple[Finding, ...]) -> str:
    """The text with the corrections of its findings."""
    for fix in sorted({one.fix for one in findings if one.fix}, key=lambda fix: -fix.start):
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text


@settings(max_examples=150)
@given(st.sampled_from(KNOWN), st.sampled_from(sorted(MISSPELLINGS)), st.sampled_from(["", " của Bộ Chính trị", "."]))
def test_a_misspelled_symbol_is_found_and_mended(entry, code: str, after: str) -> None:
    """The rule for the misspelling fires, only rules on the same symbol do, and --fix gives the right symbol."""
    good = f"Đảng bộ học tập {PACK.tables.types[entry.type].name} số {entry.symbol}{after}"
    assert found(good) == ()
    wrong = MISSPELLINGS[code](*_parts(entry.symbol))
    if wrong == entry.symbol:
        return
    text = good.replace(entry.symbol, wrong)
    findings = found(text)
    assert code in {one.code for one in findings}
    assert {text[one.start : one.end] for one in findings} == {wrong}
    assert fixed(text, findings) == good


@given(st.text(max_size=80), st.sampled_from(KNOWN))
def test_findings_lie_in_the_text(noise: str, entry) -> None:
    """Whatever stands around a reference, spans, lines and columns fit the text, and fixes fit their findings."""
    text = f"{noise}\nTheo Nghị quyết {entry.symbol.replace('-', ' - ')} {noise}"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in found(text):
        assert text[one.start : one.end] == one.text
        assert 1 <= one.line <= one.end_line <= len(lines)
        assert one.fix is None or (one.fix.start, one.fix.end) == (one.start, one.end)
        assert lines[one.line - 1][one.column - 1 :].startswith(one.text.split("\n")[0].split("\r")[0])
