"""The twins of a page for programs: the same rows as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from communique import __version__
from communique.web.days import write_when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The fields of a deed, in the order of the CSV's columns.
COLUMNS: Final = (
    "occurrence", "start_date", "end_date", "edtf", "when", "type", "mode", "outcome",
    "actors", "actor_names", "actor_countries", "recipients", "recipient_names",
    "recipient_countries", "place", "place_country", "count", "score", "quad", "historical",
    "said_by", "denied_by", "reports", "articles", "events", "sentence", "article", "title",
    "source", "published", "url",
)  # fmt: skip
# A spreadsheet runs a cell that begins so; an apostrophe before it makes it text.
RUN: Final = ("=", "+", "-", "@", "\t", "\r")


def make_deed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Lay out a deed as plain values."""
    deed = {name: row.get(name) for name in COLUMNS}
    deed["when"] = write_when(row)
    deed["outcome"] = row["life"]
    for name in ("start_date", "end_date", "published"):
        deed[name] = row[name].isoformat() if row[name] else None
    for name in ("actor_names", "recipient_names", "said_by", "denied_by", "events"):
        deed[name] = [n for n in dict.fromkeys(row.get(name) or ()) if n]
    return deed


def write_json(document: Any) -> str:  # noqa: ANN401 - plain values of any shape
    """Write plain values as JSON, days as ISO dates."""
    return json.dumps(document, ensure_ascii=False, default=str, separators=(",", ":")) + "\n"


def begin(**head: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Begin an answer with the version that gives it."""
    return {"made_by": f"communique {__version__}", **head}


def wrap(rows: Iterable[Mapping[str, Any]], **head: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Put deeds under what was asked, with the version that answers."""
    return begin(**head, deeds=[make_deed(row) for row in rows])


def write_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Write deeds as CSV: lists joined by semicolons, nothing that a spreadsheet would run."""
    deeds = map(make_deed, rows)
    return write_table(COLUMNS, ([deed[name] for name in COLUMNS] for deed in deeds))


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write a table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_write_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _write_cell(cell: Any) -> Any:  # noqa: ANN401 - plain values
    if isinstance(cell, (list, tuple)):
        cell = "; ".join(map(str, cell))
    if isinstance(cell, str) and cell.startswith(RUN):
        return f"'{cell}"
    return cell
