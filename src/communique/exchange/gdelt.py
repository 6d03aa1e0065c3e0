"""GDELT 2.0: events with 61 columns and mentions with 16, tab-separated, without headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.directory import load_directory
from communique.exchange.claims import CAMEO, DONE, clean, make_dyads, make_number, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from communique.record.store import Store
    from communique.types import Entity, Place

WIDTH: Final = 61
MENTIONS: Final = 16
DROPPED: Final = (
    "events that are planned, possible or negated, or have no full day",
    "status, attribution, counts, contexts, modes",
    "tone, known groups, ethnic and religious codes: we do not compute them",
)


def write_events(store: Store) -> Iterator[tuple[str, ...]]:
    """Write a row for each dyad of each event that took place on a known day."""
    for article, event in read_claims(store):
        day = event.date.start
        if event.status not in DONE or day is None or day != event.date.end:
            continue
        code = CAMEO[event.event][0]
        for number, (source, target) in enumerate(make_dyads(event)):
            yield (
                str(make_number(event.id) * 1000 + number),
                f"{day:%Y%m%d}",
                f"{day:%Y%m}",
                f"{day:%Y}",
                f"{day.year + min((day.month * 30 + day.day) / 365, 0.9999):.4f}",
                *_actor(source),
                *_actor(target),
                "1" if event.evidence[0].span.start < 400 else "0",
                code.ljust(3, "0"),
                code.ljust(3, "0"),
                code[:2],
                str(event.quad),
                f"{event.score:.1f}",
                str(len(event.evidence)),
                "1",
                "1",
                "",
                *_place(None),
                *_place(None),
                *_place(event.place),
                _stamp(article.published),
                clean(article.url),
            )


def write_mentions(store: Store) -> Iterator[tuple[str, ...]]:
    """Write a row for each sentence that reports an exported event, with its offsets."""
    for article, event in read_claims(store):
        day = event.date.start
        if event.status not in DONE or day is None or day != event.date.end:
            continue
        for number, _ in enumerate(make_dyads(event)):
            for place, part in enumerate(event.evidence):
                actors = [e.span for e in (*event.actors, *event.recipients)][:2]
                offsets = [str(span.start) if span else "-1" for span in actors]
                yield (
                    str(make_number(event.id) * 1000 + number),
                    f"{day:%Y%m%d}000000",
                    _stamp(article.published),
                    "1" if article.url else "2",
                    clean(article.source),
                    clean(article.url or article.id),
                    str(place + 1),
                    *[*offsets, "-1", "-1"][:2],
                    str(part.trigger.start),
                    "1",
                    str(round(event.confidence * 100)),
                    str(len(article.text)),
                    "",
                    "",
                    clean(f"communique {event.version}"),
                )


def _actor(entity: Entity | None) -> tuple[str, ...]:
    if entity is None:
        return ("",) * 10
    sector = "" if entity.sector in {"IGO", "NGO", "MNC", "UNO"} else entity.sector
    state = entity.country if entity.country in load_directory().states else ""
    return (
        clean(entity.country + sector),
        clean(entity.name).upper(),
        state,
        "",
        "",
        "",
        "",
        sector or ("" if state else entity.country),
        "",
        "",
    )


def _place(place: Place | None) -> tuple[str, ...]:
    if place is None:
        return "0", *("",) * 7
    state = load_directory().states.get(place.country)
    exact = place.latitude is not None and place.longitude is not None
    return (
        "4" if exact else "1",
        clean(place.name),
        state.fips if state else "",
        "",
        "",
        f"{place.latitude:.4f}" if exact else "",
        f"{place.longitude:.4f}" if exact else "",
        str(place.geonames_id or ""),
    )


def _stamp(day: date | None) -> str:
    return f"{day:%Y%m%d}000000" if day else ""
