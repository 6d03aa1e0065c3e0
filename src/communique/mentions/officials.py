"""Whom a single official means who is called by office alone."""

# Reading a tree is a list of decisions, each best left where it is taken.
# ruff: noqa: C901, PLR0911, PLR0912

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory import make_entity, office_holder, state_on
from communique.mentions import wording
from communique.mentions.agents import (
    STATE_ORGANS,
    Found,
    is_nameless,
    make_agent,
    make_found,
    state_spoken_of,
)
from communique.mentions.bodies import ARMED, CROWDS
from communique.mentions.coreference import find_described, find_recent
from communique.mentions.introducing import UNKNOWN
from communique.mentions.offices import TOP_OFFICES, contradicts, names_office
from communique.mentions.phrases import (
    outer_head,
    relation,
)
from communique.mentions.settings import state_told_of
from communique.mentions.unveiling import LIVES, find_named_beside, find_named_next

if TYPE_CHECKING:
    from communique.directory import Entry
    from communique.mentions.discourse import Discourse
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Entity, Sentence

# Offices that a country has several of, or that anyone may speak for.
_SHARED_POSTS = frozenset(
    """ambassador special-envoy senator aide military-commander presidential-spokesman mayor
    foreign-ministry-spokesman military-spokesman regional-leader un-ambassador""".split()
)


def with_other_owners(
    scene: Scene, sentence: Sentence, role: Role, lemma: str, found: Found | None
) -> Found | None:
    """Add the other countries of "Russian and Chinese troops"."""
    match = role.owner_match
    if found is None or match is None or not role.plural:
        return found
    tokens = sentence.tokens
    by_token = scene.by_token[sentence.index]
    entities = {e.id: e for e in found.entities}
    top = outer_head(sentence, match.head)
    # "U.S. and Cuban officials": the network may hang both from the noun.
    beside = [
        c
        for c in sentence.children[role.head]
        if c < role.head and relation(tokens[c]) in {"compound", "amod"}
    ]
    paired = len(beside) > 1 and any(t.xpos == "CC" for t in tokens[min(beside) : role.head])
    tops = [top, *(beside if paired else ())]
    joined = [c for t in tops for c in sentence.children[t] if relation(tokens[c]) == "conj"]
    for child in (*tops, *joined):
        other = by_token.get(child)
        if other is None or other is match or other.is_person:
            continue
        country = state_on(other.owner.country, scene.published, scene.directory)
        more = make_agent(scene, role, lemma, country, other.owner)
        if more is not None:
            entities.update({e.id: e for e in more.entities})
    return replace(found, entities=tuple(entities.values()))


def read_official(
    scene: Scene,
    discourse: Discourse,
    sentence: Sentence,
    role: Role,
    country: str,
    owner: Entry | None,
) -> Found | None:
    """Resolve a phrase for one person."""
    if role.noun in _POPES and not country:
        # There is but one: "Pope calls for talks".
        country = "VAT"
    known = None
    if role.definite or country or _is_headline_office(sentence, role):
        known = _known_person(scene, discourse, sentence, role, country)
    if known is not None:
        return make_found(role, known, "description", "person")
    if role.noun in wording.KIN:
        return None
    beside = find_named_beside(scene, sentence, role)
    if beside is not None and (not country or beside.country in {country, UNKNOWN}):
        return make_found(role, beside, "apposition", "person")
    if role.definite and role.noun in LIVES:
        # "The 61-year-old monk": whoever has just been told of.
        told = find_recent(discourse, sentence, role.head, frozenset({"person"}), 2)
        if told is not None and (not country or told.entities[0].country == country):
            return make_found(role, told.entities[0], "description", "person")
    if country:
        head = None if is_indefinite(sentence, role) else _head_of_body(scene, role, country)
        if head is not None:
            return make_found(role, head, "office", "person")
        if not is_indefinite(sentence, role) and _is_singular_office(scene, role):
            body = owner.name if owner is not None and owner.kind == "organisation" else country
            held = office_holder(body, role.text, scene.published, scene.directory)
            if held is None and role.noun in TOP_OFFICES:
                held = office_holder(body, role.noun, scene.published, scene.directory)
            if held is not None and not role.former:
                entity = make_entity(held, scene.published, scene.directory)
                return make_found(role, entity, "office", "person")
        named = find_named_next(scene, sentence, role, country) or _learned_of(
            scene, discourse, sentence, role, country
        )
        if named is not None:
            return make_found(role, named, "description", "person")
        found = make_agent(scene, role, role.noun, country, owner)
        return with_other_owners(scene, sentence, role, role.noun, found)
    if not role.definite:
        if role.sector in STATE_ORGANS and _is_office(scene, role):
            return _office_at_home(scene, discourse, sentence, role)
        if role.sector in ARMED:
            # A bomber strikes in his own land, unless the report tells of several.
            country = state_told_of(scene, sentence, role.head) if role.sector == "REB" else ""
            return make_agent(scene, role, role.noun, country or UNKNOWN, None)
        if role.sector in CROWDS | STATE_ORGANS and is_indefinite(sentence, role):
            country = state_told_of(scene, sentence, role.head)
            return make_agent(scene, role, role.noun, country or UNKNOWN, None)
        return None
    if role.noun in _OF_SOMEBODY:
        at_home = _is_office(scene, role) or role.sector in {"MIL", "COP", "JUD", "LEG"}
        return _office_at_home(scene, discourse, sentence, role) if at_home else None
    if _is_office(scene, role) or role.sector in STATE_ORGANS:
        return _office_at_home(scene, discourse, sentence, role) or make_agent(
            scene, role, role.noun, UNKNOWN, None
        )
    if role.sector in CROWDS:
        country = state_told_of(scene, sentence, role.head)
        return make_agent(scene, role, role.noun, country or UNKNOWN, None)
    return None


_RULERS = frozenset({"leader", "ruler", "dictator", "strongman", "autocrat"})
_HEADS = frozenset({"leader", "head", "chief", "chairman", "chairwoman", "president"})
_OPPOSED = _HEADS | {"opposition", "party"}
_POPES = frozenset({"pope", "pontiff"})
# Whom these act for nothing but the words before them tells.
_OF_SOMEBODY = wording.SPEAKS_FOR | frozenset(
    """diplomat delegate delegation emissary chief head director representative mediator ambassador
    consul mission embassy side""".split()
)


def _learned_of(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role, country: str
) -> Entity | None:
    """Find whom a report named without a country and now gives one: "the Chilean singer"."""
    private = role.sector in {"", "CVL", "EDU", "MED", "BUS", "REL"} and not role.former
    if not private or not role.definite or role.owner_at >= 0:
        return None
    people = scene.introductions
    if any(e.country == country for e in people.people.values()):
        return None
    told = find_recent(discourse, sentence, role.head, frozenset({"person"}), 2)
    entity = told.entities[0] if told is not None else None
    if entity is None or entity.country != UNKNOWN or not entity.id.startswith("person:"):
        return None
    learned = replace(entity, country=country)
    people.people[entity.id] = learned
    return learned


def _head_of_body(scene: Scene, role: Role, country: str) -> Entity | None:
    """Find who leads an organisation, or a state: "the UN chief", "France's head of state"."""
    owner = role.owner
    if role.former or role.plural:
        return None
    bodies: tuple[str, ...] = ()
    office = role.noun
    if role.text.lower() == "head of state":
        bodies, office = (country,), "head-of-state"
    elif (
        owner is not None
        and owner.kind == "organisation"
        and role.noun in _HEADS | {"boss"}
        and role.text.lower() in {role.noun, f"{owner.surface.lower()} {role.noun}"}
    ):
        bodies = owner.name, _CODES.get(owner.name, "")
    held = (office_holder(b, office, scene.published, scene.directory) for b in bodies)
    return next((make_entity(h, scene.published, scene.directory) for h in held if h), None)


# Whose holders of office stand under a code.
_CODES = {"United Nations": "UNO", "European Union": "EUR"}


def _is_singular_office(scene: Scene, role: Role) -> bool:
    """Tell whether a country has one of the kind, so that the office names the holder."""
    ids = scene.directory.titles.get(tuple(role.text.lower().split()), ())
    owner = role.owner
    if role.headed or (
        owner is not None and owner.kind in {"organ", "party"} and owner.sector != "GOV"
    ):
        # "the chairman of the parliament" is not the president.
        return False
    posts = {scene.directory.offices[i].post for i in ids}
    # A region may have a prime minister, too.
    alone = "head-of-government" in posts or not posts & _SHARED_POSTS
    return role.noun in TOP_OFFICES or (bool(ids) and alone)


def _is_office(scene: Scene, role: Role) -> bool:
    return tuple(role.text.lower().split()) in scene.directory.titles or role.noun in TOP_OFFICES


def _is_headline_office(sentence: Sentence, role: Role) -> bool:
    """Tell whether an office stands bare, as headlines and some houses write it: "Pope calls"."""
    if role.first != role.head or role.plural:
        return False
    return sentence.kind == "headline" or sentence.tokens[role.head].upos == "PROPN"


def is_indefinite(sentence: Sentence, role: Role) -> bool:
    """Tell whether an official is any one of his kind: "a minister", "one of the envoys"."""
    return sentence.tokens[role.first].lemma.lower() in {
        "a",
        "an",
        "another",
        "one",
        "some",
        "any",
    }


def _known_person(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role, country: str
) -> Entity | None:
    """Find the person of the article whom a description means."""
    if is_indefinite(sentence, role):
        return None
    people = scene.introductions
    if role.noun not in wording.PERSON_WORDS and role.noun not in wording.LEADERS:
        return None
    party = role.owner is not None and role.owner.kind == "party"
    if party and role.noun in _RULERS:
        return _leader_of_party(scene, role)
    nouns, nameless = [role.noun], None
    if role.noun in _RULERS and not role.headed:
        nouns = [role.noun, *sorted(TOP_OFFICES - {role.noun})]
    for noun in nouns:
        referent = find_described(discourse, sentence, role.head, noun, country)
        if referent is not None and referent.shape == "person":
            if contradicts(role, referent.entities[0]):
                continue
            if not is_nameless(referent.entities[0]):
                return referent.entities[0]
            nameless = nameless or referent.entities[0]
    # Introduced by name alone, the office known from the directory - or introduced further on.
    ranked = sorted(people.people.values(), key=lambda e: -people.counts[e.id])
    bearers = [
        entity
        for entity in ranked
        if entity.role
        and (not country or entity.country == country)
        and names_office(scene, role, entity.role)
    ]
    for entity in bearers:
        # "The Foreign Secretary" is the only one of whom the report tells, wherever it is from.
        only = len(bearers) == 1 and len(role.text.split()) > 1
        if country or entity.country == scene.home or role.noun in _POPES or only:
            return entity
    if nameless is not None and _is_called(role, nameless):
        return nameless
    if not country and role.definite and role.former and discourse.by_sentence:
        recent = find_recent(discourse, sentence, role.head, frozenset({"person"}), 1)
        return recent.entities[0] if recent is not None else None
    return None


def _is_called(role: Role, entity: Entity) -> bool:
    """Tell whether somebody nameless may be called so: "the premier" is no "former minister"."""
    said, called = role.text.lower().split(), entity.name.lower().split()
    return role.former == ("former" in called) and ("prime" in said) == ("prime" in called)


def _leader_of_party(scene: Scene, role: Role) -> Entity | None:
    """Find who of the people named leads a party."""
    words = set(role.owner.name.lower().split()) if role.owner is not None else set()
    for entity in scene.introductions.people.values():
        held = set(entity.role.lower().split())
        if role.owner is None or entity.country != role.owner.country or not held & _HEADS:
            continue
        if words & held or (entity.sector in {"OPP", "PTY"} and not held - _OPPOSED - words):
            return entity
    return None


def _office_at_home(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role
) -> Found | None:
    """Resolve an office named without its country by the state that is being spoken of."""
    country = state_spoken_of(scene, discourse, sentence, role.head)
    if not country:
        return None
    if (
        not is_indefinite(sentence, role)
        and not role.former
        and (_is_singular_office(scene, role))
    ):
        held = office_holder(country, role.text, scene.published, scene.directory)
        if held is not None:
            entity = make_entity(held, scene.published, scene.directory)
            return make_found(role, entity, "office", "person")
    named = find_named_next(scene, sentence, role, country)
    if named is not None:
        return make_found(role, named, "description", "person")
    return make_agent(scene, role, role.noun, country, None)
