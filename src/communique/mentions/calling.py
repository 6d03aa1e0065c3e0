"""What somebody without a name is called: "miners of China"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.directory.nouns import State

# How many they are, or which of them, is no part of what they are.
_COUNTING = re.compile(
    r"""(?ix) (?: at | least | most | about | around | nearly | almost | than | over | some | other
    | many | several | few | fewer | more | own | such | all | any | certain | both | these | those
    | (?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-?)?
      (?:one|two|three|four|five|six|seven|eight|nine)
    | ten | eleven | twelve | \w+teen | twenty | thirty | forty | fifty | sixty | seventy | eighty
    | ninety | hundreds? | thousands? | millions? | dozens? | scores | [\d.,]*\d ) [ ]+ (?=\w)"""
)


def call_unnamed(text: str, state: State | None = None) -> str:
    """Call somebody by what he is, without numbers, and by his state.

    The article of some states, "of the Netherlands", comes in sentences (`answers/naming.py`).
    """
    while _COUNTING.match(text):
        text = _COUNTING.sub("", text, count=1)
    text = text.replace(" 's", "'s").replace(" ’s", "’s")
    return text if state is None else f"{text} of {state.name}"
