"""What one article claims, as far as bringing reports of one deed together needs it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from communique.record.life import find_stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import duckdb

    from communique.types import Article, Event

# A sentence of fewer words may stand in many articles by chance.
TELLING: Final = 8
WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold an event's type, day, place and parties; the fields stand in the order of `READ`."""

    event: str
    article: str
    published: date | None
    type: str
    mode: str | None
    stage: str
    start: date | None
    end: date | None
    edtf: str | None
    place: str | None
    place_country: str | None
    count: int
    score: float
    quad: int
    historical: bool
    confidence: float
    likeness: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    # Its sentence, and the title and beginning of its article.
    sentence: str
    lead: str
    # Corrections that say it is one with others, or a deed apart from others.
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


READ: Final = """
    SELECT e.event, e.article, a.published, e.type, e.mode, e.stage, e.start_date, e.end_date,
           e.edtf, e.place, e.place_country, e.count, e.score, e.quad, e.historical, e.confidence,
           e.likeness, p.actors, p.recipients, p.actor_countries, p.recipient_countries,
           v.sentence
    FROM events e JOIN articles a USING (article)
    LEFT JOIN (SELECT event, sentence FROM evidence WHERE position = 0 AND {chosen}) v
        ON v.event = e.event
    LEFT JOIN (
        SELECT event, list(entity) FILTER (side = 'actor') AS actors,
               list(entity) FILTER (side = 'recipient') AS recipients,
               list(country) FILTER (side = 'actor') AS actor_countries,
               list(country) FILTER (side = 'recipient') AS recipient_countries
        FROM parties WHERE {chosen} GROUP BY event
    ) p ON p.event = e.event
    WHERE {events} AND e.event NOT IN (SELECT event FROM retired)
"""
LEADS: Final = """
    SELECT article, left(concat_ws(chr(10), title, text), $2) FROM articles
    WHERE article IN (SELECT unnest($1::TEXT[]))
"""
CHOSEN: Final = "event IN (SELECT unnest($1::TEXT[]))"
OF_TYPES: Final = "event IN (SELECT event FROM events WHERE list_contains($1::TEXT[], type))"
# Characters of title and text that show which story a report is of.
LEAD: Final = 700
LABELS: Final = """
    SELECT c.correction, c.action, coalesce(r.instead, c.event)
    FROM (SELECT correction, action, unnest(events) AS event FROM corrections
          WHERE action IN ('merge', 'split')) c
    LEFT JOIN retired r USING (event)
"""


def make_claim(article: Article, event: Event) -> Claim:
    """Make the claim of an event that has just been coded."""
    place, when = event.place, event.date
    return Claim(
        event.id,
        article.id,
        article.published,
        event.event,
        event.mode,
        find_stage(event),
        when.start,
        when.end,
        when.edtf,
        place.name if place else None,
        place.country if place else None,
        event.count,
        event.score,
        event.quad,
        event.historical,
        event.confidence,
        find_likeness(event),
        _sort([e.id for e in event.actors]),
        _sort([e.id for e in event.recipients]),
        _sort([e.country for e in event.actors]),
        _sort([e.country for e in event.recipients]),
        event.evidence[0].text,
        (article.text if article.title is None else f"{article.title}\n{article.text[:LEAD]}")[
            :LEAD
        ],
    )


def find_likeness(event: Event) -> int:
    """Give a number that the same words in the same order have, 0 for a sentence too short."""
    words = WORD.findall(event.evidence[0].text.lower())
    if len(words) < TELLING:
        return 0
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big")


def read_claims(
    connection: duckdb.DuckDBPyConnection, chosen: Iterable[str], which: str = CHOSEN
) -> list[Claim]:
    """Read the claims that stand of some events, or of some types."""
    query = READ.format(chosen=which, events=f"e.{which}")
    rows = connection.execute(query, [list(chosen)]).fetchall()
    articles = sorted({row[1] for row in rows})
    leads = dict(connection.execute(LEADS, [articles, LEAD]).fetchall()) if rows else {}
    labels = read_labels(connection)
    nothing: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    return [_make(row, leads[row[1]], *labels.get(row[0], nothing)) for row in rows]


def _make(
    row: tuple[Any, ...], lead: str, together: tuple[str, ...], apart: tuple[str, ...]
) -> Claim:
    values: list[Any] = [*row[:-5], *map(_sort, row[-5:-1]), row[-1] or "", lead, together, apart]
    return Claim(*values)


def read_labels(
    connection: duckdb.DuckDBPyConnection,
) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Read which events users have brought together, and which they have set apart."""
    found: dict[str, dict[str, list[Any]]] = {}
    for correction, action, event in connection.execute(LABELS).fetchall():
        found.setdefault(event, {}).setdefault(action, []).append(correction)
    return {
        event: (tuple(sorted(labels.get("merge", ()))), tuple(sorted(labels.get("split", ()))))
        for event, labels in found.items()
    }


def _sort(values: list[str] | None) -> tuple[str, ...]:
    return tuple(sorted(set(values)) if len(values) > 1 else values) if values else ()
