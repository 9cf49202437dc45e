"""``python tests/benchmarks [FOLDER]``: times citex and, where they are installed, its neighbours; prints a table.

Each command is a whole process, run in turn with the others of its row; the medians are given, and the ratios of the
runs that stood side by side. ``pip install '.[bench]'`` installs citex and the neighbours; ripgrep is used where it is
found.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora import AWAY, NAMES_OR_CAPITAL, Corpora, make

from citex import load_pack

_RE = (
    "import re, sys\n"
    "find = re.compile(r'(?:Nghị quyết|Chỉ thị|Kết luận|Quy định|Quyết định) (?:số )?\\d+[-/]\\w+/\\w+')\n"
    "print(sum(1 for _ in find.finditer(open(sys.argv[1], encoding='utf-8').read())))"
)
_RE_ANY_CASE = (
    "import re, sys\n"
    "find = re.compile(r'(?:{names}) (?:số )?\\d+(?:[-/]\\w+/\\w+)?', re.IGNORECASE)\n"
    "print(sum(1 for _ in find.finditer(open(sys.argv[1], encoding='utf-8').read())))"
)
_CITEURL = (
    "import sys\n"
    "from citeurl import Citator, Template, TokenType\n"
    "tokens = {{'type': TokenType(r'{names}'), 'number': TokenType(r'\\d+'), "
    "'code': TokenType(r'[A-ZĐ]+[A-Za-z]*'), 'issuer': TokenType(r'[A-ZĐƯ]+')}}\n"
    "template = Template('party', tokens=tokens, patterns=['{{type}} (số )?{{number}}(-{{code}}/{{issuer}})?'])\n"
    "text = open(sys.argv[1], encoding='utf-8').read()\n"
    "print(len(list(Citator([], templates={{'party': template}}).list_cites(text))))"
)
_EYECITE = "import sys\nfrom eyecite import get_citations\nprint(len(get_citations(open(sys.argv[1]).read())))"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: what is timed, how much it does (as ``unit`` counts), what it stands beside."""

    title: str
    command: Sequence[str]
    other: str
    beside: Sequence[str]
    amount: float
    unit: str = "MB/s"


def _type_names() -> list[str]:
    """The names of document types that citex finds, the longest first."""
    types = load_pack().data.types
    return sorted({name for one in types for name in (one.name, *one.aliases)}, key=len, reverse=True)


def rows(made: Corpora, slow: int) -> list[Row]:
    """The comparisons for which everything is there. ``slow`` bytes are enough for a neighbour that takes long."""
    python = sys.executable
    scan = (python, "-m", "citex", "scan")
    out = ("--format", "jsonl")
    megabyte = 1e6
    size = made.general.stat().st_size / megabyte
    files = sum(1 for _ in made.small.iterdir())
    names = _type_names()
    any_case = _RE_ANY_CASE.format(names="|".join(names))
    citeurl = _CITEURL.format(names="|".join(case for n in names for case in (n, n.lower(), n.upper())))
    found = [
        Row(
            "one article",
            (*scan, str(made.article), *out),
            "import click, regex",
            (python, "-c", "import click, regex"),
            1,
            "runs/s",
        ),
        Row(
            "general text",
            (*scan, str(made.general), "--jobs", "1", *out),
            "re, five type names",
            (python, "-c", _RE, str(made.general)),
            size,
        ),
        Row(
            "general text",
            (*scan, str(part := _head(made.general, 10 * slow)), "--jobs", "1", *out),
            "re, all type names in any case",
            (python, "-c", any_case, str(part)),
            10 * slow / megabyte,
        ),
        Row(
            "small files, two jobs",
            (*scan, str(made.small), "--jobs", "2", *out),
            "one job",
            (*scan, str(made.small), "--jobs", "1", *out),
            files,
            "files/s",
        ),
    ]
    if rg := shutil.which("rg"):
        count = (rg, "-j1", "-c", NAMES_OR_CAPITAL, str(made.general))
        found.append(Row("general text", (*scan, str(made.general), "--jobs", "1", *out), "ripgrep", count, size))
    if importlib.util.find_spec("citeurl"):
        for title, path, much in (("general text", made.general, 10 * slow), ("dense text", made.dense, slow)):
            part = _head(path, much)
            command = (*scan, str(part), "--jobs", "1", *out)
            found.append(
                Row(title, command, "CiteURL, one template", (python, "-c", citeurl, str(part)), much / megabyte)
            )
    if importlib.util.find_spec("eyecite"):
        few = slow // 10
        part, english = _head(made.dense, few), _head(made.english, few)
        command = (*scan, str(part), "--jobs", "1", *out)
        found.append(
            Row("dense text", command, "eyecite, English text", (python, "-c", _EYECITE, str(english)), few / megabyte)
        )
    return found


def _head(path: Path, size: int) -> Path:
    part = path.with_name(f"{path.stem}-{size}.txt")
    part.write_bytes(path.read_bytes()[:size].decode("utf-8", "ignore").encode())
    return part


def measure(row: Row, runs: int) -> tuple[float, float, float]:
    """Median seconds of the command and of what it stands beside, and the median of their ratios, pair by pair."""
    pairs = [(_seconds(row.command), _seconds(row.beside)) for _ in range(runs + 1)][1:]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=AWAY, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"{' '.join(command)[:200]}: exit status {done.returncode}\n{done.stderr[-2000:]}")
    return took


def machine() -> str:
    """The machine in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def main() -> None:
    """Make the texts, time the rows, print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="general articles, one a .txt file; default: made up")
    parser.add_argument("--megabytes", type=int, default=48, help="size of the long texts (default: 48)")
    parser.add_argument("--slow", type=int, default=2, help="megabytes for what takes long (default: 2)")
    parser.add_argument("--files", type=int, default=20_000, help="small files (default: 20000)")
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs; the medians count (default: 5)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        made = make(Path(temporary), given.folder, given.megabytes * 1_000_000, given.files)
        print(f"{machine()}; {given.runs} paired runs of whole processes, medians\n")
        print("| text | citex | beside | time of citex / beside |\n| --- | --- | --- | --- |")
        for row in rows(made, given.slow * 1_000_000):
            mine, other, ratio = measure(row, given.runs)
            speed, beside = row.amount / mine, row.amount / other
            print(
                f"| {row.title} | {speed:,.1f} {row.unit} | {row.other}: {beside:,.1f} {row.unit} | {ratio:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
