"""Make the actors that a country, or a body, and a noun name: "Turkish police"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.directory import make_entity
from communique.mentions import wording
from communique.mentions.calling import call_unnamed
from communique.mentions.introducing import UNKNOWN
from communique.mentions.names import COUNTRIES
from communique.types import Entity

if TYPE_CHECKING:
    from communique.directory import Entry
    from communique.mentions.discourse import Discourse, Shape
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Sentence

STATE_ORGANS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
GOVERNMENTS = frozenset({"government", "administration", "regime", "authority", "leadership"})
# Nouns without a sector that stand for a government all the same.
_DELEGATES = frozenset({"side", "delegation", "mission", "embassy", "office", "palace", "service"})
# So general that the body somebody belongs to says more.
_GENERAL = frozenset({"", "UNK", "GOV", "NGO", "PTY", "UAF", "REB", "MIL"})
_OWN_FORCES = frozenset({"REB", "PRM", "MIL", "SPY", "COP"})
# Vessels and machines that others than armed forces have too.
_CIVIL_TOO = frozenset({"tanker", "ship", "vessel", "plane", "carrier"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold one mention that has been resolved, and what later words need to know of it."""

    first: int
    last: int
    head: int
    entities: tuple[Entity, ...]
    how: str
    shape: Shape
    plural: bool = False
    noun: str = ""


def make_agent(
    scene: Scene, role: Role, lemma: str, country: str, owner: Entry | None
) -> Found | None:
    """Make the actor that a country and a noun name: "Turkish police"."""
    shape: Shape = "person" if role.is_person and lemma not in wording.FORCES else "body"
    if role.plural:
        shape = "people"
    sector = _sector_of(role, lemma, owner)
    if not sector:
        return None
    acts_by_name = (
        owner is not None
        and owner.kind not in COUNTRIES
        and (sector != "MED" or owner.kind == "media")
    )
    if owner is not None and acts_by_name:
        # "Hezbollah gunmen", "G7 ministers", "a State Department official" act for the body.
        body = make_entity(owner, scene.published, scene.directory)
        return make_found(role, body, "agent", shape, lemma)
    if lemma in GOVERNMENTS and country in scene.directory.states:
        shape = "people" if role.plural else "body"
        return make_found(role, scene.state(country), "agent", shape, lemma)
    state = scene.directory.states.get(country)
    entity = Entity(
        id=f"{country}-{sector}",
        name=call_unnamed(role.text, state),
        country=country,
        sector=sector,
    )
    how = "population" if country == UNKNOWN else "agent"
    return make_found(role, entity, how, shape, lemma)


def _sector_of(role: Role, lemma: str, owner: Entry | None) -> str:
    """Tell the sector of an agent: the noun's, unless the body it belongs to says more."""
    sector = role.sector
    if lemma == "campaign" and not _is_run(role):
        return ""
    irregular = sector in {"REB", "PRM"} and " " in role.text
    if lemma in wording.FORCES and not (sector and lemma in _CIVIL_TOO) and not irregular:
        sector = "MIL"
    if lemma in GOVERNMENTS:
        sector = "GOV"
    elif (
        owner is not None
        and owner.kind not in COUNTRIES
        and owner.sector
        and (sector in _GENERAL or (owner.sector in _OWN_FORCES and sector != "MED"))
    ):
        sector = owner.sector
    if role.former and sector in STATE_ORGANS:
        return "ELI"
    if sector == "UNK" and lemma not in {"figure", "source", "group"}:
        sector = ""
    if not sector and (lemma in wording.PERSON_WORDS or lemma in _DELEGATES):
        sector = (owner.sector if owner is not None else "") or "GOV"
    if lemma == "side":
        # "the Pakistani side", and not "the Manhattan side".
        return "" if owner is not None and owner.kind == "region" else "GOV"
    return sector


def is_nameless(entity: Entity) -> bool:
    """Tell whether an actor is called by country and kind alone."""
    return entity.id == f"{entity.country}-{entity.sector}"


def _is_run(role: Role) -> bool:
    """Tell whether a campaign is somebody's for office: no smear or bombing campaign."""
    words = set(role.text.lower().split())
    return role.owner_at >= 0 or bool(words & {"presidential", "election", "re-election"})


def make_found(
    role: Role, entity: Entity, how: str, shape: Shape, noun: str | None = None
) -> Found:
    """Make the mention of a phrase that means one entity."""
    return Found(
        first=role.first,
        last=role.last,
        head=role.head,
        entities=(entity,),
        how=how,
        shape=shape,
        plural=role.plural and shape == "people",
        noun=role.noun if noun is None else noun,
    )


FORCES_OF = frozenset({"MIL", "REB", "UAF", "PRM", "COP"})


def force_spoken_of(discourse: Discourse, sentence: Sentence, index: int, sector: str) -> str:
    """Tell whose soldiers or rebels were named last, where those of one country alone were."""
    if sector not in FORCES_OF:
        return ""
    rows = [discourse.here(sentence.index, index), *discourse.earlier(sentence.index, 12)]
    found = {
        referent.entities[0].country
        for row in rows
        for referent in row
        if len(referent.entities) == 1
        and referent.entities[0].sector == sector
        and referent.shape != "person"
        and len(referent.entities[0].country) == 3
        and referent.entities[0].country.isalpha()
    }
    return next(iter(found)) if len(found) == 1 else ""


# Whose government is meant when they speak of one.
_GOVERNED = frozenset({"OPP", "CVL", "LAB", "AGR", "EDU", "HLH", "REL", "PTY"})


def state_spoken_of(scene: Scene, discourse: Discourse, sentence: Sentence, index: int) -> str:
    """Tell which state a bare "the government" belongs to.

    The nearest subject or possessor of the sentence, a state or a body of one, or else some of
    its people ("activists in Accra accused the government"); else the country that the report
    comes from.
    """
    here = [
        r
        for r in discourse.here(sentence.index, index)
        if len(r.entities) == 1
        and r.entities[0].country in scene.directory.states
        and r.function in {"subject", "possessor"}
    ]
    of_state = [r for r in here if r.shape == "state" or r.entities[0].sector in STATE_ORGANS]
    people = [r for r in here if r.shape == "people" and r.entities[0].sector in _GOVERNED]
    for referent in (of_state or people)[-1:]:
        return referent.entities[0].country
    return scene.home if scene.home in scene.directory.states else ""
