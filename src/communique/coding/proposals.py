"""Deeds in words that the lexicon lacks: predicates and their parties, judged by the ranker."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.parties import Party, find_parties, is_person
from communique.coding.ranker import Pair, load_ranker
from communique.coding.readings import ABSORBING, Reading, scope_of
from communique.lexicon import QUADS, Entry
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from communique.coding.parties import Cast
    from communique.coding.ranker import Judgement
    from communique.types import Entity, Sentence

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


def propose(sentence: Sentence, cast: Cast, readings: Sequence[Reading]) -> list[Reading]:
    """Read deeds off predicates that no entry knows, where the ranker is sure of their type.

    Only verbs of which one side is found are asked about: of what the ranker says of a predicate
    between two parties, whom the lexicon mostly knows, too much is wrong.
    """
    taken = {index for reading in readings for index in _claimed(sentence, reading)}
    found: list[Reading] = []
    for candidate in find_candidates(sentence, cast, taken):
        if candidate.recipients or not is_political(candidate.actors[0].entity):
            continue
        if not is_promising(sentence, candidate):
            continue
        judged = load_ranker().judge([make_candidate_pair(sentence, candidate)])[0]
        kind = judged.type
        if kind == "NONE" or judged.types[kind] < SURE:
            continue
        acting = {party.entity.id for party in candidate.actors}
        if any(
            reading.entry.type == kind and acting & {p.entity.id for p in reading.actors}
            for reading in (*readings, *found)
        ):
            # The sentence tells it already, by another word.
            continue
        found.append(_read(sentence, candidate, judged))
    return found


def _claimed(sentence: Sentence, reading: Reading) -> Iterator[int]:
    yield reading.trigger
    token = sentence.tokens[reading.trigger]
    if token.deprel == "xcomp" or (
        token.deprel == "advcl" and sentence.tokens[token.head].lemma in BEGINNING
    ):
        # "began on Friday to bomb the town": it is told by what began.
        yield token.head
    if reading.carrier is not None:
        yield reading.carrier
    yield from reading.scope


def _read(sentence: Sentence, candidate: Candidate, judged: Judgement) -> Reading:
    kind = judged.type
    second = sorted(judged.types, key=judged.types.__getitem__)[-2]
    chances = f"{judged.types[kind]:.2f} for {kind}, {judged.types[second]:.2f} for {second}"
    return Reading(
        entry=ENTRIES[kind],
        trigger=candidate.trigger,
        carrier=None,
        actors=candidate.actors,
        recipients=(),
        scope=scope_of(sentence, candidate.trigger) if kind in ABSORBING else frozenset(),
        rejected=(f"{second}: no entry of the lexicon; the ranker gives {chances}",),
    )


def _make_entry(kind: str) -> Entry:
    return Entry(
        id=f"ranker:{kind.lower()}", type=kind, words=(), pos="verb", mode=None,
        actor=("subject",), recipient=(), parties="actor", mutual=False, when={}, unless={},
        status=None, content=False, absorbs=False, context=(), examples=(), counterexamples=(),
    )  # fmt: skip


BEGINNING = frozenset({"begin", "start", "continue", "resume"})
# From this chance on the ranker is taken at its word: lower ones cost more on our reports than
# they find.
SURE = 0.76
ENTRIES = {kind: _make_entry(kind) for kind in QUADS}


# Who deals in politics: of others the ranker, which has read little of them, sees too many deeds.
POLITICAL = frozenset("GOV MIL REB LEG IGO OPP PTY JUD COP SPY PRM UAF ELI PRE INS".split()) | {""}


def is_political(entity: Entity) -> bool:
    """Tell whether an actor is a state's or somebody who deals with states."""
    if is_person(entity) and not entity.sector:
        return False
    return entity.sector in POLITICAL and entity.country not in {"---", ""}


def is_promising(sentence: Sentence, candidate: Candidate) -> bool:
    """Tell whether it may pay to ask the ranker, by the words around a candidate.

    The weights were learned from what the ranker says of candidates in plain news
    (`training/train_sieve.py`); what falls through spares three fifths of its time.
    """
    weights, least = load_sieve()
    return sum(weights.get(mark, 0.0) for mark in marks_of(sentence, candidate)) >= least


# Relations whose words say something of what a predicate tells.
TELLING = frozenset(
    {"obj", "xcomp", "ccomp", "obl", "advcl", "nmod", "compound", "advmod", "nsubj", "acl"}
)


def marks_of(sentence: Sentence, candidate: Candidate) -> frozenset[str]:
    """List what the sieve looks at: the predicate, who acts, and the words that hang there."""
    tokens, children = sentence.tokens, sentence.children
    token, first = tokens[candidate.trigger], candidate.actors[0]
    marks = {
        "",
        f"lemma={token.lemma.lower()}",
        f"tag={token.xpos}",
        f"sector={first.entity.sector}",
        f"how={first.mention.how}",
    }
    for c in children[token.index]:
        relation, lemma = tokens[c].deprel.split(":")[0], tokens[c].lemma.lower()
        if relation in TELLING:
            marks.add(f"{relation}={lemma}")
        elif relation in {"aux", "case", "mark"}:
            marks.add(f"word={lemma}")
        if relation in {"ccomp", "xcomp"}:
            for k in children[c]:
                inner = tokens[k].deprel.split(":")[0]
                if inner in {"aux", "advmod", "obj"}:
                    marks.add(f"clause {inner}={tokens[k].lemma.lower()}")
    if token.head >= 0:
        marks.add(f"under {token.deprel}={tokens[token.head].lemma.lower()}")
    return frozenset(marks)


@functools.cache
def load_sieve() -> tuple[Mapping[str, float], float]:
    """Load the sieve's weights, and the sum from which on a candidate is asked about."""
    weights = read_weights("sieve.tsv")
    return weights, weights.pop("least")


def read_weights(name: str) -> dict[str, float]:
    """Read the weights of marks from a table of the model."""
    text = (files("communique.coding") / "model" / name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {mark: float(weight) for mark, weight in rows}


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
        recipients = _others(sentence, cast, token.index, actors)
        if recipients or token.upos == "VERB":
            yield Candidate(token.index, actors, recipients)


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
) -> tuple[Party, ...]:
    """Find who stands on the other side of a predicate."""
    tokens, children = sentence.tokens, sentence.children
    mentions = {party.mention.head for party in actors}
    known = {party.entity.id for party in actors}
    verbal = tokens[index].upos == "VERB"
    places = [
        frames.objects(sentence, index) if verbal else [],
        [c for c in children[index] if tokens[c].deprel == "iobj"],
        *(frames.phrases_after(sentence, index, preposition) for preposition in PREPOSITIONS),
        frames.complement_subjects(sentence, index),
    ]
    for heads in places:
        found = tuple(
            party
            for party in find_parties(sentence, cast, heads, deep=True)
            if party.mention.head not in mentions and party.entity.id not in known
        )
        if found:
            return found
    return ()


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
