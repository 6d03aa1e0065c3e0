"""Leave out what private people do among themselves: a doctor's advice, a firm's discounts.

Crowds and trades are actors where they deal with a state, with those who fight or run for office,
with organised labour or a church, or with the public: in protests and in violence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.parties import is_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.coding.drafts import Draft
    from communique.types import Entity, Sentence

# What anyone may do to anyone and be in the news.
_PUBLIC_DEEDS = frozenset({"PROTEST", "ASSAULT"})
_PRIVATE = frozenset({"CVL", "BUS", "HLH", "EDU", "AGR", "MED", "UNK"})
_UNKNOWN = "---"


def drop_private(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep the deeds that somebody who is not private takes part in."""
    return [draft for draft in drafts if not is_private(draft)]


# Words of matches, shows and gadgets; a report has them by the dozen or hardly at all.
_PLAY = frozenset(
    """match striker midfielder defender goalkeeper season coach championship tournament
    innings wicket batsman bowler playoff quarterback pitcher inning touchdown semifinal
    semi-final quarterfinal quarter-final medal olympic athlete sprint marathon swimmer tennis
    golf football rugby cricket basketball baseball hockey boxing player squad referee
    halftime scorer stadium premiership podium lap film movie album singer actress box-office
    celebrity song concert sequel screenplay hollywood oscar grammy bafta episode comedy
    musician guitarist fan studio keeper winger midfield equaliser equalizer teammate kick-off
    soundtrack rapper starring app gadget smartphone console gamer""".split()
)
_SHARE, _VARIED = 0.012, 3
_OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY", "REB", "IGO"})


def is_of_play(sentences: Iterable[Sentence]) -> bool:
    """Tell whether a report is of sport or entertainment, where teams and stars act."""
    lemmas = [t.lemma.lower() for s in sentences for t in s.tokens if t.upos != "PUNCT"]
    found = [lemma for lemma in lemmas if lemma in _PLAY]
    return len(found) > _SHARE * len(lemmas) and len(set(found)) >= _VARIED


def drop_play(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep of such a report what somebody in office does: a team bears its country's name."""
    return [
        draft
        for draft in drafts
        if any(e.sector in _OFFICES and e.id != e.country for e in draft.actors)
    ]


def is_private(draft: Draft) -> bool:
    """Tell whether a deed is a matter of private people alone.

    Of what somebody does who is known by name alone, only the words beside it say to whom.
    """
    stated = tuple(party.entity for party in draft.reading.recipients)
    alone = all(is_person(e) and e.country == _UNKNOWN for e in draft.actors)
    parties = (*draft.actors, *(stated if alone else draft.recipients))
    if not parties:
        return False
    if draft.type in _PUBLIC_DEEDS:
        # Where nothing is known of anybody, one team has beaten another.
        return all(entity.country == _UNKNOWN and not entity.sector for entity in parties) or (
            draft.type == "ASSAULT" and is_crime(draft.actors, stated)
        )
    if draft.type == "CONSULT" and len(parties) < 3 and any(e.sector == "MED" for e in parties):
        # An interview, a call for comment.
        return True
    if draft.type == "COOPERATE" and is_household(parties):
        return True
    return all(map(is_private_party, parties)) or all(
        # A coach praises a player, a firm signs with a firm: named, and private for that.
        entity.sector in _PRIVATE - {"MED"} | {"CRM"} or (is_person(entity) and not entity.sector)
        for entity in parties
    )


def is_crime(actors: Sequence[Entity], victims: Sequence[Entity]) -> bool:
    """Tell whether criminals or private people hurt one of their own: no strife of groups."""
    if not victims or not actors:
        return False
    countries = {e.country for e in (*actors, *victims)} - {_UNKNOWN}
    if len(countries) > 1 or not all(e.sector in _PRIVATE | {"", "CRM"} for e in victims):
        return False
    return all(e.sector == "CRM" for e in actors) or (
        all(e.sector == "CVL" or (is_person(e) and not e.sector) for e in actors)
        and all(map(is_person, victims))
    )


def is_household(parties: Sequence[Entity]) -> bool:
    """Tell whether the bodies of one state work together, as they do every day."""
    countries = {e.country for e in parties} - {_UNKNOWN}
    return len(countries) < 2 and not any(e.sector in _RIVALS for e in parties)


_RIVALS = frozenset({"REB", "PTY", "OPP", "PRM", "IGO"})


def is_private_party(entity: Entity) -> bool:
    """Tell whether somebody is nobody's officer, known by a trade or by a bare name alone."""
    if entity.id == f"{entity.country}-{entity.sector}":
        return entity.sector in _PRIVATE
    bare = entity.id.startswith("person:") and not entity.role
    return (bare or entity.country == _UNKNOWN) and entity.sector in _PRIVATE | {""}
