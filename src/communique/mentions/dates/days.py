"""Read days of the calendar, with or without their year."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.anchors import settle_day
from communique.mentions.dates.found import found, found_at, without_comma
from communique.mentions.dates.numerals import month_number, ordinal_number, year_number

if TYPE_CHECKING:
    from communique.mentions.dates.found import Found
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene


def read_iso(hit: Hit, _scene: Scene) -> Found | None:
    """Read 2019-04-25 and 2019/04/25."""
    try:
        written = hit.word("date").replace("/", "-")
        return found(hit, values.day_value(date.fromisoformat(written)))
    except ValueError:
        return None


def read_slashed(hit: Hit, _scene: Scene) -> Found | None:
    """Read 4/25/2019, and 25/4/2019 where only that is a date; 25.4.2019 begins with the day."""
    first, second, year = (int(n) for n in re.split("[/.]", hit.word("date")))
    year += 0 if year > 99 else 2000 if year <= 30 else 1900
    month_first = first <= 12 and "/" in hit.word("date")
    month, day = (first, second) if month_first else (second, first)
    value = values.find_day(year, month, day) if 1 <= month <= 12 else None
    return found(hit, value) if value else None


def read_date(hit: Hit, scene: Scene) -> Found | None:
    """Read a day of a month, with or without weekday and year."""
    month, day = month_number(hit.word("month")), ordinal_number(hit.word("day"))
    if day is None or not 1 <= day <= 31:
        return None
    last = without_comma(hit)
    if hit.has("year"):
        value = values.find_day(year_number(hit.word("year")), month, day)
        return found_at(hit.first, last, value) if value else None
    if hit.word("month") == "may" and hit.word("day") in words.CARDINALS:
        return None
    if (month, day) == (9, 11) and _is_of_2001(hit, scene, last):
        return found_at(hit.first, last, values.find_day(2001, month, day))
    value = settle_day(scene, month, day, hit.first, last)
    return found_at(hit.first, last, value, f"XXXX-{month:02}-{day:02}")


_OF_2001 = frozenset(
    """attack attacks terror terrorist terrorists hijackers hijackings suicide strikes bombings
    tragedy anniversary victims commission""".split()
)


def _is_of_2001(hit: Hit, scene: Scene, last: int) -> bool:
    """Tell the day of the attacks on New York from any other: "the Sept. 11 attacks"."""
    if scene.today is not None and scene.today < date(2001, 9, 12):
        return False
    spelling = hit.spelling
    woken = spelling.lower(hit.first - 1) == "of" and spelling.lower(hit.first - 2) == "wake"
    return woken or any(spelling.lower(last + n) in _OF_2001 for n in range(2))


def read_days(hit: Hit, scene: Scene) -> list[Found] | None:
    """Read several days of one month: "March 5-9, 1918", "April 24 and 25"."""
    month = month_number(hit.word("month"))
    month_first = hit.at("month") < hit.at("last")
    end = without_comma(hit)
    spots: list[tuple[int, int]] = []
    limit = hit.match.end("last") if month_first else hit.at("month")
    start = hit.match.end("month") if month_first else hit.first
    for index in range(start, limit):
        number = ordinal_number(hit.spelling.lower(index)) if index < limit else None
        if number is not None and 1 <= number <= 31:
            spots.append((index, number))
    if len(spots) < 2:
        return None
    results: list[Found] = []
    year = year_number(hit.word("year")) if hit.has("year") else None
    for place, (index, number) in enumerate(spots):
        first = hit.first if place == 0 else index
        last = end if place == len(spots) - 1 else index + 1
        if year is not None:
            value = values.find_day(year, month, number)
        elif results and results[0].value:
            value = values.find_day(results[0].value.start.year, month, number)
        else:
            value = settle_day(scene, month, number, hit.first, end)
        results.append(found_at(first, last, value, f"XXXX-{month:02}-{number:02}"))
    return results if _is_range_or_list(hit, spots) else None


def _is_range_or_list(hit: Hit, spots: list[tuple[int, int]]) -> bool:
    """Refuse "May 5 to 3 percent": days of a range grow."""
    return all(a[1] < b[1] for a, b in pairwise(spots)) and (hit.match.end("last") >= hit.last - 4)


# "on the 13th" is a day before one of these, and not before "anniversary" or "floor".
_AFTER_DAYS = frozenset(
    "the and but or was were is had has he she they it in at when as with to a by for that".split()
)


def read_bare_day(hit: Hit, scene: Scene) -> Found | None:
    """Read "the 13th", a day of the month last named."""
    word, previous = hit.word("day"), scene.previous
    before = hit.spelling.lower(hit.first - 1)
    after = hit.spelling.words[hit.last] if hit.last < len(hit.spelling.words) else "."
    stands_alone = not (after[:1].isalpha() or after in {"-", "–"}) or after in _AFTER_DAYS
    if previous is None or hit.word("edge") != "the" or not word[:1].isdigit():
        return None
    if before not in {"on", "by", "until", "since", "of", "to", "from"} or not stands_alone:
        return None
    number = ordinal_number(word)
    if number is None or previous.grain not in {"day", "week", "month"} or not 1 <= number <= 31:
        return None
    value = values.find_day(previous.start.year, previous.start.month, number)
    return found(hit, value, explicit=False) if value else None


def read_week(hit: Hit, scene: Scene) -> Found | None:
    """Read "the week of March 6"."""
    month, day = month_number(hit.word("month")), int(hit.word("day"))
    if hit.has("year"):
        inside = values.find_day(int(hit.word("year")), month, day)
    else:
        inside = settle_day(scene, month, day, hit.first, hit.last)
    if inside is None:
        return None
    weekend = "weekend" in {hit.spelling.lower(hit.first), hit.spelling.lower(hit.first + 1)}
    make = values.weekend_value if weekend else values.week_value
    return found(hit, make(inside.start), explicit=True)
