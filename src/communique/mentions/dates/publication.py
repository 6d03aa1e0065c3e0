"""Find the day a report was published where only its text says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.mentions.dates.finding import find_all

if TYPE_CHECKING:
    from datetime import date

# "Published 9:47 PM, April 23, 2019", "Last updated: 3 May 2011", at the head of a line.
_SAYS_SO = re.compile(
    r"\W*(?:first |last )?(?:published|posted|updated|issued|released|date|publication date)\b",
    re.IGNORECASE,
)
# "KHARTOUM, Nov. 12, 2006 (Xinhua) --": a place in capitals, the date, then a sign.
_DATELINE = re.compile(r"[A-Z][A-Z.'’-]{2,}[\w .,'’()-]*")
_AFTER_DATELINE = re.compile(r"\s*(?:\(|--?|–|—|:|/|$)")
_DATELINE_REACH = 60
# "By Ann Lee, 23 April 2019" has so many words at most.
_LINE_OF_ITS_OWN = 7
_HEAD_LINES, _TAIL_LINES = 12, 8


def find_publication(text: str) -> date | None:
    """Find the publication date in a "Published …" line, a dateline or a line of its own.

    Looks at the first and the last lines only; a date without its year does not count.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, tail = lines[:_HEAD_LINES], lines[_HEAD_LINES:][-_TAIL_LINES:]
    for line in (*head, *tail):
        if _SAYS_SO.match(line) and (spot := _full_day(line[:100])):
            return spot[0]
    for line in head:
        if _DATELINE.match(line) and (spot := _full_day(line[:_DATELINE_REACH], leading=True)):
            day, end = spot
            if _AFTER_DATELINE.match(line, end):
                return day
    for line in (*head, *tail):
        if len(line.split()) <= _LINE_OF_ITS_OWN and (spot := _full_day(line)):
            day, end = spot
            if not line[end:].strip(" )|") and not line.endswith("."):
                return day
    return None


def _full_day(line: str, *, leading: bool = False) -> tuple[date, int] | None:
    """Find the first full date of a line, and where it ends; `leading`: no date before it."""
    spelling, items = find_all(line, published=None, tense=None)
    for item in items[:1] if leading else items:
        if item.value is not None and item.value.grain == "day":
            return item.value.start, spelling.ends[item.last - 1]
    return None
