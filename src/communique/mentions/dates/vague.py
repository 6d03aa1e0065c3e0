"""Read words that point at the past, the present or the future, and no nearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates import words
from communique.mentions.dates.found import Found

if TYPE_CHECKING:
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene

_WORD_REFERENCES = {
    "future": "FUTURE_REF", "past": "PAST_REF", "moment": "PRESENT_REF", "time": "PRESENT_REF",
    "present": "PRESENT_REF", "date": "PRESENT_REF", "these": "PRESENT_REF",
    "modern": "PRESENT_REF", "night": "XXXX-XX-XXTNI", "some": "FUTURE_REF", "long": "PAST_REF",
    "other": "PAST_REF",
}  # fmt: skip


_OWNERS = frozenset("'s ’s its his her their our my your whose ' ’ a".split())


_TELLING_TIME = frozenset("last next of tomorrow yesterday".split())
# What follows "the past" where it is a noun.
_AFTER_THE_PAST = frozenset(
    """and or but to is was were has had have that when as for with by in into on at from it he she
    they we you i who which where because while so if than not can could will would may might must
    should do does did""".split()
)


def read_reference(hit: Hit, _scene: Scene) -> Found | None:
    """Read "now", "recently", "in the future"."""
    word = hit.word("word")
    before, after = hit.spelling.lower(hit.first - 1), hit.spelling.lower(hit.last)
    if word == "date" and (before in {"up", "-"} or after == "from"):
        return None
    if word == "future" and before in _OWNERS:
        return None  # "the airline's future"
    if word == "time" and (
        "at the time" in hit.spelling.phrase(hit.first, hit.last) or after in _TELLING_TIME
    ):
        return None  # another time, which the text has told or tells
    if word == "past" and after.isalpha() and after not in _AFTER_THE_PAST:
        return None  # "the past president", "the past two elections"
    timex = words.REFERENCES.get(word) or _WORD_REFERENCES[word]
    first = hit.first
    if hit.spelling.lower(first) == "at":
        first += 1
    return Found(first=first, last=hit.last, timex=timex, kind="vague")


def read_then(hit: Hit, scene: Scene) -> Found | None:
    """Read "since then": the date before it."""
    index = hit.at("word")
    value = scene.previous
    if hit.spelling.lower(hit.last) in {"-", "–"}:
        return None  # "from then-president Gore"
    if value is None:
        return Found(first=index, last=index + 1, timex="PAST_REF", kind="vague")
    return Found(first=index, last=index + 1, timex=value.timex, value=value, basis="relative")
