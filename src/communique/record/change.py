"""Change events as corrections say: each changed event is a new one that stands for the old."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, get_args

from communique.directory import load_directory, look_up
from communique.documents import event_from_dict
from communique.errors import CommuniqueError
from communique.lexicon import QUADS, SCORES
from communique.mentions.edtf import interval_of
from communique.record import rows
from communique.record.claim import make_claim
from communique.types import Article, Entity, Event, Place, Status, When

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import duckdb

CHANGES: Final = """
    SELECT unnest(events) AS event, action, field, value, who, why, correction
    FROM corrections WHERE action IN ('drop', 'change') ORDER BY event, position
"""
OLD: Final = """
    SELECT e.article, a.published, a.text, e.document FROM events e JOIN articles a USING (article)
    WHERE e.event = $1
"""
# What a changed event leaves behind when corrections are applied anew.
TABLES: Final = ("events", "parties", "attributions", "evidence")


def apply_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Retire what was dropped or changed, and put a changed event in each one's stead."""
    made = {row[0] for row in connection.execute(
        "SELECT instead FROM retired WHERE instead IS NOT NULL"
    ).fetchall()}  # fmt: skip
    connection.execute("DELETE FROM retired")
    changes: dict[str, list[tuple[Any, ...]]] = {}
    for event, *change in connection.execute(CHANGES).fetchall():
        changes.setdefault(event, []).append(tuple(change))
    kept = set()
    for event, found in changes.items():
        instead = None
        if all(action != "drop" for action, *_ in found):
            instead = _put_instead(connection, event, found, made)
            kept.add(instead)
        connection.execute(
            "INSERT INTO retired VALUES ($1, $2, $3)", [event, found[0][-1], instead]
        )
    for table in TABLES if made - kept else ():
        connection.execute(
            f"DELETE FROM {table} WHERE event IN (SELECT unnest($1::TEXT[]))",  # noqa: S608
            [sorted(made - kept)],
        )


def _put_instead(
    connection: duckdb.DuckDBPyConnection,
    event_id: str,
    changes: Sequence[tuple[Any, ...]],
    made: set[str],
) -> str:
    (row,) = connection.execute(OLD, [event_id]).fetchall()
    article = Article(id=row[0], published=row[1], text=row[2])
    event = event_from_dict(json.loads(row[3]))
    key = event_id
    for _, field, value, who, why, _ in changes:
        event = change(event, field, value)
        line = f"corrected: {field} is {value or 'none'}, says {who}: {why}"
        event = replace(event, why=(*event.why, line))
        key += f"\n{field}\n{value}\n{who}\n{why}"
    name = hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
    if name not in made:
        event = replace(event, id=name, why=(*event.why, f"stands for event {event_id}"))
        claim = make_claim(article, event)
        for table, lines in (
            ("events", [rows.make_event_row(article.id, event, claim)]),
            ("parties", list(rows.make_party_rows(event))),
            ("attributions", list(rows.make_attribution_rows(event))),
            ("evidence", list(rows.make_evidence_rows(event))),
        ):
            rows.append(connection, table, lines)
    return name


def change(event: Event, field: str, value: str) -> Event:
    """Give an event with one field changed. Raises CommuniqueError for what it cannot be."""
    try:
        return _change(event, field, value.strip())
    except ValueError as error:
        remedy = "see the chapter on corrections in docs/record.md"
        raise CommuniqueError(f"event {event.id}", f"{field}: {error}", remedy) from error


def _change(event: Event, field: str, value: str) -> Event:
    match field:
        case "type":
            return change_type(event, value)
        case "mode":
            return replace(event, mode=value or None)
        case "status":
            return replace(event, status=choose_status(value))
        case "date":
            return replace(event, date=make_when(value, event.date.text))
        case "place":
            return replace(event, place=make_place(value))
        case "count":
            return replace(event, count=int(value))
        case "historical":
            return replace(event, historical=value.lower() in {"true", "yes", "1"})
        case "actors":
            return replace(event, actors=find_parties(value, event.date))
        case "recipients":
            return replace(event, recipients=find_parties(value, event.date))
    message = "no such field"
    raise ValueError(message)


def change_type(event: Event, value: str) -> Event:
    """Give an event another type, with the score that goes with it."""
    if value not in QUADS:
        message = f"{value!r} is no PLOVER type"
        raise ValueError(message)
    return replace(event, event=value, score=SCORES[value], quad=QUADS[value])


def choose_status(value: str) -> Status:
    """Choose the status that a word means."""
    known: dict[str, Status] = {word: word for word in get_args(Status)}
    if value not in known:
        message = f"must be one of {', '.join(known)}, not {value!r}"
        raise ValueError(message)
    return known[value]


def make_when(edtf: str, text: str) -> When:
    """Make a date of what EDTF says; nothing stands for a day unknown."""
    if not edtf:
        return When(start=None, end=None, edtf=None, timex="", basis="unknown", text=text)
    start, end = interval_of(edtf)
    return When(start=start, end=end, edtf=edtf, timex=edtf, basis="explicit", text=text)


def make_place(value: str) -> Place | None:
    """Make a place of "Oslo, NOR"; nothing stands for none."""
    name, _, country = (part.strip() for part in value.partition(","))
    return Place(name=name, country=country, text=name) if name else None


def find_parties(value: str, when: When) -> tuple[Entity, ...]:
    """Find the parties of a list whose names are set off by semicolons."""
    day = when.start or when.end
    return tuple(find_party(name, day) for name in value.split(";") if name.strip())


def find_party(name: str, day: date | None) -> Entity:
    """Find whom a correction names. Raises ValueError."""
    name = name.strip()
    state = load_directory().states.get(name)
    if state is not None:
        return Entity(id=state.id, name=state.name, country=state.id, sector="GOV")
    entity = look_up(name, on=day)
    if entity is None:
        message = f"nobody is known as {name!r}"
        raise ValueError(message)
    return entity
