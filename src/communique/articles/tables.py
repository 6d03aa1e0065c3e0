"""Read tables, a report a row: CSV line by line, Parquet in groups of rows."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from communique.articles.opening import LARGEST_FILE, read_lines
from communique.articles.rows import FIELDS, give_up_early, make_draft
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Sequence

    from communique.articles.rows import Found

COLUMNS = {"id"}.union(*FIELDS.values())
DELIMITERS = ",;\t|"
ROWS_A_GROUP = 64
# Reading must not take the memory that coding needs; a page of a broken file may claim gigabytes.
MEMORY = "512MB"


def read_csv(stream: io.BufferedReader, stem: str, subject: str) -> Iterator[Found]:
    """Read a table with a head row; the delimiter is the one that the head row has most of."""
    lines = _raise_misses(read_lines(stream, subject, blank=True))
    head = next((line for line in lines if line.strip()), "").strip("\r\n")
    delimiter = max(DELIMITERS, key=head.count)
    # Python keeps this limit for the whole process; its own is too low for a long report.
    csv.field_size_limit(LARGEST_FILE)
    try:
        columns = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error as error:
        reason = f"has a broken head row: {error}"
        raise UnreadableInput(subject, reason, "name the columns in the first row") from error
    names = _name_columns(columns, subject)
    rows = csv.reader(lines, delimiter=delimiter)
    yield from give_up_early(_draft_rows(rows, names, stem, subject), subject, "rows")


def _draft_rows(
    rows: Iterator[list[str]], names: Sequence[str], stem: str, subject: str
) -> Iterator[Found]:
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            remedy = "look for a quotation mark that is not closed"
            yield UnreadableInput(f"{subject}, row {number}", f"is broken: {error}", remedy)
            return
        if row is None:
            return
        fields = {name: value for name, value in zip(names, row, strict=False) if value.strip()}
        if fields:
            yield _draft_fields(fields, f"{stem}-{number}", f"{subject}, row {number}")


def _draft_fields(fields: dict[str, str], stem: str, where: str) -> Found:
    if not any(fields.get(name) for name in FIELDS["text"]):
        return UnreadableInput(where, "has no `text`", "put the report's text in that column")
    return make_draft(fields, stem, where)


def _raise_misses(lines: Iterator[tuple[int, str | UnreadableInput]]) -> Iterator[str]:
    """Stop at the first line that cannot be read: rows may run over lines."""
    for _, line in lines:
        if isinstance(line, UnreadableInput):
            raise line
        yield line


def _name_columns(head: Sequence[str], subject: str) -> list[str]:
    names = [name.strip().lstrip("\ufeff").lower() for name in head]
    if not set(names) & set(FIELDS["text"]):
        shown = ", ".join(name[:30] for name in names[:8]) or "none"
        reason = f"has no column `text`; its columns are {shown}"
        raise UnreadableInput(subject, reason, "name the columns in the first row")
    return names


def read_parquet(path: str | Path, stem: str, subject: str) -> Iterator[Found]:
    """Read a Parquet file, only the columns that a report has."""
    import duckdb

    if str(path) == "-":
        raise UnreadableInput(subject, "is a Parquet file", "save it, and read the file")
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": MEMORY,
        "autoinstall_known_extensions": False,
    }
    try:
        with (
            _plain_name(Path(path)) as name,
            duckdb.connect(":memory:", config=settings) as connection,
        ):
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [name])
            columns = {str(row[0]).strip().lower(): str(row[0]) for row in described.fetchall()}
            names = _name_columns(list(columns), subject)
            chosen = [name for name in names if name in COLUMNS]
            # Names stand in the query, for no database takes them as parameters.
            listed = ", ".join(f"{_quote(columns[n])}::VARCHAR" for n in chosen)
            query = f"SELECT {listed} FROM read_parquet(?)"  # noqa: S608 - quoted
            cursor = connection.execute(query, [name])
            rows = _fetch_rows(cursor, chosen)
            found = (
                _draft_fields(row, f"{stem}-{number}", f"{subject}, row {number}")
                for number, row in enumerate(rows, start=1)
            )
            yield from give_up_early(found, subject, "rows")
    except duckdb.OutOfMemoryException as error:
        reason = f"holds more in one group of rows than {MEMORY} of memory takes"
        raise UnreadableInput(subject, reason, "write it in smaller groups of rows") from error
    except duckdb.Error as error:
        # Of our own query, which the message goes on to quote, nobody needs to know.
        told = str(error).partition("LINE 1:")[0]
        reason = f"is a broken Parquet file: {' '.join(told.split())[:200].rstrip(' :')}"
        raise UnreadableInput(subject, reason, "write it anew, or fetch it again") from error


def _fetch_rows(cursor: Any, names: Sequence[str]) -> Iterator[dict[str, str]]:  # noqa: ANN401
    while group := cursor.fetchmany(ROWS_A_GROUP):
        for row in group:
            yield {name: value for name, value in zip(names, row, strict=True) if value}


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _plain_name(path: Path) -> Iterator[str]:
    """Give a name for the file without the signs that DuckDB takes for patterns."""
    if not any(sign in str(path) for sign in "*?[{"):
        yield str(path)
        return
    with TemporaryDirectory() as folder:
        link = Path(folder) / "table.parquet"
        link.symlink_to(path.resolve())
        yield str(link)
