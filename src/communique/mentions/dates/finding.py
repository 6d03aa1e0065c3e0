"""Match the rules, keep the longest match at each place, read from left to right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.mentions.dates.grammar import RULES
from communique.mentions.dates.pattern import Hit
from communique.mentions.dates.scene import Found, Scene
from communique.mentions.dates.spelling import OTHER, code_of, spell

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from communique.mentions.dates.grammar import Reading
    from communique.mentions.dates.spelling import Spelling

# A text is a history, not news, when it names at least so many years, of which most lie at least
# so many years before its publication, and says next to nothing like "Thursday" or "last week".
_LEAST_YEARS, _YEARS_BACK, _MOST, _FEW = 8, 2, 0.7, 0.12


def find_all(
    text: str, *, published: date | None, tense: Callable[[int, int], str | None] | None
) -> tuple[Spelling, list[Found]]:
    """Find all time expressions of a text with their values, in order, none overlapping."""
    spelling = spell(text)
    candidates = _candidates(spelling)
    today = None if published and _is_history(spelling, published) else published
    scene = Scene(spelling=spelling, today=today, published=published, tense=tense)
    results: list[Found] = []
    free_from = 0
    for hit, reading in candidates:
        if hit.first < free_from:
            continue
        answer = reading(hit, scene)
        if answer is None:
            continue
        for item in answer if isinstance(answer, list) else [answer]:
            results.append(item)
            free_from = item.last
            if item.value is not None and _leads(item):
                scene.remember(item.value)
    return spelling, _with_hours(spelling, results, scene)


def _leads(item: Found) -> bool:
    """Tell whether later expressions may lean on this one."""
    return item.kind == "date"


def _candidates(spelling: Spelling) -> list[tuple[Hit, Reading]]:
    """List every rule's matches, from left to right, the longest first, then by rule."""
    ranked = []
    for rank, (pattern, reading) in enumerate(RULES):
        for match in pattern.finditer(spelling.codes):
            ranked.append((match.start(), -match.end(), rank, match, reading))
    ranked.sort(key=lambda entry: entry[:3])
    return [(Hit(spelling, match), reading) for *_, match, reading in ranked]


_NEWSLIKE = frozenset("today yesterday tomorrow tonight".split())


def _is_history(spelling: Spelling, published: date) -> bool:
    year_code = code_of("<YEAR>")
    years = [int(w) for w, c in zip(spelling.words, spelling.codes, strict=True) if c == year_code]
    if len(years) < _LEAST_YEARS:
        return False
    weekdays = {code_of(day) for day in _WEEKDAYS}
    deictic = sum(c in weekdays for c in spelling.codes if c != OTHER) + sum(
        w.lower() in _NEWSLIKE for w in spelling.words
    )
    old = sum(year <= published.year - _YEARS_BACK for year in years)
    return old >= _MOST * len(years) and deictic <= _FEW * len(years)


_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NEAR_WORDS = 8
_BETWEEN = frozenset({"on", ",", "(", ")", "gmt", "est", "edt", "local", "time", "utc", "pst", "bst", "et"})


def _with_hours(spelling: Spelling, items: list[Found], scene: Scene) -> list[Found]:
    """Give each hour of the day its day: the nearest date in the sentence, else publication."""
    results: list[Found] = []
    skip = False
    for place, item in enumerate(items):
        if skip:
            skip = False
            continue
        if not item.time:
            results.append(item)
            continue
        after = items[place + 1] if place + 1 < len(items) else None
        before = _last_day(results)
        day = None
        if after is not None and after.value and after.value.grain == "day" and not after.time:
            between = [spelling.lower(i) for i in range(item.last, after.first)]
            if all(word in _BETWEEN for word in between) and "on" not in between and "(" not in between:
                joined = Found(
                    first=item.first, last=after.last, timex=after.value.timex + item.time,
                    value=after.value, basis=after.basis, time=item.time,
                )  # fmt: skip
                results.append(joined)
                skip = True
                continue
            if len(between) <= _NEAR_WORDS and not {".", "?", "!"} & set(between):
                day = after.value
        if day is None and before is not None:
            day = before.value
        if day is None and scene.today is not None:
            from communique.mentions.dates.values import day_value

            day = day_value(scene.today)
        if day is None:
            results.append(item)
        else:
            results.append(
                replace(item, timex=day.timex + item.time, value=day, basis="relative")
            )
    return results


def _last_day(items: list[Found]) -> Found | None:
    for item in reversed(items[-4:]):
        if item.value and item.value.grain == "day":
            return item
    return None
