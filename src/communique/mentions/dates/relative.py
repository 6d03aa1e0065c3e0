"""Read dates that lean on publication or on a date before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.amounts import period
from communique.mentions.dates.anchors import (
    ANAPHORIC,
    STEPS,
    UNKNOWN,
    beside,
    month_or_day,
    origin_of,
)
from communique.mentions.dates.found import Found, found, found_at
from communique.mentions.dates.numerals import month_number, number_of
from communique.mentions.dates.scene import candidate_days

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene


def read_unit(hit: Hit, scene: Scene) -> Found | None:
    """Read "last week", "the following day", "later this year", "the end of the month"."""
    unit, refs = hit.word("unit"), hit.word("ref").split() or ["the"]
    if refs[-1] == "the" and hit.has("edge") and hit.word("edge") == "the":
        return None
    code, ref = words.UNITS[unit], refs[-1]
    if unit.endswith("s") or unit in words.CLOCK_UNITS or code == "F":
        return None
    if hit.spelling.words[hit.last - 1].istitle() and hit.spelling.words[hit.last - 2].istitle():
        return None  # the programme "This Week"
    articled = hit.has("ref") and "the" in {
        refs[0], hit.spelling.lower(hit.at("ref") - 1)
    }  # fmt: skip
    if ref == "past" or (articled and ref == "next" and code in "EC"):
        return None
    if code == "D" and ref in {"this", "current", "last"} and scene.today is not None:
        return None  # "the last day of school" is no yesterday
    anaphoric = ref in ANAPHORIC or (articled and ref == "next" and code == "D")
    if ref == "the":
        if scene.today is not None and code == "D":
            return _read_same_day(hit, scene)
        anaphoric = scene.history
    if code == "Y" and (ancient := scene.ancient(STEPS[ref])):
        return found(hit, None, ancient)
    origin = origin_of(scene, code, anaphoric=anaphoric, ref=ref)
    if origin is None:
        return found(hit, None, UNKNOWN[code])
    target = values.shifted(origin, STEPS[ref], code)
    return found(hit, values.value_around(target, code) if target else None, explicit=False)


# "for the week of May 6", "during the year that he was ill" are other ones.
_NAMING = frozenset(
    "of that when since before after to ended ending through and or in from".split()
)


def read_running_unit(hit: Hit, scene: Scene) -> Found | None:
    """Read "for the year", "during the week": the one in which the news is told."""
    after = hit.spelling.words[hit.last] if hit.last < len(hit.spelling.words) else ""
    if scene.today is None or after.lower() in _NAMING or after in {"-", "–", "'s", "’s"}:
        return None
    if after[:1].isdigit() or after.lower() in words.WEEKDAYS:
        return None  # "during the day Friday"
    value = values.value_around(scene.today, words.UNITS[hit.word("unit")])
    return found_at(hit.at("ref"), hit.last, value, explicit=False)


# A day named no more words ago is the one that "later in the day" goes on from.
_IN_VIEW = 45


def _read_same_day(hit: Hit, scene: Scene) -> Found | None:
    """Read "later in the day" in news: the day just named, else that of the news."""
    if hit.spelling.lower(hit.first) not in {"earlier", "later"}:
        return None
    near = scene.spoken_at is not None and hit.first - scene.spoken_at <= _IN_VIEW
    named = scene.previous_day if near else scene.first_day or scene.previous_day
    origin = named.start if named else scene.today
    if origin is None or scene.today is None:
        return found(hit, None, UNKNOWN["D"])
    day = min(origin, scene.today)  # no deed is told of a day to come
    return found(hit, values.day_value(day), explicit=False)


def read_ref_month(hit: Hit, scene: Scene) -> Found | None:
    """Read "last November", "next May", "October of that year", "April next year"."""
    number, refs = month_number(hit.word("month")), hit.word("ref").split()
    ref = refs[-1]
    of_year = hit.at("ref") > hit.at("month")
    day = int(hit.word("day")) if hit.has("day") else None
    if hit.has("year"):  # "this Dec. 28, 2017, photo"
        value = month_or_day(int(hit.word("year")), number, day)
        return found_at(hit.at("month"), hit.last, value, f"XXXX-{number:02}")
    anaphoric = ref in ANAPHORIC
    origin = origin_of(scene, "Y", anaphoric=anaphoric, ref=ref)
    if origin is None:
        return found(hit, None, f"XXXX-{number:02}")
    if ref == "past" and not of_year:
        ref = "last"
    if of_year or ref in {"that", "same", "very"}:
        return found(hit, month_or_day(origin.year + STEPS[ref], number, day), explicit=False)
    if day is not None:
        near = candidate_days(origin.year, number, day)
    else:
        near = [values.month_value(y, number) for y in range(origin.year - 1, origin.year + 2)]
    return found(hit, beside(near, origin, STEPS[ref]), explicit=False)


def read_ref_season(hit: Hit, scene: Scene) -> Found | None:
    """Read "last fall", "next summer", "this spring", "the spring of next year"."""
    season, ref = words.SEASONS[hit.word("season")], hit.word("ref").split()[-1]
    origin = origin_of(scene, "Y", anaphoric=ref in ANAPHORIC)
    if origin is None:
        return found(hit, None, f"XXXX-{season}")
    if hit.at("ref") > hit.at("season"):
        return found(hit, values.season_value(origin.year + STEPS[ref], season), explicit=False)
    near = [values.season_value(y, season) for y in range(origin.year - 2, origin.year + 3)]
    return found(hit, beside(near, origin, STEPS[ref]), explicit=False)


def read_next_day(hit: Hit, scene: Scene) -> Found | None:
    """Read "the day after", "the year before", counted from the date before it."""
    unit = hit.word("unit") or "day"
    code = words.UNITS[unit]
    step = -1 if hit.word("next") == "before" else 1
    if scene.today is not None and hit.spelling.lower(hit.last) not in {"", ",", ".", ";", ")"}:
        return None
    origin = origin_of(scene, code, anaphoric=True, ref="previous" if step < 0 else "")
    target = values.shifted(origin, step, code) if origin else None
    value = values.value_around(target, code) if target else None
    return found(hit, value, UNKNOWN[code], explicit=False)


def read_one_beyond(hit: Hit, scene: Scene) -> Found | None:
    """Read "the week before last", "the year after next"."""
    code, step = words.UNITS[hit.word("unit")], 2 * STEPS[hit.word("ref")]
    fits = ("before" in hit.spelling.phrase(hit.first, hit.last)) == (step < 0)
    if scene.today is None or not fits or hit.word("unit").endswith("s"):
        return None
    if hit.word("unit") in words.CLOCK_UNITS or hit.spelling.lower(hit.last)[:1].isalpha():
        return None  # "the day before last Tuesday"
    unit = "W" if code == "WE" else code
    target = values.shifted(scene.today, step, unit)
    if target is None:
        return None
    value = values.weekend_value(target) if code == "WE" else values.value_around(target, code)
    return found(hit, value, explicit=False)


def read_count(hit: Hit, scene: Scene) -> Found | None:
    """Read "three years ago", "two days later", "a week from now"."""
    unit, direction = hit.word("unit"), hit.word("direction") or "hence"
    after = hit.spelling.lower(hit.last)
    if direction == "on" and (after not in {"", ",", "."} or scene.previous is None):
        return None
    if direction == "back" and after[:1].isalnum():
        return None  # "two years back home"
    counted = hit.word("num") or ("half" if hit.has("half") else "")
    if not counted and not unit.endswith("s") and unit != "year":
        return None
    count = number_of(counted) if counted else None
    if unit == "year" and not counted:
        count = 1  # "the year-earlier quarter"
    if count is not None and hit.spelling.phrase(hit.first, hit.last).endswith(
        f" and a half {direction}"
    ):
        count += 0.5  # "a decade and a half ago"
    back = direction in {"ago", "back", "earlier", "before", "previously", "prior"}
    if count is None:
        return _vague_count(hit, direction, back=back)
    code = words.UNITS[unit]
    if direction in {"before", "after", "prior", "afterwards"} and after not in {
        "",
        ",",
        ".",
        ";",
    }:
        return None
    if unit in words.CLOCK_UNITS or code == "WE":
        return Found(first=hit.first, last=hit.last, timex=period(count, unit), kind="duration")
    return _counted(hit, scene, -count if back else count, direction)


def _counted(hit: Hit, scene: Scene, count: float, direction: str) -> Found:
    """Move the day counted from; `count` is below nought for what lies behind it."""
    code, back = words.UNITS[hit.word("unit")], count < 0
    if code in {"E", "C"} and count % 1:
        count, code = count * (10 if code == "E" else 100), "Y"  # "a half-century ago"
    if ancient := _count_in_antiquity(scene, int(count), code):
        return found(hit, None, ancient)
    deictic = direction in {"ago", "back", "hence"}
    origin = scene.now if deictic else _count_origin(scene, back=back)
    if origin is None:
        return Found(first=hit.first, last=hit.last, timex=_UNKNOWN_BY_UNIT.get(code, "XXXX"))
    if count % 1:
        count, code = (count * 12, "M") if code == "Y" else (count, code)
    target = values.shifted(origin, int(count), code)
    grain = {"E": "Y", "C": "Y", "F": "W"}.get(code, code)
    if code == "Y" and direction == "earlier" and _compares(hit, scene):
        grain = "M" if scene.previous and scene.previous.grain == "month" else "Q"
    return found(hit, values.value_around(target, grain) if target else None, explicit=False)


def _count_in_antiquity(scene: Scene, count: int, code: str) -> str:
    """Count on from a year before Christ, "" where the story does not stand there."""
    years = count * {"Y": 1, "E": 10, "C": 100}.get(code, 0)
    return scene.ancient(years) if years else ""


_COMPARING = frozenset("from than with to over".split())


def _compares(hit: Hit, scene: Scene) -> bool:
    """Tell whether a month is set beside that of a year before: "in May from a year earlier"."""
    if scene.previous is None or scene.previous.grain not in {"month", "quarter"}:
        return False
    return hit.spelling.lower(hit.first - 1) in _COMPARING


_UNKNOWN_BY_UNIT = UNKNOWN | {"E": "XXXX", "C": "XXXX", "F": "XXXX-WXX"}


def _count_origin(scene: Scene, *, back: bool) -> date | None:
    if scene.previous is None:
        return scene.today if back else None
    if back and scene.today is not None and scene.previous.start > scene.today:
        return scene.today  # "will close it by April 5. A day earlier …" goes back from the news
    return scene.previous.start


def _vague_count(hit: Hit, direction: str, *, back: bool) -> Found | None:
    if direction == "on":
        return None
    if direction in {"before", "after", "prior"} and hit.spelling.lower(hit.last) not in {
        ",",
        ".",
    }:
        return None
    timex = "PAST_REF" if back else "FUTURE_REF"
    return Found(first=hit.first, last=hit.last, timex=timex, kind="vague")
