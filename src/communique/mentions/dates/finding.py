"""Match the rules, keep the longest match at each place, read from left to right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.mentions.dates.found import Found
from communique.mentions.dates.grammar import RULES
from communique.mentions.dates.pattern import Hit, compile_pattern
from communique.mentions.dates.periods import find_periods
from communique.mentions.dates.scene import Scene
from communique.mentions.dates.spelling import spell
from communique.mentions.dates.values import day_value
from communique.mentions.dates.words import DAY_PARTS

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
    named, held = find_periods(spelling, published)
    candidates = [c for c in _candidates(spelling) if c[0].first not in held]
    history = _is_history(spelling, published)
    today = None if history else published
    scene = Scene(spelling=spelling, today=today, history=history, tense=tense)
    results: list[Found] = []
    free_from = sentence_from = 0
    for hit, reading in candidates:
        if hit.first < free_from:
            continue
        answer = reading(hit, scene)
        if answer is None:
            continue
        for item in answer if isinstance(answer, list) else [answer]:
            item = _with_part(spelling, item, free_from)
            results.append(item)
            free_from = item.last
            if item.value is not None and item.kind == "date":
                scene.remember(item.value, moves=_moves(scene, item, sentence_from))
                sentence_from = item.last
    results = _with_hours(spelling, results, scene)
    taken = {index for item in results for index in range(item.first, item.last)}
    results += [n for n in named if taken.isdisjoint(range(n.first, n.last))]
    return spelling, sorted(results, key=lambda item: item.first)


def _with_part(spelling: Spelling, item: Found, free_from: int) -> Found:
    """Take in "the morning of" and "the early hours of the night of" before a day."""
    if not _is_bare_day(item) or item.value is None or spelling.lower(item.first - 1) != "of":
        return item
    begin = item.first - 2
    if spelling.lower(begin) == "hours":
        begin -= 1
    suffix = DAY_PARTS.get(spelling.lower(begin))
    if suffix is None or begin < free_from:
        return item
    while begin > free_from and spelling.lower(begin - 1) in {"the", "early", "late"}:
        begin -= 1
    return replace(item, first=begin, timex=item.value.timex + suffix)


_ENDS = frozenset({".", "!", "?"})
_ASIDE = frozenset("since until till before after of from the by like as to".split())
_ASIDE_OF_DAYS = frozenset("since until till of as".split())
_BACKWARD = frozenset("earlier before previously previous preceding ago prior".split())


def _moves(scene: Scene, item: Found, after: int) -> bool:
    """Tell whether the story itself stands at a date: not at "the 1899 treaty" or "since 2001"."""
    spelling, value = scene.spelling, item.value
    if value is None or value.grain in {"decade", "century"}:
        return False
    if any(spelling.lower(i) in _BACKWARD for i in range(item.first, item.last)):
        return False
    before = spelling.lower(item.first - 1)
    if before in (_ASIDE if value.grain == "year" else _ASIDE_OF_DAYS):
        return False
    following = spelling.words[item.last] if item.last < len(spelling.words) else ""
    if spelling.lower(item.first) == "the" and following[:1].isalpha() and value.grain != "day":
        return False
    line = scene.timeline
    if line is None:
        return True
    # The first date of a sentence tells where the story stands; a second one may be anywhere.
    if after and not _sentence_ends(spelling, after, item.first):
        return value.grain == "day" and value.start >= line.start
    leap = abs(value.start.year - line.start.year)
    return leap <= _LEAP or _opens_paragraph(spelling, item.first)


_LEAP = 20


def _opens_paragraph(spelling: Spelling, first: int) -> bool:
    """Tell whether words stand at the head of a paragraph, but for a preposition."""
    return first <= 1 or any(w.startswith("\n") for w in spelling.words[first - 2 : first])


def _sentence_ends(spelling: Spelling, first: int, last: int) -> bool:
    """Tell whether a sentence or a paragraph ends between two words."""
    between = spelling.words[first:last]
    return any(word in _ENDS or word.startswith("\n") for word in between)


def _candidates(spelling: Spelling) -> list[tuple[Hit, Reading]]:
    """List every rule's matches, from left to right, the longest first, then by rule."""
    ranked = []
    for rank, (pattern, reading) in enumerate(RULES):
        for match in pattern.finditer(spelling.codes):
            ranked.append((match.start(), -match.end(), rank, match, reading))
    ranked.sort(key=lambda entry: entry[:3])
    return [(Hit(spelling, match), reading) for *_, match, reading in ranked]


# Words that only mean something against the day of publication.
_DEICTIC = compile_pattern(
    "WEEKDAY | today | yesterday | tomorrow | tonight | ago"
    " | (last | next | this) (UNIT | SEASON | MONTH)",
    {},
)
_YEAR = compile_pattern("YEAR", {})


def _is_history(spelling: Spelling, published: date | None) -> bool:
    """Tell whether a text's dates lean on each other and not on its publication."""
    years = [int(spelling.words[match.start()]) for match in _YEAR.finditer(spelling.codes)]
    if len(years) < (_LEAST_YEARS if published else 1):
        return False
    if sum(1 for _ in _DEICTIC.finditer(spelling.codes)) > _FEW * len(years):
        return False
    if published is None:
        return True
    return sum(year <= published.year - _YEARS_BACK for year in years) >= _MOST * len(years)


_NEAR_WORDS = 8
_BETWEEN = frozenset(
    {"on", ",", "(", ")", "gmt", "est", "edt", "local", "time", "utc", "pst", "bst", "et"}
)


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
        if results and results[-1].last == item.first and _is_bare_day(results[-1]):
            day = results.pop()
            results.append(
                replace(day, last=item.last, timex=day.timex + item.time, time=item.time)
            )
            continue
        after = items[place + 1] if place + 1 < len(items) else None
        before = _last_day(results)
        day = None
        if after is not None and after.value and after.value.grain == "day" and not after.time:
            between = [spelling.lower(i) for i in range(item.last, after.first)]
            if (
                all(word in _BETWEEN for word in between)
                and "on" not in between
                and "(" not in between
            ):
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
            day = day_value(scene.today)
        if day is None:
            results.append(item)
        else:
            results.append(replace(item, timex=day.timex + item.time, value=day, basis="relative"))
    return results


def _is_bare_day(item: Found) -> bool:
    return bool(item.value and item.value.grain == "day" and item.timex == item.value.timex)


def _last_day(items: list[Found]) -> Found | None:
    for item in reversed(items[-4:]):
        if item.value and item.value.grain == "day":
            return item
    return None
