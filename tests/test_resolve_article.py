"""Which document a citation means, told within one article: keys, and why there is none."""

from __future__ import annotations

from functools import lru_cache

import pytest

import citex
from citex.packs.pack import Pack
from citex.records import Article, Citation
from citex.resolve.dateline import dateline
from citex.scanner import Scanner


@lru_cache
def pack() -> Pack:
    """The shipped pack."""
    return citex.load_pack()


def scan(text: str, file: str = "tin.txt", date: str | None = None, place: str | None = None) -> tuple[Citation, ...]:
    """The citations of one text."""
    return Scanner(pack()).scan(Article(file, text, date=date, place=place))


def keys(text: str, date: str | None = None, place: str | None = None) -> list[str | None]:
    """The documents of the citations of one text."""
    return [one.document for one in scan(text, date=date, place=place)]


def told(text: str, date: str | None = None) -> dict[str, object]:
    """What the evidence says of the last citation's document."""
    evidence: dict[str, object] = scan(text, date=date)[-1].evidence["document"]
    return evidence


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị", "TW/CT/05@XII"),
        ("Chỉ thị số 05-CT/TU ngày 10/12/2015 của Ban Thường vụ Tỉnh ủy Hậu Giang", "Hậu Giang/TU/CT/05@2015-2020"),
        ("Quyết định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư", "TW/QĐ/66@XII"),
        ("Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư", "TW/QĐ/66@XII"),
        ("Nghị quyết Trung ương 4 khóa XII", "TW/HN4@XII"),
        ("Nghị quyết Đại hội XIII của Đảng", "ĐH@XIII/NQ"),
        ("Nghị quyết Đại hội Đảng bộ tỉnh Quảng Trị lần thứ XVII", "Quảng Trị/ĐH@XVII/NQ"),
        ("Điều lệ Đảng", "ĐL"),
        ("Cương lĩnh năm 1991", "CL@1991"),
        ("Nghị quyết Đại hội Đảng bộ Quận 7 lần thứ VI", "Thành phố Hồ Chí Minh/Đảng bộ quận Quận 7/ĐH@VI/NQ"),
        ("Cương lĩnh chính trị 2/1930", "CL@1930"),
    ],
)
def test_keys_are_readable(text: str, key: str) -> None:
    """Committee, series, number and term; Quyết định and Quy định share a series."""
    assert keys(f"Đảng bộ học tập {text}.") == [key]


def test_a_date_in_two_windows_gives_its_year() -> None:
    """Where provinces hold their congresses the date alone does not tell the term; other articles change nothing."""
    assert keys("Nghị quyết số 15-NQ/TU ngày 10/10/2020 của Tỉnh ủy Hậu Giang") == ["Hậu Giang/TU/NQ/15@2020"]


def test_short_forms_take_the_nearest_full_form() -> None:
    """Chỉ thị 05 is the one told in full before it, of its own committee."""
    text = (
        "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị được học kỹ. Chỉ thị 05 đi vào cuộc sống. "
        "Tỉnh ủy Hậu Giang ra Chỉ thị số 07-CT/TU ngày 10/12/2016. Thực hiện Chỉ thị 07, các huyện vào cuộc."
    )
    local = "Hậu Giang/TU/CT/07@2015-2020"
    assert keys(text) == ["TW/CT/05@XII", "TW/CT/05@XII", local, local]


def test_an_open_key_is_the_articles_own() -> None:
    """Its mentions share it; its name does not matter, its text does; no path stands in it."""
    text = "Tỉnh ủy Hậu Giang có Chương trình số 50-CTr/TU. Sau hai năm, Chương trình 50-CTr/TU có kết quả."
    here, there = scan(text, "a.txt"), scan(text, "/elsewhere/b.txt")
    assert {one.document for one in here} == {one.document for one in there}
    (key,) = {one.document for one in here}
    assert key is not None and key.startswith("Hậu Giang/TU/CTr/50@?") and "a.txt" not in key
    assert scan(text + " Hết.", "a.txt")[0].document != key
    assert here[0].evidence["document"]["reason"] == "the term is not known"


@pytest.mark.parametrize(
    ("text", "level", "place", "key"),
    [
        (
            "VNPT đã hoàn thành Nghị quyết Đại hội Đảng bộ VNPT lần thứ XXIV. Nghị quyết Đại hội XXIV thành công.",
            "other",
            None,
            "Đảng bộ VNPT/ĐH@XXIV/NQ",
        ),
        (
            "Tỉnh Thái Nguyên. Nghị quyết Đại hội Đảng bộ huyện Phú Lương lần thứ XXIV; Nghị quyết Đại hội XXIV.",
            "district",
            "Phú Lương",
            "Thái Nguyên/Đảng bộ huyện Phú Lương/ĐH@XXIV/NQ",
        ),
        (
            "Tỉnh Thái Nguyên: Nghị quyết Đại hội Đảng bộ huyện Phú Lương lần thứ XIII, Nghị quyết Đại hội XIII.",
            "central",
            None,
            "ĐH@XIII/NQ",
        ),
    ],
)
def test_a_congress_is_the_one_whose_ordinal_it_has(text: str, level: str, place: str | None, key: str) -> None:
    """An ordinal that the whole Party has not reached belongs to the organisation that the article named with it."""
    last = scan(text)[-1]
    assert (last.level, last.place, last.document) == (level, place, key)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Đoàn làm việc với Quận ủy Quận 7 về Nghị quyết Đại hội Đảng bộ quận lần thứ VI.", "Quận 7"),
        ("Ở phường 14 và phường 14 thì Đảng ủy phường đã ra Nghị quyết số 05-NQ/ĐU.", "Phường 14"),
        ("Ban Tổ chức Huyện ủy A Lưới công bố Quyết định số 145-QĐ/HU.", "A Lưới"),
        ("Ban Thường vụ Huyện ủy Chỉ đạo điểm. Huyện ủy Càng Long có Công văn số 112-CV/HU.", "Càng Long"),
        (
            "Đảng ủy phường Thủ Đức Mai Hữu Quyết nói về Nghị quyết Đại hội Đảng bộ phường lần thứ I ở phường Thủ Đức.",
            "Thủ Đức",
        ),
        (
            "NHÂN DÂN QUẬN BÌNH THẠNH ĐÃ ĐẠT; quận Bình Thạnh thực hiện Nghị quyết Đại hội Đảng bộ quận lần thứ XI.",
            "Bình Thạnh",
        ),
        ("Thành ủy Sa Đéc quán triệt Nghị quyết Đại hội Đảng bộ Thành phố lần thứ XII.", "Sa Đéc"),
        ("NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ XÃ NHIỆM KỲ 2020-2025", None),
        ("Bí thư Huyện ủy Nguyễn Văn An ký Quyết định số 12-QĐ/HU.", None),
        ("Bí thư Huyện ủy Mù Cang Chải ký Quyết định số 12-QĐ/HU.", "Mù Cang Chải"),
        ("Họp ở quận 7 lúc 8/5 rồi sang quận 10, Quận ủy ra Quyết định số 12-QĐ/QU.", None),
    ],
)
def test_a_unit_is_known_by_its_number_or_its_committee(text: str, place: str | None) -> None:
    """A number with its rank is a name; a committee says what unit it is of where the name has two words or more."""
    assert scan(text)[-1].place == place


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Các tỉnh vùng trung du và miền núi Bắc Bộ đã làm nhiều việc theo Nghị quyết số 37-NQ/TW.", "TW/NQ/37@IX"),
        ("Sắp xếp các đơn vị hành chính cấp huyện theo Nghị quyết số 37-NQ/TW là việc khó.", "TW/NQ/37@XII"),
        ("Trước những vấn đề cấp bách về xây dựng Đảng hiện nay, chi bộ học Nghị quyết Trung ương 4.", "TW/HN4@XI"),
        ("Chi bộ sinh hoạt định kỳ, học tập Nghị quyết số 37-NQ/TW và bàn việc kết nạp đảng viên.", None),
        ("Tăng cường sự lãnh đạo của Đảng đối với công tác cán bộ theo Nghị quyết số 37-NQ/TW.", None),
    ],
)
def test_of_several_the_one_that_is_spoken_of(text: str, key: str | None) -> None:
    """The words of its title tell which is meant; those that many titles have tell nothing."""
    (one,) = scan(text)
    assert one.document == key
    assert one.evidence["document"].get("by") == ("topic" if key else None)
    assert key or len(one.evidence["document"]["candidates"]) > 1


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Nghị quyết Đại hội Chi bộ 2 nhiệm kỳ 2022 - 2025", True),
        ("Nghị quyết Đại hội đảng viên nhiệm kỳ 2022 - 2025", True),
        ("Nghị quyết Đại hội Chi bộ Trường Trung học cơ sở Thanh Bình nhiệm kỳ 2022 - 2025", False),
        ("Kế hoạch số 05-KH/ĐU ngày 02/02/2022 của Ban Thường vụ Đảng ủy", True),
        ("Kế hoạch số 05-KH/ĐU ngày 02/02/2022 của Đảng ủy Công an Trung ương", False),
    ],
)
def test_a_committee_without_a_name_is_the_articles_own(text: str, is_open: bool) -> None:
    """Every Party cell has congresses: what names none of them holds in its article only."""
    (key,) = keys(text)
    assert key
    assert key.startswith("?") == is_open


def test_an_early_ordinal_in_a_schools_article_is_the_schools() -> None:
    """The Party's second congress was in 1951; a school's cell means its own by the ordinal."""
    (one,) = scan("Chi bộ trường tổng kết 5 năm thực hiện Nghị quyết Đại hội lần thứ II.")
    assert one.level == "other"
    (one,) = scan("Tháng 2/1951, Nghị quyết Đại hội lần thứ II đưa Đảng ra hoạt động công khai.")
    assert one.document == "ĐH@II/NQ"


def test_an_unknown_place_is_open_too() -> None:
    """A number of some provincial committee is of no province."""
    (one,) = scan("Thực hiện Kế hoạch số 43-KH/TU ngày 23/3/2022 của Tỉnh ủy, ngành đã vào cuộc.")
    assert one.document is not None and one.document.startswith("?") and one.document.endswith("/TU/KH/43@2020-2025")
    assert (one.place, one.evidence["document"]["reason"]) == (None, "the place is not known")


class TestCatalogue:
    """What a number without date and term means."""

    def test_a_later_term_may_have_the_number(self) -> None:
        """A page of July 2026 does not cite the one 16-NQ/TW that the catalogue has, of 2013."""
        text = "---\ndate: 2026-07-21\n---\nBộ Chính trị ban hành Nghị quyết số 16-NQ/TW.\n\nTheo Nghị quyết 16, …"
        assert keys(text) == [None, None]
        evidence = told(text)
        assert evidence["reason"] == "a later term may have such a number"
        assert evidence["candidates"] == ["TW/NQ/16@XI"]
        assert evidence["perhaps"] == ["TW/NQ/16@XII", "TW/NQ/16@XIII", "TW/NQ/16@XIV"]
        assert evidence["same_as"] == text.index("Nghị quyết số 16")

    def test_the_article_is_older_than_the_next_term(self) -> None:
        """What comes after the article is no candidate."""
        assert keys("Bộ Chính trị ban hành Nghị quyết số 71-NQ/TW.", date="2025-09-30") == ["TW/NQ/71@XIII"]
        assert told("Bộ Chính trị ban hành Nghị quyết số 71-NQ/TW.", date="2025-09-30")["provisional"] is True
        assert keys("Bộ Chính trị ban hành Nghị quyết số 71-NQ/TW.", date="2025-08-01") != ["TW/NQ/71@XIII"]

    def test_a_number_that_the_new_term_cannot_have_reached(self) -> None:
        """57-NQ/TW in March 2026 is still that of 2024: in April the new term was at 04."""
        assert keys("Toàn Đảng thực hiện Nghị quyết số 57-NQ/TW.", date="2026-03-20") == ["TW/NQ/57@XIII"]

    def test_the_title_tells(self) -> None:
        """An old document is meant where its title follows, quoted or not."""
        title = "đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
        for text in (f"Chỉ thị số 05-CT/TW về {title}.", f"Chỉ thị 05 “{title.capitalize()}” của Bộ Chính trị"):
            assert keys(f"Đảng bộ học tập {text}", date="2024-01-01") == ["TW/CT/05@XII"]

    def test_another_title_is_another_document(self) -> None:
        """The one known document with that number is not meant where the title is a stranger to its own."""
        text = "Nghị quyết số 71-NQ/TW “Bảo vệ rừng phòng hộ ven biển vùng đồng bằng châu thổ”"
        (key,) = keys(f"Bộ Chính trị ra {text}", date="2025-09-30")
        assert key is not None and key.startswith("TW/NQ/71@?")

    def test_a_year_settles(self) -> None:
        """With a date the catalogue is not a guess any more."""
        assert keys("Nghị quyết 05-NQ/TW năm 2016") == ["TW/NQ/05@XII"]


def test_a_series_of_its_own_by_another_name() -> None:
    """Quy định 08 after 08-QĐi/TW is that; 08-QĐ/TW is only where the day agrees."""
    full = "Quy định số 08-QĐi/TW ngày 25/10/2018 của Ban Chấp hành Trung ương"
    assert keys(f"{full}. Theo Quy định 08, cán bộ nêu gương.") == ["TW/QĐi/08@XII"] * 2
    assert keys("Theo Quy định số 08-QĐ/TW ngày 25/10/2018, …") == ["TW/QĐi/08@XII"]
    assert keys("Theo Quy định số 08-QĐ/TW ngày 25/11/2018, …") == ["TW/QĐ/08@XII"]
    assert keys(f"{full}. Cũng theo Quyết định 08, …")[1] != "TW/QĐi/08@XII"


def test_a_number_in_brackets_is_of_the_plenums_term() -> None:
    """Either way round; the citation's own field stays empty."""
    for text in (
        "Nghị quyết Hội nghị Trung ương 9, khóa XI (33-NQ/TW) về văn hóa",
        "Nghị quyết số 33-NQ/TW (Nghị quyết Trung ương 9 khóa XI)",
    ):
        found = {one.kind: one for one in scan(text)}
        assert found["numbered"].document == "TW/NQ/33@XI" and found["numbered"].term is None


def test_a_plenum_names_what_it_may_mean() -> None:
    """It keeps its own key; the document mostly meant comes first."""
    text = "Nghị quyết Trung ương 4 khóa XII"
    assert keys(text) == ["TW/HN4@XII"]
    assert told(text) == {"candidates": ["TW/NQ/04@XII", "TW/NQ/05@XII", "TW/NQ/06@XII"], "usual": "TW/NQ/04@XII"}


def test_a_plenum_of_the_same_type_comes_before_a_nearer_one() -> None:
    """The short form of a Nghị quyết is not the Kết luận that stands next to it."""
    text = "Nghị quyết Trung ương 4 khóa XII. Kết luận Trung ương 4 khóa XIII. Nghị quyết Trung ương 4."
    assert keys(text) == ["TW/HN4@XII", "TW/HN4@XIII", "TW/HN4@XII"]


class TestPlaces:
    """Whose document it is, below the centre."""

    def test_a_city_within_a_province_is_a_district(self) -> None:
        """Thành ủy Hải Dương is the committee of the city in the province of that name."""
        (one,) = scan("Kế hoạch số 12-KH/TU ngày 3/4/2019 của Thành ủy Hải Dương")
        assert (one.level, one.place, one.document) == (
            "district",
            "Hải Dương",
            "Hải Dương/Hải Dương/TU/KH/12@2015-2020",
        )

    def test_hue_became_a_city_in_2025(self) -> None:
        """Before, its Thành ủy was a district's; since then a province's."""
        before, after = scan(
            "Kế hoạch số 15-KH/TU ngày 1/2/2019 của Thành ủy Huế; Kế hoạch số 16-KH/TU ngày 1/2/2025 của Thành ủy Huế"
        )
        assert (before.level, after.level) == ("district", "province")
        assert (before.document, after.document) == (
            "Thừa Thiên Huế/Huế/TU/KH/15@2015-2020",
            "Huế/TU/KH/16@2020-2025",
        )

    def test_a_commune_is_the_one_the_article_is_about(self) -> None:
        """Not the province that it lies in; the key has both, and the rank."""
        text = (
            "Đảng ủy xã Hà Đông, thành phố Hải Phòng họp. Xã Hà Đông có 20 chi bộ. "
            "Nghị quyết số 12-NQ/ĐU ngày 3/12/2025 được thông qua."
        )
        (one,) = scan(text)
        assert (one.level, one.place) == ("commune", "Hà Đông")
        assert one.document == "Hải Phòng/xã Hà Đông/ĐU/NQ/12@2025-2030"

    def test_the_rank_that_is_named_restricts_the_place(self) -> None:
        """Đảng bộ TP is a city's, however often a province is named."""
        text = (
            "Tỉnh ủy Bắc Ninh và Tỉnh ủy Bắc Ninh cùng dự. Thủ đô Hà Nội sau năm năm thực hiện "
            "nghị quyết Đại hội lần thứ XIII Đảng bộ TP."
        )
        assert keys(text) == ["Hà Nội/ĐH@XIII/NQ"]

    @pytest.mark.parametrize(
        ("site", "place"),
        [
            ("baohaugiang.com.vn", "Hậu Giang"),
            ("https://tinhuy.thuathienhue.gov.vn/tin?id=3", "Thừa Thiên Huế"),
            ("daknong.gov.vn", "Đắk Nông"),
            ("nhandan.vn", None),
        ],
    )
    def test_the_site_tells_what_the_article_does_not(self, site: str, place: str | None) -> None:
        """By its name; what the article says comes first."""
        text = "Tỉnh ủy ban hành Kế hoạch số 43-KH/TU ngày 23/3/2022."
        (one,) = Scanner(pack()).scan(Article("-", text, site=site))
        assert (one.place, one.evidence.get("place")) == (place, "site" if place else None)
        (one,) = Scanner(pack()).scan(Article("-", f"Tỉnh ủy Cà Mau. {text}", site=site))
        assert one.place == "Cà Mau"

    def test_a_body_of_which_there_is_one_has_no_place(self) -> None:
        """The army's committee is not of the province that the article is about."""
        text = "Tỉnh ủy Quảng Trị học tập Nghị quyết số 847-NQ/QUTW ngày 28/12/2021 của Quân ủy Trung ương."
        (one,) = scan(text)
        assert (one.level, one.place, one.document) == ("other", None, "QUTW/NQ/847@XIII")

    def test_a_school_is_of_no_place_a_block_of_the_articles(self) -> None:
        """The congress of a university is told by its name; each province has a Đảng ủy Khối."""
        text = "Tỉnh ủy Nghệ An. {} của Đảng ủy {}."
        number = "Nghị quyết số 05-NQ/ĐU ngày 3/4/2021"
        (school,) = scan(text.format(number, "Trường Đại học Vinh"))
        assert (school.place, school.document) == (None, "Đảng ủy Trường Đại học Vinh/ĐU/NQ/05@2020-2025")
        (block,) = scan(text.format(number.replace("ĐU", "ĐUK"), "Khối các cơ quan tỉnh"))
        assert block.document == "Nghệ An/Đảng ủy Khối các cơ quan tỉnh/ĐUK/NQ/05@2020-2025"

    def test_the_province_behind_a_unit_is_its_own(self) -> None:
        """Whatever else the article names."""
        text = "Kế hoạch số 12-KH/ThU ngày 3/4/2022 của Thành ủy Vị Thanh, tỉnh Hậu Giang."
        assert keys(f"Tỉnh ủy Hải Dương, tỉnh Hải Dương. {text}") == ["Hậu Giang/Vị Thanh/ThU/KH/12@2020-2025"]

    def test_a_body_of_another_name_does_not_share_a_code(self) -> None:
        """ĐUCA is the central police committee's code, and also that of a province's."""
        number = "Kế hoạch số 88-KH/ĐUCA ngày 01/02/2022 của Đảng ủy Công an {}"
        assert keys(number.format("Trung ương")) == ["ĐUCA/KH/88@XIII"]
        assert keys(number.format("tỉnh Hậu Giang")) == ["Hậu Giang/Đảng ủy Công an tỉnh/ĐUCA/KH/88@2020-2025"]

    def test_a_unit_without_its_province_is_open(self) -> None:
        """There is a Châu Thành in nine provinces."""
        (key,) = keys("Nghị quyết số 05-NQ/HU ngày 3/4/2019 của Huyện ủy Châu Thành")
        assert key is not None and key.startswith("?")

    def test_so_is_a_wards_congress(self) -> None:
        """Its ordinal tells the congress, not the province."""
        (key,) = keys("Nghị quyết Đại hội Đảng bộ phường Hương An lần thứ I")
        assert key is not None and key.startswith("?") and key.endswith("/Đảng bộ phường Hương An/ĐH@I/NQ")

    def test_a_shared_code_is_told_by_its_body(self) -> None:
        """ĐUK is the code of two central blocs and of one in each province."""
        text = "Hướng dẫn số 23-HD/ĐUK ngày 28/11/2019 của Đảng ủy Khối {}"
        found = [keys(text.format(name)) for name in ("Doanh nghiệp Trung ương", "các cơ quan Trung ương")]
        assert found == [
            ["Đảng ủy Khối Doanh nghiệp Trung ương/ĐUK/HD/23@2015-2020"],
            ["Đảng ủy Khối các cơ quan Trung ương/ĐUK/HD/23@2015-2020"],
        ]

    def test_a_types_code_is_no_committee(self) -> None:
        """Thông báo 20-TB/KL is of the body that is named."""
        assert keys("Thông báo số 20-TB/KL ngày 08/9/2022 của Bộ Chính trị") == ["TW/TB/20@XIII"]


def test_a_dateline_before_what_is_cited_is_no_dateline() -> None:
    """The line at the foot is the site's: the article cites a document of a later day."""
    foot = "\n\nTP. HCM, ngày 31/05/2021"
    text = "Bộ Chính trị ban hành Nghị quyết số 71-NQ/TW. Kết luận số 203-KL/TW ngày 04/11/2025 của Bộ Chính trị."
    assert keys(text + " Hết." * 200 + foot)[0] == "TW/NQ/71@XIII"
    assert keys(text.split(". ")[0] + "." + " Hết." * 200 + foot)[0] != "TW/NQ/71@XIII"


class TestOrdinals:
    """Ordinals and years of local congresses."""

    BOTH = "Nghị quyết Đại hội Đảng bộ tỉnh Hậu Giang lần thứ XIV, nhiệm kỳ 2020 - 2025"

    def test_a_congress_goes_by_its_ordinal(self) -> None:
        """Where the article tells both, the years alone mean the same congress."""
        text = f"{self.BOTH}. Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh Hậu Giang nhiệm kỳ 2020 - 2025"
        assert keys(text) == ["Hậu Giang/ĐH@XIV/NQ"] * 2

    def test_a_congress_numbers_its_own_documents(self) -> None:
        """Its years tell the term, though it meets where two terms overlap."""
        text = "Nghị quyết số 09-NQ/ĐH ngày 27/9/2025 của Đại hội đại biểu Đảng bộ thành phố Hải Phòng lần thứ I{}"
        assert keys(text.format(", nhiệm kỳ 2025 - 2030")) == ["Hải Phòng/ĐH/NQ/09@2025-2030"]
        assert keys(text.format("")) == ["Hải Phòng/ĐH/NQ/09@I"]

    def test_a_number_goes_by_its_years(self) -> None:
        """Its key is the same whether the term stands as an ordinal or the document has a date."""
        number = "Nghị quyết số 15-NQ/TU của Ban Chấp hành Đảng bộ tỉnh Hậu Giang khóa XIV"
        assert keys(f"{self.BOTH}. {number}")[1] == "Hậu Giang/TU/NQ/15@2020-2025"
        assert keys(number) == ["Hậu Giang/TU/NQ/15@XIV"]


def test_a_series_that_ended_has_no_later_number() -> None:
    """QĐi was in use in 2018 and 2019: an article of 2023 means the one known 08-QĐi/TW."""
    assert keys("Theo Quy định số 08-QĐi/TW, cán bộ nêu gương.", date="2023-12-14") == ["TW/QĐi/08@XII"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Tiêu đề\n\nHoàng Hoài| 11/10/2022 08:40\n\nNội dung", "2022-10-11"),
        ("Thứ Ba, 25/6/2024\nHậu Giang\nThứ Bảy, 21/10/2023 14:30'(GMT+7)\n\nNội dung", "2023-10-21"),
        ("Thứ năm, 10-6-2004, 08:15 GMT+7", "2004-06-10"),
        ("Chủ nhật, ngày 05 tháng 9 năm 2021\n\nNội dung", "2021-09-05"),
        ("---\ntitle: Một tin\ndate: 2026-07-21\n---\n\nNội dung", "2026-07-21"),
        ("Hà Nội, ngày 05 tháng 9 năm 2026\n\nBÁO CÁO", "2026-09-05"),
        ("(Bài đăng Tạp chí, số tháng 3-2024; ngày 12/3/2024)\n\nNội dung", "2024-03-12"),
        ("Nội dung\n" * 300 + "\nNgày đăng: 12/3/2024\n", "2024-03-12"),
        ("Nội dung\n" * 300 + "\nNguyễn Văn A, ngày 12/3/2024", "2024-03-12"),
        ("Nội dung\n" * 300 + "\nCục trưởng bị đình chỉ công tác(12/07/2003)\n", None),
        ("Nội dung\n" * 300 + "\nTin một, ngày 12/3/2024\n\nTin hai, ngày 13/3/2024\n", None),
        ("Nghị quyết số 15-NQ/TU ngày 24/02/2020\n\nNội dung", None),
        ("Theo Chỉ thị\nsố 05 ngày 15/5/2016\n\nNội dung", None),
        ("Quy định của Ban Bí thư ngày 15/5/2016\n\nNội dung", None),
        ("Ngày 15/5/2016, Bộ Chính trị ban hành Chỉ thị.", None),
        ("Thứ ba, 45/13/2024 10:00", None),
    ],
)
def test_the_article_has_its_own_date(text: str, date: str | None) -> None:
    """At its head or its foot, in the ways of Vietnamese sites; never the date of what it cites."""
    assert dateline(text, pack()) == date


def test_a_committee_without_a_rank_is_of_the_unit_of_its_name() -> None:
    """Only where the article is about that unit; a committee of an institution there stays beside the ladder."""
    congress = "Nghị quyết Đại hội Đảng bộ Phụng Hiệp lần thứ XII"
    (found,) = scan(f"Cán bộ học tập {congress}. Huyện Phụng Hiệp thuộc tỉnh Hậu Giang.")
    assert (found.level, found.document) == ("district", "Hậu Giang/Đảng bộ Phụng Hiệp/ĐH@XII/NQ")
    (found,) = scan(f"Cán bộ học tập {congress}. Huyện Châu Thành thuộc tỉnh Hậu Giang.")
    assert found.level == "other"
    (found,) = scan("Nghị quyết Đại hội Đảng bộ Công an huyện Phụng Hiệp lần thứ XII được huyện Phụng Hiệp khen.")
    assert found.level == "other"
