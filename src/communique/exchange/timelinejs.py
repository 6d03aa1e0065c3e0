"""TimelineJS: the best-reported deeds of a record as slides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import read_chronicle, say_names
from communique.exchange.claims import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from communique.record.store import Store

# More slides than this nobody turns.
MOST: Final = 100
DROPPED: Final = (
    f"all but {MOST} deeds, those that most reports tell of first, and deeds without a start",
    "scores, modes, offsets, reports but the best, attribution but names",
)


def write_timelinejs(store: Store) -> Iterator[str]:
    """Write one JSON object: deeds with a start, in the order of dates."""
    dated = read_chronicle(store, ["o.start_date IS NOT NULL"])
    chosen = sorted(dated, key=lambda row: (-row["reports"], row["historical"], row["occurrence"]))
    kept = {row["occurrence"] for row in chosen[:MOST]}
    slides = [_make_slide(row) for row in dated if row["occurrence"] in kept]
    yield json.dumps({"events": slides}, ensure_ascii=False)


def _make_slide(row: Mapping[str, Any]) -> dict[str, Any]:
    start, end = row["start_date"], row["end_date"]
    names = ", ".join(dict.fromkeys(row["actor_names"] or ()))
    said = f" ({say_names(row['said_by'])})" if row["said_by"] else ""
    slide: dict[str, Any] = {
        "unique_id": row["occurrence"],
        "start_date": _day(start),
        "text": {
            "headline": clean(f"{names}: {row['type'].lower()} ({row['life']})"),
            "text": _escape(f"{row['sentence'] or ''}{said}"),
        },
        "group": " – ".join(sorted({*row["actor_countries"], *row["recipient_countries"]})),
    }
    if end is not None and end != start:
        slide["end_date"] = _day(end)
    if row["url"]:
        slide["media"] = {"url": row["url"]}
    return slide


def _day(day: date | None) -> dict[str, int]:
    return {} if day is None else {"year": day.year, "month": day.month, "day": day.day}


def _escape(text: str) -> str:
    """Escape for HTML, in which TimelineJS shows a slide's text."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
