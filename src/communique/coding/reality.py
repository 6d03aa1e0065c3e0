"""Whether a clause is denied, asked or only imagined, and what its governor makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from communique.types import Sentence, Status

NOWAYS = frozenset({"circumstance", "way", "condition", "account", "time", "mean", "means"})
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "n’t"})


def is_negated(sentence: Sentence, verb: int) -> bool:
    """Tell whether a predicate is negated: by not, by "no" on subject or object, by "yet to"."""
    tokens, children = sentence.tokens, sentence.children
    for c in children[verb]:
        if tokens[c].lemma.lower() in NEGATIONS and tokens[c].deprel in {
            "advmod",
            "neg",
            "cc:preconj",
        }:
            return not any(
                tokens[k].lemma == "only" for k in (*children[c], c + 1) if k < len(tokens)
            )
        if tokens[c].deprel in {"nsubj", "nsubj:pass", "obj"} and any(
            tokens[k].lemma.lower() in {"no", "neither", "none"}
            and tokens[k].deprel in {"det", "advmod"}
            for k in children[c]
        ):
            return True
        if (
            tokens[c].deprel == "obl"
            and tokens[c].lemma in {"circumstance", "account", "condition", "way"}
            and any(tokens[k].lemma.lower() == "no" for k in children[c])
        ):
            # "under no circumstances", "on no account"
            return True
        if tokens[c].deprel in {"aux", "aux:pass"} and tokens[c].text.lower() == "cannot":
            return True
        if tokens[c].lemma in {"nearly", "almost"} and c == verb - 1:
            return True
        if tokens[c].deprel == "obl" and tokens[c].lemma in NOWAYS:
            # "under no circumstances will Chad sign"
            if any(tokens[k].lemma.lower() == "no" for k in children[c]):
                return True
    token = tokens[verb]
    if token.deprel == "xcomp" and token.head >= 0 and tokens[token.head].lemma == "have":
        return any(tokens[c].lemma == "yet" for c in children[token.head])
    if (
        token.deprel == "conj"
        and token.head >= 0
        and not any(tokens[c].deprel in frames.SUBJECTS for c in children[verb])
    ):
        # "did not meet or call": the negation reaches over "or".
        if any(tokens[c].lemma in {"or", "nor"} for c in children[verb]):
            return is_negated(sentence, token.head)
    return False


def is_order(sentence: Sentence, verb: int) -> bool:
    """Tell an imperative: a bare verb that opens its sentence and has no subject."""
    tokens = sentence.tokens
    token = tokens[verb]
    return (
        sentence.kind == "body"
        and token.xpos == "VB"
        and token.deprel == "root"
        and all(t.upos in {"PUNCT", "INTJ", "ADV"} for t in tokens[:verb])
        and not any(tokens[c].deprel in frames.SUBJECTS for c in sentence.children[verb])
    )


def unreal_status(sentence: Sentence, verb: int, auxes: list[int]) -> tuple[Status, str] | None:
    """Find what is asked or only imagined: "Did he visit?", "had he visited", "would have".

    "Could have" may be a guess at what happened and stays open.
    """
    tokens, children = sentence.tokens, sentence.children
    words = [tokens[c].text.lower() for c in auxes]
    perfect = tokens[verb].xpos == "VBN" and "have" in words
    if perfect and set(words) & {"would", "should"}:
        return "negated", "unreal past"
    if perfect and _words_before(sentence, verb) in {("be", "to", "have"), ("to", "have", "be")}:
        word = tokens[max(0, verb - 4)] if tokens[verb - 1].lemma == "be" else tokens[verb - 3]
        if word.lemma == "be" and word.xpos == "VBD":
            return "negated", "was to have"
    subject = [c for c in children[verb] if tokens[c].deprel in frames.SUBJECTS]
    own = [c for c in auxes if c in children[verb] or tokens[c].head == verb]
    if not subject or not own or own[0] > subject[0]:
        return None
    if any(tokens[c].xpos in {"WRB", "WP", "WDT"} for c in children[verb]):
        return None
    first = tokens[own[0]].text.lower()
    if tokens[verb].deprel == "advcl" and first in {"had", "were", "should"}:
        return ("negated", "unreal condition") if first == "had" else ("possible", "condition")
    asked = any(t.text == "?" for t in tokens[verb:])
    if asked and not any(tokens[k].upos == "ADV" for k in range(own[0])):
        return "possible", "asked"
    return None


def _words_before(sentence: Sentence, index: int) -> tuple[str, ...]:
    return tuple(t.lemma for t in sentence.tokens[max(0, index - 3) : index])


# What there is none of, where a report leaves open whether something happened.
PROOFS = frozenset({"evidence", "proof", "sign", "indication", "suggestion", "confirmation"})


def is_denied(sentence: Sentence, noun: int) -> bool:
    """Tell whether there is none of what a noun names: "no evidence", "did not find proof"."""
    tokens = sentence.tokens
    if any(tokens[c].lemma.lower() in {"no", "little"} for c in sentence.children[noun]):
        return True
    head = tokens[noun].head
    return head >= 0 and tokens[head].upos == "VERB" and is_negated(sentence, head)


def governor_status(sentence: Sentence, head: int) -> Status | None:
    """Find the status that a verb, noun or adjective gives to what it governs."""
    cues = load_cues()
    lemma = sentence.tokens[head].lemma.lower()
    for c in sorted({*sentence.children[head], min(head + 1, len(sentence.tokens) - 1)}):
        # Parsers may take the particle of "called off the talks" for a preposition.
        if sentence.tokens[c].deprel == "compound:prt" or sentence.tokens[c].xpos == "RP":
            key = f"{lemma} {sentence.tokens[c].lemma}"
            if key in cues.particles:
                return cues.particles[key]
    return cues.governors.get(lemma)
