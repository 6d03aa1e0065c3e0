"""Who stands at the places that an entry names: from places to parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import carriers, frames
from communique.coding.clauses import aimed_at, condition_parties, inner_clauses
from communique.coding.parties import POWERS, Party, find_parties
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.coding.parties import Cast
    from communique.lexicon import Entry
    from communique.types import Sentence


def find_roles(
    sentence: Sentence, cast: Cast, index: int, entry: Entry, carrier: int | None
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Find the actors and the recipients at the places that an entry names."""
    if entry.mutual:
        gathered: dict[str, Party] = {}
        for place in entry.actor:
            if place == "light" and len(gathered) > 1:
                break
            for party in parties_at(
                sentence, cast, index, place, carrier, entry, deep=place != "object"
            ):
                gathered.setdefault(party.entity.id, party)
        return tuple(gathered.values()), ()
    places = entry.actor
    if entry.pos == "noun" and "possessor" in places and _is_owned(sentence, index):
        # "accepted Levy's request": whose it is has made it, whatever else is done with it.
        places = ("possessor", *(p for p in places if p != "possessor"))
    undergone = entry.pos == "noun" and "by" in places and _is_undergone(sentence, cast, index)
    if undergone:
        places = tuple(p for p in places if p not in {"possessor", "light"})
    actors = first_filled(sentence, cast, index, places, carrier, entry, role="actor")
    if not actors and entry.pos == "verb":
        actors = unnamed_agents(sentence, cast, index, entry)
    if entry.type == "ASSAULT":
        actors = tuple(p for p in actors if sentence.tokens[p.mention.head].lemma not in HARMED)
    recipients: tuple[Party, ...] = ()
    own = {party.entity.id for party in actors}
    for place in ("possessor",) if undergone else entry.recipient:
        # "turned up its nose at the offer": where only the actor himself stands, the next holds.
        found = first_filled(sentence, cast, index, (place,), carrier, entry, role="recipient")
        recipients = others_than(actors, found, entry)
        if recipients or any(p.entity.id not in own for p in found):
            break
        if found and entry.type not in AT_HOME:
            break
    if not recipients and entry.type == "ASSAULT":
        recipients = others_than(actors, victims_above(sentence, cast, index), entry)
    if not recipients and entry.pos == "noun" and entry.type in UTTERED:
        answering = find_parties(sentence, cast, answerers(sentence, index), deep=False)
        recipients = others_than(actors, answering, entry)
    if not recipients and entry.type == "PROTEST":
        recipients = others_than(actors, aimed_at(sentence, cast, index, carrier), entry)
    return actors, recipients


COUNTED = frozenset("hundred thousand dozen score people person civilian".split())


def victims_above(sentence: Sentence, cast: Cast, index: int) -> tuple[Party, ...]:
    """Find of whom some were hurt: "fired on *demonstrators*, killing dozens"."""
    tokens = sentence.tokens
    token = tokens[index]
    if token.xpos != "VBG" or token.deprel != "advcl" or tokens[token.head].upos != "VERB":
        return ()
    hurt = frames.objects(sentence, index)
    if not hurt or not all(tokens[c].upos == "NUM" or tokens[c].lemma in COUNTED for c in hurt):
        return ()
    above = token.head
    heads = [*frames.objects(sentence, above), *frames.phrases_after(sentence, above, "on")]
    return find_parties(sentence, cast, heads, deep=True)


def others_than(
    actors: Sequence[Party], found: Sequence[Party], entry: Entry
) -> tuple[Party, ...]:
    """Leave out of those found whoever acts himself.

    What is found deep in a phrase is not to whom it is done when it is the actor's own: "demanded
    relief from the sanctions on its exports".
    """
    mine = {party.mention.head for party in actors}
    # Rebels and gunmen fight their own country.
    at_home = OUTLAWS if entry.type == "ASSAULT" else frozenset()
    own = {p.entity.country for p in actors if p.entity.sector not in at_home} - {"---", ""}
    # "Spain's mayor" and "Spain's regulator" share an id, but are two.
    ids = {(party.entity.id, party.entity.name) for party in actors}
    return tuple(
        party
        for party in found
        if party.mention.head not in mine
        and (party.entity.id, party.entity.name) not in ids
        and (
            (party.direct and entry.type != "MOBILIZE")
            or party.entity.country not in own
            or party.mention.how in {"person", "surname"}
            or _at_odds(actors, party, entry)
        )
    )


# What one organ of a state may do to another: parliament rejects the president's bill.
AT_HOME = frozenset({"REJECT", "ACCUSE", "THREATEN"})
NAMING = frozenset({"agent", "description", "office", "name", "apposition"})


def _at_odds(actors: Sequence[Party], party: Party, entry: Entry) -> bool:
    """Tell whether somebody is another than those who act, though of the same country."""
    if entry.type == "PROTEST":
        # People protest against the powers of their own state, and against the state itself.
        whole = party.entity.id == party.entity.country and party.mention.how in {
            "name",
            "metonym",
            "description",
        }
        return whole or party.entity.sector in POWERS
    sectors = {actor.entity.sector for actor in actors}
    # A state as such is at odds with none of its own.
    return (
        entry.type in AT_HOME
        and party.mention.how in NAMING
        and "" not in sectors
        and party.entity.sector not in {"", *sectors}
    )


# Whose these are has undergone them, where the owner is somebody and not a state or its arm.
UNDERGONE = frozenset(
    """arrest detention imprisonment jailing abduction kidnapping kidnap murder assassination
    expulsion deportation execution extradition poisoning beating ouster overthrow dismissal
    eviction conviction sentencing killing capture""".split()
)
ACTING = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "REB", "PRM", "UAF", "CRM", "LEG"})


def _is_undergone(sentence: Sentence, cast: Cast, noun: int) -> bool:
    """Tell whether a deed is named after whom it was done to: "the girls' abduction by rebels"."""
    if sentence.tokens[noun].lemma not in UNDERGONE:
        return False
    if any(frames.case_of(sentence, c) == "of" for c in sentence.children[noun]):
        return False
    owners = possessors(sentence, cast, noun)
    if not owners:
        return False
    if frames.phrases_after(sentence, noun, "by"):
        return True
    return all(
        party.mention.how in {"person", "surname"} or party.entity.sector not in {"", *ACTING}
        for party in owners
    )


def _is_owned(sentence: Sentence, noun: int) -> bool:
    return any(
        sentence.tokens[c].deprel == "nmod:poss" and sentence.tokens[c].upos != "PRON"
        for c in sentence.children[noun]
    )


OUTLAWS = frozenset({"REB", "UAF", "PRM", "CRM", "INS"})

# They undergo an attack of which they are named: "victims of the attack were buried".
HARMED = frozenset({"victim", "survivor", "casualty", "target", "dead", "wounded", "injured"})


# Who announces that such a deed was done has done it: "police said two men had been arrested".
ENFORCERS = frozenset({"COP", "JUD", "SPY"})
ENFORCED = frozenset({"COERCE", "SANCTION"})


def unnamed_agents(sentence: Sentence, cast: Cast, index: int, entry: Entry) -> tuple[Party, ...]:
    """Find who acts in a passive without an agent, where the rest of the sentence tells it.

    Troops that are sent or withdrawn are their country's, and so are goods; who is freed from a
    jail in Iran is freed by Iran; an arrest that the police or "the authorities" announce is
    their own.
    """
    if not frames.is_passive(sentence, index):
        return ()
    if entry.type == "MOBILIZE" or entry.mode == "withdraw":
        sent = find_parties(sentence, cast, frames.objects(sentence, index), deep=False)
        return tuple(party for party in sent if party.entity.sector == "MIL")
    if entry.mode == "release":
        return jailers(sentence, cast, index)
    if entry.type == "AID" and entry.recipient[:1] == ("to",):
        # "Turkish drones were sold to Mali": whose goods they are gave them.
        return find_parties(sentence, cast, frames.objects(sentence, index), deep=True)
    token = sentence.tokens[index]
    if entry.type == "COERCE" and entry.mode == "arrest" and token.lemma != "capture":
        # "was detained in Belarus": by whoever has the power there.
        places = find_parties(
            sentence, cast, frames.phrases_after(sentence, index, "in"), deep=False
        )
        states = tuple(party for party in places if party.mention.how == "place")
        if len(states) == 1:
            return states
    if entry.type not in ENFORCED or token.deprel not in {"ccomp", "parataxis"}:
        return ()
    if token.head < 0 or load_cues().stances.get(sentence.tokens[token.head].lemma) != "asserts":
        return ()
    speakers = find_parties(sentence, cast, frames.subjects(sentence, token.head), deep=False)
    return tuple(
        party
        for party in speakers
        if party.entity.sector in ENFORCERS
        or sentence.tokens[party.mention.head].lemma in {"authority", "authorities", "customs"}
        or "interior" in party.entity.role.lower()
    )


JAILS = frozenset({"prison", "jail", "camp", "custody", "detention", "captivity", "gaol"})


def jailers(sentence: Sentence, cast: Cast, verb: int) -> tuple[Party, ...]:
    """Find whose prison it is that somebody leaves: "was freed from an Egyptian jail"."""
    left = frames.phrases_after(sentence, verb, "from")
    jails = [at for at in left if sentence.tokens[at].lemma in JAILS]
    return find_parties(sentence, cast, jails, deep=True)


def is_reciprocal(sentence: Sentence, index: int) -> bool:
    """Tell whether a verb is done by each to the other: "blamed each other", "at one another"."""
    tokens = sentence.tokens
    return any(
        tokens[c].deprel in {"obj", "iobj", "obl"}
        and (
            (tokens[c].lemma in {"each", "other"} and {"each", "other"} <= near)
            or (tokens[c].lemma in {"one", "another"} and {"one", "another"} <= near)
        )
        for c in sentence.children[index]
        for near in [{tokens[c].lemma, *(tokens[k].lemma for k in sentence.children[c])}]
    )


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
            # "told reporters": they hear of the deed, it is not done to them.
            found = tuple(party for party in found if party.entity.sector != "MED")
        if found:
            return found
    return ()


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
        if entry.type in {"CONSULT", "AGREE"}:
            # "the Vienna talks", "the Minsk agreement": a city before a meeting is its place.
            found = tuple(p for p in found if not is_venue(sentence, p))
        if entry.type == "PROTEST":
            # "the George Floyd protests" are held over him, not by him.
            found = tuple(p for p in found if not _is_theme(sentence, p))
        return found
    phrases = phrases_at(sentence, index, place, carrier, entry)
    locative = not (place in {"subject", "light"} and role == "actor")
    blamed = role == "recipient" and entry.type in BLAMING and entry.mode != "investigate"
    return find_parties(sentence, cast, phrases, deep=deep, locative=locative, blamed=blamed)


# These are done to whoever did the harm that they are about.
BLAMING = frozenset({"ACCUSE", "PROTEST"})


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
                return frames.surface_subjects(sentence, index)
            return frames.subjects(sentence, index)
        case "object":
            return frames.objects(sentence, index)
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
            return frames.complement_subjects(sentence, index)
        case "condition":
            return condition_parties(sentence, index)
        case "complement object":
            return [
                head
                for clause in inner_clauses(sentence, index)
                for head in frames.objects(sentence, clause)
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
# Whoever does this with a request has had it made to him.
ANSWERING = WEIGHING | frozenset(
    """accept reject decline refuse spurn rebuff ignore respond reply answer react study receive
    grant heed oblige turn dismiss""".split()
)
UTTERED = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN", "REJECT", "CONCEDE"})
NESTED = frozenset({"by", "to", "with", "from", "against", "on"})


def noun_phrases_at(
    sentence: Sentence, index: int, place: str, carrier: int | None, entry: Entry
) -> Sequence[int]:
    """List the heads of the phrases at a place of a noun or of the verb that carries it."""
    tokens = sentence.tokens
    happening = carriers.happening_of(sentence, index)
    if place == "complement":
        return frames.complement_subjects(sentence, index)
    if place == "clause":
        return helped_along(sentence, index)
    if place == "subject":
        # "are on strike": the noun itself is the predicate.
        stated = frames.has_copula(sentence, index)
        return frames.surface_subjects(sentence, index) if stated else []
    if place == "light":
        if carrier is not None:
            if tokens[carrier].lemma in load_cues().undergoing:
                return []
            if tokens[carrier].deprel == "acl" and tokens[carrier].xpos == "VBN":
                return []
            if tokens[carrier].lemma in WEIGHING and entry.type in UTTERED:
                # "is considering a request": somebody else has made it.
                return []
            return frames.subjects(sentence, carrier)
        if entry.type == "PROTEST" and frames.case_of(sentence, index) == "in":
            # "burned their passports in protest at the law"
            at = tokens[index].head
            return frames.subjects(sentence, at) if tokens[index].deprel == "obl" else []
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
                found = frames.agents(sentence, verb)
            else:
                found = [f for f in frames.phrases_after(sentence, verb, place) if f != index]
    if not found and place in {"on", "against"} and carrier is not None:
        # "faces sanctions", "came under attack": who undergoes the deed is the subject.
        if tokens[carrier].lemma in load_cues().undergoing:
            return frames.surface_subjects(sentence, carrier)
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


def answerers(sentence: Sentence, noun: int) -> list[int]:
    """List who answers what a noun says: "Mali has not replied to the offer from Chad"."""
    token = sentence.tokens[noun]
    if token.head < 0 or sentence.tokens[token.head].lemma not in ANSWERING:
        return []
    to = token.deprel == "obl" and frames.case_of(sentence, noun) in {"to", "down"}
    return frames.subjects(sentence, token.head) if to or token.deprel == "obj" else []


def standing(sentence: Sentence, noun: int, entry: Entry) -> list[int]:
    """List who is in a state that a noun names: "is on a visit to Japan", "are in talks"."""
    if not any(sentence.tokens[c].deprel == "cop" for c in sentence.children[noun]):
        return []
    if entry.type != "CONSULT" and frames.case_of(sentence, noun) not in {"in", "on"}:
        return []
    return frames.surface_subjects(sentence, noun)


TOLD = frozenset({"tell", "inform", "assure", "ask", "urge", "warn", "remind", "promise", "brief"})


# "under pressure from Paris, Rome gave way", "took the town with the help of Iran".
ALONG = frozenset({"with", "at", "under", "thanks to", "on", "upon", "by", "amid", "without"})


def helped_along(sentence: Sentence, noun: int) -> list[int]:
    """List who does what is done with, under or at something named in passing."""
    token = sentence.tokens[noun]
    if token.deprel != "obl" or frames.case_of(sentence, noun) not in ALONG:
        return []
    return frames.surface_subjects(sentence, token.head)


def taking_part(sentence: Sentence, noun: int) -> list[int]:
    """List who takes part in a meeting named in passing: "said after talks with Lavrov"."""
    tokens = sentence.tokens
    token = tokens[noun]
    if token.head >= 0 and token.deprel in {"obj", "iobj"}:
        return hearers_met(sentence, noun)
    if token.head < 0 or token.deprel not in {"obl", "nmod"}:
        return []
    if frames.case_of(sentence, noun) not in {
        "after", "during", "at", "in", "following", "before", "ahead of", "for", "on", "to",
        "from", "into",
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
    if tokens[governor].upos in {"VERB", "AUX"} or frames.has_copula(sentence, governor):
        # "was in Rome for talks with": where somebody is is the predicate.
        told = []
        if tokens[governor].lemma in TOLD and (
            frames.case_of(sentence, noun) in {"during", "at", "in", "on"}
        ):
            # "told the emir at a meeting": who is told something there is there.
            told = [c for c in sentence.children[governor] if tokens[c].deprel in {"obj", "iobj"}]
        return [*frames.surface_subjects(sentence, governor), *told]
    return []


AGENDAS = frozenset({"agenda", "schedule", "programme", "program", "itinerary", "visit", "trip"})


def hearers_met(sentence: Sentence, noun: int) -> list[int]:
    """List whom a meeting brings together that is told something, or that is on an agenda.

    "The envoy told a meeting with traders", "her trip includes a meeting with the emir".
    """
    tokens = sentence.tokens
    governor = tokens[noun].head
    if tokens[governor].lemma in {"tell", "address", "inform"}:
        return frames.surface_subjects(sentence, governor)
    if tokens[governor].lemma in {"include", "feature"}:
        return [
            owner
            for c in frames.surface_subjects(sentence, governor)
            if tokens[c].lemma in AGENDAS
            for owner in frames.noun_owners(sentence, c)
        ]
    return []


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
