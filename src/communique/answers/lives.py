"""The lives of deeds: what reports said of them one after the other, and what was called off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from communique.record.life import DONE, POSTPONED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[str, Any]
# A plan that may yet come to something, or that a refusal to meet may end.
OPEN: Final = frozenset({"announced", "planned", "possible"})
NEXT: Final = frozenset({"announced", "planned"})
# A refusal this long before a meeting is hardly of that meeting.
EARLY: Final = timedelta(days=120)
# The report that tells of a plan may tell of its end as well, of some days before.
WEEK: Final = timedelta(days=7)


def is_refusal(row: Mapping[str, Any]) -> bool:
    """Tell whether a deed is a refusal to meet: talks called off, put off or walked out of."""
    return bool(row["type"] == "REJECT" and row["mode"] == "meet" and row["life"] in DONE)


def call_off(rows: Iterable[Row]) -> list[Row]:
    """Give deeds with the meetings among them called off that one side then refused.

    The refusal is a deed of its own and stays in the list; its events support the new outcome.
    """
    rows = list(rows)
    refusals: dict[str, list[Row]] = {}
    for row in rows:
        if is_refusal(row):
            for country in row["actor_countries"]:
                refusals.setdefault(country, []).append(row)
    return [
        _end(row, [r for c in list_countries(row) for r in refusals.get(c, ()) if _is_of(r, row)])
        if row["life"] in OPEN and row["type"] == "CONSULT"
        else row
        for row in rows
    ]


def list_countries(row: Mapping[str, Any]) -> list[str]:
    """List the countries that take part in a deed on either side."""
    return sorted({*row["actor_countries"], *row["recipient_countries"]})


def _is_of(refusal: Mapping[str, Any], meeting: Mapping[str, Any]) -> bool:
    if len({*list_countries(meeting)} & {*list_countries(refusal)}) < 2:
        return False
    day = refusal["start_date"] or refusal["published"]
    said = [told for told, _, _ in meeting["told"] or () if told]
    until = meeting["end_date"] or meeting["start_date"]
    if day is None or not said or day < min(said) - WEEK:
        return False
    # Plans made after the refusal are new ones.
    if max(said) > max(day, refusal["published"] or day):
        return False
    return until is None or (day <= until and until - EARLY <= day)


def _end(meeting: Row, refusals: Sequence[Row]) -> Row:
    if not refusals:
        return meeting
    last = max(refusals, key=lambda row: (str(row["start_date"] or row["published"]), row["best"]))
    life = "postponed" if POSTPONED.search(last["sentence"] or "") else "cancelled"
    day = last["start_date"] or last["published"]
    who = (last["actor_names"] or [None])[0]
    return meeting | {
        "life": life,
        "stages": sorted({*(meeting["stages"] or ()), life}),
        "told": [*(meeting["told"] or ()), (day, life, who)],
        "events": [*meeting["events"], *last["events"]],
    }


def tell_life(row: Mapping[str, Any]) -> str:
    """Tell what was said of a deed, each stage with the day it was first told and by whom."""
    told: list[tuple[date | None, str, str | None]] = [tuple(part) for part in row["told"] or ()]
    told.sort(key=lambda part: (part[0] or date.max, part[1], part[2] or ""))
    steps: list[str] = []
    last = ""
    for day, stage, who in told:
        if stage != last:
            voice = f" ({who})" if who else ""
            steps.append(f"{NAMES.get(stage, stage)}{f' {day}' if day else ''}{voice}")
            last = stage
    return ", then ".join(steps)


NAMES: Final = {"cancelled": "called off", "possible": "possible"}
