"""Find who is told of first and named next: "A minister resigned. Ann Lee told reporters ..."."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.mentions import wording
from communique.mentions.introducing import UNKNOWN
from communique.mentions.phrases import SPEECH, outer_head

if TYPE_CHECKING:
    from communique.mentions.persons import PersonMatch
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Entity, Sentence

_NEAR = 2
# Anyone may be called so.
_ANYONE = frozenset({"man", "woman", "leader", "head", "chief", "guest", "host", "candidate"})
_HIDDEN = ("anonym", "to be named", "be identified", "unnamed", "unidentified", "declined to give")


def find_named_next(scene: Scene, sentence: Sentence, role: Role, country: str) -> Entity | None:
    """Find the person whom a phrase tells of and the next sentences name, if they name just one.

    Either bears the same noun or, without any title, speaks or has an age: who was "a deputy
    minister" is then "Ann Lee told the radio", who was "a girl" is "Ann Lee, 16, was charged".
    """
    if role.plural or role.former or role.noun in _ANYONE:
        return None
    if any(word in " ".join(t.text for t in sentence.tokens).lower() for word in _HIDDEN):
        return None
    first = sentence.index + 1
    reach = _NEAR + (sentence.field == "title" or sentence.kind == "headline")
    told = {e.id for row in scene.persons[:first] for p in row if (e := _bearer(scene, p))}
    found: dict[str, Entity] = {}
    for later in scene.sentences[first : first + reach]:
        for person in scene.persons[later.index]:
            entity = _bearer(scene, person)
            if entity is None or entity.id in told or not person.is_full:
                continue
            if entity.country in {country, UNKNOWN} and _may_be(role, later, person, entity):
                found[entity.id] = entity
    if len(found) != 1:
        return None
    entity = next(iter(found.values()))
    if entity.country == UNKNOWN:
        entity = replace(
            entity,
            country=country,
            sector=entity.sector or role.sector or "GOV",
            role=entity.role or role.text,
        )
        scene.introductions.people[entity.id] = entity
    return entity


def _bearer(scene: Scene, person: PersonMatch) -> Entity | None:
    return scene.introductions.find(person.words)


def _may_be(role: Role, sentence: Sentence, person: PersonMatch, entity: Entity) -> bool:
    """Tell whether somebody's title is that of a phrase; without one, he has to speak."""
    if person.role is None:
        spoken = role.noun in wording.PERSON_WORDS and _speaks(sentence, person)
        same = not entity.role and (spoken or _is_of_age(sentence, person))
    else:
        same = person.role.noun == role.noun and not person.role.former
    return same and not _is_other(role, entity)


def _speaks(sentence: Sentence, person: PersonMatch) -> bool:
    token = sentence.tokens[outer_head(sentence, person.head)]
    return (
        token.deprel.startswith("nsubj")
        and token.head >= 0
        and sentence.tokens[token.head].lemma in SPEECH
    )


def _is_of_age(sentence: Sentence, person: PersonMatch) -> bool:
    """Tell whether somebody is introduced by name and age: "Ann Lee, 16, ..."."""
    after = [token.text for token in sentence.tokens[person.last : person.last + 3]]
    return len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit()


def _is_other(role: Role, entity: Entity) -> bool:
    """Tell whether two titles of the same noun are of two offices: "a trade", "prime minister"."""
    told, held = role.text.lower().split()[:-1], entity.role.lower().split()[:-1]
    skip = {"new", "senior", "top", "chief", "veteran", "outspoken", "key", "leading"}
    skip |= {"government", "cabinet"}
    if "prime" in held:
        return "prime" not in told
    mine = set(told) - skip
    return bool(mine) and bool(held) and not mine & set(held)


def find_named_beside(scene: Scene, sentence: Sentence, role: Role) -> Entity | None:
    """Find who is named beside what he is, under a second title: "the envoy, Senator Ann Lee"."""
    tokens = sentence.tokens
    for person in scene.persons[sentence.index]:
        token = tokens[person.head]
        if token.deprel == "appos" and token.head == role.head and person.title is not None:
            return scene.introductions.find(person.words)
    return None


AGED = "old"
# What somebody in public life is, by calling or standing, whoever it is.
LIVES = frozenset(
    """monk cleric politician veteran laureate billionaire tycoon statesman hardliner reformist
    incumbent dissident strongman pontiff octogenarian septuagenarian""".split()
) | {AGED}


def is_age(sentence: Sentence, index: int) -> bool:
    """Tell whether somebody is called by his age alone: "the 61-year-old said"."""
    tokens = sentence.tokens
    return (
        index > 3
        and [t.text.lower() for t in tokens[index - 3 : index]] == ["-", "year", "-"]
        and tokens[index].deprel in {"nsubj", "nsubj:pass"}
    )
