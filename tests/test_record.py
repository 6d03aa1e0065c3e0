"""The record: added to once, whole after any order, read by many, written by one."""

from __future__ import annotations

import multiprocessing
import random
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from making import make_article, make_event, make_evidence, make_when

import communique
from communique.coding.coder import code_articles
from communique.errors import BadRecord, UnknownEvent
from communique.record.store import open_store

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from communique.types import Article, Event

SAMPLES = Path(communique.__file__).parent / "samples" / "reports.jsonl"
TABLES = ("articles", "events", "parties", "attributions", "evidence", "occurrences")


@pytest.fixture(scope="module")
def coded() -> list[tuple[Article, list[Event]]]:
    """Code some of the sample reports."""
    return list(code_articles(list(communique.read(SAMPLES))[:8]))


def dump(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """Read all tables, rows sorted."""
    with open_store(path, read_only=True) as store:
        return {
            table: sorted(tuple(map(str, row.values())) for row in store.sql(f"FROM {table}"))
            for table in TABLES
        }


def test_adding_twice_changes_nothing(
    tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    path = tmp_path / "world.duckdb"
    with open_store(path) as store:
        first = store.add(coded)
    before = dump(path)
    with open_store(path) as store:
        second = store.add(coded)
    assert first.articles == len(coded)
    assert (second.articles, second.events, second.known) == (0, 0, len(coded))
    assert dump(path) == before


def test_the_order_of_adding_does_not_matter(
    tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    shuffled = coded.copy()
    random.Random(7).shuffle(shuffled)  # noqa: S311 - any other order will do
    for name, batch in (("a", [coded]), ("b", [shuffled[:3], shuffled[3:]])):
        with open_store(tmp_path / name) as store:
            for part in batch:
                store.add(part)
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


def test_events_come_back_as_they_were(
    tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    events = [event for _, found in coded for event in found]
    with open_store(tmp_path / "world.duckdb") as store:
        store.add(coded)
        assert store.events([event.id for event in events]) == events


def test_every_event_belongs_to_one_occurrence(
    tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    with open_store(tmp_path / "world.duckdb") as store:
        store.add(coded)
        row = store.sql("SELECT count(*) AS n, count(DISTINCT event) AS d FROM occurrence_events")[
            0
        ]
        assert row["n"] == row["d"] == sum(len(found) for _, found in coded)


def test_adding_again_mends_occurrences_that_a_crash_left_out(
    tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    path = tmp_path / "world.duckdb"
    with open_store(path) as store:
        store.add(coded)
    whole = dump(path)
    with open_store(path) as store:
        store.connection.execute("DELETE FROM occurrences; UPDATE record SET worked_in = 0")
        store.add(coded)
    assert dump(path) == whole


def test_an_id_stands_for_one_article(
    tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    article, events = coded[0]
    with open_store(tmp_path / "world.duckdb") as store:
        store.add(coded[:1])
        with pytest.raises(BadRecord, match="another article under this id"):
            store.add([(replace(article, text=article.text + " More."), events)])


def test_an_unknown_event_is_named(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "world.duckdb") as store,
        pytest.raises(UnknownEvent, match="no such event"),
    ):
        store.events(["nothing"])


@pytest.mark.parametrize("content", [b"", b"no database at all" * 400])
def test_what_is_no_record_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.duckdb"
    path.write_bytes(content)
    with pytest.raises(BadRecord, match="no record"):
        open_store(path, read_only=True)


def test_a_missing_record_is_refused_to_readers(tmp_path: Path) -> None:
    with pytest.raises(BadRecord, match="there is no such record"):
        open_store(tmp_path / "none.duckdb", read_only=True)


HOLD = """
import sys
from communique.record.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_writer_gets_a_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "world.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(BadRecord, match="another program is writing"):
            open_store(path)
        other.kill()


def make_coded(number: int) -> tuple[Article, list[Event]]:
    """Make an article with two events, one of a deed that every third article tells of."""
    article = make_article(id=f"a{number:04}", text=f"Report {number}.")
    evidence = (make_evidence(article=article.id),)
    day = date(2019, 1 + number % 3 * 4, 3)
    when = make_when(start=day, end=day, edtf=day.isoformat())
    return article, [
        make_event(id=f"{2 * number:016}", evidence=evidence, date=when),
        make_event(id=f"{2 * number + 1:016}", evidence=evidence, event="ACCUSE"),
    ]


def add_for_ever(path: Path, begin: int, said: Connection) -> None:
    """Add article after article, and say after each that it is in."""
    with open_store(path) as store:
        for number in range(begin, 10_000):
            store.add([make_coded(number)])
            said.send(number)


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_has_said(tmp_path: Path) -> None:
    """Fifty writers one after the other, each killed after some thousandths of a second."""
    path = tmp_path / "world.duckdb"
    chance = random.Random(3)  # noqa: S311 - any moments will do
    fork = multiprocessing.get_context("fork")
    last = -1
    for _ in range(50):
        ours, theirs = fork.Pipe(duplex=False)
        writer = fork.Process(target=add_for_ever, args=(path, last + 1, theirs))
        writer.start()
        theirs.close()
        ours.poll(5)
        writer.join(chance.random() / 20)
        writer.kill()
        writer.join()
        with suppress(EOFError):
            while True:
                last = ours.recv()
        with open_store(path) as store:
            rows = store.sql("SELECT max(article) AS last, count(*) AS n FROM articles")
            assert rows[0]["n"] > last
            # What was being added may have got in just before the end.
            last = int(rows[0]["last"][1:])
            assert rows[0]["n"] == last + 1
            assert store.sql("SELECT count(*) AS n FROM events")[0]["n"] == 2 * (last + 1)
    with open_store(path) as store:
        store.add([])
    with open_store(tmp_path / "calm.duckdb") as store:
        store.add(make_coded(number) for number in range(last + 1))
    assert dump(path) == dump(tmp_path / "calm.duckdb")
    assert last > 50


def test_a_record_of_an_earlier_schema_is_brought_up_to_date(
    root: Path, tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    new, old = tmp_path / "new.duckdb", tmp_path / "old.duckdb"
    with open_store(new) as store:
        store.add(coded)
        store.connection.execute(f"ATTACH '{old}' AS old (STORAGE_VERSION 'v1.2.0'); USE old")
        store.connection.execute((root / "tests" / "gold" / "schemas" / "1.sql").read_text())
        store.connection.execute("INSERT INTO record VALUES (1, '0.0.1')")
        for table in ("articles", "events", "parties", "attributions", "evidence"):
            described = store.connection.execute(f"DESCRIBE {table}").fetchall()
            columns = ", ".join(f'"{row[0]}"' for row in described)
            store.connection.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM record.main.{table}"  # noqa: S608
            )
    with pytest.raises(BadRecord, match=r"earlier version.*communique rebuild"):
        open_store(old, read_only=True)
    open_store(old).close()
    assert dump(old) == dump(new)


def test_a_record_of_a_later_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "world.duckdb"
    with open_store(path) as store:
        store.connection.execute("UPDATE record SET schema_version = 99")
    with pytest.raises(BadRecord, match="later version"):
        open_store(path)


def test_the_queries_of_the_paper_give_rows(
    root: Path, tmp_path: Path, coded: list[tuple[Article, list[Event]]]
) -> None:
    paper = (root / "docs" / "record.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", paper, re.DOTALL)
    assert len(queries) == 11
    with open_store(tmp_path / "world.duckdb") as store:
        store.add(coded)
        rows = [store.sql(query) for query in queries]
    assert sum(1 for found in rows if found) >= 9
