"""Read named periods and events where they are used as dates: "during the Cold War"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from communique.mentions import edtf
from communique.mentions.dates.found import Found
from communique.mentions.dates.values import Value

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.spelling import Spelling
    from communique.mentions.dates.values import Grain

_PLACES = {"start": "start", "beginning": "start", "outbreak": "start", "onset": "start",
           "eve": "start", "end": "end", "close": "end"}  # fmt: skip
_EDGES = frozenset(_PLACES) | {"height", "midst", "days", "years"}
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


@cache
def periods() -> dict[str, str]:
    """Read the table of named periods: every name with its EDTF."""
    source = resources.files("communique.mentions").joinpath("periods.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {
        name.strip(): dates
        for section in table.values()
        for names, dates in section.items()
        for name in names.split(" | ")
    }


@cache
def _names() -> re.Pattern[str]:
    by_letter: dict[str, list[str]] = {}
    for name in sorted(periods(), key=len, reverse=True):
        rest = re.escape(name[1:]).replace(r"\ ", r"\s+").replace("'", "['’]")
        by_letter.setdefault(name[0], []).append(rest)
    # Grouped by first letter, a word costs one look instead of one a name.
    written = "|".join(f"{re.escape(k)}(?:{'|'.join(v)})" for k, v in sorted(by_letter.items()))
    return re.compile(rf"\b(?=[{re.escape(''.join(sorted(by_letter)))}])(?:{written})(?!\w)")


def _value(dates: str, edge: str | None) -> Value | None:
    left, _, right = dates.partition("/")
    place = _PLACES.get(edge or "")
    if place is not None and right:
        dates = left if place == "start" else right
    start, end = edtf.interval_of(dates)
    if start is None or end is None:
        return None
    grain: Grain = "day"
    if _YEAR.fullmatch(dates):
        grain = "year"
    elif _MONTH.fullmatch(dates):
        grain = "month"
    elif "/" in dates:
        grain = "decade" if start == end else _grain_of_sides(dates)
    return Value(dates, start, end, grain)


def _grain_of_sides(dates: str) -> Grain:
    left = dates.partition("/")[0]
    return "year" if _YEAR.fullmatch(left) else "month" if _MONTH.fullmatch(left) else "day"


def find_periods(spelling: Spelling, published: date | None) -> tuple[list[Found], set[int]]:
    """Find named periods used as dates, and the words that any period's name holds.

    A period that begins after publication is another one of that name: not read.
    """
    text = spelling.text
    found: list[Found] = []
    held: set[int] = set()
    index_at = {start: index for index, start in enumerate(spelling.starts)}
    index_before = {end: index for index, end in enumerate(spelling.ends)}
    for hit in _names().finditer(text):
        first, last = index_at.get(hit.start()), index_before.get(hit.end())
        if first is None or last is None:
            continue
        held.update(range(first, last + 1))
        cue, edge, begin = _before(spelling, first)
        if cue is None:
            continue
        value = _value(periods()[re.sub(r"\s+", " ", hit.group()).replace("’", "'")], edge)
        if value is None or (published is not None and value.start > published):
            continue
        found.append(
            Found(
                first=begin, last=last + 1, timex=value.timex, value=value, basis="explicit",
                rule="period",
            )
        )  # fmt: skip
    return found, held


# A name is a date only after one of these: "veterans of the Korean War" dates nothing. The
# weak ones count only before an edge: "at the end of the Cold War".
_CUE_WORDS = frozenset("during since after before until till throughout following to".split())
_WEAK_CUE_WORDS = frozenset("at in by from between around toward towards near".split())


def _before(spelling: Spelling, first: int) -> tuple[str | None, str | None, int]:
    """Find the preposition that makes a name a date, and an edge: "at the end of the Cold War"."""
    begin, edge = first, None
    if spelling.lower(begin - 1) == "the":
        begin -= 1
    if spelling.lower(begin - 1) == "of" and spelling.lower(begin - 2) in _EDGES:
        edge = spelling.lower(begin - 2)
        begin -= 2
        if spelling.lower(begin - 1) == "the":
            begin -= 1
    cue = spelling.lower(begin - 1)
    if cue not in _CUE_WORDS and (edge is None or cue not in _WEAK_CUE_WORDS):
        return None, None, first
    if cue == "to" and edge is None and spelling.lower(begin - 2) != "prior":
        return None, None, first
    return cue, edge, begin
