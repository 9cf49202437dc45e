"""The texts that are timed: made from a folder of articles, or from the samples of this repository."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AWAY = tempfile.gettempdir()  # where commands run: the installed citex is measured, not the one of this tree
# What is looked for beside citex: names of types, and a regex of them as mostly written.
NAMES = (
    *("nghị quyết", "chỉ thị", "kết luận", "quy định", "quyết định", "quy chế", "kế hoạch", "hướng dẫn"),
    *("chương trình", "đề án", "thông báo", "thông tri", "báo cáo", "tờ trình", "công văn"),
)
NAMES_OR_CAPITAL = "|".join(f"[{name[0].upper()}{name[0]}]{name[1:]}" for name in NAMES)
_PLAIN = (
    "Sáng nay, trời nhiều mây, gió nhẹ; người dân ra chợ từ sớm mua rau và cá. Giá gạo tăng 3,5% so với năm 2005, "
    "theo ông Nguyễn Văn An, chủ một cửa hàng ở phường 5. Chương trình ca nhạc bắt đầu lúc 19 giờ, có chừng 200 khách. "
    "Đội chủ nhà thắng 2-1 sau hai hiệp đấu, và huấn luyện viên nói rằng kế hoạch tập luyện sẽ không thay đổi.\n\n"
)
_ENGLISH = (
    "The court affirmed the judgment in Roe v. Wade, 410 U.S. 113 (1973), and relied on Brown v. Board of Education, "
    "347 U.S. 483, 495 (1954). See also 42 U.S.C. § 1983. The plaintiffs moved for summary judgment on every claim, "
    "and the district court, after a hearing that lasted two days, denied the motion without an opinion.\n\n"
)


@dataclass(frozen=True, slots=True)
class Corpora:
    """Paths of the texts: one long general text, one full of citations, an English one, an article, small files."""

    general: Path
    dense: Path
    english: Path
    article: Path
    small: Path


def make(where: Path, articles: Path | None, size: int, files: int) -> Corpora:
    """Texts of ``size`` bytes, and ``files`` small files, in the folder ``where``.

    ``articles`` is a folder of general articles, one a file; without it sentences without citations are repeated.
    """
    samples = [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").iterdir()) if path.suffix != ".jsonl"
    ]
    texts = [_PLAIN]
    if articles is not None:
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(articles.rglob("*.txt"))]
        if not texts:
            raise SystemExit(f"{articles}: no .txt file in it; name a folder of articles, or none")
    where.mkdir(parents=True, exist_ok=True)
    made = Corpora(*(where / name for name in ("general.txt", "dense.txt", "english.txt", "article.txt", "small")))
    for path, parts in ((made.general, texts), (made.dense, samples), (made.english, [_ENGLISH])):
        path.write_bytes(_repeated("\n\n".join(parts), size))
    made.article.write_text(samples[0], encoding="utf-8")
    made.small.mkdir(exist_ok=True)
    for i in range(files):
        text = samples[i % len(samples)] if i % 100 == 0 else texts[i % len(texts)][:3000]
        (made.small / f"{i:05}.txt").write_text(text, encoding="utf-8")
    return made


def _repeated(text: str, size: int) -> bytes:
    data = (text + "\n\n").encode()
    return (data * (size // len(data) + 1))[:size].decode("utf-8", "ignore").encode()
