"""Which land a deed goes to, where no phrase of place says where it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.placing import AIMED
from communique.directory import find_place
from communique.types import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.coding.drafts import Draft
    from communique.directory import Directory
    from communique.types import ActorMention, Sentence

# A visit is paid where its host is; talks with him may be held anywhere.
_VISITS = frozenset(
    {"visit", "tour", "trip", "journey", "travel", "fly", "go", "arrive", "return"}
)
_VISITED: tuple[str, ...] = ("object", "to", "in", "of")
_NAMED = frozenset({"name", "place"})


def place_group(
    drafts: Sequence[Draft], actors: Sequence[Sequence[ActorMention]], directory: Directory
) -> Place | None:
    """Return where a deed is done by all that its sentences say: a city before its country."""
    named = [d.place.place for d in drafts if d.place is not None]
    if not named:
        rows = [(d, actors[d.sentence.index]) for d in drafts]
        goals = (find_goal(d.sentence, d.type, d.reading.trigger, row) for d, row in rows)
        hosts = (_find_host(d, row, directory) for d, row in rows if d.type == "CONSULT")
        named = [place for place in (*goals, *hosts) if place is not None]
    return next((p for p in named if p.latitude is not None), named[0] if named else None)


def find_goal(
    sentence: Sentence, kind: str, trigger: int, mentions: Sequence[ActorMention]
) -> Place | None:
    """Return the land that is visited, invaded, sent troops to or left: "invaded Kuwait"."""
    lands = {m.head: m for m in mentions if m.how in _NAMED and is_land(sentence, m)}
    if not lands:
        return None
    for head in _goals(sentence, kind, trigger):
        mention = lands.get(head)
        if mention is not None:
            entity = mention.entities[0]
            return Place(name=entity.name, country=entity.country)
    return None


def _find_host(
    draft: Draft, mentions: Sequence[ActorMention], directory: Directory
) -> Place | None:
    """Return the land whose guest is met there: "Ruto held talks with visiting Premier Li"."""
    tokens = draft.sentence.tokens
    guests = {
        m.entities[0].country
        for m in mentions
        if m.entities[0] in draft.actors
        and any(
            (t.text.lower(), t.deprel) == ("visiting", "amod")
            for t in tokens[max(0, m.first - 4) : m.head]
        )
    }
    hosts = {e.country for e in draft.actors} - guests
    state = directory.states.get(min(hosts)) if guests and len(hosts) == 1 else None
    return Place(name=state.name, country=state.id) if state else None


def _goals(sentence: Sentence, kind: str, trigger: int) -> Iterator[int]:
    """Yield the words that a deed goes to, and what they are part of: "the north of Cyprus"."""
    if kind == "CONSULT":
        ways = _VISITED if sentence.tokens[trigger].lemma in _VISITS else ()
    else:
        ways = AIMED.get(kind, ())
    for way in ways:
        heads = (
            valency.objects(sentence, trigger)
            if way == "object"
            else frames.phrases_after(sentence, trigger, way)
        )
        for head in heads:
            yield head
            yield from frames.phrases_after(sentence, head, "of")


def is_land(sentence: Sentence, mention: ActorMention) -> bool:
    """Tell whether a mention names a state or a region, and not who is from there."""
    entity = mention.entities[0]
    if sentence.tokens[mention.head].upos != "PROPN" or len(mention.entities) > 1:
        return False
    return entity.id == entity.country or (
        entity.sector in {"", "PRE"} and find_place(entity.name) is not None
    )
