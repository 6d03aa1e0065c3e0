"""Read what repeats: "daily", "every Friday", "twice a week"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates import words
from communique.mentions.dates.amounts import period
from communique.mentions.dates.found import Found
from communique.mentions.dates.numerals import number_of

if TYPE_CHECKING:
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene


def read_times(hit: Hit, _scene: Scene) -> Found | None:
    """Read "twice a week", "three times a day"."""
    unit = hit.word("unit")
    if unit.endswith("s") or unit == "second":
        return None
    return Found(first=hit.first, last=hit.last, timex=period(1, unit), kind="set")


def read_frequency(hit: Hit, _scene: Scene) -> Found | None:
    """Read "daily", "annually"."""
    timex = words.FREQUENCIES[hit.word("frequency")]
    before = hit.spelling.words[hit.first - 1] if hit.first else ""
    if before[:1].isupper() and hit.spelling.words[hit.first][0].isupper():
        return None  # the China Daily
    if before in {"'s", "’s"} and hit.spelling.words[hit.first][0].isupper():
        return None  # the People's Daily
    if _is_newspaper(hit):
        return None
    return Found(first=hit.first, last=hit.last, timex=timex, kind="set")


_OF_PAPERS = frozenset(
    """said says reported reports quoted wrote writes newspaper newspapers paper tabloid published
    carried cited told and""".split()
)


def _is_newspaper(hit: Hit) -> bool:
    """Tell "the daily Hurriyet", "the Hurriyet daily" and "the daily said" from what is daily."""
    spelling = hit.spelling
    after = spelling.words[hit.last] if hit.last < len(spelling.words) else ""
    before = spelling.words[hit.first - 1] if hit.first else ""
    if after[:1].isupper() or after.lower() in {"newspaper", "newspapers", "tabloid"}:
        return True
    if before.lower() in {"the", "a"}:
        return after.lower() in _OF_PAPERS or not after[:1].isalpha()
    return before[:1].isupper() and after.lower() in _OF_PAPERS


def read_every(hit: Hit, _scene: Scene) -> Found | None:
    """Read what repeats: "every Friday", "each year", "per month", "Sundays"."""
    if (
        hit.word("unit") in words.CLOCK_UNITS
        and hit.spelling.lower(hit.first - 1) in words.LENGTHS
    ):
        return None  # a speed is no set: "60 miles per hour"
    if hit.has("set"):
        return Found(first=hit.last - 1, last=hit.last, timex="XXXX-WXX-WE", kind="set")
    if hit.has("wd"):
        number = words.WEEKDAYS[hit.word("wd").removesuffix("s")]
        part = words.DAY_PARTS.get(hit.word("part"), "")
        timex = f"XXXX-WXX-{number}{part}"
    elif hit.has("part"):
        timex = f"XXXX-XX-XX{words.DAY_PARTS[hit.word('part')]}"
    elif hit.has("month"):
        timex = f"XXXX-{words.MONTHS[hit.word('month')]:02}"
    else:
        count = number_of(hit.word("num")) if hit.has("num") else 1.0
        count = None if hit.has("some") else count
        timex = period(2.0 if hit.has("other") else count, hit.word("unit"))
    return Found(first=hit.first, last=hit.last, timex=timex, kind="set")
