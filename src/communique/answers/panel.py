"""A panel for statisticians: dyads or countries by period, with explicit zeros."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any, Final, Literal

from communique.answers.chronicle import read_chronicle
from communique.types import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.store import Store

Period = Literal["day", "week", "month", "year"]
Unit = Literal["dyad", "country"]
TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


def panel(
    store: Store,
    *,
    by: Period = "month",
    unit: Unit = "dyad",
    since: date | None = None,
    until: date | None = None,
) -> Answer:
    """Count what took place by dyad (actor, recipient) or country and period.

    A dyad has a row for every period between the first and the last of the panel, zeros written
    out. Deeds without a date, or whose date spans several periods, are left out and counted in
    the note. Columns: counts by type and quad, least, median and sum of scores, reports, sources.
    """
    rows = read_chronicle(store, ["o.life IN ('held', 'ongoing')"])
    cells: dict[tuple[tuple[str, ...], date], list[dict[str, Any]]] = {}
    loose = 0
    for row in rows:
        start, end = row["start_date"], row["end_date"]
        if start is None or end is None or begin(start, by) != begin(end, by):
            loose += 1
            continue
        if (since and start < since) or (until and start > until):
            continue
        for who in units_of(row, unit):
            cells.setdefault((who, begin(start, by)), []).append(row)
    starts = sorted({start for _, start in cells})
    periods = list(count_periods(starts, by))
    lines, events = [], []
    for who in sorted({who for who, _ in cells}):
        for start in periods:
            found = cells.get((who, start), [])
            lines.append((*who, start.isoformat(), *measure(found)))
            events.append(tuple(event for row in found for event in row["events"]))
    heads = ("actor", "recipient") if unit == "dyad" else ("country",)
    return Answer(
        title=f"Panel by {unit} and {by}",
        columns=(
            *heads, by, "deeds", *(kind.lower() for kind in TYPES), "quad1", "quad2", "quad3",
            "quad4", "score_min", "score_median", "score_sum", "reports", "sources",
        ),
        rows=tuple(lines),
        events=tuple(events),
        note=f"{loose} deeds left out: no date within one {by}" if loose else "",
    )  # fmt: skip


def units_of(row: dict[str, Any], unit: Unit) -> list[tuple[str, ...]]:
    """List the dyads, both ways for mutual deeds, or the countries of an occurrence."""
    actors, recipients = row["actor_countries"], row["recipient_countries"]
    if unit == "country":
        return [(code,) for code in sorted({*actors, *recipients})]
    if recipients:
        return [(a, r) for a in actors for r in recipients if a != r]
    return [(a, r) for a in actors for r in actors if a != r]


def begin(day: date, by: Period) -> date:
    """Give the first day of the period in which a day lies; weeks begin on Monday."""
    match by:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def count_periods(starts: Sequence[date], by: Period) -> list[date]:
    """List all periods from the first to the last, without gaps."""
    if not starts:
        return []
    found = [starts[0]]
    step = {"day": 1, "week": 7, "month": 32, "year": 367}[by]
    while found[-1] < starts[-1]:
        found.append(begin(found[-1] + timedelta(days=step), by))
    return found


def measure(rows: Sequence[dict[str, Any]]) -> tuple[int | float | None, ...]:
    """Count the deeds of one cell; scores are None where there is none."""
    scores = [row["score"] for row in rows]
    return (
        sum(row["count"] for row in rows),
        *(sum(row["count"] for row in rows if row["type"] == kind) for kind in TYPES),
        *(sum(row["count"] for row in rows if row["quad"] == quad) for quad in (1, 2, 3, 4)),
        min(scores) if scores else None,
        median(scores) if scores else None,
        round(sum(scores), 2),
        sum(row["reports"] for row in rows),
        len({row["source"] for row in rows if row["source"]}),
    )
