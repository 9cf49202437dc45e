"""``--where``: what the expressions mean, and how their mistakes are told."""

from __future__ import annotations

import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.documents import Document
from citex.errors import UsageError
from citex.records import Citation
from citex.where import FIELDS, OPERATORS, fold, parse_where

RESOLUTION = Citation(
    file="tin/ubkt.txt",
    start=10,
    end=72,
    line=1,
    column=11,
    text="Nghị quyết số 05-NQ/TU ngày 24/02/2020 của Ban Thường vụ Tỉnh ủy",
    kind="numbered",
    type="NQ",
    type_name="Nghị quyết",
    number="05",
    symbol="05-NQ/TU",
    issuer="Ban Thường vụ Tỉnh ủy",
    date="2020-02-24",
    term="2015-2020",
    title="Phát triển kinh tế biển, giai đoạn 2020 – 2025",
    level="province",
    place="Khánh Hòa",
    document="Khánh Hòa/TU/NQ/05@2015-2020",
)
PLENUM = Citation(
    file="a.txt",
    start=0,
    end=40,
    line=1,
    column=1,
    text="Nghị quyết, kết luận Trung ương 4 khóa XII",
    kind="plenum",
    type="NQ+KL",
    type_name="Nghị quyết + Kết luận",
    issuer="Bộ Chính trị + Ban Bí thư",
    term="XII",
    session="4",
    level="central",
    date="2018",
)


@pytest.mark.parametrize(
    ("expression", "resolution", "plenum"),
    [
        ("type=NQ", True, True),
        ("type=nq,CT", True, True),
        ("type=KL", False, True),
        ("type=NQ+KL", False, True),
        ("type!=NQ", False, False),
        ("type=QĐ", False, False),
        ("kind!=charter", True, True),
        ("kind=plenum", False, True),
        ("number=5", True, False),
        ("number=05", True, False),
        ("number!=5", False, True),
        ("session=04", False, True),
        ("issuer~tỉnh uỷ", True, False),
        ("issuer ~ BAN BÍ  THƯ", False, True),
        ("issuer=Ban Bí thư", False, True),
        ("issuer=Ban", False, False),
        ("issuer!~Tỉnh ủy,Trung ương", False, True),
        ("place=Khánh Hoà", True, False),
        ("place~hò", True, False),
        ("place=null", False, True),
        ("place!=null", True, False),
        ("place=null,Khánh Hòa", True, True),
        ('place="null"', False, False),
        ("place!=Hà Nội", True, True),
        ('title~"biển, giai đoạn 2020 - 2025"', True, False),
        ("title~kinh tế", True, False),
        ("term=XII", False, True),
        ("term=2015\u20132020", True, False),
        ("level=Province", True, False),
        ("document=Khánh Hòa/TU/NQ/05@2015-2020", True, False),
        ("file~ubkt", True, False),
        ("date=2020", True, False),
        ("date=2020-02", True, False),
        ("date=2020-02-24,2018", True, True),
        ("date!=2020", False, True),
        ("date=null", False, False),
    ],
)
def test_expressions(expression: str, resolution: bool, plenum: bool) -> None:
    """Each expression holds for exactly the records that it describes."""
    where = parse_where([expression])
    assert (where(RESOLUTION), where(PLENUM)) == (resolution, plenum)


@pytest.mark.parametrize(
    ("date", "held", "failed"),
    [
        (
            "2018",
            "=2018-05-04 =2018 =2018-12 >=2018-12-31 >2018-05 <2018-01-02 <=2018 >=2018",
            "=2019 >2018 <2018 >=2019",
        ),
        (
            "2018-05",
            "=2018 =2018-05-31 >2018-05-30 <=2018-05-01 <2018-06",
            "=2018-04 >2018-05 >2018 <2018-05 >=2018-06",
        ),
        ("2020-01-01", ">=2020 >=2020-01-01 >2019 <=2020 <=2020-01-01", ">2020 <2020 >2020-01-01 <2020-01-01 =2020-02"),
        ("2020-12-31", "<2021 <=2020 >=2020-12-31 !=2019 >2020-11", ">=2021 >2020 !=2020"),
        (None, "!=2018 =null", "=2018 <2018 <=2018 >2018 >=2018 !=null"),
    ],
)
def test_partial_dates_stand_for_all_their_days(date: str | None, held: str, failed: str) -> None:
    """A condition holds where some day of the record's date meets it; a value's first or last day is the bound."""
    document = Document("ĐL", "ĐL", "Điều lệ", date=date)
    assert [one for one in held.split() if not parse_where([f"date{one}"])(document)] == []
    assert [one for one in failed.split() if parse_where([f"date{one}"])(document)] == []


def test_all_expressions_must_hold() -> None:
    """Several expressions are joined by and; none at all lets everything pass."""
    assert parse_where(["type=NQ", "date>=2020-01-01", "level=province"])(RESOLUTION)
    assert not parse_where(["type=NQ", "date<2020"])(RESOLUTION)
    assert parse_where([])(PLENUM)


def test_documents_are_tested_on_the_fields_they_have() -> None:
    """The same predicate takes documents; a field that only citations have does not exclude them."""
    document = Document("TW/CT/05@XII", "CT", "Chỉ thị", number="05", issuer="Bộ Chính trị")
    assert parse_where(["type=CT", "kind=plenum"])(document)
    assert not parse_where(["type=NQ"])(document)


def test_predicate_goes_to_worker_processes() -> None:
    """It can be pickled and means the same after."""
    where = pickle.loads(pickle.dumps(parse_where(["issuer~Tỉnh ủy"])))
    assert where(RESOLUTION) and not where(PLENUM)


@pytest.mark.parametrize(
    ("expression", "marked", "what"),
    [
        ("typ=NQ", "typ", "no such field: typ (did you mean type?)"),
        ("=NQ", "=", "the field is missing"),
        ("", None, "the field is missing"),
        ("type", None, "an operator is missing here"),
        ("type NQ", "NQ", "an operator is missing here"),
        ("type==NQ", "==", "no such operator: =="),
        ("type=>NQ", "=>", "no such operator: =>"),
        ("number>=5", ">=", ">= compares dates only"),
        ("date~2018", "~", "a date is compared with"),
        ("date=24/02/2020", "24/02/2020", "not a date: write 2020-02-24"),
        ("date>=2020-02-30", "2020-02-30", "not a date"),
        ("date<2019,2020-13", "2020-13", "not a date"),
        ("date>null", "null", "null goes with = and != only"),
        ("issuer~null", "null", "null goes with = and != only"),
        ("place=", None, "a value is missing here; for records without place write place=null"),
        ("type=NQ,,CT", ",", "a value is missing here"),
        ("type=NQ,", None, "a value is missing here"),
        ('title~"kinh tế', '"kinh tế', "a quote is not closed"),
        ("level=provinc", "provinc", "level is one of central, province"),
        ("kind=plenary", "plenary", "kind is one of numbered, plenum"),
    ],
)
def test_mistakes_are_shown_where_they_are(expression: str, marked: str | None, what: str) -> None:
    """The message repeats the expression, marks the bad part and says what is wrong; the hint lists what there is."""
    with pytest.raises(UsageError) as caught:
        parse_where(["type=NQ", expression])
    _, shown, carets = caught.value.message.split("\n")
    assert shown == f"  {expression}"
    start, length = carets.index("^"), carets.count("^")
    assert shown[start : start + length] == (marked or "")
    assert carets[start + length :].strip().startswith(what)
    assert all(word in caught.value.hint for word in (*FIELDS, *OPERATORS))


@given(st.text())
def test_any_text_is_read_or_refused(expression: str) -> None:
    """Whatever is typed, the outcome is a predicate or a UsageError whose message has no control characters."""
    try:
        assert parse_where([expression])(RESOLUTION) in (True, False)
    except UsageError as error:
        assert all(line.isprintable() for line in error.message.split("\n"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà Bình", "hòa bình"), ("Uỷ ban", "ủy ban"), ("\u00d0iều lệ", "điều lệ"), ("Tỉnh\u00a0uỷ", "tỉnh ủy")],
)
def test_fold_makes_spellings_one(one: str, other: str) -> None:
    """Case, tone placement, the Icelandic eth and the kind of space do not matter, composed or decomposed."""
    assert fold(one) == fold(other) == fold(unicodedata.normalize("NFD", one))


@pytest.mark.parametrize(("one", "other"), [("má", "mà"), ("ma", "mă"), ("Hòa An", "Hoa Àn"), ("Đinh", "Dinh")])
def test_fold_keeps_words_apart(one: str, other: str) -> None:
    """Other letters and other tones stay different."""
    assert fold(one) != fold(other)
