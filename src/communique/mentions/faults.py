"""Tell whose doing it is that somebody is blamed, thanked or punished for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from communique.language.tree import ancestors
from communique.mentions.phrases import relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.mentions.coreference import Referent
    from communique.types import Sentence

# What somebody is blamed, thanked or punished for is his own doing.
_FAULTING = frozenset(
    """accuse blame condemn criticise criticize denounce punish penalise penalize sanction rebuke
    censure chide slam blast fault scold berate castigate reprimand praise thank congratulate
    commend reward applaud hail""".split()
)
_GROUNDS = frozenset({"for", "over", "of", "about"})


def find_faulted(here: Sequence[Referent], sentence: Sentence, index: int) -> Referent | None:
    """Find whom a possessor after blame or praise means: "condemned Iran for *its* tests"."""
    tokens = sentence.tokens
    path = [index, *ancestors(sentence, index)]
    for below, at in pairwise(path[:_DEEP]):
        if tokens[at].lemma not in _FAULTING or tokens[at].upos != "VERB" or at > index:
            continue
        marks = (tokens[c].text.lower() for c in sentence.children[below] if c < index)
        if relation(tokens[below]) not in _GROUNDED or _GROUNDS.isdisjoint(marks):
            return None
        return next(
            (r for r in here if tokens[r.head].head == at and relation(tokens[r.head]) == "obj"),
            None,
        )
    return None


_DEEP = 6
_GROUNDED = frozenset({"obl", "advcl", "xcomp", "ccomp", "acl"})
