"""How likely a careful reader would code an event as it is: the confidence of the record.

What the rules, the judge and the story say of an event are marks; a logistic regression over them
(`training/train_confidence.py`) gives a chance, and events that are too unlikely are left out.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.coding.drafts import countries_of, lemma_of
from communique.coding.events import leading_draft
from communique.coding.parties import NOWHERE
from communique.coding.roles import found_by, judge_countries, sector_of
from communique.coding.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group

# Below this chance an event is left out.
LEAST: Final = 0.26
_TOLD: Final = 3
POLITICAL: Final = "political"
# Reports more political than this are all alike, and so are those less so than that.
_PLAINLY: Final = 1.0
_HARDLY: Final = 3
# Relations of words that say what a deed is about.
_ABOUT = frozenset({"obj", "obl", "nmod", "ccomp", "xcomp"})

Likeness = tuple[str, frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """Count what a report tells: events by sentence, by sentence and type, and alike.

    `political` are the odds, as a logarithm, that it tells any deed; `firsts` has the place of the
    first of those alike, by type and sides.
    """

    political: float
    sentences: int
    events: int
    here: Mapping[int, int]
    of_type: Mapping[tuple[int, str], int]
    alike: Mapping[Likeness, int]
    firsts: Mapping[Likeness, int]


def count_told(groups: Sequence[Group], sentences: int, political: float) -> Told:
    """Count the events of a report, given its sentences and how political it is."""
    firsts: dict[Likeness, int] = {}
    leads = [leading_draft(group) for group in groups]
    for place, draft in enumerate(leads):
        firsts.setdefault(likeness_of(draft), place)
    return Told(
        political,
        sentences,
        len(groups),
        Counter(draft.sentence.index for draft in leads),
        Counter((draft.sentence.index, draft.type) for draft in leads),
        Counter(map(likeness_of, leads)),
        firsts,
    )


def likeness_of(draft: Draft) -> Likeness:
    """Give what deeds alike have in common: type and sides."""
    return draft.type, countries_of(draft.actors), countries_of(draft.recipients)


def rate(group: Group, place: int, told: Told) -> tuple[float, list[str]]:
    """Give the chance that an event is right, with the marks that say most for and against."""
    weights = load_weights()
    found = [mark for mark in dict.fromkeys(list_marks(group, place, told)) if mark in weights]
    chance = 1 / (1 + math.exp(-math.fsum(weights[mark] for mark in found)))
    strong = sorted(found, key=lambda mark: (-abs(weights[mark]), mark))[:_TOLD]
    return chance, [f"{mark} ({weights[mark]:+.2f})" for mark in strong]


def list_marks(group: Group, place: int, told: Told) -> Iterator[str]:
    """List what speaks for or against an event: its word, its sides, its place in the story."""
    draft = leading_draft(group)
    by = found_by(draft)
    yield from _marks_of_word(draft, by)
    yield from _marks_of_judge(group, draft, by)
    yield from _marks_of_sides(draft, by)
    yield from _marks_of_place(draft, by)
    alike, kind = likeness_of(draft), draft.type
    same = min(told.alike[alike] - 1, 3)
    at = draft.sentence.index
    yield from (f"alike {same}", f"alike {same} {kind}")
    yield f"told before {told.firsts[alike] < place} {kind}"
    yield f"others here {min(told.here[at] - 1, 3)} {by}"
    yield f"of the type here {min(told.of_type[at, kind] - 1, 2)} {by}"
    yield f"events {min(told.events * 10 // max(told.sentences, 1), 12)}"
    yield f"in fifth {5 * at // max(told.sentences, 1)}"
    yield from _marks_of_report(by, told)


def _marks_of_word(draft: Draft, by: str) -> Iterator[str]:
    entry, sentence, trigger = draft.reading.entry, draft.sentence, draft.reading.trigger
    tokens, kind, lemma = sentence.tokens, draft.type, lemma_of(draft).lower()
    token = tokens[trigger]
    yield from ("", by, kind, f"{by} {kind}", f"entry {entry.id}", f"lemma {lemma}")
    yield from (f"{kind} lemma {lemma}", f"{by} {token.upos}", f"{kind} {token.upos}")
    yield from (f"as {token.deprel}", f"{kind} as {token.deprel}", f"{kind} mode {entry.mode}")
    yield from (f"{draft.status}", f"{kind} {draft.status}", f"{kind} dated {bool(draft.when)}")
    for side, index in (("before", trigger - 1), ("after", trigger + 1)):
        if 0 <= index < len(tokens):
            yield f"{side} {tokens[index].lemma.lower()}"
    if token.head >= 0:
        yield f"under {tokens[token.head].lemma.lower()}"
    for c in sentence.children[trigger]:
        if tokens[c].deprel in _ABOUT:
            yield f"{tokens[c].deprel} {tokens[c].lemma.lower()}"


def _marks_of_judge(group: Group, draft: Draft, by: str) -> Iterator[str]:
    kind, times = draft.type, len(group.drafts)
    heard = max((one.reading.heard for one in group.drafts if one.reading.shares), default=-1.0)
    eighth = int(heard * 8) if heard >= 0 else "unheard"
    yield from (f"heard {eighth}", f"heard {eighth} {by}", f"heard {eighth} {by} {kind}")
    yield f"heard in {int(heard * 20)} of 20 {by}"
    yield from (f"told {min(times, 4)} times {by}", f"told {min(times, 3)} heard {eighth}")
    judged = judge_countries(draft)
    for name, side, part in (("acts", draft.actors, 0), ("receives", draft.recipients, 1)):
        own = countries_of(side)
        best = max((chances[part] for c, chances in judged.items() if c in own), default=-1.0)
        yield f"{name} {int(best * 8) if best >= 0 else 'unheard'} {by}"
    tenth = int(draft.settled * 10)
    yield from (f"sides sure in {tenth} of 10", f"sides sure in {tenth} of 10 {by}")


def _marks_of_sides(draft: Draft, by: str) -> Iterator[str]:
    kind = draft.type
    own, others = countries_of(draft.actors), countries_of(draft.recipients)
    first, second = (sector_of(side) for side in (draft.actors, draft.recipients))
    alone = len(own | others) < 2
    yield from (f"{first} to {second}", f"{kind} {first} to {second}")
    yield from (f"{kind} by {first}", f"{kind} to {second}", f"alone {alone}")
    yield f"{kind} alone {alone} {first}"
    yield f"{kind} actors {min(len(own), 3)} recipients {min(len(others), 3)}"
    for name, side in (("actor", draft.actors[:1]), ("recipient", draft.recipients[:1])):
        for entity in side:
            yield f"{name} a state {entity.id == entity.country} {by}"
            unlisted, office = entity.id.startswith("person:"), bool(entity.role)
            yield f"{name} unlisted {unlisted} in office {office}"
            yield f"{name} of {'no' if entity.country in NOWHERE else 'a'} country"
    found = "stated" if draft.reading.recipients else "supplied" if draft.recipients else "none"
    yield from (f"recipient {found} {by}", f"recipient {found} {kind}")


def _marks_of_place(draft: Draft, by: str) -> Iterator[str]:
    sentence = draft.sentence
    yield from (f"sentence {min(sentence.index, 6)}", f"in {sentence.field}")
    yield f"quoted {bool(sentence.quoted)}"
    yield f"sources {min(len(draft.attribution), 2)} {by}"


def _marks_of_report(by: str, told: Told) -> Iterator[str]:
    """Say of a report that is hardly political how much it is."""
    if told.political < _PLAINLY:
        odds = max(math.floor(told.political), -_HARDLY)
        yield from (f"{POLITICAL} {odds}", f"{POLITICAL} {odds} {by}")


@functools.cache
def load_weights() -> Mapping[str, float]:
    """Load the weights of the marks."""
    return {mark: weight for mark, (weight,) in read_weights("confidence.tsv").items()}
