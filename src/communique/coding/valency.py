"""Who stands where around a verb or noun that tells a deed: subjects, agents, owners, objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.frames import (
    RELATIVE,
    SUBJECTS,
    antecedents,
    auxiliaries,
    case_of,
    complement_of,
    expand,
    is_infinitive,
    is_passive,
    named,
    resolve_relative,
)
from communique.coding.wordings import is_inside_quote
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from communique.types import Sentence

# Verbs whose subject, not their object, does what the infinitive says: "promised Iran to help".
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "agree", "offer", "swear"})


# Verbs whose object does what the infinitive says, where the parser hangs it as a purpose.
OBJECT_CONTROL = frozenset(
    {"order", "urge", "ask", "tell", "force", "allow", "instruct", "command", "direct", "compel"}
    | {"invite", "authorise", "authorize", "persuade", "press", "encourage", "oblige", "warn"}
)


def surface_subjects(sentence: Sentence, verb: int, depth: int = 0) -> list[int]:
    """List the heads of what stands as a predicate's subject, its own or the one it shares."""
    tokens, children = sentence.tokens, sentence.children
    if tokens[verb].deprel == "cop":
        # "was in Hanoi": where somebody was is the predicate.
        verb = tokens[verb].head
    own = [c for c in children[verb] if tokens[c].deprel in {"nsubj", "nsubj:pass", "nsubj:outer"}]
    before = [c for c in own if c < verb and tokens[c].deprel != "nsubj:outer"]
    if len(before) > 1 and any(t.text == "," for t in tokens[before[0] : before[-1]]):
        # "During the visit, the first to Chad, Lavrov met": of two the nearer one.
        own = before[-1:]
    elif before and tokens[verb].head > verb and tokens[verb].deprel == "ccomp":
        # "97 states sent aid, the ministry reported": who reports did not send it.
        own = [c for c in own if not verb < c < tokens[verb].head]
    if not own:
        # "is due to meet": the parser may take "due to" for a preposition with a subject.
        own = [
            k
            for c in children[verb]
            if tokens[c].deprel == "mark" and tokens[c].upos == "ADJ"
            for k in children[c]
            if tokens[k].deprel == "nsubj"
        ]
    if not own:
        own = visitors(sentence, verb)
    if own:
        return [found for c in own for found in antecedents(sentence, c)]
    token = tokens[verb]
    if depth > 6 or token.head < 0:
        return []
    head = tokens[token.head]
    if token.deprel in {"advcl", "conj"} and is_inside_quote(sentence, token.head):
        said = speech_before(sentence, verb)
        if said >= 0:
            # "We are ready," she said after meeting Xi: what stands outside is hers.
            return surface_subjects(sentence, said, depth + 1)
    match token.deprel:
        case "conj":
            if head.upos in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
                return surface_subjects(sentence, token.head, depth + 1)
        case "xcomp":
            return controllers(sentence, token.head, depth)
        case "advcl" if case_of(sentence, verb) in {"of", "for", "from", "into"} and depth <= 5:
            # "accused Iran of helping": who is accused is who is said to help.
            return controllers(sentence, token.head, depth)
        case "advcl" if token.xpos == "VB" and head.lemma in OBJECT_CONTROL:
            # "ordered his troops to withdraw": whoever is ordered withdraws.
            return controllers(sentence, token.head, depth)
        case "advcl" if head.deprel == "acl" and case_of(sentence, verb) in SEQUENCES:
            # "eased rules for Indians visiting Nepal before holding talks": the main subject.
            above = clause_above(sentence, token.head)
            return [] if above < 0 else surface_subjects(sentence, above, depth + 1)
        case "advcl":
            if head.upos in {"VERB", "AUX", "ADJ"} or _is_clause(sentence, token.head):
                return surface_subjects(sentence, token.head, depth + 1)
            return []
        case "ccomp" if token.xpos in {"VB", "VBG"} and not _finite(sentence, verb):
            return controllers(sentence, token.head, depth)
        case "acl" | "acl:relcl":
            if token.xpos == "VBG" and head.lemma in load_cues().speech_nouns:
                # "put out a report accusing the army": whose report it is accuses.
                owners = noun_owners(sentence, token.head, depth)
                return owners or list(expand(sentence, token.head))
            if token.xpos == "VBG" and case_of(sentence, verb) in {"on", "about", "over"}:
                # "lost a vote on sending troops": the vote sends nobody.
                return []
            if token.xpos in {"VBG", "VBN"}:
                return list(expand(sentence, token.head)) if token.xpos == "VBG" else []
            if head.upos == "NOUN" and is_infinitive(sentence, verb):
                # "became the second member to send jets"
                if _is_clause(sentence, token.head):
                    return surface_subjects(sentence, token.head, depth + 1)
                if head.deprel == "xcomp" and tokens[head.head].lemma in {
                    "become",
                    "be",
                    "remain",
                }:
                    return surface_subjects(sentence, head.head, depth + 1)
            if head.upos == "PROPN" and head.head < 0 and is_infinitive(sentence, verb):
                # A headline: "Sweden to send tanks to Kyiv".
                return list(expand(sentence, token.head))
            return noun_owners(sentence, token.head, depth)
        case _:
            return []
    return []


def speech_before(sentence: Sentence, index: int) -> int:
    """Return the verb of saying before a word outside its quotation, -1 where none is."""
    if not sentence.quoted or is_inside_quote(sentence, index):
        return -1
    stances = load_cues().stances
    return next(
        (
            token.index
            for token in reversed(sentence.tokens[:index])
            if token.upos == "VERB"
            and token.xpos in {"VBD", "VBZ", "VBP"}
            and token.lemma.lower() in stances
            and not is_inside_quote(sentence, token.index)
        ),
        -1,
    )


SEQUENCES = frozenset({"before", "after", "since", "following"})


def clause_above(sentence: Sentence, index: int) -> int:
    """Return the finite verb above the noun that a participle describes, -1 where none is."""
    tokens = sentence.tokens
    at = tokens[index].head
    while at >= 0 and not (tokens[at].upos == "VERB" and tokens[at].deprel != "acl"):
        at = tokens[at].head
    return at


def visitors(sentence: Sentence, verb: int) -> list[int]:
    """List who is called visiting before a verb: "Visiting President Xi held talks"."""
    tokens = sentence.tokens
    return [
        k
        for c in sentence.children[verb]
        if c < verb and tokens[c].deprel == "advcl" and tokens[c].text in {"Visiting", "visiting"}
        for k in sentence.children[c]
        if tokens[k].deprel in {"obj", "nsubj"} and not any(t.text == "," for t in tokens[c:k])
    ]


def _is_clause(sentence: Sentence, index: int) -> bool:
    return any(sentence.tokens[c].deprel in SUBJECTS | {"cop"} for c in sentence.children[index])


def _finite(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    return tokens[verb].xpos in {"VBD", "VBZ", "VBP", "MD"} or any(
        tokens[c].xpos in {"MD", "VBD", "VBZ", "VBP"} for c in auxiliaries(sentence, verb)
    )


def controllers(sentence: Sentence, verb: int, depth: int) -> list[int]:
    """List who does what the infinitive or participle under a verb says."""
    tokens, children = sentence.tokens, sentence.children
    if tokens[verb].lemma not in SUBJECT_CONTROL and not is_passive(sentence, verb):
        for child in children[verb]:
            if tokens[child].deprel in {"obj", "iobj"}:
                return list(expand(sentence, child))
        # "called on Iran to stop", "appealed to both sides to end": the phrase is who is to act.
        if tokens[verb].lemma in {
            "call",
            "appeal",
            "plead",
            "pressure",
            "wait",
            "rely",
            "prevail",
        }:
            for child in children[verb]:
                if tokens[child].deprel == "obl" and case_of(sentence, child) in {
                    "on",
                    "upon",
                    "to",
                    "for",
                }:
                    return list(expand(sentence, child))
    return surface_subjects(sentence, verb, depth + 1)


def noun_owners(sentence: Sentence, noun: int, depth: int = 0) -> list[int]:
    """List whose plan, decision or right a noun names: its possessor or light subject."""
    tokens = sentence.tokens
    children = sentence.children[noun]
    owners = [c for c in children if tokens[c].deprel == "nmod:poss"]
    owners = owners or [
        # "the decision by Oslo to pay", "an EU motion to censure Chad", "a French plan to leave"
        c
        for c in children
        if (tokens[c].deprel in {"compound", "amod"} and tokens[c].text[:1].isupper())
        or (tokens[c].deprel == "nmod" and case_of(sentence, c) == "by")
    ]
    if owners:
        return owners
    governor = tokens[noun].head
    if governor >= 0 and tokens[governor].upos in {"VERB", "AUX"} and depth <= 6:
        if tokens[noun].deprel in {"obj", "obl"}:
            return surface_subjects(sentence, governor, depth + 1)
        if tokens[noun].deprel == "nsubj:pass":
            return agents(sentence, governor)
    return []


def agents(sentence: Sentence, verb: int) -> list[int]:
    """List the heads of a passive's "by" phrase."""
    tokens = sentence.tokens
    # "was promised free travel by the union": the phrase may hang from the object.
    hung = [k for c in sentence.children[verb] if tokens[c].deprel == "obj"
            for k in sentence.children[c]] if is_passive(sentence, verb) else []  # fmt: skip
    return [
        found
        for c in (*sentence.children[verb], *hung)
        if tokens[c].deprel == "obl:agent"
        or (
            tokens[c].deprel in {"obl", "nmod"}
            and case_of(sentence, c) == "by"
            and tokens[c].upos != "NUM"
        )
        for found in expand(sentence, c)
    ]


def subjects(sentence: Sentence, verb: int) -> list[int]:
    """List the heads of a verb's deep subject."""
    if is_passive(sentence, verb):
        return agents(sentence, verb)
    return surface_subjects(sentence, verb)


def objects(sentence: Sentence, verb: int) -> list[int]:
    """List the heads of a verb's deep object."""
    tokens, children = sentence.tokens, sentence.children
    token = tokens[verb]
    if is_passive(sentence, verb):
        surface = surface_subjects(sentence, verb)
        if surface:
            return surface
        if token.deprel in {"acl", "amod", "acl:relcl"} and token.head >= 0:
            return [token.head]
        return []
    own = [c for c in children[verb] if tokens[c].deprel == "obj"]
    if not own and not any(tokens[c].deprel == "ccomp" for c in children[verb]):
        # "accuse Kabila of betraying them": the parser may take the only object for the second.
        own = [c for c in children[verb] if tokens[c].deprel == "iobj"]
    if not own and token.lemma == "call":
        # "called Erdogan on Sunday" calls him nothing.
        own = [c for c in children[verb] if tokens[c].deprel == "xcomp" and named(sentence, c)]
    if own:
        return [found for c in own for found in expand(sentence, resolve_relative(sentence, c))]
    for c in children[verb]:
        # "found the minister guilty": the parser may make a clause of them.
        if tokens[c].deprel == "xcomp" and tokens[c].upos == "ADJ":
            said = [k for k in children[c] if tokens[k].deprel == "nsubj"]
            if said:
                return [found for k in said for found in expand(sentence, k)]
    if token.deprel == "conj" and token.head >= 0 and tokens[token.head].upos == "VERB":
        # "criticised and threatened Iran": the object may stand with the last verb only.
        return []
    for c in children[verb]:
        # "condemned and rejected the plan"
        if (
            tokens[c].deprel == "conj"
            and tokens[c].upos == "VERB"
            and tokens[c].xpos == token.xpos
            and not any(tokens[k].deprel in SUBJECTS for k in children[c])
            and c - verb <= 3
        ):
            return [k for k in children[c] if tokens[k].deprel == "obj"]
    if token.deprel == "acl:relcl" and token.head >= 0 and _lacks_antecedent(sentence, verb):
        return [token.head]
    return []


def _lacks_antecedent(sentence: Sentence, verb: int) -> bool:
    """Tell whether a relative clause has its own subject and no relative pronoun elsewhere."""
    tokens = sentence.tokens
    inner = sentence.children[verb]
    has_subject = any(
        tokens[c].deprel in {"nsubj", "nsubj:pass"} and tokens[c].lemma not in RELATIVE
        for c in inner
    )
    takes_clause = any(tokens[c].deprel in {"ccomp", "xcomp"} for c in inner)
    return has_subject and not takes_clause


def complement_subjects(sentence: Sentence, index: int) -> list[int]:
    """List the heads of the subject of the clause that a word takes."""
    clause = complement_of(sentence, index)
    if clause is None:
        return []
    tokens = sentence.tokens
    own = [c for c in sentence.children[clause] if tokens[c].deprel in {"nsubj", "nsubj:pass"}]
    if own:
        return [found for c in own for found in expand(sentence, c)]
    if is_passive(sentence, clause):
        return []
    mine = set(surface_subjects(sentence, index))
    return [found for found in surface_subjects(sentence, clause) if found not in mine]
