"""Tell whose doing it is that somebody is blamed, thanked or punished for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from communique.language.tree import ancestors
from communique.mentions.phrases import clause_of, relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.mentions.discourse import Referent
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


# Why somebody is done this to is what he himself has done.
_PUNISHING = frozenset(
    """accuse blame condemn criticise criticize denounce punish penalise penalize sanction rebuke
    censure chide slam blast bomb warn threaten boycott expel suspend
    blacklist isolate bar fine reprimand summon castigate impose slap""".split()
)
_REASONS = frozenset({"after", "because", "since", "when", "until", "unless"})


def find_punished(here: Sequence[Referent], sentence: Sentence, index: int) -> Referent | None:
    """Find who is punished or blamed for what "it" did: "bombed Serbia after it rejected"."""
    tokens = sentence.tokens
    clause = clause_of(sentence, index)
    if relation(tokens[clause]) != "advcl":
        return None
    marks = {tokens[c].text.lower() for c in sentence.children[clause] if c < index}
    if not marks & _REASONS:
        return None
    act = tokens[clause].head
    if relation(tokens[act]) == "advcl" and tokens[act].xpos == "VBG":
        # "accused Sudan of arming rebels after it ...": the clause may hang from what is alleged.
        act = tokens[act].head
    if act < 0 or tokens[act].upos != "VERB" or tokens[act].lemma not in _PUNISHING:
        return None
    passive = any(tokens[c].deprel == "nsubj:pass" for c in sentence.children[act])
    return next(
        (r for r in here if _undergoes(sentence, r.head, act, passive=passive)),
        None,
    )


def _undergoes(sentence: Sentence, index: int, verb: int, *, passive: bool) -> bool:
    """Tell whether somebody is punished: "hit Iran", "sanctions on Iran", "Iran was hit"."""
    token = sentence.tokens[index]
    if passive or index < verb:
        return passive and token.head == verb and token.deprel == "nsubj:pass"
    above = sentence.tokens[token.head]
    return (token.head == verb and relation(token) in {"obj", "obl"}) or (
        above.head == verb and relation(above) == "obj" and relation(token) == "nmod"
    )
