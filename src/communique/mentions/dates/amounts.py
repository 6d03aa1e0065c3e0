"""Read clock times and durations: what is measured, not where it lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.found import Found
from communique.mentions.dates.numerals import number_of, ordinal_number

if TYPE_CHECKING:
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene

# A bare plural unit is a duration after one of these words or before one of those.
_BEFORE_UNITS = frozenset(
    """for in after over within take takes taken took spend spent last lasts lasted lasting
    of""".split()
)
_AFTER_UNITS = frozenset("of before after earlier later ago following leading preceding".split())
_DURATION_CUES = frozenset(
    """for in within after over during under than about nearly almost least most took take takes
    taken spend spent spending lasted last lasting of by until only just another to around roughly
    and or wait""".split()
)
_NOT_SETS = frozenset("such what is was be quite it".split())
_NAMED_HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def period(count: float | None, unit: str) -> str:
    """Write so many units as a TIMEX3 duration, X for how many when that is vague."""
    code = words.UNITS[unit]
    clock = unit in words.CLOCK_UNITS
    if count is not None:
        if code == "E":
            code, count = "Y", count * 10
        elif code == "C":
            code, count = "Y", count * 100
        elif code == "F":
            code, count = "W", count * 2
        elif code == "Q":
            code, count = "M", count * 3
        if clock and code == "H" and count % 1 == 0.5:
            whole = f"{count // 1:.0f}H" if count >= 1 else ""
            return f"PT{whole}30M"
    elif code in {"E", "C"}:
        code = "Y"
    written = "X" if count is None else f"{count:.10g}"
    return f"P{'T' if clock else ''}{written}{code}"


def read_clock(hit: Hit, _scene: Scene) -> Found | None:
    """Read an hour of the day; the day is settled once the words around it are read."""
    if hit.has("named"):
        before = hit.spelling.lower(hit.first - 1)
        if before == "high":
            return None
        return _hour(hit, _NAMED_HOURS[hit.word("named")])
    if hit.has("zone") and ":" not in hit.word("clock"):
        figures = hit.word("clock")
        if len(figures) != 4 or not figures.isdigit() or hit.spelling.lower(hit.first - 1) == "(":
            return None  # "10:35 a.m. (0735 GMT)" tells one hour twice
        hour, minute = int(figures[:2]), int(figures[2:])
    elif hit.has("clock"):
        hour, minute = (int(n) for n in re.split("[:.]", hit.word("clock"))[:2])
    else:
        hour, minute = ordinal_number(hit.word("hour")) or 0, 0
    half = hit.word("ampm").replace(".", "").replace(" ", "")
    part = hit.word("part")
    if hour > 24 or minute > 59 or (half and hour > 12):
        return None
    if (half == "pm" or part in {"afternoon", "evening"}) and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if not half and not part and not 0 <= hour <= 24:
        return None
    return _hour(hit, f"T{hour:02}:{minute:02}")


def _hour(hit: Hit, time: str) -> Found:
    return Found(first=hit.first, last=hit.last, timex=f"XXXX-XX-XX{time}", time=time)


def _duration(hit: Hit, timex: str, first: int | None = None) -> Found:
    begin = hit.first if first is None else first
    return Found(first=begin, last=hit.last, timex=timex, kind="duration")


def _read_count(hit: Hit) -> float | None:
    return number_of(hit.word("num")) if hit.has("num") else None


def read_past_count(hit: Hit, scene: Scene) -> Found | None:
    """Read "the past three days", "the next two years": a duration that ends or begins now."""
    count, unit = _read_count(hit), hit.word("unit")
    timex = period(count, unit)
    start = end = None
    anchor = scene.now
    ref = hit.word("ref").split()[-1]
    code = words.UNITS[unit]
    if (
        anchor is not None
        and count is not None
        and count % 1 == 0
        and unit not in words.CLOCK_UNITS
    ):
        if ref in {"last", "past"}:
            start, end = values.shifted(anchor, -int(count), code), anchor
        elif ref in {"next", "coming", "upcoming"}:
            start, end = anchor, values.shifted(anchor, int(count), code)
    return Found(
        first=hit.first, last=hit.last, timex=timex, kind="duration", start=start, end=end,
        basis="relative" if start and end else "unknown",
    )  # fmt: skip


def read_recent(hit: Hit, scene: Scene) -> Found | None:
    """Read "recent weeks", "the past decade", "the coming years"."""
    ref, unit = hit.word("ref").split()[-1], hit.word("unit")
    plural = unit.endswith("s")
    long = ref in {"last", "next"} and unit in {"decade", "century"}
    if not plural and ref != "past" and not long:
        return None
    if plural or unit in words.CLOCK_UNITS:
        return _duration(hit, period(None if plural else 1, unit))
    anchor = scene.now
    start = values.shifted(anchor, -1, words.UNITS[unit]) if anchor and ref != "next" else None
    return Found(
        first=hit.first, last=hit.last, timex=period(1, unit), kind="duration",
        start=start, end=anchor if start else None, basis="relative" if start else "unknown",
    )  # fmt: skip


def read_edge_units(hit: Hit, _scene: Scene) -> Found | None:
    """Read "the final weeks of the war"."""
    unit = hit.word("unit")
    if not unit.endswith("s") or unit in _UNCOUNTED or hit.spelling.lower(hit.last) != "of":
        return None
    return _duration(hit, period(None, unit))


# Seconds second, and quarters house or make up a whole.
_UNCOUNTED = frozenset({"second", "seconds", "quarter", "quarters"})


def read_duration(hit: Hit, _scene: Scene) -> Found | None:
    """Read "three days", "a 16-hour", "several weeks"; "$3 a day" is a set."""
    num, unit = hit.word("num"), hit.word("unit")
    if num in {"a", "an"} and unit.endswith("s"):
        return None  # "a decades-long war" is read from "decades"
    after, before = hit.spelling.lower(hit.last), hit.spelling.lower(hit.first - 1)
    if _is_age(hit):
        return None
    if unit in {"second", "quarter", "quarters"}:
        return None  # "a second vote", "three quarters of the votes"
    if num in {"a", "an"} and hit.last - hit.first == 2:
        if before in _NOT_SETS:
            return None
        if before not in _DURATION_CUES and after not in _AFTER_UNITS | {"or", "and"}:
            return _rate(hit, before)
    if num.isdigit() and len(num) == 4 and num[0] != "1":
        return None  # "in 2011 months of talks"
    first = _first_of_amount(hit)
    if hit.has("half"):
        return _duration(hit, _half_of(unit), first)
    count = _read_count(hit)
    if hit.has("num2"):
        count = (count or 1) + 0.5
    return _duration(hit, period(count, unit), first)


def read_another(hit: Hit, _scene: Scene) -> Found | None:
    """Read "another year", but not "another weekend trip"."""
    unit = hit.word("unit")
    if unit.endswith("s") or unit in _UNCOUNTED:
        return None
    if hit.spelling.lower(hit.last) not in _AFTER_UNITS | _ENDS:
        return None
    return _duration(hit, period(1, unit))


_ENDS = frozenset({"", ".", ",", ";", "or", "and", "in", "at", "to"})


def read_choice(hit: Hit, _scene: Scene) -> list[Found] | None:
    """Read "two or three days", "five to 15 years": two amounts of one unit."""
    unit, low = hit.word("unit"), number_of(hit.word("low"))
    high = _read_count(hit)
    if low is None or high is None or low >= high or unit in _UNCOUNTED:
        return None
    if hit.spelling.lower(hit.last) in {"-", "–", "old", "olds"}:
        return None  # "a four to six year old"
    cut = hit.at("join")
    return [
        Found(first=hit.first, last=cut, timex=period(low, unit), kind="duration"),
        Found(first=cut + 1, last=hit.last, timex=period(high, unit), kind="duration"),
    ]


def read_quarter_century(hit: Hit, _scene: Scene) -> Found:
    """Read "a quarter-century", "the last quarter of a century"."""
    return _duration(hit, "P25Y")


def read_lasting(hit: Hit, _scene: Scene) -> Found:
    """Read "weeklong", "yearslong"."""
    unit = hit.word("word").removesuffix("long")
    return _duration(hit, period(None if unit.endswith("s") else 1, unit))


def read_whole(hit: Hit, _scene: Scene) -> Found | None:
    """Read "all day", "the whole week"."""
    unit = hit.word("unit")
    if unit.endswith("s") or unit in _UNCOUNTED or unit == "hour":
        return None
    if hit.spelling.lower(hit.last) in {"-", "–"}:
        return None  # an "all-day" is read elsewhere
    return _duration(hit, period(1, unit))


_NAMING_YEARS = frozenset("of in when that since before after between from".split())


def read_long_run(hit: Hit, _scene: Scene) -> Found | None:
    """Read "over the years", "the months ahead"."""
    unit, after = hit.word("unit"), hit.spelling.lower(hit.last)
    if not unit.endswith("s") or unit in _UNCOUNTED or after in _NAMING_YEARS:
        return None
    if after[:1].isdigit():
        return None  # "over the years 1992-95"
    return _duration(hit, period(None, unit), hit.at("the"))


def _first_of_amount(hit: Hit) -> int:
    """Leave an article to the noun that an amount describes: "a five-hour visit"."""
    spelling, first = hit.spelling, hit.first
    second = spelling.lower(first + 1)
    number = second in words.CARDINALS or second[:1].isdigit()
    if spelling.lower(first) in {"a", "an"}:
        return first + (number or (hit.has("long") and hit.word("num") in {"a", "an"}))
    hyphened = hit.last - hit.first > 2 and spelling.lower(hit.at("unit") - 1) in {"-", "–", "‑"}
    return first + (spelling.lower(first) == "the" and hyphened)


def _rate(hit: Hit, before: str) -> Found | None:
    """Read "a year" after a number or a noun: "$1 billion a year", "hundreds of visits a day"."""
    unit = hit.word("unit")
    if not before[-1:].isalnum() or before in words.PAST_CUES or unit.endswith("s"):
        return None
    if unit in words.CLOCK_UNITS and before in words.LENGTHS:
        return None  # a speed is no set: "60 miles an hour"
    return Found(first=hit.first, last=hit.last, timex=period(1, unit), kind="set")


def read_long(hit: Hit, _scene: Scene) -> Found | None:
    """Read "year-long", "decades-old", but no age."""
    unit = hit.word("unit")
    aged = hit.spelling.lower(hit.last - 1) == "old"
    counted = unit.endswith("s") or unit in {"decade", "century"}
    if hit.spelling.lower(hit.first - 1) in {"-", "–"} or (aged and not counted):
        return None
    return _duration(hit, period(None if unit.endswith("s") else 1, unit))


def _half_of(unit: str) -> str:
    match words.UNITS[unit]:
        case "H" if unit in words.CLOCK_UNITS:
            return "PT30M"
        case "E":
            return "P5Y"
        case "C":
            return "P50Y"
        case "Y":
            return "P6M"
        case _:
            return period(0.5, unit)


def _is_age(hit: Hit) -> bool:
    """Tell an age: "a 44-year-old", "a two-year old"."""
    after = [hit.spelling.lower(hit.last + n) for n in range(2)]
    if after[0] in {"-", "–", "‑"}:
        return after[1] in {"old", "olds"}
    if after[0] == "olds":
        return True  # "18 to 21 year olds"
    old = "old" in {after[0], hit.spelling.lower(hit.last - 1)}
    return old and not hit.word("unit").endswith("s")


# "in the early hours of Tuesday", "the small hours", "the morning hours of 30 April"
_OF_HOURS = frozenset({"early", "small", "wee", "late", *words.DAY_PARTS})


_STRETCHES = frozenset("matter period space".split())


def read_bare_units(hit: Hit, _scene: Scene) -> Found | None:
    """Read "for weeks", "in the days before": a number of units that nobody counted."""
    unit = hit.word("unit")
    if not unit.endswith("s") or unit in {"seconds", "quarters"}:
        return None
    before, after = hit.spelling.lower(hit.first - 1), hit.spelling.lower(hit.last)
    if before in {"-", "–"} or after in {"-", "–"}:
        return None
    if unit == "hours" and before in _OF_HOURS:
        return None  # "in the early hours of Tuesday" is Tuesday
    if before == "the":
        if after not in _AFTER_UNITS - {"of"} | {"that"}:
            return None
    elif before == "of" and hit.spelling.lower(hit.first - 2) in _STRETCHES:
        pass  # "within a matter of days"
    elif before == "of" or (before not in _BEFORE_UNITS and after not in _AFTER_UNITS):
        return None
    return _duration(hit, period(None, unit))
