"""What a report has told of so far: who was mentioned, and who was called what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from communique.mentions import wording

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from communique.mentions.phrases import (
        Function,
    )
    from communique.types import Entity, Sentence

Shape = Literal["person", "body", "state", "people"]


Gender = Literal["m", "f", ""]


RANK: dict[Function, int] = {
    "subject": 0, "possessor": 2, "object": 1, "oblique": 2, "modifier": 4, "other": 3,
}  # fmt: skip


REACH = 4


# These are a side of their own, whatever country they belong to.
OWN_SIDE = frozenset({"REB", "PRM", "OPP", "PTY", "IGO"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Hold one mention with what later words need in order to point back to it."""

    sentence: int
    first: int
    head: int
    entities: tuple[Entity, ...]
    function: Function
    shape: Shape
    plural: bool = False
    gender: Gender = ""
    noun: str = ""
    speaks: bool = False
    quoted: bool = False


@dataclass(slots=True)
class Discourse:
    """Keep who has been mentioned, most recent sentence last."""

    sentences: Sequence[Sentence]
    counts: Counter[str]
    by_sentence: list[list[Referent]] = field(default_factory=list)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    genders: dict[str, Gender] = field(default_factory=dict)
    voice: Referent | None = None

    def note(self, referent: Referent) -> None:
        """Take in one more mention."""
        while len(self.by_sentence) <= referent.sentence:
            self.by_sentence.append([])
        self.by_sentence[referent.sentence].append(referent)
        if len(referent.entities) == 1:
            key = referent.entities[0].id
            if referent.noun:
                self.nouns.setdefault(key, set()).add(referent.noun)
            if referent.gender and not self.genders.get(key):
                self.genders[key] = referent.gender
        if referent.speaks and len(referent.entities) == 1:
            self.voice = referent

    def gender_of(self, referent: Referent) -> Gender:
        """Give the gender that the article or the name has shown."""
        if referent.gender:
            return referent.gender
        return self.genders.get(referent.entities[0].id, "") if referent.entities else ""

    def earlier(self, sentence: int, reach: int = REACH) -> Iterator[list[Referent]]:
        """Give the referents of each earlier sentence, nearest sentence first, subjects first."""
        stop = max(-1, sentence - 1 - reach)
        for i in range(min(sentence - 1, len(self.by_sentence) - 1), stop, -1):
            if self.by_sentence[i]:
                yield sorted(self.by_sentence[i], key=lambda r: (RANK[r.function], r.first))

    def here(self, sentence: int, before: int) -> list[Referent]:
        """Give the referents of this sentence left of a token, nearest last."""
        if sentence >= len(self.by_sentence):
            return []
        return [r for r in self.by_sentence[sentence] if r.first < before]


def guess_gender(name: str, nouns: Sequence[str]) -> Gender:
    """Tell a person's gender from titles and the given name; "" where neither shows it."""
    lowered = {n.lower().rstrip(".") for n in nouns}
    if lowered & wording.FEMALE:
        return "f"
    if lowered & wording.MALE:
        return "m"
    first = name.lower().replace("-", " ").split(" ")[0] if " " in name else ""
    return "f" if first in wording.FEMALE_NAMES else ""
