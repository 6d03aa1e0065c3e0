"""Tell which state or body a part of the world stands for: "the Balkan republic"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.mentions.coreference import Discourse
    from communique.mentions.roles import Role
    from communique.types import Entity, Sentence

_REACH = 40
_LONGEST = 3


@cache
def regions(kind: str) -> dict[tuple[str, ...], frozenset[str]]:
    """Read the parts of the world: of each its states' codes, or its bodies' names."""
    source = resources.files("communique.mentions").joinpath("regions.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))[kind]
    return {
        tuple(name.split()): frozenset(
            said.split() if kind == "states" else said.lower().split(" | ")
        )
        for names, said in table.items()
        for name in names.split(" | ")
    }


def find_region(sentence: Sentence, role: Role, kind: str) -> frozenset[str]:
    """Find what may be meant by the part of the world named before a role noun; empty if none."""
    tokens = sentence.tokens[role.first : role.head]
    words = [t.text.lower() for t in tokens if t.text != "-"]
    words = [part for word in words for part in word.split("-")]
    table = regions(kind)
    for size in range(_LONGEST, 0, -1):
        for at in range(len(words) - size + 1):
            found = table.get(tuple(words[at : at + size]))
            if found is not None:
                return found
    return frozenset()


def find_state_of(discourse: Discourse, sentence: Sentence, role: Role) -> str | None:
    """Find the state of a region that was named last, "" where none was; None without a region."""
    states = find_region(sentence, role, "states")
    if not states:
        return None
    return next(
        (
            entity.country
            for entity in _named_before(discourse, sentence, role)
            if entity.country in states
        ),
        "",
    )


def find_body_of(discourse: Discourse, sentence: Sentence, role: Role) -> Entity | None:
    """Find the body of a region that was named last: "the pan-African body"."""
    bodies = find_region(sentence, role, "bodies")
    return next(
        (e for e in _named_before(discourse, sentence, role) if e.name.lower() in bodies), None
    )


def _named_before(discourse: Discourse, sentence: Sentence, role: Role) -> list[Entity]:
    rows = [
        discourse.here(sentence.index, role.head)[::-1],
        *discourse.earlier(sentence.index, _REACH),
    ]
    return [entity for row in rows for referent in row for entity in referent.entities]
