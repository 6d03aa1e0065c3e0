"""Whether what a verb says has happened: its tense, mood and negation, and what governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.reality import (
    PROOFS,
    governor_status,
    is_denied,
    is_negated,
    is_order,
    unreal_status,
)
from communique.coding.tense import FUTURE
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from communique.types import Sentence, Status

OPEN = frozenset({"may", "might", "could", "can", "would", "should", "must", "'d", "ca", "ought"})
# "is to visit", "is due to meet", "is set to sign", "are about to start"
SCHEDULED = frozenset(
    {
        "due",
        "set",
        "scheduled",
        "expected",
        "slated",
        "about",
        "bound",
        "going",
        "likely",
        "poised",
    }
)
# "are both to attend" is a plan as well.
AT_HAND = SCHEDULED | {"both", "all", "each"}
# Verbs of saying pass the tense of their clause through and add nothing.
PASSING = frozenset(
    {"say", "tell", "announce", "report", "confirm", "state", "add", "note", "declare", "reveal"}
)
PURPOSE = "infinitive of purpose"
REFUSED = "refused by negation"
HEADLINED = "infinitive of a headline or of 'is to'"


def refusal_status(sentence: Sentence, verb: int) -> tuple[Status, str]:
    """Find the status of a refusal that a negation makes: "will not give up" refuses."""
    tokens = sentence.tokens
    for c in sentence.children[verb]:
        word = tokens[c].lemma.lower()
        if word in {"if", "unless", "whether", "until"} and tokens[c].deprel == "mark":
            return "possible", f"conditional: {word}"
    for c in frames.auxiliaries(sentence, verb):
        if tokens[c].text.lower() in OPEN - {"would", "can", "ca", "'d"}:
            return "possible", f"modal: {tokens[c].text}"
    return "occurred", REFUSED


DEEP = 5
# "took the opportunity to praise", "went out of his way to thank": what is taken up is done.
TAKING = frozenset({"take", "use", "seize", "go", "choose"})
OCCASIONS = frozenset({"way", "opportunity", "occasion", "chance", "time", "moment", "floor"})


def is_taken_up(sentence: Sentence, verb: int) -> bool:
    """Tell whether an infinitive says for what somebody has taken an occasion."""
    tokens = sentence.tokens
    head = tokens[verb].head
    if head < 0 or tokens[verb].deprel not in {"acl", "advcl", "xcomp"}:
        return False
    above = head if tokens[head].upos == "VERB" else tokens[head].head
    if above < 0 or tokens[above].lemma not in TAKING:
        return False
    phrases = {k for c in sentence.children[above] for k in (c, *sentence.children[c])}
    return any(tokens[c].lemma in OCCASIONS for c in phrases)


# What has begun is under way.
BEGUN = frozenset({"begin", "start", "continue", "proceed"})


def verb_status(sentence: Sentence, verb: int, depth: int = 0) -> tuple[Status, str]:
    """Find the status of what a verb says."""
    tokens, children = sentence.tokens, sentence.children
    token = tokens[verb]
    if is_negated(sentence, verb):
        return "negated", f"negated: {token.text}"
    marks = {tokens[c].lemma.lower() for c in children[verb] if tokens[c].deprel == "mark"}
    if marks & {"if", "unless", "whether", "lest"}:
        return "possible", f"conditional: {', '.join(sorted(marks))}"
    if marks & {"until", "till", "once"} and token.xpos in {"VBZ", "VBP"}:
        return "possible", f"awaited: {', '.join(sorted(marks))}"
    before = [t.lemma.lower() for t in tokens[max(0, verb - 3) : verb]]
    if len(before) == 3 and before[0] == "be" and before[2] == "to" and before[1] in AT_HAND:
        # Read off the words: parsers hang "is due to" in many ways.
        return "planned", f"scheduled: {before[1]} to"
    if marks & SCHEDULED:
        return "planned", f"scheduled: {', '.join(sorted(marks & SCHEDULED))}"
    if token.xpos == "VB" and depth < DEEP and is_taken_up(sentence, verb):
        return verb_status(sentence, frames.clause_head(sentence, token.head), depth + 1)
    auxes = frames.auxiliaries(sentence, verb)
    words = [tokens[c].text.lower() for c in auxes]
    unreal = unreal_status(sentence, verb, auxes)
    if unreal is not None:
        return unreal
    for word in words:
        if word in FUTURE:
            return planned_or_open(sentence, verb, word)
        if word in OPEN:
            if word in {"would", "'d"}:
                return would_status(sentence, verb)
            return "possible", f"modal: {word}"
    if depth < 6:
        above = governed_status(sentence, verb, depth)
        if above is not None:
            return above
    if token.xpos == "VBG" and any(tokens[c].lemma == "be" for c in auxes):
        if any(tokens[c].xpos in {"VBP", "VBZ"} for c in auxes):
            return "ongoing", "present progressive"
        if any(tokens[c].xpos == "VBN" for c in auxes):
            return "ongoing", "perfect progressive"
    if is_order(sentence, verb):
        return "possible", "imperative"
    if token.xpos == "VB" and any(tokens[c].xpos == "TO" for c in children[verb]):
        if token.lemma in load_cues().outcomes and token.deprel in {"advcl", "xcomp"}:
            changed = tokens[token.head]
            if depth < 6 and changed.lemma in load_cues().changes and changed.xpos != "VB":
                return verb_status(sentence, token.head, depth + 1)
        if any(tokens[c].lemma == "be" for c in auxes) or token.deprel == "root":
            return "planned", HEADLINED
        if token.deprel == "advcl" and tokens[token.head].lemma in BEGUN and depth < DEEP:
            # "began on Friday to pull out"
            return verb_status(sentence, token.head, depth + 1)
        if token.deprel in {"advcl", "acl"}:
            if token.deprel == "acl" and depth < 6 and is_ranked(sentence, token.head):
                # "became the first country to send jets": it has sent them.
                ranked = tokens[token.head]
                at = ranked.head if ranked.deprel == "xcomp" else token.head
                return verb_status(sentence, at, depth + 1)
            if token.deprel == "advcl" and depth < 6:
                outer, why = verb_status(sentence, token.head, depth + 1)
                if outer in {"possible", "negated"}:
                    # "may take longer to restore", "did not travel to sign"
                    return "possible", f"purpose of what is itself open: {why}"
            return "planned", PURPOSE
        if token.deprel != "xcomp":
            return "possible", "infinitive"
    return "occurred", "past or present indicative"


def has_condition(sentence: Sentence, verb: int) -> bool:
    """Tell whether an "if" or "unless" clause hangs from a verb."""
    tokens, children = sentence.tokens, sentence.children
    return any(
        tokens[c].deprel == "advcl"
        and tokens[k].deprel == "mark"
        and tokens[k].lemma.lower() in {"if", "unless"}
        for c in children[verb]
        for k in children[c]
    )


def planned_or_open(sentence: Sentence, verb: int, word: str) -> tuple[Status, str]:
    """Tell a plan from a mere consequence: "will meet" against "if it attacks, will retaliate"."""
    if has_condition(sentence, verb):
        return "possible", "consequence of a condition"
    tokens, children = sentence.tokens, sentence.children
    if any(tokens[c].lemma in {"perhaps", "possibly", "maybe"} for c in children[verb]):
        return "possible", "hedged future"
    return "planned", f"future: {word}"


def would_status(sentence: Sentence, verb: int) -> tuple[Status, str]:
    """Read "would" as future in the past under a verb of saying, as a condition elsewhere."""
    if has_condition(sentence, verb):
        return "possible", "consequence of a condition"
    tokens, children = sentence.tokens, sentence.children
    at = verb
    for _ in range(6):
        head = tokens[at].head
        if head < 0:
            break
        if tokens[at].deprel in {"ccomp", "parataxis"}:
            return "planned", "future in the past"
        at = head
    if any(tokens[c].deprel in {"ccomp", "parataxis"} for c in children[verb]):
        return "planned", "future in the past"
    return "possible", "would"


def governed_status(sentence: Sentence, index: int, depth: int) -> tuple[Status, str] | None:
    """Find what status the word above gives to a clause, None when it adds nothing."""
    tokens = sentence.tokens
    cues = load_cues()
    token = tokens[index]
    if token.head < 0:
        return None
    head = tokens[token.head]
    relation = token.deprel
    if (
        relation in {"xcomp", "ccomp", "acl", "csubj", "csubj:pass"}
        or (relation == "advcl" and head.upos == "ADJ")
        or (
            relation == "advcl"
            and token.xpos == "VB"
            and head.lemma in cues.governors
            and head.xpos == "VBN"
        )
    ):
        if relation == "acl" and token.xpos in {"VBN", "VBG"}:
            # "on the brink of signing", "plans for rebuilding": a plain participle has no marker.
            if frames.case_of(sentence, index) not in {"of", "for"}:
                return None
            of = governor_status(sentence, token.head)
            return None if of is None else (of, f"{head.text} of")
        lemma = head.lemma.lower()
        infinitive = token.xpos == "VB" and relation in {"acl", "advcl"}
        if infinitive and depth < 5 and is_ranked(sentence, token.head):
            # "was among the first to congratulate him": whoever is first has done it.
            return verb_status(sentence, frames.clause_head(sentence, token.head), depth + 2)
        given = governor_status(sentence, token.head)
        if lemma in PROOFS and relation in {"acl", "ccomp"} and is_denied(sentence, token.head):
            return "possible", f"no {head.text}"
        if relation == "ccomp" and lemma in PASSING:
            return None
        if given == "planned" and relation == "ccomp":
            return None
        if relation == "ccomp" and lemma in {"warn", "suggest", "insist", "tell", "help", "let"}:
            return None
        if lemma == "have" and relation == "xcomp" and head.xpos in {"VBP", "VBZ"}:
            if any(tokens[c].xpos == "TO" for c in sentence.children[index]):
                return "possible", "has to"
        if lemma == "be" or given is None:
            if relation == "xcomp":
                above = verb_status(sentence, token.head, depth + 1)
                return above if above[0] != "occurred" else None
            return None
        if is_negated(sentence, token.head):
            if lemma in {"fail", "hesitate", "neglect"}:
                return "occurred", f"not {head.text}"
            if given == "negated":
                # "has not ruled out meeting"
                return "possible", f"not {head.text}"
            return "negated", f"negated {head.text}"
        outer, why = verb_status(sentence, token.head, depth + 1)
        if outer in {"possible", "negated"} and given != "negated":
            return outer, why
        return given, f"under {head.text}"
    if (
        relation == "conj"
        and not any(tokens[c].deprel in frames.SUBJECTS for c in sentence.children[index])
        and token.xpos == head.xpos
    ):
        shared = governed_status(sentence, token.head, depth + 1)
        if shared is not None:
            return shared
        first = verb_status(sentence, token.head, depth + 1)
        return first if first[0] in {"planned", "possible"} and token.xpos == "VB" else None
    if (
        relation in {"advcl", "obl", "ccomp", "xcomp"}
        and token.xpos == "VBG"
        and head.lemma in cues.barring
        and frames.case_of(sentence, index) == "from"
    ):
        if is_negated(sentence, token.head):
            return "occurred", f"not {head.text} from"
        return "negated", f"{head.text} from"
    if (
        relation == "advcl"
        and token.xpos == "VBG"
        and frames.case_of(sentence, index) in {"without", "instead of"}
    ):
        return "negated", "without"
    if relation == "advcl" and token.xpos in {"VBZ", "VBP"}:
        # "will meet Xi before he heads to Hanoi": the present of a future clause.
        above = verb_status(sentence, token.head, depth + 1)
        return above if above[0] == "planned" else None
    if relation == "advcl" and token.xpos == "VBG":
        above = verb_status(sentence, token.head, depth + 1)
        return above if above[0] in {"planned", "possible"} else None
    return None


RANKS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "sole"}
)


def is_ranked(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun is one of a row: "the first", "the only leader", "the latest"."""
    return sentence.tokens[index].lemma.lower() in RANKS or any(
        sentence.tokens[c].lemma.lower() in RANKS
        and sentence.tokens[c].deprel in {"amod", "advmod"}
        for c in sentence.children[index]
    )
