"""How two get on: the sum of scores by month or year, with what moved it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from communique.answers.chronicle import find_side, read_chronicle, say_deed
from communique.types import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.record.store import Store

Period = Literal["month", "year"]


def ties(store: Store, one: str, other: str, *, by: Period = "year") -> Answer:
    """Sum PLOVER scores of what two did to each other, cooperation and conflict apart.

    Only what took place counts, each deed once, and only deeds dated within one period.
    """
    sides = find_side(store, one), find_side(store, other)
    names = f"{sides[0].name} and {sides[1].name}"
    rows = read_chronicle(
        store,
        ["o.life IN ('held', 'ongoing')", sides[0].test("one"), sides[1].test("other")],
        {"one": sides[0].value, "other": sides[1].value},
    )
    periods: dict[str, list[dict[str, Any]]] = {}
    loose = 0
    for row in rows:
        period = period_of(row, by)
        if period is None:
            loose += 1
        else:
            periods.setdefault(period, []).append(row)
    lines, events = [], []
    for period, found in sorted(periods.items()):
        good = sum(row["score"] for row in found if row["score"] > 0)
        bad = sum(row["score"] for row in found if row["score"] < 0)
        moved = sorted(found, key=lambda row: (-abs(row["score"]), row["occurrence"]))[:3]
        told = "; ".join(f"{say_deed(row)} ({row['score']:+g})" for row in moved)
        lines.append(
            (period, len(found), round(good, 1), round(bad, 1), round(good + bad, 1), told)
        )
        events.append(tuple(event for row in found for event in row["events"]))
    return Answer(
        title=f"Ties between {names}",
        columns=(by, "deeds", "cooperation", "conflict", "sum", "moved most by"),
        rows=tuple(lines),
        events=tuple(events),
        note=say_rest(len(lines), loose, by),
    )


def say_rest(lines: int, loose: int, by: Period) -> str:
    """Say what has no line, or what to do where nothing has one."""
    if loose:
        return f"{loose} deeds left out: no date within one {by}"
    return "" if lines else "Nothing between the two is on record. Add more reports."


def period_of(row: Mapping[str, Any], by: Period) -> str | None:
    """Give the month or year in which a deed lies, None where its date is wider or unknown."""
    start, end = row["start_date"], row["end_date"]
    if start is None or end is None:
        return None
    length = 7 if by == "month" else 4
    first, last = start.isoformat()[:length], end.isoformat()[:length]
    return str(first) if first == last else None
