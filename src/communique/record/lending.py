"""Lend a record to many readers at once, and hold its file no longer than they need it.

DuckDB lets nobody write to a file that somebody has open. A page that stays open all day must not
keep reports from being added, so the file is let go whenever nobody is reading; what was prepared
from it stays in memory until the file has changed.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from communique.errors import BadRecord
from communique.record.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from communique.record.store import Store

Stamp = tuple[tuple[int, int, int], ...]


class Loan:
    """Hold one state of the file: a store of its own, how many read it, whether it is attached."""

    def __init__(self, store: Store, stamp: Stamp) -> None:
        """Take over an open store."""
        self.store = store
        self.stamp = stamp
        self.readers = 0
        self.attached = True


class Lender:
    """Lend a record read-only; `prepare` is called with the store for each state of the file.

    The connection reaches no other file and keeps its settings, whatever it is asked.
    """

    def __init__(self, path: Path, prepare: Callable[[Store], None] | None = None) -> None:
        """Remember the path; the file is opened when it is first lent."""
        self.path = path
        self._prepare = prepare
        self._lock = Lock()
        self._loan: Loan | None = None

    @contextmanager
    def lend(self) -> Iterator[Store]:
        """Lend the record as it is now. Raises BadRecord, also while others write to it."""
        with self._lock:
            loan = self._get_loan()
            loan.readers += 1
        try:
            yield loan.store
        finally:
            with self._lock:
                loan.readers -= 1
                if loan.readers == 0:
                    self._let_go(loan)

    def close(self) -> None:
        """Close what nobody is reading any more."""
        with self._lock:
            loan, self._loan = self._loan, None
            if loan is not None and loan.readers == 0:
                loan.store.close()

    def _get_loan(self) -> Loan:
        stamp = read_stamp(self.path)
        loan = self._loan
        if loan is not None and loan.stamp == stamp:
            if not loan.attached:
                attach(loan.store)
                loan.attached = True
            return loan
        store = open_closed(self.path)
        if self._prepare is not None:
            self._prepare(store)
        self._loan = Loan(store, stamp)
        if loan is not None and loan.readers == 0:
            loan.store.close()
        return self._loan

    def _let_go(self, loan: Loan) -> None:
        if loan is not self._loan:
            loan.store.close()
        elif loan.attached:
            loan.store.connection.execute("USE memory")
            loan.store.connection.execute("DETACH record")
            loan.attached = False


def read_stamp(path: Path) -> Stamp:
    """Read what changes when a record is written to. Raises BadRecord where there is none."""
    try:
        stats = [path.stat()]
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadRecord(str(path), reason, f"make it: communique add {path} …") from error
    log = path.with_name(f"{path.name}.wal")
    if log.exists():
        stats.append(log.stat())
    return tuple((s.st_mtime_ns, s.st_size, s.st_ino) for s in stats)


def open_closed(path: Path) -> Store:
    """Open a record read-only on a connection that reaches no other file."""
    store = open_store(path, read_only=True)
    names = [str(path), f"{path}.wal"]
    paths = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
    store.connection.execute(f"SET allowed_paths = [{paths}]")
    store.connection.execute("SET enable_external_access = false")
    store.connection.execute("SET lock_configuration = true")
    return store


def attach(store: Store) -> None:
    """Attach a record's file again. Raises BadRecord, also while others write to it."""
    import duckdb

    name = str(store.path).replace("'", "''")
    try:
        store.connection.execute(f"ATTACH '{name}' AS record (READ_ONLY)")
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            reason, remedy = "another program is writing to it", "wait until it is done"
        else:
            reason, remedy = "can no longer be read", "give the path of a record"
        raise BadRecord(str(store.path), reason, remedy) from error
