"""ICEWS: 20 columns, tab-separated, with a header; mutual deeds as two rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.directory import load_directory
from communique.exchange.claims import CAMEO, DONE, clean, make_dyads, make_number, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.record.store import Store
    from communique.types import Entity

COLUMNS: Final = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
DROPPED: Final = (
    "events that are planned, possible or negated, or have no full day",
    "status, attribution, counts, contexts, modes, offsets",
    "sentence numbers: the field holds the sentence's first character",
)


def write_icews(store: Store) -> Iterator[tuple[str, ...]]:
    """Write the header and a row for each dyad of each event that took place on a known day."""
    yield COLUMNS
    for article, event in read_claims(store):
        start = event.date.start
        if event.status not in DONE or start is None or start != event.date.end:
            continue
        root, label = CAMEO[event.event]
        place = event.place
        for source, target in make_dyads(event):
            yield (
                str(make_number(event.id)),
                start.isoformat(),
                *_say(source),
                label,
                root.ljust(3, "0"),
                f"{event.score:.1f}",
                *_say(target),
                clean(article.id),
                str(event.evidence[0].span.start),
                clean(article.source),
                clean(place.name) if place and place.latitude is not None else "",
                "",
                "",
                _country(place.country) if place else "",
                "" if place is None or place.latitude is None else f"{place.latitude:.4f}",
                "" if place is None or place.longitude is None else f"{place.longitude:.4f}",
            )


def _say(entity: Entity | None) -> tuple[str, str, str]:
    if entity is None:
        return "", "", ""
    return clean(entity.name), entity.sector, _country(entity.country)


def _country(code: str) -> str:
    state = load_directory().states.get(code)
    return state.name if state else ""
