"""The dates that a deed may have, each with what speaks for it.

They are the one its own words or the rules give, the day of the story and of print, the week
before print, every date of its sentence, the last ones of the sentences before, those of the
events before it; and none. A date that is found in several ways has the marks of all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from communique.coding import frames
from communique.coding.anchoring import Anchored, anchor_dates, belongs
from communique.coding.dating import day_of, is_of_another
from communique.coding.drafts import lemma_of
from communique.coding.linking import inferred_lead
from communique.language.tree import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from communique.coding.dating import Told
    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.types import Article, Sentence, When

    Days = tuple[date | None, date | None]

# So many sentences back a date may be that of a deed.
_NEAR: Final = 3
_STEPS: Final = 8
_RECENT: Final = ((0, "today"), (7, "a week"), (31, "a month"), (400, "a year"))
_LENGTHS: Final = ((1, "day"), (10, "week"), (31, "month"), (366, "year"))
_DISTANCES: Final = ((0, "next"), (2, "near"), (5, "close"), (10, "off"))
_TELLING: Final = frozenset(
    """in on since after before until by for from during the this last of over at between says said
    told announced reported stated declared warned confirmed ( " ,""".split()
)
_BREAKS: Final = frozenset({",", "--", "-", ";", ":"})
_QUOTED = re.compile("“[^”]*”")


@dataclass(slots=True)
class Story:
    """Hold what the dates of a report lean on: its day, its dates, its events so far."""

    article: Article
    day: When | None
    told: Sequence[Told]
    dated: list[tuple[Group, When]] = field(default_factory=list)


@dataclass(slots=True)
class Candidate:
    """Hold a date that a deed may have, None for none, with what speaks for it."""

    when: When | None
    marks: set[str] = field(default_factory=set)


Candidates = dict["Days | None", Candidate]


def list_candidates(
    story: Story, group: Group, own: When | None, ruled: When | None
) -> tuple[Candidates, Candidate]:
    """List the dates that a deed may have, and give the one among them that the rules chose.

    `own` is the date that its own words give, if they do.
    """
    found: Candidates = {}

    def add(when: When | None, *marks: str) -> Candidate:
        one = found.setdefault(days_of(when), Candidate(when))
        one.marks.update(marks)
        return one

    if own is not None:
        add(own, "own", f"own {name_length(own)}", *(f"own {m}" for m in _mark_own(group, own)))
    first, published = group.drafts[0], story.article.published
    sentence, told = first.sentence, story.told
    chosen = add(ruled, "ruled", "ruled undated" if own is None else "ruled own")
    add(None, "unknown")
    if published is not None:
        add(inferred_lead(published), "lead")
        add(day_of(story.article), "today")
    if story.day is not None:
        add(story.day, "story")
    for when, marks in _mark_sentence(first, told[sentence.index][1]):
        add(when, "here", *(f"here {mark}" for mark in marks))
    for back in range(1, min(_NEAR, sentence.index) + 1):
        earlier, whens = told[sentence.index - back]
        closed = list_closed(whens)
        if closed:
            last = add(closed[-1], f"last {back}")
            if any(a.head == earlier.root for a in anchor_dates(earlier, closed[-1:])):
                last.marks.add(f"last {back} root")
            add(closed[0], f"last {back}" if len(closed) == 1 else f"first {back}")
    for draft in group.drafts[1:]:
        if draft.sentence is not sentence:
            for when in list_closed(told[draft.sentence.index][1])[:2]:
                add(when, "retold")
    for other, when in story.dated:
        add(when, *_mark_event(first, other.drafts[0]))
    if story.dated:
        add(story.dated[-1][1], "before")
    for one in found.values():
        one.marks.update(_mark_date(one, story))
    return {days: one for days, one in found.items() if one.marks}, chosen


def days_of(when: When | None) -> Days | None:
    """Give the first and last day of a date."""
    return None if when is None else (when.start, when.end)


def list_closed(whens: Sequence[When]) -> list[When]:
    """List the dates of a sentence that have a first and a last day."""
    return [w for w in whens if w.kind == "date" and w.start is not None and w.end is not None]


def _mark_own(group: Group, own: When) -> Iterator[str]:
    """Mark a date that the deed's own words give: by the first mention or a later, and how."""
    first = group.drafts[0]
    yield "first" if days_of(first.when) == days_of(own) else "later"
    how = next((line for line in first.why if line.startswith("date:")), "")
    yield _QUOTED.sub("X", how)


def _mark_sentence(draft: Draft, whens: Sequence[When]) -> Iterator[tuple[When, list[str]]]:
    """Mark each date of a deed's sentence: where it stands in order and in the tree."""
    sentence, reading = draft.sentence, draft.reading
    dates = [a for a in anchor_dates(sentence, whens) if a.when.start is not None or a.when.end]
    for number, one in enumerate(dates):
        marks = [
            f"n {min(number, _NEAR)}",
            f"of {min(len(dates), _NEAR + 1)}",
            *_mark_order(sentence, one, reading.trigger),
            *_mark_tree(draft, one),
            f"kind {one.when.kind}",
            f"{name_length(one.when)} {one.when.kind}",
            f"another {is_of_another(sentence, one.when)}",
            f"saying {one.saying >= 0}",
        ]
        yield one.when, marks


def _mark_order(sentence: Sentence, dated: Anchored, trigger: int) -> Iterator[str]:
    """Mark where a date stands before or after a deed's word, and between which words."""
    tokens, first, span = sentence.tokens, dated.first, dated.when.span
    side = "before" if first < trigger else "after"
    between = tokens[min(first, trigger) + 1 : max(first, trigger)]
    yield f"{side} {name_distance(abs(first - trigger))}"
    yield f"breaks {min(sum(t.text in _BREAKS for t in between), 3)}"
    yield f"verbs {min(sum(t.upos == 'VERB' for t in between), 3)} {side}"
    yield f"past {name_word(sentence, first - 1)}"
    last = max((t.index for t in tokens if span and t.start < span.end), default=first)
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    yield f"then {'end' if not behind else behind.text if behind.upos == 'PUNCT' else behind.xpos}"


def _mark_tree(draft: Draft, dated: Anchored) -> Iterator[str]:
    """Mark where the word that a date modifies stands to a deed's in the tree."""
    sentence, reading = draft.sentence, draft.reading
    way = "root" if dated.head < 0 else name_way(sentence, reading.trigger, dated.head)
    yield f"way {way}"
    yield f"belongs {belongs(sentence, dated, reading.trigger)}"
    if reading.carrier is not None:
        yield f"carrier {belongs(sentence, dated, reading.carrier)}"
    word = name_word(sentence, dated.first - 1)
    yield f"{word}: {draft.type}"
    yield f"{word}: {way}"
    phrase, bearer = name_phrase(sentence, dated)
    yield from (f"under {phrase}", f"on {bearer}", f"on {bearer} under {phrase}: {way}")
    clause = frames.clause_head(sentence, reading.trigger)
    same = dated.head >= 0 and frames.clause_head(sentence, dated.head) == clause
    yield f"same clause {same}"


def name_word(sentence: Sentence, index: int) -> str:
    """Name the word before a date: itself if it tells much, else its part of speech."""
    if index < 0:
        return "start"
    token = sentence.tokens[index]
    return token.text.lower() if token.text.lower() in _TELLING else token.upos


def name_phrase(sentence: Sentence, dated: Anchored) -> tuple[str, str]:
    """Name the preposition of the phrase in which a date stands, and what bears it there.

    "after clashes in March" and "Sunday's attack" name other deeds than the verb's.
    """
    tokens, at = sentence.tokens, dated.head
    if at < 0:
        return "", "root"
    side = "before" if dated.first < at else "behind"
    bearer = f"{tokens[at].upos} {side}"
    cases = []
    while at >= 0 and tokens[at].upos not in {"VERB", "AUX"}:
        cases.append(frames.case_of(sentence, at))
        at = tokens[at].head
    return next((case for case in reversed(cases) if case), ""), bearer


def name_way(sentence: Sentence, deed: int, bearer: int) -> str:
    """Name the way in the tree from a deed's word to the word that bears a date."""
    tokens = sentence.tokens
    above = [deed, *(at for _, at in zip(range(_STEPS), ancestors(sentence, deed), strict=False))]
    if bearer in above:
        ups = [tokens[at].deprel for at in above[: above.index(bearer)]]
        return " ".join(["up", *ups[:3], *("+" for _ in ups[3:4])])
    downs: list[str] = []
    at = bearer
    while at >= 0 and len(downs) < _STEPS:
        if at in above:
            return " ".join([f"up {min(above.index(at), 2)} down", *reversed(downs[-2:])])
        downs.append(tokens[at].deprel)
        at = tokens[at].head
    return "none"


def _mark_event(deed: Draft, other: Draft) -> Iterator[str]:
    """Mark the date of another event by how near and like the deed it is."""
    same = "same" if other.type == deed.type else "other"
    back = deed.sentence.index - other.sentence.index
    if other.sentence is deed.sentence or back == 1:
        yield f"event {back} {same}"
    if same == "same" and other.parties & deed.parties:
        yield "event alike"
    if lemma_of(other) == lemma_of(deed):
        yield "event of its word"


def _mark_date(one: Candidate, story: Story) -> Iterator[str]:
    """Mark a date by itself: how long ago, how long, how often it is named."""
    when = one.when
    if when is None or not one.marks:
        return
    age = name_age(when, story.article.published)
    length = name_length(when)
    yield from (f"age {age}", f"length {length}", f"{age} {length}", f"basis {when.basis}")
    times = sum(days_of(w) == days_of(when) for _, whens in story.told for w in whens)
    yield f"times {min(times, 3)}"


def name_age(when: When | None, published: date | None) -> str:
    """Say how long before publication a date ends."""
    if when is None or when.end is None or published is None:
        return "open"
    days = (published - when.end).days
    if days < 0:
        return "to come" if when.start is None or when.start <= published else "ahead"
    return next((name for most, name in _RECENT if days <= most), "old")


def name_length(when: When) -> str:
    """Say how long a date is."""
    if when.start is None or when.end is None:
        return "open"
    days = (when.end - when.start).days + 1
    return next((name for most, name in _LENGTHS if days <= most), "long")


def name_distance(words: int) -> str:
    """Say how many words off a date is."""
    return next((name for most, name in _DISTANCES if words - 1 <= most), "far")
