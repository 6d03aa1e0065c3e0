"""Find datelines, bylines and "Published" lines: what a report says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.types import Span

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY: Final = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
)
_DATE: Final = (
    rf"(?:{_WEEKDAY}\.?,?[ ]+)?(?:{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ ]\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH},?(?:[ ]\d{{4}})?|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
_CAPITALS: Final = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*[A-ZÀ-Þ.](?:[ ](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*|de|of|and|on)){0,4}"
)
_TITLE_WORD: Final = r"[A-ZÀ-Þ][\w.'’\-]*"
_TITLE: Final = rf"{_TITLE_WORD}(?:[ ](?:{_TITLE_WORD}|de|of|and|on|the)){{0,3}}"
_BREAK: Final = r"(?:[ \u00a0]*(?:[–—―]|--?)(?=[\s\"“A-ZÀ-Þ])|:(?=[ ]))[ \u00a0]*-*[ \u00a0]*"
_AGENCY: Final = r"\((?P<agency>[A-Za-z][\w .&/,'’-]{1,40})\)"
_LOUD: Final = re.compile(
    rf"(?P<place>{_CAPITALS}(?:/{_CAPITALS})?(?:,[ ](?!{_MONTH}[ ]\d){_TITLE})?)"
    rf"(?:,?[ ]+\(?(?P<date>{_DATE})\)?)?,?"
    rf"(?:[ ]*(?:{_AGENCY}|,?[ ]?(?:Reuters|Xinhua|AFP|AP|UPI)\b))?[ ]*{_BREAK}"
)
_QUIET: Final = re.compile(
    rf"(?P<place>{_TITLE}(?:,[ ](?!{_MONTH}[ ]\d){_TITLE})?)"
    rf"(?:(?:,?[ ]+\(?(?P<date>{_DATE})\)?,?(?:[ ]*{_AGENCY})?"
    rf"|[ ]*{_AGENCY.replace('agency', 'other')})"
    rf"[ ]*{_BREAK}|[ ]+[–—―][ ]+(?=[\"“A-ZÀ-Þ]))"
)
# "Evansville, Indiana, United States - ": three names before a hyphen are no sentence.
_FULL: Final = re.compile(
    rf"(?P<place>{_TITLE},[ ](?!{_MONTH}[ ]\d){_TITLE},[ ](?!{_MONTH}[ ]\d){_TITLE})"
    rf"[ ]+--?[ ]+(?=[\"“A-ZÀ-Þ])"
)
# "Group F — Sweden 1-0", "Part 2 –": a heading's number, not a place.
_NUMBERED: Final = re.compile(r".*[ ](?:[A-Z]|[IVX]+|\d+)")
_AGENCY_ONLY: Final = re.compile(rf"{_AGENCY}[ ]*{_BREAK}")
_DATE_LINE: Final = re.compile(rf"(?P<date>{_DATE})\.?")
_PUBLISHED: Final = re.compile(
    r"(?:first[ ]|last[ ])?(?:published|updated|posted|modified|issued)\b(?=.{0,60}\d)",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"(?:By|BY|Written by|Reporting by|Editing by|Reported by)[: ]+"
    r"(?:[A-ZÀ-Þ][\w.'’\-]*,?(?:[ ]|$)|(?:and|AND|&|of|in|the|for|de|van)[ ]|\|)+"
    r"(?:\([^)]*\))?[ ]*"
)
_DAYS: Final = re.compile(rf"{_WEEKDAY}\b|{_MONTH}\b")
_FIRST_LINES: Final = 8
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Hold where and when a report was filed, in its own words; "" where it does not say.

    `span` covers the dateline with its dash, or the line that holds only the date.
    """

    span: Span
    place: str
    date: str
    place_span: Span | None = None
    date_span: Span | None = None


def find_dateline(text: str) -> Dateline | None:
    """Find the first dateline at the head of a report; a line with only a date counts as one."""
    alone: Dateline | None = None
    seen = 0
    for line in re.finditer(r"[^\r\n]+", text[:6000]):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        if not line[0].strip():
            continue
        seen += 1
        if seen > _FIRST_LINES:
            break
        found = match_dateline(text, start, line.end())
        if found is not None and found.place:
            if found.date or alone is None:
                return found
            return Dateline(
                span=found.span,
                place=found.place,
                date=alone.date,
                place_span=found.place_span,
                date_span=alone.date_span,
            )
        only = _DATE_LINE.fullmatch(text, start, start + len(line[0].strip()))
        if only and alone is None:
            when = Span(*only.span("date"))
            alone = Dateline(span=when, place="", date=only["date"], date_span=when)
    return alone


def match_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Match a dateline at the start of the paragraph `text[start:end]`."""
    last = min(end, start + _LONGEST)
    match = (
        _LOUD.match(text, start, last)
        or _QUIET.match(text, start, last)
        or _FULL.match(text, start, last)
        or _AGENCY_ONLY.match(text, start, last)
    )
    if match is None or match.end() >= end:
        return None
    groups = match.groupdict()
    place = groups.get("place") or ""
    if place and (_DAYS.match(place) or _NUMBERED.fullmatch(place) or len(place) < 3):
        return None
    if match.re is _LOUD and match[0].rstrip().endswith(":") and not groups.get("date"):
        return None  # "UPDATE:" and "NATO:" label what follows
    return Dateline(
        span=Span(*match.span()),
        place=place.strip(" ,"),
        date=groups.get("date") or "",
        place_span=Span(*match.span("place")) if place else None,
        date_span=Span(*match.span("date")) if groups.get("date") else None,
    )


def is_byline(line: str) -> bool:
    """Tell whether the line only names who wrote the report."""
    return len(line) < _LONGEST and _BYLINE.fullmatch(line) is not None and not _DAYS.search(line)


def is_publication_line(line: str) -> bool:
    """Tell whether the line only says when the report was published."""
    return len(line) < _LONGEST and _PUBLISHED.match(line) is not None
