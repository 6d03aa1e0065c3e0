"""Code one shard: what a worker does, wherever it runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.articles import read_slice
from communique.bulk.deadline import keep_deadline
from communique.bulk.manifest import begin_row, keep_row
from communique.bulk.parts import Part
from communique.errors import CommuniqueError, DoubtfulInput, UncodedArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from communique.bulk.manifest import Making, Row
    from communique.bulk.shards import Shard
    from communique.types import Article, Event

    # Codes one article; a failure is a value. It travels to the workers by its name.
    Code = Callable[[Article], list[Event] | CommuniqueError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Hold what a worker has to know beside its shard."""

    folder: Path
    making: Making
    code: Code

    def __call__(self, shard: Shard) -> Row:
        """Code a shard, write its part and then its row."""
        failures: list[tuple[str, str, str]] = []
        doubts: Counter[str] = Counter()

        def tell(error: CommuniqueError) -> None:
            if isinstance(error, DoubtfulInput):
                doubts[error.reason] += 1
            else:
                failures.append((error.subject, error.reason, error.remedy))

        part, articles, events, words = Part(), 0, 0, 0
        for article in self._read(shard, tell):
            found = self._code(article)
            if isinstance(found, CommuniqueError):
                tell(found)
                continue
            part.add(article, found, self.making.version)
            articles += 1
            events += len(found)
            words += len(article.text.split())
        row = replace(
            begin_row(shard, self.making),
            articles=articles,
            events=events,
            words=words,
            failures=tuple(failures),
            doubts=dict(sorted(doubts.items())),
        )
        part.write(self.folder, row.part)
        keep_row(self.folder, row)
        return row

    def _read(self, shard: Shard, tell: Callable[[CommuniqueError], None]) -> Iterator[Article]:
        for path in shard.paths:
            yield from read_slice(
                path,
                first=shard.first,
                last=shard.last,
                published=self.making.published,
                tell=tell,
            )

    def _code(self, article: Article) -> list[Event] | CommuniqueError:
        try:
            with keep_deadline(article.id):
                return self.code(article)
        except UncodedArticle as error:
            return error
