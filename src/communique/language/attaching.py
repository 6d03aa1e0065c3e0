"""Hang words from where they belong where the network hangs them amiss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.language.parse import Parse


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
    """Hang what hangs from a later word of a name from its first, in place, as names are built.

    Two words of a name that the network hangs from one word are one: "Burkina Faso said".
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(1, len(words)):
        inside = parse.names[i].startswith("I-") and parse.upos[i - 1 : i + 1] == ["PROPN"] * 2
        alike = heads[i] == heads[i - 1] >= 0 and deprels[i] == deprels[i - 1]
        if inside and alike and deprels[i] in _ARGUMENTS:
            heads[i], deprels[i] = i - 1, "flat"
    for i in range(len(words)):
        while heads[i] >= 0 and deprels[heads[i]] == "flat" and deprels[i] != "punct":
            heads[i] = heads[heads[i]]


_ARGUMENTS: Final = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj"})


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


def mend_samples(words: Sequence[str], parse: Parse) -> None:
    """Set beside many the few that are named, in place: "expelled ten envoys, among them a Pole".

    The network hangs both "them" and whoever is named from the verb.
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(2, len(words) - 2):
        if [word.lower() for word in words[i - 1 : i + 2]] != [",", "among", "them"]:
            continue
        named = next(
            (
                k
                for k in range(i + 2, len(words))
                if parse.upos[k] in ("NOUN", "PROPN") and deprels[k] not in _WITHIN
            ),
            -1,
        )
        many = next((k for k in range(i - 2, -1, -1) if parse.xpos[k] == "NNS"), -1)
        if named < 0 or many < 0:
            continue
        while deprels[many] == "nmod" and parse.xpos[heads[many]] == "NNS":
            # "dozens of diplomats"
            many = heads[many]
        if heads[many] != named:
            heads[named], deprels[named] = many, "appos"
            heads[i + 1], deprels[i + 1] = named, "nmod"


# Words before a name that are parts of it.
_WITHIN: Final = frozenset(("compound", "amod", "nmod:desc", "nummod", "flat", "nmod:poss"))


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


def mend_reductions(words: Sequence[str], parse: Parse) -> None:
    """Hang a participle with its agent from its noun, in place: "the test made by Iran shocked".

    The network may take the participle for the clause's verb, and leave the verb without subject;
    or for a past tense, which would have a subject of its own.
    """
    heads, deprels = parse.heads, parse.deprels
    _make_participles(parse)
    for i in [heads[k] for k, deprel in enumerate(deprels) if deprel == "obl:agent"]:
        noun = i - 1
        if noun < 0 or deprels[noun] not in ("nsubj", "nsubj:pass") or heads[noun] != i:
            continue
        own = [k for k, head in enumerate(heads) if head == i]
        if any(deprels[k].startswith("aux") for k in own):
            continue
        for verb in range(i + 1, len(words)):
            told = heads[verb] in (heads[i], i) and deprels[verb] in (deprels[i], "conj")
            if not told or parse.xpos[verb] not in ("VBD", "VBZ", "VBP"):
                continue
            below = [deprels[k] for k, head in enumerate(heads) if head == verb]
            if any(deprel.startswith("nsubj") or deprel == "cc" for deprel in below):
                break
            heads[verb], deprels[verb] = heads[i], deprels[i]
            heads[noun], deprels[noun] = verb, "nsubj"
            heads[i], deprels[i], parse.xpos[i] = noun, "acl", "VBN"
            for k in own:
                if deprels[k] == "mark":
                    heads[k] = verb
            break


def _make_participles(parse: Parse) -> None:
    heads, deprels = parse.heads, parse.deprels
    finite = {h for k, h in enumerate(heads) if deprels[k] == "mark" or deprels[k][:5] == "nsubj"}
    for i, deprel in enumerate(deprels):
        if deprel == "acl" and parse.xpos[i] == "VBD" and i not in finite:
            parse.xpos[i] = "VBN"


def mend_agents(words: Sequence[str], parse: Parse) -> None:
    """Hang from a participle what follows its agent, in place: "imposed by the EU on Chad".

    Also a participle with its agent from the noun before it, where the network makes a second
    subject of it: "a truce brokered by Qatar between the two took effect".
    """
    heads, deprels = parse.heads, parse.deprels
    for i in range(1, len(words) - 1):
        agentive = parse.xpos[i] == "VBN" and words[i + 1].lower() == "by"
        if agentive and heads[i - 1] == heads[i] and {deprels[i - 1], deprels[i]} <= _SUBJECTS:
            heads[i], deprels[i] = i - 1, "acl"
    cases = {head: words[k].lower() for k, head in enumerate(heads) if deprels[k] == "case"}
    for i, agent in enumerate(heads):
        beyond = deprels[i] == "nmod" and agent < i and cases.get(i) in _BEYOND
        if beyond and deprels[agent] == "obl:agent" and parse.upos[agent] == "PROPN":
            heads[i], deprels[i] = heads[agent], "obl"


_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass"})
# Names seldom have such phrases of their own.
_BEYOND: Final = ("on", "against", "to", "between", "with", "from", "over", "after", "upon")


def mend_quantities(words: Sequence[str], parse: Parse) -> None:
    """Make so many of those told of the subject, in place: "rebels, thousands of whom fled"."""
    heads, deprels = parse.heads, parse.deprels
    for i in range(2, len(words)):
        if words[i].lower() not in ("whom", "which") or words[i - 1].lower() != "of":
            continue
        many = heads[i]
        if many < 0 or deprels[many] != "appos":
            continue
        clauses = (k for k in range(i + 1, len(words)) if heads[k] == heads[many])
        verb = next((k for k in clauses if deprels[k] == "acl:relcl"), -1)
        subjects = {heads[k] for k, deprel in enumerate(deprels) if deprel.startswith("nsubj")}
        if verb >= 0 and verb not in subjects:
            heads[many], deprels[many] = verb, "nsubj"
