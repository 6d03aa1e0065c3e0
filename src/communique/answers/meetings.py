"""Meetings between two: how many, when, where, the first, the last and the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import find_side, latest_day, read_chronicle, say_day
from communique.answers.lives import NEXT, call_off
from communique.answers.timeline import COLUMNS, make_row
from communique.types import Answer

if TYPE_CHECKING:
    from datetime import date

    from communique.record.store import Store

ADVICE: Final = "Add more reports, or name the countries rather than people."
# "the first visit by a Chinese president since 2011", "the first meeting in seven years"
FIRST: Final = re.compile(
    r"\b(?:the |its |their |his |her )?first\b[^.;!?]{0,80}?"
    r"\b(?:since [^.,;!?]{2,40}|in (?:more than |nearly |over |almost )?[\w-]+ "
    r"(?:years|months|decades)|ever\b)",
    re.IGNORECASE,
)


def read_meetings(store: Store, one: str, other: str) -> tuple[str, list[dict[str, Any]]]:
    """Read all meetings, visits and talks of two, and name the two."""
    sides = find_side(store, one), find_side(store, other)
    rows = read_chronicle(
        store,
        [
            "(o.type = 'CONSULT' OR (o.type = 'REJECT' AND o.mode = 'meet'))",
            sides[0].test("one"),
            sides[1].test("other"),
        ],
        {"one": sides[0].value, "other": sides[1].value},
    )
    met = [row for row in call_off(rows) if row["type"] == "CONSULT"]
    return f"{sides[0].name} and {sides[1].name}", met


def meetings(store: Store, one: str, other: str, *, on: date | None = None) -> Answer:
    """List the meetings of two, with how many were held, the first, the last and the next.

    `on` is the day from which to look back and ahead, else the last day of the record. A number
    of meetings that a report tells of in passing is listed with what of it is on record.
    """
    names, rows = read_meetings(store, one, other)
    today = on or latest_day(store)
    held = [row for row in rows if row["life"] in {"held", "ongoing"} and row["count"] == 1]
    dated = [row for row in held if row["start_date"]]
    ahead = [
        row
        for row in rows
        if row["life"] in NEXT and (not today or not row["end_date"] or row["end_date"] >= today)
    ]
    notes = [f"{len(held)} held on record"]
    if dated:
        notes.append(f"the first on record {say_day(dated[0])}, the last {say_day(dated[-1])}")
    if ahead:
        notes.append(f"next planned: {say_day(ahead[0]) or 'no date'}")
    notes += [reconcile(row, held) for row in rows if row["count"] > 1]
    off = [row for row in rows if row["life"] in {"cancelled", "postponed"}]
    if off:
        notes.append(f"{len(off)} called off or put off")
    return Answer(
        title=f"Meetings of {names}",
        columns=COLUMNS,
        rows=tuple(make_row(row) for row in rows),
        events=tuple(tuple(row["events"]) for row in rows),
        note="; ".join(notes) if rows else f"No meeting of {names} is on record. {ADVICE}",
    )


def reconcile(counted: dict[str, Any], held: list[dict[str, Any]]) -> str:
    """Say which of the meetings that a report counts are on record, and how many are missing."""
    start, end = counted["start_date"], counted["end_date"] or counted["published"]
    people = {*counted["actors"], *counted["recipients"]}
    found = [
        row
        for row in held
        if row["start_date"]
        and (start is None or row["start_date"] >= start)
        and (end is None or row["start_date"] <= end)
        and people & {*row["actors"], *row["recipients"]}
    ]
    period = say_day(counted) or "at no stated time"
    if not found:
        return f"{counted['count']} reported {period}, none of them on record"
    days = ", ".join(say_day(row) for row in found)
    missing = counted["count"] - len(found)
    rest = f", {missing} missing" if missing > 0 else ""
    if missing < 0:
        rest = f", {-missing} more than reported"
    return f"{counted['count']} reported {period}, of which {len(found)} on record ({days}){rest}"


def firsts(store: Store, one: str, other: str) -> Answer:
    """List, for each kind of deed between two, the first on record, and the first since a pause.

    A deed after more than a year without one of its kind is "the first since" the one before.
    What a report itself calls the first since some time is given in its words.
    """
    sides = find_side(store, one), find_side(store, other)
    names = f"{sides[0].name} and {sides[1].name}"
    rows = read_chronicle(
        store,
        [
            "o.life IN ('held', 'ongoing')",
            "o.start_date IS NOT NULL",
            sides[0].test("one"),
            sides[1].test("other"),
        ],
        {"one": sides[0].value, "other": sides[1].value},
    )
    lines, events = [], []
    last: dict[str, dict[str, Any]] = {}
    for row in rows:
        before = last.get(row["type"])
        if before is None:
            lines.append((say_day(row), row["type"], "the first on record", *make_row(row)[7:]))
            events.append(tuple(row["events"]))
        elif (row["start_date"] - before["start_date"]).days > 365:
            told = f"the first since {say_day(before)}"
            lines.append((say_day(row), row["type"], told, *make_row(row)[7:]))
            events.append((*row["events"], *before["events"]))
        last[row["type"]] = row
        claim = FIRST.search(row["sentence"] or "")
        if claim:
            lines.append((say_day(row), row["type"], f"reported: {claim[0]}", *make_row(row)[7:]))
            events.append(tuple(row["events"]))
    return Answer(
        title=f"Firsts between {names}",
        columns=("when", "did", "first", "words", "source"),
        rows=tuple(lines),
        events=tuple(events),
        note=f"{len(lines)} firsts"
        if lines
        else f"Nothing dated between {names} is on record. {ADVICE}",
    )
