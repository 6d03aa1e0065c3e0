"""Tell from the words around it whether a date lies behind or ahead, where no parser does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.mentions.dates.words import FUTURE_CUES, PAST_CUES

if TYPE_CHECKING:
    from communique.mentions.dates.spelling import Spelling

_STOPS = frozenset({".", "!", "?", ";"})
_REACH = 14
_STARTING = frozenset("beginning starting opening effective".split())
_AHEAD = frozenset({"until", "till", "by", "before"})
_SOON = frozenset("soon early late postponed delayed wait".split())
# "gave them until Tuesday", "extended the deadline until Friday": a limit set lies ahead.
_LIMITS = frozenset("until till".split())
_GRANTS = frozenset(
    """give gives given gave giving has have extend extends extended extending postpone postpones
    postponed postponing delay delays delayed delaying deadline adjourn adjourned suspend suspended
    put time""".split()
)
_REACH_OF_GRANT = 6
_COORDINATORS = frozenset("and but".split())
_HOURS = re.compile(r"\d{1,2}(:\d\d)?|[ap]\.?m\.?|noon|midnight|gmt|est|edt|pst|pdt|utc")
# "is to meet", "plans to sign": a "to" looks ahead after one of these.
_LEADS_TO = frozenset(
    """is are be due set likely unlikely ready able plans planning plan wants want hopes hope
    intends intend agreed agree agrees decided expected expects expect scheduled slated poised
    going vowed vows promised promises pledged pledges threatened threatens prepared preparing
    ordered orders urged urges asked asks invited need needs supposed about trying try seek seeks
    wish wishes way how aims aim demands demanded deadline""".split()
)


# "will hit", "to read": the verb after one of these is no past, however it is written.
_BASE_BEFORE = frozenset("will would could might may shall should must can to 'll ’ll".split())
_OBLIGED = frozenset("had have has".split())
_PASSIVES = frozenset("be is are being".split())
# A verb and a preposition straight before a date: "resigned in May" leaves no doubt.
_LINKS = frozenset("in on".split())


def find_close_tense(spelling: Spelling, first: int) -> str | None:
    """Find the tense of a verb with nothing but "in" or "on" between it and a date."""
    if spelling.lower(first - 1) in {"is", "are"}:
        return "future"  # "The vote is Sunday"
    if spelling.lower(first - 2) == "now" and spelling.lower(first - 1) in {"and", "to", "until"}:
        return "future"  # "between now and March"
    verb = first - 1 - (spelling.lower(first - 1) in _LINKS)
    word = spelling.lower(verb)
    if word in _POINTERS or (spelling.lower(first) == "the" and verb == first - 1):
        return None  # "will debate the January vote"
    for index in range(verb - 1, max(verb - 3, -1), -1):
        if spelling.lower(index) in {"will", "shall", "'ll", "’ll"}:
            return "future" if spelling.words[verb].islower() else None
    if word in _AMBIGUOUS or word in FUTURE_CUES or _cue(spelling, verb) != "past":
        return None
    before = spelling.lower(verb - 1)
    return None if before in _PASSIVES or before in _BASE_BEFORE else "past"


# Participles that mostly look ahead or describe: "talks set for May", "the vote held up in May".
_AMBIGUOUS = frozenset("set called ago last since former due had has have".split())


def is_pluperfect(spelling: Spelling, first: int) -> bool:
    """Tell whether the verb before a date lies behind what lies behind: "had snubbed a vote"."""
    for index in range(first - 1, max(first - 1 - _REACH_OF_GRANT, -1), -1):
        word = spelling.lower(index)
        if word in _STOPS or word == ",":
            return False
        if word == "had":
            return spelling.lower(index + 1) != "to"
    return False


_POINTERS = frozenset("the a an this that his her its their our 's ’s".split())
_FOLLOWERS = frozenset(
    "in on at of for to by from with when where who which that and or but as is are was were will"
    " would has had have if after before until since because while than".split()
)


def is_before_noun(spelling: Spelling, first: int, last: int) -> bool:
    """Tell a date that is part of a name of something: "the July 25 call", "its March budget".

    What is so named mostly lies nearest, whatever the verb: "will face questions about it".
    """
    after = spelling.words[last] if last < len(spelling.words) else ""
    named = after[:1].isalpha() and after.lower() not in _FOLLOWERS
    return named and not _POINTERS.isdisjoint(map(spelling.lower, range(first - 1, last)))


def opens_sentence(spelling: Spelling, first: int) -> bool:
    """Tell whether a date opens its sentence: "In January, a bomb killed a guard"."""
    before = first - 1 - (spelling.lower(first - 1) in _LINKS)
    word = spelling.words[before] if before >= 0 else ""
    return before < 0 or word in _STOPS or word.startswith("\n")


def find_tense(spelling: Spelling, first: int, last: int) -> str | None:
    """Find the nearest cue to the tense of the words around some words of a text.

    The verb that a date modifies mostly stands before it; at the head of a sentence it follows.
    """
    if spelling.lower(first - 1) in {"as", "until"} and spelling.lower(first - 2) in _SOON:
        return "future"
    first = _before_hour(spelling, first)
    if spelling.lower(first - 1) in _LIMITS and _is_granted(spelling, first - 2):
        return "future"
    left = _first_cue(spelling, range(first - 1, max(first - 1 - _REACH, -1), -1))
    right = _first_cue(spelling, range(last, _clause_end(spelling, last, open_=left is None)))
    if left is not None and right is not None:
        return left[0] if left[1] <= right[1] + 4 else right[0]
    cue = left or right
    if spelling.lower(first - 1) in _STARTING:
        return "future"
    if cue is not None:
        return cue[0]
    return "future" if spelling.lower(first - 1) in _AHEAD else None


def _clause_end(spelling: Spelling, last: int, *, open_: bool) -> int:
    """Give where a cue after a date may stand: past "and" only where none stood before it."""
    end = min(last + _REACH, len(spelling.words))
    if open_:
        return end
    return next((i for i in range(last, end) if spelling.lower(i) in _COORDINATORS), end)


def _before_hour(spelling: Spelling, first: int) -> int:
    """Give the first word of the hour that stands before a day: "until 9 a.m. EST Tuesday"."""
    begin = first
    while begin and _HOURS.fullmatch(spelling.lower(begin - 1)):
        begin -= 1
    return begin


def _is_granted(spelling: Spelling, index: int) -> bool:
    """Tell whether the words before "until" give or put off: "have been given until Tuesday"."""
    near = range(index, max(index - _REACH_OF_GRANT, -1), -1)
    for at in near:
        word = spelling.lower(at)
        if word in _STOPS or word.startswith("\n"):
            return False
        if word in _GRANTS:
            return True
    return False


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
    if lower == "be" and spelling.lower(index - 1) == "to":
        # "an interview to be published on Friday", but not what "had to be" put off
        return None if spelling.lower(index - 2) in _OBLIGED else "future"
    if lower == "set" and spelling.lower(index + 1) == "for":
        return "future"
    if lower == "due":
        return None if spelling.lower(index + 1) == "to" else "future"
    if lower in FUTURE_CUES:
        return "future"
    if spelling.lower(index - 1) == "be":
        return None  # "will be held": the word before it tells
    if lower in PAST_CUES:
        # "will hit", "may read": the word before it tells.
        return None if spelling.lower(index - 1) in _BASE_BEFORE else "past"
    if len(lower) > 4 and lower.endswith("ed") and spelling.words[index][0].islower():
        return "past"
    return None
