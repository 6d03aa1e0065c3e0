"""Tell from the words around it whether a date lies behind or ahead, where no parser does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates.words import FUTURE_CUES, PAST_CUES

if TYPE_CHECKING:
    from communique.mentions.dates.spelling import Spelling

_STOPS = frozenset({".", "!", "?", ";"})
_REACH = 14
_STARTING = frozenset("beginning starting opening effective".split())
_AHEAD = frozenset({"until", "till", "by", "before"})
_SOON = frozenset("soon early late postponed delayed wait".split())
# "is to meet", "plans to sign": a "to" looks ahead after one of these.
_LEADS_TO = frozenset(
    """is are be due set likely unlikely ready able plans planning plan wants want hopes hope
    intends intend agreed agree agrees decided expected expects expect scheduled slated poised
    going vowed vows promised promises pledged pledges threatened threatens prepared preparing
    ordered orders urged urges asked asks invited need needs supposed about trying try seek seeks
    wish wishes way how aims aim demands demanded deadline""".split()
)


def find_tense(spelling: Spelling, first: int, last: int) -> str | None:
    """Find the nearest cue to the tense of the words around some words of a text.

    The verb that a date modifies mostly stands before it; at the head of a sentence it follows.
    """
    if spelling.lower(first - 1) in {"as", "until"} and spelling.lower(first - 2) in _SOON:
        return "future"
    left = _first_cue(spelling, range(first - 1, max(first - 1 - _REACH, -1), -1))
    right = _first_cue(spelling, range(last, min(last + _REACH, len(spelling.words))))
    if left is not None and right is not None:
        return left[0] if left[1] <= right[1] + 4 else right[0]
    cue = left or right
    if spelling.lower(first - 1) in _STARTING:
        return "future"
    if cue is not None:
        return cue[0]
    return "future" if spelling.lower(first - 1) in _AHEAD else None


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
        return "future" if spelling.lower(index - 1) in _LEADS_TO else None
    if lower == "due":
        return None if spelling.lower(index + 1) == "to" else "future"
    if lower in FUTURE_CUES:
        return "future"
    if lower in PAST_CUES:
        return "past"
    if len(lower) > 4 and lower.endswith("ed") and spelling.words[index][0].islower():
        return "past"
    return None
