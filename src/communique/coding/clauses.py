"""Clauses that hang from a deed: on what condition it is done, and at whom it is aimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.parties import find_parties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.coding.parties import Cast, Party
    from communique.types import Sentence

CONDITIONS = frozenset({"if", "unless", "until", "till", "should", "lest"})
# What the crowd does besides: nobody is meant by the flags that it waves.
BESIDES = frozenset(
    """wave carry hold wear bring leave say join follow include celebrate support back cheer mark
    commemorate sing injure wound kill force prompt turn gather come go include add""".split()
)
# "in a dispute with *the mill*", "in defiance of *Rome*"
QUARRELS = frozenset(
    """dispute row quarrel protest defiance opposition response standoff feud battle anger fury
    rage outrage fight conflict disgust stand-off reply reaction campaign move gesture""".split()
)
AIMED = ("against", "on", "at", "to", "with", "of", "from", "for", "by", "over")


def inner_clauses(sentence: Sentence, index: int) -> list[int]:
    """List the heads of the clauses that tell what a word is about, under it or its object.

    "will give up", "has no intention of giving up", "told him it would not give up".
    """
    tokens, children = sentence.tokens, sentence.children
    clause = frames.complement_of(sentence, index)
    if clause is not None:
        inner = [c for c in children[clause] if tokens[c].deprel == "xcomp"]
        return [clause, *inner]
    return [
        k
        for c in children[index]
        if tokens[c].deprel in {"obj", "nsubj:pass"}
        for k in children[c]
        if tokens[k].deprel in {"acl", "ccomp", "advcl"} and tokens[k].xpos in {"VB", "VBG"}
    ]


def is_own_deed(sentence: Sentence, index: int) -> bool:
    """Tell whether the clause under a word tells what its own subject does: "said it would"."""
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    if clause is None:
        return False
    if frames.is_passive(sentence, clause):
        return not valency.agents(sentence, clause)
    told = [
        k
        for c in sentence.children[clause]
        if tokens[c].deprel == "advcl" and c < clause
        for k in sentence.children[c]
        if tokens[k].deprel == "nsubj" and tokens[k].upos != "PRON"
    ]
    for c in sentence.children[clause]:
        if tokens[c].deprel not in {"nsubj", "nsubj:outer"}:
            continue
        if tokens[c].upos == "PRON":
            # "If Kerry were serious he would cancel": he is whom the condition names.
            if told and tokens[c].lemma not in FIRST:
                return False
        elif tokens[c].lemma not in MEANS and not any(
            tokens[k].xpos == "PRP$" for k in sentence.children[c]
        ):
            return False
    return True


FIRST = frozenset({"i", "we", "I"})
# By these a party acts: "planes would fly if he did not blink", "aid would end".
MEANS = frozenset(
    """plane tanker aid loan money fund gas supply flight train ship troop force army port missile
    rocket tank bomb tap delivery bus jet gun warplane lorry truck help payment""".split()
)


def conditions(sentence: Sentence, index: int) -> Iterator[int]:
    """Yield the heads of the conditions of a deed, or of what its clause says: "if …"."""
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    for at in (index, *(() if clause is None else (clause, *_within(sentence, clause)))):
        for c in sentence.children[at]:
            if tokens[c].deprel != "advcl":
                continue
            words = {
                tokens[k].text.lower()
                for k in sentence.children[c]
                if tokens[k].deprel in {"mark", "aux", "advmod"} and k < c
            }
            if words & CONDITIONS:
                yield c


def _within(sentence: Sentence, clause: int) -> list[int]:
    return [
        c for c in sentence.children[clause] if sentence.tokens[c].deprel in {"xcomp", "ccomp"}
    ]


def condition_parties(sentence: Sentence, index: int) -> list[int]:
    """List whom a deed waits for: "will leave if *Paris* …", "until *the king* gives way"."""
    return [
        head
        for clause in conditions(sentence, index)
        for head in (
            valency.subjects(sentence, clause) or valency.surface_subjects(sentence, clause)
        )
    ]


def purposes(sentence: Sentence, index: int) -> Iterator[int]:
    """Yield the heads of what a deed is done for or done with: "to demand …", "calling on …"."""
    tokens = sentence.tokens
    for c in sentence.children[index]:
        token = tokens[c]
        if token.deprel not in {"advcl", "acl", "xcomp", "conj"}:
            continue
        if token.lemma in BESIDES and token.xpos != "VB":
            continue
        if token.deprel == "conj":
            if token.upos == "VERB" and not any(
                tokens[k].deprel in frames.SUBJECTS for k in sentence.children[c]
            ):
                yield c
            continue
        marks = {tokens[k].lemma.lower() for k in sentence.children[c] if k < c}
        infinitive = token.xpos == "VB" and "to" in marks
        beside = token.xpos == "VBG" and not frames.case_of(sentence, c)
        if infinitive or beside:
            yield c
            yield from (
                k
                for k in sentence.children[c]
                if tokens[k].deprel in {"conj", "xcomp"} and tokens[k].upos == "VERB"
            )


def aimed_at(sentence: Sentence, cast: Cast, index: int, carrier: int | None) -> tuple[Party, ...]:
    """Find at whom a protest is aimed that names nobody itself, by what it is for."""
    tokens = sentence.tokens
    heads = [index] if carrier is None else [index, carrier]
    top = tokens[index].head
    if carrier is None and tokens[index].upos == "NOUN" and top >= 0:
        # "a strike … to force the ministry to pay": the purpose hangs from the verb.
        heads.append(top)
    for head in heads:
        for clause in purposes(sentence, head):
            for phrases in (
                valency.objects(sentence, clause),
                valency.complement_subjects(sentence, clause),
                *(frames.phrases_after(sentence, clause, word) for word in AIMED),
            ):
                found = find_parties(sentence, cast, phrases, deep=True, locative=False)
                if found:
                    return found
        for c in sentence.children[head]:
            if tokens[c].deprel in {"obl", "nmod", "advcl"} and tokens[c].lemma in QUARRELS:
                for word in AIMED:
                    phrases = frames.phrases_after(sentence, c, word)
                    found = find_parties(sentence, cast, phrases, deep=True, locative=False)
                    if found:
                        return found
    for head in heads:
        found = find_parties(sentence, cast, condition_parties(sentence, head), deep=True)
        if found:
            return found
    return ()
