"""Read the one small grammar of the directory's dates: `START/END`, each to year, month or day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

from communique.errors import BadDirectory

# Year, month or day on either side; either side may be missing.
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_SPELL = re.compile(rf"(?P<start>{_DAY})?(?P<slash>/)?(?P<end>{_DAY})?")


@cache
def read_day(text: str, *, last: bool = False) -> date:
    """Turn a year, month or day into its first day, or into its last one."""
    if len(text) == 10:
        return date.fromisoformat(text)
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


@cache
def read_spell(text: str) -> tuple[date | None, date | None]:
    """Turn `1999/2001-05` into its first and last day; a missing side is open."""
    found = _SPELL.fullmatch(text)
    if not found:
        raise BadDirectory(
            repr(text), "is no spell of time", "write START/END, each to year, month or day"
        )
    start, end = found["start"], found["end"]
    return read_day(start) if start else None, read_day(end, last=True) if end else None
