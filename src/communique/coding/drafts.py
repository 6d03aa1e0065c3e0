"""One sentence's deeds with all that its own words say of them: who, when, where, whether."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding.readings import HEARD
from communique.coding.requirements import may_lack_actor, parties_needed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.coding.readings import Reading
    from communique.mentions.places import PlaceMention
    from communique.types import Attribution, Entity, Sentence, Status, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Hold one deed as one sentence tells it; `why` says what decided each field.

    `settled` is the chance that both sides are right, as far as learned weights can tell.
    """

    sentence: Sentence
    reading: Reading
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    status: Status
    when: When | None
    place: PlaceMention | None
    count: int
    attribution: tuple[Attribution, ...]
    why: tuple[str, ...]
    settled: float = 1.0

    @property
    def type(self) -> str:
        """Give the PLOVER type."""
        return self.reading.entry.type

    @property
    def parties(self) -> frozenset[str]:
        """Give the countries of everyone named."""
        return frozenset(e.country for e in (*self.actors, *self.recipients))

    @property
    def is_recent(self) -> bool:
        """Tell whether the date, if there is one, was resolved against the publication."""
        return (
            self.when is None or self.when.basis == "relative" or self.when.start == self.when.end
        )

    @property
    def complete(self) -> bool:
        """Tell whether everyone whom the deed needs is named."""
        entry = self.reading.entry
        if not self.actors:
            lacking = self.reading.suffered or may_lack_actor(entry)
            return lacking and bool(self.recipients)
        if self.reading.reciprocal:
            return True
        if entry.mutual:
            # A body of many meets by itself: "NATO will convene"; one side declares a truce.
            if entry.type == "RETREAT" and self.reading.carrier is not None:
                return True
            if entry.type in {"AGREE", "SUPPORT"} and entry.pos == "verb":
                return True
            if entry.type == "MOBILIZE":
                # An exercise is held alone or with others.
                return True
            first = self.actors[0]
            # A body meets by itself, its secretary-general does not.
            body = first.country in {"IGO", "UNO", "EUR"} and not first.role
            return len(self.actors) > 1 or (body and not first.id.startswith("person:"))
        match parties_needed(entry, lemma_of(self), self.actors):
            case "recipient" | "both":
                return bool(self.recipients) or self.reading.heard >= HEARD
            case _:
                return True


def lemma_of(draft: Draft) -> str:
    """Return the lemma of the word that tells a deed."""
    return draft.sentence.tokens[draft.reading.trigger].lemma


def countries_of(entities: Iterable[Entity]) -> frozenset[str]:
    """Collect the countries of some entities."""
    return frozenset(entity.country for entity in entities)
