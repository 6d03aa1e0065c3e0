"""FollowTheMoney JSON lines: events, parties and articles as entities that refer to each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from communique.directory import load_directory
from communique.exchange.claims import clean, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.record.store import Store
    from communique.types import Entity

DROPPED: Final = (
    "status and type have no slot: they stand in keywords",
    "scores, modes, offsets",
    "dates wider than a year, or open",
)


def write_ftm(store: Store) -> Iterator[str]:
    """Write each party and article once, then the events that refer to them."""
    met: set[str] = set()
    for article, event in read_claims(store):
        proof = f"article-{article.id}"
        if proof not in met:
            met.add(proof)
            yield _line(
                proof,
                "Article",
                title=article.title or article.id,
                date=article.published and article.published.isoformat(),
                publisher=article.source,
                sourceUrl=article.url,
            )
        for entity in (*event.actors, *event.recipients):
            if entity.id not in met:
                met.add(entity.id)
                yield _make_party(entity)
        start, end = event.date.start, event.date.end
        sentence = event.evidence[0]
        yield _line(
            f"event-{event.id}",
            "Event",
            name=clean(f"{event.event}: {', '.join(e.name for e in event.actors)}"),
            date=start.isoformat() if start and start == end else None,
            startDate=start.isoformat() if start and start != end else None,
            endDate=end.isoformat() if end and start != end else None,
            summary=clean(sentence.text),
            location=event.place and event.place.name,
            country=event.place and find_code(event.place.country),
            organizer=[e.id for e in event.actors],
            involved=[e.id for e in (*event.actors, *event.recipients)],
            proof=proof,
            keywords=[event.event, event.status, *event.context],
            recordId=event.id,
            sourceUrl=article.url,
        )


def find_code(country: str) -> str | None:
    """Find the two letters that the model knows a country by; bodies of many have none."""
    state = load_directory().states.get(country)
    return state.iso2.lower() or None if state else None


def _make_party(entity: Entity) -> str:
    schema = "PublicBody" if entity.id == entity.country or entity.id.isupper() else "LegalEntity"
    if entity.role:
        schema = "Person"
    return _line(
        entity.id,
        schema,
        name=entity.name,
        country=find_code(entity.country),
        position=entity.role if schema == "Person" else None,
    )


def _line(key: str, schema: str, **properties: Any) -> str:  # noqa: ANN401 - a value or a list
    kept = {
        field: value if isinstance(value, list) else [value]
        for field, value in properties.items()
        if value
    }
    return json.dumps({"id": key, "schema": schema, "properties": kept}, ensure_ascii=False)
