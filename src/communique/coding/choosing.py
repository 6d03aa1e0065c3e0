"""When a deed was done: the likeliest of the dates that it may have.

The rules (`timing.py`, `dating.py`, `meetings.py`) choose one. A conditional logit over marks of
the deed, its place and each date (`training/train_dates.py`) shares a chance of one out among the
dates that it may have (`candidates.py`), and the likeliest replaces what the rules chose where it
is likelier by MARGIN.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final

from communique.coding.candidates import (
    Candidate,
    Candidates,
    Story,
    list_candidates,
    list_closed,
    name_age,
)
from communique.coding.dating import in_simple_past, is_background, is_of_the_story
from communique.coding.drafts import lemma_of
from communique.coding.linking import as_relative
from communique.coding.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.types import When

MARGIN: Final = 0.1
# "Since Tuesday" is plain, and too rare to have been learned.
MARGIN_OF_SINCE: Final = 0.4
# The lead tells news of these days: nothing short of this leaves it without a date.
MARGIN_OF_LEAD: Final = 0.5
# These say where a date comes from; they are weighed with every mark of the deed.
_ORIGINS: Final = frozenset({"unknown", "today", "story", "lead", "own", "ruled"})
# So many sentences back a date is still a mark.
_FAR: Final = 5
_STEPS: Final = 4


def choose_date(
    story: Story, group: Group, own: When | None, ruled: When | None
) -> tuple[When | None, list[str]]:
    """Choose the date of a deed, and say why if not that of the rules.

    `own` is the date that its own words give, `ruled` that or what the rules take from its story.
    """
    if story.article.published is None:
        return ruled, []
    found, rules = list_candidates(story, group, own, ruled)
    chances = rate_candidates(found, tuple(mark_deed(story, group, own, ruled)))
    best = max(found, key=chances.__getitem__)
    chosen = found[best]
    at_rules = next(chances[days] for days, one in found.items() if one is rules)
    if chosen is rules or chances[best] < at_rules + find_margin(chosen, rules):
        return ruled, []
    line = (
        f"date: {name_candidate(chosen)} ({chances[best]:.2f}) "
        f"rather than {name_candidate(rules)} ({at_rules:.2f})"
    )
    return chosen.when and as_relative(chosen.when), [line]


def find_margin(chosen: Candidate, rules: Candidate) -> float:
    """Tell how much likelier a date must be to replace that of the rules."""
    if chosen.when is None and "own open" in rules.marks:
        return MARGIN_OF_SINCE
    return MARGIN_OF_LEAD if chosen.when is None and "lead" in rules.marks else MARGIN


def rate_candidates(found: Candidates, deed: Collection[str]) -> dict[object, float]:
    """Give the chance of each date that a deed may have."""
    weights = load_weights()
    sums = [
        math.fsum(weights.get(mark, 0.0) for mark in mark_candidate(one.marks, deed))
        for one in found.values()
    ]
    return dict(zip(found, share_out(sums), strict=True))


def share_out(sums: Sequence[float]) -> list[float]:
    """Share a chance of one out among sums of weights."""
    most = max(sums)
    shares = [math.exp(value - most) for value in sums]
    whole = math.fsum(shares)
    return [share / whole for share in shares]


def mark_candidate(marks: Collection[str], deed: Collection[str]) -> set[str]:
    """Give all marks of a date: its own, and those of the deed with where it comes from."""
    return {*marks, *(f"{origin}: {m}" for origin in _ORIGINS & set(marks) for m in deed)}


def name_candidate(one: Candidate) -> str:
    """Name a date that a deed may have in words, for the reader of `why`."""
    return "unknown" if one.when is None else one.when.edtf or "unknown"


def mark_deed(story: Story, group: Group, own: When | None, ruled: When | None) -> Iterator[str]:
    """List what says when a deed was done: its word and tense, its place, the dates around it."""
    draft, told, published = group.drafts[0], story.told, story.article.published
    sentence, trigger, kind = draft.sentence, draft.reading.trigger, draft.type
    tokens, tense = sentence.tokens, name_tense(draft)
    token = tokens[trigger]
    rules = "own" if own is not None else "none" if ruled is None else "some"
    yield from ("", f"rules {rules}", kind, draft.status, f"{kind} {draft.status}")
    yield from (f"tense {tense}", f"{draft.status} tense {tense}")
    yield from (f"paragraph {_cap(sentence.paragraph)}", f"sentence {_cap(sentence.index)}")
    yield from (f"{token.upos}", f"{kind} {token.upos}", f"as {token.deprel}")
    yield from (f"in {sentence.field} {sentence.kind}", f"quoted {bool(sentence.quoted)}")
    yield from (f"lemma {lemma_of(draft)}", f"told {min(len(group.drafts), 3)} times")
    if published is not None:
        yield f"background {is_background(draft, told, published)}"
    yield from (f"past {in_simple_past(draft)}", f"of the story {is_of_the_story(draft)}")
    yield from (f"sources {bool(draft.attribution)}", f"day {name_age(story.day, published)}")
    yield f"dates {min(sum(w.kind == 'date' for w in told[sentence.index][1]), 3)}"
    yield f"carried {draft.reading.carrier is not None}"
    yield from _mark_last_date(story, sentence.index)
    root = tokens[sentence.root]
    yield from (f"root {root.lemma} {root.xpos}", f"root {root.xpos}")
    for c in sentence.children[trigger]:
        if tokens[c].deprel in {"advmod", "mark"}:
            yield f"{tokens[c].deprel} {tokens[c].lemma.lower()}"


def _mark_last_date(story: Story, at: int) -> Iterator[str]:
    """Say how far back the last date stands and how long ago it is."""
    for back in range(min(_FAR, at) + 1):
        closed = list_closed(story.told[at - back][1])
        if closed:
            age = name_age(closed[-1], story.article.published)
            yield from (f"last date {back} back {age}", f"last date {age}")
            return
    yield "no last date"


def name_tense(draft: Draft) -> str:
    """Name the tense of the clause in which a deed is told: its verb's tag and auxiliaries."""
    sentence, reading = draft.sentence, draft.reading
    tokens = sentence.tokens
    at = reading.trigger if reading.carrier is None else reading.carrier
    for _ in range(_STEPS):
        if tokens[at].upos in {"VERB", "AUX"}:
            aux = (
                tokens[c].lemma.lower()
                for c in sentence.children[at]
                if tokens[c].deprel.startswith("aux")
            )
            return " ".join([tokens[at].xpos, *sorted(aux)])
        if tokens[at].head < 0:
            return "none"
        at = tokens[at].head
    return "far"


def _cap(number: int) -> int:
    """Tell numbers apart as far as they matter."""
    return number if number < _STEPS else _STEPS if number < 2 * _STEPS else 2 * _STEPS


@functools.cache
def load_weights() -> Mapping[str, float]:
    """Load the weights of the marks."""
    return {mark: weight for mark, (weight,) in read_weights("dates.tsv").items()}
