"""Work through shards with processes of this machine."""

from __future__ import annotations

import os
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from typing import TYPE_CHECKING

from communique.bulk.manifest import lose_row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from communique.bulk.manifest import Row
    from communique.bulk.shards import Shard
    from communique.bulk.work import Work


def work_locally(shards: Iterable[Shard], work: Work, workers: int) -> Iterator[Row]:
    """Code shards with so many processes, one model each; give each row when it is there.

    A process that dies costs one more try of the shards that were being coded, each alone; the
    shard that kills its process again is given up, and the rest goes on.
    """
    left = deque(shards)
    while left:
        for suspect in (yield from _work_in_pool(left, work, workers)):
            if (yield from _work_in_pool(deque([suspect]), work, 1)):
                yield lose_row(suspect, work.making)


def _work_in_pool(
    left: deque[Shard], work: Work, workers: int
) -> Generator[Row, None, list[Shard]]:
    """Work until nothing is left, or a process dies; return what was then being coded."""
    running: dict[Future[Row], Shard] = {}
    # Spawned, not forked: a fork would copy the threads' locks of whatever was loaded before.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    with pool:
        try:
            while left or running:
                while left and len(running) < workers:
                    running[pool.submit(work, left[0])] = left[0]
                    left.popleft()
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    row = future.result()
                    del running[future]
                    yield row
        except BrokenProcessPool:
            return list(running.values())
        except GeneratorExit:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return []


def _begin() -> None:
    """Prepare a worker: one thread, and no life after the process that began it."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
