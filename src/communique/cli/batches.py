"""Code many articles, in this process or in several, so that one bad article costs only itself."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError, UncodedArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from communique.types import Article, Event

    Coded = tuple[Article, list[Event] | CommuniqueError]

# Articles that go to a worker together: few enough for the first events to come soon.
BATCH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Hold how articles are to be coded; it travels to worker processes."""

    directory: Path | None = None
    lexicon: Path | None = None
    debug: bool = False


def code_all(articles: Iterable[Article], ways: Ways, *, workers: int = 1) -> Iterator[Coded]:
    """Code articles in the order given, yielding each with its events or with why it has none."""
    batches = _batch(articles)
    if workers == 1:
        for batch in batches:
            yield from code_batch(batch, ways)
        return
    # Spawned, not forked: a fork would copy the threads' locks of whatever was loaded before.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = deque(
            pool.submit(code_batch, batch, ways) for batch in islice(batches, 2 * workers)
        )
        try:
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(
                    pool.submit(code_batch, batch, ways) for batch in islice(batches, 1)
                )
        except BrokenProcessPool as error:
            remedy = "run it with --workers 1; if memory ran out, use fewer workers"
            raise CommuniqueError("coding", "a worker process was killed", remedy) from error


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
    return article, events
