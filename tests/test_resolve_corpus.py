"""Across articles: a mention joins a document when exactly one fits, whatever the order of the files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

import citex
from citex.documents import Document
from citex.gather import Gathering
from citex.group import DEFAULT
from citex.packs.pack import Pack
from citex.records import Article, Citation
from citex.resolve.keys import is_open
from citex.scanner import Scanner
from citex.workers import Scanned


@lru_cache
def pack() -> Pack:
    """The shipped pack."""
    return citex.load_pack()


def gather(articles: dict[str, str], dates: dict[str, str] | None = None) -> tuple[list[Citation], dict[str, Document]]:
    """The citations and documents of articles given as name → text."""
    scanner = Scanner(pack())
    gathering = Gathering(pack(), "corpus", DEFAULT)
    for name, text in articles.items():
        date = (dates or {}).get(name)
        gathering.add(Scanned(name, scanner.scan(Article(name, text, date=date)), date))
    citations = list(gathering.citations())
    return citations, {one.document: one for one in gathering.documents()}


def key_of(articles: dict[str, str], name: str, dates: dict[str, str] | None = None) -> str | None:
    """The document of the first citation of one of the articles."""
    return next(one.document for one in gather(articles, dates)[0] if one.file == name)


FULL = "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị"
LATER = "Chỉ thị số 05-CT/TW ngày 09/6/2021 của Ban Bí thư"
BARE = "Đảng bộ, chi bộ và đảng viên học tập Chỉ thị 05."
SYMBOL = "Đảng bộ học tập Chỉ thị số 05-CT/TW."
LOCAL = "Chỉ thị số 05-CT/TU ngày 10/12/2015 của Ban Thường vụ Tỉnh ủy Hậu Giang"


def test_three_ways_of_writing_are_one_document() -> None:
    """In full, by symbol and by number; the province's namesake is another one."""
    citations, documents = gather({"a": BARE, "b": SYMBOL, "c": FULL, "d": LOCAL})
    assert [one.document for one in citations] == ["TW/CT/05@XII"] * 3 + ["Hậu Giang/TU/CT/05@2015-2020"]
    assert documents["TW/CT/05@XII"].citations == 3
    assert [citations[i].evidence["document"] for i in (0, 1)] == [{"by": "corpus"}] * 2


def test_several_documents_fit_none() -> None:
    """No document, but the candidates and the reason."""
    citations, _ = gather({"a": SYMBOL, "b": FULL, "c": LATER})
    told = citations[0].evidence["document"]
    assert citations[0].document is None
    assert (told["reason"], told["candidates"]) == ("several documents fit", ["TW/CT/05@XII", "TW/CT/05@XIII"])


def test_the_articles_date_is_a_bound() -> None:
    """An article of 2018 does not mean the directive of 2021."""
    articles = {"a": SYMBOL, "b": FULL, "c": LATER}
    assert key_of(articles, "a", {"a": "2018-03-01"}) == "TW/CT/05@XII"


def test_the_title_tells_among_several() -> None:
    """Of two known documents the one that an article gives that title."""
    title = "“Tăng cường sự lãnh đạo của Đảng đối với công tác bảo đảm trật tự, an toàn xã hội”"
    articles = {"a": f"{SYMBOL[:-1]} {title}.", "b": FULL, "c": f"{LATER} {title}"}
    assert key_of(articles, "a") == "TW/CT/05@XIII"


def test_a_guess_by_the_catalogue_is_taken_back() -> None:
    """71-NQ/TW is the one known of 2025, until the corpus has another."""
    bare = "Bộ Chính trị ban hành Nghị quyết số 71-NQ/TW."
    other = "Nghị quyết số 71-NQ/TW ngày 10/10/2010 của Bộ Chính trị"
    assert key_of({"a": bare}, "a") == "TW/NQ/71@XIII"
    assert key_of({"a": bare, "b": other}, "a") is None


def test_without_its_place_only_the_day_tells() -> None:
    """A provincial number without a province joins no document by its number, one by its very date."""
    full = "Kế hoạch số 43-KH/TU ngày 23/3/2022 của Tỉnh ủy Cà Mau"
    same_day = "Thực hiện Kế hoạch số 43 ngày 23/3/2022 của Tỉnh ủy, ngành vào cuộc."
    number = "Thực hiện Kế hoạch số 43 của Tỉnh ủy, ngành vào cuộc."
    assert key_of({"a": same_day, "b": full}, "a") == "Cà Mau/TU/KH/43@2020-2025"
    key = key_of({"a": number, "b": full}, "a")
    assert key is None or is_open(key)


def test_open_mentions_of_two_articles_stay_two() -> None:
    """Nothing says that a province's programme 50 of two articles is of one term."""
    articles = {name: f"Tin {name}: Tỉnh ủy Hậu Giang có Chương trình số 50-CTr/TU." for name in "ab"}
    first, second = (one.document for one in gather(articles)[0])
    assert first != second


def test_open_mentions_of_one_term_are_assumed_one() -> None:
    """Articles dated in one term of the province's committee; those of another term, and undated ones, are others."""
    articles = {name: f"Tin {name}: Tỉnh ủy Hậu Giang có Chương trình số 50-CTr/TU." for name in "abcd"}
    dates = {"a": "2022-03-01", "b": "2023-10-21", "c": "2017-01-01"}
    citations, _ = gather(articles, dates)
    keys = [one.document for one in citations]
    assert keys[:3] == [f"Hậu Giang/TU/CTr/50@?{term}" for term in ("2020-2025", "2020-2025", "2015-2020")]
    assert keys[3] not in keys[:3]
    assert citations[0].evidence["document"]["assumed"] == "one document for the articles of 2020-2025"


def test_ordinals_are_learnt_across_articles() -> None:
    """One article tells that Hậu Giang's congress for 2020-2025 was its fourteenth; the others are read by it."""
    years = "Nghị quyết Đại hội Đảng bộ tỉnh Hậu Giang nhiệm kỳ 2020-2025"
    roman = "Nghị quyết số 15-NQ/TU của Ban Chấp hành Đảng bộ tỉnh Hậu Giang khóa XIV"
    both = "Nghị quyết Đại hội Đảng bộ tỉnh Hậu Giang lần thứ XIV, nhiệm kỳ 2020-2025"
    bare = "Tỉnh ủy Hậu Giang tiếp tục thực hiện Nghị quyết số 15-NQ/TU."
    articles = {"a": years, "b": roman, "c": both, "d": bare}
    numbered = "Hậu Giang/TU/NQ/15@2020-2025"
    assert [one.document for one in gather(articles)[0]] == [
        *("Hậu Giang/ĐH@XIV/NQ", numbered),
        *("Hậu Giang/ĐH@XIV/NQ", numbered),
    ]


class TestDocuments:
    """What is known of a document."""

    def test_two_dates_are_a_conflict(self) -> None:
        """With the place where each stands first."""
        articles = {"b": FULL, "a": FULL, "c": FULL.replace("15/5", "18/5")}
        (conflict,) = gather(articles)[1]["TW/CT/05@XII"].conflicts
        assert conflict["field"] == "date"
        assert [(v["value"], v["citations"], v["first"]) for v in conflict["values"]] == [
            ("2016-05-15", 2, "a:1:1"),
            ("2016-05-18", 1, "c:1:1"),
        ]

    def test_a_date_out_of_its_neighbours_window_is_a_conflict(self) -> None:
        """19-CT/TW of term XII can't be of 2020: 20-CT/TW is of 2018."""
        document = gather({"a": "Chỉ thị số 19-CT/TW ngày 22/3/2020 của Ban Bí thư"})[1]["TW/CT/19@XII"]
        (conflict,) = document.conflicts
        assert conflict["reason"].startswith("outside")
        assert "TW/CT/20@XII" in [one["document"] for one in conflict["neighbours"]]
        fits = gather({"a": "Chỉ thị số 19-CT/TW ngày 10/01/2018 của Ban Bí thư"})[1]["TW/CT/19@XII"]
        assert fits.conflicts == ()

    def test_two_titles_are_a_conflict_when_they_share_nothing(self) -> None:
        """Another wording is none; a bare mention's words are none either."""
        full = "Nghị quyết số 15-NQ/TU ngày 24/02/2020 của Tỉnh ủy Hậu Giang về "
        merger, wording = "hợp nhất hai đảng bộ khối của tỉnh", "hợp nhất hai đảng bộ khối"
        other = "phát triển du lịch sinh thái bền vững"
        key = "Hậu Giang/TU/NQ/15@2015-2020"
        assert gather({"a": full + merger, "b": full + wording})[1][key].conflicts == ()
        (conflict,) = gather({"a": full + merger, "b": full + other})[1][key].conflicts
        assert (conflict["field"], [one["value"] for one in conflict["values"]]) == ("title", [merger, other])
        bare = f"{full}{merger}. Nghị quyết số 15-NQ/TU về {other}."
        assert gather({"a": bare})[1][key].conflicts == ()

    def test_a_part_of_a_body_does_not_contradict_it(self) -> None:
        """Ban Thường vụ Tỉnh ủy and Tỉnh ủy; but Ban Bí thư and Bộ Chính trị do."""
        text = "Nghị quyết số 15-NQ/TU ngày 24/02/2020 của {} Hậu Giang"
        names = ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy")
        local = gather({name: text.format(name) for name in names})[1]["Hậu Giang/TU/NQ/15@2015-2020"]
        assert local.conflicts == ()
        central = gather({"a": FULL, "b": FULL.replace("Bộ Chính trị", "Ban Bí thư")})[1]["TW/CT/05@XII"]
        assert [one["field"] for one in central.conflicts] == ["issuer"]

    def test_first_and_last_are_article_dates(self) -> None:
        """Whatever the order."""
        articles = {"a": FULL, "b": FULL, "c": FULL}
        document = gather(articles, {"a": "2020-01-01", "b": "2018-01-01", "c": "2019-01-01"})[1]["TW/CT/05@XII"]
        assert (document.first, document.last, document.files) == ("2018-01-01", "2020-01-01", 3)


MENTIONS = st.sampled_from(
    [
        *(FULL, LATER, BARE, SYMBOL, LOCAL),
        "Chỉ thị số 05-CT/TU ngày 12/12/2020 của Tỉnh ủy Quảng Trị",
        "Chỉ thị số 05-CT/TU ngày 12/12/2020 của Tỉnh ủy",
        "Nghị quyết Trung ương 4 khóa XII",
        "Nghị quyết Trung ương 4",
        "Nghị quyết Đại hội Đảng bộ tỉnh Quảng Trị lần thứ XVII",
        "Nghị quyết số 71-NQ/TW",
        "Nghị quyết số 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị",
        "Quy định số 08-QĐi/TW ngày 25/10/2018 của Ban Chấp hành Trung ương",
        "Quy định 08",
        "Nghị quyết số 05-NQ/HU ngày 3/4/2019 của Huyện ủy Châu Thành, tỉnh Hậu Giang",
        "Nghị quyết số 05-NQ/HU ngày 3/4/2019 của Huyện ủy Châu Thành, tỉnh Tiền Giang",
        "Nghị quyết số 15-NQ/TU ngày 10/10/2020 của Tỉnh ủy Hậu Giang",
        "Kế hoạch số 43 ngày 23/3/2022 của Tỉnh ủy",
        "Kế hoạch số 43-KH/TU ngày 23/3/2022 của Tỉnh ủy Cà Mau",
        "Nghị quyết Đại hội Đảng bộ tỉnh Hậu Giang lần thứ XIV, nhiệm kỳ 2020-2025",
        "Nghị quyết Đại hội Đảng bộ tỉnh Hậu Giang nhiệm kỳ 2020-2025",
        "Nghị quyết số 15-NQ/TU của Ban Chấp hành Đảng bộ tỉnh Hậu Giang khóa XIV",
        "Nghị quyết số 15-NQ/TU ngày 10/10/2022 của Tỉnh ủy Hậu Giang",
        "Nghị quyết số 15-NQ/TU của Tỉnh ủy Hậu Giang",
        "Nghị quyết số 847-NQ/QUTW ngày 28/12/2021 của Quân ủy Trung ương",
    ]
)
TEXTS = st.lists(MENTIONS, min_size=1, max_size=4).map(". ".join)
DATES = st.sampled_from([None, "2011-01-01", "2019-06-01", "2022-10-11", "2026-07-21"])
ARTICLES = st.lists(st.tuples(TEXTS, DATES), min_size=1, max_size=6)


def told(articles: list[tuple[str, str | None]], order: list[int]) -> tuple[object, object]:
    """Citations by file and the documents of articles scanned in an order."""
    texts = {str(i): articles[i][0] for i in order}
    citations, documents = gather(texts, {str(i): date for i in order if (date := articles[i][1])})
    return sorted(citations, key=lambda one: (one.file, one.start)), documents


@given(ARTICLES, st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order(articles: list[tuple[str, str | None]], random: object) -> None:
    """The same citations, documents, conflicts and counts whatever the order of the files."""
    order = list(range(len(articles)))
    shuffled = order.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert told(articles, shuffled) == told(articles, order)


@given(ARTICLES)
def test_a_document_never_has_two_provinces(articles: list[tuple[str, str | None]]) -> None:
    """All citations of a document that name a place name the same; so does its key."""
    places: dict[str, set[str]] = {}
    for one in gather({str(i): text for i, (text, _) in enumerate(articles)})[0]:
        if one.document and one.place:
            places.setdefault(one.document, set()).add(one.place)
    assert all(len(found) == 1 for found in places.values())
    assert all(place in key for key, found in places.items() for place in found)


@given(ARTICLES, TEXTS)
@example(
    [("Chỉ thị số 05-CT/TU ngày 12/12/2020 của Tỉnh ủy", None), (LOCAL.replace("10/12/2015", "12/12/2020"), None)],
    "Chỉ thị số 05-CT/TU ngày 12/12/2020 của Tỉnh ủy Quảng Trị",
)
def test_another_article_changes_no_full_citation(articles: list[tuple[str, str | None]], more: str) -> None:
    """What an article tells in full, place included, keeps the key that the article alone gives it."""
    texts = {str(i): text for i, (text, _) in enumerate(articles)}
    scanner = Scanner(pack())
    alone = {
        (one.file, one.start): one.document
        for name, text in texts.items()
        for one in scanner.scan(Article(name, text))
        if one.symbol and one.date and one.issuer and one.document and not is_open(one.document)
    }
    together = {(one.file, one.start): one.document for one in gather({"0.new": more, **texts})[0]}
    assert {spot: together[spot] for spot in alone} == alone


def test_jobs_change_nothing(tmp_path: Path) -> None:
    """Two worker processes give what one gives."""
    texts = [FULL, LATER, BARE, SYMBOL, LOCAL, "Nghị quyết Trung ương 4 khóa XII"]
    for i in range(40):
        (tmp_path / f"{i:02}.txt").write_text(f"{texts[i % 6]}. {texts[i % 5]}", encoding="utf-8")
    one, two = (citex.scan_paths(tmp_path, jobs=jobs) for jobs in (1, 2))
    assert (one.citations, one.documents, one.groups) == (two.citations, two.documents, two.groups)
