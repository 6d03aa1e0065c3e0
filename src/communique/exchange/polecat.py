"""POLECAT: 40 columns, tab-separated, with a header; what is missing is the word None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.directory import load_directory
from communique.exchange.claims import PLANNED, clean, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.record.store import Store
    from communique.types import Entity

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
DROPPED: Final = (
    "events that are possible or negated, or have no full day",
    "attribution, counts, offsets",
    "story people, organizations and locations: they are not of the event",
)
QUADS: Final = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


def write_polecat(store: Store) -> Iterator[tuple[str, ...]]:
    """Write the header and a row for each event; a planned meeting is AGREE, as POLECAT has it."""
    yield COLUMNS
    numbers: dict[str, int] = {}
    for article, event in read_claims(store):
        agreed = event.status == "planned" and event.event in PLANNED
        day = event.date.start
        if event.status in {"possible", "negated"} or (event.status == "planned" and not agreed):
            continue
        if day is None or day != event.date.end:
            continue
        numbers[article.id] = numbers.get(article.id, 0) + 1
        place = event.place
        cells = (
            f"{article.id}_{numbers[article.id]}",
            day.isoformat(),
            "AGREE" if agreed else event.event,
            None if agreed else event.mode,
            f"{event.score:.1f}",
            QUADS[1 if agreed else event.quad],
            "; ".join(event.context),
            *_party(event.actors),
            *_party(event.recipients or event.actors[1:]),
            place.name if place else None,
            place.name if place and place.latitude is not None else None,
            None,
            None,
            place.country if place else None,
            None if place is None or place.latitude is None else f"{place.latitude:.4f}",
            None if place is None or place.longitude is None else f"{place.longitude:.4f}",
            str(place.geonames_id) if place and place.geonames_id else None,
            place.text if place else None,
            None,
            article.source,
            article.published.isoformat() if article.published else None,
            None,
            None,
            None,
            article.language,
            event.version,
        )
        yield tuple(clean(cell) or "None" for cell in cells)


def _party(entities: Sequence[Entity]) -> tuple[str | None, ...]:
    if not entities:
        return (None,) * 8
    states = load_directory().states
    cows = [states[e.country].cow for e in entities if e.country in states]
    sectors = [e.sector for e in entities if e.sector]
    return (
        _join([e.name for e in entities]),
        _join([e.country for e in entities]),
        _join([str(cow) for cow in cows if cow is not None]),
        sectors[0] if sectors else None,
        _join(sectors),
        _join([e.role for e in entities]),
        _join([e.text for e in entities]),
        None,
    )


def _join(parts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))
