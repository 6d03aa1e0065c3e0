"""Whom an act is done to whose words name nobody: the sides of the story, weighed by marks."""

from __future__ import annotations

import functools
import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.drafts import countries_of, lemma_of
from communique.coding.parties import BEFALLING, HARMS, is_blast
from communique.coding.slots import BLAMING
from communique.coding.weights import read_weights
from communique.language.tree import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.types import ActorMention, Entity, Sentence

NOBODY = "nobody"
# Somebody else of the actor's own country.
HOME = "home"
OTHER = "other"
_NOWHERE = frozenset({"---", ""})
_FAINT = frozenset({"place", "adjective"})
# How many sentences back a side is looked for by name.
_BACK = 2
# From this chance on a side is taken: a wrong one costs the whole event.
SURE = 0.82
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Hold where a side was named last before an act, or beside it."""

    back: int
    mention: ActorMention
    entity: Entity


@dataclass(frozen=True, slots=True)
class Side:
    """Hold whom an act may be done to, and the marks that speak for or against it.

    `key` is a country, HOME or NOBODY.
    """

    key: str
    named: Named | None
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Story:
    """Hold what a report tells besides one act: who is named where, and who deals with whom.

    `counts` are mentions by country, `dealings` the acts between two countries, both ways,
    `known` one entity of each country, the state itself where it is named, and `told` how often
    one acts on another, by type and by type and word. `starts` are the sentences of the drafts.
    """

    mentions: Sequence[Sequence[ActorMention]]
    drafts: Sequence[Draft]
    counts: Mapping[str, int]
    dealings: Mapping[tuple[str, str], int]
    known: Mapping[str, Entity]
    told: Mapping[tuple[str, ...], int]
    starts: Sequence[int]


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
    starts = [draft.sentence.index for draft in drafts]
    return Story(mentions, drafts, counts, count_dealings(drafts), known, told, starts)


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


def is_open(draft: Draft) -> bool:
    """Tell whether an act may be done to somebody whom its words leave out."""
    entry = draft.reading.entry
    return (
        bool(draft.actors)
        and not draft.recipients
        and draft.complete
        and not draft.reading.reciprocal
        and not (len(draft.actors) > 1 and (entry.mutual or entry.type in _JOINT))
        and not names_victim(draft)
        and entry.mode not in ALONE
        and lemma_of(draft) not in PUBLIC
    )


def names_victim(draft: Draft) -> bool:
    """Tell whether what is condemned names whom it befell: "condemned the attack on Chad"."""
    sentence = draft.sentence
    return draft.type in BLAMING and any(
        sentence.tokens[harm].lemma in HARMS
        and (
            any(frames.case_of(sentence, c) in BEFALLING for c in sentence.children[harm])
            or (is_blast(sentence, harm) and frames.noun_owners(sentence, harm))
        )
        for harm in frames.objects(sentence, draft.reading.trigger)
    )


# What several do together they do with each other, or one of them to another.
_JOINT = frozenset({"AGREE", "ASSAULT"})
# Who steps down or lays down arms does it to nobody in particular.
ALONE = frozenset({"resign", "disarm", "ceasefire"})
# "Moscow called for the sanctions to be eased": a call goes out to whom it may concern.
PUBLIC = frozenset({"call"})


def choose_side(draft: Draft, story: Story) -> tuple[Entity, float, list[str]] | None:
    """Choose to whom an open act is done, with the chance of it and the marks that say so.

    None where nobody is the likeliest, or the likeliest not likely enough.
    """
    sides = list_sides(draft, story)
    weights = load_weights()
    chances = weigh(sides, weights)
    best = max(range(len(sides)), key=lambda i: (chances[i], -i))
    side = sides[best]
    if side.key == NOBODY or chances[best] < SURE:
        return None
    entity = story.known[side.key] if side.named is None else side.named.entity
    marks = sorted(side.marks, key=lambda mark: (-weights.get(mark, 0.0), mark))
    return entity, chances[best], marks[:_TOLD]


def list_sides(draft: Draft, story: Story) -> list[Side]:
    """List whom an open act may be done to: nobody, somebody at home, each other country."""
    own = countries_of(draft.actors)
    named = _find_named(draft, story, own)
    common = list(_marks_of_act(draft))
    company = list(_marks_of_company(draft, named, own))
    sides = [Side(NOBODY, None, frozenset(f"{NOBODY} {m}" for m in (*common, *company)))]
    partners = (b for a, b in story.dealings if a in own and b in story.known)
    keys = dict.fromkeys([*named, *partners])
    for key in keys:
        if key in own | _NOWHERE or (key == HOME and draft.actors[0].id in own):
            # A state does nothing to its own people unless somebody of it is said to act.
            continue
        group = HOME if key == HOME else OTHER
        marks = set(_marks_of_side(draft, key, named.get(key), story))
        plain = (*(f"{draft.type} {mark}" for mark in marks), *marks, *common)
        sides.append(Side(key, named.get(key), frozenset(f"{group} {m}" for m in plain)))
    return sides


def _find_named(draft: Draft, story: Story, own: frozenset[str]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    at = draft.sentence.index
    acting = {entity.id for entity in draft.actors}
    for back in range(min(_BACK, at) + 1):
        for mention in story.mentions[at - back]:
            for entity in mention.entities:
                if entity.country in _NOWHERE or entity.sector == "MED" or entity.id in acting:
                    continue
                key = HOME if entity.country in own else entity.country
                if key == HOME and not _may_be_met_at_home(entity, draft):
                    continue
                known = found.get(key)
                if known is None or (known.back == back and known.mention.how in _FAINT):
                    found[key] = Named(back, mention, entity)
    return found


# Who acts for the state does nothing to it.
_ITS_OWN = frozenset("GOV MIL COP LEG SPY".split()) | {""}


def _may_be_met_at_home(entity: Entity, draft: Draft) -> bool:
    """Tell whether an act may be done to somebody of the actor's own country."""
    if entity.id == entity.country:
        return draft.actors[0].sector not in _ITS_OWN
    # Troops are sent and withdrawn: it is not done to them.
    return not (entity.sector == "MIL" and draft.type in {"MOBILIZE", "RETREAT"})


def _marks_of_act(draft: Draft) -> Iterator[str]:
    entry, sentence, trigger = draft.reading.entry, draft.sentence, draft.reading.trigger
    yield from ("", draft.type, f"lemma {lemma_of(draft)}", f"entry {entry.id}")
    yield f"{draft.type} mode {entry.mode}"
    yield f"{draft.type} pos {entry.pos}"
    yield f"{draft.type} by {draft.actors[0].sector}"
    yield f"{draft.type} status {draft.status}"
    for c in frames.objects(sentence, trigger):
        lemma = sentence.tokens[c].lemma.lower()
        yield f"object {lemma}"
        if lemma in HARMS:
            yield f"{draft.type} of harm"
        yield f"{draft.type} has object"
    if frames.complement_of(sentence, trigger) is not None:
        yield f"{draft.type} has clause"
    if sentence.field == "title":
        yield "title"


def _marks_of_company(
    draft: Draft, named: Mapping[str, Named], own: frozenset[str]
) -> Iterator[str]:
    here = sum(one.back == 0 for key, one in named.items() if key != HOME)
    yield f"others here {min(here, 3)}"
    yield f"{draft.type} others here {min(here, 3)}"
    yield f"actors {min(len(own), 3)}"


def _marks_of_side(draft: Draft, key: str, named: Named | None, story: Story) -> Iterator[str]:
    own = countries_of(draft.actors)
    if named is None:
        yield "unnamed"
    else:
        how = named.mention.how
        sector, by = named.entity.sector, draft.actors[0].sector
        yield from (f"back {named.back}", f"sector {sector}", f"how {how}")
        yield f"{sector} to {by}"
        if named.back:
            yield f"back {named.back} {how}"
        else:
            trigger = draft.reading.trigger
            yield "after" if named.mention.head > trigger else "before"
            yield f"path {describe_path(draft.sentence, named.mention.head, trigger)}"
    if draft.place is not None and draft.place.place.country == key:
        yield "place"
    others = {c: n for c, n in story.counts.items() if c not in own | _NOWHERE}
    if key == HOME:
        mine = sum(story.counts[c] for c in own)
        yield f"named {_share(mine, mine + sum(others.values()))}"
        yield f"foreign {min(len(others), 3)}"
    else:
        mine = others.get(key, 0)
        yield f"rank {min(sum(n > mine for n in others.values()), 2)}"
        yield f"named {_share(mine, sum(others.values()))}"
        times = {b: n for (a, b), n in story.dealings.items() if a in own and b not in own}
        yield f"dealings {min(times.get(key, 0), 3)}"
        yield f"share {_share(times.get(key, 0), sum(times.values()))}"
    yield from _marks_of_acts(draft, key, story, own)


def _marks_of_acts(draft: Draft, key: str, story: Story, own: frozenset[str]) -> Iterator[str]:
    """Tell what part a side has in the other acts of the report: those just before, and alike."""
    meant = own if key == HOME else {key}
    alike = [(a, b, draft.type) for a in own for b in meant]
    if any(story.told.get(one) for one in alike):
        yield "same type elsewhere"
        if any(story.told.get((*one, lemma_of(draft))) for one in alike):
            yield "same word elsewhere"
    last = None
    near = bisect_left(story.starts, draft.sentence.index - _BACK)
    for place in range(near, len(story.drafts)):
        other = story.drafts[place]
        if other is draft:
            break
        last = other
        if key in countries_of(other.actors) and countries_of(other.recipients) & own:
            yield from ("has acted on the actor", f"has acted on the actor {other.type}")
    if last is None:
        return
    acting, receiving = countries_of(last.actors), countries_of(last.recipients)
    where = "here" if last.sentence.index == draft.sentence.index else "before"
    if meant & receiving:
        whose = "by the actor" if acting & own else "by others"
        yield from (f"receives {whose}", f"receives {whose} {where}", f"receives {last.type}")
    if key in acting:
        whom = "on the actor" if receiving & own else "on others"
        yield from (f"acts {whom}", f"acts {whom} {where}", f"acts {last.type}")


def _share(part: int, whole: int) -> int:
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


def weigh(sides: Sequence[Side], weights: Mapping[str, float]) -> list[float]:
    """Give the chance of each side: the share of its power of the sum of its marks' weights."""
    sums = [sum(weights.get(mark, 0.0) for mark in side.marks) for side in sides]
    powers = [math.exp(one - max(sums)) for one in sums]
    return [power / sum(powers) for power in powers]


@functools.cache
def load_weights() -> Mapping[str, float]:
    """Load the weights of the marks (`training/train_counterparts.py`)."""
    return read_weights("counterparts.tsv")
