"""Which sentences it pays to put to the judge, by their words alone.

The weights were learned from what the judge says of unlabelled news (`training/train_sieve.py`).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from communique.coding.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from communique.types import Sentence

# Only words of these classes are taken for deeds.
TELLING: Final = frozenset({"VERB", "NOUN", "ADJ"})
# Relations whose words say something of what a word tells.
_AROUND: Final = frozenset(
    {"obj", "xcomp", "ccomp", "obl", "advcl", "nmod", "compound", "advmod", "nsubj", "acl", "amod"}
)


def is_promising(sentence: Sentence, taken: Collection[int]) -> bool:
    """Tell whether a word that is not `taken` may tell a deed."""
    weights, least = load_weights()
    return any(
        sum(weights.get(mark, 0.0) for mark in marks_of(sentence, token.index)) >= least
        for token in sentence.tokens
        if token.upos in TELLING and token.index not in taken
    )


def marks_of(sentence: Sentence, index: int) -> list[str]:
    """List what the sieve looks at: a word, and the words that hang there."""
    tokens = sentence.tokens
    token = tokens[index]
    lemma = token.lemma.lower()
    marks = ["", f"{lemma} {token.upos}", f"tag {token.xpos}", f"as {token.deprel}"]
    for child in sentence.children[index]:
        relation = tokens[child].deprel.partition(":")[0]
        if relation in _AROUND:
            marks.append(f"{relation} {tokens[child].lemma.lower()}")
        elif relation in {"aux", "case", "mark"}:
            marks.append(f"word {tokens[child].lemma.lower()}")
    if token.head >= 0:
        marks.append(f"under {tokens[token.head].lemma.lower()}")
    return marks


@functools.cache
def load_weights() -> tuple[Mapping[str, float], float]:
    """Load the weights of the marks, and the sum from which on a word is promising."""
    weights = read_weights("sieve.tsv")
    return weights, weights.pop("least")
