"""Dates as people write them, and as they type them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
WRITTEN: Final = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%b %d, %Y")
MONTHS: Final = ("%B %Y", "%b %Y")


def find_days(text: str) -> tuple[date, date] | None:
    """Find the first and the last day that a reader means by a year, a month or a day."""
    text = " ".join(text.split())
    try:
        if match := ISO.fullmatch(text):
            year, month, day = (int(part) if part else None for part in match.groups())
            assert year is not None  # noqa: S101 - the pattern has it
            if day and month:
                return date(year, month, day), date(year, month, day)
            return date(year, month or 1, 1), _last(year, month or 12)
    except ValueError:
        return None
    for form in WRITTEN:
        try:
            day_found = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day_found, day_found
    for form in MONTHS:
        try:
            first = datetime.strptime(text, form).date()  # noqa: DTZ007 - as above
        except ValueError:
            continue
        return first, _last(first.year, first.month)
    return None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def write_day(day: date | None) -> str:
    """Write a day: 23 April 2019."""
    return f"{day.day} {day:%B} {day.year}" if day else ""


def write_iso_days(text: str) -> str:
    """Write the ISO days within a text as people do."""

    def write(match: re.Match[str]) -> str:
        found = find_days(match[0])
        return write_day(found[0]) if found else match[0]

    return re.sub(r"\b\d{4}-\d\d-\d\d\b", write, text)


def write_when(row: Mapping[str, Any]) -> str:
    """Write a deed's date, as exactly as it is known and no more so."""
    start, end, edtf = row["start_date"], row["end_date"], row["edtf"] or ""
    if start is None or end is None:
        return f"Since {write_day(start)}" if start else f"Until {write_day(end)}" if end else ""
    if start == end:
        return write_day(start)
    about = "About " if edtf.endswith("~") else ""
    plain = edtf.rstrip("~?%")
    if match := re.fullmatch(r"(\d{4})-(\d{2})", plain):
        number = int(match[2])
        return about + (f"{start:%B} {start.year}" if number <= 12 else _season(match[1], number))
    if re.fullmatch(r"\d{3}X", plain):
        return f"The {plain[:3]}0s"
    if re.fullmatch(r"\d{4}", plain):
        return about + plain
    return about + write_span(start, end)


def _season(year: str, number: int) -> str:
    return f"{SEASONS[number]} {year}" if number in SEASONS else year


def write_span(start: date, end: date) -> str:
    """Write a span of days without saying anything twice: 3–5 May 2019."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}–{end.year}" if start.year != end.year else str(start.year)
    if start.day == 1 and end == _last(end.year, end.month):
        if start.year != end.year:
            return f"{start:%B} {start.year} – {end:%B} {end.year}"
        if start.month != end.month:
            return f"{start:%B}–{end:%B} {end.year}"
        return f"{start:%B} {start.year}"
    if start.year != end.year:
        return f"{write_day(start)} – {write_day(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%B} – {write_day(end)}"
    return f"{start.day}–{write_day(end)}"
