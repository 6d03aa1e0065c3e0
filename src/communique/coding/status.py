"""Whether a deed has happened: from tense, modals, negation and what governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import carriers, frames
from communique.coding.reality import (
    PROOFS,
    governor_status,
    is_denied,
    is_negated,
    is_order,
    unreal_status,
)
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from communique.coding.readings import Reading
    from communique.types import Sentence, Status

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
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
# A deed named after one of these lies before the clause's own; after the others it lies ahead.
EARLIER = frozenset(
    {"after", "following", "since", "despite", "amid", "over", "because of", "for"}
)
LATER = frozenset({"before", "ahead of", "ahead", "until", "pending", "prior to"})
# Verbs of saying pass the tense of their clause through and add nothing.
PASSING = frozenset(
    {"say", "tell", "announce", "report", "confirm", "state", "add", "note", "declare", "reveal"}
)


def find_status(sentence: Sentence, reading: Reading) -> tuple[Status, str]:
    """Find a deed's status and say what decided it."""
    entry = reading.entry
    if entry.status is not None:
        return entry.status, f"{entry.id} says {entry.status}"  # type: ignore[return-value]
    if entry.pos == "noun" and reading.carrier is None and entry.type in SPOKEN:
        # A demand, promise or refusal that is spoken of has been made.
        return spoken_status(sentence, reading.trigger)
    token = sentence.tokens[reading.trigger]
    if entry.type == "REJECT" and entry.pos == "verb" and "negated" in entry.when:
        return refusal_status(sentence, reading.trigger)
    if entry.pos == "noun" and entry.type == "PROTEST" and token.deprel == "obl":
        if frames.case_of(sentence, token.index) == "in" and token.head >= 0:
            # "cancelled her concert in protest": what is done in protest is the protest.
            return verb_status(sentence, token.head)
    if entry.pos == "noun":
        return noun_status(sentence, reading.trigger, reading.carrier)
    status, why = verb_status(sentence, reading.trigger)
    if why == PURPOSE and entry.type in UTTERED and token.deprel == "advcl":
        # "gathered to protest", "marched to demand": it is said by what is done.
        return verb_status(sentence, token.head)
    return status, why


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
    return "occurred", "refused by negation"


PURPOSE = "infinitive of purpose"
UTTERED = frozenset({"PROTEST", "ACCUSE"})


SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE"})


def spoken_status(sentence: Sentence, noun: int) -> tuple[Status, str]:
    """Find the status of an act of speech named by a noun: made, unless a modifier says not."""
    cues = load_cues()
    for c in sentence.children[noun]:
        word = sentence.tokens[c].text.lower()
        if c < noun and word == "no":
            return "negated", "no"
        if c < noun and word in cues.modifiers and word not in {"further", "future", "next"}:
            return cues.modifiers[word], f"{word} {sentence.tokens[noun].text}"
    return "occurred", "spoken of as made"


def verb_status(sentence: Sentence, verb: int, depth: int = 0) -> tuple[Status, str]:
    """Find the status of what a verb says."""
    tokens, children = sentence.tokens, sentence.children
    load_cues()
    token = tokens[verb]
    if is_negated(sentence, verb):
        return "negated", f"negated: {token.text}"
    marks = {tokens[c].lemma.lower() for c in children[verb] if tokens[c].deprel == "mark"}
    if marks & {"if", "unless", "whether", "lest"}:
        return "possible", f"conditional: {', '.join(sorted(marks))}"
    if marks & {"until", "till", "once"} and token.xpos in {"VBZ", "VBP"}:
        return "possible", f"awaited: {', '.join(sorted(marks))}"
    before = [t.lemma.lower() for t in tokens[max(0, verb - 3) : verb]]
    if len(before) == 3 and before[0] == "be" and before[1] in SCHEDULED and before[2] == "to":
        # Read off the words: parsers hang "is due to" in many ways.
        return "planned", f"scheduled: {before[1]} to"
    if marks & SCHEDULED:
        return "planned", f"scheduled: {', '.join(sorted(marks & SCHEDULED))}"
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
            return "planned", "infinitive of a headline or of 'is to'"
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


def planned_or_open(sentence: Sentence, verb: int, word: str) -> tuple[Status, str]:
    """Tell a plan from a mere consequence: "will meet" against "if it attacks, will retaliate"."""
    tokens, children = sentence.tokens, sentence.children
    for c in children[verb]:
        if tokens[c].deprel == "advcl" and any(
            tokens[k].deprel == "mark" and tokens[k].lemma.lower() in {"if", "unless"}
            for k in children[c]
        ):
            return "possible", "consequence of a condition"
    if any(tokens[c].lemma in {"perhaps", "possibly", "maybe"} for c in children[verb]):
        return "possible", "hedged future"
    return "planned", f"future: {word}"


def would_status(sentence: Sentence, verb: int) -> tuple[Status, str]:
    """Read "would" as future in the past under a verb of saying, as a condition elsewhere."""
    tokens, children = sentence.tokens, sentence.children
    for c in children[verb]:
        if tokens[c].deprel == "advcl" and any(
            tokens[k].deprel == "mark" and tokens[k].lemma.lower() in {"if", "unless"}
            for k in children[c]
        ):
            return "possible", "consequence of a condition"
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


def noun_status(
    sentence: Sentence, noun: int, carrier: int | None, depth: int = 0
) -> tuple[Status, str]:
    """Find the status of a deed named by a noun."""
    tokens, children = sentence.tokens, sentence.children
    cues = load_cues()
    for c in children[noun]:
        if c < noun and tokens[c].deprel in {"amod", "compound", "det", "advmod"}:
            lemma = tokens[c].text.lower()
            if lemma == "no":
                return "negated", "no"
            given = cues.modifiers.get(lemma)
            if given is not None:
                return given, f"{tokens[c].text} {tokens[noun].text}"
    happening = carriers.happening_of(sentence, noun)
    verb = carrier if carrier is not None else happening
    if verb is not None and tokens[verb].lemma in carriers.NEARING:
        return "possible", f"{tokens[verb].text} to it"
    if verb is not None and tokens[verb].head != noun:
        lemma = tokens[verb].lemma
        outer = verb_status(sentence, verb)
        given = governor_status(sentence, verb)
        if lemma in {"call", "cancel"} and (
            lemma == "cancel" or _has_particle(sentence, verb, "off")
        ):
            return ("negated", f"{lemma}led") if outer[0] == "occurred" else outer
        if given is not None and lemma not in {"announce", "agree", "offer", "back"}:
            if outer[0] == "negated" and given == "negated":
                return "planned", "not cancelled"
            return (
                (given, f"under {tokens[verb].text}")
                if outer[0] in {"occurred", "ongoing"}
                else outer
            )
        if lemma in {"announce", "agree"} and outer[0] == "occurred":
            return "occurred", "announced"
        return outer
    if verb is not None:
        return (
            verb_status(sentence, verb)
            if tokens[verb].xpos != "VBN"
            else ("occurred", "participle")
        )
    return passing_status(sentence, noun, depth)


# What these lead to lies ahead of them: "is to fly to Beijing for talks".
MOVING = frozenset(
    {"fly", "travel", "go", "head", "come", "arrive", "meet", "gather", "return", "convene", "sit"}
)
# What these are of has been.
PRESUPPOSING = frozenset(
    {"anniversary", "wake", "aftermath", "victim", "survivor", "response", "result", "outcome"}
    | {"consequence", "memory", "cost", "legacy", "perpetrator", "condemnation", "retaliation"}
)


def passing_status(sentence: Sentence, noun: int, depth: int) -> tuple[Status, str]:
    """Find the status of a deed named in passing, in a phrase of a clause about something else."""
    tokens = sentence.tokens
    cues = load_cues()
    token = tokens[noun]
    if token.head < 0 or depth > 4:
        return "occurred", "named as a fact"
    head = tokens[token.head]
    case = frames.case_of(sentence, noun)
    if token.deprel in {"conj", "nmod", "appos"} and head.upos in {"NOUN", "PROPN"}:
        given = cues.governors.get(head.lemma)
        if token.deprel == "nmod" and head.lemma in PRESUPPOSING and case in {"of", "to", "from"}:
            return "occurred", f"{head.text} {case} {token.text}"
        if token.deprel == "nmod" and given is not None and case in {"of", "for", "to"}:
            return given, f"{head.text} {case} {token.text}"
        if token.deprel == "nmod" and case == "during":
            # "will sign a pact on trade during a visit": it hangs from the verb in truth.
            outer = verb_status(sentence, frames.clause_head(sentence, noun))
            if outer[0] == "planned":
                return outer
        if token.deprel in {"conj", "nmod"}:
            return passing_status(sentence, token.head, depth + 1)
        return "occurred", "named as a fact"
    if head.upos in {"VERB", "AUX", "ADJ"}:
        outer = verb_status(sentence, token.head)
        given = governor_status(sentence, token.head)
        undergoes = token.deprel in {"obj", "nsubj:pass", "xcomp", "ccomp"} or (
            token.deprel == "obl" and [t.xpos for t in tokens[token.head + 1 :][:1]] == ["RP"]
        )
        if undergoes and given is not None:
            return (given, f"under {head.text}") if outer[0] in {"occurred", "ongoing"} else outer
        if token.deprel == "obl" and case == "for" and given is not None:
            return given, f"{head.text} for"
        if token.deprel == "obl" and case in LATER:
            return "planned", f"{case} {token.text}"
        if token.deprel == "obl" and case in EARLIER and outer[0] != "planned":
            return "occurred", f"{case} {token.text}"
        if token.deprel in {"obl", "nsubj"} and outer[0] == "planned" and case not in EARLIER:
            return outer
        if token.deprel == "obl" and case == "for" and head.lemma in MOVING:
            return outer
        if token.deprel == "obl" and case == "during" and tense_of(sentence, noun) == "past":
            return "occurred", f"during {token.text}"
        if (
            token.deprel == "obl"
            and outer[0] == "possible"
            and case in {"at", "in", "during", "for"}
        ):
            return outer
    return "occurred", "named as a fact"


def _has_particle(sentence: Sentence, verb: int, particle: str) -> bool:
    return any(
        sentence.tokens[c].deprel == "compound:prt" and sentence.tokens[c].lemma == particle
        for c in sentence.children[verb]
    )


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


def tense_of(sentence: Sentence, index: int) -> str | None:
    """Return the direction of the clause a word stands in: past, present, future or None."""
    tokens = sentence.tokens
    verb = frames.clause_head(sentence, index)
    token = tokens[verb]
    auxes = frames.auxiliaries(sentence, verb)
    words = {tokens[c].text.lower() for c in auxes}
    if words & FUTURE or words & {"would"}:
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
