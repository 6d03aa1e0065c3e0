"""Code many articles, in this process or in several, so that one bad article costs only itself."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError, UncodedArticle

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from communique.types import Article, Event

    Coded = tuple[Article, list[Event] | CommuniqueError]

# Articles that go to a worker together: few enough for the first events to come soon.
BATCH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Hold how articles are to be coded; it travels to worker processes.

    `sure` is the confidence that an event must have.
    """

    directory: Path | None = None
    lexicon: Path | None = None
    sure: float = 0.0
    debug: bool = False


def code_all(articles: Iterable[Article], ways: Ways, *, workers: int = 1) -> Iterator[Coded]:
    """Code articles in the order given, yielding each with its events or with why it has none.

    A worker process that dies, for want of memory for instance, costs the article it died of.
    """
    batches = _batch(articles)
    if workers == 1:
        for batch in batches:
            yield from code_batch(batch, ways)
        return
    while unsure := (yield from _code_in_pool(batches, ways, workers)):
        for batch in unsure:
            yield from _code_apart(batch, ways)


def _code_in_pool(
    batches: Iterator[list[Article]], ways: Ways, workers: int
) -> Generator[Coded, None, list[list[Article]]]:
    """Code until nothing is left, or a process dies; return the batches then under way."""
    under_way: deque[list[Article]] = deque()
    results: deque[Future[list[Coded]]] = deque()
    with _open_pool(workers) as pool:

        def hand_out(number: int) -> None:
            for batch in islice(batches, number):
                under_way.append(batch)
                results.append(pool.submit(code_batch, batch, ways))

        try:
            hand_out(2 * workers)
            while results:
                coded = results.popleft().result()
                under_way.popleft()
                yield from coded
                hand_out(1)
        except BrokenProcessPool:
            return list(under_way)
    return []


def _code_apart(batch: list[Article], ways: Ways) -> list[Coded]:
    """Code a batch in a process of its own; where that dies too, each article in one."""
    try:
        with _open_pool(1) as pool:
            return pool.submit(code_batch, batch, ways).result()
    except BrokenProcessPool:
        if len(batch) > 1:
            return [coded for article in batch for coded in _code_apart([article], ways)]
        reason = "killed the process that coded it, twice, and was left out"
        remedy = "if memory ran out, use fewer workers; else please report it"
        return [(batch[0], UncodedArticle(batch[0].id, reason, remedy))]


def _open_pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would copy the threads' locks of whatever was loaded before.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _batch(articles: Iterable[Article]) -> Iterator[list[Article]]:
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        yield batch


def code_batch(batch: list[Article], ways: Ways) -> list[Coded]:
    """Code a few articles; one that fails, or takes for ever, costs only itself."""
    return [_code_one(article, ways) for article in batch]


def _code_one(article: Article, ways: Ways) -> Coded:
    from communique.bulk.deadline import keep_deadline
    from communique.coding.coder import code_articles

    try:
        with keep_deadline(article.id):
            coded = code_articles([article], directory=ways.directory, lexicon=ways.lexicon)
            ((_, events),) = coded
    except UncodedArticle as error:
        return article, error
    except CommuniqueError:
        raise  # the installation, the lexicon or the directory: no article would do better
    except Exception as error:
        if ways.debug:
            raise
        reason = f"could not be coded: {type(error).__name__}: {error}"
        remedy = "a fault of the program: --debug shows where; please report it"
        return article, UncodedArticle(article.id, reason, remedy)
    return article, [event for event in events if event.confidence >= ways.sure]
