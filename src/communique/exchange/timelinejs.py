"""TimelineJS: the best-reported deeds of a record as slides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from communique.exchange.claims import clean, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from communique.record.store import Store

# More slides than this nobody turns.
MOST: Final = 100
DROPPED: Final = (
    f"all but {MOST} deeds, those with most evidence first, and deeds without a start",
    "scores, modes, offsets, attribution",
)


def write_timelinejs(store: Store) -> Iterator[str]:
    """Write one JSON object: deeds with a start, in the order of dates."""
    dated = [(a, e) for a, e in read_claims(store) if e.date.start is not None]
    chosen = sorted(dated, key=lambda pair: (-len(pair[1].evidence), pair[1].id))[:MOST]
    slides = []
    for article, event in sorted(chosen, key=lambda pair: (str(pair[1].date.start), pair[1].id)):
        start, end = event.date.start, event.date.end
        names = ", ".join(e.name for e in event.actors)
        slide: dict[str, Any] = {
            "unique_id": event.id,
            "start_date": _day(start),
            "text": {
                "headline": clean(f"{names}: {event.event.lower()} ({event.status})"),
                "text": _escape(event.evidence[0].text),
            },
            "group": " – ".join(sorted({e.country for e in (*event.actors, *event.recipients)})),
        }
        if end is not None and end != start:
            slide["end_date"] = _day(end)
        if article.url:
            slide["media"] = {"url": article.url}
        slides.append(slide)
    yield json.dumps({"events": slides}, ensure_ascii=False)


def _day(day: date | None) -> dict[str, int]:
    return {} if day is None else {"year": day.year, "month": day.month, "day": day.day}


def _escape(text: str) -> str:
    """Escape for HTML, in which TimelineJS shows a slide's text."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
