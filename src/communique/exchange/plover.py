"""Events as PLOVER JSON lines: the fields of the PLOVER manual's table "PLOVER JSON".

PLOVER has no slot for our status beyond its four auxiliary modes, which go into `context`, nor
for a count and for who says so, which go into `comment`. `coded_date` is left out: two runs over
one report have to give the same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from communique.lexicon import QUADS, SCORES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.types import Article, Entity, Event, Place

    Row = dict[str, Any]

# What is only planned is, in PLOVER, an agreement to do it (coding manual, section 3, rule 1).
AGREED_WHEN_PLANNED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
# PLOVER's auxiliary modes by our status.
AUXILIARY = {"planned": "future", "possible": "hypothetical", "negated": "negation"}


def write_plover(events: Iterable[Event], article: Article | None = None) -> Iterator[str]:
    """Write each event as one line of PLOVER JSON, without the line's end."""
    for event in events:
        yield json.dumps(make_plover(event, article), ensure_ascii=False, separators=(",", ":"))


def make_plover(event: Event, article: Article | None = None) -> Row:
    """Give the event as PLOVER's fields; what is empty is left out, as the manual allows.

    `date` is the one field that PLOVER requires and a report need not tell: it is null then, and
    never the day of publication.
    """
    agreed = event.status == "planned" and event.event in AGREED_WHEN_PLANNED
    kind = "AGREE" if agreed else event.event
    mode = None if agreed else event.mode  # AGREE has no modes
    context = [*event.context]
    if event.status in AUXILIARY:
        context.append(AUXILIARY[event.status])
    if event.historical:
        context.append("historical")
    first = event.evidence[0]
    start, end = event.date.start, event.date.end
    row = {
        "id": event.id,
        "has_event": True,
        "date": None if start is None else start.isoformat(),
        "enddate": None if end is None or end == start else end.isoformat(),
        "actor": [_make_party(entity) for entity in event.actors],
        "recipient": [_make_party(entity) for entity in event.recipients],
        "event": [kind],
        "mode": [mode] if mode else [],
        "context": context,
        "event_loc": None if event.place is None else _make_location(event.place),
        "event_text": [evidence.trigger_text for evidence in event.evidence],
        "quad_code": QUADS[kind] if agreed else event.quad,
        "event_scale": SCORES[kind] if agreed else event.score,
        "link": article.url if article is not None else None,
        "text": first.text,
        "text_info": {"start": first.span.start, "end": first.span.end},
        "cite_info": _cite(event, article),
        "coder": f"communique {event.version}",
        "comment": _comment(event),
    }
    return {
        name: value for name, value in row.items() if name == "date" or value not in (None, [])
    }


def _make_party(entity: Entity) -> Row:
    row = {
        "code": entity.country,
        "sector": entity.sector,
        "entity_text": entity.text,
        "identifier_text": entity.name,
        "office": entity.role,
    }
    return {name: value for name, value in row.items() if value}


def _make_location(place: Place) -> Row:
    row = {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames_id": place.geonames_id,
    }
    return {name: value for name, value in row.items() if value not in (None, "")}


def _cite(event: Event, article: Article | None) -> Row:
    articles = list(dict.fromkeys(evidence.article for evidence in event.evidence))
    row: Row = {"article": articles[0]} if len(articles) == 1 else {"articles": articles}
    if article is not None:
        published = None if article.published is None else article.published.isoformat()
        row |= {"source": article.source, "title": article.title, "published": published}
    return {name: value for name, value in row.items() if value}


def _comment(event: Event) -> str:
    parts = [f"status: {event.status}", f"date: {event.date.basis}"]
    if event.date.edtf:
        parts[1] += f" {event.date.edtf}"
    if event.count != 1:
        parts.append(f"count: {event.count}")
    parts += [
        f"{attribution.stance}: {attribution.source.name} ({attribution.source.country})"
        for attribution in event.attribution
    ]
    return "; ".join(parts)
