"""Predicates and their arguments: who stands where around a word that says a deed.

Deep places are read off the Universal Dependencies tree: the passive's agent is a subject, its
surface subject an object; infinitives and participles find their controller, relative pronouns
their antecedent, second conjuncts what the first one shares with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.harms import HARMS, TOLL
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
        elif sentence.tokens[child].deprel == "appos" and (
            sentence.tokens[index].xpos == "NN" or child == index + 1
        ):
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
            tokens[child].deprel in {"nsubj", "obj"} and tokens[child].lemma not in BESTOWED
            for child in sentence.children[verb]
        )
    return False


# "were questioned and refused asylum": what somebody is given or denied.
BESTOWED = frozenset(
    """asylum visa entry permission access bail citizenship refuge permit residency parole
    shelter passport""".split()
)


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
            return _find_attack(sentence, at) or tokens[at].head
        if tokens[at].deprel in {"ccomp", "root"}:
            break
        at = tokens[at].head
    return index


def _find_attack(sentence: Sentence, verb: int) -> int | None:
    """Find the attack of which a relative clause tells the toll.

    "The bombings of embassies in Kenya that killed 224": the bombings did, no embassy.
    """
    tokens = sentence.tokens
    at = tokens[verb].head
    if tokens[verb].lemma not in TOLL or is_passive(sentence, verb):
        return None
    while tokens[at].deprel in {"nmod", "conj"}:
        if tokens[at].deprel == "nmod" and case_of(sentence, at) not in STRUCK:
            return None
        at = tokens[at].head
        if tokens[at].lemma in HARMS:
            return at
    return None


# What these lead on to suffers an attack, or is where it happens.
STRUCK = frozenset({"of", "on", "upon", "at", "against", "in", "near", "outside"})


def antecedents(sentence: Sentence, index: int) -> list[int]:
    """List a phrase's heads; for "A and B, who …", both."""
    tokens = sentence.tokens
    # "the rebels, some of whom fled": those rebels
    of_whom = [c for c in sentence.children[index] if tokens[c].text.lower() == "whom"]
    found = resolve_relative(sentence, of_whom[0] if of_whom else index)
    if found != index and tokens[found].deprel == "conj" and tokens[index - 1].text == ",":
        found = tokens[found].head
    of = tokens[found].head
    if found != index and of >= 0 and tokens[found].deprel == "nmod" and tokens[of].lemma == "one":
        # "Germany is one of the countries that pay": of all of them Germany is the one told of.
        subject = [c for c in sentence.children[of] if tokens[c].deprel == "nsubj"]
        if subject:
            return list(expand(sentence, subject[0]))
    return list(expand(sentence, found))


def named(sentence: Sentence, index: int) -> bool:
    """Tell whether a word belongs to a person's name."""
    return any(n.label == "PER" and n.first <= index < n.last for n in sentence.names)


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
            if relation in {"acl", "advcl"} and not is_infinitive(sentence, c):
                continue
            return c
    for c in sentence.children[index]:
        # "told the attaché to pack": the network may hang the infinitive from the one told;
        # "barred the generals from entering".
        if tokens[c].deprel == "iobj":
            for k in sentence.children[c]:
                if tokens[k].deprel == "acl" and is_infinitive(sentence, k):
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


def is_infinitive(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is a bare form after "to"."""
    return sentence.tokens[verb].xpos == "VB" and any(
        sentence.tokens[c].lemma == "to" for c in sentence.children[verb]
    )


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
