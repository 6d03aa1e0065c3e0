"""Make the dates that leave the module: intervals with their open ends, ranges joined."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from communique.mentions import edtf
from communique.types import Span, When

if TYPE_CHECKING:
    from datetime import date

    from communique.mentions.dates.found import Found
    from communique.mentions.dates.spelling import Spelling

_GRAINS: dict[str, edtf.Grain] = {
    "day": "day", "month": "month", "season": "season", "year": "year", "decade": "decade",
    "century": "century", "quarter": "month", "half": "month",
}  # fmt: skip
_OPENERS = {
    "since": "since", "until": "until", "till": "until", "by": "until", "before": "before",
    "after": "after",
}  # fmt: skip
_APPROXIMATE = frozenset("about around circa ca approximately roughly".split())
_JOINS = frozenset("to through until till - –".split())


def make_whens(spelling: Spelling, items: list[Found]) -> list[When]:
    """Make a When of each time expression."""
    ranges = _ranges(spelling, items)
    return [_make(spelling, item, ranges.get(place)) for place, item in enumerate(items)]


def _ranges(spelling: Spelling, items: list[Found]) -> dict[int, tuple[date, date]]:
    """Find the pairs that are the two ends of one stretch: "from March 3 to 5", "1914-1918"."""
    ranges: dict[int, tuple[date, date]] = {}
    for place in range(len(items) - 1):
        one, two = items[place], items[place + 1]
        if not (one.value and two.value and one.kind == two.kind == "date"):
            continue
        between = [spelling.lower(i) for i in range(one.last, two.first)]
        before = spelling.lower(one.first - 1)
        joined = len(between) <= 1 and (
            (
                bool(between)
                and between[0] in _JOINS
                and (before != "by" or between[0] in {"-", "–"})
            )
            or (between == ["and"] and before == "between")
        )
        joined = joined or _touching(spelling, one, two)
        if joined and one.value.start <= two.value.end and place not in ranges:
            ranges[place] = ranges[place + 1] = (one.value.start, two.value.end)
    return ranges


def _touching(spelling: Spelling, one: Found, two: Found) -> bool:
    return one.last == two.first and spelling.words[one.last - 1] in {"-", "–"}


def _make(spelling: Spelling, item: Found, stretch: tuple[date, date] | None) -> When:
    start_at, end_at = spelling.starts[item.first], spelling.ends[item.last - 1]
    start, end, written = item.start, item.end, None
    if item.value is not None:
        start, end, written = _interval(spelling, item)
        if stretch is not None:
            grain = _GRAINS.get(item.value.grain, "interval")
            start, end = stretch
            written = edtf.edtf_of(start, end, grain)
    elif start is not None and end is not None:
        written = edtf.edtf_of(start, end)
    return When(
        start=start, end=end, edtf=written, timex=item.timex, basis=item.basis, kind=item.kind,
        text=spelling.text[start_at:end_at], span=Span(start_at, end_at),
    )  # fmt: skip


def _interval(spelling: Spelling, item: Found) -> tuple[date | None, date | None, str | None]:
    """Open the interval at the side that the preposition leaves open."""
    value = item.value
    if value is None:
        return None, None, None
    grain = _GRAINS.get(value.grain, "interval")
    before = spelling.lower(item.first - 1)
    after = spelling.words[item.last] if item.last < len(spelling.words) else ""
    articled = "the" in {spelling.lower(item.first), before}
    if before == "the":  # "since the January 1998 blast"
        before = spelling.lower(item.first - 2)
    kind, adjectival = _OPENERS.get(before), articled and after[:1].isalpha()
    if (
        kind is None
        or item.time
        or (adjectival and value.grain == "year")
        or after in {"'s", "’s", "-"}
        or item.kind != "date"
    ):
        written = value.edtf
        if before in _APPROXIMATE and written and "/" not in written:
            written += "~"
        return value.start, value.end, written
    lasting = "/" in value.timex and value.end - value.start > timedelta(366)
    if kind == "since" and lasting:
        kind = "after"  # "since the Korean War" is since its end
    ends = {
        "since": (value.start, None),
        "until": (None, value.end),
        "before": (None, value.start - timedelta(1)),
        "after": (value.end + timedelta(1), None),
    }
    start, end = ends[kind]
    if _names_an_end(spelling, item):
        grain = "day"
    return start, end, edtf.edtf_of(start, end, grain)


def _names_an_end(spelling: Spelling, item: Found) -> bool:
    return any(spelling.lower(i) in {"end", "close"} for i in range(item.first, item.last))
