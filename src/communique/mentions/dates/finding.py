"""Match the rules, keep the longest match at each place, read from left to right."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from communique.mentions.dates import words
from communique.mentions.dates.grammar import RULES
from communique.mentions.dates.hours import is_bare_day, settle_hours
from communique.mentions.dates.pattern import Hit, compile_pattern
from communique.mentions.dates.periods import find_periods
from communique.mentions.dates.scene import Scene
from communique.mentions.dates.spelling import OTHER, spell
from communique.mentions.dates.sums import join_amounts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from communique.mentions.dates.found import Found
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
    candidates = [
        (hit, reading)
        for hit, reading in find_candidates(spelling)
        if not held or held.isdisjoint(range(hit.first, hit.last))
    ]
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
        for read in answer if isinstance(answer, list) else [answer]:
            named_rule = replace(read, rule=reading.__name__.removeprefix("read_"))
            item = _with_part(spelling, _without_article(spelling, named_rule), free_from)
            results.append(item)
            free_from = item.last
            if item.value is not None and item.kind == "date":
                moves = _moves(scene, item, sentence_from)
                scene.remember(item.value, moves=moves, at=item.last)
                sentence_from = item.last
            elif re.match(r"BC\d{4}", item.timex):
                scene.before_christ = int(item.timex[2:6])
            elif item.rule == "count":
                sentence_from = item.last  # "A few days later": the story stands there
    results = join_amounts(spelling, settle_hours(spelling, results, scene.today))
    taken = {index for item in results for index in range(item.first, item.last)}
    results += [n for n in named if taken.isdisjoint(range(n.first, n.last))]
    return spelling, sorted(results, key=lambda item: item.first)


# What these read is never headed by "the": in "the Aug. 7 blast" it belongs to the blast.
_BARE_RULES = frozenset("date days month months bare_month year years".split())
_DATE_EDGES = frozenset("early late mid".split())


def _without_article(spelling: Spelling, item: Found) -> Found:
    """Leave "the" to the noun that a date describes: "the 1996 law", "the late-May talks"."""
    if item.rule not in _BARE_RULES or spelling.lower(item.first) != "the":
        return item
    second = spelling.lower(item.first + 1)
    names = second in words.MONTHS or second in words.SHORT_MONTHS or second in _DATE_EDGES
    year = second.isdigit() and len(second) == 4
    described = spelling.lower(item.last).isalpha() and spelling.lower(item.last) not in _SMALL
    if not (names or year or (second.isdigit() and described)):
        return item  # "on the 20 September", but "the 11 September attacks"
    return replace(item, first=item.first + 1)


_SMALL = frozenset("and or to at in of with as by when the a an for from".split())


def _with_part(spelling: Spelling, item: Found, free_from: int) -> Found:
    """Take in "the morning of" and "the early hours of the night of" before a day."""
    if not is_bare_day(item) or item.value is None or spelling.lower(item.first - 1) != "of":
        return item
    begin = item.first - 2
    if spelling.lower(begin) == "hours":
        begin -= 1
    suffix = words.DAY_PARTS.get(spelling.lower(begin))
    if suffix is None or begin < free_from:
        return item
    while begin > free_from and spelling.lower(begin - 1) in {"the", "early", "late"}:
        begin -= 1
    return replace(item, first=begin, timex=item.value.timex + suffix)


_ENDS = frozenset({".", "!", "?"})
# A leap of so many years is an aside, unless a paragraph opens with it.
_LEAP = 20
_ASIDE = frozenset("since until till before after of from the by like as to".split())
_ASIDE_OF_DAYS = frozenset("since until till of as".split())
_BACKWARD = frozenset("earlier before previously previous preceding ago prior".split())


def _moves(scene: Scene, item: Found, after: int) -> bool:
    """Tell whether the story itself stands at a date: not at "the 1899 treaty" or "since 2001"."""
    value, line = item.value, scene.timeline
    if value is None or value.grain in {"decade", "century"}:
        return False
    if _is_heading(scene.spelling, item):
        return True
    if _is_aside(scene.spelling, item) or _is_ahead(scene.spelling, item):
        return False
    if line is None:
        return True
    # The first date of a sentence tells where the story stands; a second one may be anywhere.
    if after and not _sentence_ends(scene.spelling, after, item.first):
        return value.grain == "day" and value.start >= line.start
    leap = abs(value.start.year - line.start.year)
    return leap <= _LEAP or _opens_paragraph(scene.spelling, item.first)


def _is_aside(spelling: Spelling, item: Found) -> bool:
    if any(spelling.lower(i) in _BACKWARD for i in range(item.first, item.last)):
        return True
    grain = item.value.grain if item.value else ""
    if spelling.lower(item.first - 1) == "(" and spelling.lower(item.last) == ")":
        return True  # "the Civil Constitution of the Clergy (1790)"
    if spelling.lower(item.first - 1) in (_ASIDE if grain == "year" else _ASIDE_OF_DAYS):
        return True
    following = spelling.words[item.last] if item.last < len(spelling.words) else ""
    return _has_article(spelling, item) and following[:1].isalpha() and grain != "day"


def _has_article(spelling: Spelling, item: Found) -> bool:
    return "the" in {spelling.lower(item.first), spelling.lower(item.first - 1)}


_AHEAD = frozenset("planned scheduled slated expected would will could might".split())


def _is_ahead(spelling: Spelling, item: Found) -> bool:
    """Tell whether a year is one that is only looked forward to: "would end in 1976"."""
    if item.value is None or item.value.grain == "day":
        return False
    for index in range(item.first - 1, max(item.first - 8, -1), -1):
        word = spelling.words[index]
        if word in _ENDS or word.startswith("\n"):
            return False
        if word.lower() in _AHEAD:
            return True
    return False


# A line of so few words that ends in no full stop is a heading.
_HEADING = 9


def _is_heading(spelling: Spelling, item: Found) -> bool:
    """Tell whether a year stands in a heading: "The spring offensive of 1918"."""
    tokens = spelling.words
    begin = end = item.first
    while begin and not tokens[begin - 1].startswith("\n") and item.first - begin < _HEADING:
        begin -= 1
    while end < len(tokens) and not tokens[end].startswith("\n") and end - begin <= _HEADING:
        end += 1
    broken = begin == 0 or tokens[begin - 1].startswith("\n")
    short = end - begin <= _HEADING and end < len(tokens)
    return broken and short and tokens[end - 1] not in _ENDS


def _opens_paragraph(spelling: Spelling, first: int) -> bool:
    """Tell whether words stand at the head of a paragraph, but for a preposition."""
    return first <= 1 or any(w.startswith("\n") for w in spelling.words[first - 2 : first])


def _sentence_ends(spelling: Spelling, first: int, last: int) -> bool:
    """Tell whether a sentence or a paragraph ends between two words."""
    between = spelling.words[first:last]
    return any(word in _ENDS or word.startswith("\n") for word in between)


# No rule reads over a word that none names: what stands between such words is searched by itself,
# and most of it ("of the", a comma) was searched before.
_NAMED = re.compile(f"[^{OTHER}]+")
_LONGEST_KEPT = 24


def find_candidates(spelling: Spelling) -> list[tuple[Hit, Reading]]:
    """List every rule's matches, from left to right, the longest first, then by rule."""
    found = []
    for stretch in _NAMED.finditer(spelling.codes):
        find = _find_kept if stretch.end() - stretch.start() <= _LONGEST_KEPT else _find_places
        for place, rank in find(stretch[0]):
            pattern, reading = RULES[rank]
            match = pattern.match(spelling.codes, stretch.start() + place)
            if match is not None:
                found.append((Hit(spelling, match), reading))
    return found


def _find_places(codes: str) -> tuple[tuple[int, int], ...]:
    """List where which rules match."""
    ranked = sorted(
        (match.start(), -match.end(), rank)
        for rank, (pattern, _) in enumerate(RULES)
        for match in pattern.finditer(codes)
    )
    return tuple((place, rank) for place, _, rank in ranked)


_find_kept = lru_cache(maxsize=50_000)(_find_places)


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
