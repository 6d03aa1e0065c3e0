"""ICS calendars: what is planned, and what was called off, as all-day entries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from communique.exchange.claims import clean, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.record.store import Store

DROPPED: Final = (
    "all but planned and negated meetings and other planned deeds with a closed date",
    "parties' countries and sectors, scores, modes, offsets",
)
# RFC 5545: lines of at most 75 octets, continued after a space.
LONGEST: Final = 73


def write_ics(store: Store) -> Iterator[str]:
    """Write a calendar; its entries bear the events' ids, so that a later export replaces them."""
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//communique//record//EN"
    for article, event in read_claims(store):
        start, end = event.date.start, event.date.end
        if event.status not in {"planned", "negated"} or start is None or end is None:
            continue
        if event.status == "negated" and event.event != "CONSULT":
            continue
        names = ", ".join(e.name for e in (*event.actors, *event.recipients))
        stamp = article.published or start
        lines = [
            "BEGIN:VEVENT",
            f"UID:{event.id}@communique",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}",
            f"STATUS:{'TENTATIVE' if event.status == 'planned' else 'CANCELLED'}",
            f"SUMMARY:{_escape(f'{event.event}: {names}')}",
            f"DESCRIPTION:{_escape(event.evidence[0].text)}",
        ]
        if event.place:
            lines.append(f"LOCATION:{_escape(event.place.name)}")
        if article.url:
            lines.append(f"URL:{clean(article.url)}")
        for line in (*lines, "END:VEVENT"):
            yield from _fold(line)
    yield "END:VCALENDAR"


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
