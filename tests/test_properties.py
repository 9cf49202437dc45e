"""The same citations come out however a sentence is spelled, wrapped and marked up, and others where it says others.

Citations are put together of real parts (types, codes, bodies, terms) and stand in sentences about the Party.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import example, given
from hypothesis import strategies as st

from citex import Citation, scan_text
from citex.normalise.values import roman

# Names of types with their code, and the code in symbols.
TYPES = {"Nghị quyết": ("NQ", "NQ"), "Chỉ thị": ("CT", "CT"), "Kết luận": ("KL", "KL"), "Quyết định": ("QĐ", "QĐ")}
TYPES |= {"Quy định": ("QĐi", "QĐ"), "Hướng dẫn": ("HD", "HD"), "Thông báo": ("TB", "TB"), "Kế hoạch": ("KH", "KH")}
TYPES |= {"Báo cáo": ("BC", "BC"), "Đề án": ("ĐA", "ĐA"), "Tờ trình": ("TTr", "TTr"), "Quy chế": ("QC", "QC")}
BODIES = {
    "TW": ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương"),
    "TU": ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Thành ủy"),
    "BTCTW": ("Ban Tổ chức Trung ương",),
    "UBKTTW": ("Ủy ban Kiểm tra Trung ương",),
    "QUTW": ("Quân ủy Trung ương",),
    "HU": ("Huyện ủy", "Ban Thường vụ Huyện ủy"),
}
BEFORE = ("Đảng viên thực hiện ", "Cấp ủy các cấp quán triệt ", "Đảng viên toàn Đảng bộ học tập ")
AFTER = (" đã đi vào cuộc sống.", ", nhiều chi bộ có cách làm hay.", "; đảng viên đăng ký việc làm cụ thể.", ".")
OTHERS = ("CP", "TTg", "UBND", "HĐND", "TWĐTN", "TLĐ", "BTC")


@dataclass(frozen=True)
class Sentence:
    """A sentence with one citation, and what the citation says."""

    before: str
    citation: str
    after: str
    told: tuple[str | None, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return self.before + self.citation + self.after


def told(found: tuple[Citation, ...]) -> list[tuple[str | None, ...]]:
    """Kind, type, number, symbol, issuer, date, term and session of each citation."""
    return [(c.kind, c.type, c.number, c.symbol, c.issuer, c.date, c.term, c.session) for c in found]


def scan(text: str) -> list[tuple[str | None, ...]]:
    """What the citations of a text say."""
    return told(scan_text(text, resolve="none"))


@st.composite
def dates(draw: st.DrawFn) -> tuple[str, str | None]:
    """A date as written, and in ISO; often none."""
    day, month, year = draw(st.integers(1, 28)), draw(st.integers(1, 12)), draw(st.integers(1980, 2026))
    iso = f"{year}-{month:02}-{day:02}"
    forms = [("", None), (f" ngày {day:02}/{month}/{year}", iso), (f", ngày {day}-{month}-{year}", iso)]
    forms += [
        (f" ngày {day} tháng {month} năm {year}", iso),
        (f" ({month}/{year})", iso[:7]),
        (f" năm {year}", iso[:4]),
    ]
    return draw(st.sampled_from(forms))


@st.composite
def numbered(draw: st.DrawFn) -> tuple[str, tuple[str | None, ...]]:
    """A type with a symbol or a number, and often its date, its issuer and the term."""
    name = draw(st.sampled_from(list(TYPES)))
    type_, short = TYPES[name]
    number, code = f"{draw(st.integers(1, 999)):02}", draw(st.sampled_from(list(BODIES)))
    written, date = draw(dates())
    issuer = draw(st.sampled_from((None, *BODIES[code])))
    term = draw(st.sampled_from((None, "IX", "X", "XI", "XII", "XIII"))) if issuer and code == "TW" else None
    symbol = draw(st.sampled_from((f"{number}-{short}/{code}", None)))
    text = f"{name} {draw(st.sampled_from(('số ', '')))}{symbol or number}" if symbol else f"{name} số {number}"
    text += written + (f" của {issuer}" if issuer else "") + (f" (khóa {term})" if term else "")
    return text, ("numbered", type_, number, symbol, issuer, date, term, None)


@st.composite
def plenums(draw: st.DrawFn) -> tuple[str, tuple[str | None, ...]]:
    """The resolution of a plenum, its number in figures, its term in Roman or Arabic ones."""
    session, term = draw(st.integers(2, 15)), draw(st.integers(7, 13))
    place = draw(st.sampled_from((f"Trung ương {session}", f"Hội nghị Trung ương {session}")))
    written = draw(st.sampled_from((f" khóa {roman(term)}", f", khóa {term}", f" (khóa {roman(term)})")))
    return f"Nghị quyết {place}{written}", (
        *("plenum", "NQ", None, None, "Ban Chấp hành Trung ương", None),
        *(roman(term), str(session)),
    )


@st.composite
def congresses(draw: st.DrawFn) -> tuple[str, tuple[str | None, ...]]:
    """The resolution of a congress."""
    term = roman(draw(st.integers(6, 14)))
    written = draw(st.sampled_from((f"Đại hội {term} của Đảng", f"Đại hội đại biểu toàn quốc lần thứ {term} của Đảng")))
    return f"Nghị quyết {written}", ("congress", "NQ", None, None, "Đại hội", None, term, None)


@st.composite
def sentences(draw: st.DrawFn, cited: st.SearchStrategy[tuple[str, tuple[str | None, ...]]] | None = None) -> Sentence:
    """A sentence with a citation."""
    text, says = draw(st.one_of(numbered(), plenums(), congresses()) if cited is None else cited)
    return Sentence(draw(st.sampled_from(BEFORE)), text, draw(st.sampled_from(AFTER)), says)


@st.composite
def full(draw: st.DrawFn) -> Sentence:
    """A sentence with a symbol."""
    return draw(sentences(numbered().filter(lambda one: one[1][3] is not None)))


def respelled(text: str) -> str:
    """The tone marks on the second vowel: uỷ, hoà."""
    for new, old in (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("óa", "oá"), ("òa", "oà"), ("ỦY", "UỶ"), ("ÓA", "OÁ")):
        text = text.replace(new, old)
    return text


@given(sentences())
def test_what_is_put_together_is_found(sentence: Sentence) -> None:
    """Exactly the citation, with exactly what it says, and its span from the type to its last element."""
    (citation,) = scan_text(sentence.text, resolve="none")
    assert told((citation,)) == [sentence.told]
    assert citation.text == sentence.citation


@given(sentences(), st.sampled_from(["NFD", "NFC", "NFKC"]))
def test_unicode_forms(sentence: Sentence, form: str) -> None:
    """Composed or decomposed."""
    assert scan(unicodedata.normalize(form, sentence.text)) == [sentence.told]  # type: ignore[arg-type]


@given(sentences())
def test_tone_marks(sentence: Sentence) -> None:
    """Tone marks on the first vowel or the second."""
    assert scan(respelled(sentence.text)) == [sentence.told]


@given(sentences(), st.sampled_from("‐‑‒–—−－"))
def test_dashes(sentence: Sentence, dash: str) -> None:
    """Whatever stands for the hyphen."""
    assert scan(sentence.text.replace("-", dash)) == [sentence.told]


@given(
    sentences(), st.sampled_from(["\u00a0", "\u2009", "\u202f", "  ", "\t", " \u200b", "&nbsp;", "&#160;", "\u3000"])
)
def test_spaces(sentence: Sentence, space: str) -> None:
    """Whatever stands for the space, escaped for HTML too."""
    assert scan(sentence.text.replace(" ", space)) == [sentence.told]


@given(
    full(), st.sampled_from([("-", " - "), ("-", "- "), ("-", " -"), ("-", " – "), ("/", " / "), ("-", "/"), ("-", "")])
)
def test_broken_separators(sentence: Sentence, change: tuple[str, str]) -> None:
    """Spaces, a slash or nothing where the symbol has its hyphen or its slash."""
    symbol = sentence.told[3]
    assert symbol is not None
    assert scan(sentence.text.replace(symbol, symbol.replace(*change))) == [sentence.told]


@given(sentences().filter(lambda one: "TTr" not in one.citation))
@example(
    Sentence(
        "Đảng viên thực hiện ",
        "Nghị quyết số 01 của Huyện ủy",
        " đã đi vào cuộc sống.",
        ("numbered", "NQ", "01", None, "Huyện ủy", None, None, None),
    )
)
def test_headings_in_capitals(sentence: Sentence) -> None:
    """All letters as capitals."""
    assert scan(sentence.text.upper()) == [sentence.told]


def inside(sentence: Sentence, choice: int, new: str) -> str:
    """The sentence with another space inside the citation."""
    gaps = [i for i, c in enumerate(sentence.citation) if c == " "]
    at = gaps[choice % len(gaps)]
    return sentence.before + sentence.citation[:at] + new + sentence.citation[at + 1 :] + sentence.after


@given(sentences(), st.integers(0, 20), st.sampled_from(["\n", "\r\n", " \n", "\n  ", "\r", "\u2028", "\u00ad\n"]))
def test_line_wraps(sentence: Sentence, choice: int, line_end: str) -> None:
    """A line that ends inside the citation."""
    assert scan(inside(sentence, choice, line_end)) == [sentence.told]


@given(sentences(), st.sampled_from(["\n", "\r\n"]))
def test_every_word_on_its_own_line(sentence: Sentence, line_end: str) -> None:
    """Narrow columns."""
    assert scan(sentence.text.replace(" ", line_end)) == [sentence.told]


@given(sentences(), st.sampled_from(["*", "**", "_", "__", "***"]), st.integers(0, 20))
def test_markdown_emphasis(sentence: Sentence, mark: str, choice: int) -> None:
    """Emphasis round the citation, round its beginning, or round its end."""
    whole = replace(sentence, citation=f"{mark}{sentence.citation}{mark}").text
    begins = (
        f"{sentence.before}{mark}{inside(replace(sentence, before='', after=''), choice, mark + ' ')}{sentence.after}"
    )
    ends = inside(sentence, choice, " " + mark).removesuffix(sentence.after) + mark + sentence.after
    assert scan(whole) == scan(begins) == scan(ends) == [sentence.told]


@given(sentences(), st.data())
def test_words_joined_by_underscores(sentence: Sentence, data: st.DataObject) -> None:
    """As word-segmented corpora have them, here or there or everywhere."""
    joins = data.draw(st.lists(st.booleans(), min_size=sentence.text.count(" "), max_size=sentence.text.count(" ")))
    pieces = sentence.text.split(" ")
    text = pieces[0] + "".join(("_" if join else " ") + piece for join, piece in zip(joins, pieces[1:], strict=True))
    assert scan(text) == [sentence.told]


CHANGES: list[Callable[[str], str]] = [
    lambda text: unicodedata.normalize("NFD", text),
    respelled,
    lambda text: text.replace("-", "–"),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" của ", "\r\ncủa "),
    lambda text: text.replace("Đ", "\u00d0"),
    lambda text: text.replace("số ", "số&nbsp;"),
    lambda text: text.replace("quyết", "quy\u00adết"),
]


@given(sentences(), st.lists(st.sampled_from(CHANGES), max_size=5))
def test_several_changes_at_once(sentence: Sentence, changes: list[Callable[[str], str]]) -> None:
    """One after the other, in any order."""
    text = sentence.text
    for change in changes:
        text = change(text)
    assert scan(text) == [sentence.told]


@given(st.lists(sentences(), min_size=2, max_size=4), st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n"]))
def test_sentences_do_not_disturb_each_other(several: list[Sentence], between: str) -> None:
    """Each gives what it gives alone, in order."""
    text = between.join(sentence.text for sentence in several)
    assert scan(text) == [sentence.told for sentence in several]


JOINS = (", ", " và ", "; ", ", và ", " cùng với ", " cũng như ")


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A list of types with numbers or symbols, the same type often left out; type and number of each."""
    text, members, last = "", [], ""
    for i in range(draw(st.integers(2, 4))):
        name = draw(st.sampled_from((last, *TYPES) if last else tuple(TYPES)))
        type_, short = TYPES[name]
        number = f"{draw(st.integers(1, 999)):02}"
        symbol = draw(st.sampled_from(("", f"-{short}/TW")))
        written = f"số {number}{symbol}" if not symbol or draw(st.booleans()) else f"{number}{symbol}"
        named = name != last or draw(st.booleans())
        text += (draw(st.sampled_from(JOINS)) if i else "") + (f"{name} " if named else "") + written
        members.append((type_, number))
        last = name
    return text, members


@given(lists(), st.sampled_from(BEFORE), st.sampled_from((*AFTER, " của Bộ Chính trị.", " ngày 22/12/2024.")))
@example(("Quy định số 22 cùng với số 24", [("QĐi", "22"), ("QĐi", "24")]), BEFORE[0], AFTER[0])
@example(("Chỉ thị số 13; số 20", [("CT", "13"), ("CT", "20")]), BEFORE[0], AFTER[0])
def test_lists(listed: tuple[str, list[tuple[str, str]]], before: str, after: str) -> None:
    """Every member of a list comes out, in order, with its own type or the one before it."""
    text, members = listed
    assert [(one[1], one[2]) for one in scan(before + text + after)] == members


PLACES = {
    "Tỉnh ủy": ("TU", ("Hậu Giang", "Quảng Nam", "Bà Rịa - Vũng Tàu", "Đắk Lắk", "Hòa Bình")),
    "Thành ủy": ("TU", ("Đà Nẵng", "Hà Nội", "Cần Thơ", "TP. Hồ Chí Minh")),
    "Huyện ủy": ("HU", ("Phụng Hiệp", "Vũ Quang", "Mỏ Cày Nam", "Krông Pắc")),
    "Đảng ủy xã": ("ĐU", ("Tân Bình", "Hà Đông", "Ea Kao")),
}
BEHIND = (
    *AFTER,
    " và các văn bản khác.",
    " được triển khai.",
    " trên địa bàn.",
    " về xây dựng Đảng.",
    " “Về một việc”.",
)
BEHIND += (
    "\n\nMọi việc đều ổn.",
    ". Các chi bộ đồng lòng.",
    " và Kết luận số 01-KL/TW.",
    " - một văn bản hay.",
    " ĐÃ ĐỌC.",
)


@given(st.data(), st.sampled_from(list(PLACES)), st.sampled_from(BEHIND))
def test_places_end_where_the_name_ends(data: st.DataObject, committee: str, behind: str) -> None:
    """The committee and its place, whatever stands behind them."""
    code, places = PLACES[committee]
    place, board = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(("", "Ban Thường vụ ")))
    citation = f"Nghị quyết số 15-NQ/{code} của {board}{committee} {place}"
    found = scan_text(f"{BEFORE[0]}{citation}{behind}", resolve="none")[0]
    assert (found.text, found.issuer, found.locality) == (citation, board + committee, place)


# --- mutations that must change the outcome


@given(full(), st.integers(1, 999))
def test_another_number(sentence: Sentence, number: int) -> None:
    """Another number is another document."""
    symbol = sentence.told[3]
    assert symbol is not None
    other = f"{number:02}{symbol[symbol.index('-') :]}"
    assert [one[3] for one in scan(sentence.text.replace(symbol, other))] == [other]


@given(full(), st.sampled_from(list(BODIES)))
def test_another_committee(sentence: Sentence, code: str) -> None:
    """Another Party code is another committee's document, whoever is named."""
    symbol = sentence.told[3]
    assert symbol is not None
    other = f"{symbol.partition('/')[0]}/{code}"
    assert [one[3] for one in scan(sentence.text.replace(symbol, other))] == [other]


@given(full(), st.sampled_from(OTHERS), st.booleans())
@example(Sentence("Đảng viên thực hiện ", "Chỉ thị số 16-CT/TW", ".", ("", "", "", "16-CT/TW")), "TTg", True)
def test_a_code_of_others(sentence: Sentence, code: str, state_order: bool) -> None:
    """With the code of the State, the Youth Union or the trade unions it is no citation."""
    symbol = sentence.told[3]
    assert symbol is not None
    number, _, type_ = symbol.partition("/")[0].partition("-")
    other = f"{number}/{type_}-{code}" if state_order else f"{number}-{type_}/{code}"
    assert scan(sentence.text.replace(symbol, other)) == []


@given(sentences(numbered()))
def test_no_number(sentence: Sentence) -> None:
    """A type with neither number nor symbol is no citation."""
    number, symbol = sentence.told[2], sentence.told[3]
    start = sentence.citation.index(symbol or number or "")
    name = sentence.citation[:start].removesuffix("số ").strip()
    assert scan(f"{sentence.before}{name} của Trung ương{sentence.after}") == []
    assert scan(f"{sentence.before}các {name.lower()} này{sentence.after}") == []


@given(sentences(plenums()), st.integers(2, 15), st.integers(7, 13))
def test_another_plenum_or_term(sentence: Sentence, session: int, term: int) -> None:
    """Another plenum or another term is another document."""
    old = sentence.told[7]
    text = (
        sentence.text.replace(f"Trung ương {old}", f"Trung ương {session}").partition("khóa ")[0]
        + f"khóa {roman(term)}"
    )
    assert [(one[7], one[6]) for one in scan(text)] == [(str(session), roman(term))]


@given(full(), st.integers(1, 28), st.integers(1, 12), st.integers(1980, 2026))
def test_another_date(sentence: Sentence, day: int, month: int, year: int) -> None:
    """The date is the one that stands there."""
    symbol = sentence.told[3]
    assert symbol is not None
    text = f"Thực hiện Văn bản {symbol} ngày {day}/{month}/{year}."
    assert [one[5] for one in scan(text)] == [f"{year}-{month:02}-{day:02}"]
