"""Find the day a report was published where only its text says so."""

from __future__ import annotations

import re
from datetime import date

from communique.mentions.dates.finding import find_all

# "KHARTOUM, Nov. 12, 2006 (Xinhua)", "GENEVA (AP) - March 3, 2011 -": capitals, then a date.
_DATELINE = re.compile(r"^[^\n]{0,20}?[A-Z][A-Z .'/-]{2,}[^\n]{0,60}$", re.MULTILINE)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|updated|last updated|issued|date|publication date)\b[ \t]*:?[^\n]{0,60}",
    re.IGNORECASE,
)
_HEAD_LINES, _TAIL_LINES = 12, 8


def find_publication(text: str) -> date | None:
    """Find the publication date in a "Published …" line, a dateline or a line of its own.

    Looks at the first and the last lines only; a date without its year does not count.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, tail = lines[:_HEAD_LINES], lines[_HEAD_LINES:][-_TAIL_LINES:]
    for line in (*head, *tail):
        if (match := _PUBLISHED.search(line)) and (day := _full_day(match[0])):
            return day
    for line in head:
        if re.match(r"[A-Z][A-Z .,'/()-]{2,}", line) and (day := _full_day(line[:80])):
            return day
    for line in (*head, *tail):
        if len(line) <= 60 and (day := _full_day(line)):
            return day
    return None


def _full_day(line: str) -> date | None:
    _, items = find_all(line, published=None, tense=None)
    days = [i.value.start for i in items if i.value and i.value.grain == "day"]
    return days[0] if days else None
