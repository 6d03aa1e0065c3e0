"""How much a report is about politics, by its words: of sport or markets little is a deed.

A logistic regression over the words of a report (`training/train_politics.py`) says how likely it
tells any deed that the coding manual asks for.
"""

from __future__ import annotations

import functools
import math
import re
from typing import TYPE_CHECKING, Final

from communique.coding.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.types import Article

# The table's name of what all reports have.
CONSTANT: Final = ""
FEW: Final = 40
_WORD = re.compile(r"[a-z]{3,}")


def rate_politics(article: Article) -> float:
    """Give the logarithm of the odds that a report tells a political deed.

    Each word counts once, and less the more other words the report has. Too few words tell
    nothing: a sentence or two are taken for as political as can be.
    """
    weights = load_weights()
    found = [weights[word] for word in words_of(article) if word in weights]
    if len(found) < FEW:
        return math.inf
    return weights[CONSTANT] + math.fsum(found) / math.sqrt(len(found))


def words_of(article: Article) -> set[str]:
    """Give the words of a report, each once and in lower case."""
    return set(_WORD.findall(f"{article.title or ''} {article.text}".lower()))


@functools.cache
def load_weights() -> Mapping[str, float]:
    """Load the weights of words."""
    return {word: weight for word, (weight,) in read_weights("politics.tsv").items()}
