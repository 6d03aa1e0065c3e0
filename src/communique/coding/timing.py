"""When a deed was or will be done, as its sentence says, and whether that makes it a plan."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.anchoring import Anchored, belongs, followed_within_hours
from communique.coding.linking import find_when
from communique.language.tree import ancestors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.coding.readings import Reading
    from communique.types import Sentence, Status, When


def date_deed(
    sentence: Sentence,
    reading: Reading,
    judged: tuple[Status, str],
    anchored: Sequence[Anchored],
    today: When | None,
) -> tuple[Status, str, When | None, str]:
    """Find the date of a deed and its status in view of it, each with what decided it."""
    status, status_why = judged
    when, when_why = find_when(sentence, reading.trigger, reading.carrier, anchored, today)
    if (
        when is not None
        and status == "occurred"
        and reading.entry.pos == "noun"
        and reading.entry.type in HELD
        and when_why.endswith(f"modifies “{sentence.tokens[reading.trigger].text}”")
        and is_ahead(when, today)
    ):
        # "ahead of a meeting of the union next month"
        status, status_why = "planned", f"“{when.text}” lies ahead"
    if when is not None and status == "occurred" and is_ahead(when, today):
        # "asked on Thursday for a meeting on Tuesday"
        past = [a for a in anchored if not is_ahead(a.when, today)]
        other, why = find_when(sentence, reading.trigger, reading.carrier, past, today)
        when, when_why = (other, why) if other is not None else (when, when_why)
    planned = status == "planned"
    if (
        when is not None
        and planned
        and is_of_the_planning(sentence, reading, anchored, when, today)
    ):
        when_why = f"“{when.text}” is of the planning"
        when = None
    if when is not None and is_deadline(sentence, reading.entry.type, reading.trigger, when):
        when_why = f"“{when.text}” is a deadline"
        when = None
    token = sentence.tokens[reading.trigger]
    if (
        when is None
        and status == "occurred"
        and token.deprel == "advcl"
        and frames.case_of(sentence, token.index) in {"after", "when"}
    ):
        # "It was back on the calendar on June 1, after he received an aide."
        when, when_why = find_when(sentence, token.head, None, anchored)
    if when is None and status == "occurred":
        soon = followed_within_hours(sentence, reading.trigger)
        if soon is not None:
            when, when_why = find_when(sentence, soon, None, anchored)
    return status, status_why, when, when_why


# What is held on its day.
HELD = frozenset({"CONSULT", "COOPERATE", "PROTEST"})


GONE = re.compile(r"(?i)\b(ago|yesterday|last (week|month|year|night|\w+day))\b")


def is_ahead(when: When, today: When | None) -> bool:
    """Tell whether a date lies after the day of the story."""
    if today is None or today.end is None or when.start is None:
        return False
    return when.kind == "date" and when.start > today.end


def is_of_the_planning(
    sentence: Sentence,
    reading: Reading,
    dates: Sequence[Anchored],
    when: When,
    today: When | None,
) -> bool:
    """Tell the date of a plan from that of what is planned: "agreed on Monday to meet"."""
    if is_gone(when):
        return True
    if today is None or today.end is None or when.end is None or when.end > today.end:
        return False
    tokens = sentence.tokens
    if any(a.when is when and belongs(sentence, a, reading.trigger) for a in dates):
        return False
    for at in islice(ancestors(sentence, reading.trigger), 3):
        if tokens[at].lemma in PLANNING and tokens[at].xpos in {"VBD", "VBN"}:
            return any(a.when is when and belongs(sentence, a, at) for a in dates)
    return False


PLANNING = frozenset(
    """agree call urge ask demand vow promise pledge threaten decide announce offer propose invite
    appeal warn""".split()
)


def is_gone(when: When) -> bool:
    """Tell whether words of time point back: what is planned is not of "two weeks ago"."""
    return when.text is not None and GONE.search(when.text) is not None


def is_deadline(sentence: Sentence, kind: str, trigger: int, when: When) -> bool:
    """Tell whether a date is by when something is demanded or promised: "until Tuesday"."""
    if when.span is None:
        return False
    before = [t.text.lower() for t in sentence.tokens if t.end <= when.span.start][-4:]
    until = bool({"until", "till"} & set(before))
    if kind not in {"THREATEN", "REQUEST", "AGREE"}:
        return until and sentence.tokens[trigger].lemma in PUTTING_OFF
    return until or before[-1:] == ["by"]


PUTTING_OFF = frozenset({"extend", "postpone", "delay", "prolong", "suspend", "adjourn", "defer"})
