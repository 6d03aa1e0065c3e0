"""What a report tells besides one act: who is named where, and who deals with whom."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.drafts import countries_of, lemma_of
from communique.language.tree import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.types import ActorMention, Entity, Sentence

_FAINT = frozenset({"place", "adjective"})


@dataclass(frozen=True, slots=True)
class Story:
    """Hold who is named where in a report, and who deals with whom.

    `counts` are mentions by country, `dealings` the acts between two countries, both ways,
    `known` one entity of each country, the state itself where it is named, and `told` how often
    one acts on another, by type and by type and word.
    """

    mentions: Sequence[Sequence[ActorMention]]
    counts: Mapping[str, int]
    dealings: Mapping[tuple[str, str], int]
    known: Mapping[str, Entity]
    told: Mapping[tuple[str, ...], int]


def read_story(drafts: Sequence[Draft], mentions: Sequence[Sequence[ActorMention]]) -> Story:
    """Count who is named and who deals with whom in a report."""
    counts: Counter[str] = Counter()
    known: dict[str, Entity] = {}
    for mention in (mention for row in mentions for mention in row):
        counts.update(entity.country for entity in mention.entities)
        if mention.how not in _FAINT:
            learn_known(known, mention.entities)
    told: Counter[tuple[str, ...]] = Counter()
    for draft in drafts:
        for acting in countries_of(draft.actors):
            for receiving in countries_of(draft.recipients):
                told[acting, receiving, draft.type] += 1
                told[acting, receiving, draft.type, lemma_of(draft)] += 1
    return Story(mentions, counts, count_dealings(drafts), known, told)


def learn_known(known: dict[str, Entity], entities: Iterable[Entity]) -> None:
    """Keep one entity of each country, the state itself where it is among them."""
    for entity in entities:
        if entity.country not in known or entity.id == entity.country:
            known[entity.country] = entity


def count_dealings(drafts: Sequence[Draft]) -> Counter[tuple[str, str]]:
    """Count how often two countries deal with each other in a report, both ways."""
    found: Counter[tuple[str, str]] = Counter()
    for draft in drafts:
        actors, recipients = countries_of(draft.actors), countries_of(draft.recipients)
        pairs = (
            [(a, b) for a in actors for b in actors if a != b]
            if draft.reading.entry.mutual
            else [p for a in actors for b in recipients if a != b for p in ((a, b), (b, a))]
        )
        found.update(pairs)
    return found


def share_of(part: int, whole: int) -> int:
    """Give a share in quarters, rounded up."""
    return math.ceil(4 * part / max(whole, 1))


_STEPS = 4


def describe_path(sentence: Sentence, head: int, trigger: int) -> str:
    """Say how a mention hangs on the word that tells an act: "obl-on", "1 above nsubj"."""
    tokens, steps, at = sentence.tokens, [], head
    for _ in range(_STEPS):
        relation = tokens[at].deprel.split(":")[0]
        case = frames.case_of(sentence, at) if relation in {"obl", "nmod"} else ""
        steps.append(f"{relation}-{case}" if case else relation)
        at = tokens[at].head
        if at == trigger:
            return "<".join(steps)
        if at < 0:
            return "elsewhere"
    above = list(islice(ancestors(sentence, trigger), _STEPS))
    at = tokens[head].head
    return f"{above.index(at)} above {steps[0]}" if at in above else "elsewhere"
