"""Make calendar values: a TIMEX3 string with the days it covers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from communique.mentions import edtf

Grain = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"
]
_EDTF_GRAINS: dict[str, edtf.Grain] = {
    "day": "day", "month": "month", "quarter": "month", "half": "month", "season": "season",
    "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_UNIT_DAYS = {"D": 1, "W": 7, "F": 14}
_UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
EARLIEST, LATEST = 1, 9998


@dataclass(frozen=True, slots=True)
class Value:
    """Hold a stretch of the calendar: its TIMEX3 value, first and last day, and its grain."""

    timex: str
    start: date
    end: date
    grain: Grain

    @property
    def edtf(self) -> str | None:
        """Write the value as EDTF."""
        return edtf.edtf_of(self.start, self.end, _EDTF_GRAINS.get(self.grain, "interval"))


def day_value(day: date) -> Value:
    """Make the value of one day."""
    return Value(day.isoformat(), day, day, "day")


def find_day(year: int, month: int, day: int) -> Value | None:
    """Make the value of a day by its numbers, None where the calendar has no such day."""
    if not (EARLIEST <= year <= LATEST and 1 <= day <= monthrange(max(year, 1), month)[1]):
        return None
    return day_value(date(year, month, day))


def week_value(day: date) -> Value:
    """Make the value of the ISO week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(day.weekday())
    year, week, _ = day.isocalendar()
    return Value(f"{year:04}-W{week:02}", monday, monday + timedelta(6), "week")


def weekend_value(day: date) -> Value:
    """Make the value of the Saturday and Sunday of the week that a day lies in."""
    week = week_value(day)
    return Value(f"{week.timex}-WE", week.start + timedelta(5), week.end, "weekend")


def month_value(year: int, month: int) -> Value:
    """Make the value of a month."""
    last = monthrange(year, month)[1]
    return Value(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), "month")


def _months_value(timex: str, year: int, month: int, count: int, grain: Grain) -> Value:
    closing = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(closing, 12)
    end = month_value(last_year, last_month + 1).end
    return Value(timex, date(year, month, 1), end, grain)


def quarter_value(year: int, quarter: int) -> Value:
    """Make the value of a quarter, 1 to 4."""
    return _months_value(f"{year:04}-Q{quarter}", year, 3 * quarter - 2, 3, "quarter")


def half_value(year: int, half: int) -> Value:
    """Make the value of a half-year, 1 or 2."""
    return _months_value(f"{year:04}-H{half}", year, 6 * half - 5, 6, "half")


def season_value(year: int, season: str) -> Value:
    """Make the value of a season by its TIMEX3 code; winter runs into the next year."""
    return _months_value(f"{year:04}-{season}", year, _SEASON_STARTS[season], 3, "season")


def year_value(year: int) -> Value:
    """Make the value of a year."""
    return Value(f"{year:04}", date(year, 1, 1), date(year, 12, 31), "year")


def decade_value(year: int) -> Value:
    """Make the value of the decade that a year lies in."""
    first = max(year // 10 * 10, 1)
    return Value(
        f"{year // 10:03}X", date(first, 1, 1), date(year // 10 * 10 + 9, 12, 31), "decade"
    )


def century_value(year: int) -> Value:
    """Make the value of the century that a year lies in, 1900 to 1999 being the twentieth."""
    first = max(year // 100 * 100, 1)
    last = year // 100 * 100 + 99
    return Value(f"{year // 100:02}", date(first, 1, 1), date(last, 12, 31), "century")


def value_around(day: date, unit: str) -> Value:
    """Make the value of the day, week, month … by TIMEX3 unit that a day lies in."""
    match unit:
        case "W":
            return week_value(day)
        case "WE":
            return weekend_value(day)
        case "M":
            return month_value(day.year, day.month)
        case "Q":
            return quarter_value(day.year, (day.month + 2) // 3)
        case "Y":
            return year_value(day.year)
        case "E":
            return decade_value(day.year)
        case "C":
            return century_value(day.year)
        case _:
            return day_value(day)


def shifted(day: date, count: int, unit: str) -> date | None:
    """Move a day by so many units, to the month's last day where it has no such day."""
    try:
        if unit in _UNIT_DAYS:
            return day + timedelta(count * _UNIT_DAYS[unit])
        if unit == "WE":
            return day + timedelta(7 * count)
    except OverflowError:
        return None
    months = day.year * 12 + day.month - 1 + count * _UNIT_MONTHS[unit]
    year, month = divmod(months, 12)
    if not EARLIEST <= year <= LATEST:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
