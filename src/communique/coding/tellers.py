"""Who only tells of a deed: "the king is sending troops, the envoy said"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.coding import frames

if TYPE_CHECKING:
    from collections.abc import Collection

    from communique.types import Sentence

SAYING: Final = frozenset({"say", "add", "note", "tell", "state", "insist"})
# What may be done by the saying of it.
UTTERED: Final = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"}
)


def find_tellers(sentence: Sentence, trigger: int, named: Collection[int]) -> set[int]:
    """Find who says what a word tells, of a clause whose subject is another who is named."""
    tokens, children = sentence.tokens, sentence.children
    found: set[int] = set()
    # Of what was done nobody says by whom where he says "was arrested".
    owned = frames.is_passive(sentence, trigger)
    at = trigger
    while at >= 0:
        owned = owned or any(
            tokens[c].deprel == "nsubj" and c in named and tokens[c].upos != "PRON"
            for c in children[at]
        )
        head = tokens[at].head
        sayings = [
            verb
            for verb in (head, *children[at])
            if verb >= 0 and tokens[verb].lemma in SAYING
            if tokens[at if verb == head else verb].deprel in {"ccomp", "parataxis"}
        ]
        if owned:
            told = [c for verb in sayings for c in children[verb] if tokens[c].deprel == "nsubj"]
            # "quoted the envoy as saying"
            quoting = [tokens[verb].head for verb in sayings if tokens[verb].deprel == "advcl"]
            told += (
                c
                for verb in quoting
                if tokens[verb].lemma in {"quote", "cite"}
                for c in children[verb]
                if tokens[c].deprel in {"obj", "nsubj:pass"}
            )
            # "said Ali Keita, the police chief", "a statement issued by the embassy said"
            beside = [k for c in told for k in children[c] if tokens[k].deprel == "appos"]
            issued = (k for c in told for k in children[c] if tokens[k].deprel == "acl")
            beside += (k for c in issued for k in children[c] if tokens[k].deprel == "obl:agent")
            found.update((*told, *beside))
        at = head
    return found
