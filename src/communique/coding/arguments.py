"""Who acts and to whom it is done, of those who stand at the places that an entry names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.clauses import aimed_at
from communique.coding.parties import (
    NOWHERE,
    POWERS,
    Party,
    find_parties,
    is_blast,
    is_person,
    is_state,
    names_another,
)
from communique.coding.slots import (
    UTTERED,
    WEIGHING,
    first_filled,
    is_uttered,
    parties_at,
    possessors,
    visited,
)
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    kept = entry.mode == "arrest" and entry.pos == "noun" and _is_kept(sentence, index)
    if kept:
        places = ("by",)
    actors = first_filled(sentence, cast, index, places, carrier, entry, role="actor")
    if not actors and (entry.pos == "verb" or entry.mode == "arrest"):
        actors = unnamed_agents(sentence, cast, index, entry)
    if entry.type == "ASSAULT":
        actors = tuple(p for p in actors if sentence.tokens[p.mention.head].lemma not in HARMED)
    recipients: tuple[Party, ...] = ()
    own = {party.entity.id for party in actors}
    undergoing = ("light",) if kept else ("possessor",) if undergone else entry.recipient
    for place in undergoing:
        # "turned up its nose at the offer": where only the actor himself stands, the next holds.
        found = first_filled(sentence, cast, index, (place,), carrier, entry, role="recipient")
        recipients = others_than(actors, found, entry)
        if entry.type == "ASSAULT" and sentence.tokens[index].lemma not in PUNISHING:
            recipients = tuple(p for p in recipients if not _is_own_soil(cast, actors, p))
        if recipients or any(p.entity.id not in own for p in found):
            break
        if found and entry.type not in AT_HOME:
            break
    if not recipients and entry.mode == "visit" and entry.pos == "noun":
        recipients = others_than(actors, visited(sentence, cast, index), entry)
    if not recipients and carrier is not None and entry.type == "REQUEST":
        if not is_uttered(sentence, carrier, entry):
            asked = find_parties(sentence, cast, valency.subjects(sentence, carrier), deep=False)
            recipients = others_than(actors, asked, entry)
    scene = struck(sentence, index, entry, actors)
    if scene:
        actors = tuple(party for party in actors if party not in scene)
        recipients = recipients or scene
    if not recipients and entry.type == "ASSAULT":
        recipients = others_than(actors, victims_above(sentence, cast, index), entry)
    if not recipients and entry.pos == "noun" and entry.type in UTTERED:
        answering = find_parties(sentence, cast, answerers(sentence, index), deep=False)
        recipients = others_than(actors, answering, entry)
    if not recipients and entry.type == "PROTEST":
        recipients = others_than(actors, aimed_at(sentence, cast, index, carrier), entry)
    if entry.mode == "withdraw":
        recipients = tuple(p for p in recipients if not _is_own_staff(sentence, actors, p))
    return actors, recipients


def _is_own_staff(sentence: Sentence, actors: Sequence[Party], party: Party) -> bool:
    """Tell whether a recipient serves the actor: "recalled its envoy" is done to his hosts."""
    own = {actor.entity.country for actor in actors}
    return party.entity.country in own and any(
        sentence.tokens[c].xpos == "PRP$" for c in sentence.children[party.mention.head]
    )


# Named after where they were done, unless an adjective says by whom: "the Jordan bomb attacks".
BEFALLING = frozenset(
    "bombing blast explosion attack siege massacre shooting hijacking bomb".split()
)


def struck(
    sentence: Sentence, index: int, entry: Entry, actors: Sequence[Party]
) -> tuple[Party, ...]:
    """Find the states that a deed of terror is named after: they have suffered it."""
    tokens = sentence.tokens
    if entry.type != "ASSAULT" or entry.pos != "noun" or tokens[index].lemma not in BEFALLING:
        return ()
    return tuple(
        party
        for party in actors
        if tokens[party.mention.head].deprel == "compound"
        and tokens[party.mention.head].upos == "PROPN"
        and party.entity.id == party.entity.country
        and party.mention.how in {"name", "place", "metonym"}
    )


COUNTED = frozenset("hundred thousand dozen score people person civilian".split())


def victims_above(sentence: Sentence, cast: Cast, index: int) -> tuple[Party, ...]:
    """Find of whom some were hurt: "fired on *demonstrators*, killing dozens"."""
    tokens = sentence.tokens
    token = tokens[index]
    if token.xpos != "VBG" or token.deprel != "advcl" or tokens[token.head].upos != "VERB":
        return ()
    hurt = valency.objects(sentence, index)
    if not hurt or not all(tokens[c].upos == "NUM" or tokens[c].lemma in COUNTED for c in hurt):
        return ()
    above = token.head
    heads = [*valency.objects(sentence, above), *frames.phrases_after(sentence, above, "on")]
    return find_parties(sentence, cast, heads, deep=True)


# Whoever does this with a request has had it made to him.
ANSWERING = WEIGHING | frozenset(
    """accept reject decline refuse spurn rebuff ignore respond reply answer react study receive
    grant heed oblige turn dismiss""".split()
)


def answerers(sentence: Sentence, noun: int) -> list[int]:
    """List who answers what a noun says: "Mali has not replied to the offer from Chad"."""
    token = sentence.tokens[noun]
    if token.head < 0 or sentence.tokens[token.head].lemma not in ANSWERING:
        return []
    to = token.deprel == "obl" and frames.case_of(sentence, noun) in {"to", "down"}
    return valency.subjects(sentence, token.head) if to or token.deprel == "obj" else []


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
    own = {p.entity.country for p in actors if p.entity.sector not in at_home} - NOWHERE
    # "Spain's mayor" and "Spain's regulator" share an id, but are two.
    ids = {(party.entity.id, party.entity.name) for party in actors}
    return tuple(
        party
        for party in found
        if party.mention.head not in mine
        # "we must honour the pact, the premier said": nobody makes demands of himself.
        and not (party.mention.how == "speaker" and party.entity.country in own)
        and (party.entity.id, party.entity.name) not in ids
        and (
            (party.direct and entry.type != "MOBILIZE")
            or party.entity.country not in own
            or party.mention.how in {"person", "surname"}
            or _at_odds(actors, party, entry)
        )
    )


# What states do to people of their own.
PUNISHING = frozenset({"execute", "hang", "behead"})


def _is_own_soil(cast: Cast, actors: Sequence[Party], party: Party) -> bool:
    """Tell whether a thing is a state's that attacks it, and only for want of another's name.

    "Israel bombed a school": whose school, the sentence does not say.
    """
    mention = party.mention
    if not any(actor.entity.id == actor.entity.country for actor in actors):
        return False
    return (
        mention.how == "agent"
        and not names_another(cast, mention)
        and any(actor.entity.country == party.entity.country for actor in actors)
    )


# What one organ of a state may do to another: parliament rejects the president's bill.
AT_HOME = frozenset({"REJECT", "ACCUSE", "THREATEN"})
REBELS = frozenset({"REB", "UAF"})
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
    if party.entity.sector in REBELS and not sectors & REBELS:
        # A state and those who have risen against it are two.
        return True
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
    if is_blast(sentence, noun):
        owners = possessors(sentence, cast, noun)
        return bool(owners) and all(is_state(party.mention) for party in owners)
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
        is_person(party.entity)
        or party.mention.how in {"person", "surname"}
        or party.entity.sector not in {"", *ACTING}
        for party in owners
    )


# Where somebody is whom others keep there.
KEEPING = frozenset({"custody", "detention", "imprisonment", "arrest", "incarceration"})


def _is_kept(sentence: Sentence, noun: int) -> bool:
    """Tell whether somebody is said to be under arrest: "is in custody", "has been in jail"."""
    return (
        sentence.tokens[noun].lemma in KEEPING
        and frames.has_copula(sentence, noun)
        and frames.case_of(sentence, noun) in {"in", "under"}
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
    if entry.pos == "verb" and not frames.is_passive(sentence, index):
        return ()
    if entry.type == "MOBILIZE" or entry.mode == "withdraw":
        sent = find_parties(sentence, cast, valency.objects(sentence, index), deep=False)
        return tuple(party for party in sent if party.entity.sector == "MIL")
    if entry.mode == "release":
        return jailers(sentence, cast, index)
    if entry.type == "AID" and entry.recipient[:1] == ("to",):
        # "Turkish drones were sold to Mali": whose goods they are gave them.
        return find_parties(sentence, cast, valency.objects(sentence, index), deep=True)
    token = sentence.tokens[index]
    if entry.type == "COERCE" and entry.mode == "arrest" and token.lemma != "capture":
        # "was detained in Belarus": by whoever has the power there.
        held = [index, *frames.phrases_after(sentence, index, "of")]
        where = [at for head in held for at in frames.phrases_after(sentence, head, "in")]
        places = find_parties(sentence, cast, where, deep=False)
        states = tuple(party for party in places if party.mention.how == "place")
        if len(states) == 1:
            return states
    if entry.type not in ENFORCED or token.deprel not in {"ccomp", "parataxis"}:
        return ()
    if token.head < 0 or load_cues().stances.get(sentence.tokens[token.head].lemma) != "asserts":
        return ()
    speakers = find_parties(sentence, cast, valency.subjects(sentence, token.head), deep=False)
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


_EXCHANGING = frozenset({"exchange", "swap", "trade"})


def is_reciprocal(sentence: Sentence, index: int) -> bool:
    """Tell whether a verb is done by each to the other: "blamed each other", "swapped envoys"."""
    tokens = sentence.tokens
    if tokens[index].lemma in _EXCHANGING:
        return not frames.phrases_after(sentence, index, "with")
    return any(
        tokens[c].deprel in {"obj", "iobj", "obl"}
        and (
            (tokens[c].lemma in {"each", "other"} and {"each", "other"} <= near)
            or (tokens[c].lemma in {"one", "another"} and {"one", "another"} <= near)
        )
        for c in sentence.children[index]
        for near in [{tokens[c].lemma, *(tokens[k].lemma for k in sentence.children[c])}]
    )
