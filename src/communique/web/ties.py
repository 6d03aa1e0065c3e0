"""How two get on over time: cooperation above the line, conflict below, as shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.web.days import write_span
from communique.web.deeds import select
from communique.web.density import Scale, begin, end_of, make_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.store import Store
    from communique.web.deeds import Test

# The steps, and up to how many days each is used.
STEPS: Final = (("month", 366 * 3), ("quarter", 366 * 8), ("year", 10**9))


def make_ties(store: Store, tests: Sequence[Test]) -> dict[str, Any] | None:
    """Sum scores of what took place by period; None where nothing that took place has a date."""
    held = "life IN ('held', 'ongoing') AND start_date IS NOT NULL AND end_date IS NOT NULL"
    (ends,) = select(store, "min(start_date) AS first, max(start_date) AS last", tests, extra=held)
    if ends["first"] is None:
        return None
    days = (ends["last"] - ends["first"]).days
    step = next(name for name, most in STEPS if days <= most)
    rows = select(
        store,
        f"date_trunc('{step}', start_date)::DATE AS start, count(*) AS n, "
        "sum(score) FILTER (score > 0) AS good, sum(score) FILTER (score < 0) AS bad",
        tests,
        extra=f"{held} AND end_date - start_date < 366",
        rest="GROUP BY 1 ORDER BY 1",
    )
    if not rows:
        return None
    first = begin(rows[0]["start"], step)
    last = end_of(begin(rows[-1]["start"], step), step)
    scale = Scale(first, last)
    most = max(max(row["good"] or 0, -(row["bad"] or 0)) for row in rows) or 1
    bars = []
    for row in rows:
        start, end = row["start"], end_of(row["start"], step)
        good, bad = row["good"] or 0.0, row["bad"] or 0.0
        name = str(start.year)
        if step != "year":
            name = write_span(start, end)
        width = min(4.0, max(0.4, scale.width(start, end) - 0.3))
        middle = scale.at(start) + scale.width(start, end) / 2
        bars.append(
            {
                "name": name,
                "n": row["n"],
                "good": round(good, 1),
                "bad": round(bad, 1),
                "sum": round(good + bad, 1),
                "x": round(middle - width / 2, 2),
                "width": width,
                "up": round(60 * good / most, 1),
                "down": round(-60 * bad / most, 1),
                "middle": round(middle, 2),
                "level": round(64 - 60 * (good + bad) / most, 1),
            }
        )
    return {"bars": bars, "ticks": make_ticks(scale), "step": step, "most": round(most, 1)}
