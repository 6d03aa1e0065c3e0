"""Keep the record: one DuckDB file to which claims are only ever added."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from communique import __version__
from communique.documents import event_from_dict
from communique.errors import BadRecord, CommuniqueError, UnknownEvent
from communique.record import copies, correction, occurrence, rows
from communique.record.change import apply_changes, change
from communique.record.claim import Claim, make_claim
from communique.record.migration import migrate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import duckdb

    from communique.types import Article, Event

SCHEMA: Final = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION: Final = 2
# Articles that are added in one transaction: what a crash can cost is at most these.
BATCH: Final = 500
# Events that wait in memory to be worked into the occurrences together. Of more, all occurrences
# are worked out anew: so many touch most of what a record holds.
WAITING: Final = 150_000
# What may wait beside the file before it is written into it: often enough costs much.
BESIDE: Final = "256MB"

Row = dict[str, Any]
Coded = tuple["Article", "Sequence[Event]"]


@dataclass(frozen=True, slots=True)
class Added:
    """Say what adding did: articles and events that are new, articles known before."""

    articles: int
    events: int
    known: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """Say what correcting did: corrections that are new, those known before, those that failed."""

    new: int
    known: int
    failed: tuple[CommuniqueError, ...]


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

    def add(self, coded: Iterable[Coded]) -> Added:
        """Add articles with their events, and work them into the occurrences.

        What is known already is left as it is. Each few articles are one transaction, so that
        after a crash the file holds whole articles and opens; what a crash left to be worked in
        is so by the next adding.
        """
        if self._is_behind():
            self.rebuild()
        articles = known = 0
        before = self._count("events")
        claims: list[Claim] = []
        fresh_ids: list[str] = []
        many = False
        stream = iter(coded)
        while batch := list(islice(stream, BATCH)):
            fresh = self._choose_fresh(batch)
            known += len(batch) - len(fresh)
            articles += len(fresh)
            with uncollected():
                claims += self._add_batch(fresh)
            fresh_ids += [article.id for article, _ in fresh]
            if len(claims) > WAITING:
                many, claims = True, []
        if many:
            self.rebuild()
        elif fresh_ids:
            self._work_in(claims, fresh_ids)
        return Added(articles, self._count("events") - before, known)

    def _choose_fresh(self, batch: Sequence[Coded]) -> list[Coded]:
        keys = [(article.id, rows.hash_article(article)) for article, _ in batch]
        met = dict(
            self.connection.execute(
                "SELECT article, hash FROM articles WHERE article IN (SELECT unnest($1::TEXT[]))",
                [[key for key, _ in keys]],
            ).fetchall()
        )
        fresh = []
        for (article, events), (key, value) in zip(batch, keys, strict=True):
            if met.get(key, value) != value:
                reason = "the record holds another article under this id"
                raise BadRecord(key, reason, "give the new one an id of its own")
            if key not in met:
                fresh.append((article, events))
            met[key] = value
        return fresh

    def _add_batch(self, batch: Sequence[Coded]) -> list[Claim]:
        """Add articles with their events in one transaction, and give their claims."""
        claims: list[Claim] = []
        tables: dict[str, rows.Rows] = {
            name: []
            for name in ("articles", "events", "parties", "attributions", "evidence", "sketches")
        }
        for article, events in batch:
            tables["articles"].append(rows.make_article_row(article, len(events)))
            tables["sketches"] += copies.make_sketch_rows(article)
            for event in events:
                claim = make_claim(article, event)
                claims.append(claim)
                tables["events"].append(rows.make_event_row(article.id, event, claim))
                tables["parties"] += rows.make_party_rows(event)
                tables["attributions"] += rows.make_attribution_rows(event)
                tables["evidence"] += rows.make_evidence_rows(event)
        if batch:
            with in_transaction(self.connection):
                for table, lines in tables.items():
                    rows.append(self.connection, table, lines)
        return claims

    def _work_in(self, claims: Sequence[Claim], articles: Sequence[str]) -> None:
        with uncollected(), in_transaction(self.connection):
            changed = copies.find_copies(self.connection, articles)
            occurrence.add_claims(self.connection, claims, changed)
            self.connection.execute(
                "UPDATE record SET worked_in = worked_in + $1", [len(articles)]
            )

    def _is_behind(self) -> bool:
        """Tell whether a crash came between adding claims and working them in."""
        (row,) = self.sql("SELECT worked_in FROM record")
        return bool(row["worked_in"] != self._count("articles"))

    def _count(self, table: str) -> int:
        return int(self.sql(f"SELECT count(*) AS n FROM {table}")[0]["n"])  # noqa: S608 - our names

    def correct(self, wanted: Sequence[correction.Correction]) -> Corrected:
        """Take corrections, each once, and work out anew what they concern.

        Those whose events are not on record, or that say what cannot be, are left out.
        """
        met = {row["correction"] for row in self.sql("SELECT correction FROM corrections")}
        before = len(met)
        lines, failed = [], []
        for item in wanted:
            try:
                events = [correction.find_event(self.connection, part) for part in item.targets]
                if item.action == "change":
                    for event in self.events(events):
                        change(event, item.field or "", item.value or "")
            except CommuniqueError as error:
                failed.append(error)
                continue
            row = correction.make_row(item, events, len(met))
            if row[0] not in met:
                met.add(row[0])
                lines.append(row)
        if lines:
            with in_transaction(self.connection):
                rows.append(self.connection, "corrections", lines)
            self.rebuild()
        known = len(wanted) - len(lines) - len(failed)
        return Corrected(len(met) - before, known, tuple(failed))

    def tell_corrections(self, event: str) -> list[str]:
        """Tell in lines what users have put right about an event."""
        found = self.sql(
            "SELECT c.*, r.instead FROM corrections c LEFT JOIN retired r ON r.event = $1 "
            "WHERE list_contains(c.events, $1) ORDER BY c.position",
            [event],
        )
        return [
            f"{row['action']}"
            + (f" {row['field']} to {row['value'] or 'none'}" if row["field"] else "")
            + f", says {row['who']}: {row['why']}"
            + (f" (event {row['instead']} stands for it)" if row["instead"] else "")
            for row in found
        ]

    def rebuild(self) -> int:
        """Work out all that is derived from claims and corrections; count the occurrences."""
        with uncollected(), in_transaction(self.connection):
            apply_changes(self.connection)
            self.connection.execute("DELETE FROM copies")
            known = self.connection.execute("SELECT article FROM articles").fetchall()
            copies.find_copies(self.connection, [row[0] for row in known])
            number = occurrence.rebuild(self.connection)
            self.connection.execute("UPDATE record SET worked_in = $1", [len(known)])
        return number


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


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles meanwhile: rows are many, and none refers to itself."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


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
            connection.execute(f"SET checkpoint_threshold = '{BESIDE}'")
            make_schema(connection)
        version = read_version(connection)
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
    if version == SCHEMA_VERSION:
        return Store(path, connection)
    connection.close()
    if version > SCHEMA_VERSION:
        reason = f"was made by a later version of communique (schema {version})"
        raise BadRecord(str(path), reason, "install the latest: pip install -U communique")
    if read_only:
        reason = f"was made by an earlier version of communique (schema {version})"
        raise BadRecord(str(path), reason, f"bring it up to date: communique rebuild {path}")
    migrate(path, open_store)
    return open_store(path)


def make_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables where the file has none, in one transaction."""
    made = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'record' AND NOT internal"
    ).fetchone()
    if made is not None and made[0]:
        return
    with in_transaction(connection):
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute("INSERT INTO record VALUES ($1, $2, 0)", [SCHEMA_VERSION, __version__])


def read_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Read which schema a record has."""
    found = connection.execute("SELECT schema_version FROM record.main.record").fetchone()
    return int(found[0]) if found else 0
