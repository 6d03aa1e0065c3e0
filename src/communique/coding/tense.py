"""In which direction of time a clause looks: back, ahead, or ahead from the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames

if TYPE_CHECKING:
    from communique.types import Sentence

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
FIXING = frozenset(
    {"schedule", "plan", "set", "slate", "expect", "fix", "due", "postpone", "arrange"}
)


def is_future_in_past(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause looks ahead from the past: "was due to meet", "would arrive"."""
    tokens = sentence.tokens
    verb = frames.clause_head(sentence, index)
    for _ in range(4):
        words = [tokens[c] for c in frames.auxiliaries(sentence, verb)] + [tokens[verb]]
        if any(t.text.lower() in {"was", "were", "would"} or t.xpos == "VBD" for t in words):
            return True
        if tokens[verb].deprel not in {"xcomp", "conj"} or tokens[verb].head < 0:
            return False
        verb = tokens[verb].head
    return False


# What these are about has happened.
AFTER_THE_FACT = frozenset({"denounce", "condemn", "mourn", "deplore", "avenge", "commemorate"})


# What may be lies ahead: "could join in March".
OPEN = frozenset({"may", "might", "should", "must", "could"})
# With the present these look ahead: "when the talks resume on Tuesday".
UPON = frozenset({"when", "before", "until", "once", "after", "if", "unless"})


def opens_ahead(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause in the present is of what is to come: "when they meet on Monday"."""
    return any(
        c < clause and sentence.tokens[c].text.lower() in UPON for c in sentence.children[clause]
    )


# What is so called is to come.
COMING = frozenset(
    "possible planned forthcoming upcoming scheduled proposed expected coming future".split()
)
REACH = 6
# "gave them until the end of Tuesday"
GRANTING = frozenset("give extend postpone delay adjourn suspend".split())
LIMIT = 4
# Deeds that set another for a day: "called a strike for Monday".
SETTING = frozenset("call plan announce ask prepare convene summon schedule set fix book".split())


def is_awaited(sentence: Sentence, index: int) -> bool:
    """Tell whether a date is of something to come: "ahead of a summit on Friday"."""
    tokens = sentence.tokens
    verb = frames.clause_head(sentence, index)
    if tokens[verb].lemma in SETTING and frames.case_of(sentence, index) == "for":
        return True
    before = {t.text.lower() for t in tokens[max(index - LIMIT, 0) : index]}
    if tokens[verb].lemma in GRANTING and not before.isdisjoint({"until", "till"}):
        return True
    for at in range(index - 1, max(index - REACH, -1), -1):
        word = tokens[at].text.lower()
        if word in COMING or (word == "ahead" and tokens[at + 1].text.lower() == "of"):
            return True
        if tokens[at].upos not in {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"}:
            return False
    return False


def tense_of(sentence: Sentence, index: int) -> str | None:
    """Return the direction of the clause a word stands in: past, present, future or None."""
    tokens = sentence.tokens
    verb = frames.clause_head(sentence, index)
    token = tokens[verb]
    auxes = frames.auxiliaries(sentence, verb)
    words = {tokens[c].text.lower() for c in auxes}
    if words & FUTURE or words & {"would"} or (words & OPEN and token.xpos == "VB"):
        return "future"
    if token.lemma in FIXING and token.xpos == "VBN":
        # "was scheduled for Monday"
        return "future"
    tags = {tokens[c].xpos for c in auxes} | {token.xpos}
    if token.lemma in AFTER_THE_FACT and token.xpos in {"VB", "VBG"} and index > verb:
        # "marched to denounce the killing on Sunday"
        return "past"
    if token.xpos == "VB" and any(tokens[c].xpos == "TO" for c in sentence.children[verb]):
        if token.head >= 0 and tokens[token.head].lemma in {
            "try",
            "manage",
            "fail",
            "begin",
            "start",
            "refuse",
            "help",
        }:
            return tense_of(sentence, token.head) if token.head != index else None
        return "future"
    if any(tokens[c].lemma == "have" for c in auxes) or "VBD" in tags:
        return "past"
    if token.xpos == "VBN" and not auxes:
        return "past"
    if token.xpos == "VBG" and not auxes and token.head >= 0 and token.deprel in {"advcl", "acl"}:
        return tense_of(sentence, token.head)
    if tags & {"VBZ", "VBP"}:
        if opens_ahead(sentence, verb):
            return "future"
        if token.lemma in {
            "meet",
            "visit",
            "travel",
            "arrive",
            "head",
            "hold",
            "begin",
            "start",
            "open",
            "expect",
            "schedule",
            "set",
            "plan",
            "due",
        }:
            return "future"
        return "present"
    return None
