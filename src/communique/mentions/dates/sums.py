"""Add up amounts that stand side by side: "two hours and 15 minutes"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.mentions.dates.found import Found
    from communique.mentions.dates.spelling import Spelling

_AMOUNT = re.compile(r"P(?P<days>(?:\d+[YMWD])*)(?:T(?P<hours>(?:\d+[HMS])+))?")
_JOINS = frozenset({"", "and", ",", ", and"})
# From the greatest to the smallest; minutes are not months.
_DAYS, _HOURS = "YMWD", "HMS"


def join_amounts(spelling: Spelling, items: list[Found]) -> list[Found]:
    """Join amounts that are one: "two hours and 15 minutes", "one year, two months"."""
    results: list[Found] = []
    for item in items:
        timex = _sum(spelling, results[-1], item) if results else ""
        if timex:
            results[-1] = replace(results[-1], last=item.last, timex=timex)
        else:
            results.append(item)
    return results


def _sum(spelling: Spelling, one: Found, two: Found) -> str:
    """Write two amounts as one, "" where the second is not the rest of the first."""
    if one.kind != "duration" or two.kind != "duration" or one.start or two.start:
        return ""
    if spelling.phrase(one.last, two.first) not in _JOINS:
        return ""
    first, second = _AMOUNT.fullmatch(one.timex), _AMOUNT.fullmatch(two.timex)
    if first is None or second is None:
        return ""
    if any(a >= b for a, b in pairwise(_sizes(first) + _sizes(second))):
        return ""  # "three days or 72 hours", "five years and six years"
    hours = (first["hours"] or "") + (second["hours"] or "")
    return f"P{first['days']}{second['days']}" + (f"T{hours}" if hours else "")


def _sizes(amount: re.Match[str]) -> list[int]:
    """Give the places of an amount's units in the order of their sizes."""
    days = [_DAYS.index(sign) for sign in amount["days"] if sign.isalpha()]
    hours = [_HOURS.index(sign) for sign in amount["hours"] or "" if sign.isalpha()]
    return days + [len(_DAYS) + place for place in hours]
