"""Batches through worker processes: results in order, a bounded number under way, a clean end whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from citex.errors import CitexError
from citex.workers import Item, Outcome, Settings, pack_outcomes, scan_batch, scanner, unpack_outcomes


def scan_in_pool(batches: Iterable[Sequence[Item]], settings: Settings, jobs: int, ahead: int) -> Iterator[Outcome]:
    """The outcomes of the batches, in their order. At most ``jobs * ahead`` batches are under way.

    Raises CitexError where a worker dies. When the iterator is closed, or something is raised, Ctrl-C included, the
    workers are ended at once.
    """
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_start, initargs=(settings,))
    waiting: deque[Future[list[Any]]] = deque()
    done = False
    try:
        for batch in batches:
            with _interrupts_later():
                waiting.append(pool.submit(_work, batch, settings))
            if len(waiting) >= jobs * ahead:
                yield from unpack_outcomes(waiting.popleft().result())
        while waiting:
            yield from unpack_outcomes(waiting.popleft().result())
        done = True
    except BrokenProcessPool:
        raise CitexError(
            "a worker process ended before its work was done",
            "it may have run out of memory; run again with --jobs 1 (a script that calls citex with several jobs "
            'needs its if __name__ == "__main__")',
        ) from None
    finally:
        if not done:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _context() -> Any:
    """Never fork: it copies a process whose other threads may hold locks (a caller's, a progress bar's)."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Ctrl-C reaches all processes of a terminal, and is this one's to handle: workers that start in this block never
    see it. Here it is handled when the block ends."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(settings: Settings) -> None:
    """Runs once in each worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    scanner(settings)


def _end_with(parent: Any) -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent.join()
    os._exit(1)


def _work(batch: Sequence[Item], settings: Settings) -> list[Any]:
    return pack_outcomes(scan_batch(batch, settings))
