"""Events as plain values: strings, numbers, lists and dictionaries, with nothing lost.

`event_from_dict(event_to_dict(event)) == event` for every event.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from communique.types import Attribution, Entity, Event, Evidence, Place, Span, When

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = dict[str, Any]


def event_to_dict(event: Event) -> Row:
    """Give the event as plain values: strings, numbers, lists and dictionaries."""
    return {
        "id": event.id,
        "event": event.event,
        "mode": event.mode,
        "context": list(event.context),
        "actors": [_entity_to_dict(entity) for entity in event.actors],
        "recipients": [_entity_to_dict(entity) for entity in event.recipients],
        "date": _when_to_dict(event.date),
        "status": event.status,
        "historical": event.historical,
        "place": None if event.place is None else _place_to_dict(event.place),
        "count": event.count,
        "attribution": [_attribution_to_dict(part) for part in event.attribution],
        "evidence": [_evidence_to_dict(part) for part in event.evidence],
        "score": event.score,
        "quad": event.quad,
        "confidence": event.confidence,
        "version": event.version,
        "why": list(event.why),
    }


def event_from_dict(row: Mapping[str, Any]) -> Event:
    """Make the event that `event_to_dict` gave as plain values; other fields are ignored."""
    place = row["place"]
    return Event(
        id=row["id"],
        event=row["event"],
        mode=row["mode"],
        context=tuple(row["context"]),
        actors=tuple(_entity_from_dict(entity) for entity in row["actors"]),
        recipients=tuple(_entity_from_dict(entity) for entity in row["recipients"]),
        date=_when_from_dict(row["date"]),
        status=row["status"],
        historical=row["historical"],
        place=None if place is None else _place_from_dict(place),
        count=row["count"],
        attribution=tuple(_attribution_from_dict(part) for part in row["attribution"]),
        evidence=tuple(_evidence_from_dict(part) for part in row["evidence"]),
        score=row["score"],
        quad=row["quad"],
        confidence=row["confidence"],
        version=row["version"],
        why=tuple(row.get("why", ())),
    )


def _ends(span: Span | None) -> Row:
    return {"start": None, "end": None} if span is None else {"start": span.start, "end": span.end}


def _span(row: Mapping[str, Any]) -> Span | None:
    return None if row["start"] is None else Span(row["start"], row["end"])


def _keep(row: Mapping[str, Any], noun: type) -> Row:
    """Keep what the noun has a field for; a span is made apart from its two ends."""
    names = {field.name for field in fields(noun)} - {"span"}
    return {name: value for name, value in row.items() if name in names}


def _entity_to_dict(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "name": entity.name,
        "country": entity.country,
        "sector": entity.sector,
        "role": entity.role,
        "text": entity.text,
        **_ends(entity.span),
    }


def _entity_from_dict(row: Mapping[str, Any]) -> Entity:
    return Entity(**_keep(row, Entity), span=_span(row))


def _place_to_dict(place: Place) -> Row:
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames_id": place.geonames_id,
        "text": place.text,
        **_ends(place.span),
    }


def _place_from_dict(row: Mapping[str, Any]) -> Place:
    return Place(**_keep(row, Place), span=_span(row))


def _when_to_dict(when: When) -> Row:
    """Give a date; `start` and `end` are days here, so its words' place is a field of its own."""
    return {
        "start": None if when.start is None else when.start.isoformat(),
        "end": None if when.end is None else when.end.isoformat(),
        "edtf": when.edtf,
        "text": when.text,
        "basis": when.basis,
        "timex": when.timex,
        "kind": when.kind,
        "span": None if when.span is None else _ends(when.span),
    }


def _when_from_dict(row: Mapping[str, Any]) -> When:
    start, end, span = row["start"], row["end"], row.get("span")
    return When(
        start=None if start is None else date.fromisoformat(start),
        end=None if end is None else date.fromisoformat(end),
        edtf=row["edtf"],
        text=row["text"],
        basis=row["basis"],
        timex=row.get("timex", ""),
        kind=row.get("kind", "date"),
        span=None if span is None else _span(span),
    )


def _attribution_to_dict(attribution: Attribution) -> Row:
    return {
        "source": _entity_to_dict(attribution.source),
        "stance": attribution.stance,
        "cue": attribution.cue,
        **_ends(attribution.span),
    }


def _attribution_from_dict(row: Mapping[str, Any]) -> Attribution:
    return Attribution(
        source=_entity_from_dict(row["source"]),
        stance=row["stance"],
        cue=row["cue"],
        span=Span(row["start"], row["end"]),
    )


def _evidence_to_dict(evidence: Evidence) -> Row:
    # The field is written for titles only: where it is not said, offsets are into the text.
    field = {} if evidence.field == "text" else {"field": evidence.field}
    return {
        "article": evidence.article,
        **field,
        **_ends(evidence.span),
        "text": evidence.text,
        "trigger": {**_ends(evidence.trigger), "text": evidence.trigger_text},
    }


def _evidence_from_dict(row: Mapping[str, Any]) -> Evidence:
    trigger = row["trigger"]
    return Evidence(
        article=row["article"],
        field=row.get("field", "text"),
        span=Span(row["start"], row["end"]),
        text=row["text"],
        trigger=Span(trigger["start"], trigger["end"]),
        trigger_text=trigger["text"],
    )
