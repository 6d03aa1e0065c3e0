"""Date a deed by how long before or after another it came: "three days after breaking it off"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from communique.coding.anchoring import FENCES, Anchored, belongs
from communique.language.tree import ancestors
from communique.mentions.dates import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.mentions.dates.values import Value
    from communique.types import Sentence, When

# A year moved by years, a month by years or months.
_WHOLE = re.compile(r"Y\d{4}|[YM]\d{4}-\d{2}")
_AMOUNT = re.compile(r"P(\d+(?:\.5)?)([YMWD])")


def count_off(
    sentence: Sentence,
    trigger: int,
    dates: Sequence[Anchored],
    usable: Sequence[Anchored],
    today: When | None = None,
) -> tuple[When, str] | None:
    """Date a deed by its distance: "landed on Sunday, three days after breaking off the talks".

    Where the sentence has no day to count from, it is counted from that of the story.
    """
    tokens = sentence.tokens
    below = trigger
    for at in (trigger, *islice(ancestors(sentence, trigger), 6)):
        for amount in dates:
            span, found = amount.when.span, _AMOUNT.fullmatch(amount.when.timex)
            if amount.when.kind != "duration" or span is None or found is None:
                continue
            side = next((t for t in tokens if t.start >= span.end), None)
            if side is None or side.text not in {"after", "before"} or side.index > trigger:
                continue
            if (
                not (side.head in {below, at} and side.head >= side.index)
                and not amount.first <= tokens[at].head < side.index
            ):
                continue
            whole = _first_above(sentence, at, usable)
            if whole is None and today is not None and side.text == "after":
                if not _is_news(sentence, at):
                    continue
                origin, named = today, "the day of the story"
            elif whole is None or whole.when.start is None or whole.first > amount.first:
                continue
            else:
                origin, named = whole.when, f"“{whole.when.text}”"
            moved = move(origin, float(found[1]), found[2], back=side.text == "after")
            if moved is not None:
                return moved, f"“{amount.when.text} {side.text}” from {named}"
        below = at
        if tokens[at].deprel in FENCES:
            break
    return None


def _is_news(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause hangs in the main clause, and that tells what is or was, not had."""
    tokens = sentence.tokens
    above = tokens[index].head
    if tokens[index].deprel not in {"advcl", "obl"} or above < 0:
        return False
    auxes = {tokens[c].text.lower() for c in sentence.children[above] if tokens[c].deprel == "aux"}
    return tokens[above].deprel in {"root", "ccomp"} and not auxes & {"had", "will", "would"}


def _first_above(sentence: Sentence, index: int, usable: Sequence[Anchored]) -> Anchored | None:
    """Find the date of the clause that a clause hangs in."""
    for above in islice(ancestors(sentence, index), 4):
        near = next((a for a in usable if belongs(sentence, a, above)), None)
        if near is not None:
            return near
    return None


def move(when: When, count: float, unit: str, *, back: bool) -> When | None:
    """Move a day by so many units; what is counted in months or years is known no better."""
    if when.start is not None and _WHOLE.fullmatch(f"{unit}{when.timex}") and count % 1 == 0:
        # "in 2003, two years after": as near as the year that it is counted from
        day = values.shifted(when.start, -int(count) if back else int(count), unit)
        if day is None:
            return None
        value = values.value_around(day, "Y" if len(when.timex) == len("2003") else "M")
        return _replaced(when, value)
    if when.start is None or when.start != when.end:
        return None
    if count % 1:
        if unit != "Y":
            return None
        count, unit = count * 12, "M"
    day = values.shifted(when.start, -int(count) if back else int(count), unit)
    if day is None:
        return None
    return _replaced(when, values.value_around(day, unit))


def _replaced(when: When, value: Value) -> When:
    return replace(
        when, start=value.start, end=value.end, edtf=value.edtf, timex=value.timex,
        basis="relative",
    )  # fmt: skip
