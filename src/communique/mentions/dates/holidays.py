"""Tell the days of feasts and holidays that news reports use as dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from communique.mentions.dates import values
from communique.mentions.dates.found import found
from communique.mentions.dates.numerals import year_number

if TYPE_CHECKING:
    from communique.mentions.dates.found import Found
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.values import Value

# (month, day), or (month, weekday 1-7, which one, -1 the last), or days from Easter Sunday.
Rule = tuple[int, int] | tuple[int, int, int] | int
_HOLIDAYS: dict[str, Rule] = {
    "new year day": (1, 1), "new years day": (1, 1), "new year eve": (12, 31),
    "new years eve": (12, 31), "epiphany": (1, 6), "orthodox christmas": (1, 7),
    "martin luther king day": (1, 1, 3), "groundhog day": (2, 2), "valentine day": (2, 14),
    "presidents day": (2, 1, 3), "president day": (2, 1, 3), "international women day": (3, 8),
    "st patrick day": (3, 17), "saint patrick day": (3, 17), "april fools day": (4, 1),
    "april fool day": (4, 1), "earth day": (4, 22), "anzac day": (4, 25), "may day": (5, 1),
    "victory day": (5, 9), "ve day": (5, 8), "memorial day": (5, 1, -1), "flag day": (6, 14),
    "juneteenth": (6, 19), "canada day": (7, 1), "july fourth": (7, 4), "fourth of july": (7, 4),
    "bastille day": (7, 14), "labor day": (9, 1, 1), "labour day": (9, 1, 1),
    "columbus day": (10, 1, 2), "halloween": (10, 31), "all saints day": (11, 1),
    "guy fawkes night": (11, 5), "election day": (11, 2, 99), "veterans day": (11, 11),
    "armistice day": (11, 11), "remembrance day": (11, 11), "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4), "black friday": (11, 5, 99), "christmas": (12, 25),
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter": 0, "easter sunday": 0, "easter monday": 1, "ascension day": 39,
    "whit monday": 50, "pentecost": 49,
}  # fmt: skip
# Independence Day is a day of the country that the report is about: not read.


def _pattern(name: str) -> str:
    """Write a holiday's name as a rule: an "s" may be a word of its own ("New Year's Day")."""
    owners = {"new year", "valentine", "patrick", "fool", "women", "president"}
    written = name
    for owner in owners:
        if f"{owner} " in f"{name} ":
            written = written.replace(f"{owner} ", f"{owner} POSSESSIVE? ", 1)
    return written.replace("st patrick", "st .? patrick")


HOLIDAY = " | ".join(_pattern(name) for name in sorted(_HOLIDAYS, key=len, reverse=True))


def easter(year: int) -> date:
    """Compute Easter Sunday of the western churches (the anonymous Gregorian rule)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month = (h + ell - 7 * m + 90) // 25
    return date(year, month, (h + ell - 7 * m + 33 * month + 19) % 32)


def _holiday(year: int, rule: Rule) -> Value:
    if isinstance(rule, int):
        return values.day_value(easter(year) + timedelta(rule))
    if len(rule) == 2:
        return values.day_value(date(year, rule[0], rule[1]))
    month, weekday, which = rule
    if which == 99:
        # The day after another weekday: the Tuesday after the first Monday, the Friday after
        # the fourth Thursday.
        eve_which = 1 if weekday == 2 else 4
        eve = _holiday(year, (month, weekday - 1, eve_which))
        return values.day_value(eve.start + timedelta(1))
    if which < 0:
        last = values.month_value(year, month).end
        return values.day_value(last - timedelta((last.isoweekday() - weekday) % 7))
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    return values.day_value(day)


def read_holiday(hit: Hit, scene: Scene) -> Found | None:
    """Read a holiday, of a year named or the nearest in the direction of the tense."""
    if not hit.spelling.words[hit.at("name")][0].isupper():
        return None
    following = hit.spelling.words[hit.last] if hit.last < len(hit.spelling.words) else ""
    if following == "Island":
        return None
    name = " ".join(
        word for word in hit.word("name").split() if word not in {"'s", "’s", ".", "'", "’"}
    )
    rule = _HOLIDAYS[name]
    if hit.has("year"):
        return found(hit, _holiday(year_number(hit.word("year")), rule))
    anchor = scene.now
    if anchor is None:
        return found(hit, None, "XXXX-XX-XX")
    near = [_holiday(year, rule) for year in range(anchor.year - 1, anchor.year + 2)]
    ref = hit.word("ref").split()[-1:] or [""]
    direction = {"last": "past", "past": "past", "next": "future", "coming": "future"}.get(ref[0])
    if ref[0] == "this":
        return found(hit, near[1])
    return found(hit, scene.settle(near, hit.first, hit.last, direction=direction))
