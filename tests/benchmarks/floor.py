"""``python tests/benchmarks/floor.py [FOLDER]``: what is done before any sentence is read, in times of ripgrep.

Each step is timed in this process on one general text, in turn with ripgrep counting the lines with a type name; the
medians of the ratios are given. The first is what a reader of UTF-8 has to do, the next two are the least that finds
the names ripgrep looks for, the last is citex's gate, which finds all names in all spellings, and symbols.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpora import NAMES, NAMES_OR_CAPITAL, make

from citex import load_pack
from citex.recognise.trie import literal_trie
from citex.text.points import in_steps


def steps(data: bytes) -> dict[str, Callable[[], object]]:
    """What is timed, by its name in the table."""
    text, marks = in_steps(data)
    trie = re.compile(literal_trie(case for name in NAMES for case in (name, name.capitalize())))
    gate = load_pack().gate
    return {
        "decoding": data.decode,
        "fifteen names with a trie in `re`": lambda: sum(1 for _ in trie.finditer(text)),
        "fifteen searches for bytes": lambda: [data.count(name[1:].encode()) for name in NAMES],
        "the gate": lambda: gate.places(data, marks),
    }


def main() -> None:
    """Make the text, time the steps, print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/floor.py", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="general articles, one a .txt file; default: made up")
    parser.add_argument("--megabytes", type=int, default=48, help="size of the text (default: 48)")
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs; the medians count (default: 5)")
    given = parser.parse_args()
    ripgrep = shutil.which("rg")
    if ripgrep is None:
        parser.error("ripgrep (rg) is not found: install it first")
    with tempfile.TemporaryDirectory() as temporary:
        general = make(Path(temporary), given.folder, given.megabytes * 1_000_000, 1).general
        command = [ripgrep, "-j1", "-c", NAMES_OR_CAPITAL, str(general)]
        print("| step | times of ripgrep |\n| --- | --- |")
        for name, step in steps(general.read_bytes()).items():
            ratios = [_seconds(step) / _seconds(lambda: _count(command)) for _ in range(given.runs)]
            print(f"| {name} | {statistics.median(ratios):.1f} |", flush=True)


def _count(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _seconds(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
