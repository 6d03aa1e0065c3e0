"""Read what an ordinal picks out of a greater stretch: "the second week of May"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.anchors import ANAPHORIC, STEPS, origin_of
from communique.mentions.dates.found import found
from communique.mentions.dates.numerals import month_number, ordinal_number, year_number

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.found import Found
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.values import Value


def read_nth(hit: Hit, scene: Scene) -> Found | None:
    """Read "the second week of May", "the first Monday in October", "the last day of 1999"."""
    whole = _whole(hit, scene)
    if whole is None:
        return None
    word = hit.word("nth")
    number = -1 if word in {"last", "final"} else 1 if word == "opening" else ordinal_number(word)
    unit = hit.word("unit")
    if number is None or number == 0:
        return None
    if unit in words.WEEKDAYS:
        return _nth_day(hit, whole, number, words.WEEKDAYS[unit])
    code = words.UNITS[unit]
    if code == "WE":
        return _nth_day(hit, whole, number, 6, weekend=True)
    day = None if unit.endswith("s") else _nth_unit(whole, number, code)
    if day is None or not whole.start <= day <= whole.end:
        return None
    return found(hit, values.value_around(day, code))


def _nth_unit(whole: Value, number: int, code: str) -> date | None:
    """Find a day in the nth unit of a stretch; -1 is the last."""
    if code == "W":
        # The first week of a month is its days 1 to 7; TIMEX3 names the ISO week with most of it.
        if number < 0:
            return whole.end - timedelta(3)
        return whole.start + timedelta(7 * number - 4)
    if code not in {"D", "M", "Y", "E"}:
        return None
    if number < 0:
        return values.shifted(whole.end, number + 1, code)
    return values.shifted(whole.start, number - 1, code)


def _nth_day(
    hit: Hit, whole: Value, number: int, weekday: int, *, weekend: bool = False
) -> Found | None:
    if number < 0:
        day = whole.end - timedelta((whole.end.isoweekday() - weekday) % 7)
    else:
        first = whole.start + timedelta((weekday - whole.start.isoweekday()) % 7)
        day = first + timedelta(7 * (number - 1))
    if not whole.start <= day <= whole.end:
        return None
    return found(hit, values.weekend_value(day) if weekend else values.day_value(day))


def _whole(hit: Hit, scene: Scene) -> Value | None:
    """Find the month, season, year … that an ordinal counts in."""
    anchor = scene.now
    if hit.has("month"):
        month = month_number(hit.word("month"))
        if hit.has("year"):
            return values.month_value(int(hit.word("year")), month)
        if anchor is None:
            return None
        near = [values.month_value(y, month) for y in range(anchor.year - 1, anchor.year + 2)]
        return scene.settle(near, hit.first, hit.last)
    if hit.has("season"):
        season = words.SEASONS[hit.word("season")]
        if hit.has("year"):
            return values.season_value(year_number(hit.word("year")), season)
        if anchor is None:
            return None
        near = [values.season_value(y, season) for y in range(anchor.year - 1, anchor.year + 2)]
        return scene.settle(near, hit.first, hit.last)
    if hit.has("year"):
        return values.year_value(int(hit.word("year")))
    ref = hit.word("ref") or "the"
    code = words.UNITS[hit.word("of")]
    anaphoric = ref in ANAPHORIC and (ref != "the" or scene.history)
    origin = origin_of(scene, code, anaphoric=anaphoric)
    target = values.shifted(origin, STEPS[ref], code) if origin else None
    return values.value_around(target, code) if target else None
