"""The life of a deed: announced, planned, postponed, then held, called off or denied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from communique.types import Event

STAGES: Final = (
    "held", "ongoing", "cancelled", "denied", "postponed", "planned", "announced", "possible",
)  # fmt: skip
WEIGHT: Final = {stage: weight for weight, stage in enumerate(STAGES)}
DONE: Final = frozenset({"held", "ongoing"})
AHEAD: Final = frozenset({"announced", "planned", "postponed"})
# A plan that is not for some day within a period like this has been announced and no more.
LOOSE: Final = 31
POSTPONED: Final = re.compile(
    r"\b(?:postpon(?:e[ds]?|ing|ement)|put(?:s|ting)? off|defer(?:s|red|ring)?|"
    r"delay(?:s|ed|ing)?|reschedul(?:e[ds]?|ing)|push(?:es|ed|ing)? back|suspend(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)


def find_stage(event: Event) -> str:
    """Tell what an event tells of the life of its deed."""
    if event.status in {"occurred", "ongoing"}:
        # "Denied that its planes bombed the town": all that is reported is the denial.
        if event.attribution and all(part.stance == "denies" for part in event.attribution):
            return "denied"
        return "held" if event.status == "occurred" else "ongoing"
    if event.status == "possible":
        return "possible"
    if any(POSTPONED.search(part.text) for part in event.evidence[:1]):
        return "postponed"
    if event.status == "negated":
        return "cancelled" if event.event == "CONSULT" else "denied"
    start, end = event.date.start, event.date.end
    named = start is not None and end is not None and (end - start).days <= LOOSE
    return "planned" if named else "announced"


def settle(told: Iterable[tuple[date | None, str]]) -> str:
    """Choose what became of a deed from what reports of some days told of it.

    That it took place outweighs all. Else the last report has the last word, one that calls it
    possible only where no other says more.
    """
    told = list(told)
    done = [stage for _, stage in told if stage in DONE]
    if done:
        return min(done, key=WEIGHT.__getitem__)
    firm = [(day, stage) for day, stage in told if stage != "possible"]
    if not firm:
        return "possible"
    last = max((day.toordinal() if day else 0) for day, _ in firm)
    return min(
        (stage for day, stage in firm if (day.toordinal() if day else 0) == last),
        key=WEIGHT.__getitem__,
    )
