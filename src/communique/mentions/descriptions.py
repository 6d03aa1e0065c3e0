"""Resolve phrases around a role noun: "Turkish police", "the leader", "both sides"."""

# Reading a tree is a list of decisions, each best left where it is taken.
# ruff: noqa: C901, PLR0911, PLR0912

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory import state_on
from communique.mentions import wording
from communique.mentions.agents import (
    Found,
    make_agent,
    make_found,
)
from communique.mentions.bodies import read_body, read_many
from communique.mentions.coreference import find_recent
from communique.mentions.discourse import OWN_SIDE, Discourse, Referent, Shape
from communique.mentions.groups import SIZES, TIES, find_group, find_many, find_other
from communique.mentions.introducing import UNKNOWN
from communique.mentions.metonyms import is_place
from communique.mentions.officials import is_indefinite, read_official, with_other_owners
from communique.mentions.phrases import (
    clause_of,
    preposition_of,
    relation,
    subject_of,
)
from communique.mentions.regions import find_regime, find_region
from communique.mentions.unveiling import AGED, is_age
from communique.types import Entity

if TYPE_CHECKING:
    from communique.directory import Entry
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Sentence

_BECOMING = frozenset({"become", "remain", "be", "elect", "appoint", "name", "call"})


def is_description(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun without a sector may still stand for an actor ("the two sides")."""
    token = sentence.tokens[index]
    lemma = token.lemma.lower()
    if token.upos not in {"NOUN", "PROPN"} and lemma != AGED:
        return False
    if token.upos == "PROPN" and token.text[:1].isupper() and lemma in wording.COUNTRY_WORDS:
        return False
    if lemma == AGED:
        return is_age(sentence, index)
    return lemma in wording.COUNTRY_WORDS or lemma in wording.BODIES or lemma in wording.PAIR_NOUNS


def describe(scene: Scene, discourse: Discourse, sentence: Sentence, role: Role) -> Found | None:
    """Resolve a phrase around a role noun; None where it stays open."""
    token = sentence.tokens[role.head]
    if relation(token) in {"compound", "flat", "amod", "goeswith"} or token.deprel == "nmod:desc":
        return None
    if _is_predicate(sentence, role) or _is_part_of_title(sentence, role):
        return None
    bearer = _bearer_of_both(scene, sentence, role)
    if bearer is not None:
        return make_found(role, bearer, "apposition", "person")
    if role.noun in wording.ORGANISATION_WORDS and _stands_before_name(scene, sentence, role):
        return None
    if role.noun in _SETTLEMENTS and _names_itself(sentence, role):
        # "the railway town of Debaltseve" is the town.
        return None
    named = _state_beside(scene, sentence, role)
    if named:
        return make_found(role, scene.state(named), "apposition", "state")
    if role.noun in {"opposition", "resistance"} and _is_opposed(sentence, role):
        # "its opposition to the plan" is a refusal and no party.
        return None
    size = _size_of(sentence, role)
    if size:
        return _read_group(scene, discourse, sentence, role, size)
    of_several = _read_of_several(scene, discourse, sentence, role)
    if of_several is not None:
        return of_several
    country, owner, resolved = _owner_of(scene, discourse, sentence, role)
    lemma = role.noun
    if lemma == "capital" and not role.plural and country in scene.directory.states:
        # "in the Belarussian capital": Minsk as a place, and no actor of that name.
        how = "place" if is_place(sentence, role.head, capital=True) else "metonym"
        return make_found(role, scene.state(country), how, "state")
    if lemma in TIES and role.owner is None:
        other = find_other(discourse, sentence, role.head, country) if country else None
        if other is None or role.plural:
            return None
        state = scene.state(other.country) if other.country in scene.directory.states else other
        return make_found(role, state, "description", "state")
    if lemma in wording.UNNAMED and role.sector in {"EDU", "UNK", ""}:
        return _unnamed(role, lemma)
    if lemma in wording.COUNTRY_WORDS or lemma in {"kingdom", "republic"}:
        return _read_country(scene, discourse, sentence, role, resolved)
    if resolved is not None and _is_unplaced(resolved) and lemma in wording.PERSON_WORDS:
        # "a spokeswoman for Umbrella Corp.": the firm, though nothing tells whose it is.
        shape: Shape = "people" if role.plural else "person"
        return make_found(role, resolved.entities[0], "agent", shape, lemma)
    if role.is_person and lemma not in wording.BODIES:
        return read_official(scene, discourse, sentence, role, country, owner)
    if country:
        found = make_agent(scene, role, lemma, country, owner)
        return with_other_owners(scene, sentence, role, lemma, found)
    if lemma in wording.BODIES and not role.plural:
        return read_body(scene, discourse, sentence, role, lemma)
    return read_many(scene, discourse, sentence, role, lemma)


_SETTLEMENTS = frozenset({"town", "village", "settlement", "community"})


def _is_opposed(sentence: Sentence, role: Role) -> bool:
    return [token.text for token in sentence.tokens[role.head + 1 : role.head + 2]] == ["to"]


def _stands_before_name(scene: Scene, sentence: Sentence, role: Role) -> bool:
    """Tell whether a noun but says what the body named next is: "the company Nokia"."""
    match = scene.by_token[sentence.index].get(role.head + 1)
    return match is not None and match.first == role.head + 1 and match.kind in _NAMED_BODIES


def _state_beside(scene: Scene, sentence: Sentence, role: Role) -> str:
    """Tell which state a noun only says what it is: "its ally Syria", "peace broker Norway"."""
    match = scene.by_token[sentence.index].get(role.head + 1)
    if match is None or match.kind != "state" or match.first != role.head + 1 or role.plural:
        return ""
    tokens = sentence.tokens
    joined = match.head == tokens[role.head].head or tokens[match.head].head == role.head
    after = tokens[match.last] if match.last < len(tokens) else None
    if not joined or (after is not None and (after.xpos == "POS" or after.text == "-")):
        return ""
    country = match.owner.country
    return country if country in scene.directory.states else ""


_NAMED_BODIES = frozenset({"organisation", "group", "party", "ngo", "company", "media"})


def _is_unplaced(referent: Referent) -> bool:
    return referent.shape == "body" and referent.entities[0].country == UNKNOWN


def _names_itself(sentence: Sentence, role: Role) -> bool:
    """Tell whether a settlement is called by its name: "the town of Zadar", "Zadar town"."""
    if role.owner is not None:
        return role.owner.kind == "region"
    return role.owner_at >= 0 and sentence.tokens[role.owner_at].upos == "PROPN"


def _is_part_of_title(sentence: Sentence, role: Role) -> bool:
    """Tell whether a body stands right before whoever speaks for it: "a ministry spokeswoman"."""
    after = sentence.tokens[role.head + 1 : role.head + 2]
    return (
        role.noun in wording.BODIES
        and bool(after)
        and after[0].upos == "NOUN"
        and after[0].lemma in wording.PERSON_WORDS
    )


def _bearer_of_both(scene: Scene, sentence: Sentence, role: Role) -> Entity | None:
    """Find who bears two titles of which this is the first: "Thai premier and finance minister X".

    Whose title opens anew is another: "the king and the Finnish president".
    """
    tokens = sentence.tokens
    if role.plural or not role.is_person or role.last != role.head + 1:
        return None
    if role.last + 1 >= len(tokens) or tokens[role.last].lemma != "and":
        return None
    second = role.last + 1
    for person in scene.persons[sentence.index]:
        title = person.title
        if title is None or not person.first <= second < person.name_first:
            continue
        if title.owner is not None or title.former or tokens[role.first].lemma == "the":
            return None
        known = scene.introductions.find(person.words)
        if known is None or role.owner is None or known.country != UNKNOWN:
            return known
        return replace(known, country=role.owner.country)
    return None


def _is_predicate(sentence: Sentence, role: Role) -> bool:
    """Tell whether the noun says what somebody is ("is a leader", "as president")."""
    tokens = sentence.tokens
    token = tokens[role.head]
    has_copula = any(relation(tokens[c]) == "cop" for c in sentence.children[role.head])
    if has_copula and not role.definite:
        return True
    above = tokens[token.head].lemma if token.head >= 0 else ""
    if relation(token) in {"xcomp", "obj"} and above in _BECOMING:
        return True
    if preposition_of(sentence, role.head) == "as" and is_indefinite(sentence, role):
        return True
    bare = role.first == role.head
    if bare and not role.plural and preposition_of(sentence, role.head) == "as":
        return True
    return bare and relation(token) == "xcomp"


def _size_of(sentence: Sentence, role: Role) -> int:
    """Tell how many a phrase counts that points back to them, 0 where it does not."""
    if not role.plural or role.noun not in wording.PAIR_NOUNS or role.owner is not None:
        return 0
    words = [sentence.tokens[i].text.lower() for i in range(role.first, role.head)]
    after = [t.text.lower() for t in sentence.tokens[role.head + 1 : role.head + 3]]
    if "including" in after:
        # "the allies, including Germany" are more than two.
        return 0
    if "both" in words:
        return 2
    if role.owner_at > role.head and role.noun in wording.PERSON_PAIR_NOUNS:
        # "The leaders of the two countries": the two leaders.
        owners = {sentence.tokens[c].text.lower() for c in sentence.children[role.owner_at]}
        return 2 if owners & {"two", "both"} else 0
    if not {"the", "these", "those", "our", "all"} & set(words):
        return 0
    sizes = [SIZES[word] for word in words if word in SIZES]
    if sizes or "2" in words:
        return sizes[0] if sizes else 2
    # "The nuclear-armed neighbours": neighbours are two where nothing else is said.
    return 2 if role.noun in TIES and role.owner_at < 0 else 0


def _read_group(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role, size: int
) -> Found | None:
    persons = role.noun in wording.PERSON_PAIR_NOUNS
    entities = find_group(discourse, sentence, role.head, size, persons=persons)
    if persons and role.owner_at > role.head and len({e.country for e in entities}) != size:
        # "the prime ministers of the two countries": where two are not told, their countries.
        persons = False
        entities = find_group(discourse, sentence, role.head, size, persons=False)
    if persons and len(entities) != size:
        entities = find_many(discourse, sentence, role.head, size)
    if len(entities) != size:
        return None
    if not persons:
        entities = tuple(
            e
            if e.sector in OWN_SIDE or e.country not in scene.directory.states
            else scene.state(e.country)
            for e in entities
        )
    return Found(
        first=role.first,
        last=role.last,
        head=role.head,
        entities=entities,
        how="pair",
        shape="people" if persons else "state",
        plural=True,
    )


def _owner_of(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role
) -> tuple[str, Entry | None, Referent | None]:
    """Tell for which country the phrase stands, by its own words or by its possessor."""
    if role.owner is not None and role.owner.country:
        return (
            state_on(role.owner.country, scene.published, scene.directory),
            role.owner,
            None,
        )
    if role.owner_at >= 0:
        for row in (discourse.here(sentence.index, len(sentence.tokens)),):
            for referent in row:
                if referent.head == role.owner_at and len(referent.entities) == 1:
                    country = referent.entities[0].country
                    return ("" if country == UNKNOWN else country), None, referent
    return "", None, None


def _read_of_several(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role
) -> Found | None:
    """Read those of several states: "at the request of their governments"."""
    if not role.plural or role.owner_at < 0:
        return None
    countries = {
        entity.country: None
        for referent in discourse.here(sentence.index, len(sentence.tokens))
        if referent.head == role.owner_at
        for entity in referent.entities
        if entity.country in scene.directory.states
    }
    found = [make_agent(scene, role, role.noun, country, None) for country in countries]
    agents = [one for one in found if one is not None]
    if len(agents) < _SEVERAL:
        return None
    entities = {entity.id: entity for one in agents for entity in one.entities}
    return replace(agents[0], entities=tuple(entities.values()))


_SEVERAL = 2


def _unnamed(role: Role, lemma: str) -> Found:
    plural = lemma + ("es" if lemma.endswith("s") else "s")
    entity = Entity(id=f"unnamed:{plural}", name=plural, country=UNKNOWN)
    return Found(
        first=role.first,
        last=role.last,
        head=role.head,
        entities=(entity,),
        how="unnamed",
        shape="people",
        plural=role.plural,
        noun=lemma,
    )


def _read_country(
    scene: Scene,
    discourse: Discourse,
    sentence: Sentence,
    role: Role,
    possessor: Referent | None,
) -> Found | None:
    """Resolve "the country", "his country", "the kingdom"."""
    if role.plural:
        return None
    was_part = role.owner is not None and role.owner.country == "SUN"
    words = [sentence.tokens[i].text for i in range(role.first, role.head)]
    region = find_region(words) or find_regime(words, role.noun)
    entity: Entity | None = None
    if possessor is not None:
        country = possessor.entities[0].country
        entity = scene.state(country) if country in scene.directory.states else None
    elif region and role.definite and role.owner_at < 0:
        country = _nearest_of(discourse, sentence, role.head, region)
        entity = scene.state(country) if country in scene.directory.states else None
    elif role.definite and role.owner_at < 0 and (role.owner is None or was_part):
        recent = _nearest_state(discourse, sentence, role.head)
        entity = recent.entities[0] if recent is not None else None
        if recent is not None and recent.shape == "person":
            country = recent.entities[0].country
            entity = scene.state(country) if country in scene.directory.states else None
        if recent is None:
            person = find_recent(discourse, sentence, role.head, frozenset({"person"}), 1)
            country = person.entities[0].country if person is not None else ""
            entity = scene.state(country) if country in scene.directory.states else None
    if entity is None:
        return None
    how = "place" if is_place(sentence, role.head, capital=False) else "description"
    return make_found(role, entity, how, "state")


def _nearest_of(
    discourse: Discourse, sentence: Sentence, index: int, region: frozenset[str]
) -> str:
    """Find the state of a region that was named last before "the Gulf state"."""
    rows = [discourse.here(sentence.index, index)[::-1], *discourse.earlier(sentence.index, 8)]
    for row in rows:
        for referent in sorted(row, key=lambda r: r.shape != "state"):
            country = referent.entities[0].country
            if len(referent.entities) == 1 and country in region:
                return country
    return ""


def _nearest_state(discourse: Discourse, sentence: Sentence, index: int) -> Referent | None:
    """Find the state named last before "the country", but not the one that acts on it.

    Nobody pays a visit to his own: "Hu paid a visit to the country".
    """
    subject = subject_of(sentence, clause_of(sentence, index))
    here = discourse.here(sentence.index, index)
    at_home = ""
    if _is_visited(sentence, index):
        at_home = next((r.entities[0].country for r in here if r.head == subject), "")
    for referent in reversed(here):
        if len(referent.entities) != 1 or referent.head == subject:
            continue
        if at_home and referent.entities[0].country == at_home:
            continue
        if referent.shape == "state":
            return referent
        # "Kim's offer that the country ...": his country.
        if referent.shape == "person" and referent.function == "possessor":
            break
    else:
        return find_recent(discourse, sentence, index, frozenset({"state"}))
    if len(referent.entities[0].country) == 3:
        return referent
    return find_recent(discourse, sentence, index, frozenset({"state"}))


_VISITS = frozenset({"visit", "trip", "tour", "arrive", "travel", "fly"})


def _is_visited(sentence: Sentence, index: int) -> bool:
    head = sentence.tokens[index].head
    return head >= 0 and sentence.tokens[head].lemma in _VISITS
