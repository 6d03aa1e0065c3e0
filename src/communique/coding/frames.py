"""Predicates and their arguments: who stands where around a word that says a deed.

Deep places are read off the Universal Dependencies tree: the passive's agent is a subject, its
surface subject an object; infinitives and participles find their controller, relative pronouns
their antecedent, second conjuncts what the first one shares with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.wordings import is_inside_quote
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.types import Sentence

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"})
CLAUSES = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "conj", "root"}
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
# Verbs whose subject, not their object, does what the infinitive says: "promised Iran to help".
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "agree", "offer", "swear"})


# Verbs whose object does what the infinitive says, where the parser hangs it as a purpose.
OBJECT_CONTROL = frozenset(
    {"order", "urge", "ask", "tell", "force", "allow", "instruct", "command", "direct", "compel"}
    | {"invite", "authorise", "authorize", "persuade", "press", "encourage", "oblige", "warn"}
)


def case_of(sentence: Sentence, index: int) -> str:
    """Return the preposition of a noun phrase, its fixed parts joined: `according to`."""
    tokens, children = sentence.tokens, sentence.children
    words: list[str] = []
    for child in children[index]:
        if tokens[child].deprel in {"case", "mark"} and tokens[child].upos in CASES:
            words.append(tokens[child].text.lower())
            words.extend(tokens[k].lemma for k in children[child] if tokens[k].deprel == "fixed")
            # "out of": two prepositions side by side are one.
            if not (
                child + 1 < index
                and tokens[child + 1].head == index
                and tokens[child + 1].deprel == "case"
            ):
                break
    if not words:
        # "with his counterpart Taro Aso": the title may bear the preposition of the name.
        titles = (c for c in children[index] if tokens[c].deprel == "nmod:desc" and c < index)
        return next((case for c in titles if (case := case_of(sentence, c))), "")
    return " ".join(words)


CASES = frozenset({"ADP", "SCONJ", "VERB", "ADV"})


def expand(sentence: Sentence, index: int) -> Iterator[int]:
    """Yield a phrase's head and the heads coordinated with it."""
    yield index
    for child in sentence.children[index]:
        joined = sentence.tokens[child].deprel == "conj" and sentence.tokens[child].upos in NOMINAL
        if joined or is_listed(sentence, index, child):
            yield from expand(sentence, child)
        elif sentence.tokens[child].deprel == "appos" and sentence.tokens[index].xpos == "NN":
            # "the prime minister, Sadiq al-Mahdi, and the rebel": one man has one name.
            for k in sentence.children[child]:
                if sentence.tokens[k].deprel == "conj" and sentence.tokens[k].upos in NOMINAL:
                    yield from expand(sentence, k)


def is_listed(sentence: Sentence, index: int, child: int) -> bool:
    """Tell whether a comma joins two places as headlines do: "sends aid to Chad, Mali"."""
    beside = sentence.tokens[child].deprel in {"appos", "nmod:unmarked"}
    if not beside or sentence.tokens[child - 1].text != ",":
        return False
    places = [n for n in sentence.names if n.label == "LOC"]
    return all(any(n.first <= at < n.last for n in places) for at in (index, child))


PARTITIVES = frozenset(
    {
        "one",
        "two",
        "three",
        "some",
        "many",
        "most",
        "several",
        "both",
        "all",
        "none",
        "few",
        "dozen",
    }
    | {"hundred", "thousand", "scores", "number", "group", "majority", "score", "handful", "half"}
)


def part_of(sentence: Sentence, index: int) -> int:
    """Return the noun that a partitive counts: "aides" of "one of his aides"; others as is."""
    if sentence.tokens[index].lemma.lower() in PARTITIVES:
        for c in sentence.children[index]:
            if sentence.tokens[c].deprel in {"nmod", "obl"} and case_of(sentence, c) == "of":
                return c
    return index


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is passive: by subject or auxiliary, or as participle after a noun."""
    tokens = sentence.tokens
    token = tokens[verb]
    for child in sentence.children[verb]:
        if tokens[child].deprel in {"nsubj:pass", "aux:pass", "csubj:pass"}:
            return True
        if tokens[child].deprel in {"nsubj", "aux"} and token.xpos != "VBN":
            return False
    if token.xpos != "VBN" or any(tokens[c].lemma == "have" for c in auxiliaries(sentence, verb)):
        return False
    if token.deprel in {"acl", "amod"}:
        return True
    if token.deprel in {"advcl", "xcomp", "parataxis", "root", "ccomp"}:
        return not any(
            tokens[child].deprel in {"nsubj", "obj"} for child in sentence.children[verb]
        )
    if token.deprel == "conj" and token.head >= 0 and tokens[token.head].xpos == "VBN":
        return is_passive(sentence, token.head) and not any(
            tokens[child].deprel in {"nsubj", "obj"} for child in sentence.children[verb]
        )
    return False


def has_copula(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun or adjective is what a clause says of its subject: "are on strike"."""
    return any(sentence.tokens[c].deprel == "cop" for c in sentence.children[index])


def auxiliaries(sentence: Sentence, verb: int) -> list[int]:
    """List the auxiliaries of a predicate, those of a first conjunct included when it has none."""
    tokens = sentence.tokens
    own = [c for c in sentence.children[verb] if tokens[c].deprel in {"aux", "aux:pass", "cop"}]
    token = tokens[verb]
    if (
        not own
        and token.deprel == "conj"
        and token.head >= 0
        and tokens[token.head].upos in {"VERB", "AUX"}
    ):
        first = tokens[token.head]
        # "will meet Xi and visit Hanoi", but not "met Xi and was visiting Hanoi".
        if first.xpos == token.xpos and not any(
            tokens[c].deprel in SUBJECTS for c in sentence.children[verb]
        ):
            return auxiliaries(sentence, token.head)
    return own


def resolve_relative(sentence: Sentence, index: int) -> int:
    """Return the antecedent of a relative pronoun, any other token as it is."""
    tokens = sentence.tokens
    token = tokens[index]
    if token.lemma not in RELATIVE or token.upos not in {"PRON", "DET", "SCONJ"}:
        return index
    at = token.head
    while at >= 0:
        if tokens[at].deprel == "acl:relcl" and tokens[at].head >= 0:
            return tokens[at].head
        if tokens[at].deprel in {"ccomp", "root"}:
            break
        at = tokens[at].head
    return index


def antecedents(sentence: Sentence, index: int) -> list[int]:
    """List a phrase's heads; for "A and B, who …", both."""
    tokens = sentence.tokens
    found = resolve_relative(sentence, index)
    if found != index and tokens[found].deprel == "conj" and tokens[index - 1].text == ",":
        found = tokens[found].head
    of = tokens[found].head
    if found != index and of >= 0 and tokens[found].deprel == "nmod" and tokens[of].lemma == "one":
        # "Germany is one of the countries that pay": of all of them Germany is the one told of.
        subject = [c for c in sentence.children[of] if tokens[c].deprel == "nsubj"]
        if subject:
            return list(expand(sentence, subject[0]))
    return list(expand(sentence, found))


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
            if head.upos == "NOUN" and _is_infinitive(sentence, verb):
                # "became the second member to send jets"
                if _is_clause(sentence, token.head):
                    return surface_subjects(sentence, token.head, depth + 1)
                if head.deprel == "xcomp" and tokens[head.head].lemma in {
                    "become",
                    "be",
                    "remain",
                }:
                    return surface_subjects(sentence, head.head, depth + 1)
            if head.upos == "PROPN" and head.head < 0 and _is_infinitive(sentence, verb):
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


def named(sentence: Sentence, index: int) -> bool:
    """Tell whether a word belongs to a person's name."""
    return any(n.label == "PER" and n.first <= index < n.last for n in sentence.names)


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


def phrases_after(sentence: Sentence, index: int, preposition: str) -> list[int]:
    """List the heads of the noun phrases that follow a preposition under a word."""
    tokens = sentence.tokens
    if tokens[index].deprel == "cop":
        at = tokens[index].head
        return list(expand(sentence, at)) if _bears(sentence, at, preposition) else []
    return [
        found
        for c in sentence.children[index]
        if tokens[c].deprel.split(":")[0]
        in {"obl", "nmod", "advcl", "ccomp", "obj", "xcomp", "conj", "acl", "appos"}
        and tokens[c].upos in NOMINAL
        and _bears(sentence, c, preposition)
        for found in expand(sentence, resolve_relative(sentence, c))
    ]


def _bears(sentence: Sentence, index: int, preposition: str) -> bool:
    case = case_of(sentence, index)
    return case == preposition or case in SAME.get(preposition, frozenset())


SAME = {
    "on": frozenset({"upon"}),
    "with": frozenset({"together with", "along with", "alongside"}),
    "between": frozenset({"among", "amongst"}),
    "against": frozenset({"versus"}),
    "to": frozenset({"toward", "towards", "unto"}),
    "in": frozenset({"inside", "within"}),
    "over": frozenset({"about"}),
}


def complement_of(sentence: Sentence, index: int) -> int | None:
    """Return the head of the clause or infinitive that a word takes, None when it takes none."""
    tokens = sentence.tokens
    for relation in ("ccomp", "xcomp", "csubj", "acl", "advcl"):
        for c in sentence.children[index]:
            if tokens[c].deprel != relation:
                continue
            if relation in {"acl", "advcl"} and not _is_infinitive(sentence, c):
                continue
            return c
    for c in sentence.children[index]:
        # "told the attaché to pack": the network may hang the infinitive from the one told;
        # "barred the generals from entering".
        if tokens[c].deprel == "iobj":
            for k in sentence.children[c]:
                if tokens[k].deprel == "acl" and _is_infinitive(sentence, k):
                    return k
        if (
            tokens[c].deprel == "advcl"
            and tokens[c].xpos == "VBG"
            and case_of(sentence, c) == "from"
        ):
            return c
    token = tokens[index]
    if token.deprel == "parataxis" and token.head >= 0 and index > token.head:
        # "The taps will be turned off, the ministry said."
        # What one is told may as well be what one shall do.
        told = token.lemma != "tell" and token.lemma in load_cues().stances
        return token.head if told and tokens[token.head].upos in {"VERB", "AUX"} else None
    return None


def _is_infinitive(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is a bare form after "to"."""
    return sentence.tokens[verb].xpos == "VB" and any(
        sentence.tokens[c].lemma == "to" for c in sentence.children[verb]
    )


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


def clause_head(sentence: Sentence, index: int) -> int:
    """Return the predicate of the clause in which a word stands."""
    tokens = sentence.tokens
    at = index
    while tokens[at].head >= 0:
        token = tokens[at]
        if token.upos in {"VERB", "AUX"} and token.deprel in CLAUSES:
            return at
        if token.deprel in {"ccomp", "advcl", "acl:relcl", "parataxis"}:
            return at
        at = token.head
    return at
