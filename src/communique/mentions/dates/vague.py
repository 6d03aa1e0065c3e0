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
    "modern": "PRESENT_REF", "night": "XXXX-XX-XXTNI",
}  # fmt: skip


_OWNERS = frozenset("'s ’s its his her their our my your whose ' ’ a".split())


def read_reference(hit: Hit, _scene: Scene) -> Found | None:
    """Read "now", "recently", "in the future"."""
    word = hit.word("word")
    before, after = hit.spelling.lower(hit.first - 1), hit.spelling.lower(hit.last)
    if word == "date" and (before in {"up", "-"} or after == "from"):
        return None
    if word == "future" and before in _OWNERS:
        return None  # "the airline's future"
    if word == "time" and "at the time" in hit.spelling.phrase(hit.first, hit.last):
        return None  # another time, which the text has told
    timex = words.REFERENCES.get(word) or _WORD_REFERENCES[word]
    first = hit.first
    if hit.spelling.lower(first) == "at":
        first += 1
    return Found(first=first, last=hit.last, timex=timex, kind="vague")


def read_then(hit: Hit, scene: Scene) -> Found | None:
    """Read "since then": the date before it."""
    index = hit.at("word")
    value = scene.previous
    if value is None:
        return Found(first=index, last=index + 1, timex="PAST_REF", kind="vague")
    return Found(first=index, last=index + 1, timex=value.timex, value=value, basis="relative")
