"""ICS calendars: what is planned, and what was put off or called off, as all-day entries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import read_chronicle
from communique.answers.lives import call_off, tell_life
from communique.exchange.claims import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.record.store import Store

STATUS: Final = {
    "announced": "TENTATIVE",
    "planned": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
}
# What bears on a calendar: deeds ahead and meetings called off, with a refusal to meet to say so.
ASKED: Final = """
    (o.life IN ('announced', 'planned', 'postponed', 'cancelled')
     OR (o.type = 'REJECT' AND o.mode = 'meet'))
"""
DROPPED: Final = (
    "all but planned deeds and meetings put off or called off, with a closed date",
    "parties' countries and sectors, scores, modes, offsets",
)
# RFC 5545: lines of at most 75 octets, continued after a space.
LONGEST: Final = 73


def write_ics(store: Store) -> Iterator[str]:
    """Write a calendar with an entry a deed, whatever number of reports tell of it."""
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//communique//record//EN"
    for row in call_off(read_chronicle(store, [ASKED])):
        if row["life"] in STATUS and row["start_date"] and row["end_date"]:
            for line in _make_lines(row):
                yield from _fold(line)
    yield "END:VCALENDAR"


def _make_lines(row: Mapping[str, Any]) -> Iterator[str]:
    names = dict.fromkeys([*(row["actor_names"] or ()), *(row["recipient_names"] or ())])
    told = [day for day, _, _ in row["told"] or () if day]
    stamp = max(told, default=row["start_date"])
    summary = f"{row['type']}: {', '.join(names)}"
    words = f"{row['sentence'] or ''} ({tell_life(row)})"
    yield "BEGIN:VEVENT"
    yield f"UID:{row['best']}@communique"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{row['start_date']:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{row['end_date'] + timedelta(days=1):%Y%m%d}"
    yield f"STATUS:{STATUS[row['life']]}"
    yield f"SUMMARY:{_escape(summary)}"
    yield f"DESCRIPTION:{_escape(words)}"
    if row["place"]:
        yield f"LOCATION:{_escape(row['place'])}"
    if row["url"]:
        yield f"URL:{clean(row['url'])}"
    yield "END:VEVENT"


def _escape(text: str) -> str:
    text = clean(text).replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,")


def _fold(line: str) -> Iterator[str]:
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST:
            yield part
            part = " "
        part += letter
    yield part
