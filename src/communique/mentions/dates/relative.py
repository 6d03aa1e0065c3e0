"""Read the dates that lean on publication or on a date before them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.absolute import (
    found,
    month_number,
    ordinal_number,
    year_number,
)
from communique.mentions.dates.amounts import number_of, period
from communique.mentions.dates.scene import Found, candidate_days

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.values import Value

# How many units each word moves, and whether from the publication or from the date before.
_STEPS = {
    "last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1,
    "previous": -1, "preceding": -1, "following": 1, "subsequent": 1, "succeeding": 1,
    "ensuing": 1, "that": 0, "same": 0, "very": 0, "the": 0,
}  # fmt: skip
_ANAPHORIC = frozenset(
    "previous preceding following subsequent succeeding ensuing that same very the".split()
)
_UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "E": "XXX", "C": "XX",
}  # fmt: skip


def _timed(hit: Hit, value: Value | None, timex: str, part: str) -> Found:
    """Make a day with a part of the day after it."""
    suffix = words.DAY_PARTS.get(part, "")
    return Found(
        first=hit.first, last=hit.last, timex=(value.timex if value else timex) + suffix,
        value=value, basis="relative" if value else "unknown",
    )  # fmt: skip


def read_weekday(hit: Hit, scene: Scene) -> Found | None:
    """Read a weekday: the last one up to publication, or the next where the tense is future."""
    name, part = hit.word("wd"), hit.word("part")
    if _is_title(hit):
        return None
    number = words.WEEKDAYS[name]
    value = _weekday(hit, scene, number, hit.word("ref").split()[-1:] or [""])
    return _timed(hit, value, f"XXXX-WXX-{number}", part)


_PAPERS = frozenset("times telegraph mail express herald mirror post".split())
_NAMED_DAYS = frozenset("black bloody good palm ash super cyber easter".split())


def _is_title(hit: Hit) -> bool:
    """Tell the Sunday Times and Bloody Sunday from days."""
    after = hit.spelling.words[hit.last] if hit.last < len(hit.spelling.words) else ""
    before = hit.spelling.words[hit.first - 1] if hit.first else ""
    return (after[:1].isupper() and after.lower() in _PAPERS) or (
        before[:1].isupper() and before.lower() in _NAMED_DAYS
    )


def _weekday(hit: Hit, scene: Scene, number: int, ref: list[str]) -> Value | None:
    if scene.today is None:
        if scene.previous_day is None or scene.previous is None:
            return None
        origin = scene.previous_day.start
        gap = (number - origin.isoweekday() + 3) % 7 - 3
        return values.day_value(origin + timedelta(gap))
    today = scene.today
    behind = (today.isoweekday() - number) % 7
    ahead = (number - today.isoweekday()) % 7
    match ref[0]:
        case "last" | "past" | "previous" | "preceding":
            return values.day_value(today - timedelta(behind or 7))
        case "next" | "coming" | "upcoming":
            return values.day_value(today + timedelta(ahead or 7))
        case "following" if scene.previous_day:
            origin = scene.previous_day.start
            return values.day_value(origin + timedelta((number - origin.isoweekday()) % 7 or 7))
        case "this":
            return values.day_value(today + timedelta(number - today.isoweekday()))
    direction, trusted = scene.tense_at(hit.first, hit.last)
    if not trusted and hit.spelling.lower(hit.last) in {"'s", "’s"}:
        # "Friday's ruling" mostly lies behind; "ahead of Friday's summit" does not.
        before = hit.spelling.lower(hit.first - 1)
        direction = "future" if before in {"for", "before"} or (
            before == "of" and hit.spelling.lower(hit.first - 2) == "ahead"
        ) else "past"
    if direction == "future" and (behind or trusted):
        return values.day_value(today + timedelta(ahead or 7))
    return values.day_value(today - timedelta(behind))


def read_weekday_of_week(hit: Hit, scene: Scene) -> Found | None:
    """Read "Friday of last week", "Monday next week"."""
    if scene.today is None:
        return None
    ref = hit.word("ref")
    step = _STEPS.get(ref, 0)
    number = words.WEEKDAYS[hit.word("wd")]
    monday = scene.today - timedelta(scene.today.weekday())
    return found(hit, values.day_value(monday + timedelta(7 * step + number - 1)), explicit=False)


_TODAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def read_today(hit: Hit, scene: Scene) -> Found:
    """Read today, yesterday, tomorrow and tonight, and the days beyond them."""
    day = hit.word("day")
    part = hit.word("part") or ("night" if day == "tonight" else "")
    if day in {"before", "after"}:
        step = -2 if hit.word("same") == "yesterday" else 2
    else:
        step = _TODAYS[day]
    if scene.today is None:
        timex = "PRESENT_REF" if day == "today" else "XXXX-XX-XX"
        return _timed(hit, None, timex, part)
    return _timed(hit, values.day_value(scene.today + timedelta(step)), "", part)


def read_part(hit: Hit, scene: Scene) -> Found | None:
    """Read "this morning", "last night", "that afternoon", "the next evening"."""
    ref, part = hit.word("ref").split()[-1], hit.word("part")
    if ref in _ANAPHORIC or scene.today is None or hit.word("ref") == "the next":
        origin = scene.previous_day.start if scene.previous_day else None
    else:
        origin = scene.today
    if origin is None:
        return _timed(hit, None, "XXXX-XX-XX", part)
    step = _STEPS[ref]
    return _timed(hit, values.day_value(origin + timedelta(step)), "", part)


def read_unit(hit: Hit, scene: Scene) -> Found | None:
    """Read "last week", "the following day", "later this year", "the end of the month"."""
    unit, refs = hit.word("unit"), hit.word("ref").split() or ["the"]
    if refs[-1] == "the" and hit.has("edge") and hit.word("edge") == "the":
        return None
    code, ref = words.UNITS[unit], refs[-1]
    if unit.endswith("s") or unit in words.CLOCK_UNITS or code == "F":
        return None
    articled = hit.has("ref") and "the" in {
        refs[0], hit.spelling.lower(hit.at("ref") - 1)
    }  # fmt: skip
    if ref == "past" or (articled and ref == "next" and code in "EC"):
        return None
    if code == "D" and ref in {"this", "current"} and scene.today is not None:
        return None
    anaphoric = ref in _ANAPHORIC or (articled and ref == "next" and code == "D")
    if ref == "the":
        if scene.today is not None and code == "D":
            return None
        anaphoric = scene.narrative
    origin = _origin(scene, code, anaphoric=anaphoric, ref=ref)
    if origin is None:
        return found(hit, None, _UNKNOWN[code])
    target = values.shifted(origin, _STEPS[ref], code)
    return found(hit, values.value_around(target, code) if target else None, explicit=False)


def read_weekend(hit: Hit, scene: Scene) -> Found | None:
    """Read "the weekend", "last weekend": without more, the last one begun by publication."""
    ref = hit.word("ref").split()[-1:] or [hit.word("edge")]
    if scene.today is None or ref == [""]:
        return None
    today = scene.today
    this = values.weekend_value(today)
    step = _STEPS.get(ref[0], 0)
    if ref[0] in {"the", "past", "last"}:
        step = 0 if today >= this.start and ref[0] != "last" else -1
        if ref[0] == "the" and scene.tense_at(hit.first, hit.last)[0] == "future":
            step = 0
    elif ref[0] == "this" and today.isoweekday() <= 2:
        step = -1 if scene.tense_at(hit.first, hit.last)[0] != "future" else 0
    return found(hit, values.weekend_value(today + timedelta(7 * step)), explicit=False)


def _origin(scene: Scene, code: str, *, anaphoric: bool, ref: str = "") -> date | None:
    """Find the day that a reference counts from: publication, or the date before it."""
    if not anaphoric:
        return scene.now
    if code == "D":
        return scene.previous_day.start if scene.previous_day else None
    if scene.previous is None and ref in {"previous", "preceding"}:
        return scene.today
    return scene.previous.start if scene.previous else None


def read_ref_month(hit: Hit, scene: Scene) -> Found | None:
    """Read "last November", "next May", "October of that year", "April next year"."""
    number, refs = month_number(hit.word("month")), hit.word("ref").split()
    ref = refs[-1]
    of_year = hit.at("ref") > hit.at("month")
    day = int(hit.word("day")) if hit.has("day") else None
    anaphoric = ref in _ANAPHORIC
    origin = _origin(scene, "Y", anaphoric=anaphoric, ref=ref)
    if origin is None:
        return found(hit, None, f"XXXX-{number:02}")
    if ref == "past" and not of_year:
        ref = "last"
    if of_year or ref in {"that", "same", "very"}:
        return found(hit, _month_or_day(origin.year + _STEPS[ref], number, day), explicit=False)
    if day is not None:
        near = candidate_days(origin.year, number, day)
    else:
        near = [values.month_value(y, number) for y in range(origin.year - 1, origin.year + 2)]
    step = _STEPS[ref]
    if step < 0:
        chosen = [v for v in near if v.end < origin]
        value = chosen[-1] if chosen else None
    elif step > 0:
        chosen = [v for v in near if v.start > origin]
        value = chosen[0] if chosen else None
    else:
        value = near[1]
    return found(hit, value, explicit=False)


def _month_or_day(year: int, month: int, day: int | None) -> Value | None:
    return values.month_value(year, month) if day is None else values.find_day(year, month, day)


def read_ref_season(hit: Hit, scene: Scene) -> Found | None:
    """Read "last fall", "next summer", "this spring", "the spring of next year"."""
    season, ref = words.SEASONS[hit.word("season")], hit.word("ref").split()[-1]
    origin = _origin(scene, "Y", anaphoric=ref in _ANAPHORIC)
    if origin is None:
        return found(hit, None, f"XXXX-{season}")
    if hit.at("ref") > hit.at("season"):
        return found(hit, values.season_value(origin.year + _STEPS[ref], season), explicit=False)
    near = [values.season_value(y, season) for y in range(origin.year - 1, origin.year + 2)]
    step = _STEPS[ref]
    if step < 0:
        value = [v for v in near if v.end < origin][-1]
    elif step > 0:
        value = next(v for v in near if v.start > origin)
    else:
        within = [v for v in near if v.start <= origin <= v.end]
        value = within[0] if within else near[1]
    return found(hit, value, explicit=False)


def read_next_day(hit: Hit, scene: Scene) -> Found | None:
    """Read "the day after", "the year before", counted from the date before it."""
    unit = hit.word("unit") or "day"
    code = words.UNITS[unit]
    step = -1 if hit.word("next") == "before" else 1
    if scene.today is not None and hit.spelling.lower(hit.last) not in {"", ",", ".", ";", ")"}:
        return None
    origin = _origin(scene, code, anaphoric=True, ref="previous" if step < 0 else "")
    target = values.shifted(origin, step, code) if origin else None
    value = values.value_around(target, code) if target else None
    return found(hit, value, _UNKNOWN[code], explicit=False)


def read_count(hit: Hit, scene: Scene) -> Found | None:
    """Read "three years ago", "two days later", "a week from now"."""
    unit, direction = hit.word("unit"), hit.word("direction") or "hence"
    after = hit.spelling.lower(hit.last)
    if direction == "on" and after not in {"", ",", "."}:
        return None
    if not hit.has("num") and not unit.endswith("s") and unit != "year":
        return None
    count = number_of(hit.word("num")) if hit.has("num") else None
    if unit == "year" and not hit.has("num"):
        count = 1  # "the year-earlier quarter"
    back = direction in {"ago", "earlier", "before", "previously", "prior"}
    if count is None:
        return _vague_count(hit, direction, back=back)
    code = words.UNITS[unit]
    if direction in {"before", "after", "prior", "afterwards"} and after not in {"", ",", ".", ";"}:
        return None
    if unit in words.CLOCK_UNITS or code == "WE":
        return Found(first=hit.first, last=hit.last, timex=period(count, unit), kind="duration")
    origin = scene.now if direction in {"ago", "hence"} else _count_origin(scene, back=back)
    if origin is None:
        return Found(first=hit.first, last=hit.last, timex=_UNKNOWN_BY_UNIT.get(code, "XXXX"))
    if count % 1:
        count, code = (count * 12, "M") if code == "Y" else (count // 1, code)
    target = values.shifted(origin, -int(count) if back else int(count), code)
    grain = {"E": "Y", "C": "Y", "F": "W"}.get(code, code)
    return found(hit, values.value_around(target, grain) if target else None, explicit=False)


_UNKNOWN_BY_UNIT = _UNKNOWN | {"E": "XXXX", "C": "XXXX", "F": "XXXX-WXX"}


def _count_origin(scene: Scene, *, back: bool) -> date | None:
    if scene.previous is None:
        return scene.today if back else None
    return scene.previous.start


def _vague_count(hit: Hit, direction: str, *, back: bool) -> Found | None:
    if direction == "on":
        return None
    if direction in {"before", "after", "prior"} and hit.spelling.lower(hit.last) not in {",", "."}:
        return None
    timex = "PAST_REF" if back else "FUTURE_REF"
    return Found(first=hit.first, last=hit.last, timex=timex, kind="vague")


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
    if unit.endswith("s"):
        return None
    if code == "D":
        day = whole.end + timedelta(number + 1) if number < 0 else whole.start + timedelta(number - 1)
    elif code == "W":
        # The first week of a month is its days 1 to 7; TIMEX3 names the ISO week with most of it.
        middle = whole.end - timedelta(3) if number < 0 else whole.start + timedelta(7 * number - 4)
        day = middle
    elif code == "WE":
        return _nth_day(hit, whole, number, 6, weekend=True)
    elif code in {"M", "Y", "E"}:
        step = number if number < 0 else number - 1
        origin = whole.end if number < 0 else whole.start
        target = values.shifted(origin, step + 1 if number < 0 else step, code)
        if target is None:
            return None
        day = target
    else:
        return None
    if not whole.start <= day <= whole.end:
        return None
    return found(hit, values.value_around(day, code))


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
    origin = _origin(scene, code, anaphoric=ref in _ANAPHORIC)
    target = values.shifted(origin, _STEPS[ref], code) if origin else None
    return values.value_around(target, code) if target else None


_WORD_REFERENCES = {
    "future": "FUTURE_REF", "past": "PAST_REF", "moment": "PRESENT_REF", "time": "PRESENT_REF",
    "present": "PRESENT_REF", "date": "PRESENT_REF", "these": "PRESENT_REF",
    "modern": "PRESENT_REF",
}  # fmt: skip


def read_reference(hit: Hit, _scene: Scene) -> Found | None:
    """Read "now", "recently", "in the future"."""
    word = hit.word("word")
    before, after = hit.spelling.lower(hit.first - 1), hit.spelling.lower(hit.last)
    if word == "date" and (before in {"up", "-"} or after == "from"):
        return None
    if word == "time" and hit.word("word") == "time" and "the" in {
        hit.spelling.lower(hit.first + 1)
    } and after != "being" and hit.spelling.lower(hit.last - 1) != "being":
        return None
    timex = words.REFERENCES.get(word) or _WORD_REFERENCES[word]
    return Found(first=hit.first, last=hit.last, timex=timex, kind="vague")


def read_then(hit: Hit, scene: Scene) -> Found | None:
    """Read "since then": the date before it."""
    index = hit.at("word")
    value = scene.previous
    if value is None:
        return Found(first=index, last=index + 1, timex="PAST_REF", kind="vague")
    return Found(first=index, last=index + 1, timex=value.timex, value=value, basis="relative")
