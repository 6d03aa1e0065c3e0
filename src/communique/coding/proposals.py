"""Deeds in words that the lexicon lacks: predicates and their parties, judged by the ranker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.parties import Party, find_parties
from communique.coding.ranker import Pair
from communique.coding.readings import ABSORBING, Reading, scope_of
from communique.lexicon import QUADS, Entry
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from communique.coding.parties import Cast
    from communique.coding.ranker import Judgement, Ranker
    from communique.types import Sentence

# Where the other side of a predicate may stand, the likeliest place first.
PREPOSITIONS = (
    "to", "with", "against", "on", "from", "for", "of", "over", "at", "in", "between", "into",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a predicate with the parties around it, before anyone says what deed it tells."""

    trigger: int
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: str


def propose(
    sentence: Sentence, cast: Cast, readings: Sequence[Reading], ranker: Ranker
) -> list[Reading]:
    """Read deeds off predicates that no entry knows, where the ranker is sure of their type."""
    taken = {index for reading in readings for index in _claimed(reading)}
    found = []
    for candidate in find_candidates(sentence, cast, taken):
        judged = ranker.judge([make_candidate_pair(sentence, candidate)])[0]
        kind, chance = judged.type, judged.types[judged.type]
        if kind != "NONE" and chance >= SURE:
            found.append(_read(sentence, candidate, kind, judged))
    return found


def _claimed(reading: Reading) -> Iterator[int]:
    yield reading.trigger
    if reading.carrier is not None:
        yield reading.carrier
    yield from reading.scope


def _read(sentence: Sentence, candidate: Candidate, kind: str, judged: Judgement) -> Reading:
    """Make a reading of a candidate; meetings and agreements with somebody are mutual."""
    others = candidate.recipients
    mutual = kind in MUTUAL and candidate.place in {"with", "between", "object"} and others
    best, second = sorted(judged.types, key=judged.types.__getitem__)[:-3:-1]
    chances = f"the ranker gives it {judged.types[second]:.2f}, {best} {judged.types[best]:.2f}"
    return Reading(
        entry=ENTRIES[kind, bool(mutual)],
        trigger=candidate.trigger,
        carrier=None,
        actors=(*candidate.actors, *others) if mutual else candidate.actors,
        recipients=() if mutual else others,
        scope=scope_of(sentence, candidate.trigger) if kind in ABSORBING else frozenset(),
        rejected=(f"{second}: {chances}",),
    )


def _make_entry(kind: str, *, mutual: bool) -> Entry:
    return Entry(
        id=f"ranker:{kind.lower()}", type=kind, words=(), pos="verb", mode=None,
        actor=("subject",), recipient=(), parties="actor", mutual=mutual, when={}, unless={},
        status=None, content=False, absorbs=False, context=(), examples=(), counterexamples=(),
    )  # fmt: skip


# The ranker is taken at its word from this chance on: below it, more than half of what it
# proposes on our own reports is wrong.
SURE = 0.8
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
ENTRIES = {
    (kind, mutual): _make_entry(kind, mutual=mutual) for kind in QUADS for mutual in (False, True)
}


def find_candidates(
    sentence: Sentence, cast: Cast, taken: Collection[int] = ()
) -> Iterator[Candidate]:
    """Find verbs, and nouns between two parties, that may tell a deed, but for those `taken`."""
    for token in sentence.tokens:
        if token.index in taken or token.index in cast.covers:
            continue
        if token.upos == "VERB":
            heads = frames.subjects(sentence, token.index)
            actors = find_parties(sentence, cast, heads, deep=False, locative=False)
        elif token.upos == "NOUN" and token.deprel != "compound":
            actors = _owners(sentence, cast, token.index)
        else:
            continue
        if not actors:
            continue
        recipients, place = _others(sentence, cast, token.index, actors)
        if recipients or token.upos == "VERB":
            yield Candidate(token.index, actors, recipients, place)


def _owners(sentence: Sentence, cast: Cast, noun: int) -> tuple[Party, ...]:
    tokens = sentence.tokens
    heads = [
        head
        for c in sentence.children[noun]
        if c < noun and tokens[c].deprel in {"nmod:poss", "amod", "compound"}
        for head in frames.expand(sentence, c)
    ]
    heads = heads or [
        *frames.phrases_after(sentence, noun, "by"),
        *frames.phrases_after(sentence, noun, "between"),
    ]
    return find_parties(sentence, cast, heads, deep=False)


def _others(
    sentence: Sentence, cast: Cast, index: int, actors: Collection[Party]
) -> tuple[tuple[Party, ...], str]:
    """Find who stands on the other side of a predicate, and at which place."""
    tokens, children = sentence.tokens, sentence.children
    mentions = {party.mention.head for party in actors}
    known = {party.entity.id for party in actors}
    verbal = tokens[index].upos == "VERB"
    places = [
        ("object", frames.objects(sentence, index) if verbal else []),
        ("iobject", [c for c in children[index] if tokens[c].deprel == "iobj"]),
        *((place, frames.phrases_after(sentence, index, place)) for place in PREPOSITIONS),
        ("complement", frames.complement_subjects(sentence, index)),
    ]
    for place, heads in places:
        found = tuple(
            party
            for party in find_parties(sentence, cast, heads, deep=True)
            if party.mention.head not in mentions and party.entity.id not in known
        )
        if found:
            return found, place
    return (), ""


def make_candidate_pair(sentence: Sentence, candidate: Candidate) -> Pair:
    """Mark a candidate's first actor, first recipient and predicate for the ranker."""
    trigger = sentence.tokens[candidate.trigger]
    return Pair(
        words=tuple((token.text, token.start, token.end) for token in sentence.tokens),
        actor=_span(sentence, candidate.actors[0]),
        recipient=_span(sentence, candidate.recipients[0]) if candidate.recipients else None,
        trigger=Span(trigger.start, trigger.end),
    )


def _span(sentence: Sentence, party: Party) -> Span:
    tokens, mention = sentence.tokens, party.mention
    return Span(tokens[mention.first].start, tokens[mention.last - 1].end)
