"""Mend what the network says where grammar rules it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from communique.language.attaching import (
    mend_agents,
    mend_appositions,
    mend_deadlines,
    mend_departures,
    mend_names,
    mend_occasions,
    mend_participles,
    mend_quantities,
    mend_reductions,
    mend_samples,
    mend_schedules,
)
from communique.language.reporting import mend_reporting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.language.parse import Parse


def mend(words: Sequence[str], parse: Parse, *, headline: bool) -> None:
    """Mend a sentence's parse, in place."""
    if not headline:
        mend_passives(words, parse)
    mend_progressives(words, parse)
    mend_visitors(words, parse)
    mend_schedules(words, parse)
    mend_departures(words, parse)
    mend_conjuncts(words, parse)
    mend_lists(words, parse)
    mend_names(words, parse)
    mend_deadlines(words, parse)
    mend_occasions(words, parse)
    mend_samples(words, parse)
    mend_appositions(words, parse)
    mend_bestowals(words, parse)
    mend_reductions(words, parse)
    mend_agents(words, parse)
    mend_quantities(words, parse)
    mend_participles(words, parse)
    mend_particles(words, parse)
    mend_subjects(words, parse)
    mend_vocatives(words, parse)
    mend_reporting(words, parse)


_FINAL: Final = frozenset((".", "!", "?", '"', "”", "’", "''"))
_CLAUSES: Final = frozenset(("root", "ccomp", "parataxis"))


_HAVING: Final = frozenset(("have", "has", "had"))


def mend_passives(words: Sequence[str], parse: Parse) -> None:
    """Make bare participles with a subject into past tenses, in place: "the minister resigned".

    A passive clause of a full sentence has its auxiliary; headlines, which drop it, are left
    alone, and so are participles that are no past tense as well, such as "taken". What has only
    "had" before it is no passive either.
    """
    if "nsubj:pass" not in parse.deprels or words[-1] not in _FINAL:
        return
    helpers: dict[int, set[str]] = {}
    for word, head, deprel in zip(words, parse.heads, parse.deprels, strict=True):
        if deprel.startswith("aux") or deprel == "cop":
            helpers.setdefault(head, set()).add(word.lower())
    for i, deprel in enumerate(parse.deprels):
        verb = parse.heads[i]
        helped = helpers.get(verb, set())
        if deprel == "nsubj:pass" and helped and helped <= _HAVING:
            # "had 'wholly destroyed' the camp"
            parse.deprels[i] = "nsubj"
        elif (
            deprel == "nsubj:pass"
            and not helped
            and parse.xpos[verb] in ("VBN", "VBD")
            and parse.deprels[verb] in _CLAUSES
            and (not words[verb].endswith(("n", "ne")) or words[verb] == "won")
        ):
            parse.deprels[i] = "nsubj"
            parse.xpos[verb] = "VBD"


def mend_progressives(words: Sequence[str], parse: Parse) -> None:
    """Make a progressive of a participle taken for a noun's modifier, in place.

    "have been bombing border areas": after "been" a participle and a noun are a verb and its
    object, which the network may read as "have been [bombing areas]".
    """
    for i in range(1, len(words)):
        noun = parse.heads[i]
        if (
            words[i - 1].lower() == "been"
            and parse.xpos[i] == "VBG"
            and parse.deprels[i] in ("compound", "amod")
            and noun > i
            and parse.heads[i - 1] == noun
            and parse.deprels[i - 1] == "cop"
        ):
            for k, deprel in enumerate(parse.deprels):
                if parse.heads[k] == noun and k != i:
                    if k < i or not deprel.startswith(("amod", "compound", "nmod", "flat", "det")):
                        parse.heads[k] = i
                    if deprel == "nmod" and k > noun:
                        parse.heads[k], parse.deprels[k] = i, "obl"
            parse.heads[i], parse.deprels[i] = parse.heads[noun], parse.deprels[noun]
            parse.heads[noun], parse.deprels[noun] = i, "obj"
            parse.deprels[i - 1] = "aux"
            parse.upos[i], parse.upos[i - 1] = "VERB", "AUX"


def mend_visitors(words: Sequence[str], parse: Parse) -> None:
    """Make a modifier of "visiting" before who visits, in place.

    "Visiting President Talabani met Hu", "a meeting with visiting Iraqi President Talabani": the
    network may take who visits for who is visited.
    """
    heads, deprels = parse.heads, parse.deprels
    for i, word in enumerate(words):
        if word.lower() != "visiting":
            continue
        guests = [k for k in range(i + 1, min(i + 8, len(words))) if heads[k] == i]
        guests = [k for k in guests if deprels[k] == "obj"]
        relation = _relation_of_guest(words, parse, i) if guests else ""
        if not relation or parse.names[guests[-1]].endswith(("LOC", "GPE")):
            continue
        *titles, guest = guests
        heads[guest], deprels[guest] = heads[i], relation
        for k in range(len(words)):
            if heads[k] == i and k != guest:
                heads[k] = guest
                if k in titles:
                    deprels[k] = "nmod:desc"
                if deprels[k] == "mark":
                    deprels[k], parse.upos[k] = "case", "ADP"
        heads[i], deprels[i], parse.upos[i] = guest, "amod", "VERB"


def _relation_of_guest(words: Sequence[str], parse: Parse, i: int) -> str:
    """Say what a guest after "visiting" is to the word above, "" where a place is visited."""
    heads, deprels = parse.heads, parse.deprels
    after = words[i + 1].lower() if i + 1 < len(words) else "the"
    if after in ("the", "a", "an", "his", "her", "their", "its"):
        # "after visiting the shrine"
        return ""
    if any(heads[k] == i and deprels[k].startswith("aux") for k in range(i)):
        return ""
    if i == 0:
        return "nsubj" if deprels[i] == "csubj" else ""
    before, nominal = parse.upos[i - 1], parse.upos[heads[i]] in ("NOUN", "PROPN")
    if before == "CCONJ":
        return "conj" if nominal and deprels[i] == "conj" else ""
    if before == "VERB":
        return "obj"
    if before == "ADP" or words[i - 1].lower() in ("with", "to", "by", "from"):
        return "nmod" if nominal else "obl"
    return ""


_REPORTING: Final = frozenset(("said", "says", "say", "added", "adds", "told", "asked", "wrote"))


def mend_conjuncts(words: Sequence[str], parse: Parse) -> None:
    """Coordinate a finite verb with the verb before it, not with a noun, in place.

    "The South stopped pumping because of a quarrel over fees, and accused Khartoum of theft": what
    follows such a verb is its object.
    """
    heads, deprels = parse.heads, parse.deprels
    for verb, deprel in enumerate(deprels):
        noun = heads[verb]
        if (
            deprel != "conj"
            or parse.upos[verb] != "VERB"
            or parse.xpos[verb] not in ("VBD", "VBZ", "VBP")
            or words[verb].lower() in _REPORTING
            or parse.upos[noun] not in ("NOUN", "PROPN")
        ):
            continue
        own = [k for k in range(len(words)) if heads[k] == verb]
        subjects = [k for k in own if deprels[k].startswith("nsubj")]
        if any(k < verb for k in subjects) or any(deprels[k] == "cop" for k in own):
            continue
        above = noun
        while above >= 0 and not (parse.upos[above] == "VERB" and parse.xpos[above] != "VBG"):
            above = heads[above]
        if above < 0 or above > verb:
            continue
        heads[verb] = above
        for k in subjects:
            deprels[k] = "obj"


def mend_lists(words: Sequence[str], parse: Parse) -> None:
    """Hang the members of a list from its first, in place: "Egypt, Jordan and Saudi Arabia".

    In the treebanks a member that a comma parts from the one before has members of its own in 6 of
    100 such lists.
    """
    heads, deprels = parse.heads, parse.deprels
    beside: dict[int, set[str]] = {}
    for i, head in enumerate(heads):
        if i < head and deprels[i] in ("cc", "punct"):
            beside.setdefault(head, set()).add("cc" if deprels[i] == "cc" else words[i])
    for i, deprel in enumerate(deprels):
        before = heads[i]
        if (
            deprel == "conj"
            and deprels[before] == "conj"
            and parse.upos[i] in _NOUNS
            and parse.upos[before] in _NOUNS
            and beside.get(before) == {","}
            and beside.get(i, set()) & {"cc", ","}
        ):
            heads[i] = heads[before]
    for i, deprel in enumerate(deprels):
        of, above = heads[i], heads[heads[i]] if heads[i] >= 0 else -1
        # "the government of Chad and the rebels": an article stands before one of two alone.
        if (
            deprel == "conj"
            and above >= 0
            and deprels[of] == "nmod"
            and words[above].lower() in _RULING
            and parse.upos[of] == "PROPN"
            and words[i - 1].lower() == "the"
            and deprels[i - 1] == "det"
            and not any(head == of and deprels[k] == "det" for k, head in enumerate(heads))
        ):
            heads[i] = above


_NOUNS: Final = ("NOUN", "PROPN")
_RULING: Final = frozenset(
    """government regime army military president king queen emperor minister premier chancellor
    leader parliament""".split()
)


# Verbs with which "over" is always a particle.
_HANDING: Final = re.compile(r"(?:hand|turn|sign)(?:s|ed|ing)?")


def mend_particles(words: Sequence[str], parse: Parse) -> None:
    """Make an object of what stands behind a verb's particle, in place: "handed over control"."""
    heads, deprels = parse.heads, parse.deprels
    for i in range(1, len(words) - 1):
        verb = i - 1
        if parse.upos[verb] != "VERB" or deprels[i] not in ("case", "compound:prt"):
            continue
        over = words[i].lower() == "over" and _HANDING.fullmatch(words[verb].lower())
        if deprels[i] == "case" and parse.xpos[i] != "RP" and not over:
            continue
        own = [k for k in range(len(words)) if heads[k] == verb]
        noun = heads[i] if deprels[i] == "case" else _phrase_from(parse, verb, i + 1)
        if noun <= i or noun not in own or deprels[noun] != "obl":
            continue
        if any(deprels[k] == "obj" or deprels[k].endswith(":pass") for k in own):
            continue
        heads[i], deprels[i] = verb, "compound:prt"
        deprels[noun] = "obj"


def _phrase_from(parse: Parse, verb: int, first: int) -> int:
    """Return the common noun under a verb whose phrase begins at a word, without preposition."""
    at = first
    while at >= 0 and parse.heads[at] != verb:
        at = parse.heads[at]
    if at < 0 or parse.upos[at] != "NOUN" or parse.deprels[first] not in _OPENING:
        return -1
    under = (parse.deprels[k] for k, head in enumerate(parse.heads) if head == at)
    return -1 if "case" in under else at


_OPENING: Final = frozenset(("det", "amod", "nummod", "compound", "nmod:poss", "obl"))


def mend_subjects(words: Sequence[str], parse: Parse) -> None:
    """Make a verb's subject of a name that is hung from its object as if part of it, in place.

    "South Africa released Nelson Mandela": no name goes on beyond a finite verb.
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(len(words) - 2):
        verb, name = i + 1, heads[i]
        if (
            deprels[i] == "flat"
            and name > verb
            and parse.xpos[verb] in ("VBD", "VBZ", "VBP")
            and heads[name] == verb
            and not any(
                heads[k] == verb and deprels[k].startswith("nsubj") for k in range(len(words))
            )
        ):
            heads[i], deprels[i] = verb, "nsubj"


def mend_vocatives(words: Sequence[str], parse: Parse) -> None:
    """Make a verb's subject of whoever seems called before it, in place.

    "Assad, Mubarak to meet in Cairo": nobody is called upon by a verb that has a
    tense or an auxiliary of its own.
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(len(words)):
        verb = heads[i]
        if deprels[i] != "vocative" or verb <= i or parse.upos[i] not in ("NOUN", "PROPN"):
            continue
        own = [k for k in range(len(words)) if heads[k] == verb]
        told = parse.xpos[verb] in ("VBD", "VBZ", "VBP") or any(
            parse.xpos[k] in ("TO", "MD") for k in own if i < k < verb
        )
        if told and not any(deprels[k].startswith(("nsubj", "csubj")) for k in own):
            deprels[i] = "nsubj"


# What is refused or granted to whom a passive before tells of.
_BESTOWED: Final = frozenset(("asylum", "visa", "visas", "entry", "bail", "refuge", "citizenship"))
_BESTOWING: Final = frozenset(("refused", "denied", "granted", "offered", "promised"))


def mend_bestowals(words: Sequence[str], parse: Parse) -> None:
    """Make a passive of what goes on from one, in place: "were questioned and refused asylum"."""
    for i, deprel in enumerate(parse.deprels):
        above = parse.heads[i]
        if deprel != "conj" or words[i].lower() not in _BESTOWING or parse.xpos[above] != "VBN":
            continue
        own = [k for k, head in enumerate(parse.heads) if head == i]
        given = any(parse.deprels[k] == "obj" and words[k].lower() in _BESTOWED for k in own)
        if given and not any(parse.deprels[k].startswith("nsubj") for k in own):
            parse.xpos[i] = "VBN"
