"""The record as users of Python hold it: the store with its answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from communique.answers.brief import brief, list_brief
from communique.answers.claims import claims
from communique.answers.meetings import firsts, meetings
from communique.answers.panel import panel
from communique.answers.ties import ties
from communique.answers.timeline import search, timeline
from communique.errors import BadRecord
from communique.record.correction import read_corrections
from communique.record.store import Added, Corrected, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from communique.types import Answer, Article, Event


class Record:
    """Hold an open record and ask it. Use it in a `with` statement, or close it."""

    def __init__(self, store: Store) -> None:
        """Take over an open store; see `open_record`."""
        self.store = store

    def __enter__(self) -> Self:
        """Give the record itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; others may write to it now."""
        self.store.close()

    def add(self, events: Iterable[Event], articles: Iterable[Article]) -> Added:
        """Add articles with the events coded from them; what is known already stays as it is.

        Raises BadRecord for an event of an article that is not given.
        """
        given: dict[str, tuple[Article, list[Event]]] = {
            article.id: (article, []) for article in articles
        }
        for event in events:
            name = event.evidence[0].article
            if name not in given:
                raise BadRecord(name, "an event's article is not given", "give it in articles")
            given[name][1].append(event)
        return self.store.add(given.values())

    def correct(self, path: str | Path) -> Corrected:
        """Take the corrections of a TOML or CSV file. Raises UnreadableInput."""
        return self.store.correct(read_corrections(Path(path)))

    def timeline(self, **filters: Any) -> Answer:  # noqa: ANN401 - those of `timeline`
        """List occurrences by date; the filters are those of `communique.answers.timeline`."""
        return timeline(self.store, **filters)

    def meetings(self, one: str, other: str, *, on: date | None = None) -> Answer:
        """List the meetings of two, with how many, the first, the last and the next."""
        return meetings(self.store, one, other, on=on)

    def firsts(self, one: str, other: str) -> Answer:
        """List the first deed of each kind between two, and the firsts after a pause."""
        return firsts(self.store, one, other)

    def ties(self, one: str, other: str, **options: Any) -> Answer:  # noqa: ANN401 - those of `ties`
        """Sum scores by month or year (`by`), cooperation and conflict apart."""
        return ties(self.store, one, other, **options)

    def claims(self, one: str | None = None, other: str | None = None) -> Answer:
        """List accusations beside denials and plans beside what came of them."""
        return claims(self.store, one, other)

    def panel(self, **options: Any) -> Answer:  # noqa: ANN401 - those of `panel`
        """Count deeds by dyad or country and period, zeros written out."""
        return panel(self.store, **options)

    def brief(self, one: str, other: str, *, on: date | None = None) -> str:
        """Write a page in Markdown on two parties as of a day."""
        return brief(self.store, one, other, on=on)

    def list_brief(self, one: str, other: str, *, on: date | None = None) -> Answer:
        """List the lines of such a page, each with its section, sources and events."""
        return list_brief(self.store, one, other, on=on)

    def search(self, words: str, *, limit: int = 50) -> Answer:
        """List occurrences whose sentence holds all of some words."""
        return search(self.store, words, limit=limit)

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Run one SQL statement; `docs/record.md` shows the tables."""
        return self.store.sql(query, parameters)


def open_record(path: str | Path, *, read_only: bool = False) -> Record:
    """Open a record, made on the spot where there is none. Raises BadRecord."""
    return Record(open_store(path, read_only=read_only))
