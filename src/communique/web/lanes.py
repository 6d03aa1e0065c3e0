"""The timeline: lanes of deeds, each drawn as wide as its date is uncertain."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import latest_day
from communique.web.days import write_day
from communique.web.deeds import name_country, read_deeds, select
from communique.web.density import Scale, leave_long_ago, make_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from communique.record.store import Store
    from communique.web.deeds import Row, Test
    from communique.web.query import Query

LANES: Final = 14
# Deeds that one lane and one page draw; the strip above narrows time, the table has them all.
IN_LANE: Final = 60
DRAWN: Final = 400
# Rows that a lane may have where deeds stand on the same days.
ROWS: Final = 7
ROW: Final = 16
# How near two glyphs may come, in percent of the width.
NEAR: Final = 2.1
# Below this share of the width a bar is drawn of one size.
SLIM: Final = 1.2
KEYS: Final = {
    "dyad": "list_sort(countries)[1] || CASE WHEN len(countries) > 1 "
    "THEN ' ' || list_sort(countries)[2] ELSE '' END",
    "actor": "actor_countries[1]",
    "type": "type",
}
DATED: Final = "coalesce(start_date, end_date) IS NOT NULL"


def make_lanes(store: Store, tests: Sequence[Test], query: Query) -> dict[str, Any] | None:
    """Make the lanes of a view; None where nothing has a date."""
    key = KEYS[query.lanes]
    shown = find_domain(store, tests, query)
    if shown is None:
        return None
    first, last, earlier = shown
    within = f"{DATED} AND coalesce(end_date, start_date) >= DATE '{first}'"
    busiest = select(
        store,
        f"{key} AS lane, count(*) AS n",
        tests,
        extra=f"{within} AND {key} IS NOT NULL AND {key} <> ''",
        rest=f"GROUP BY 1 ORDER BY n DESC, 1 LIMIT {LANES}",
    )
    ids = select(
        store,
        f"{key} AS lane, occurrence",
        tests,
        extra=within,
        rest="QUALIFY row_number() OVER (PARTITION BY lane ORDER BY start_date DESC NULLS LAST, "
        f"occurrence) <= {IN_LANE} ORDER BY coalesce(start_date, end_date), occurrence",
    )
    wanted = {row["lane"] for row in busiest}
    chosen = [row for row in ids if row["lane"] in wanted][-DRAWN:]
    read = read_deeds(store, [row["occurrence"] for row in chosen])
    deeds = {row["occurrence"]: row for row in read}
    scale = Scale(first, last)
    lanes = []
    for found in busiest:
        rows = [deeds[r["occurrence"]] for r in chosen if r["lane"] == found["lane"]]
        marks, height, hidden = place_marks(rows, scale)
        lanes.append(
            {
                "name": name_lane(query.lanes, found["lane"]),
                "key": found["lane"],
                "n": found["n"],
                "left": found["n"] - len(rows) + hidden,
                "height": height,
                "marks": marks,
            }
        )
    (told,) = select(
        store,
        f"count(*) FILTER (NOT {DATED}) AS undated, count(DISTINCT {key}) AS lanes",
        tests,
    )
    today = query.on or latest_day(store)
    return {
        "lanes": lanes,
        "ticks": make_ticks(scale),
        "first": first,
        "last": last,
        "before": first - timedelta(days=1),
        "earlier": earlier,
        "undated": told["undated"],
        "more": max(0, told["lanes"] - len(lanes)),
        "today": scale.at(today) if today and first <= today <= last else None,
        "today_day": write_day(today),
    }


def find_domain(
    store: Store, tests: Sequence[Test], query: Query
) -> tuple[date, date, int] | None:
    """Find which days to draw, and how many deeds lie before them.

    Without a window, a few deeds of long ago may be left out, as the strip does.
    """
    day = "coalesce(start_date, end_date)"
    (ends,) = select(
        store,
        f"min({day}) AS first, max(coalesce(end_date, start_date)) AS last, "
        f"quantile_disc({day}, 0.1) AS tenth",
        tests,
        extra=DATED,
    )
    first, last, tenth = ends["first"], ends["last"], ends["tenth"]
    if first is None:
        return None
    if query.since or query.until:
        first = max(first, query.since or first)
        last = min(last, query.until or last)
        return min(first, last), max(first, last), 0
    earlier = 0
    start = leave_long_ago(first, last, tenth)
    if start > first:
        first = start
        (before,) = select(
            store, "count(*) AS n", tests,
            extra=f"{DATED} AND coalesce(end_date, start_date) < DATE '{first}'",
        )  # fmt: skip
        earlier = before["n"]
    # A little room, so that the last glyph is not cut off.
    days = (last - first).days + 1
    return first, last + timedelta(days=max(1, days // 60)), earlier


def name_lane(kind: str, key: str) -> str:
    """Name a lane."""
    if kind == "type":
        return key.capitalize()
    codes = key.split()
    names = [name_country(code) for code in codes]
    if kind == "dyad" and len(names) == 1:
        return f"{names[0]} alone"
    return " – ".join(names)


def place_marks(rows: Sequence[Row], scale: Scale) -> tuple[list[dict[str, Any]], int, int]:
    """Place deeds in the rows of a lane; give them with its height and how many had no room."""
    ends = [-10.0] * ROWS
    marks = []
    hidden = used = 0
    for row in sorted(rows, key=lambda row: row["start_date"] or row["end_date"]):
        start = max(row["start_date"] or scale.first, scale.first)
        end = min(row["end_date"] or scale.last, scale.last)
        x, width = scale.at(start), scale.width(start, max(start, end))
        exact = row["start_date"] == row["end_date"]
        left = x - NEAR / 2 if exact else x
        right = x + NEAR / 2 if exact else x + max(width, NEAR / 2)
        free = next((i for i, taken in enumerate(ends) if taken <= left), None)
        if free is None:
            hidden += 1
            continue
        ends[free] = right
        used = max(used, free + 1)
        marks.append(
            {
                "row": row,
                "exact": exact,
                "open": row["start_date"] is None or row["end_date"] is None,
                "x": x if not exact else round(min(x + width / 2, 99.3), 3),
                "width": width,
                # A bar of a few pixels would be a stroke; it is drawn as wide as can be seen.
                "slim": width < SLIM,
                "middle": round(x + width / 2, 3),
                "y": free * ROW + ROW // 2,
            }
        )
    return marks, max(1, used) * ROW, hidden
