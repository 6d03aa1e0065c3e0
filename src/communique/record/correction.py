"""What users have put right: drop an event, change a field of it, merge or split deeds.

Corrections are kept beside the claims and change none of them. A changed event is a new one that
stands for the old; `communique why` tells of both. A correction names its events by id and, so
that it outlives coding anew, by article, type and sentence.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from communique.errors import CommuniqueError, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb

ACTIONS: Final = ("drop", "change", "merge", "split")
FIELDS: Final = (
    "type", "mode", "status", "date", "place", "count", "historical", "actors", "recipients",
)  # fmt: skip
KEYS: Final = {"event", "events", "field", "value", "by", "why", "made"}
TARGET: Final = {"event", "article", "type", "words"}
REMEDY: Final = "see the chapter on corrections in docs/record.md"
BY_ID: Final = "SELECT event FROM events WHERE starts_with(event, $1) ORDER BY event LIMIT 2"
BY_WORDS: Final = """
    SELECT DISTINCT e.event FROM events e JOIN evidence v USING (event)
    WHERE e.article = $1 AND e.type = $2 AND v.sentence = $3
      AND e.event NOT IN (SELECT instead FROM retired WHERE instead IS NOT NULL)
"""
TARGETS: Final = """
    SELECT e.event, e.article, e.type, v.sentence FROM events e
    JOIN evidence v ON v.event = e.event AND v.position = 0
    WHERE e.event IN (SELECT unnest($1::TEXT[]))
"""


@dataclass(frozen=True, slots=True)
class Target:
    """Name an event: by its id, and by where it stands in case it is coded anew."""

    event: str
    article: str = ""
    type: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Hold one correction: what is done to which events, who says so and why."""

    action: str
    targets: tuple[Target, ...]
    by: str
    why: str
    field: str | None = None
    value: str | None = None
    made: date | None = None


def read_corrections(path: Path) -> list[Correction]:
    """Read a file of corrections, TOML or CSV. Raises UnreadableInput."""
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix.lower() == ".csv":
            rows = [
                (row.pop("action", ""), _split(row)) for row in csv.DictReader(text.splitlines())
            ]
        else:
            rows = [
                (action, row)
                for action, tables in tomllib.loads(text).items()
                for row in (tables if isinstance(tables, list) else [tables])
            ]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableInput(str(path), f"cannot be read: {error}", REMEDY) from error
    found = []
    for number, (action, row) in enumerate(rows, start=1):
        try:
            found.append(make_correction(action, row))
        except (ValueError, TypeError, AttributeError) as error:
            raise UnreadableInput(f"{path}, correction {number}", str(error), REMEDY) from error
    return found


def _split(row: Mapping[str, Any]) -> dict[str, Any]:
    """Take a row of CSV as TOML would give it: no empty fields, events a list."""
    kept = {name: value for name, value in row.items() if name and value}
    events = kept.pop("events", "").split()
    place = {name: kept.pop(name) for name in ("article", "type", "words") if name in kept}
    if place and "event" in kept:
        kept["event"] = {"event": kept["event"], **place}
    return kept | ({"events": events} if events else {})


def make_correction(action: str, row: Mapping[str, Any]) -> Correction:
    """Make a correction of its fields. Raises ValueError, which says what is wrong with them."""
    if action not in ACTIONS:
        message = f"nothing is called {action!r}: it must be {', '.join(ACTIONS)}"
        raise ValueError(message)
    if strange := set(row) - KEYS:
        message = f"{action} has no field {min(strange)!r}"
        raise ValueError(message)
    if missing := [name for name in ("by", "why") if not row.get(name)]:
        message = f"{missing[0]} is missing: say who corrects this, and why"
        raise ValueError(message)
    given = row.get("events", [row["event"]] if "event" in row else [])
    targets = tuple(
        Target(part) if isinstance(part, str) else Target(**{k: part[k] for k in TARGET & {*part}})
        for part in given
    )
    fewest = 2 if action == "merge" else 1
    if len(targets) < fewest:
        message = f"{action} needs {'events, at least two' if fewest == 2 else 'an event'}"
        raise ValueError(message)
    field, value = row.get("field"), row.get("value")
    if action == "change" and (field not in FIELDS or value is None):
        message = f"change needs a value and a field of these: {', '.join(FIELDS)}"
        raise ValueError(message)
    made = row.get("made")
    return Correction(
        action=action,
        targets=targets,
        by=str(row["by"]),
        why=str(row["why"]),
        field=field,
        value=None if value is None else str(value),
        made=date.fromisoformat(made) if isinstance(made, str) else made,
    )


def find_event(connection: duckdb.DuckDBPyConnection, target: Target) -> str:
    """Find the event that is meant. Raises CommuniqueError."""
    found = connection.execute(BY_ID, [target.event]).fetchall() if target.event else []
    exact = [row for row in found if row[0] == target.event] or found
    if len(exact) != 1 and target.words:
        place = [target.article, target.type, target.words]
        exact = connection.execute(BY_WORDS, place).fetchall()
    if len(exact) != 1:
        reason = "several events are meant" if exact else "the record has no such event"
        raise CommuniqueError(f"event {target.event}", reason, "give more of its id, or its words")
    event = str(exact[0][0])
    base = connection.execute("SELECT event FROM retired WHERE instead = $1", [event]).fetchall()
    return str(base[0][0]) if base else event


def make_row(correction: Correction, events: Sequence[str], position: int) -> tuple[Any, ...]:
    """Make the row of a correction, its columns in the order of the table."""
    key = "\n".join(
        [correction.action, *sorted(events), correction.field or "", correction.value or "",
         correction.by, correction.why]
    )  # fmt: skip
    return (
        hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
        position,
        correction.action,
        sorted(events),
        correction.field,
        correction.value,
        correction.by,
        correction.why,
        correction.made,
    )


def write_corrections(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Write the corrections of a record as TOML, which `read_corrections` reads."""
    rows = connection.execute(
        "SELECT action, events, field, value, who, why, made FROM corrections ORDER BY position"
    ).fetchall()
    ids = sorted({event for row in rows for event in row[1]})
    places = {row[0]: row for row in connection.execute(TARGETS, [ids]).fetchall()}
    for action, events, *rest in rows:
        yield f"[[{action}]]"
        targets = ", ".join(_write_target(places.get(event, (event,))) for event in events)
        yield f"events = [{targets}]"
        for name, value in zip(("field", "value", "by", "why", "made"), rest, strict=True):
            if value is not None:
                yield f"{name} = {value if name == 'made' else quote(value)}"
        yield ""


def _write_target(parts: Sequence[str]) -> str:
    names = ("event", "article", "type", "words")
    fields = (f"{name} = {quote(part)}" for name, part in zip(names, parts, strict=False))
    return "{ " + ", ".join(fields) + " }"


def quote(text: str) -> str:
    """Quote a string as TOML has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    plain = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in escaped)
    return f'"{plain}"'
