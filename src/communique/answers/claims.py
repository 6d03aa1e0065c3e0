"""Who says what against whom: accusations beside denials, plans beside what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.answers.chronicle import (
    find_side,
    read_chronicle,
    say_day,
    say_deed,
    say_names,
    say_source,
)
from communique.types import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.record.store import Store

COLUMNS = ("when", "who", "did", "to whom", "words", "answer", "source")


def claims(store: Store, one: str | None = None, other: str | None = None) -> Answer:
    """List accusations with the denials that answer them, and plans with their outcome.

    A denial answers an accusation when it is a REJECT by the accused, or a report of it with the
    stance `denies`; both are looked for among the same two parties.
    """
    conditions, values, names = [], {}, []
    for key, name in (("one", one), ("other", other)):
        if name is not None:
            side = find_side(store, name)
            conditions.append(side.test(key))
            values[key] = side.value
            names.append(side.name)
    rows = read_chronicle(store, conditions, values)
    denials = [row for row in rows if row["type"] == "REJECT"]
    lines, events = [], []
    for row in rows:
        if row["type"] == "ACCUSE":
            answers = [d for d in denials if answers_to(row, d)]
            told = "; ".join(f"{say_day(d)} {d['sentence']}".strip() for d in answers[:2])
        elif row["life"] in {"cancelled", "denied"}:
            answers, told = [], str(row["life"])
        elif row["life"] == "planned":
            answers, told = [], "planned, no outcome on record"
        else:
            continue
        lines.append(
            (
                say_day(row),
                say_names(row["actor_names"]),
                say_deed(row),
                say_names(row["recipient_names"]),
                " ".join((row["sentence"] or "").split()),
                " ".join(told.split()),
                say_source(row),
            )
        )
        events.append(tuple(e for found in (row, *answers) for e in found["events"]))
    return Answer(
        title="Claims" + (f": {' and '.join(names)}" if names else ""),
        columns=COLUMNS,
        rows=tuple(lines),
        events=tuple(events),
        note=f"{len(lines)} claims" if lines else "No accusation, denial or plan is on record.",
    )


def answers_to(accusation: Mapping[str, Any], denial: Mapping[str, Any]) -> bool:
    """Tell whether a refusal is by the accused toward the accuser, at the time or later."""
    accused = set(accusation["recipient_countries"])
    if not accused & set(denial["actor_countries"]):
        return False
    toward = set(denial["recipient_countries"])
    if toward and not toward & set(accusation["actor_countries"]):
        return False
    start, end = accusation["start_date"], denial["end_date"]
    return start is None or end is None or end >= start
