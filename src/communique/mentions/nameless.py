"""Tell whom a report names where it says but what they are: "the rebels", "the commission"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory import make_entity, office_holder
from communique.mentions import wording
from communique.mentions.agents import GOVERNMENTS, is_nameless
from communique.mentions.introducing import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.mentions.agents import Found
    from communique.mentions.discourse import Discourse
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Entity, Sentence

_ARMED = frozenset({"REB", "UAF", "PRM"})
_NAMED = _ARMED | {"OPP"}
_REBELS = frozenset(
    "rebel insurgent guerrilla guerilla separatist secessionist maoist insurrectionist".split()
)
# These may be of any band unless the report speaks of them as of those it has told of.
_FIGHTERS = frozenset("fighter militant jihadist extremist islamist terrorist gunman".split())
# Of several bands no one is meant, nor of one that is told from another.
_BANDS = frozenset("group movement faction army militia organisation organization front".split())
_OTHERS = frozenset(
    """other another rival splinter breakaway dissident former foreign different various several
    suspected alleged certain numerous ex""".split()
)
_BODIES = frozenset({"organ", "organisation", "group", "party", "ngo", "company", "media"})
# What is one person's, who acts by it.
_OF_ONE = GOVERNMENTS | {"office", "cabinet", "campaign", "presidency"}
# What one is a member of.
_JOINED = frozenset("party movement group organisation organization union faction".split())
# Posts that a state has one of.
_SOLE = frozenset(
    """head-of-state head-of-government foreign-minister defence-minister finance-minister
    interior-minister""".split()
)
_NEAR = 2
# Of two groups the one that is named so much oftener is meant.
_OFTENER = 2


def name_nameless(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role, found: Found
) -> Found:
    """Give those who are called by what they are alone the name that the report gives them."""
    if len(found.entities) > 1:
        return _name_leaders(scene, role, found)
    entity = found.entities[0]
    named = _named_after(discourse, sentence, role) or _party_of(scene, discourse, sentence, role)
    if named is None and not is_nameless(entity):
        return found
    if named is not None:
        pass
    elif entity.sector in _ARMED and found.shape != "person":
        named = _find_band(scene, discourse, sentence, role, entity.country)
    elif found.shape == "body" and role.noun in wording.ORGANISATION_WORDS:
        named = _find_body(scene, sentence, role, entity.country)
    if named is None:
        return found
    how = "description" if found.how == "population" else found.how
    return replace(found, entities=(named,), how=how)


def _named_after(discourse: Discourse, sentence: Sentence, role: Role) -> Entity | None:
    """Find whose government, office or campaign it is: "Blair's government"."""
    owner = role.owner_at
    if role.noun not in _OF_ONE or role.plural or owner < 0:
        return None
    if sentence.tokens[owner].upos == "PRON" or sentence.tokens[owner].deprel != "nmod:poss":
        # "the Blair government" is the state's.
        return None
    for referent in discourse.here(sentence.index, len(sentence.tokens)):
        if referent.head == role.owner_at and referent.shape == "person":
            return referent.entities[0] if len(referent.entities) == 1 else None
    return None


def _party_of(scene: Scene, discourse: Discourse, sentence: Sentence, role: Role) -> Entity | None:
    """Find whose body "his party" is: that by which its member was introduced."""
    if role.noun not in _JOINED or role.plural or role.owner_at < 0:
        return None
    here = discourse.here(sentence.index, len(sentence.tokens))
    owner = next((r for r in here if r.head == role.owner_at and r.shape == "person"), None)
    if owner is None or len(owner.entities) != 1:
        return None
    for person in (p for row in scene.persons for p in row):
        body = person.role.owner if person.role is not None else person.hint
        if body is None or body.kind not in _BODIES - {"organ"} or not body.country:
            continue
        known = scene.introductions.find(person.words)
        if known is not None and known.id == owner.entities[0].id:
            return make_entity(body, scene.published, scene.directory)
    return None


def _name_leaders(scene: Scene, role: Role, found: Found) -> Found:
    """Name those who lead two states or more: "the presidents of Peru and Chile"."""
    office = role.text.lower().removesuffix("s")
    titles = scene.directory.titles.get(tuple(office.split()), ())
    posts = {scene.directory.offices[i].post for i in titles}
    surely = bool(posts & _SOLE) or (role.noun == "leader" and role.definite)
    if not surely or role.former or found.shape != "people":
        return found
    entities = []
    for entity in found.entities:
        name = "leader" if role.noun == "leader" else office
        holder = office_holder(entity.country, name, scene.published, scene.directory)
        if holder is None or not is_nameless(entity):
            return found
        entities.append(make_entity(holder, scene.published, scene.directory))
    return replace(found, entities=tuple(entities))


def _find_band(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role, country: str
) -> Entity | None:
    """Find the armed group that a report names and here calls "the rebels" or "guerrillas"."""
    words = {t.lemma.lower() for t in sentence.tokens[role.first : role.head + 1]}
    words |= set(role.text.lower().split())
    surely = bool(words & _REBELS) or any(w.rstrip("s") in _REBELS for w in words)
    if not surely and not (role.definite and words & _FIGHTERS):
        return None
    if words & _OTHERS or role.former or (role.noun in _BANDS and role.plural):
        return None
    named = [*_list_bands(scene, country), *_list_told(discourse, country)]
    named = named or _known_by(scene, role, country)
    if role.definite and len({e.id for _, e in named}) > 1:
        near = range(sentence.index - _NEAR, sentence.index + 1)
        named = [(n, e) for n, e in named if n in near] or named
    counts = Counter(e.id for _, e in named).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < _OFTENER * counts[1][1]):
        return None
    return next(e for _, e in named if e.id == counts[0][0])


def _list_bands(scene: Scene, country: str) -> Iterator[tuple[int, Entity]]:
    """List the armed groups of a country that a report names, with their sentences."""
    for number, row in enumerate(scene.matches):
        for match in row:
            entry = match.owner
            if match.kind == "group" and entry.sector in _NAMED and _is_of(entry.country, country):
                yield number, make_entity(entry, scene.published, scene.directory)


def _list_told(discourse: Discourse, country: str) -> Iterator[tuple[int, Entity]]:
    """List the armed groups that were told of before without a name of their own."""
    for number, row in enumerate(discourse.by_sentence):
        for referent in row:
            entity = referent.entities[0]
            whole = referent.shape != "person" and len(referent.entities) == 1
            if (
                whole
                and not is_nameless(entity)
                and entity.sector in _NAMED
                and _is_of(entity.country, country)
            ):
                yield number, entity


def _find_body(scene: Scene, sentence: Sentence, role: Role, country: str) -> Entity | None:
    """Find the body whose name a report cuts short: "the commission", "the Truth Commission"."""
    if not role.definite or role.owner_at >= 0 or role.plural:
        return None
    words = {w.lower() for w in role.text.split()}
    if len(words) > 1 and not sentence.tokens[role.head].text[:1].isupper():
        return None
    found: dict[str, Entity] = {}
    for row in scene.matches[: sentence.index + 1]:
        for match in row:
            entry = match.owner
            fits = match.kind in _BODIES and words <= set(entry.name.lower().split())
            if fits and match.last - match.first > 1 and _is_of(entry.country, country):
                found[entry.id] = make_entity(entry, scene.published, scene.directory)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_of(mine: str, country: str) -> bool:
    return country in {mine, UNKNOWN}


def _known_by(scene: Scene, role: Role, country: str) -> list[tuple[int, Entity]]:
    """Find the armed group of a country that is called by a noun: "the Maoists" in Nepal."""
    if not role.text.split()[-1].istitle():
        return []
    names = (
        name
        for body in scene.directory.organisations.values()
        if body.country == country and body.kind == "group"
        for name in body.names
        if any(word.startswith(role.noun) for word in name.lower().split())
    )
    return [
        (0, make_entity(entry, scene.published, scene.directory))
        for name in names
        for entry in scene.directory.names[tuple(name.lower().split())]
        if entry.country == country
    ]
