"""Verbs through which a noun's deed is told: "held talks", "sanctions imposed", "talks began"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from communique.types import Sentence


def is_carrier(lemma: str) -> bool:
    """Tell whether a verb may only carry a noun's deed: "held talks", "faces sanctions"."""
    cues = load_cues()
    return lemma in cues.light or lemma in cues.undergoing


# "are close to a deal", "is open to talks": who is so is to have it.
NEARING = frozenset({"close", "near", "closer", "nearer"})


# "took part in the talks"
SHARES = frozenset({"part", "place", "seat", "role"})


def light_verb_of(sentence: Sentence, noun: int) -> int | None:
    """Return the light verb that carries a noun's deed, None when none does."""
    tokens = sentence.tokens
    at = noun
    for _ in range(3):
        token = tokens[at]
        if token.head < 0:
            return None
        head = tokens[token.head]
        if token.deprel == "conj" and head.upos in {"NOUN", "PROPN"}:
            at = token.head
            continue
        # "a series of meetings", "a round of talks", "an act of aggression"
        if (
            token.deprel == "nmod"
            and head.lemma in load_cues().counters
            and frames.case_of(sentence, at) in {"of", "in"}
        ):
            at = token.head
            continue
        break
    token = tokens[at]
    if token.head < 0:
        return None
    head = tokens[token.head]
    if head.upos == "ADJ" and head.lemma in NEARING:
        return token.head
    if head.upos not in {"VERB", "AUX"} or not is_carrier(head.lemma):
        return None
    given = [c for c in sentence.children[token.head] if tokens[c].deprel == "obj" and c != at]
    after = token.deprel == "obl" and at > token.head
    if after and given and all(tokens[c].lemma not in SHARES for c in given):
        # "opened an inquiry into the attack": what the verb carries is its object.
        return None
    reached = [c for c in sentence.children[token.head] if tokens[c].deprel == "nsubj:pass"]
    if after and frames.case_of(sentence, at) == "in" and head.lemma in REACHING and reached:
        # "No deal was reached in the talks": the talks were held.
        return None
    named = [c for c in sentence.children[token.head] if tokens[c].deprel == "xcomp"]
    if head.lemma == "call" and token.deprel == "obj" and named:
        # "called the attack barbarous"
        return None
    if token.deprel in {"obj", "nsubj:pass"}:
        return token.head
    if token.deprel == "obl" and frames.case_of(sentence, at) in {
        "in",
        "on",
        "into",
        "out",
        "with",
        "off",
        "to",
        "",
    }:
        return token.head
    if token.deprel in {"acl", "acl:relcl"}:
        return token.head
    return None


REACHING = frozenset({"reach", "make", "achieve", "adopt", "sign", "issue", "offer", "raise"})


def participle_of(sentence: Sentence, noun: int) -> int | None:
    """Return the participle after a noun that carries its deed: "sanctions imposed by the UN"."""
    tokens = sentence.tokens
    hung = list(sentence.children[noun])
    counter = tokens[noun].head
    if tokens[noun].deprel == "nmod" and tokens[counter].lemma in load_cues().counters:
        # "four days of talks led by Ashton"
        hung.extend(sentence.children[counter])
    for c in hung:
        if (
            tokens[c].deprel in {"acl", "acl:relcl"}
            and tokens[c].lemma in load_cues().light
            and tokens[c].upos == "VERB"
        ):
            return c
    return None


def happening_of(sentence: Sentence, noun: int) -> int | None:
    """Return the verb that says of a noun's deed only that it takes place, None when none does."""
    tokens = sentence.tokens
    token = tokens[noun]
    if token.deprel in {"nsubj", "nsubj:pass"} and token.head >= 0:
        head = tokens[token.head]
        if head.lemma in load_cues().happening or (
            token.deprel == "nsubj:pass" and head.lemma in load_cues().light
        ):
            return token.head
    return None
