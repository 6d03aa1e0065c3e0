"""Read the day of publication from a field or a page's metadata, in the forms these take."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_tz

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
YEAR_FIRST = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")


def find_day(value: str) -> date | None:
    """Read a date or a time stamp as the day it names where it was written.

    No time zone is applied: "2019-04-23T23:30:00-05:00" is the 23rd for the reader it was written
    for. A form that could be two days (03/04/2019) gives None.
    """
    value = value.strip()
    if match := YEAR_FIRST.match(value):
        return _make_day(int(match[1]), int(match[2]), int(match[3]))
    if match := DAY_FIRST.search(value):
        return _make_day(int(match[3]), MONTHS.get(match[2].lower()), int(match[1]))
    if match := MONTH_FIRST.search(value):
        return _make_day(int(match[3]), MONTHS.get(match[1].lower()), int(match[2]))
    # Mail and feeds: "Tue, 23 Apr 2019 13:47:00 +0000", "Tue Apr 23 13:47:00 2019".
    stamp = parsedate_tz(value)
    return None if stamp is None else _make_day(*stamp[:3])


def _make_day(year: int, month: int | None, day: int) -> date | None:
    try:
        return None if month is None else date(year, month, day)
    except ValueError:
        return None
