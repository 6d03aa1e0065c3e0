"""Hold what a rule finds: the words of a time expression and its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.mentions.dates import words

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.values import Value
    from communique.types import Basis, DateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold one time expression: words `first` up to but not including `last`, and its meaning.

    `value` is None where the calendar does not settle it; then `timex` says what is known.
    """

    first: int
    last: int
    timex: str
    value: Value | None = None
    basis: Basis = "unknown"
    kind: DateKind = "date"
    time: str = ""
    rule: str = ""
    start: date | None = None
    end: date | None = None


def found(hit: Hit, value: Value | None, timex: str = "", *, explicit: bool = True) -> Found:
    """Make what a rule found out of its value, or of what is known where there is none."""
    return found_at(hit.first, without_comma(hit), value, timex, explicit=explicit)


def found_at(
    first: int, last: int, value: Value | None, timex: str = "", *, explicit: bool = True
) -> Found:
    """Make what was found at some words."""
    if value is None:
        return Found(first=first, last=last, timex=timex)
    basis: Basis = "explicit" if explicit else "relative"
    return Found(first=first, last=last, timex=value.timex, value=value, basis=basis)


def without_comma(hit: Hit) -> int:
    """Give where a match ends but for a comma after it."""
    return hit.last - (hit.spelling.words[hit.last - 1] == ",")


def timed(hit: Hit, value: Value | None, timex: str, part: str) -> Found:
    """Make a day with a part of the day after it."""
    suffix = words.DAY_PARTS.get(part, "")
    return Found(
        first=hit.first, last=hit.last, timex=(value.timex if value else timex) + suffix,
        value=value, basis="relative" if value else "unknown",
    )  # fmt: skip
