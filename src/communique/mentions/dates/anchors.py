"""Tell what a relative date counts from, and how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates import values
from communique.mentions.dates.scene import candidate_days

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.values import Value

# How many units each word moves, and whether from the publication or from the date before.
STEPS = {
    "last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1,
    "previous": -1, "preceding": -1, "following": 1, "subsequent": 1, "succeeding": 1,
    "ensuing": 1, "that": 0, "same": 0, "very": 0, "the": 0,
}  # fmt: skip
ANAPHORIC = frozenset(
    "previous preceding following subsequent succeeding ensuing that same very the".split()
)
UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "E": "XXXX", "C": "XX",
}  # fmt: skip


def origin_of(scene: Scene, code: str, *, anaphoric: bool, ref: str = "") -> date | None:
    """Find the day that a reference counts from: publication, or the date before it."""
    if not anaphoric:
        return scene.now
    if code == "D":
        if scene.previous_day is None and ref in {"previous", "preceding"}:
            return scene.today
        return scene.previous_day.start if scene.previous_day else None
    if scene.previous is None and ref in {"previous", "preceding"}:
        return scene.today
    return scene.previous.start if scene.previous else None


def beside(near: list[Value], origin: date, step: int) -> Value | None:
    """Choose the last of some values before a day, the first after it, or the one around it."""
    if step < 0:
        return next((v for v in reversed(near) if v.end < origin), None)
    if step > 0:
        return next((v for v in near if v.start > origin), None)
    around = (v for v in near if v.start <= origin <= v.end)
    return next(around, None) or next((v for v in near if v.start.year == origin.year), None)


def month_or_day(year: int, month: int, day: int | None) -> Value | None:
    """Make the value of a month, or of a day of it."""
    return values.month_value(year, month) if day is None else values.find_day(year, month, day)


def settle_day(scene: Scene, month: int, day: int, first: int, last: int) -> Value | None:
    """Choose the year of a day without one."""
    anchor = scene.now
    if anchor is None:
        return None
    before = scene.spelling.lower(first - 1)
    direction = {"last": "past", "next": "future"}.get(before)
    return scene.settle(candidate_days(anchor.year, month, day), first, last, direction=direction)
