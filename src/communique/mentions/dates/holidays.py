"""Tell the days of feasts and holidays that news reports use as dates."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from communique.mentions.dates import values
from communique.mentions.dates.found import found
from communique.mentions.dates.numerals import year_number
from communique.mentions.dates.words import WEEKDAYS

if TYPE_CHECKING:
    from communique.mentions.dates.found import Found
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene

_RULE = re.compile(
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<which>last|\d) (?P<weekday>\w+) of (?P<its_month>\d\d)"
    r"|(?P<moving>easter|pascha|lunar|ramadan|fitr|adha))(?: (?P<sign>[+-]) (?P<days>\d+))?"
)


@cache
def holidays() -> dict[str, str]:
    """Read the table of holidays: every name with the rule of its day."""
    return {
        name: rule
        for title, section in _table().items()
        if isinstance(section, dict) and title != "countries"
        for names, rule in section.items()
        for name in names.split(" | ")
    }


@cache
def days_by_country() -> dict[str, dict[str, str]]:
    """Read the days of one name that each country keeps on its own: name, country, rule."""
    return {
        title.lower(): {
            name.lower(): rule for names, rule in section.items() for name in names.split(" | ")
        }
        for title, section in _table()["countries"].items()
    }


@cache
def _table() -> dict[str, Any]:
    source = resources.files("communique.mentions").joinpath("holidays.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _key(name: str) -> str:
    """Give the words of a name as they are looked up: "New Year's Day" is "new year day"."""
    return " ".join(re.sub(r"['’]s\b|['’.-]", " ", name.lower()).split())


def _pattern(name: str) -> str:
    """Write a holiday's name as a rule: its apostrophe and full stop may be missing."""
    words = name.lower().replace("'s", " POSSESSIVE?")
    return words.replace("'", " APOSTROPHE?").replace(".", " .?")


_BY_KEY = {_key(name): rule for name, rule in holidays().items()}
_NAMES = [*holidays(), *days_by_country()]
HOLIDAY = " | ".join(_pattern(name) for name in sorted(_NAMES, key=len, reverse=True))


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


def pascha(year: int) -> date:
    """Compute Easter Sunday of the eastern churches, in our calendar, for 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def holiday_of(year: int, rule: str) -> date | None:
    """Find the day of a holiday in a year, None where nothing tells."""
    found = _RULE.fullmatch(rule)
    if found is None:
        msg = f"{rule!r} is no rule of a holiday; see the head of holidays.toml"
        raise ValueError(msg)
    day = _unmoved(year, found)
    if day is None or not found["days"]:
        return day
    return day + timedelta(int(f"{found['sign']}{found['days']}"))


def _unmoved(year: int, rule: re.Match[str]) -> date | None:
    if rule["month"]:
        return date(year, int(rule["month"]), int(rule["day"]))
    if rule["weekday"]:
        weekday, month = WEEKDAYS[rule["weekday"]], int(rule["its_month"])
        if rule["which"] == "last":
            last = values.month_value(year, month).end
            return last - timedelta((last.isoweekday() - weekday) % 7)
        first = date(year, month, 1)
        weeks = int(rule["which"]) - 1
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * weeks)
    if rule["moving"] == "easter":
        return easter(year)
    if rule["moving"] == "pascha":
        return pascha(year) if 1900 <= year <= 2099 else None
    return next((day for day in _table()[rule["moving"]] if day.year == year), None)


def _rule_of(hit: Hit) -> str:
    """Find the rule of a holiday, "" where it is one of a country that goes unsaid."""
    name = _key(hit.word("name"))
    rules = days_by_country().get(name)
    if rules is None:
        return _BY_KEY[name]
    last = hit.first - (hit.spelling.lower(hit.first - 1) in {"'s", "’s", "'", "’"})
    last -= hit.spelling.lower(last - 1) == "."
    before = (hit.spelling.phrase(last - size, last) for size in (3, 2, 1))
    return next((rules[words] for words in before if words in rules), "")


# A man's name has another before or after it: "Taha Ramadan".
_OPENING = frozenset("during in since before after until by for with and when as this".split())


def _is_of_a_man(hit: Hit, following: str) -> bool:
    spelling = hit.spelling
    before = spelling.words[hit.first - 1] if hit.first else ""
    named = before[:1].isupper() and before.lower() not in _OPENING
    return hit.word("name") == "ramadan" and (named or following[:1].isupper())


_FAST = timedelta(29)


def _value(day: date, rule: str) -> values.Value:
    """Make the value of a holiday; the fast lasts a month."""
    if rule != "ramadan":
        return values.day_value(day)
    end = day + _FAST
    return values.Value(f"{day}/{end}", day, end, "day")


def read_holiday(hit: Hit, scene: Scene) -> Found | None:
    """Read a holiday, of a year named or the nearest in the direction of the tense."""
    if not hit.spelling.words[hit.at("name")][0].isupper():
        return None
    following = hit.spelling.words[hit.last] if hit.last < len(hit.spelling.words) else ""
    if following == "Island" or _is_of_a_man(hit, following):
        return None
    rule = _rule_of(hit)
    if not rule:
        return found(hit, None, "XXXX-XX-XX")
    if hit.has("year"):
        day = holiday_of(year_number(hit.word("year")), rule)
        return found(hit, _value(day, rule) if day else None, "XXXX-XX-XX")
    anchor = scene.now
    if anchor is None:
        return found(hit, None, "XXXX-XX-XX")
    days = (holiday_of(year, rule) for year in range(anchor.year - 1, anchor.year + 2))
    near = [_value(day, rule) for day in days if day is not None]
    ref = hit.word("ref").split()[-1:] or [""]
    direction = {"last": "past", "past": "past", "next": "future", "coming": "future"}.get(ref[0])
    if ref[0] == "this":
        this = next((value for value in near if value.start.year == anchor.year), None)
        return found(hit, this, "XXXX-XX-XX")
    value = scene.settle(near, hit.first, hit.last, direction=direction)
    return found(hit, value, "XXXX-XX-XX")
