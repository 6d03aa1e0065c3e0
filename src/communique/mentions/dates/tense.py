"""Tell from the words around it whether a date lies behind or ahead, where no parser does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates.words import FUTURE_CUES, PAST_CUES

if TYPE_CHECKING:
    from communique.mentions.dates.spelling import Spelling

_STOPS = frozenset({".", "!", "?", ";"})
_REACH = 14
# "is to meet", "plans to sign": a bare "to" is a cue only before a verb, which a list of the
# words that follow a preposition "to" tells well enough.
_NOT_VERBS = frozenset(
    """the a an his her their its our my your this that these those him them us me it be which
    whom what one two three all both some any no each every""".split()
)


def find_tense(spelling: Spelling, first: int, last: int) -> str | None:
    """Find the nearest cue to the tense of the words around some words of a text.

    The verb that a date modifies mostly stands before it; at the head of a sentence it follows.
    """
    left = _first_cue(spelling, range(first - 1, max(first - 1 - _REACH, -1), -1))
    right = _first_cue(spelling, range(last, min(last + _REACH, len(spelling.words))))
    if left is not None and right is not None:
        return left[0] if left[1] <= right[1] + 4 else right[0]
    if left is not None:
        return left[0]
    return right[0] if right is not None else None


def _first_cue(spelling: Spelling, order: range) -> tuple[str, int] | None:
    for distance, index in enumerate(order):
        word = spelling.words[index]
        if word in _STOPS or word.startswith("\n"):
            return None
        cue = _cue(spelling, index)
        if cue is not None:
            return cue, distance
    return None


def _cue(spelling: Spelling, index: int) -> str | None:
    lower = spelling.lower(index)
    if lower == "to":
        following = spelling.words[index + 1] if index + 1 < len(spelling.words) else ""
        is_verb = following.islower() and following not in _NOT_VERBS
        return "future" if is_verb and not following.endswith(("ed", "ing")) else None
    if lower in FUTURE_CUES:
        return "future"
    if lower in PAST_CUES:
        return "past"
    if len(lower) > 4 and lower.endswith("ed") and spelling.words[index][0].islower():
        return "past"
    return None
