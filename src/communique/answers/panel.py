"""A panel for statisticians: dyads or countries by period, with explicit zeros."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from communique.answers.chronicle import find_side
from communique.types import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.record.store import Store

Period = Literal["day", "week", "month", "year"]
Unit = Literal["dyad", "country"]
TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MEASURES: Final = (
    "deeds", *(kind.lower() for kind in TYPES), "quad1", "quad2", "quad3", "quad4", "score_min",
    "score_median", "score_sum", "reports", "sources",
)  # fmt: skip
NOTHING: Final = (0,) * (5 + len(TYPES)) + (None, None, 0, 0, 0)
# Who had a part, from whom to whom; deeds of several with no recipient go both ways.
PARTS: Final = {
    "dyad": """
        SELECT * FROM (
            SELECT *, unnest(others) AS recipient FROM (
                SELECT *, unnest(list_distinct(actor_countries)) AS actor,
                       list_distinct(CASE WHEN len(recipient_countries) > 0
                                     THEN recipient_countries ELSE actor_countries END) AS others
                FROM told
            )
        ) WHERE actor <> recipient AND actor <> '---' AND recipient <> '---'
    """,
    "country": """
        SELECT * FROM (
            SELECT *, unnest(list_distinct(list_concat(actor_countries, recipient_countries)))
                      AS country
            FROM told
        ) WHERE country <> '---'
    """,
}
HEADS: Final = {"dyad": ("actor", "recipient"), "country": ("country",)}


def panel(
    store: Store,
    *,
    by: Period = "month",
    unit: Unit = "dyad",
    who: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Answer:
    """Count what took place by dyad (actor, recipient) or country and period.

    A dyad has a row for every period between the first and the last of the panel, zeros written
    out. Deeds without a date, or whose date spans several periods, are left out and counted in
    the note; parties of no known country have no row. Columns: counts by type and quad, least,
    median and sum of scores, reports, sources, and the numbers of the Correlates of War (cow) and
    of Gleditsch and Ward (gw).
    """
    conditions = ["o.life IN ('held', 'ongoing')"]
    values: dict[str, Any] = {}
    if who is not None:
        side = find_side(store, who)
        conditions.append(side.test("who"))
        values["who"] = side.value
    for test, key, day in (
        ("o.start_date >= $since", "since", since),
        ("o.start_date <= $until", "until", until),
    ):
        if day is not None:
            conditions.append(test)
            values[key] = day
    kept = " AND ".join(conditions)
    heads = HEADS[unit]
    cells = {
        (tuple(row[head] for head in heads), row["period"]): row
        for row in store.sql(write_query(by, unit, kept), values)
    }
    left = store.sql(
        f"SELECT count(*) AS n FROM occurrences o WHERE {kept} AND NOT coalesce("  # noqa: S608
        f"date_trunc('{by}', start_date) = date_trunc('{by}', end_date), false)",
        values,
    )[0]["n"]
    periods = count_periods(sorted({period for _, period in cells}), by)
    lines, events = [], []
    for who_did in sorted({parties for parties, _ in cells}):
        numbers = find_numbers(who_did)
        for period in periods:
            found = cells.get((who_did, period))
            counts = tuple(found[name] for name in MEASURES) if found else NOTHING
            lines.append((*who_did, period.isoformat(), *counts, *numbers))
            events.append(tuple(found["events"]) if found else ())
    return Answer(
        title=f"Panel by {unit} and {by}",
        columns=(*heads, by, *MEASURES, *(f"{h}_{kind}" for h in heads for kind in ("cow", "gw"))),
        rows=tuple(lines),
        events=tuple(events),
        note=say_left(left, by) if lines else "Nothing dated is on record. Add more reports.",
    )


def write_query(by: Period, unit: Unit, kept: str) -> str:
    """Write the SQL that counts the cells with something in them."""
    heads = ", ".join(HEADS[unit])
    kinds = ", ".join(
        f"coalesce(sum(count) FILTER (type = '{kind}'), 0)::INTEGER AS {kind.lower()}"
        for kind in TYPES
    )
    quads = ", ".join(
        f"coalesce(sum(count) FILTER (quad = {n}), 0)::INTEGER AS quad{n}" for n in (1, 2, 3, 4)
    )
    return f"""
        WITH found AS MATERIALIZED (
            SELECT o.occurrence, o.type, o.count, o.reports, o.actor_countries,
                   o.recipient_countries, o.score, o.quad,
                   date_trunc('{by}', o.start_date)::DATE AS period
            FROM occurrences o
            WHERE {kept}
              AND date_trunc('{by}', o.start_date) = date_trunc('{by}', o.end_date)
        ), tellers AS (
            SELECT x.occurrence, list(x.event) AS ids, list_distinct(list(a.source)) AS outlets
            FROM occurrence_events x JOIN articles a ON a.article = x.told_in
            WHERE x.occurrence IN (SELECT occurrence FROM found) GROUP BY x.occurrence
        ), told AS (SELECT * FROM found JOIN tellers USING (occurrence)),
        parts AS ({PARTS[unit]})
        SELECT {heads}, period, sum(count)::INTEGER AS deeds, {kinds}, {quads},
               min(score) AS score_min, median(score) AS score_median,
               round(sum(score), 2) AS score_sum, sum(reports)::INTEGER AS reports,
               len(list_distinct(flatten(list(outlets)))) AS sources,
               list_sort(flatten(list(ids))) AS events
        FROM parts GROUP BY {heads}, period
    """  # noqa: S608 - the parts are ours; what users give stands in parameters


def find_numbers(codes: Iterable[str]) -> tuple[int | None, ...]:
    """Give the cow and gw numbers of some countries, None where there is none."""
    from communique.directory import load_directory

    states = load_directory().states
    known = [states.get(code) for code in codes]
    return tuple(n for state in known for n in ((state.cow, state.gw) if state else (None, None)))


def say_left(left: int, by: Period) -> str:
    """Say how many deeds have no row."""
    return f"{left} deeds left out: no date within one {by}" if left else ""


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
