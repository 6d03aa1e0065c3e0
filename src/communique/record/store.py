"""Keep the record: one DuckDB file to which claims are only ever added."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from communique import __version__
from communique.documents import event_from_dict, event_to_dict
from communique.errors import BadRecord, UnknownEvent
from communique.record.merge import find_occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import duckdb

    from communique.types import Article, Entity, Event

SCHEMA: Final = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION: Final = 1
# Articles that are added in one transaction: what a crash can cost is at most these.
BATCH: Final = 200

Row = dict[str, Any]
Table = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Added:
    """Say what adding did: articles and events that are new, articles known before."""

    articles: int
    events: int
    known: int


class Store:
    """Hold an open record. Use it in a `with` statement, or close it."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        """Take over an open connection; see `open_store`."""
        self.path = path
        self.connection = connection

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; others may write to it now."""
        self.connection.close()

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Run one statement and give its rows as dictionaries. Raises BadRecord."""
        import duckdb

        try:
            # A cursor of its own, for an open result would hold the connection.
            cursor = self.connection.cursor()
            cursor.execute("USE record")
            cursor.execute(query, parameters or None)
        except duckdb.Error as error:
            raise BadRecord(
                str(self.path), f"the query failed: {error}", "mend the SQL"
            ) from error
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def events(self, ids: Iterable[str]) -> list[Event]:
        """Give events by their ids, or by the first characters of an id, in the order asked for.

        Raises UnknownEvent where none or several go by an id.
        """
        found = []
        for wanted in ids:
            rows = self.sql(
                "SELECT event, document FROM events WHERE starts_with(event, $1) LIMIT 2", [wanted]
            )
            exact = [row for row in rows if row["event"] == wanted] or rows
            if len(exact) != 1:
                reason = "several events begin so" if rows else "the record has no such event"
                raise UnknownEvent(wanted, reason, f"see communique timeline {self.path}")
            found.append(event_from_dict(json.loads(exact[0]["document"])))
        return found

    def add(self, coded: Iterable[tuple[Article, Sequence[Event]]]) -> Added:
        """Add articles with their events, then work out the occurrences anew.

        What is known already is left as it is. Each few articles are one transaction, so that
        after a crash the file holds whole articles and opens.
        """
        articles = events = known = 0
        stream = iter(coded)
        while batch := list(islice(stream, BATCH)):
            fresh = self._choose_fresh(batch)
            known += len(batch) - len(fresh)
            articles += len(fresh)
            events += self._add_batch(fresh)
        if articles or self._is_behind():
            self.rebuild()
        return Added(articles, events, known)

    def _choose_fresh(
        self, batch: list[tuple[Article, Sequence[Event]]]
    ) -> list[tuple[Article, Sequence[Event]]]:
        keys = [(article.id, hash_article(article)) for article, _ in batch]
        rows = self.sql(
            "SELECT article, hash FROM articles WHERE article IN (SELECT unnest($1))",
            [[key for key, _ in keys]],
        )
        met = {row["article"]: row["hash"] for row in rows}
        fresh = []
        for (article, events), (key, value) in zip(batch, keys, strict=True):
            if met.get(key, value) != value:
                reason = "the record holds another article under this id"
                raise BadRecord(key, reason, "give the new one an id of its own")
            if key not in met:
                fresh.append((article, events))
            met[key] = value
        return fresh

    def _add_batch(self, batch: Sequence[tuple[Article, Sequence[Event]]]) -> int:
        if not batch:
            return 0
        before = self._count("events")
        with in_transaction(self.connection):
            for table, columns in make_tables(batch).items():
                insert(self.connection, table, columns)
        return self._count("events") - before

    def _is_behind(self) -> bool:
        """Tell whether a crash came between adding claims and working out the occurrences."""
        return self._count("events") != self._count("occurrence_events")

    def _count(self, table: str) -> int:
        return int(self.sql(f"SELECT count(*) AS n FROM {table}")[0]["n"])  # noqa: S608 - our names

    def rebuild(self) -> int:
        """Work out the occurrences from all claims, and say how many there are."""
        claims = self.sql(CLAIMS)
        occurrences, members = find_occurrences(claims)
        with in_transaction(self.connection):
            self.connection.execute("DELETE FROM occurrences; DELETE FROM occurrence_events")
            insert(self.connection, "occurrences", occurrences)
            insert(self.connection, "occurrence_events", members)
        return len(occurrences["occurrence"])


CLAIMS: Final = """
    SELECT e.event, e.article, e.type, e.mode, e.status, e.start_date, e.end_date, e.edtf,
           e.place, e.place_country, e.count, e.confidence, e.date_basis, a.published,
           coalesce(p.actors, []) AS actors, coalesce(p.recipients, []) AS recipients,
           coalesce(p.actor_countries, []) AS actor_countries,
           coalesce(p.recipient_countries, []) AS recipient_countries
    FROM events e JOIN articles a USING (article)
    LEFT JOIN (
        SELECT event,
               list_sort(list_distinct(list(entity) FILTER (side = 'actor'))) AS actors,
               list_sort(list_distinct(list(entity) FILTER (side = 'recipient'))) AS recipients,
               list_sort(list_distinct(list(country) FILTER (side = 'actor'))) AS actor_countries,
               list_sort(list_distinct(list(country) FILTER (side = 'recipient')))
                   AS recipient_countries
        FROM parties GROUP BY event
    ) p USING (event)
    ORDER BY e.event
"""


@contextmanager
def in_transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Keep all that is written meanwhile, or nothing of it."""
    connection.execute("BEGIN")
    kept = False
    try:
        yield
        connection.execute("COMMIT")
        kept = True
    finally:
        if not kept:
            connection.execute("ROLLBACK")


def open_store(path: str | Path, *, read_only: bool = False) -> Store:
    """Open a record, made on the spot where there is none.

    Raises BadRecord when the file is no record, when another program is writing to it, or when
    it is to be read and is not there.
    """
    import duckdb

    path = Path(path)
    fresh = not path.exists()
    if fresh and read_only:
        raise BadRecord(str(path), "there is no such record", f"make it: communique add {path} …")
    if not path.parent.is_dir():
        raise BadRecord(str(path), "its folder does not exist", f"make {path.parent} first")
    connection = duckdb.connect(":memory:")
    way = "READ_ONLY" if read_only else "STORAGE_VERSION 'v1.2.0'"
    name = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{name}' AS record ({way})")
        connection.execute("USE record")
        if not read_only:
            make_schema(connection)
        _check_version(connection, path)
    except duckdb.IOException as error:
        connection.close()
        if "lock" in str(error).lower():
            reason, remedy = "another program is writing to it", "wait until it is done"
        else:
            reason, remedy = "is no record, or damaged", "give the path of a record"
        raise BadRecord(str(path), reason, remedy) from error
    except duckdb.Error as error:
        connection.close()
        raise BadRecord(str(path), "is no record of ours", "give another path") from error
    return Store(path, connection)


def make_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables where the file has none, in one transaction."""
    made = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'record' AND NOT internal"
    ).fetchone()
    if made is not None and made[0]:
        return
    with in_transaction(connection):
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute("INSERT INTO record VALUES ($1, $2)", [SCHEMA_VERSION, __version__])


def _check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    found = connection.execute("SELECT schema_version FROM record.main.record").fetchone()
    if found is None or found[0] != SCHEMA_VERSION:
        reason = f"was made by another version of communique (schema {found and found[0]})"
        connection.close()
        raise BadRecord(str(path), reason, "code the articles into a new record")


def hash_article(article: Article) -> str:
    """Hash an article's words: the same title and text, the same hash."""
    words = f"{article.title or ''}\x00{article.text}"
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()


def insert(connection: duckdb.DuckDBPyConnection, table: str, columns: Table) -> None:
    """Insert columns of equal length into a table."""
    if not next(iter(columns.values())):
        return
    kinds = dict(
        connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE table_name = $1 AND database_name = 'record'",
            [table],
        ).fetchall()
    )
    names = ", ".join(f'"{name}"' for name in columns)
    # Lists, taken apart by the database: many times as fast as a row at a time.
    values = ", ".join(f"unnest(${i}::{kinds[name]}[])" for i, name in enumerate(columns, start=1))
    connection.execute(
        f"INSERT INTO {table} ({names}) SELECT {values}",
        list(columns.values()),
    )


def make_tables(batch: Sequence[tuple[Article, Sequence[Event]]]) -> dict[str, Table]:
    """Lay out articles and their events as the columns of the record's tables."""
    tables: dict[str, list[Row]] = {
        name: [] for name in ("articles", "events", "parties", "attributions", "evidence")
    }
    for article, events in batch:
        tables["articles"].append(_article_row(article, len(events)))
        for event in events:
            tables["events"].append(_event_row(article, event))
            tables["parties"] += _party_rows(event)
            tables["attributions"] += [
                {
                    "event": event.id,
                    "position": position,
                    **_entity_row(part.source),
                    "stance": part.stance,
                    "cue": part.cue,
                }
                for position, part in enumerate(event.attribution)
            ]
            tables["evidence"] += [
                {
                    "event": event.id,
                    "position": position,
                    "article": part.article,
                    "field": part.field,
                    "start": part.span.start,
                    "end": part.span.end,
                    "sentence": part.text,
                    "trigger_start": part.trigger.start,
                    "trigger_end": part.trigger.end,
                    "trigger": part.trigger_text,
                }
                for position, part in enumerate(event.evidence)
            ]
    return {
        name: {column: [row[column] for row in rows] for column in rows[0]}
        for name, rows in tables.items()
        if rows
    }


def _article_row(article: Article, events: int) -> Row:
    return {
        "article": article.id,
        "hash": hash_article(article),
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "url": article.url,
        "text": article.text,
        "coded_by": __version__,
        "events": events,
    }


def _event_row(article: Article, event: Event) -> Row:
    place, when = event.place, event.date
    return {
        "event": event.id,
        "article": article.id,
        "type": event.event,
        "mode": event.mode,
        "contexts": list(event.context),
        "status": event.status,
        "historical": event.historical,
        "start_date": when.start,
        "end_date": when.end,
        "edtf": when.edtf,
        "timex": when.timex,
        "date_text": when.text,
        "date_basis": when.basis,
        "place": place and place.name,
        "place_country": place and place.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "geonames_id": place and place.geonames_id,
        "count": event.count,
        "score": event.score,
        "quad": event.quad,
        "confidence": event.confidence,
        "version": event.version,
        "document": json.dumps(event_to_dict(event), ensure_ascii=False),
    }


def _party_rows(event: Event) -> Iterator[Row]:
    for side, entities in (("actor", event.actors), ("recipient", event.recipients)):
        for position, entity in enumerate(entities):
            yield {
                "event": event.id,
                "side": side,
                "position": position,
                **_entity_row(entity),
                "words": entity.text,
                "start": entity.span and entity.span.start,
                "end": entity.span and entity.span.end,
            }


def _entity_row(entity: Entity) -> Row:
    return {
        "entity": entity.id,
        "name": entity.name,
        "country": entity.country,
        "sector": entity.sector,
        "role": entity.role,
    }
