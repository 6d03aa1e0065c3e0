"""Predicates and who stands around them, before anyone says what deed they tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.parties import Party, find_parties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from communique.coding.parties import Cast
    from communique.types import Sentence

# Where the other side of a predicate may stand, the likeliest place first.
PREPOSITIONS = (
    "to", "with", "against", "on", "from", "for", "of", "over", "at", "in", "between", "into",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Predicate:
    """Hold a predicate with the parties around it."""

    trigger: int
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def find_predicates(sentence: Sentence, cast: Cast) -> Iterator[Predicate]:
    """Find verbs, and nouns between two parties, that may tell a deed."""
    for token in sentence.tokens:
        if token.index in cast.covers:
            continue
        if token.upos == "VERB":
            heads = valency.subjects(sentence, token.index)
            actors = find_parties(sentence, cast, heads, deep=False, locative=False)
        elif token.upos == "NOUN" and token.deprel != "compound":
            actors = _owners(sentence, cast, token.index)
        else:
            continue
        if not actors:
            continue
        recipients = _others(sentence, cast, token.index, actors)
        if recipients or token.upos == "VERB":
            yield Predicate(token.index, actors, recipients)


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
        valency.objects(sentence, index) if verbal else [],
        [c for c in children[index] if tokens[c].deprel == "iobj"],
        *(frames.phrases_after(sentence, index, preposition) for preposition in PREPOSITIONS),
        valency.complement_subjects(sentence, index),
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
