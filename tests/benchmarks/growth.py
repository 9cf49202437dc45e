"""``python tests/benchmarks/growth.py``: ten times the text must take ten times the time.

Each text is a bad case (one line of a kind, without end), scanned as one file in a size that takes about the given
seconds and in ten times that. What the start takes is measured on an empty file and left out.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpora import AWAY

CASES = {
    "figures": "0123456789",
    "figures with marks": "12/3-4.56, ",
    "numbers": "12 345 6 ",
    "type names": "nghị quyết ",
    "type names in capitals": "NGHỊ QUYẾT ",
    "type names and numbers": "Nghị quyết số 15 ",
    "abbreviations": "NQ CT QĐ ",
    "brackets": "(((((",
    "open brackets after a type": "Chỉ thị (",
    "quotes": "“",
    "pairs of quotes": "Kết luận “về” ",
    "bodies": "của Ban Thường vụ Tỉnh ủy ",
    "dates": "ngày 12/3/2024 ",
    "symbols": "số 15-NQ/TW, ",
    "citations": "Nghị quyết số 15-NQ/TW ngày 24/02/2020 của Ban Chấp hành Đảng bộ tỉnh Hậu Giang, ",
    "lists": "Nghị quyết số 15, 16, 17, 18, 19, 20, ",
    "white space": "     \t",
    "line ends": "\n",
    "letters without a space": "ă",
    "decomposed letters": "nghi\u0323 quye\u0302\u0301t ",
    "soft hyphens": "nghị\u00ad",
    "one line of news": "Sáng nay trời nhiều mây, người dân ra chợ từ sớm, giá gạo tăng 3,5% so với năm 2005, ",
}
_TRIED = (200_000, 2_000_000, 20_000_000)  # bytes that tell how fast a text goes: the first that take long enough


def main() -> None:
    """Time every case, print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/growth.py", description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.5, help="for the smaller text, about (default: 0.5)")
    parser.add_argument("--runs", type=int, default=3, help="of each size; the medians count (default: 3)")
    parser.add_argument("--only", help="cases with this in their name")
    given = parser.parse_args()
    print("| text | size | speed | ten times the text takes |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary, "text.txt")
        for name, piece in CASES.items():
            if given.only and given.only not in name:
                continue
            start = _median(path, "", 0, given.runs)
            size = _size(path, piece, given.seconds, start)
            once, more = (_median(path, piece, times * size, given.runs) - start for times in (1, 10))
            megabytes = 10 * size / 1e6
            print(
                f"| {name} | {megabytes:.1f} MB | {megabytes / more:.1f} MB/s | {more / once:.1f} times |", flush=True
            )


def _size(path: Path, piece: str, seconds: float, start: float) -> int:
    """How many bytes of a text take so many seconds, about."""
    took, tried = 0.0, 0
    for tried in _TRIED:
        took = _median(path, piece, tried, 1) - start
        if took > start / 2:
            break
    return int(tried * seconds / max(took, start / 10))


def _median(path: Path, piece: str, size: int, runs: int) -> float:
    data = piece.encode()
    path.write_bytes(data * (size // len(data)) if data else b"")
    command = [sys.executable, "-m", "citex", "scan", str(path), "--jobs", "1", "--format", "jsonl", "--quiet"]
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(command, cwd=AWAY, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
