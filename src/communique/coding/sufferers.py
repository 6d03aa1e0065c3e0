"""Deeds told by whom they befell: "was arrested", "the bombing of a station"; who did them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.parties import NOWHERE
from communique.coding.relevance import is_private_party
from communique.directory import load_directory
from communique.language.tree import descendants
from communique.types import Entity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.parties import Party
    from communique.lexicon import Entry
    from communique.types import Sentence

# What whoever has power does to people: nobody else arrests or deports.
BY_POWER = frozenset(
    """arrest detain jail imprison incarcerate intern indict convict sentence try prosecute remand
    deport extradite expel exile banish evict outlaw ban proscribe handcuff recapture""".split()
)
# Nobody but a state brings a charge that somebody is under.
CHARGED = frozenset({"charge", "indict", "arraign"})
BEFALL = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# What somebody must have done on purpose.
BY_FORCE = frozenset(
    """murder assassinate massacre slaughter shoot bomb bombard shell attack ambush kidnap abduct
    torture rape behead lynch stab execute hang hijack strafe storm depose oust overthrow topple
    beat flog gun machine-gun slay""".split()
)
# What may as well have been an accident, and what tells that it was none.
BY_ANY = frozenset({"kill", "wound", "injure", "hurt", "maim"})
VIOLENCE = frozenset(
    """attack assault bomb bombing clash fighting battle war airstrike strike raid shelling gunman
    militant rebel rocket missile gunfire shooting ambush violence insurgent massacre riot shell
    guerrilla crackdown gunmen offensive grenade""".split()
)
ACCIDENTS = frozenset(
    """accident crash earthquake quake storm flood fire cyclone hurricane typhoon collision
    stampede avalanche landslide""".split()
)
ATTACKS = frozenset(
    """attack bombing shelling killing murder massacre assassination raid airstrike kidnapping
    abduction ambush bombardment hijacking lynching beheading""".split()
)
ARMED = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "SPY"})


def befell_by_accident(sentence: Sentence, index: int) -> bool:
    """Tell whether the words below one speak of an accident and of no violence."""
    words = {sentence.tokens[i].lemma.lower() for i in descendants(sentence, index)}
    return bool(words & ACCIDENTS) and not words & VIOLENCE


def is_suffered(sentence: Sentence, index: int, entry: Entry, recipients: Sequence[Party]) -> bool:
    """Tell whether a word says enough by whom it befell: a passive, a deed's noun."""
    if not any(p.entity.country not in NOWHERE for p in recipients):
        return False
    token = sentence.tokens[index]
    lemma, direct = token.lemma.lower(), any(p.direct for p in recipients)
    if entry.pos == "noun":
        # "an attack on its sovereignty" befell nobody; "the attack" has been told of before.
        told = any(sentence.tokens[c].lemma == "the" for c in sentence.children[index])
        sure = lemma != "attack" or (direct and not told)
        return entry.type == "ASSAULT" and lemma in ATTACKS and sure
    charged = entry.type == "ACCUSE" and lemma in CHARGED
    if not (charged or entry.type in BEFALL) or token.deprel == "amod":
        return False
    if not direct:
        return False
    if "subject" in entry.recipient:
        # "went on trial": the word itself is of whom it befalls.
        return True
    if not frames.is_passive(sentence, index):
        return False
    if lemma in BY_ANY:
        words = {token.lemma.lower() for token in sentence.tokens}
        armed = any(p.entity.sector in ARMED for p in recipients)
        return not words & ACCIDENTS and (armed or bool(words & VIOLENCE))
    return charged or lemma in BY_FORCE or (entry.type != "ASSAULT" and lemma in BY_POWER)


def find_hands(drafts: Sequence[Draft], known: Mapping[str, Entity]) -> list[Draft]:
    """Say of deeds told by whom they befell who did them, where the report tells it."""
    harm: dict[str, Counter[str]] = {}
    doers: dict[tuple[str, str], tuple[Entity, ...]] = {}
    for draft in drafts:
        word = draft.sentence.tokens[draft.reading.trigger].lemma
        charges = draft.type == "ACCUSE" and word in CHARGED
        if not (charges or draft.type in BEFALL) or not draft.actors:
            continue
        for victim in draft.recipients:
            doers.setdefault((draft.type, victim.id), draft.actors)
            for actor in draft.actors:
                if actor.country not in {victim.country, *NOWHERE}:
                    harm.setdefault(victim.country, Counter())[actor.country] += 1
    return [
        draft
        if draft.actors or not draft.reading.suffered
        else _give_hand(draft, harm, doers, known)
        for draft in drafts
    ]


def _give_hand(
    draft: Draft,
    harm: Mapping[str, Counter[str]],
    doers: Mapping[tuple[str, str], tuple[Entity, ...]],
    known: Mapping[str, Entity],
) -> Draft:
    for victim in draft.recipients:
        if not victim.id.startswith("person:") and draft.type == "ASSAULT":
            continue
        same = doers.get((draft.type, victim.id))
        if same and (draft.type == "ACCUSE" or not is_private_party(victim)):
            return _by(draft, same, "does so elsewhere in the report")
    victims = {e.country for e in draft.recipients}
    foes = sum((harm.get(c, Counter()) for c in victims), Counter[str]())
    if len(foes) == 1 and draft.type != "ASSAULT":
        return _by(draft, (_state(next(iter(foes)), known),), "the other side of the story")
    word = draft.sentence.tokens[draft.reading.trigger].lemma
    blamed = draft.type == "ACCUSE" and word not in CHARGED
    if draft.type == "ASSAULT" or blamed or all(is_private_party(e) for e in draft.recipients):
        return draft
    place = draft.place.place.country if draft.place is not None else ""
    own = sorted(victims - NOWHERE)
    country = place or (own[0] if len(own) == 1 else "")
    if not country or len(country) != ISO:
        return draft
    return _by(draft, (_state(country, known),), "has the power there")


ISO = 3


def _by(draft: Draft, actors: tuple[Entity, ...], why: str) -> Draft:
    return replace(draft, actors=actors, why=(*draft.why, f"actor {actors[0].name}: {why}"))


def _state(country: str, known: Mapping[str, Entity]) -> Entity:
    entity = known.get(country)
    if entity is not None and entity.id == country:
        return entity
    state = load_directory().states.get(country)
    return Entity(id=country, name=state.name if state else country, country=country, sector="GOV")
