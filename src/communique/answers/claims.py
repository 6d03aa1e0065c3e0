"""Who says what against whom: accusations beside denials, plans beside what came of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import (
    find_side,
    read_chronicle,
    say_day,
    say_deed,
    say_names,
    say_source,
)
from communique.answers.lives import NEXT, call_off, tell_life
from communique.record.life import DONE
from communique.types import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.record.store import Store

COLUMNS = ("when", "who", "did", "to whom", "words", "answer", "source")
# What is read: accusations and refusals, what did not take place, what several reports tell.
CLAIMED: Final = """
    (o.type IN ('ACCUSE', 'REJECT') OR o.life NOT IN ('held', 'ongoing') OR o.reports > 1
     OR o.best IN (SELECT event FROM attributions WHERE stance = 'denies'))
"""
LATEST: Final = timedelta(days=90)


def claims(store: Store, one: str | None = None, other: str | None = None) -> Answer:
    """List accusations with the denials that answer them, plans with their outcome, disputes.

    A refusal answers an accusation when the accused makes it toward the accuser within ninety
    days; what nobody is known to be accused of stands on its own, as do deeds that one report
    asserts and another denies.
    """
    conditions, values, names = [CLAIMED], {}, []
    for key, name in (("one", one), ("other", other)):
        if name is not None:
            side = find_side(store, name)
            conditions.append(side.test(key))
            values[key] = side.value
            names.append(side.name)
    rows = call_off(read_chronicle(store, conditions, values))
    denials: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if is_denial(row):
            for country in row["actor_countries"]:
                denials.setdefault(country, []).append(row)
    answering: set[str] = set()
    found = []
    for row in rows:
        if row["type"] == "ACCUSE" and row["life"] in DONE:
            accused = (d for c in row["recipient_countries"] for d in denials.get(c, ()))
            found_of = {d["occurrence"]: d for d in accused if answers_to(row, d)}
            answers = list(found_of.values())
            answering.update(denial["occurrence"] for denial in answers)
            told = "; ".join(f"{say_day(d)} {d['sentence']}".strip() for d in answers[:2])
            found.append((row, answers, told or "no answer on record"))
        elif told := find_outcome(row):
            found.append((row, [], told))
    lines, events = [], []
    alone: list[tuple[dict[str, Any], list[dict[str, Any]], str]] = [
        (row, [], "a denial; what it answers is not on record")
        for row in rows
        if is_denial(row) and row["occurrence"] not in answering
    ]
    order = {row["occurrence"]: i for i, row in enumerate(rows)}
    for row, answers, told in sorted(
        [*found, *alone], key=lambda claim: order[claim[0]["occurrence"]]
    ):
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
        events.append(tuple(e for told_by in (row, *answers) for e in told_by["events"]))
    return Answer(
        title="Claims" + (f": {' and '.join(names)}" if names else ""),
        columns=COLUMNS,
        rows=tuple(lines),
        events=tuple(events),
        note=f"{len(lines)} claims"
        if lines
        else "No accusation, denial or plan is on record. "
        "Name other parties, or add more reports.",
    )


def find_outcome(row: Mapping[str, Any]) -> str:
    """Tell what came of a plan, or who denies a deed; nothing where neither is told."""
    life, stages = row["life"], set(row["stages"] or ())
    ahead = sorted(stages & {"announced", "planned", "postponed"})
    denied = say_names(row["denied_by"])
    if denied and row["said_by"]:
        return f"disputed: said by {say_names(row['said_by'])}, denied by {denied}"
    if denied:
        return f"denied by {denied}"
    if life in NEXT:
        return f"{tell_life(row)}; no outcome on record"
    if life in {"cancelled", "denied", "postponed"} or (ahead and life in DONE):
        return tell_life(row)
    return ""


def is_denial(row: Mapping[str, Any]) -> bool:
    """Tell a refusal of what is said from one to meet, to help or to give way."""
    return bool(row["type"] == "REJECT" and row["mode"] is None and row["life"] in DONE)


def answers_to(accusation: Mapping[str, Any], denial: Mapping[str, Any]) -> bool:
    """Tell whether a refusal is by the accused toward the accuser, and soon after."""
    accused = set(accusation["recipient_countries"])
    if not accused & set(denial["actor_countries"]):
        return False
    toward = set(denial["recipient_countries"])
    if toward and not toward & set(accusation["actor_countries"]):
        return False
    start = accusation["start_date"] or accusation["published"]
    end = denial["end_date"] or denial["published"]
    return start is None or end is None or start <= end <= start + LATEST
