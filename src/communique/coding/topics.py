"""What a deed is about: whether two of one type and the same sides can be one and the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.coding import frames, valency
from communique.coding.drafts import lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.coding.drafts import Draft

_TELLING: Final = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
_HANGING: Final = frozenset({"nmod", "obl", "compound"})
_ABOUT: Final = frozenset({"", "of", "on", "over", "about", "for"})
# The share of a sentence's words that it has in common with another that tells the same, where
# the things named differ, and where none is named.
_FEW, _NONE = 1 / 3, 1 / 6


@dataclass(frozen=True, slots=True)
class Topic:
    """Hold what a deed is told by: its word, the things it is done with or about, its sentence's.

    All are lemmas; `sentence` is the sentence's number.
    """

    sentence: int
    word: str
    things: frozenset[str]
    words: frozenset[str]


def find_topic(draft: Draft) -> Topic:
    """Find what a deed is about."""
    sentence, trigger = draft.sentence, draft.reading.trigger
    tokens = sentence.tokens
    about = (
        c
        for c in sentence.children[trigger]
        if tokens[c].deprel in _HANGING and frames.case_of(sentence, c) in _ABOUT
    )
    things = (*valency.objects(sentence, trigger), *about)
    return Topic(
        sentence.index,
        lemma_of(draft).lower(),
        frozenset(tokens[c].lemma.lower() for c in things),
        frozenset(token.lemma.lower() for token in tokens if token.upos in _TELLING),
    )


def is_of_another_topic(told: Iterable[Topic], draft: Draft) -> bool:
    """Tell whether what a deed is about sets it apart from all that was told of another.

    "Talks with the rebels resumed. She met the president": the things differ, or the words where
    no thing is named, and the sentences have little or nothing in common. What takes up a deed
    told before ("the visit") is never apart from it.
    """
    if draft.reading.anaphoric:
        return False
    mine = find_topic(draft)
    return all(_are_apart(other, mine) for other in told)


def _are_apart(one: Topic, two: Topic) -> bool:
    if one.sentence == two.sentence:
        return False
    shared = len(one.words & two.words) / max(min(len(one.words), len(two.words)), 1)
    if one.things and two.things:
        return one.things.isdisjoint(two.things) and shared < _FEW
    return one.word != two.word and one.things != two.things and shared < _NONE
