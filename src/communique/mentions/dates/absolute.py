"""Read the dates that name a place in the calendar, with or without their year."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.scene import Found, candidate_days

if TYPE_CHECKING:
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.spelling import Spelling
    from communique.mentions.dates.values import Value

_PREPOSITIONS = frozenset(
    """in since until till by from of during before after through throughout to between and or
    around about late early mid last next this every each for around circa as""".split()
)
_YEAR_PREPOSITIONS = _PREPOSITIONS - {"to", "for", "and", "or", "about", "around", "every", "each"}
_ROUGHLY = frozenset("about approximately roughly circa ca".split())
# Names of months that are people's names or verbs too.
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august"})


def found(hit: Hit, value: Value | None, timex: str = "", *, explicit: bool = True) -> Found:
    """Make what a rule found out of its value, or of what is known where there is none."""
    return found_at(hit.first, _without_comma(hit), value, timex, explicit=explicit)


def found_at(
    first: int, last: int, value: Value | None, timex: str = "", *, explicit: bool = True
) -> Found:
    """Make what was found at some words."""
    if value is None:
        return Found(first=first, last=last, timex=timex)
    basis = "explicit" if explicit else "relative"
    return Found(first=first, last=last, timex=value.timex, value=value, basis=basis)  # type: ignore[arg-type]


def month_number(word: str) -> int:
    """Give the number of a month by its name or short form."""
    name = word.removesuffix(".").strip()
    return words.MONTHS.get(name) or words.SHORT_MONTHS[name]


def year_number(word: str) -> int:
    """Give the year of "1998" or of "'98", which is never ahead of 2030."""
    if len(word) == 4 and word.isdigit():
        return int(word)
    short = int(word[-2:])
    return (2000 if short <= 30 else 1900) + short


def ordinal_number(word: str) -> int | None:
    """Give the number of "3", "3rd", "third" or "twenty-third"."""
    if figures := re.match(r"\d+", word):
        return int(figures[0])
    total = 0
    for piece in re.split(r"[\s\-‐‑–]+", word):
        number = words.CARDINALS.get(piece) or words.ORDINALS.get(piece)
        if number is None:
            return None
        total += number
    return total


def read_iso(hit: Hit, _scene: Scene) -> Found | None:
    """Read 2019-04-25."""
    try:
        return found(hit, values.day_value(date.fromisoformat(hit.word("date"))))
    except ValueError:
        return None


def read_slashed(hit: Hit, _scene: Scene) -> Found | None:
    """Read 4/25/2019, and 25/4/2019 where only that is a date."""
    first, second, year = (int(n) for n in hit.word("date").split("/"))
    year += 0 if year > 99 else 2000 if year <= 30 else 1900
    month, day = (first, second) if first <= 12 else (second, first)
    value = values.find_day(year, month, day) if 1 <= month <= 12 else None
    return found(hit, value) if value else None


def read_date(hit: Hit, scene: Scene) -> Found | None:
    """Read a day of a month, with or without weekday and year."""
    month, day = month_number(hit.word("month")), ordinal_number(hit.word("day"))
    if day is None or not 1 <= day <= 31:
        return None
    last = _without_comma(hit)
    if hit.has("year"):
        value = values.find_day(year_number(hit.word("year")), month, day)
        return found_at(hit.first, last, value) if value else None
    if hit.word("month") == "may" and hit.word("day") in words.CARDINALS:
        return None
    value = settle_day(scene, month, day, hit.first, last)
    return found_at(hit.first, last, value, f"XXXX-{month:02}-{day:02}")


def settle_day(scene: Scene, month: int, day: int, first: int, last: int) -> Value | None:
    """Choose the year of a day without one."""
    anchor = scene.now
    if anchor is None:
        return None
    before = scene.spelling.lower(first - 1)
    direction = {"last": "past", "next": "future"}.get(before)
    return scene.settle(
        candidate_days(anchor.year, month, day), first, last, direction=direction
    )


def _without_comma(hit: Hit) -> int:
    return hit.last - (hit.spelling.words[hit.last - 1] == ",")


def read_days(hit: Hit, scene: Scene) -> list[Found] | None:
    """Read several days of one month: "March 5-9, 1918", "April 24 and 25"."""
    month = month_number(hit.word("month"))
    month_first = hit.at("month") == hit.first
    end = _without_comma(hit)
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
    return all(a[1] < b[1] for a, b in zip(spots, spots[1:], strict=False)) and (
        hit.match.end("last") >= hit.last - 4
    )


def read_month(hit: Hit, scene: Scene) -> Found:
    """Read a month of a year."""
    value = values.month_value(year_number(hit.word("year")), month_number(hit.word("month")))
    return found(hit, value)


def read_months(hit: Hit, scene: Scene) -> list[Found] | None:
    """Read two or more months or days that share the year of the last one."""
    year, spots = year_number(hit.word("year")), []
    second = month_number(hit.word("month2"))
    for label, day_label in (("month", "day"), ("month2", "day2")):
        month = month_number(hit.word(label))
        its_year = year - 1 if label == "month" and month > second else year
        day = int(hit.word(day_label)) if hit.has(day_label) else None
        value = (
            values.month_value(its_year, month)
            if day is None
            else values.find_day(its_year, month, day)
        )
        if value is None:
            return None
        spots.append(value)
    cut = hit.at("join")
    if hit.has("mid"):
        middle = hit.at("mid")
        value = values.month_value(year, month_number(hit.word("mid")))
        return [
            found_at(hit.first, middle - 1, spots[0]),
            found_at(middle, cut, value),
            found_at(hit.match.end("join"), hit.last, spots[1]),
        ]
    return [
        found_at(hit.first, cut, spots[0]),
        found_at(hit.match.end("join"), hit.last, spots[1]),
    ]


def read_bare_month(hit: Hit, scene: Scene) -> Found | None:
    """Read a month without its year, the nearest in the direction of the tense."""
    index = hit.at("month")
    if not _is_month(hit.spelling, index, hit.match.end("month"), edge=hit.has("edge")):
        return None
    number = month_number(hit.word("month"))
    anchor = scene.now
    value = None
    if anchor is not None:
        near = [values.month_value(y, number) for y in range(anchor.year - 1, anchor.year + 2)]
        value = scene.settle(near, hit.first, hit.last)
    return found(hit, value, f"XXXX-{number:02}")


def _is_month(spelling: Spelling, index: int, last: int, *, edge: bool) -> bool:
    word, before, after = spelling.words[index], spelling.lower(index - 1), spelling.words
    following = after[last] if last < len(after) else ""
    if last == index + 1 and word.lower() in words.SHORT_MONTHS and word.lower() != "may":
        return False  # "Dec", "Mar", "Jan" with no full stop and no day
    if word.lower() not in _AMBIGUOUS_MONTHS or word.isupper() and len(word) > 5:
        return True
    if edge and before not in {"the", "a"}:
        return True
    if before in _PREPOSITIONS:
        return not following[:1].isupper() or word.lower() in {"march", "august"}
    if word in {"May", "March"}:
        return before == "the" and following.islower() and following not in _AFTER_A_MARCH
    return not following[:1].isupper() and not spelling.words[index - 1][:1].isupper()


_AFTER_A_MARCH = frozenset("on by against for of to in from through across was is had will".split())


def read_bare_day(hit: Hit, scene: Scene) -> Found | None:
    """Read "the 13th", a day of the month last named."""
    word, previous = hit.word("day"), scene.previous
    before = hit.spelling.lower(hit.first - 1)
    after = hit.spelling.words[hit.last] if hit.last < len(hit.spelling.words) else "."
    stands_alone = not (after[:1].isalpha() or after in {"-", "–"}) or after in {"the", "and"}
    if previous is None or hit.word("edge") != "the" or not word[:1].isdigit():
        return None
    if before not in {"on", "by", "until", "since", "of", "to", "from"} or not stands_alone:
        return None
    number = ordinal_number(word)
    if number is None or previous.grain not in {"day", "week", "month"} or not 1 <= number <= 31:
        return None
    value = values.find_day(previous.start.year, previous.start.month, number)
    return found(hit, value, explicit=False) if value else None


def read_season(hit: Hit, _scene: Scene) -> Found:
    """Read a season of a year."""
    season = words.SEASONS[hit.word("season")]
    return found(hit, values.season_value(year_number(hit.word("year")), season))


def read_seasons(hit: Hit, _scene: Scene) -> list[Found]:
    """Read two seasons of one year."""
    year = year_number(hit.word("year"))
    first = values.season_value(year, words.SEASONS[hit.word("season")])
    second = values.season_value(year, words.SEASONS[hit.word("season2")])
    cut = hit.at("join")
    return [
        found_at(hit.first, cut, first),
        found_at(hit.match.end("join"), hit.last, second),
    ]


_SEASON_CUES = frozenset("in during by over since until through throughout after before".split())


def read_bare_season(hit: Hit, scene: Scene) -> Found | None:
    """Read a season without its year where it is one: not "to spring", nor a "fall in prices"."""
    index = hit.at("season")
    word, edge = hit.word("season"), hit.word("edge")
    before = hit.spelling.lower(hit.first - 1)
    after = hit.spelling.lower(hit.last)
    if word == "fall" and (before not in {"in", "by", "since", "until"} or after in {"in", "of", "from"}):
        return None
    if before not in _SEASON_CUES and (edge in {"", "the"} or word == "fall"):
        capital = hit.spelling.words[index][0].isupper()
        if word == "fall" or not scene.narrative or (before == "to" and not capital):
            return None
    anchor = scene.now
    season = words.SEASONS[word]
    if anchor is None:
        return found(hit, None, f"XXXX-{season}")
    near = [values.season_value(y, season) for y in range(anchor.year - 1, anchor.year + 2)]
    return found(hit, scene.settle(near, hit.first, hit.last))


def read_year(hit: Hit, scene: Scene) -> Found | None:
    """Read a year that stands alone, unless it counts or numbers something."""
    index = hit.at("year")
    word = hit.spelling.words[index]
    year = year_number(word)
    before, after = hit.spelling.lower(hit.first - 1), hit.spelling.lower(hit.last)
    if len(word) != 4:
        return found(hit, values.year_value(year)) if before in {"of", "in", "since", "the"} else None
    if hit.first == index or hit.word("edge") == "the":
        if before in words.NUMBERED and hit.first == index:
            return None
        if before in _ROUGHLY and (after[:1].isalpha() or not 1800 <= year <= 2100):
            return None
        prepositional = before in _YEAR_PREPOSITIONS
        if after in words.COUNTED and not (hit.word("edge") == "the"):
            return None
        if not prepositional and not 1400 <= year <= 2100:
            return None
        if prepositional and before in {"of", "by", "from", "after", "before"} and year < 1200:
            return None
    return found(hit, values.year_value(year))


def read_years(hit: Hit, _scene: Scene) -> list[Found] | None:
    """Read "1914-1918", "2007-08"."""
    first, word = int(hit.word("year")), hit.word("last")
    last = int(word) if len(word) == 4 else first // 100 * 100 + int(word)
    if len(word) not in {2, 4} or not first < last <= first + 120:
        return None
    if hit.spelling.lower(hit.first - 1) in words.NUMBERED:
        return None
    middle = hit.at("join")
    return [
        found_at(hit.first, middle, values.year_value(first)),
        found_at(middle + 1, hit.last, values.year_value(last)),
    ]


def read_era(hit: Hit, _scene: Scene) -> list[Found] | Found | None:
    """Read years before Christ, which have a TIMEX3 value but no days that the record holds."""
    year = hit.word("year").replace(",", "")
    before_christ = hit.word("era").startswith("b")
    if not year.isdigit() or (not before_christ and int(year) > values.LATEST):
        return None
    if not before_christ:
        return found(hit, values.year_value(int(year)))
    grain = ""
    if hit.has("month"):
        grain = f"-{month_number(hit.word('month')):02}"
    elif hit.has("season"):
        grain = f"-{words.SEASONS[hit.word('season')]}"
    split = hit.at("last") if hit.has("last") else hit.last
    one = Found(
        first=hit.first, last=split - (split != hit.last), timex=f"BC{int(year):04}{grain}",
        basis="explicit",
    )  # fmt: skip
    if split == hit.last:
        return one
    timex = f"BC{int(hit.word('last')):04}"
    return [one, Found(first=split, last=hit.last, timex=timex, basis="explicit")]


def read_decade(hit: Hit, _scene: Scene) -> Found | None:
    """Read "the 1980s", "the '80s"; a bare "80s" may be an age or a temperature."""
    word = hit.word("decade")
    figures = re.sub(r"\D", "", word)
    if len(figures) == 4:
        return found(hit, values.decade_value(int(figures)))
    if word[0] not in "'’" and hit.word("edge") != "the":
        return None
    if hit.spelling.lower(hit.first - 1) in {"his", "her", "their", "in"} and word[0] not in "'’":
        return None
    return found(hit, values.decade_value(1900 + int(figures)))


def read_century(hit: Hit, _scene: Scene) -> Found | None:
    """Read "the 19th century"."""
    number = ordinal_number(hit.word("nth"))
    if number is None or not 1 <= number <= 30:
        return None
    if hit.has("era") and hit.word("era").startswith("b"):
        return Found(first=hit.first, last=hit.last, timex=f"BC{number - 1:02}", basis="explicit")
    if number < 10 and hit.word("edge") == "":
        return None
    return found(hit, values.century_value((number - 1) * 100))


def read_part_of_year(hit: Hit, scene: Scene) -> Found | None:
    """Read a quarter or a half of a year, the last one past where no year is given."""
    word, unit = hit.word("nth"), hit.word("unit")
    size = 4 if unit == "quarter" else 2
    if word in {"last", "final", "latter"}:
        if not hit.has("year") and word != "latter":
            return None
        number: int | None = size
    else:
        number = ordinal_number(word)
    if number is None or not 1 <= number <= size:
        return None
    make = values.quarter_value if unit == "quarter" else values.half_value
    if hit.has("year"):
        return found(hit, make(int(hit.word("year")), number))
    if unit == "half" and hit.spelling.lower(hit.last) not in {"", ".", ",", "this", "last", "next"}:
        return None
    anchor = scene.now
    if anchor is None:
        return found(hit, None, f"XXXX-{unit[0].upper()}{number}")
    last = hit.last
    beside = {"last": -1, "next": 1, "this": 0}.get(hit.spelling.lower(last))
    if hit.spelling.lower(last) == "of":
        beside = {"last": -1, "next": 1, "this": 0}.get(hit.spelling.lower(last + 1))
        last += 1
    if beside is not None and hit.spelling.lower(last + 1) == "year":
        value = make(anchor.year + beside, number)
        return found_at(hit.first, last + 2, value, explicit=False)
    near = [make(y, number) for y in range(anchor.year - 1, anchor.year + 2)]
    return found(hit, scene.settle(near, hit.first, hit.last), explicit=False)


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
