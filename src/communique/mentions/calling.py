"""What somebody without a name is called: "miners of China"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates.numerals import number_of
from communique.mentions.dates.words import VAGUE_NUMBERS

if TYPE_CHECKING:
    from communique.directory.nouns import State

# How many they are, or which of them, is no part of what they are.
_WHICH = VAGUE_NUMBERS | frozenset(
    """at least most about around nearly almost than over other fewer more own such all any certain
    both these those million millions""".split()
)

_STATES = frozenset({"countries", "nations", "states", "sides"})


def call_unnamed(text: str, state: State | None = None) -> str:
    """Call somebody by what he is, without numbers, and by his state.

    The article of some states, "of the Netherlands", comes in sentences (`answers/naming.py`).
    """
    words = text.split(" ")
    while len(words) > 1 and _is_counting(words[0].lower()):
        del words[0]
    if state is not None and words[-1] in _STATES and "of" in words[1:]:
        # "officials of the two countries": of which, the state says.
        del words[words.index("of", 1) :]
    called = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")
    return called if state is None else f"{called} of {state.name}"


def _is_counting(word: str) -> bool:
    # "Half" and "and" are numbers below one.
    return word in _WHICH or (number_of(word) or 0) >= 1
