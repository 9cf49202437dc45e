"""``python tests/benchmarks/memory.py [FOLDER]``: the memory of citex on huge inputs, summed over its processes.

A long file, and records on standard input, each in a tenth of the size and in the whole: what does not grow from the
one to the other does not grow with the input. Memory is the proportional set size of ``/proc``, so Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import AWAY, make

_EVERY = 0.2  # seconds between two looks


def main() -> None:
    """Make the inputs, run citex on them, print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks/memory.py", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="general articles, one a .txt file; default: made up")
    parser.add_argument("--megabytes", type=int, default=1000, help="size of the long file (default: 1000)")
    parser.add_argument("--records", type=int, default=1_000_000, help="records (default: a million)")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    print("| input | output | jobs | seconds | memory, a tenth of the input | memory, all of it |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as temporary:
        where = Path(temporary)
        long = make(where, given.folder, given.megabytes * 1_000_000, 400).general
        records = where / "records.jsonl"
        _write_records(records, sorted((where / "small").iterdir()), given.records)
        for path, arguments in ((long, ()), (records, ("--from", "jsonl"))):
            tenth = path.with_name(f"tenth-{path.name}")
            with path.open("rb") as file:
                tenth.write_bytes(b"".join(_lines(file, path.stat().st_size // 10)))
            for output in ("jsonl", "csv"):
                for jobs in given.jobs:
                    command = [sys.executable, "-m", "citex", "scan", "-", *arguments, "--jobs", str(jobs)]
                    command += ["--format", output, "--resolve", "article", "--quiet"]
                    less, _ = _peak(command, tenth)
                    more, took = _peak(command, path)
                    name = f"{given.megabytes} MB of text" if path == long else f"{given.records:,} records"
                    print(f"| {name} | {output} | {jobs} | {took:.0f} | {less:.0f} MB | {more:.0f} MB |", flush=True)


def _lines(file: object, size: int) -> Iterator[bytes]:
    for line in file:  # type: ignore[attr-defined]
        yield line
        size -= len(line)
        if size <= 0:
            return


def _write_records(path: Path, articles: Sequence[Path], count: int) -> None:
    """Records of half a kilobyte: parts of the articles, each with an id of its own."""
    texts = [article.read_text(encoding="utf-8")[:400] for article in articles]
    with path.open("w", encoding="utf-8") as file:
        for i in range(count):
            file.write(json.dumps({"id": f"r{i}", "text": texts[i % len(texts)]}, ensure_ascii=False) + "\n")


def _peak(command: Sequence[str], source: Path) -> tuple[float, float]:
    """The most megabytes that a command and its children took together, and its seconds."""
    began, most = time.perf_counter(), 0
    with (
        source.open("rb") as stdin,
        subprocess.Popen(command, cwd=AWAY, stdin=stdin, stdout=subprocess.DEVNULL) as process,
    ):
        while process.poll() is None:
            most = max(most, sum(_memory(one) for one in _family(process.pid)))
            time.sleep(_EVERY)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")
    return most / 1024, time.perf_counter() - began


def _family(root: int) -> set[int]:
    """A process and all that it has started."""
    parents: dict[int, int] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                parents[int(name)] = int(Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # it has ended since
                continue
    family = {root}
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _memory(process: int) -> int:
    """Kilobytes of a process, what it shares with others counted in part."""
    try:
        lines = Path("/proc", str(process), "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended since
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
