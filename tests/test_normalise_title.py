"""Titles: quoted ones exactly, unquoted ones to a defensible end."""

from __future__ import annotations

import pytest

from citex import scan_text


def titles(text: str) -> list[str | None]:
    """The title of each citation."""
    return [one.title for one in scan_text(text, resolve="none")]


@pytest.mark.parametrize(
    ("after", "title"),
    [
        (
            " “Đẩy mạnh học tập và làm theo tư tưởng Hồ Chí Minh” và",
            "Đẩy mạnh học tập và làm theo tư tưởng Hồ Chí Minh",
        ),
        (" về “Đẩy mạnh học tập”, Kết luận", "Đẩy mạnh học tập"),
        (
            ", “Về học tập, làm theo: tư tưởng (đạo đức); phong cách.” và",
            "Về học tập, làm theo: tư tưởng (đạo đức); phong cách.",
        ),
        (' "Về học tập đã lâu" và', "Về học tập đã lâu"),
        ("“Một số việc”", "Một số việc"),
        (" của Bộ Chính trị «Một số việc»", "Một số việc"),
        (" “Một số\nviệc  cấp bách” và", "Một số việc cấp bách"),
        (" **“Một số việc”** và", "Một số việc"),
        (" “Một số việc còn dở", None),
        (" “” và", None),
        ("” nêu rõ “Một số việc”", None),
    ],
)
def test_quoted_titles_are_exact(after: str, title: str | None) -> None:
    """What stands between the quotes, with its marks, on one line; nothing without the closing quote."""
    assert titles(f"Chỉ thị số 05-CT/TW{after}") == [title]


@pytest.mark.parametrize(
    ("after", "title"),
    [
        (" về đột phá phát triển khoa học, công nghệ.", "đột phá phát triển khoa học, công nghệ"),
        (" về việc đột phá phát triển khoa học", "đột phá phát triển khoa học"),
        (" (về đột phá phát triển khoa học, công nghệ) rất hay", "đột phá phát triển khoa học, công nghệ"),
        (" về đột phá phát triển khoa học; tỉnh bắt tay làm", "đột phá phát triển khoa học"),
        (" về đột phá phát triển khoa học đã mở đường", "đột phá phát triển khoa học"),
        (" về đột phá phát triển khoa học khẳng định vai trò", "đột phá phát triển khoa học"),
        (" về đột phá phát triển khoa học, ngày 22/12/2024", "đột phá phát triển khoa học"),
        (" về đột phá phát triển\nkhoa học.", "đột phá phát triển khoa học"),
        (" về đột phá phát triển khoa học có hiệu lực ngay", "đột phá phát triển khoa học"),
        (" về đột phá phát triển khoa học do Bộ Chính trị ban hành", "đột phá phát triển khoa học"),
        (" về đột phá phát triển khoa học do tỉnh đề xuất", "đột phá phát triển khoa học do tỉnh đề xuất"),
        (" về đột phá (sau đây gọi tắt là đột phá)", "đột phá (sau đây gọi tắt là đột phá)"),
        (" rất hay", None),
        (".", None),
    ],
)
def test_unquoted_titles_end(after: str, title: str | None) -> None:
    """At the end of the sentence, a semicolon, a new clause or the predicate; commas inside stay."""
    assert titles(f"Nghị quyết số 57-NQ/TW{after}") == [title]


def test_each_of_a_list_has_its_own_title() -> None:
    """The next citation of the list ends the title, with the word that joins them."""
    first, second = "Nghị quyết số 18-NQ/TW về tổ chức bộ máy", "Nghị quyết số 19-NQ/TW về đơn vị sự nghiệp."
    for join in (", ", " và ", "; ", ", và "):
        assert titles(first + join + second) == ["tổ chức bộ máy", "đơn vị sự nghiệp"]


def test_a_citation_in_a_title_is_its_own() -> None:
    """The outer title goes on behind it."""
    text = "Kết luận số 19-KL/TW về tổng kết thực hiện Chỉ thị số 56-CT/TW về Hội Luật gia."
    assert titles(text) == ["tổng kết thực hiện Chỉ thị số 56-CT/TW về Hội Luật gia", "Hội Luật gia"]


def test_plenums_have_titles_too() -> None:
    """The title after the term is the document's."""
    assert titles("Nghị quyết Trung ương 4 khóa XI “Một số vấn đề cấp bách về xây dựng Đảng hiện nay”") == [
        "Một số vấn đề cấp bách về xây dựng Đảng hiện nay"
    ]
