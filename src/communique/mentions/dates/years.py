"""Read years, their quarters and halves, decades and centuries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.mentions.dates import values, words
from communique.mentions.dates.found import Found, found, found_at
from communique.mentions.dates.numerals import month_number, ordinal_number, year_number

if TYPE_CHECKING:
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene

_YEAR_PREPOSITIONS = frozenset(
    """in since until till by from of during before after through throughout between late early
    mid last next this circa as""".split()
)
_ROUGHLY = frozenset("about approximately roughly circa ca".split())


def read_year(hit: Hit, _scene: Scene) -> Found | None:
    """Read a year that stands alone, unless it counts or numbers something."""
    index = hit.at("year")
    word = hit.spelling.words[index]
    if _is_glued(hit):
        return None
    year = year_number(word)
    before, after = hit.spelling.lower(hit.first - 1), hit.spelling.lower(hit.last)
    if len(word) != 4:
        return (
            found(hit, values.year_value(year)) if before in {"of", "in", "since", "the"} else None
        )
    if hit.first == index or hit.word("edge") == "the":
        if (before in words.NUMBERED and hit.first == index) or after in words.ZONES:
            return None
        if before in _ROUGHLY and (after[:1].isalpha() or not 1800 <= year <= 2100):
            return None
        prepositional = before in _YEAR_PREPOSITIONS
        if _numbers_something(hit, before, after) and not _opens_sentence(hit, before):
            return None
        if not prepositional and not 1400 <= year <= 2100:
            return None
        if prepositional and before in {"of", "by", "from", "after", "before"} and year < 1200:
            return None
    return found(hit, values.year_value(year))


_STREETS = frozenset("avenue street road boulevard drive st ave blvd rd".split())


def _is_glued(hit: Hit) -> bool:
    """Tell a year from the figures that end a name: "#vote2016", "the RX1931"."""
    at = hit.first - 1
    if at < 0 or not hit.spelling.words[at][-1].isalpha():
        return False
    return hit.spelling.ends[at] == hit.spelling.starts[hit.first]


def _numbers_something(hit: Hit, before: str, after: str) -> bool:
    """Tell a count, a house or a telephone number from a year."""
    if after in words.COUNTED and hit.word("edge") != "the":
        return True
    if hit.spelling.lower(hit.last + 1) in _STREETS and after[:1].isalpha():
        return True
    digits = before if before not in {"-", "–"} else hit.spelling.lower(hit.first - 2)
    return hit.first == hit.at("year") and digits.isdigit() and len(digits) == 3


def _opens_sentence(hit: Hit, before: str) -> bool:
    """Tell whether a preposition opens the sentence: "In 2008 people left"."""
    year = int(hit.word("year"))
    capital = hit.spelling.words[hit.first - 1][:1].isupper() if hit.first else False
    return capital and before in {"in", "by", "since", "until"} and 1800 <= year <= 2100


def read_years(hit: Hit, _scene: Scene) -> list[Found] | None:
    """Read "1914-1918", "2007-08"."""
    first, word = int(hit.word("year")), hit.word("last")
    last = int(word) if len(word) == 4 else first // 100 * 100 + int(word)
    if len(word) not in {2, 4} or not first < last <= first + 120:
        return None
    if hit.spelling.lower(hit.first - 1) in words.NUMBERED or _is_glued(hit):
        return None
    middle = hit.at("join")
    return [
        found_at(hit.first, middle, values.year_value(first)),
        found_at(middle + 1, hit.last, values.year_value(last)),
    ]


def read_era(hit: Hit, _scene: Scene) -> list[Found] | Found | None:
    """Read years before Christ, which have a TIMEX3 value but no days that the record holds."""
    year = hit.word("year").replace(",", "")
    before_christ = hit.word("era").startswith("b")
    if not year.isdigit() or (not before_christ and int(year) > values.LATEST):
        return None
    if not before_christ:
        return found(hit, values.year_value(int(year)))
    grain = ""
    if hit.has("month"):
        grain = f"-{month_number(hit.word('month')):02}"
    elif hit.has("season"):
        grain = f"-{words.SEASONS[hit.word('season')]}"
    split = hit.at("last") if hit.has("last") else hit.last
    one = Found(
        first=hit.first, last=split - (split != hit.last), timex=f"BC{int(year):04}{grain}",
        basis="explicit",
    )  # fmt: skip
    if split == hit.last:
        return one
    timex = f"BC{int(hit.word('last')):04}"
    return [one, Found(first=split, last=hit.last, timex=timex, basis="explicit")]


def read_decade(hit: Hit, _scene: Scene) -> Found | None:
    """Read "the 1980s", "the '80s"; a bare "80s" may be an age or a temperature."""
    word = hit.word("decade")
    figures = re.sub(r"\D", "", word)
    if hit.has("era") and hit.word("era").startswith("b"):
        timex = f"BC{int(figures) // 10:03}"
        return Found(first=hit.first, last=hit.last, timex=timex, basis="explicit")
    if len(figures) == 3:
        return None
    if len(figures) == 4:
        return found(hit, values.decade_value(int(figures)))
    if hit.first == hit.at("decade") and _pairs_with_decade(hit):
        return found(hit, values.decade_value(1900 + int(figures)))
    if word[0] not in "'’" and hit.word("edge") != "the":
        return None
    if hit.spelling.lower(hit.first - 1) in {"his", "her", "their", "in"} and word[0] not in "'’":
        return None
    return found(hit, values.decade_value(1900 + int(figures)))


def _pairs_with_decade(hit: Hit) -> bool:
    """Tell whether a decade is the second of two: "the 70s and 80s"."""
    before = hit.spelling.lower(hit.first - 2)
    if hit.spelling.lower(hit.first - 1) not in {"and", "or", "to"} or not before.endswith("s"):
        return False
    return hit.spelling.lower(hit.first - 3) == "the" and before[:1] in "'’123456789"


def read_decade_word(hit: Hit, _scene: Scene) -> Found | None:
    """Read "the sixties", but no age: "in her sixties"."""
    edge = hit.word("edge").split()
    if edge[-1] != "the" and edge[0] != "the":
        return None
    return found(hit, values.decade_value(words.DECADES[hit.word("word")]))


def read_quarter(hit: Hit, scene: Scene) -> Found | None:
    """Read "Q3", "Q3 2012"."""
    number, sign = int(hit.word("number")), hit.at("sign")
    touching = hit.spelling.ends[sign] == hit.spelling.starts[sign + 1]
    if number > 4 or not touching or hit.spelling.words[sign] != "Q":
        return None
    if hit.has("year"):
        return found(hit, values.quarter_value(year_number(hit.word("year")), number))
    anchor = scene.now
    if anchor is None:
        return found(hit, None, f"XXXX-Q{number}")
    near = [values.quarter_value(y, number) for y in range(anchor.year - 1, anchor.year + 2)]
    return found(hit, scene.settle(near, hit.first, hit.last), explicit=False)


def read_century(hit: Hit, _scene: Scene) -> Found | None:
    """Read "the 19th century"."""
    number = ordinal_number(hit.word("nth"))
    if number is None or not 1 <= number <= 30:
        return None
    if hit.has("era") and hit.word("era").startswith("b"):
        return Found(first=hit.first, last=hit.last, timex=f"BC{number - 1:02}", basis="explicit")
    if number < 10 and hit.word("edge") == "":
        return None
    return found(hit, values.century_value((number - 1) * 100))


def read_part_of_year(hit: Hit, scene: Scene) -> Found | None:
    """Read a quarter or a half of a year, the last one past where no year is given."""
    word, unit = hit.word("nth"), hit.word("unit")
    size = 4 if unit == "quarter" else 2
    if word in {"last", "final", "latter"}:
        if not hit.has("year") and word != "latter":
            return None
        number: int | None = size
    else:
        number = ordinal_number(word)
    if number is None or not 1 <= number <= size:
        return None
    make = values.quarter_value if unit == "quarter" else values.half_value
    if hit.has("year"):
        return found(hit, make(int(hit.word("year")), number))
    if unit == "half" and hit.spelling.lower(hit.last) not in {
        "",
        ".",
        ",",
        "this",
        "last",
        "next",
    }:
        return None
    anchor = scene.now
    ends = hit.spelling.lower(hit.last - 1)
    beside = {"last": -1, "next": 1, "this": 0}.get(hit.spelling.lower(hit.last))
    if ends == "of" and beside is None:
        return None  # "the fourth quarter of the game"
    last = hit.last - (ends in {"of", "in", ","})
    if anchor is None:
        return found_at(hit.first, last, None, f"XXXX-{unit[0].upper()}{number}")
    if beside is not None and hit.spelling.lower(hit.last + 1) == "year":
        value = make(anchor.year + beside, number)
        return found_at(hit.first, hit.last + 2, value, explicit=False)
    near = [make(y, number) for y in range(anchor.year - 1, anchor.year + 2)]
    return found_at(hit.first, last, scene.settle(near, hit.first, last), explicit=False)
