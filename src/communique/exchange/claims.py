"""What exports are made of: each event of a record with its article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from communique.documents import event_from_dict
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.record.store import Store
    from communique.types import Entity, Event

# ICEWS, GDELT and POLECAT count what took place; the rest has no place in their columns.
DONE: Final = frozenset({"occurred", "ongoing"})
PLANNED: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
# The nearest CAMEO root of each type, and its label in ICEWS, after PLOVER's own crosswalk.
CAMEO: Final = {
    "AGREE": ("03", "Express intent to cooperate"),
    "CONSULT": ("04", "Consult"),
    "SUPPORT": ("05", "Engage in diplomatic cooperation"),
    "COOPERATE": ("06", "Engage in material cooperation"),
    "AID": ("07", "Provide aid"),
    "CONCEDE": ("08", "Yield"),
    "RETREAT": ("087", "De-escalate military engagement"),
    "REQUEST": ("10", "Demand"),
    "ACCUSE": ("11", "Disapprove"),
    "REJECT": ("12", "Reject"),
    "THREATEN": ("13", "Threaten"),
    "PROTEST": ("14", "Protest"),
    "MOBILIZE": ("15", "Exhibit force posture"),
    "SANCTION": ("16", "Reduce relations"),
    "COERCE": ("17", "Coerce"),
    "ASSAULT": ("19", "Use conventional military force"),
}


def read_claims(store: Store) -> Iterator[tuple[Article, Event]]:
    """Read events with their articles, by article, then by id; not what corrections retired."""
    rows = store.sql(
        "SELECT a.article, a.title, a.published, a.source, a.url, a.text, e.document "
        "FROM events e JOIN articles a USING (article) "
        "WHERE e.event NOT IN (SELECT event FROM retired) ORDER BY a.article, e.event"
    )
    for row in rows:
        article = Article(
            id=row["article"],
            text=row["text"],
            published=row["published"],
            title=row["title"],
            source=row["source"],
            url=row["url"],
        )
        yield article, event_from_dict(json.loads(row["document"]))


def make_dyads(event: Event) -> Iterator[tuple[Entity | None, Entity | None]]:
    """Give source and target of each row that a two-sided format needs: mutual deeds both ways."""
    if event.recipients:
        for actor in event.actors:
            for recipient in event.recipients:
                yield actor, recipient
    elif len(event.actors) > 1:
        for actor in event.actors:
            for other in event.actors:
                if actor.id != other.id:
                    yield actor, other
    else:
        yield (event.actors[0] if event.actors else None), None


def make_number(event_id: str) -> int:
    """Make a number of an event's id, for formats that want one: its first 52 bits."""
    return int(event_id[:13], 16)


def clean(text: str | None) -> str:
    """Take tabs and line ends out of a field."""
    return " ".join((text or "").split())
