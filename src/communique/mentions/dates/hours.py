"""Give each hour of the day the day it belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.mentions.dates import words
from communique.mentions.dates.found import Found
from communique.mentions.dates.values import day_value

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.spelling import Spelling

# An hour and a day with nothing but these between them are one expression: "9 a.m. EST Tuesday".
_JOINING = frozenset({",", "gmt", "est", "edt", "pst", "pdt", "utc", "bst", "et", "local", "time"})
# A day so few words after an hour is the hour's day: "at 5 p.m. in Vienna on Friday".
_NEAR_WORDS = 8
_NEAR_DAYS = 14
_ENDS = frozenset({".", "?", "!"})


# "overnight" after one of these or before a noun describes: "an overnight curfew".
_ARTICLES = frozenset("a an the its his her their this that some any no of".split())
_AFTER_OVERNIGHT = frozenset(
    """and or but to in into on at from after before as by with when while because for near outside
    between across along amid over under during since until against that""".split()
)


def read_part(hit: Hit, _scene: Scene) -> Found | None:
    """Read "in the evening", "at dawn", "overnight"; the day is settled like that of an hour."""
    first, spelling = hit.at("part"), hit.spelling
    word = spelling.lower(hit.last - 1)
    suffix = words.DAY_EDGES.get(word) or words.DAY_PARTS[word]
    after = spelling.lower(hit.last)
    if word == "overnight" and (
        spelling.lower(first - 1) in _ARTICLES
        or (after.isalpha() and after not in _AFTER_OVERNIGHT and after not in words.WEEKDAYS)
    ):
        return None
    if word.endswith("s") or after in {"-", "–", "of", "hours"}:
        return None  # "in the morning of May 6" is read from the day
    return Found(first=first, last=hit.last, timex=f"XXXX-XX-XX{suffix}", time=suffix)


def settle_hours(spelling: Spelling, items: list[Found], today: date | None) -> list[Found]:
    """Join each hour to the day beside it, else lend it the nearest day, else publication's."""
    results: list[Found] = []
    rest = list(items)
    while rest:
        item = rest.pop(0)
        after = rest[0] if rest else None
        before = results[-1] if results else None
        if not item.time:
            results.append(item)
        elif before is not None and before.last == item.first and is_bare_day(before):
            results[-1] = replace(
                before, last=item.last, timex=before.timex + item.time, time=item.time
            )
        elif after is not None and is_bare_day(after) and _joined(spelling, item, after):
            rest.pop(0)
            results.append(
                replace(after, first=item.first, timex=after.timex + item.time, time=item.time)
            )
        else:
            results.append(_lent(spelling, item, results, after, today))
    return results


def is_bare_day(item: Found) -> bool:
    """Tell whether an expression is a day without an hour or a part of the day."""
    return bool(item.value and item.value.grain == "day" and item.timex == item.value.timex)


def _joined(spelling: Spelling, one: Found, two: Found) -> bool:
    return all(spelling.lower(i) in _JOINING for i in range(one.last, two.first))


def _lent(
    spelling: Spelling, item: Found, before: list[Found], after: Found | None, today: date | None
) -> Found:
    days = [b.value for b in before[-4:] if b.value and b.value.grain == "day"]
    if today is not None:
        # An hour is of the news or of a day just gone.
        days = [day for day in days if abs((day.start - today).days) <= _NEAR_DAYS]
    day = days[-1] if days else None if today is None else day_value(today)
    if after is not None and after.value and after.value.grain == "day":
        between = [spelling.lower(i) for i in range(item.last, after.first)]
        bracketed = between.count("(") > between.count(")")  # "5 a.m. (2100 GMT Tuesday)"
        if len(between) <= _NEAR_WORDS and _ENDS.isdisjoint(between) and not bracketed:
            day = after.value
    if day is None:
        return item
    return replace(item, timex=day.timex + item.time, value=day, basis="relative")
