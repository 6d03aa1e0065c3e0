"""Tell what two texts share: the words that say something, and the names.

A word is known by its first six letters, so that "accused" and "accusing" are one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

STEM: Final = 6
WORD: Final = re.compile(r"\b[a-z]{4,}")
NAME: Final = re.compile(r"\b[A-Z][^\W\d_]{3,}")
# Words of no deed in particular: every other sentence of the news has some.
EMPTY: Final = frozenset(
    word[:STEM]
    for word in (
        "about after again against ahead along also although among another around because been "
        "before being between both came come could country countries currently days does done "
        "down during each even ever every first five following four from further going "
        "government have head here hours however into just last late later least leader leaders "
        "like made make many meanwhile might minister ministers month months more most much must "
        "nearly never next night nine office official officials only other others over part past "
        "people percent president recent recently report reported reports same second seven "
        "several shall should since some spoke spokesman spokeswoman state statement states still "
        "such take taken tell than that their them then there these they this those three "
        "through time times today told took toward towards tuesday under until upon very want "
        "week weeks well went were what when where whether which while will with within without "
        "would year years yesterday your according said says saying added"
    ).split()
)
# Capitalised words that are no names.
PLAIN: Final = frozenset(
    "After Also Although April August Because Before Both December During February Following From "
    "Friday Here However January June July March Meanwhile Minister Monday More November October "
    "Officials People Police President Prime Saturday September Several Since Some Sunday That "
    "Their There These They This Those Three Thursday Tuesday Under Until Wednesday What When "
    "Where Which While With".split()
)


@lru_cache(maxsize=1 << 14)
def find_words(text: str) -> frozenset[str]:
    """Find the words of a text that say something."""
    return frozenset(word[:STEM] for word in WORD.findall(text.lower())) - EMPTY


@lru_cache(maxsize=1 << 12)
def find_names(text: str) -> frozenset[str]:
    """Find what is written like a name in a text."""
    return frozenset(NAME.findall(text)) - PLAIN
