"""Work through shards with Ray: actors on any number of machines that share a file system."""

from __future__ import annotations

import logging
import os
from collections import Counter, deque
from typing import TYPE_CHECKING, Any

from communique.bulk.manifest import lose_row
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.bulk.manifest import Row
    from communique.bulk.shards import Shard
    from communique.bulk.work import Work

# A machine may go away for no fault of the shard it was coding.
MOST_TRIES = 3


def work_on_ray(shards: Iterable[Shard], work: Work, workers: int) -> Iterator[Row]:
    """Code shards with so many actors, each of which loads the model once.

    Uses the cluster that RAY_ADDRESS names, else starts Ray on this machine. Paths travel to the
    actors and rows come back, never a text: all machines must see the shards and the folder.
    """
    try:
        import ray
    except ImportError as error:
        remedy = "pip install 'communique[cluster]'"
        raise CommuniqueError("--engine ray", "ray is not installed", remedy) from error
    started = not ray.is_initialized()
    if started:
        own = not os.environ.get("RAY_ADDRESS")
        ray.init(
            num_cpus=workers if own else None,
            include_dashboard=False if own else None,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    environment = {"env_vars": {"OMP_NUM_THREADS": "1"}}
    remote = ray.remote(num_cpus=1, max_restarts=-1, runtime_env=environment)(_Worker)
    idle: list[Any] = [remote.remote(work) for _ in range(workers)]
    running: dict[Any, tuple[Any, Shard]] = {}
    left, tries = deque(shards), Counter[str]()
    try:
        while left or running:
            while left and idle:
                actor, shard = idle.pop(), left.popleft()
                running[actor.code.remote(shard)] = (actor, shard)
            (done, *_), _ = ray.wait(list(running), num_returns=1)
            actor, shard = running.pop(done)
            idle.append(actor)
            try:
                row: Row = ray.get(done)
            except ray.exceptions.RayActorError:
                # Ray starts the actor anew, here or elsewhere.
                tries[shard.hash] += 1
                if tries[shard.hash] < MOST_TRIES:
                    left.append(shard)
                    continue
                row = lose_row(shard, work.making)
            yield row
    finally:
        if started:
            ray.shutdown()


class _Worker:
    """Code shards in a process that Ray keeps."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def code(self, shard: Shard) -> Row:
        """Code one shard."""
        return self._work(shard)
