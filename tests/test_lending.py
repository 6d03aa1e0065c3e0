"""Lending a record: many read at once, the file is free in between, what was added is seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from making import make_article, make_event, make_evidence

from communique.answers import open_record
from communique.errors import BadRecord
from communique.record.lending import Lender

if TYPE_CHECKING:
    from pathlib import Path

    from communique.record.store import Store


def add(path: Path, number: int) -> None:
    article = make_article(id=f"a{number}", text=f"Norway met Kenya, for the {number}th time.")
    event = make_event(id=f"{number:016}", evidence=(make_evidence(article=article.id),))
    with open_record(path) as record:
        record.store.add([(article, [event])])


def count(store: Store) -> int:
    return int(store.sql("SELECT count(*) AS n FROM events")[0]["n"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    add(tmp_path / "it's a record.duckdb", 0)
    return tmp_path / "it's a record.duckdb"


def test_what_is_added_between_two_loans_is_seen(path: Path) -> None:
    lender = Lender(path)
    for number in range(1, 4):
        with lender.lend() as store:
            assert count(store) == number
        add(path, number)
    lender.close()


def test_a_record_is_prepared_once_for_each_state_of_the_file(path: Path) -> None:
    prepared: list[int] = []
    lender = Lender(path, lambda store: prepared.append(count(store)))
    for _ in range(3):
        with lender.lend():
            pass
    add(path, 1)
    with lender.lend(), lender.lend():
        pass
    assert prepared == [1, 2]


def test_many_read_at_once_while_others_add_between(path: Path) -> None:
    lender = Lender(path)

    def read(_: int) -> int:
        with lender.lend() as store:
            return count(store)

    for number in range(1, 4):
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(read, range(40))) == {number}
        add(path, number)


def test_a_fault_of_a_reader_lets_the_file_go(path: Path) -> None:
    lender = Lender(path)
    with pytest.raises(BadRecord), lender.lend() as store:
        store.sql("SELECT nonsense")
    add(path, 1)
    with lender.lend() as store:
        assert count(store) == 2


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    lender = Lender(tmp_path / "none.duckdb")
    with pytest.raises(BadRecord, match="communique add"), lender.lend():
        pass
