"""The strip above every view: how many deeds when, cooperation above the line, conflict below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from communique.web.days import write_day, write_span
from communique.web.deeds import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.store import Store
    from communique.web.deeds import Test
    from communique.web.query import Query

# The finest step that gives no more bars than this.
MOST: Final = 130
STEPS: Final = (("day", 1), ("week", 7), ("month", 30.44), ("quarter", 91.3), ("year", 365.25),
                ("decade", 3652.5))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Hold the deeds of one step of time; `x` and `width` are shares of the strip, in percent."""

    start: date
    end: date
    name: str
    x: float
    width: float
    good: int
    bad: int
    open: int
    up: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Hold one label of the axis."""

    x: float
    name: str

    @property
    def long(self) -> bool:
        """Say whether the label takes the room of two on a narrow screen."""
        return len(self.name) > 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Hold the bars of all that the filters but time leave, and the window that time leaves.

    `earlier` deeds of long ago are not drawn, the last of them on the day `before` or sooner.
    """

    first: date
    last: date
    step: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    window: tuple[float, float] | None
    highest: int
    earlier: int
    before: date


class Scale:
    """Turn days into shares of a width, in percent."""

    def __init__(self, first: date, last: date) -> None:
        """Take the first and the last day shown."""
        self.first = first
        self.last = last
        self.days = (last - first).days + 1

    def at(self, day: date) -> float:
        """Give where a day begins."""
        return round(100 * (day - self.first).days / self.days, 3)

    def width(self, start: date, end: date) -> float:
        """Give the width of a span of days, its last included."""
        return round(100 * ((end - start).days + 1) / self.days, 3)


def make_strip(store: Store, tests: Sequence[Test], query: Query) -> Strip | None:
    """Make the strip; None where nothing has a date."""
    day = "coalesce(start_date, end_date)"
    (ends,) = select(
        store,
        f"min({day}) AS first, max({day}) AS last, quantile_disc({day}, 0.1) AS tenth",
        tests,
        "since",
        "until",
    )
    if ends["first"] is None:
        return None
    opening = leave_long_ago(ends["first"], ends["last"], ends["tenth"])
    if min(query.since or opening, query.until or opening) < opening:
        opening = ends["first"]
    (told,) = select(
        store, "count(*) AS n", tests, "since", "until", extra=f"{day} < DATE '{opening}'"
    )
    days = (ends["last"] - opening).days + 1
    step = next((name for name, length in STEPS if days / length <= MOST), "decade")
    rows = select(
        store,
        f"date_trunc('{step}', {day})::DATE AS step, "
        "count(*) FILTER (life IN ('held', 'ongoing') AND score > 0) AS good, "
        "count(*) FILTER (life IN ('held', 'ongoing') AND score <= 0) AS bad, "
        "count(*) FILTER (life NOT IN ('held', 'ongoing')) AS open",
        tests,
        "since",
        "until",
        extra=f"{day} >= DATE '{opening}'",
        rest="GROUP BY 1 ORDER BY 1",
    )
    first, last = begin(opening, step), end_of(begin(ends["last"], step), step)
    scale = Scale(first, last)
    highest = max(max(row["good"] + row["open"], row["bad"]) for row in rows)
    bars = []
    for row in rows:
        start, end = row["step"], end_of(row["step"], step)
        bars.append(
            Bar(
                start=start,
                end=end,
                name=write_span(start, end) if start != end else write_day(start),
                x=scale.at(start),
                width=scale.width(start, end),
                good=row["good"],
                bad=row["bad"],
                open=row["open"],
                up=round(100 * row["good"] / highest, 2),
                down=round(100 * row["bad"] / highest, 2),
            )
        )
    return Strip(
        first=first,
        last=last,
        step=step,
        bars=tuple(bars),
        ticks=tuple(make_ticks(scale)),
        window=make_window(scale, query),
        highest=highest,
        earlier=told["n"],
        before=opening - timedelta(days=1),
    )


def leave_long_ago(first: date, last: date, tenth: date) -> date:
    """Choose the first day to draw, so that a few deeds of long ago do not squeeze the rest.

    `tenth` is the day of the first tenth, which is left out where it takes most of the width.
    """
    start = date(tenth.year, 1, 1)
    return start if start > first and (last - start).days < (last - first).days / 2 else first


def make_window(scale: Scale, query: Query) -> tuple[float, float] | None:
    """Give the part of a strip between the days asked for: where it begins, how wide it is."""
    if query.since is None and query.until is None:
        return None
    start = max(query.since or scale.first, scale.first)
    end = min(query.until or scale.last, scale.last)
    return (scale.at(start), scale.width(start, end)) if start <= end else (0.0, 0.0)


def begin(day: date, step: str) -> date:
    """Give the first day of the step that a day lies in."""
    match step:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
        case "year":
            return date(day.year, 1, 1)
        case "decade":
            return date(max(1, day.year // 10 * 10), 1, 1)
    return day


def end_of(start: date, step: str) -> date:
    """Give the last day of a step."""
    return next_step(start, step) - timedelta(days=1)


def next_step(start: date, step: str) -> date:
    """Give the first day of the step after."""
    if step in {"day", "week"}:
        return start + timedelta(days=1 if step == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[step]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(min(year, 9999), month + 1, 1)


# What to write on an axis: the step between labels, and how a label is written.
TICKS: Final = (
    ("day", 1, 10), ("week", 7, 60), ("month", 1, 370), ("quarter", 3, 1100), ("year", 1, 4400),
    ("year", 5, 22000), ("decade", 1, 44000), ("decade", 5, 10**9),
)  # fmt: skip


def make_ticks(scale: Scale) -> list[Tick]:
    """Choose the labels of an axis, some six to twelve of them."""
    step, every, _ = next(tick for tick in TICKS if scale.days <= tick[2])
    ticks: list[Tick] = []
    day = begin(scale.first, step)
    while day <= scale.last and day.year < 9990:
        fits = (
            step in {"day", "week", "month", "quarter"}
            or day.year % (every * (10 if step == "decade" else 1)) == 0
        )
        # A label at the very edge would be cut off.
        if fits and day >= scale.first and scale.at(day) < 97:
            ticks.append(Tick(x=scale.at(day), name=_write_tick(day, step, first=not ticks)))
        day = next_step(day, step)
    return ticks


def _write_tick(day: date, step: str, *, first: bool) -> str:
    if step in {"year", "decade"}:
        return str(day.year)
    if step in {"month", "quarter"}:
        return f"{day:%b} {day.year}" if first or day.month == 1 else f"{day:%b}"
    return f"{day.day} {day:%b}" + (f" {day.year}" if first else "")
