"""Bring a record of an older schema up to date: all that is not derived is laid out anew.

Every version keeps articles whole and each event's document, and that is all there is to know. The
new file takes the old one's place when it is complete, so that a crash leaves the old one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from communique.documents import event_from_dict
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from communique.record.store import Coded, Store

ARTICLES: Final = """
    SELECT article, text, published, title, source, url, coded_by FROM articles ORDER BY article
    LIMIT $1 OFFSET $2
"""
EVENTS: Final = """
    SELECT article, document FROM events WHERE article IN (SELECT unnest($1::TEXT[]))
    ORDER BY article, event
"""
MADE: Final = "SELECT instead FROM retired WHERE instead IS NOT NULL"
TABLES: Final = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
STEP: Final = 1000


def migrate(path: Path, open_fresh: Callable[[Path], Store]) -> None:
    """Lay out a record anew in the schema of this version, and put it in the old one's place."""
    fresh = path.with_name(f"{path.name}.new")
    for left in (fresh, fresh.with_name(f"{fresh.name}.wal")):
        left.unlink(missing_ok=True)
    with open_fresh(fresh) as store:
        connection = store.connection
        name = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{name}' AS old")
        # What a crash left beside the file goes into it now, so that nothing is left beside.
        connection.execute("CHECKPOINT old")
        known = {row[0] for row in connection.execute(TABLES).fetchall()}
        coders: dict[str, str] = {}
        store.add(_read(store, coders, skip="retired" in known))
        for coder in set(coders.values()):
            ids = [article for article, by in coders.items() if by == coder]
            connection.execute(
                "UPDATE articles SET coded_by = $1 WHERE article IN (SELECT unnest($2::TEXT[]))",
                [coder, ids],
            )
        if "corrections" in known:
            connection.execute("INSERT INTO corrections BY NAME FROM old.main.corrections")
            store.rebuild()
        connection.execute("DETACH old")
        connection.execute("CHECKPOINT record")
    fresh.replace(path)


def _read(store: Store, coders: dict[str, str], *, skip: bool) -> Iterator[Coded]:
    """Read an old record's articles with the events coded from them, not those changed since."""
    cursor = store.connection.cursor()
    cursor.execute("USE old")
    made = {row[0] for row in cursor.execute(MADE).fetchall()} if skip else set()
    offset = 0
    while rows := cursor.execute(ARTICLES, [STEP, offset]).fetchall():
        offset += STEP
        documents: dict[str, list[Any]] = {row[0]: [] for row in rows}
        for article, document in cursor.execute(EVENTS, [list(documents)]).fetchall():
            documents[article].append(json.loads(document))
        for name, text, published, title, source, url, coder in rows:
            coders[name] = coder
            article = Article(
                id=name, text=text, published=published, title=title, source=source, url=url
            )
            yield (
                article,
                [event_from_dict(row) for row in documents[name] if row["id"] not in made],
            )
