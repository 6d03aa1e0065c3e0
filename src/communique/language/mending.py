"""Mend what the network says where grammar rules it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.language.parse import Parse

_FINAL: Final = frozenset((".", "!", "?", '"', "”", "’", "''"))
_CLAUSES: Final = frozenset(("root", "ccomp", "parataxis"))


def mend_passives(words: Sequence[str], parse: Parse) -> None:
    """Make bare participles with a subject into past tenses, in place: "the minister resigned".

    A passive clause of a full sentence has its auxiliary; headlines, which drop it, are left
    alone, and so are participles that are no past tense as well, such as "taken".
    """
    if "nsubj:pass" not in parse.deprels or words[-1] not in _FINAL:
        return
    helped = {
        head
        for head, deprel in zip(parse.heads, parse.deprels, strict=True)
        if deprel.startswith("aux") or deprel == "cop"
    }
    for i, deprel in enumerate(parse.deprels):
        verb = parse.heads[i]
        if (
            deprel == "nsubj:pass"
            and verb not in helped
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


# What is said to be scheduled or likely takes an infinitive; "due to" is no preposition then.
_SCHEDULED: Final = frozenset(
    ("due", "set", "scheduled", "expected", "slated", "poised", "likely", "about", "going")
)
_DEPARTING: Final = frozenset(
    ("left", "leave", "leaves", "leaving", "departed", "departs", "depart")
)


def mend_schedules(words: Sequence[str], parse: Parse) -> None:
    """Hang an infinitive from the word that schedules it, in place: "who is due to meet Bush"."""
    heads, deprels = parse.heads, parse.deprels
    for i in range(1, len(words) - 2):
        if words[i].lower() not in _SCHEDULED or words[i + 1].lower() != "to":
            continue
        verb = next((j for j in range(i + 2, min(i + 5, len(words))) if parse.xpos[j] == "VB"), -1)
        if verb < 0 or heads[verb] == i or not _has_copula(words, parse, i):
            continue
        if heads[i] == verb:
            # The verb was taken for the head: what stands before the scheduling word is its own.
            heads[i], deprels[i] = heads[verb], deprels[verb]
            for k in range(i):
                if heads[k] == verb:
                    heads[k] = i
        elif deprels[verb] not in ("acl:relcl", "acl", "advcl", "conj"):
            continue
        heads[verb], deprels[verb] = i, "xcomp"
        heads[i + 1], deprels[i + 1] = verb, "mark"


def _has_copula(words: Sequence[str], parse: Parse, at: int) -> bool:
    return any(
        words[k].lower() in ("is", "are", "was", "were", "be", "been", "'s", "'re")
        and parse.heads[k] in (at, parse.heads[at])
        for k in range(max(0, at - 3), at)
    )


def mend_departures(words: Sequence[str], parse: Parse) -> None:
    """Make a destination of the subject of a purpose, in place: "left for Rome to see him"."""
    heads, deprels = parse.heads, parse.deprels
    for place, deprel in enumerate(deprels):
        verb = heads[place]
        if deprel != "nsubj" or place == 0 or words[place - 1].lower() != "for":
            continue
        above = heads[verb]
        if above < 0 or above > place or words[above].lower() not in _DEPARTING:
            continue
        if not parse.names[place].endswith(("LOC", "GPE", "ORG")):
            continue
        heads[place], deprels[place] = above, "obl"
        heads[place - 1], deprels[place - 1] = place, "case"


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


_GIVING: Final = frozenset(("give", "gives", "gave", "given", "giving", "had", "has", "have"))
_SPANS: Final = frozenset(("hours", "days", "weeks", "months", "minutes", "years", "time"))


def mend_deadlines(words: Sequence[str], parse: Parse) -> None:
    """Hang what there is time for from the time, in place: "gave them two hours to leave"."""
    heads, deprels = parse.heads, parse.deprels
    for i in range(1, len(words) - 2):
        verb = heads[i]
        if words[i].lower() not in _SPANS or deprels[i] not in ("obj", "obl:unmarked"):
            continue
        if verb < 0 or words[verb].lower() not in _GIVING or words[i + 1].lower() != "to":
            continue
        end = heads[i + 1]
        if end > i and heads[end] == verb and deprels[end] in ("advcl", "xcomp"):
            heads[end], deprels[end] = i, "acl"


def mend_names(words: Sequence[str], parse: Parse) -> None:
    """Hang what hangs from a later word of a name from its first, in place, as names are built."""
    heads, deprels = parse.heads, parse.deprels
    for i in range(len(words)):
        while heads[i] >= 0 and deprels[heads[i]] == "flat" and deprels[i] != "punct":
            heads[i] = heads[heads[i]]


def mend_participles(words: Sequence[str], parse: Parse) -> None:
    """Hang a closing participle from the main clause, not from a free relative in it, in place.

    "disputed his account of why the talks had failed, insisting that it had asked for less".
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(2, len(words)):
        clause = heads[i]
        if parse.xpos[i] != "VBG" or deprels[i] != "advcl" or words[i - 1] != ",":
            continue
        if not 0 <= clause < i or deprels[clause] != "advcl:relcl":
            continue
        above = heads[clause]
        while above >= 0 and parse.upos[above] != "VERB":
            above = heads[above]
        if above >= 0:
            heads[i] = above


_HELD: Final = frozenset(
    ("held", "hosted", "opened", "convened", "signed", "staged", "chaired", "attended", "launched")
)


def mend_occasions(words: Sequence[str], parse: Parse) -> None:
    """Hang from an occasion what is yet to be done with it, in place: "talks, to be held in Bern".

    The network may hang it from the verb of the clause, beside the occasion.
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(3, len(words)):
        comma = next((k for k in (i - 3, i - 4) if k > 0 and words[k] == ","), -1)
        opens = [word.lower() for word in words[comma + 1 : comma + 3]]
        if words[i].lower() not in _HELD or comma < 0 or opens != ["to", "be"]:
            continue
        if deprels[i] not in ("advcl", "xcomp", "acl"):
            continue
        occasion = -1
        at = comma - 1
        while 0 <= at < comma and (parse.upos[at] in ("NOUN", "PROPN") or occasion < 0):
            occasion = at if parse.upos[at] in ("NOUN", "PROPN") else occasion
            at = heads[at]
        if occasion >= 0:
            heads[i], deprels[i] = occasion, "acl"


def mend_appositions(words: Sequence[str], parse: Parse) -> None:
    """Set beside a name what says what it is, in place: "left Heglig, an oilfield they held".

    The network may take it for an object of the verb after the name's phrase.
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(2, len(words) - 1):
        if words[i].lower() not in ("a", "an") or words[i - 1] != ",":
            continue
        noun, name = heads[i], i - 2
        while name > 0 and deprels[name] in ("flat", "compound") and heads[name] >= 0:
            name = heads[name]
        if (
            noun > i
            and deprels[noun] == "obj"
            and deprels[name] == "obl"
            and parse.upos[name] == "PROPN"
            and heads[noun] == heads[name]
            and name < i
        ):
            heads[noun], deprels[noun] = name, "appos"


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
