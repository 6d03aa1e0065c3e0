"""Date a deed that another act is about: what is condemned on Monday was not done on Monday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.anchoring import Anchored, belongs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.types import Sentence, When

# Acts that speak of a deed, and those that answer it.
REACTIONS = frozenset(
    """condemn denounce criticize criticise deplore discuss welcome praise mourn investigate probe
    commemorate blame regret hail applaud slam decry blast mention describe review deny
    acknowledge admit avenge recall lament defend justify explain""".split()
)
ANSWERS = frozenset(
    """arrest jail sentence charge try convict punish blame fine execute hang indict prosecute sue
    criticize criticise thank praise apologize apologise fault honour honor rebuke reprimand
    detain""".split()
)
SPEAKING = frozenset({"comment", "react", "respond", "testify", "refer", "object"})
ABOUT = frozenset({"into", "about", "against", "over"})
_STEPS = 4


def date_apart(
    sentence: Sentence, trigger: int, usable: Sequence[Anchored]
) -> tuple[When | None, str] | None:
    """Date a deed that another act is about; None where it is no such deed.

    "On Monday France condemned the attack in March": the later date is the deed's.
    """
    found = _act_about(sentence, trigger)
    if found is None:
        return None
    act, chain = found
    if any(belongs(sentence, a, at) for a in usable for at in chain):
        return None
    word = sentence.tokens[act].text
    mine = [a for a in usable if belongs(sentence, a, act)]
    before = [a for a in mine if a.first < trigger]
    after = [a for a in mine if a.first > max(trigger, act)]
    if after and (before or sentence.tokens[chain[-1]].deprel == "obl"):
        return after[0].when, f"“{after[0].when.text}” is of what “{word}” is about"
    if after and trigger > act:
        return None  # "condemned the attack on Monday": of both
    return None, f"“{word}” has a time of its own"


def _act_about(sentence: Sentence, trigger: int) -> tuple[int, list[int]] | None:
    """Find the act that a deed is what it is about, and the words from the deed up to it."""
    tokens, chain, at = sentence.tokens, [trigger], trigger
    told = False
    for _ in range(_STEPS):
        token = tokens[at]
        if token.head < 0:
            return None
        above, case = tokens[token.head], frames.case_of(sentence, at)
        if above.upos == "VERB":
            reacts = above.lemma in REACTIONS and token.deprel in {"obj", "nsubj:pass"}
            reacts = reacts or (above.lemma in SPEAKING and case in {"on", "to", "about"})
            answers = above.lemma in ANSWERS and case in {"for", "over"}
            return (token.head, chain) if told or reacts or answers else None
        if above.upos != "NOUN" or token.deprel not in {"nmod", "conj", "compound"}:
            return None
        told = told or case in ABOUT
        at = token.head
        chain.append(at)
    return None
