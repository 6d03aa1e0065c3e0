"""Walk a sentence's dependency tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.types import Sentence


def descendants(sentence: Sentence, i: int) -> list[int]:
    """Give token i and all that hangs below it, from left to right."""
    found = [i]
    for member in found:
        found.extend(sentence.children[member])
    return sorted(found)


def subtree_span(sentence: Sentence, i: int) -> tuple[int, int]:
    """Give the first token of i's subtree and the one after its last."""
    members = descendants(sentence, i)
    return members[0], members[-1] + 1


def ancestors(sentence: Sentence, i: int) -> Iterator[int]:
    """Walk from token i's head up to the root."""
    head = sentence.tokens[i].head
    while head >= 0:
        yield head
        head = sentence.tokens[head].head


def children_by(sentence: Sentence, i: int, *deprels: str) -> list[int]:
    """Give the dependents of i that bear one of the relations, from left to right.

    A relation without subtype covers its subtypes: "nsubj" finds "nsubj:pass" as well.
    """
    wanted = frozenset(deprels)
    return [
        child
        for child in sentence.children[i]
        if (deprel := sentence.tokens[child].deprel) in wanted or deprel.split(":")[0] in wanted
    ]
