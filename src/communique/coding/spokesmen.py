"""Who says a deed of words himself that he says of his state: "Lavrov said Russia rejects it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import valency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.coding.attribution import Source
    from communique.coding.parties import Cast
    from communique.types import Entity, Sentence

# Deeds that are done by saying so.
_SAID = frozenset({"AGREE", "SUPPORT", "REJECT", "THREATEN", "REQUEST", "ACCUSE"})
_VOICED = frozenset(
    "reiterate repeat reaffirm restate affirm confirm express voice convey stress underline "
    "underscore declare pledge state".split()
)


def find_spokesman(
    sentence: Sentence,
    kind: str,
    trigger: int,
    actors: Sequence[Entity],
    sources: Sequence[Source],
) -> Source | None:
    """Return the official who speaks for his state, where it does now what he says it does.

    What it did before he spoke ("said Moscow had agreed") is the state's.
    """
    if kind not in _SAID or len(actors) != 1 or not sources or _is_past(sentence, trigger):
        return None
    (actor,) = actors
    speaker = sources[-1]
    same = actor.id == actor.country == speaker.entity.country
    return (
        speaker if same and _is_official(speaker.entity) and speaker.stance == "asserts" else None
    )


def find_voice(
    sentence: Sentence, kind: str, trigger: int, actors: Sequence[Entity], cast: Cast
) -> Entity | None:
    """Return the official who voices what his state wants: "he reiterated Sudan's refusal"."""
    token = sentence.tokens[trigger]
    if kind not in _SAID or len(actors) != 1 or token.head < 0 or token.deprel != "obj":
        return None
    if sentence.tokens[token.head].lemma not in _VOICED:
        return None
    for subject in valency.surface_subjects(sentence, token.head):
        mention = cast.heads.get(subject)
        if mention is not None and len(mention.entities) == 1:
            (official,) = mention.entities
            if _is_official(official) and actors[0].id == actors[0].country == official.country:
                return official
    return None


def _is_official(entity: Entity) -> bool:
    return bool(entity.role) or entity.id.startswith("person:")


def _is_past(sentence: Sentence, trigger: int) -> bool:
    """Tell whether a deed had been done before it was spoken of."""
    helpers = {sentence.tokens[c].text.lower() for c in sentence.children[trigger]}
    return bool(helpers & {"had", "has", "have"})
