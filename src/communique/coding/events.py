"""From groups of drafts to events: the record of each deed with its evidence."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from communique import __version__
from communique.coding.attribution import find_quote
from communique.coding.drafts import countries_of
from communique.coding.linking import UNKNOWN
from communique.coding.parties import is_person
from communique.directory import role_of
from communique.lexicon import QUADS, SCORES
from communique.types import Event, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.types import Article, Attribution, Entity, Place, Status, When

HISTORICAL_AFTER = 30


def make_event(
    article: Article,
    group: Group,
    when: When | None,
    place: Place | None,
    contexts: Mapping[str, frozenset[str]],
    confidence: float,
    why: Sequence[str] = (),
) -> Event:
    """Make the event of a group of drafts."""
    first = leading_draft(group)
    actors = name_people(first.actors, (d.actors for d in group.drafts))
    recipients = name_people(find_recipients(first, group), (d.recipients for d in group.drafts))
    entry = first.reading.entry
    date = when or UNKNOWN
    attribution: dict[str, Attribution] = {}
    for item in find_sources(first, group):
        attribution.setdefault(item.source.id, item)
    status = settle_status(first.status, date, article)
    evidence = tuple(make_evidence(article, draft) for draft in group.drafts)
    words = signals_of(group)
    context = tuple(
        dict.fromkeys(
            [
                *entry.context,
                *(name for name, signals in contexts.items() if len(words & signals) > 0),
            ]
        )
    )
    mode = next(
        (d.reading.entry.mode for d in (first, *group.drafts) if d.reading.entry.mode), None
    )
    key = "|".join(
        [
            article.id, entry.type, mode or "", status, date.edtf or "", str(first.count),
            ",".join(e.id for e in actors), ",".join(e.id for e in recipients),
            f"{evidence[0].field}:{evidence[0].trigger.start}",
        ]
    )  # fmt: skip
    return Event(
        id=hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
        event=entry.type,
        mode=mode,
        context=context,
        actors=tuple(in_office(e, date, article) for e in actors),
        recipients=tuple(in_office(e, date, article) for e in recipients),
        date=date,
        status=status,
        historical=is_historical(date, article),
        place=place,
        count=first.count,
        attribution=tuple(attribution.values()),
        evidence=evidence,
        score=SCORES[entry.type],
        quad=QUADS[entry.type],
        confidence=round(confidence, 2),
        version=__version__,
        why=(*dict.fromkeys(line for draft in group.drafts for line in draft.why), *why),
    )


VERBAL = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})


def sources_of(draft: Draft) -> tuple[Attribution, ...]:
    """List who vouches for a deed.

    Whoever acts by the words that are quoted ("We reject …") is their actor, not their source;
    "the minister said he had refused" tells of a deed apart from the saying.
    """
    reading = draft.reading
    told = reading.entry.pos != "noun" and find_quote(draft.sentence, reading.trigger) is None
    if draft.type not in VERBAL or told:
        return draft.attribution
    own = {entity.id for entity in draft.actors}
    return tuple(item for item in draft.attribution if item.source.id not in own)


def find_sources(first: Draft, group: Group) -> tuple[Attribution, ...]:
    """List who vouches for a deed by its leading draft, or by another told in the same sentence.

    Headlines name no sources: the first sentence of the text that tells the deed does.
    """
    at = first.sentence
    if at.field == "title" or at.kind == "headline":
        at = next((d.sentence for d in group.drafts if d.sentence.kind == "body"), at)
    told = (sources_of(d) for d in (first, *group.drafts) if d.sentence in (first.sentence, at))
    return next(filter(None, told), ())


def in_office(entity: Entity, date: When, article: Article) -> Entity:
    """Give a person the office held on the day of the deed (coding manual, rule 14).

    A title in the text stands as long as the deed is of the report's own time.
    """
    day = date.start or date.end
    if day is None or article.published is None or entity.id.startswith("person:"):
        return entity
    if abs((article.published - day).days) <= HISTORICAL_AFTER:
        return entity
    held = role_of(entity.id, day)
    return replace(entity, role=held) if held else entity


def signals_of(group: Group) -> set[str]:
    """Collect the lemmas of a group's sentences, single and in pairs."""
    found: set[str] = set()
    for draft in group.drafts:
        lemmas = [t.lemma.lower() for t in draft.sentence.tokens]
        found.update(lemmas)
        found.update(f"{a} {b}" for a, b in pairwise(lemmas))
    return found


def leading_draft(group: Group) -> Draft:
    """Choose the draft that gives an event its fields: the first complete one.

    A headline names countries where the text names persons, so the text goes before it.
    """
    complete = [d for d in group.drafts if d.complete] or group.drafts
    complete = [d for d in complete if d.actors] or complete
    first = complete[0]
    if first.sentence.field == "title" or first.sentence.kind == "headline":
        return next((d for d in complete if d.sentence.kind == "body"), first)
    return first


def find_recipients(first: Draft, group: Group) -> tuple[Entity, ...]:
    """Give to whom a deed is done, as the leading draft or, failing that, another one says it."""
    if first.recipients or first.reading.entry.mutual:
        return first.recipients
    acting = countries_of(first.actors)
    said = (
        d.recipients
        for d in group.drafts
        if d.reading.recipients and countries_of(d.actors) == acting
    )
    return next(filter(None, said), ())


def name_people(side: tuple[Entity, ...], told: Iterable[Sequence[Entity]]) -> tuple[Entity, ...]:
    """Name who elsewhere do what a sentence says that a state, or its leaders, did.

    Of several it is not known which one stands for the state.
    """
    named: dict[str, dict[str, Entity]] = {}
    for entity in (one for others in told for one in others if is_person(one)):
        named.setdefault(entity.country, {})[entity.id] = entity
    made: dict[str, Entity] = {}
    for entity in side:
        people = named.get(entity.country, {})
        unnamed = entity.id == f"{entity.country}-GOV"
        if unnamed or (entity.id == entity.country and len(people) == 1):
            made.update(people)
        if not people or not (unnamed or set(people) <= set(made)):
            made[entity.id] = entity
    return tuple(made.values())


def settle_status(status: Status, date: When, article: Article) -> Status:
    """Let the date correct the tense: what lies after publication has not occurred."""
    if (
        status in {"occurred", "ongoing"}
        and article.published is not None
        and date.start is not None
        and date.start > article.published
    ):
        return "planned"
    return status


def is_historical(date: When, article: Article) -> bool:
    """Tell whether a deed lies more than 30 days before publication."""
    return (
        article.published is not None
        and date.end is not None
        and (article.published - date.end).days > HISTORICAL_AFTER
    )


def make_evidence(article: Article, draft: Draft) -> Evidence:
    """Quote the sentence of a draft and mark the word that tells the deed."""
    sentence = draft.sentence
    token = sentence.tokens[draft.reading.trigger]
    source = article.title or "" if sentence.field == "title" else article.text
    return Evidence(
        article=article.id,
        field=sentence.field,
        span=sentence.span,
        text=source[sentence.span.start : sentence.span.end],
        trigger=Span(token.start, token.end),
        trigger_text=token.text,
    )
