"""Read weekdays, today and its neighbours, parts of the day and weekends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.anchors import ANAPHORIC, STEPS, origin_of
from communique.mentions.dates.found import found, timed
from communique.mentions.dates.numerals import number_of
from communique.mentions.dates.tense import find_close_tense

if TYPE_CHECKING:
    from communique.mentions.dates.found import Found
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.values import Value


def read_weekday(hit: Hit, scene: Scene) -> Found | None:
    """Read a weekday: the last one up to publication, or the next where the tense is future."""
    name, part = hit.word("wd"), hit.word("part")
    if _is_title(hit):
        return None
    number = words.WEEKDAYS[name]
    value = _weekday(hit, scene, number, hit.word("ref").split()[-1:] or [""])
    return timed(hit, value, f"XXXX-WXX-{number}", part)


_PAPERS = frozenset("times telegraph mail express herald mirror post".split())
_NAMED_DAYS = frozenset("black bloody good palm ash super cyber easter bowl".split())


def _is_title(hit: Hit) -> bool:
    """Tell the Sunday Times and Bloody Sunday from days."""
    after = hit.spelling.words[hit.last] if hit.last < len(hit.spelling.words) else ""
    before = hit.spelling.words[hit.first - 1] if hit.first else ""
    return (after[:1].isupper() and after.lower() in _PAPERS) or (
        before[:1].isupper() and before.lower() in _NAMED_DAYS
    )


def _weekday(hit: Hit, scene: Scene, number: int, ref: list[str]) -> Value | None:
    if scene.today is None:
        if scene.previous_day is None or not scene.history:
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
    if paired := _after_its_pair(hit, scene, number):
        return paired
    direction = _direction(hit, scene)
    # Printed on a Friday, "will meet on Friday" is of the day itself.
    if direction == "future":
        return values.day_value(today + timedelta(ahead))
    return values.day_value(today - timedelta(behind))


def _direction(hit: Hit, scene: Scene) -> str | None:
    """Tell whether a bare weekday lies ahead: ask the parser, else the words around it."""
    direction, trusted = scene.tense_at(hit.first, hit.last)
    if not trusted:
        direction = find_close_tense(hit.spelling, hit.first) or direction
    if not trusted and hit.spelling.lower(hit.last) in {"'s", "’s"}:
        # "Friday's ruling" mostly lies behind; "ahead of Friday's summit" does not.
        before = hit.spelling.lower(hit.first - 1)
        direction = (
            "future"
            if before in {"for", "before"}
            or (before == "of" and hit.spelling.lower(hit.first - 2) == "ahead")
            or _is_awaited(hit)
            else "past"
        )
    return direction


def _is_awaited(hit: Hit) -> bool:
    """Tell "Sunday's vote will decide"."""
    return any(hit.spelling.lower(hit.last + n) == "will" for n in range(2, 5))


_PAIRING = frozenset("and or to through until till - –".split())


def _after_its_pair(hit: Hit, scene: Scene, number: int) -> Value | None:
    """Let the second of two weekdays follow the first: "on Tuesday and Wednesday"."""
    spelling, first, before = hit.spelling, hit.first, scene.previous_day
    if before is None or spelling.lower(first - 1) not in _PAIRING:
        return None
    if words.WEEKDAYS.get(spelling.lower(first - 2)) != before.start.isoweekday():
        return None
    return values.day_value(before.start + timedelta((number - before.start.isoweekday()) % 7))


def read_weekday_of_week(hit: Hit, scene: Scene) -> Found | None:
    """Read "Friday of last week", "Monday next week"."""
    if scene.today is None:
        return None
    ref = hit.word("ref")
    step = STEPS.get(ref, 0)
    number = words.WEEKDAYS[hit.word("wd")]
    monday = scene.today - timedelta(scene.today.weekday())
    return found(hit, values.day_value(monday + timedelta(7 * step + number - 1)), explicit=False)


def read_weeks_from(hit: Hit, scene: Scene) -> Found | None:
    """Read "a week from Monday", "two weeks ago Friday"."""
    count, number = number_of(hit.word("num")), words.WEEKDAYS[hit.word("wd")]
    if scene.today is None or count is None or count % 1:
        return None
    weeks = timedelta(7 * int(count))
    if hit.word("side") == "ago":
        nearest = scene.today - timedelta((scene.today.isoweekday() - number) % 7)
        return found(hit, values.day_value(nearest - weeks), explicit=False)
    nearest = scene.today + timedelta((number - scene.today.isoweekday()) % 7 or 7)
    return found(hit, values.day_value(nearest + weeks), explicit=False)


_TODAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


_PROGRAMMES = frozenset("newspaper show programme program magazine".split())


def read_today(hit: Hit, scene: Scene) -> Found | None:
    """Read today, yesterday, tomorrow and tonight, and the days beyond them."""
    day = hit.word("day")
    if hit.spelling.words[hit.first] == "Today" and (
        hit.spelling.words[hit.first - 1] in {"USA", "Russia"}
        or hit.spelling.lower(hit.last) in _PROGRAMMES
    ):
        return None
    part = hit.word("part") or ("night" if day == "tonight" else "")
    if day in {"before", "after"}:
        step = -2 if hit.word("same") == "yesterday" else 2
    else:
        step = _TODAYS[day]
    if scene.today is None:
        timex = "PRESENT_REF" if day == "today" else "XXXX-XX-XX"
        return timed(hit, None, timex, part)
    return timed(hit, values.day_value(scene.today + timedelta(step)), "", part)


def read_part(hit: Hit, scene: Scene) -> Found | None:
    """Read "this morning", "last night", "that afternoon", "the next evening"."""
    ref, part = hit.word("ref").split()[-1], hit.word("part")
    if hit.spelling.words[hit.last - 1].istitle() and hit.spelling.words[hit.last - 2].istitle():
        return None  # the programme "This Morning"
    if ref == "the" and hit.spelling.lower(hit.last) == "of":
        return None  # "the early morning of May 6" is read from the day
    if ref in ANAPHORIC or scene.today is None or hit.word("ref") == "the next":
        origin = origin_of(scene, "D", anaphoric=True, ref=ref)
    else:
        origin = scene.today
    if origin is None:
        return timed(hit, None, "XXXX-XX-XX", part)
    step = STEPS[ref]
    return timed(hit, values.day_value(origin + timedelta(step)), "", part)


def read_weekend(hit: Hit, scene: Scene) -> Found | None:
    """Read "the weekend", "last weekend": without more, the last one begun by publication."""
    ref = hit.word("ref").split()[-1:] or [hit.word("edge")]
    if ref == [""]:
        return None
    if scene.today is None:
        return found(hit, None, "XXXX-WXX-WE")
    today = scene.today
    this = values.weekend_value(today)
    step = STEPS.get(ref[0], 0)
    if ref[0] in {"the", "past", "last"}:
        step = 0 if today >= this.start and ref[0] != "last" else -1
        if ref[0] == "the" and scene.tense_at(hit.first, hit.last)[0] == "future":
            step = 0
    elif ref[0] == "this" and today.isoweekday() <= 2:
        step = -1 if scene.tense_at(hit.first, hit.last)[0] != "future" else 0
    return found(hit, values.weekend_value(today + timedelta(7 * step)), explicit=False)
