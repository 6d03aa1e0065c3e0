"""Which phrases stand at the places that an entry names, and which parties they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import carriers, frames, valency
from communique.coding.clauses import condition_parties, inner_clauses
from communique.coding.parties import Party, find_parties, list_agents
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.coding.parties import Cast
    from communique.lexicon import Entry
    from communique.types import Sentence


TELLING = frozenset({"tell", "inform", "brief", "assure", "warn", "say", "declare"})


def first_filled(
    sentence: Sentence,
    cast: Cast,
    index: int,
    places: Iterable[str],
    carrier: int | None,
    entry: Entry,
    *,
    role: str,
) -> tuple[Party, ...]:
    """Return the parties at the first of some places that holds any."""
    telling = role == "recipient" and sentence.tokens[index].lemma in TELLING
    for place in places:
        found = parties_at(sentence, cast, index, place, carrier, entry, deep=True, role=role)
        if telling:
            # "told reporters", "told a meeting with farmers": they hear of the deed, it is not
            # done to them.
            heard = place in {"object", "iobject"} and _is_told_to_gathering(sentence, index)
            found = tuple(p for p in found if p.entity.sector != "MED" and not heard)
        if found:
            return found
    return ()


GATHERINGS = frozenset(
    """meeting conference rally audience forum seminar gathering summit crowd congress briefing
    session hearing ceremony assembly luncheon dinner convention member delegate student""".split()
)


def _is_told_to_gathering(sentence: Sentence, index: int) -> bool:
    """Tell whether something is told to all who have met: "told a meeting with farmers"."""
    return any(
        sentence.tokens[c].deprel in {"obj", "iobj"} and sentence.tokens[c].lemma in GATHERINGS
        for c in sentence.children[index]
    )


def parties_at(
    sentence: Sentence,
    cast: Cast,
    index: int,
    place: str,
    carrier: int | None,
    entry: Entry,
    *,
    deep: bool,
    role: str = "actor",
) -> tuple[Party, ...]:
    """Find who stands at one place of one word."""
    if place == "possessor":
        found = possessors(sentence, cast, index)
        if entry.mode == "visit" and entry.pos == "noun":
            # "Putin's China trip" is his alone.
            there = {p.mention.first for p in visited(sentence, cast, index)}
            found = tuple(p for p in found if p.mention.first not in there)
        if entry.type in {"CONSULT", "AGREE"}:
            # "the Vienna talks", "the Minsk agreement": a city before a meeting is its place.
            found = tuple(p for p in found if not is_venue(sentence, p))
        if entry.type == "PROTEST":
            # "the George Floyd protests" are held over him, not by him.
            found = tuple(p for p in found if not _is_theme(sentence, p))
        return found
    phrases = [at for at in phrases_at(sentence, index, place, carrier, entry) if at != index]
    locative = not (place in {"subject", "light"} and role == "actor")
    # "The bombing of a clinic killed two": what it befell did not do it.
    blamed = entry.type == "ASSAULT" if role == "actor" else entry.type in BLAMING
    blamed = blamed and entry.mode != "investigate"
    found = find_parties(sentence, cast, phrases, deep=deep, locative=locative, blamed=blamed)
    if role == "actor" and place in {"subject", "light"}:
        # "Heathrow airport cuts flights": where a thing is does not act.
        found = tuple(p for p in found if p.direct or not is_venue(sentence, p))
    return found


# These are done to whoever did the harm that they are about.
BLAMING = frozenset({"ACCUSE", "PROTEST"})


def visited(sentence: Sentence, cast: Cast, noun: int) -> tuple[Party, ...]:
    """Find where a trip goes whose noun the place stands before: "his first China visit"."""
    tokens = sentence.tokens
    owners = [c for c in sentence.children[noun] if tokens[c].deprel == "nmod:poss"]
    bound = [c for c in sentence.children[noun] if tokens[c].deprel == "compound"]
    found = find_parties(sentence, cast, bound, deep=False) if owners else ()
    return tuple(p for p in found if p.mention.how in {"name", "place", "metonym"})


def _is_theme(sentence: Sentence, party: Party) -> bool:
    token = sentence.tokens[party.mention.head]
    return party.mention.how in {"person", "surname"} and token.deprel == "compound"


def is_venue(sentence: Sentence, party: Party) -> bool:
    """Tell whether a party is a place name used as a modifier."""
    token = sentence.tokens[party.mention.head]
    return party.mention.how in {"metonym", "place"} and token.deprel == "compound"


def phrases_at(
    sentence: Sentence, index: int, place: str, carrier: int | None, entry: Entry
) -> Sequence[int]:
    """List the heads of the phrases at a place."""
    tokens, children = sentence.tokens, sentence.children
    if entry.pos == "noun":
        return noun_phrases_at(sentence, index, place, carrier, entry)
    match place:
        case "subject":
            if entry.pos == "adjective":
                return valency.surface_subjects(sentence, index)
            return valency.subjects(sentence, index)
        case "object":
            return valency.objects(sentence, index)
        case "iobject":
            found = [
                f
                for c in children[index]
                if tokens[c].deprel == "iobj"
                for f in frames.expand(sentence, c)
            ]
            twice = [c for c in children[index] if tokens[c].deprel == "obj"]
            # Of two objects the first is to whom it is given.
            return found or (list(frames.expand(sentence, twice[0])) if len(twice) > 1 else [])
        case "complement":
            return valency.complement_subjects(sentence, index)
        case "condition":
            return condition_parties(sentence, index)
        case "complement object":
            return [
                head
                for clause in inner_clauses(sentence, index)
                for head in valency.objects(sentence, clause)
                # "swore to avenge its general": what is his own is not done harm.
                if not any(tokens[k].xpos == "PRP$" for k in children[head])
                # "any nation that helped Iran": it is not Iran that is meant.
                and not any(
                    tokens[k].deprel.startswith("acl") and tokens[k].xpos in {"VBD", "VBZ", "VBP"}
                    for k in children[head]
                )
            ]
        case _ if place.startswith("complement "):
            return [
                head
                for clause in inner_clauses(sentence, index)
                for head in phrases_at(
                    sentence, clause, place.removeprefix("complement "), carrier, entry
                )
            ]
        case _:
            found = frames.phrases_after(sentence, index, place)
            if not found and place == "in":
                # "arrived here"
                found = [c for c in children[index] if tokens[c].text == "here"]
            if not found:
                # "signed an agreement with Iran", "worked together with Iran": the phrase may hang
                # from the object or the adverb.
                for c in children[index]:
                    if tokens[c].deprel in {"obj", "xcomp", "obl", "nsubj:pass", "advmod"}:
                        found = frames.phrases_after(sentence, c, place)
                        if found:
                            break
            if not found and tokens[index].lemma == "have":
                # "has troops deployed in Chad"
                found = [
                    head
                    for c in children[index]
                    if tokens[c].deprel == "obj"
                    for k in children[c]
                    if tokens[k].deprel == "acl"
                    for head in frames.phrases_after(sentence, k, place)
                ]
            if not found and place == "against":
                # "brought a case of genocide against Israel"
                found = [
                    head
                    for c in children[index]
                    if tokens[c].deprel == "obj"
                    for k in children[c]
                    if tokens[k].deprel == "nmod" and k > c
                    for head in frames.phrases_after(sentence, k, place)
                ]
            return found


# Verbs of those who have a thing before them: a visit of their own, a request of others'.
WEIGHING = frozenset({"consider", "weigh", "mull", "contemplate", "scrap", "shelve", "skip"})
UTTERED = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT", "CONCEDE"})
# Verbs of those to whom a request is made.
RECEIVING = frozenset({"receive", "get", "accept", "approve", "grant"})
ARRANGING = frozenset({"arrange", "organise", "organize", "broker", "facilitate", "set"})
NESTED = frozenset({"by", "to", "with", "from", "against", "on"})


def is_uttered(sentence: Sentence, carrier: int, entry: Entry) -> bool:
    """Tell whether who does a verb does the noun's deed: no "is considering a request"."""
    lemma = sentence.tokens[carrier].lemma
    if entry.type == "REQUEST" and lemma in RECEIVING:
        return False
    return lemma not in WEIGHING or entry.type not in UTTERED


def noun_phrases_at(
    sentence: Sentence, index: int, place: str, carrier: int | None, entry: Entry
) -> Sequence[int]:
    """List the heads of the phrases at a place of a noun or of the verb that carries it."""
    tokens = sentence.tokens
    happening = carriers.happening_of(sentence, index)
    if place == "complement":
        return valency.complement_subjects(sentence, index)
    if place == "clause":
        return helped_along(sentence, index)
    if place == "subject":
        # "are on strike": the noun itself is the predicate.
        stated = frames.has_copula(sentence, index)
        return valency.surface_subjects(sentence, index) if stated else []
    if place == "light":
        if carrier is not None:
            if tokens[carrier].lemma in load_cues().undergoing:
                return []
            if tokens[carrier].deprel == "acl" and tokens[carrier].xpos == "VBN":
                return []
            if tokens[carrier].lemma in ARRANGING and frames.phrases_after(
                sentence, index, "between"
            ):
                # "arranged a meeting between the two sides": whoever does is neither of them.
                return []
            if not is_uttered(sentence, carrier, entry):
                return []
            if tokens[carrier].lemma in ENGAGED and tokens[carrier].xpos == "VBN":
                return valency.surface_subjects(sentence, carrier)
            return valency.subjects(sentence, carrier)
        if entry.type == "PROTEST" and frames.case_of(sentence, index) == "in":
            # "burned their passports in protest at the law"
            at = tokens[index].head
            return valency.subjects(sentence, at) if tokens[index].deprel == "obl" else []
        return standing(sentence, index, entry) or (
            taking_part(sentence, index) if entry.type in {"CONSULT", "COOPERATE"} else []
        )
    found = list(frames.phrases_after(sentence, index, place))
    if not found:
        # "the return of the statues to Benin by France": the phrase may hang further down.
        at = index
        for _ in range(3 if place in NESTED else 0):
            inner = [c for c in sentence.children[at] if tokens[c].deprel == "nmod" and c > at]
            if not inner or found:
                break
            at = inner[-1]
            found = list(frames.phrases_after(sentence, at, place))
    if not found and place == "by":
        hung = list_agents(sentence, index)
        found = [head for at in hung for head in frames.expand(sentence, at)]
    if not found and place == "to" and entry.mode == "visit":
        # "his visit, the first to Chad in a decade"
        found = [
            head
            for c in sentence.children[index]
            if tokens[c].deprel == "appos"
            for head in frames.phrases_after(sentence, c, place)
        ]
    for verb in (carrier, happening):
        if verb is not None and not found:
            if place == "by":
                found = valency.agents(sentence, verb)
            else:
                found = [f for f in frames.phrases_after(sentence, verb, place) if f != index]
    if not found and place in {"on", "against"} and carrier is not None:
        # "faces sanctions", "came under attack": who undergoes the deed is the subject.
        if tokens[carrier].lemma in load_cues().undergoing:
            return valency.surface_subjects(sentence, carrier)
    if not found:
        # "4 meetings this year with Xi" hung from a counter: "a series of talks with Oman"
        head = tokens[index].head
        if (
            head >= 0
            and tokens[index].deprel == "nmod"
            and tokens[head].lemma in load_cues().counters
        ):
            found = frames.phrases_after(sentence, head, place)
    return found


def standing(sentence: Sentence, noun: int, entry: Entry) -> list[int]:
    """List who is in a state that a noun names: "is on a visit to Japan", "are in talks"."""
    if not any(sentence.tokens[c].deprel == "cop" for c in sentence.children[noun]):
        return []
    if entry.type != "CONSULT" and frames.case_of(sentence, noun) not in {"in", "on"}:
        return []
    return valency.surface_subjects(sentence, noun)


# "have been locked in talks": who is, talks.
ENGAGED = frozenset({"engage", "lock", "involve"})
TOLD = frozenset({"tell", "inform", "assure", "ask", "urge", "warn", "remind", "promise", "brief"})


# "under pressure from Paris, Rome gave way", "took the town with the help of Iran".
ALONG = frozenset({"with", "at", "under", "thanks to", "on", "upon", "by", "amid", "without"})


def helped_along(sentence: Sentence, noun: int) -> list[int]:
    """List who does what is done with, under or at something named in passing."""
    token = sentence.tokens[noun]
    if token.deprel != "obl" or frames.case_of(sentence, noun) not in ALONG:
        return []
    return valency.surface_subjects(sentence, token.head)


def taking_part(sentence: Sentence, noun: int) -> list[int]:
    """List who takes part in a meeting named in passing: "said after talks with Lavrov"."""
    tokens = sentence.tokens
    token = tokens[noun]
    if token.head >= 0 and token.deprel in {"obj", "iobj"}:
        return addressing(sentence, noun)
    # "After meeting with Modi, Xi said": the network may take the noun for a clause.
    clausal = token.deprel == "advcl" and token.upos == "NOUN"
    if token.head < 0 or not (clausal or token.deprel in {"obl", "nmod"}):
        return []
    if frames.case_of(sentence, noun) not in {
        "after", "during", "at", "in", "following", "before", "ahead of", "for", "on", "to",
        "from", "into", "through",
    }:  # fmt: skip
        return []
    governor = token.head
    if (
        tokens[governor].upos in {"NOUN", "PROPN"}
        and tokens[governor].deprel in {"obj", "iobj", "obl"}
        and frames.case_of(sentence, noun) == "during"
    ):
        # "told Jiang during a visit to China"
        governor = tokens[governor].head
    if tokens[governor].upos == "ADV" and tokens[governor].head >= 0:
        # "midway through a visit to Chad"
        governor = tokens[governor].head
    if tokens[governor].upos in {"VERB", "AUX"}:
        told = []
        if tokens[governor].lemma in TOLD and (
            frames.case_of(sentence, noun) in {"during", "at", "in", "on"}
        ):
            # "told the emir at a meeting": who is told something there is there.
            told = [c for c in sentence.children[governor] if tokens[c].deprel in {"obj", "iobj"}]
        return [*valency.surface_subjects(sentence, governor), *told]
    if (
        frames.has_copula(sentence, governor)
        and frames.case_of(sentence, governor) in {"in", "at"}
        and frames.phrases_after(sentence, noun, "with")
    ):
        # "was in Rome for talks with the pope"
        return valency.surface_subjects(sentence, governor)
    return []


# What is on them is done by whose they are: "his agenda includes a meeting with Assad".
AGENDAS = frozenset("agenda schedule programme program itinerary visit trip tour stay day".split())
ADDRESSING = frozenset({"tell", "address"})


def addressing(sentence: Sentence, noun: int) -> list[int]:
    """List who speaks to a meeting, or has it on his agenda."""
    verb = sentence.tokens[noun].head
    subjects = valency.surface_subjects(sentence, verb)
    if sentence.tokens[verb].lemma in ADDRESSING:
        return subjects
    if sentence.tokens[verb].lemma not in {"include", "feature"}:
        return []
    return [
        c
        for at in subjects
        if sentence.tokens[at].lemma in AGENDAS
        for c in sentence.children[at]
        if sentence.tokens[c].deprel == "nmod:poss"
    ]


def possessors(sentence: Sentence, cast: Cast, index: int) -> tuple[Party, ...]:
    """Find whose a noun's deed is: "Iran's", "Iranian", "UN", "US-led", "Trump-Kim"."""
    tokens, children = sentence.tokens, sentence.children
    heads: list[int] = []
    for c in children[index]:
        deprel = tokens[c].deprel
        if deprel == "nmod:poss":
            heads.extend(frames.expand(sentence, c))
        elif (
            deprel in {"amod", "compound", "nmod", "nmod:desc", "appos", "det"}
            and c < index
            and (not frames.case_of(sentence, c))
        ):
            heads.extend(frames.expand(sentence, c))
            heads.extend(
                k
                for k in children[c]
                if tokens[k].deprel in {"compound", "obl", "nmod", "amod", "flat"} and k < index
            )
    found = find_parties(sentence, cast, heads, deep=False)
    if found:
        return found
    # A possessor that is no actor itself may hold one: "the North Korean leader's visit".
    owners = [c for c in children[index] if tokens[c].deprel == "nmod:poss"]
    return find_parties(sentence, cast, owners, deep=True)
