"""The gate: with it and without it the same citations, for any text and any pack; and little work where nothing is."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citex import Article, Options, Scanner, load_pack
from citex.recognise.gate import Finder
from citex.scanner import readings

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "dev"

PACK = load_pack()
WITH, WITHOUT = Scanner(PACK), Scanner(PACK, Options(gated=False))

USER_PACK = r"""
words:
- id: name_joiners
  words: [nam/bắc, v.v, "rau, củ", r'lấp]
elements:
- id: dispatch
  regex: công\s*điện
- id: any_word
  regex: \w{9,}
- id: shouted
  regex: (?i)ĐIỆN MẬT
- id: fuzzy
  regex: (?:thong tri){e<=1}
- id: starred
  regex: "[★]"
forms:
- id: dispatch
  kind: numbered
  sequence: dispatch? type < of? issuer? no? number >
  options: {needs: [number]}
"""
OPEN_FORM = """
- id: open
  kind: numbered
  sequence: "%s type < no? number >"
  options: {needs: [number]}
"""

NAMES = "Nghị quyết|NGHỊ QUYẾT|nghị\u00a0quyết|Nghị\nquyết|Chỉ thị|Kết luận|Quy định|Qui định|Kế hoạch|NQ|CTr|CT"
OTHERS = "Điều lệ Đảng|Ðiều lệ|Cương lĩnh|Đại hội XIII|Công điện|Trung ương 4"
BODIES = "X&Y - Nam|Huyện ủy Vũ Quang|Huyện uỷ|TW|T.Ư|số|Số:|của|tại|và|người dân|xyz|Hà Nội|đảng viên|về việc|đ|Q"
NUMBERS = "15|05-CT/TW|15-NQ/TU|36\u201136-NQ/TW|08-QĐi/TW|\uff11\uff15-NQ/TW|15/2020/NĐ-CP|năm 2020|15a|7 USD/tấn"
WORDS = "Đảng ủy|Chi bộ|Sở Văn hóa, Thể thao và Du lịch|Trường Tiểu học|học15|Công an T.Ư|nam/bắc|v.v|rau, củ|Khu"
MORE = "khóa XI|khoá 12|Trung ương|hội nghị|lần thứ sáu|(dự thảo)|(bổ sung)|v/v|và các|Ban Thường vụ|/"
MARKS = ",|.|. A|\n\n|\r\n| |  |\t|*|_|\u2013|\u201c|\u201d|(|)|!|\u200b|\u00ad|&nbsp;|e\u0301|\u0301"
PIECES = st.sampled_from(
    [one for row in (NAMES, OTHERS, BODIES, NUMBERS, WORDS, MORE, MARKS) for one in row.split("|")]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(("", " ", " ", " ", "\n"))), max_size=14).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)


def same(text: str, with_gate: Scanner = WITH, without: Scanner = WITHOUT) -> int:
    article = Article("a.txt", text)
    found = with_gate.scan(article)
    assert found == without.scan(article)
    return len(found)


@given(TEXTS)
@example("Nghị quyết của Huyện ủy Vũ Quang 15 và đảng viên. Nghị quyết số 15-NQ/TW")
@example(
    "Nghị quyết của Đảng ủy Sở Văn hóa, Thể thao và Du lịch Nghệ An số 15. Nghị quyết Chi bộ Trường Tiểu học15 và 16"
)
@example("Nghị quyết của Chi bộ Văn phòng Đảng ủy Công an T.Ư Hà Nội số 15. Nghị quyết \u0301 số 05 của Tỉnh ủy")
@example("Nghị quyết Đảng ủy xã " + "Ia Ko Ia Pa " * 6 + "số 15 của Tỉnh ủy")
@example("Nghị quyết của Đảng ủy Trường Đại học Sư phạm số 15-NQ/ĐU. Nghị quyết của Huyện ủy X&Y - Nam số 16")
@example("Nghị quye\u0302\u0301t Trung ương lần thứ sáu")
@example("Nghị\u00ad quyết số 15-NQ/TW")
@example("_15-NQ/TU_ và *36-NQ/TW*")
@example("Nghị quyết (dự thảo) 306 của Bộ Chính trị")
def test_the_gate_loses_nothing(text: str) -> None:
    """Whatever is written, in whatever spelling, the citations are those of every sentence read."""
    same(text)


@given(TEXTS)
def test_the_gate_loses_nothing_in_decomposed_text(text: str) -> None:
    """The same where every letter is decomposed."""
    same(unicodedata.normalize("NFD", text))


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold set is not beside the checkout")
def test_the_gate_loses_nothing_of_the_gold_set() -> None:
    """Real articles give the same with and without."""
    assert sum(same(path.read_bytes().decode()) for path in sorted(GOLD.glob("*.txt"))) > 200


def test_the_gate_loses_nothing_of_the_samples() -> None:
    """The articles of this repository give the same with and without."""
    texts = [
        path.read_bytes().decode() for path in sorted((ROOT / "samples").iterdir()) if path.suffix in (".txt", ".md")
    ]
    assert sum(same(text) for text in texts) > 50


def test_every_example_of_the_packs_passes_the_gate() -> None:
    """Each form, type and body is cited in its examples: in all of them a window opens where a citation is."""
    entries: list[Any] = [*PACK.data.forms, *PACK.data.types, *PACK.data.bodies, *PACK.data.committees]
    texts = [one.text for entry in entries for one in entry.examples]
    spellings = (
        str,
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
    )
    for text in texts:
        for spelt in spellings:
            same(spelt(text))


@pytest.mark.parametrize("head", ["dispatch", "any_word", "shouted", "fuzzy", "starred"])
@given(text=TEXTS)
@example(
    text="Nghị quyết của Đảng ủy Khu nam/bắc Vũ số 15, của Đảng ủy Khu rau, củ Vũ số 16, của Huyện ủy R'lấp r'lấp số 17"
)
@example(text="Công điện Nghị quyết của Bộ Chính trị số 15, ★ chỉ thị 5, điện mật chỉ thị số 05, thông tr kết luận 5")
def test_the_gate_loses_nothing_of_a_users_pack(head: str, text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Forms with heads of all kinds: lists of words, classes, flags, what the gate can't look for at all."""
    pack = user_pack(head, tmp_path_factory)
    same(text, Scanner(pack), Scanner(pack, Options(gated=False)))


_PACKS: dict[str, Any] = {}


def user_pack(head: str, folder: pytest.TempPathFactory) -> Any:
    if head not in _PACKS:
        path = folder.mktemp("pack") / "mine.yaml"
        path.write_text(USER_PACK + OPEN_FORM % head, encoding="utf-8")
        _PACKS[head] = load_pack(path)
    return _PACKS[head]


def test_what_cannot_be_looked_for_opens_the_gate(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A head that may begin with anything makes every sentence be read; one that is listed does not."""
    assert user_pack("any_word", tmp_path_factory).gate.open
    assert user_pack("starred", tmp_path_factory).gate.open
    assert not user_pack("dispatch", tmp_path_factory).gate.open
    assert not PACK.gate.open


PLAIN = "Sáng nay người dân ra chợ; giá gạo tăng 3,5% so với năm 2005. Chương trình bắt đầu lúc 19 giờ, như cũ.\n"
CITING = "Thực hiện Nghị quyết số 36-NQ/TW ngày 22/10/2018 của Ban Chấp hành Trung ương khóa XII, tỉnh đã họp.\n"


@pytest.mark.parametrize(
    "piece", ["NQ CT QĐ ", "NQ ", "BCH TW ", "nghị quyết bch tw ", "kế hoạch của bộ và ", "Chỉ thị ("]
)
def test_names_behind_names_are_gone_through_once(piece: str) -> None:
    """Each may be what stands between a head and what it needs: in all ways to read them, this would never end."""
    assert Scanner(PACK).scan(Article("a.txt", piece * 400)) == ()


def test_work_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a fixed text the gate opens as many windows as there are citing sentences, and looks closely at few places.

    The figures do not depend on the machine. If they rise, a pattern got more to do for every text: find out which.
    """
    text = (PLAIN * 99 + CITING) * 20
    looked = 0
    original = Finder.places

    def places(self: Finder, plainer: bytes, shadow: bytes) -> Any:
        nonlocal looked
        for _ in self.regex.finditer(shadow):
            looked += 1
        return original(self, plainer, shadow)

    monkeypatch.setattr(Finder, "places", places)
    windows = list(readings(Article("a.txt", text), PACK))
    assert len(windows) == 20
    assert len(Scanner(PACK).scan(Article("a.txt", text))) == 20
    megabytes = len(text.encode()) / 1_000_000
    assert looked / megabytes < 700
