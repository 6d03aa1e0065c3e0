"""Whether a deed has happened: as its verb has it, or what is said of its noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import carriers, frames, valency
from communique.coding.predicates import PURPOSE, refusal_status, verb_status
from communique.coding.reality import governor_status
from communique.coding.slots import is_uttered
from communique.coding.tense import tense_of
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from communique.coding.readings import Reading
    from communique.types import Sentence, Status

# A deed named after one of these lies before the clause's own; after the others it lies ahead.
EARLIER = frozenset(
    {
        "after",
        "following",
        "since",
        "despite",
        "amid",
        "over",
        "because of",
        "due to",
        "owing to",
        "for",
    }
)
LATER = frozenset({"before", "ahead of", "ahead", "until", "pending", "prior to"})


def find_status(sentence: Sentence, reading: Reading) -> tuple[Status, str]:
    """Find a deed's status and say what decided it."""
    entry = reading.entry
    if entry.status is not None:
        return entry.status, f"{entry.id} says {entry.status}"  # type: ignore[return-value]
    # What the judge alone hears may be a noun as well.
    named = entry.pos == "noun" or sentence.tokens[reading.trigger].upos == "NOUN"
    if (
        named
        and entry.type in SPOKEN
        and (reading.carrier is None or not is_uttered(sentence, reading.carrier, entry))
    ):
        # A demand, promise or refusal that is spoken of, or considered, has been made.
        return spoken_status(sentence, reading.trigger)
    token = sentence.tokens[reading.trigger]
    if entry.type in {"REJECT", "THREATEN"} and entry.pos == "verb" and "negated" in entry.when:
        return refusal_status(sentence, reading.trigger)
    if entry.pos == "noun" and entry.type == "PROTEST" and token.deprel == "obl":
        if frames.case_of(sentence, token.index) == "in" and token.head >= 0:
            # "cancelled her concert in protest": what is done in protest is the protest.
            return verb_status(sentence, token.head)
    if named:
        return noun_status(sentence, reading.trigger, reading.carrier)
    status, why = verb_status(sentence, reading.trigger)
    habit = token.deprel == "acl:relcl" and token.xpos in {"VBZ", "VBP"}
    if habit and status == "occurred" and entry.type in LASTING:
        if not frames.auxiliaries(sentence, reading.trigger):
            return "ongoing", "what somebody does, in the present"
    if why == PURPOSE and entry.type in UTTERED and token.deprel == "advcl":
        # "gathered to protest", "marched to demand": it is said by what is done.
        return verb_status(sentence, token.head)
    return status, why


UTTERED = frozenset({"PROTEST", "ACCUSE"})
# "states that send weapons to Ukraine" go on doing so.
LASTING = frozenset({"AID", "COOPERATE", "MOBILIZE"})


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
    if _is_state(sentence, noun):
        return "ongoing", f"in {tokens[noun].text}"
    if _is_on_agenda(sentence, noun):
        return "planned", "on an agenda"
    return passing_status(sentence, noun, depth)


def _is_state(sentence: Sentence, noun: int) -> bool:
    """Tell whether somebody is in a deed now: "has been in talks", "is on strike"."""
    tokens = sentence.tokens
    links = [c for c in sentence.children[noun] if tokens[c].deprel == "cop"]
    auxes = [tokens[c].text.lower() for c in frames.auxiliaries(sentence, noun) if c not in links]
    now = any(tokens[c].xpos in {"VBZ", "VBP"} for c in links) and not auxes
    since = auxes in (["has"], ["have"]) and bool(links)
    return (now or since) and frames.case_of(sentence, noun) in {"in", "on"}


def _is_on_agenda(sentence: Sentence, noun: int) -> bool:
    """Tell whether a deed is to come by somebody's plans: "her agenda includes a meeting"."""
    tokens = sentence.tokens
    verb = tokens[noun].head
    return (
        tokens[noun].deprel == "obj"
        and tokens[verb].lemma in {"include", "feature"}
        and tokens[verb].xpos in {"VBZ", "VBP"}
        and any(tokens[c].lemma in PLANS for c in valency.subjects(sentence, verb))
    )


PLANS = frozenset("agenda schedule programme program itinerary".split())
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
        # "told a meeting of the union": it is there that something is told.
        heard = head.lemma in {"tell", "inform"} and token.upos == "NOUN"
        undergoes = (token.deprel in {"obj", "nsubj:pass", "xcomp", "ccomp"} and not heard) or (
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
