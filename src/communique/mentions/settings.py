"""Which state a description is told of: that of the place where its sentence is set."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from communique.directory.places import find_place
from communique.mentions.phrases import head_of, preposition_of
from communique.mentions.roles import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.mentions.scene import Scene
    from communique.types import Sentence


def state_told_of(scene: Scene, sentence: Sentence, index: int) -> str:
    """Tell whose people a crowd without a country is; `index` is its noun.

    The nearest state in which the sentence lays something ("in Kharkiv"), else the country of the
    report where that is most spoken of, else the one that the sentence names.
    """
    states = scene.directory.states
    where = _told_where(scene, sentence, index)
    if where in states:
        return where
    places = sorted(
        (abs(at - index), country)
        for at, country in _read_settings(scene, sentence)
        if country in states
    )
    if places:
        return places[0][1]
    named = {
        match.owner.country
        for match in scene.matches[sentence.index]
        if match.first >= scene.datelines[sentence.index] and match.kind in _OF_STATES
    }
    # A foreign desk's dateline says little: the story's own country says more than a name in it.
    most = max(scene.countries.values(), default=0)
    home = {scene.home} if scene.countries[scene.home] >= most else set()
    for found in (named & _PARTS, home, named, {scene.home}):
        known = found & set(states)
        if len(known) == 1:
            return next(iter(known))
    return ""


def _told_where(scene: Scene, sentence: Sentence, index: int) -> str:
    """Tell of which state something is said to be where: "to Haiti, where gangs hold"."""
    tokens = sentence.tokens
    while index >= 0 and not tokens[index].deprel.startswith("acl"):
        index = tokens[index].head
    if index < 0:
        return ""
    where = next((c for c in sentence.children[index] if tokens[c].lemma == "where"), index)
    # The parser may hang the clause from an earlier noun.
    before = where - 2 if tokens[where - 1].text == "," else where - 1
    match = scene.by_token[sentence.index].get(before) if where < index else None
    return match.owner.country if match is not None and match.kind in _OF_STATES else ""


def state_fought_in(scene: Scene, sentence: Sentence, index: int) -> str:
    """Tell whose rebels those are of whom nothing tells it: where the report mostly plays.

    "Washington urged Mobutu to go as rebel forces advanced" tells of no American rebels.
    """
    told = state_told_of(scene, sentence, index)
    states = scene.directory.states
    if any(country in states for _, country in _read_settings(scene, sentence)):
        return told
    # An agency that is named over and over is of a country, too, and no theatre of war.
    counts = Counter(
        match.owner.country
        for row in scene.matches
        for match in row
        if match.kind in _OF_STATES and match.owner.country in states
    )
    most = counts.most_common(1)[0][0] if counts else told
    return told if counts[told] * 2 > counts[most] else most


def _read_settings(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Give the countries in which a sentence lays something, each with the token of its name."""
    for match in scene.matches[sentence.index]:
        placed = match.kind in _OF_STATES and match.kind != "demonym"
        inside = match.first >= scene.datelines[sentence.index]
        if placed and inside and _is_within(sentence, match.head):
            yield match.head, match.owner.country
    for name in sentence.names:
        if name.label != "LOC" or name.first in scene.by_token[sentence.index]:
            continue
        head = head_of(sentence, name.first, name.last)
        if _is_within(sentence, head):
            place = find_place(join_words(sentence, name.first, name.last), scene.countries)
            if place is not None:
                yield head, place.country


def _is_within(sentence: Sentence, index: int) -> bool:
    """Tell whether a name says where: "in Zadar", "in the coastal town of Zadar"."""
    if preposition_of(sentence, index) in _WITHIN:
        return True
    above = sentence.tokens[index].head
    return (
        above >= 0
        and sentence.tokens[above].lemma.lower() in _SETTLEMENTS
        and preposition_of(sentence, above) in _WITHIN
    )


_SETTLEMENTS = frozenset(
    """city town village port province region district capital suburb camp area enclave island
    resort state county""".split()
)


_OF_STATES = frozenset({"capital", "state", "region", "demonym"})


# Where these are named, they are meant, and not the state that they are a part of.
_PARTS = frozenset({"HKG", "MAC"})


_WITHIN = frozenset({"in", "at", "near", "outside", "across"})
