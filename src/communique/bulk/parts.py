"""Write and read parts: two Parquet files of one name, the articles and their events."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from communique.articles import hash_article
from communique.bulk.manifest import read_manifest, write_aside
from communique.errors import UnreadableInput
from communique.exchange.events import event_from_dict, write_events
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

    from communique.types import Event

# As in the record, so that what asks the one can ask the other.
ARTICLES = {
    "article": "VARCHAR", "hash": "VARCHAR", "title": "VARCHAR", "published": "DATE",
    "source": "VARCHAR", "url": "VARCHAR", "text": "VARCHAR", "coded_by": "VARCHAR",
    "events": "INTEGER",
}  # fmt: skip
EVENTS = {
    "event": "VARCHAR", "article": "VARCHAR", "type": "VARCHAR", "mode": "VARCHAR",
    "contexts": "VARCHAR[]", "status": "VARCHAR", "historical": "BOOLEAN",
    "start_date": "DATE", "end_date": "DATE", "edtf": "VARCHAR", "timex": "VARCHAR",
    "date_text": "VARCHAR", "date_basis": "VARCHAR", "place": "VARCHAR",
    "place_country": "VARCHAR", "latitude": "DOUBLE", "longitude": "DOUBLE",
    "geonames_id": "BIGINT", "count": "INTEGER", "score": "DOUBLE", "quad": "INTEGER",
    "confidence": "DOUBLE", "version": "VARCHAR", "actors": "VARCHAR[]",
    "recipients": "VARCHAR[]", "document": "VARCHAR",
}  # fmt: skip
KINDS = {"articles": ARTICLES, "events": EVENTS}
MEMORY = "512MB"
ROWS_A_GROUP = 100


class Part:
    """Gather articles and events, and write them when the shard is done."""

    def __init__(self) -> None:
        self._connection = _connect()
        for kind, columns in KINDS.items():
            listed = ", ".join(f'"{name}" {form}' for name, form in columns.items())
            self._connection.execute(f"CREATE TABLE {kind} ({listed})")
        self._waiting: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in KINDS}

    def add(self, article: Article, events: Sequence[Event], version: str) -> None:
        """Take an article with its events."""
        self._waiting["articles"].append(_article_row(article, len(events), version))
        for event, line in zip(events, write_events(events), strict=True):
            self._waiting["events"].append(_event_row(article, event, line))
        if len(self._waiting["articles"]) >= ROWS_A_GROUP:
            self._put()

    def write(self, folder: Path, name: str) -> None:
        """Write both files, each whole or not at all."""
        self._put()
        for kind in KINDS:
            write_aside(folder / kind / f"{name}.parquet", partial(self._copy, kind))
        self._connection.close()

    def _put(self) -> None:
        for kind, columns in KINDS.items():
            rows = self._waiting[kind]
            if rows:
                listed = ", ".join(f"unnest(?::{form}[])" for form in columns.values())
                values = [list(column) for column in zip(*rows, strict=True)]
                self._connection.execute(
                    f"INSERT INTO {kind} SELECT {listed}",
                    values,
                )
            rows.clear()

    def _copy(self, kind: str, path: Path) -> None:
        name = str(path).replace("'", "''")
        self._connection.execute(f"COPY {kind} TO '{name}' (FORMAT parquet, COMPRESSION zstd)")


def read_parts(folder: Path) -> Iterator[tuple[Article, list[Event]]]:
    """Read the articles of all complete parts of a folder, each with its events.

    An article that stands in several shards comes once; another text under the same id gets an
    id of its own, as in `communique.read`. What a run that was killed left is passed over.
    """
    import duckdb

    seen: dict[str, str] = {}
    manifest = read_manifest(folder)
    if not manifest:
        reason = "is no folder of parts: it has no manifest"
        raise UnreadableInput(str(folder), reason, "write one with communique code --out")
    for part in manifest:
        try:
            for article, events, digest in _read_part(folder, part):
                known = seen.setdefault(article.id, digest)
                if known != digest:
                    renamed = f"{article.id}~{digest[:8]}"
                    if renamed not in seen:
                        seen[renamed] = digest
                        yield _rename(article, events, renamed)
                elif seen.get(f"{article.id}\0") is None:
                    seen[f"{article.id}\0"] = ""
                    yield article, events
        except duckdb.Error as error:
            reason = f"its part {part} cannot be read: {error}"
            remedy = f"remove {part} from its folders and code the shard again"
            raise UnreadableInput(str(folder), reason, remedy) from error


def _read_part(folder: Path, part: str) -> Iterator[tuple[Article, list[Event], str]]:
    """Read both files side by side, for they are in the same order."""
    articles, events = _connect(), _connect()
    try:
        rows = _rows(articles, folder / "articles" / f"{part}.parquet", tuple(ARTICLES))
        lines = _rows(events, folder / "events" / f"{part}.parquet", ("document",))
        for name, digest, title, published, source, url, text, _, count in rows:
            article = Article(
                id=name, text=text, title=title, published=published, source=source, url=url
            )
            found = [event_from_dict(json.loads(next(lines)[0])) for _ in range(count)]
            yield article, found, digest
    finally:
        articles.close()
        events.close()


def _rows(
    connection: duckdb.DuckDBPyConnection, path: Path, columns: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    listed = ", ".join(f'"{name}"' for name in columns)
    query = f"SELECT {listed} FROM read_parquet(?)"  # noqa: S608 - our own names
    connection.execute(query, [str(path)])
    while group := connection.fetchmany(ROWS_A_GROUP):
        yield from group


def _rename(article: Article, events: list[Event], name: str) -> tuple[Article, list[Event]]:
    """Give an article, and what cites it, another id."""
    suffix = name.rpartition("~")[2]
    return replace(article, id=name), [
        replace(
            event,
            id=f"{event.id}~{suffix}",
            evidence=tuple(replace(part, article=name) for part in event.evidence),
        )
        for event in events
    ]


def _connect() -> duckdb.DuckDBPyConnection:
    import duckdb

    # One thread: rows stay in order, and the next worker has the next core.
    return duckdb.connect(":memory:", config={"threads": 1, "memory_limit": MEMORY})


def _article_row(article: Article, events: int, version: str) -> tuple[Any, ...]:
    return (
        article.id,
        hash_article(article),
        article.title,
        article.published,
        article.source,
        article.url,
        article.text,
        version,
        events,
    )


def _event_row(article: Article, event: Event, line: str) -> tuple[Any, ...]:
    date, place = event.date, event.place
    return (
        event.id, article.id, event.event, event.mode, list(event.context), event.status,
        event.historical, date.start, date.end, date.edtf, date.timex, date.text, date.basis,
        place and place.name, place and place.country, place and place.latitude,
        place and place.longitude, place and place.geonames_id, event.count, event.score,
        event.quad, event.confidence, event.version, [one.id for one in event.actors],
        [one.id for one in event.recipients], line,
    )  # fmt: skip
