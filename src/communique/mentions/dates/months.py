"""Read months and seasons, with or without their year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.found import found, found_at
from communique.mentions.dates.numerals import month_number, year_number

if TYPE_CHECKING:
    from communique.mentions.dates.found import Found
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene
    from communique.mentions.dates.spelling import Spelling

_PREPOSITIONS = frozenset(
    """in since until till by from of during before after through throughout to between and or
    around about late early mid last next this every each for around circa as""".split()
)
_SURE_PREPOSITIONS = frozenset({"in", "since", "until", "during"})
# Names of months that are people's names or verbs too.
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august"})
_AFTER_A_MARCH = frozenset(
    "on by against for of to in from through across was is had will".split()
)


def read_month(hit: Hit, _scene: Scene) -> Found:
    """Read a month of a year."""
    value = values.month_value(year_number(hit.word("year")), month_number(hit.word("month")))
    return found(hit, value)


def read_months(hit: Hit, _scene: Scene) -> list[Found] | None:
    """Read two or more months or days that share the year of the last one."""
    year, spots = year_number(hit.word("year")), []
    second = month_number(hit.word("month2"))
    for label, day_label in (("month", "day"), ("month2", "day2")):
        month = month_number(hit.word(label))
        its_year = year - 1 if label == "month" and month > second else year
        day = int(hit.word(day_label)) if hit.has(day_label) else None
        value = (
            values.month_value(its_year, month)
            if day is None
            else values.find_day(its_year, month, day)
        )
        if value is None:
            return None
        spots.append(value)
    cut = hit.at("join")
    if hit.has("mid"):
        middle = hit.at("mid")
        value = values.month_value(year, month_number(hit.word("mid")))
        return [
            found_at(hit.first, middle - 1, spots[0]),
            found_at(middle, cut, value),
            found_at(hit.match.end("join"), hit.last, spots[1]),
        ]
    return [
        found_at(hit.first, cut, spots[0]),
        found_at(hit.match.end("join"), hit.last, spots[1]),
    ]


def read_bare_month(hit: Hit, scene: Scene) -> Found | None:
    """Read a month without its year, the nearest in the direction of the tense."""
    index = hit.at("month")
    if not _is_month(hit.spelling, index, hit.match.end("month"), edge=hit.has("edge")):
        return None
    number = month_number(hit.word("month"))
    if ancient := scene.ancient(part=f"-{number:02}"):
        return found(hit, None, ancient)
    anchor = scene.now
    value = None
    if anchor is not None:
        near = [values.month_value(y, number) for y in range(anchor.year - 1, anchor.year + 2)]
        value = scene.settle(near, hit.first, hit.last)
        end = _month_that_ends(hit)
        if end:
            # "from January to September": the year follows from the end of the stretch.
            later = [values.month_value(y, end) for y in range(anchor.year - 1, anchor.year + 2)]
            last = scene.settle(later, hit.first, hit.last)
            if last is not None and value is not None and last.start <= anchor < value.start:
                value = values.month_value(last.start.year - (number > end), number)
    return found(hit, value, f"XXXX-{number:02}")


def _month_that_ends(hit: Hit) -> int:
    """Return the month up to which a stretch runs that opens with this one, 0 where none does."""
    spelled, at = hit.spelling.words, hit.match.end("month")
    if at + 1 >= len(spelled):
        return 0
    join = spelled[at].lower()
    between = join == "and" and hit.spelling.lower(hit.first - 1) == "between"
    if join not in {"to", "through", "until", "till", "-", "–"} and not between:
        return 0
    return words.MONTHS.get(spelled[at + 1].lower(), 0)


def _is_month(spelling: Spelling, index: int, last: int, *, edge: bool) -> bool:
    word, before, after = spelling.words[index], spelling.lower(index - 1), spelling.words
    following = after[last] if last < len(after) else ""
    if last == index + 1 and word.lower() in words.SHORT_MONTHS and word.lower() != "may":
        return False  # "Dec", "Mar", "Jan" with no full stop and no day
    if word.lower() not in _AMBIGUOUS_MONTHS or (word.isupper() and len(word) > 5):
        return True
    if edge and before not in {"the", "a"}:
        return True
    if before in {"-", "–"} and spelling.lower(index - 2) in words.MONTHS:
        return True  # "January-March"
    if before in _SURE_PREPOSITIONS:
        return following[:1] not in {"'", "’"}
    if before in _PREPOSITIONS:
        return not following[:1].isupper() or word.lower() in {"march", "august"}
    if word in {"May", "March"}:
        return before in {"the", "a"} and following.islower() and following not in _AFTER_A_MARCH
    return not following[:1].isupper() and not spelling.words[index - 1][:1].isupper()


def read_season(hit: Hit, _scene: Scene) -> Found | None:
    """Read a season of a year."""
    season = words.SEASONS[hit.word("season")]
    if hit.at("year") < hit.at("season") and hit.spelling.words[hit.at("season")].istitle():
        return None  # the 2012 Summer Olympics
    return found(hit, values.season_value(year_number(hit.word("year")), season))


def read_seasons(hit: Hit, _scene: Scene) -> list[Found]:
    """Read two seasons of one year."""
    year = year_number(hit.word("year"))
    first = values.season_value(year, words.SEASONS[hit.word("season")])
    second = values.season_value(year, words.SEASONS[hit.word("season2")])
    cut = hit.at("join")
    return [
        found_at(hit.first, cut, first),
        found_at(hit.match.end("join"), hit.last, second),
    ]


_SEASON_CUES = frozenset("in during by over since until through throughout after before".split())


def read_bare_season(hit: Hit, scene: Scene) -> Found | None:
    """Read a season without its year where it is one: not "to spring", nor a "fall in prices"."""
    index = hit.at("season")
    word, edge = hit.word("season"), hit.word("edge")
    before = hit.spelling.lower(hit.first - 1)
    after = hit.spelling.lower(hit.last)
    if word == "fall" and (
        before not in {"in", "by", "since", "until"} or after in {"in", "of", "from"}
    ):
        return None
    if before not in _SEASON_CUES and (edge in {"", "the"} or word == "fall"):
        capital = hit.spelling.words[index][0].isupper()
        if word == "fall" or not scene.history or (before == "to" and not capital):
            return None
    anchor = scene.now
    season = words.SEASONS[word]
    if ancient := scene.ancient(part=f"-{season}"):
        return found(hit, None, ancient)
    if anchor is None:
        return found(hit, None, f"XXXX-{season}")
    near = [values.season_value(y, season) for y in range(anchor.year - 1, anchor.year + 2)]
    return found(hit, scene.settle(near, hit.first, hit.last))
