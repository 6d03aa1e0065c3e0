"""When a deed was done that no words of its own date: the likeliest of the dates it may take.

It may be of the day of the story, of the day of print or the week before it, of a date that
stands in its sentence, before it, or with the event before; or nobody says. The rules
(`dating.py`, `meetings.py`) choose one. A logistic regression over marks of the deed and its place
(`training/train_dates.py`) gives each its chance, and the likeliest replaces what the rules chose
where it is likelier by MARGIN.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final

from communique.coding.dating import (
    day_of,
    in_simple_past,
    is_background,
    is_of_the_story,
)
from communique.coding.drafts import lemma_of
from communique.coding.linking import as_relative, inferred_lead
from communique.coding.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from communique.coding.dating import Told
    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.types import Article, When

MARGIN: Final = 0.1
# So many sentences back a date may be that of a deed, and so many back it is still a mark.
_NEAR, _FAR = 2, 5
_STEPS = 4
_RECENT: Final = ((0, "today"), (7, "a week"), (31, "a month"), (400, "a year"))

Options = dict[str, "When | None"]


def choose_date(
    article: Article,
    group: Group,
    ruled: When | None,
    story_day: When | None,
    before: When | None,
    told: Sequence[Told],
) -> tuple[When | None, list[str]]:
    """Choose the date of a deed that no words of its own date, and say why if not the rules'.

    `ruled` is the rules' choice and `before` the date of the event before.
    """
    if article.published is None:
        return ruled, []
    options = list_options(article, group, story_day, before, told)
    name = name_option(options, ruled)
    if name is None:
        return ruled, []
    marks = tuple(list_marks(article.published, group, name, story_day, told))
    chances = {option: rate_option(option, marks) for option in options}
    best = max(chances, key=chances.__getitem__)
    if chances[best] < chances[name] + MARGIN:
        return ruled, []
    line = f"date: {best} ({chances[best]:.2f}) rather than {name} ({chances[name]:.2f})"
    return options[best], [line]


def list_options(
    article: Article,
    group: Group,
    story_day: When | None,
    before: When | None,
    told: Sequence[Told],
) -> Options:
    """List the dates that a deed may take, by where they come from."""
    options: Options = {"unknown": None}
    if article.published is not None:
        options |= {"the last week": inferred_lead(article.published), "today": day_of(article)}
    if story_day is not None:
        options["the story's day"] = as_relative(story_day)
    if before is not None:
        options["the event before"] = as_relative(before)
    at = group.drafts[0].sentence.index
    here = find_last(told, at, at)
    if here is not None:
        options["its sentence"] = as_relative(here)
    above = find_last(told, at - 1, at - _NEAR)
    if above is not None:
        options["the sentences before"] = as_relative(above)
    return options


def find_last(told: Sequence[Told], start: int, stop: int) -> When | None:
    """Find the last closed date of some sentences, read backwards."""
    for index in range(start, max(stop, 0) - 1, -1):
        for when in reversed(told[index][1]):
            if when.kind == "date" and when.start is not None and when.end is not None:
                return when
    return None


def name_option(options: Options, when: When | None) -> str | None:
    """Name the option that a date is, None where it is none of them."""
    if when is None:
        return "unknown"
    days = (when.start, when.end)
    found = (name for name, one in options.items() if one and (one.start, one.end) == days)
    return next(found, None)


def rate_option(option: str, marks: Sequence[str]) -> float:
    """Give the chance that an option is right."""
    weights = load_weights()
    total = math.fsum(weights.get(mark, 0.0) for mark in mark_option(option, marks))
    return 1 / (1 + math.exp(-total))


def mark_option(option: str, marks: Sequence[str]) -> set[str]:
    """Give the marks of a deed as those of one of its options."""
    return {f"{option}: {mark}" for mark in marks}


def list_marks(
    published: date, group: Group, ruled: str, story_day: When | None, told: Sequence[Told]
) -> Iterator[str]:
    """List what says when a deed was done: its word and tense, its place, the dates around it."""
    draft = group.drafts[0]
    sentence, trigger, kind = draft.sentence, draft.reading.trigger, draft.type
    tokens, tense = sentence.tokens, name_tense(draft)
    token = tokens[trigger]
    yield from ("", f"rules {ruled}", kind, draft.status, f"{kind} {draft.status}")
    yield from (f"tense {tense}", f"{draft.status} tense {tense}")
    yield from (f"paragraph {_cap(sentence.paragraph)}", f"sentence {_cap(sentence.index)}")
    yield from (f"{token.upos}", f"{kind} {token.upos}", f"as {token.deprel}")
    yield from (f"in {sentence.field} {sentence.kind}", f"quoted {bool(sentence.quoted)}")
    yield from (f"lemma {lemma_of(draft)}", f"told {min(len(group.drafts), 3)} times")
    yield f"background {is_background(draft, told, published)}"
    yield from (f"past {in_simple_past(draft)}", f"of the story {is_of_the_story(draft)}")
    yield f"sources {bool(draft.attribution)}"
    yield f"dates {any(when.kind == 'date' for when in told[sentence.index][1])}"
    yield from (
        f"carried {draft.reading.carrier is not None}",
        f"day {name_age(story_day, published)}",
    )
    for back in range(min(_FAR, sentence.index) + 1):
        last = find_last(told, sentence.index - back, sentence.index - back)
        if last is not None:
            age = name_age(last, published)
            yield from (f"last date {back} back {age}", f"last date {age}")
            break
    else:
        yield "no last date"
    root = tokens[sentence.root]
    yield from (f"root {root.lemma} {root.xpos}", f"root {root.xpos}")
    for c in sentence.children[trigger]:
        if tokens[c].deprel in {"advmod", "mark"}:
            yield f"{tokens[c].deprel} {tokens[c].lemma.lower()}"


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


def name_age(when: When | None, published: date) -> str:
    """Say how long before publication a date ends."""
    if when is None or when.end is None:
        return "open"
    days = (published - when.end).days
    if days < 0:
        return "to come"
    return next((name for most, name in _RECENT if days <= most), "old")


def _cap(number: int) -> int:
    """Tell numbers apart as far as they matter."""
    return number if number < _STEPS else _STEPS if number < 2 * _STEPS else 2 * _STEPS


@functools.cache
def load_weights() -> Mapping[str, float]:
    """Load the weights of the marks."""
    return {mark: weight for mark, (weight,) in read_weights("dates.tsv").items()}
