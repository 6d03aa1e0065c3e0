"""To whom an act without an addressee is done: what the sentences around it tell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding import carriers, frames, valency
from communique.coding.drafts import countries_of, lemma_of
from communique.coding.hearers import ADDRESSED
from communique.coding.parties import POWERS
from communique.coding.relevance import is_private_party
from communique.coding.roles import is_open, names_others, settle_roles
from communique.coding.story import count_dealings, learn_known, read_story
from communique.coding.sufferers import find_hands
from communique.language.tree import ancestors, descendants
from communique.types import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.types import ActorMention, Entity


def find_addressees(
    drafts: Sequence[Draft], mentions: Sequence[Sequence[ActorMention]]
) -> list[Draft]:
    """Give acts without an addressee the one that the text implies, and denials what they deny."""
    out: list[Draft] = []
    for draft in drafts:
        out.append(join_partner(find_host(answer(leave_out_actor(draft), out), out), out))
    sides = count_dealings(out)
    known: dict[str, Entity] = {}
    for draft in out:
        learn_known(known, (*draft.actors, *draft.recipients))
    out = find_hands(out, known)
    faced = [face_other_side(draft, sides, known, mentions) for draft in out]
    story = read_story(faced, mentions)
    settled = [settle_roles(draft, story) for draft in faced]
    return deny_alleged([leave_out_targets(draft, mentions) for draft in settled])


# What is said or done against somebody in a text that others pass or stop.
_AGAINST = frozenset(
    """condemn criticise criticize denounce deplore censure rebuke urge call demand ask order ban
    bar punish sanction accuse blame press""".split()
)


def leave_out_targets(draft: Draft, mentions: Sequence[Sequence[ActorMention]]) -> Draft:
    """Leave out at whom a text is aimed that is passed or stopped: "vetoed a draft urging Syria".

    Who stops it does nothing to them, and who backs it does them no favour.
    """
    sentence, trigger = draft.sentence, draft.reading.trigger
    if draft.type not in {"REJECT", "SUPPORT"} or not draft.recipients:
        return draft
    aimed = frozenset(
        word
        for head in valency.objects(sentence, trigger)
        for clause in sentence.children[head]
        if sentence.tokens[clause].xpos == "VBG" and sentence.tokens[clause].lemma in _AGAINST
        for word in descendants(sentence, clause)
    )
    if not aimed:
        return draft
    inside = {e.id for m in mentions[sentence.index] if m.head in aimed for e in m.entities}
    outside = {e.id for m in mentions[sentence.index] if m.head not in aimed for e in m.entities}
    kept = tuple(e for e in draft.recipients if e.id not in inside - outside)
    return draft if len(kept) == len(draft.recipients) else replace(draft, recipients=kept)


def join_partner(draft: Draft, before: Sequence[Draft]) -> Draft:
    """Add who talks to a meeting that names but its other side: "Talks were held with Oman"."""
    entry = draft.reading.entry
    if draft.type != "CONSULT" or not entry.mutual or entry.pos != "noun" or not draft.actors:
        return draft
    sentence, trigger = draft.sentence, draft.reading.trigger
    carrier = draft.reading.carrier
    heads = {
        head
        for at in (trigger, carrier, carriers.happening_of(sentence, trigger))
        if at is not None
        for head in frames.phrases_after(sentence, at, "with")
    }
    if not heads or any(
        heads.isdisjoint((at, *ancestors(sentence, at)))
        for at in (party.mention.head for party in draft.reading.actors)
    ):
        return draft
    own = countries_of(draft.actors)
    for other in reversed(before):
        if sentence.index - other.sentence.index > NEAR:
            break
        partners = tuple(e for e in other.actors if e.country not in own | {"---"})
        if len(other.actors) == 1 and partners:
            line = f"actor {partners[0].name}: has just acted"
            return replace(draft, actors=(*partners, *draft.actors), why=(*draft.why, line))
    return draft


def find_host(draft: Draft, before: Sequence[Draft]) -> Draft:
    """Give a visit whose goal is not said again the host of whom it was told before."""
    if draft.reading.entry.mode != "visit" or draft.recipients or len(draft.actors) != 1:
        return draft
    guest = draft.actors[0].id
    for other in reversed(before):
        same = len(other.actors) == 1 and other.actors[0].id == guest
        if same and other.reading.entry.mode == "visit" and other.recipients:
            line = f"recipient {other.recipients[0].name}: host of the visit told before"
            return replace(draft, recipients=other.recipients, why=(*draft.why, line))
    return draft


def leave_out_actor(draft: Draft) -> Draft:
    """Leave the actor's own state out of a pair of recipients: "he suggested that both should"."""
    own = countries_of(draft.actors)
    others = tuple(e for e in draft.recipients if e.country not in own or e.id != e.country)
    if draft.type not in ADDRESSED or not others or len(others) == len(draft.recipients):
        return draft
    return replace(draft, recipients=others)


def answer(draft: Draft, before: Sequence[Draft]) -> Draft:
    """Address an act to whom it answers: an accuser, who has just acted on its actor, a host."""
    if not draft.actors or draft.recipients or draft.type not in ANSWERS or names_others(draft):
        return draft
    for find, why in (
        (find_mover, "made the move"),
        (find_accuser, "accused before"),
        (find_partners, "has just acted on the actor"),
        (find_invited, "the other side of the meeting"),
    ):
        partners = find(draft, before)
        if partners:
            line = f"recipient {partners[0].name}: {why}"
            return replace(draft, recipients=partners, why=(*draft.why, line))
    return draft


DENYING = frozenset({"deny", "denial", "dismiss", "refute", "reject", "dispute"})


# How many sentences after an allegation it is denied at the latest.
DENIED_WITHIN = 2


def deny_alleged(drafts: Sequence[Draft]) -> list[Draft]:
    """Add to each alleged deed the denial of whoever it is laid to (coding manual, rule 7)."""
    out = list(drafts)
    starts = [draft.sentence.index for draft in drafts]
    for denial in drafts:
        if denial.type != "REJECT" or lemma_of(denial) not in DENYING or not denial.actors:
            continue
        deniers = countries_of(denial.actors)
        token = denial.sentence.tokens[denial.reading.trigger]
        denied = Attribution(
            source=denial.actors[0],
            stance="denies",
            cue=token.text,
            span=Span(token.start, token.end),
        )
        at = denial.sentence.index
        for place in range(bisect_left(starts, at - DENIED_WITHIN), bisect_right(starts, at)):
            draft = out[place]
            alleged = any(item.stance == "alleges" for item in draft.attribution)
            if alleged and countries_of(draft.actors) & deniers:
                out[place] = replace(draft, attribution=(*draft.attribution, denied))
    return out


# What is done to somebody; where the words leave it open, the story tells to whom.
OPPOSED = frozenset(
    {
        "REJECT", "ACCUSE", "THREATEN", "SANCTION", "CONCEDE", "RETREAT", "ASSAULT", "PROTEST",
        "AGREE", "REQUEST",
    }
)  # fmt: skip


def face_other_side(
    draft: Draft,
    sides: Counter[tuple[str, str]],
    known: Mapping[str, Entity],
    mentions: Sequence[Sequence[ActorMention]],
) -> Draft:
    """Address an act without an addressee to the other side of the story.

    Each country is weighed by its dealings with the actor in the report and by its being named in
    the sentence and in the one before; where none outweighs the others, none is taken. An act that
    is none without an addressee gets none here.
    """
    awaits = draft.type in {"ACCUSE", "REQUEST"} and draft.reading.entry.pos == "verb"
    awaits = awaits and bool(draft.actors)
    if draft.recipients or draft.type not in OPPOSED or not (draft.complete or awaits):
        return draft
    own = countries_of(draft.actors)
    if not own or not is_open(draft):
        return draft
    subjects = find_subjects(draft, mentions[draft.sentence.index])
    if subjects:
        line = f"recipient {subjects[0].name}: named in the sentence, of the same country"
        return replace(draft, recipients=subjects, why=(*draft.why, line))
    weights: Counter[str] = Counter()
    for (actor, other), times in sides.items():
        if actor in own:
            weights[other] += min(times, ENOUGH)
    named: dict[str, Entity] = {}
    denied = list_denied(draft)
    for index, weight in ((draft.sentence.index, SAME), (draft.sentence.index - 1, BEFORE)):
        here = {
            key: entity
            for mention in (mentions[index] if index >= 0 else ())
            if mention.how not in {"place", "adjective"}
            if index != draft.sentence.index or mention.head not in denied
            for entity in mention.entities
            if entity.sector != "MED" and entity.country
            for key in [_side_of(entity, draft)]
            if key
        }
        weights.update(dict.fromkeys(here, weight))
        named = {**named, **{country: here[country] for country in here if country not in named}}
    others = {c: n for c, n in weights.items() if c not in own | {"---"}}
    if not others:
        return draft
    # Of two that weigh the same the nearer one: the sides come in no order, the names do.
    near = list(named)
    other, count = max(
        sorted(others.items()),
        key=lambda item: (item[1], -near.index(item[0]) if item[0] in near else -len(near)),
    )
    share = MOST
    if other not in named and draft.type != "ASSAULT":
        share = FAR
    elif draft.type == "REQUEST":
        share = HALF
    if count < MUCH or count < share * sum(others.values()):
        return draft
    entity = named.get(other) or known[other]
    return replace(
        draft,
        recipients=(entity,),
        why=(*draft.why, f"recipient {entity.name}: the other side of the story"),
    )


def list_denied(draft: Draft) -> frozenset[int]:
    """List the words of what is denied: none of those named there has made the charge."""
    sentence, trigger = draft.sentence, draft.reading.trigger
    if draft.type != "REJECT" or lemma_of(draft) not in DENYING:
        return frozenset()
    clause = frames.complement_of(sentence, trigger)
    clauses = [] if clause is None else [clause]
    for head in valency.objects(sentence, trigger):
        # "denied reports that it had sent arms"
        below = sentence.children[head]
        clauses += [c for c in below if sentence.tokens[c].deprel in {"acl", "ccomp"}]
    return frozenset(word for head in clauses for word in descendants(sentence, head))


def _side_of(entity: Entity, draft: Draft) -> str:
    """Give the side that an entity stands for: its country, or itself in a quarrel at home."""
    actors = draft.actors
    if all(entity.country != actor.country for actor in actors):
        return entity.country
    if any(entity.id == actor.id for actor in actors):
        return ""
    if draft.type == "PROTEST":
        # People protest against whoever has power over them.
        return entity.id if entity.sector in POWERS else ""
    at_odds = any((entity.sector in RIVAL) or (actor.sector in RIVAL) for actor in actors)
    return entity.id if at_odds else ""


RIVAL = frozenset({"PTY", "OPP", "REB", "PRM"})
POLICE = frozenset({"COP", "JUD", "SPY"})
PEOPLE = frozenset({"CVL", "OPP", "REB", "UAF", "LAB", "EDU", "CRM", "REF"})


def find_subjects(draft: Draft, mentions: Sequence[ActorMention]) -> tuple[Entity, ...]:
    """Find the people whom the police of their own country deal with in a sentence."""
    if draft.type != "ASSAULT" or not all(e.sector in POLICE for e in draft.actors):
        return ()
    own = countries_of(draft.actors)
    trigger = draft.reading.trigger
    found = (e for m in mentions if m.first > trigger for e in m.entities)
    return tuple(e for e in found if e.country in own and e.sector in PEOPLE)[:1]


ENOUGH, SAME, BEFORE, MUCH = 4, 2, 1, 2
# Which share of all dealings the other side must have: more where nobody there names it, and more
# for what is often asked of all the world.
MOST, HALF, FAR = 0.4, 0.5, 0.62


ANSWERS = frozenset(
    {"REJECT", "CONCEDE", "REQUEST", "THREATEN", "SANCTION", "ACCUSE", "AGREE", "SUPPORT"}
)
NEAR = 1


def find_partners(draft: Draft, before: Sequence[Draft]) -> tuple[Entity, ...]:
    """Find to whom an act without an addressee is done: whoever has just acted on its actor."""
    own = countries_of(draft.actors)
    for other in reversed(before):
        if draft.sentence.index - other.sentence.index > NEAR:
            break
        if not other.reading.entry.mutual and countries_of(other.recipients) & own:
            partners = tuple(
                e
                for e in other.actors
                if e.country not in own | {"---"} and not is_private_party(e)
            )
            if partners:
                return partners
    return ()


_OPINIONS = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_MOVES = frozenset("move decision step announcement action measure gesture submission".split())
_LEAD = 2


def find_mover(draft: Draft, before: Sequence[Draft]) -> tuple[Entity, ...]:
    """Find whose move it is that others welcome or condemn: what the report has begun with."""
    sentence = draft.sentence
    if draft.type not in _OPINIONS:
        return ()
    for head in valency.objects(sentence, draft.reading.trigger):
        below = {sentence.tokens[c].deprel for c in sentence.children[head]}
        if sentence.tokens[head].lemma in _MOVES and not below & {"nmod:poss", "nmod", "acl"}:
            break
    else:
        return ()
    own = countries_of(draft.actors)
    for other in before:
        if other.sentence.index > _LEAD:
            break
        if other.actors and not other.reading.entry.mutual and other.status == "occurred":
            return () if countries_of(other.actors) & own else other.actors
    return ()


INVITING = frozenset({"invitation", "invite", "overture", "offer"})


def find_invited(draft: Draft, before: Sequence[Draft]) -> tuple[Entity, ...]:
    """Find whom an invitation or offer goes to: the other side of the meeting told last."""
    if lemma_of(draft) not in INVITING or draft.type != "AGREE":
        return ()
    own = countries_of(draft.actors)
    for other in reversed(before):
        others = tuple(e for e in other.actors if e.country not in own)
        if other.reading.entry.mutual and countries_of(other.actors) & own and len(others) == 1:
            return others
    return ()


def find_accuser(denial: Draft, before: Sequence[Draft]) -> tuple[Entity, ...]:
    """Find whose charge, demand or threat a denial answers."""
    deniers = countries_of(denial.actors)
    if lemma_of(denial) not in DENYING:
        return ()
    for other in reversed(before):
        near = denial.sentence.index - other.sentence.index <= 3
        if (
            near
            and other.type in {"ACCUSE", "REQUEST", "THREATEN"}
            and countries_of(other.recipients) & deniers
        ):
            return other.actors
    return ()
