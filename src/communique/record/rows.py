"""Lay out articles and events as rows of the record's tables, columns in the tables' order."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from communique import __version__
from communique.documents import event_to_dict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from communique.record.claim import Claim
    from communique.types import Article, Entity, Event

Rows = list[tuple[Any, ...]]
# One for all, since making an encoder costs more than using it.
ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def append(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Any]) -> None:
    """Append rows to a table, in the transaction that is under way."""
    if rows:
        appender = connection.appender(table)
        appender.append_rows(rows)
        appender.flush()


def hash_article(article: Article) -> str:
    """Hash an article's words: the same title and text, the same hash."""
    words = f"{article.title or ''}\x00{article.text}"
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()


def make_article_row(article: Article, events: int) -> tuple[Any, ...]:
    """Make the row of an article in which so many events were found."""
    return (
        article.id,
        hash_article(article),
        article.title,
        article.published,
        article.source,
        article.url,
        article.text,
        __version__,
        events,
    )


def make_event_row(article: str, event: Event, claim: Claim) -> tuple[Any, ...]:
    """Make the row of an event."""
    place, when = event.place, event.date
    return (
        event.id,
        article,
        event.event,
        event.mode,
        list(event.context),
        event.status,
        event.historical,
        when.start,
        when.end,
        when.edtf,
        when.timex,
        when.text,
        when.basis,
        place and place.name,
        place and place.country,
        place and place.latitude,
        place and place.longitude,
        place and place.geonames_id,
        event.count,
        event.score,
        event.quad,
        event.confidence,
        event.version,
        ENCODE(event_to_dict(event)),
        claim.stage,
        claim.likeness,
    )


def make_party_rows(event: Event) -> Iterator[tuple[Any, ...]]:
    """Make a row for each entity on either side of an event."""
    for side, entities in (("actor", event.actors), ("recipient", event.recipients)):
        for position, entity in enumerate(entities):
            span = entity.span
            yield (
                event.id,
                side,
                position,
                *_name(entity),
                entity.text,
                span and span.start,
                span and span.end,
            )


def make_attribution_rows(event: Event) -> Iterator[tuple[Any, ...]]:
    """Make a row for each who vouches for an event."""
    for position, part in enumerate(event.attribution):
        yield event.id, position, *_name(part.source), part.stance, part.cue


def make_evidence_rows(event: Event) -> Iterator[tuple[Any, ...]]:
    """Make a row for each sentence that reports an event."""
    for position, part in enumerate(event.evidence):
        yield (
            event.id,
            position,
            part.article,
            part.field,
            part.span.start,
            part.span.end,
            part.text,
            part.trigger.start,
            part.trigger.end,
            part.trigger_text,
        )


def _name(entity: Entity) -> tuple[str, str, str, str, str]:
    return entity.id, entity.name, entity.country, entity.sector, entity.role
