"""Write and read EDTF (ISO 8601-2), the notation in which the record keeps dates.

Only what news dates need: days, months, seasons, years, decades, centuries, intervals with open
ends. EDTF has no ISO weeks and few readers know its quarters, so both are written as intervals.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

Grain = Literal["day", "month", "season", "year", "decade", "century", "interval"]

# EDTF's codes 21 to 24 are spring to winter; we read them as meteorologists of the northern
# hemisphere do, winter running from December of the year named into the next.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_SEASON_BY_FIRST_MONTH = {first: code for code, (first, _) in _SEASONS.items()}
# Level 2 adds 25-28 (northern), 29-32 (southern) seasons, 33-36 quarters, 37-39 four months,
# 40-41 halves.
_SPANS = (
    _SEASONS
    | {25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 2)}
    | {29: (9, 11), 30: (12, 2), 31: (3, 5), 32: (6, 8)}
    | {33 + q: (3 * q + 1, 3 * q + 3) for q in range(4)}
    | {37 + q: (4 * q + 1, 4 * q + 4) for q in range(3)}
    | {40 + h: (6 * h + 1, 6 * h + 6) for h in range(2)}
)
# A side of an interval may be written shorter where the grain is this coarse.
_SIDE_GRAINS: dict[Grain, tuple[Grain, ...]] = {
    "month": ("month",), "season": ("month",), "year": ("year",), "decade": ("year",),
    "century": ("year",),
}  # fmt: skip
_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?[~?%]?"
)


def edtf_of(start: date | None, end: date | None, grain: Grain = "interval") -> str | None:
    """Write the days from `start` to `end` at the given grain, None when both are unknown.

    A grain that the two days do not fill is written as an interval of days.
    """
    if start is None and end is None:
        return None
    if start is None or end is None:
        return f"{_side(start, first=True, grain=grain)}/{_side(end, first=False, grain=grain)}"
    if start > end:
        msg = f"an interval must run forward, not from {start} to {end}"
        raise ValueError(msg)
    written = _written(start, grain)
    if written is not None and interval_of(written) == (start, end):
        return written
    if start == end:
        return start.isoformat()
    return f"{_side(start, first=True, grain=grain)}/{_side(end, first=False, grain=grain)}"


def interval_of(edtf: str) -> tuple[date | None, date | None]:
    """Read the first and the last day of an EDTF date or interval; an open side is None."""
    left, slash, right = edtf.partition("/")
    if not slash:
        return _point(left, edtf)
    start = None if left in {"..", ""} else _point(left, edtf)[0]
    end = None if right in {"..", ""} else _point(right, edtf)[1]
    if start is not None and end is not None and start > end:
        msg = f"{edtf!r} runs backward"
        raise ValueError(msg)
    return start, end


def _written(start: date, grain: Grain) -> str | None:
    if grain == "day":
        return start.isoformat()
    if grain == "month":
        return start.isoformat()[:7]
    if grain == "season":
        code = _SEASON_BY_FIRST_MONTH.get(start.month)
        return f"{start.year:04}-{code}" if code else None
    if grain == "year":
        return f"{start.year:04}"
    if grain == "decade":
        return f"{start.year // 10:03}X"
    if grain == "century":
        return f"{start.year // 100:02}XX"
    return None


def _side(day: date | None, *, first: bool, grain: Grain) -> str:
    """Write one side of an interval, as short as its grain allows without changing the day."""
    if day is None:
        return ".."
    for coarse in _SIDE_GRAINS.get(grain, ()):
        written = _written(day, coarse)
        if written is not None and interval_of(written)[0 if first else 1] == day:
            return written
    return day.isoformat()


def _point(written: str, whole: str) -> tuple[date, date]:
    match = _POINT.fullmatch(written)
    if match is None:
        msg = f"{whole!r} is not EDTF that this reader knows"
        raise ValueError(msg)
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        lowest, highest = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return date(max(lowest, 1), 1, 1), date(highest, 12, 31)
    if month is None or month == "XX":
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if int(month) in _SPANS:
        first, last = _SPANS[int(month)]
        closing = int(year) + (last < first)
        return date(int(year), first, 1), date(closing, last, monthrange(closing, last)[1])
    if day is None or day == "XX":
        last_day = monthrange(int(year), int(month))[1] if 1 <= int(month) <= 12 else 0
        return date(int(year), int(month), 1), date(int(year), int(month), last_day)
    only = date(int(year), int(month), int(day))
    return only, only
