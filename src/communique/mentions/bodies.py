"""Resolve bodies and groups named by a noun alone: "the ministry", "the alliance"."""

# Reading a tree is a list of decisions, each best left where it is taken.
# ruff: noqa: C901, PLR0912

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory import make_entity
from communique.mentions import wording
from communique.mentions.agents import (
    GOVERNMENTS,
    STATE_ORGANS,
    Found,
    force_spoken_of,
    make_agent,
    make_found,
    state_spoken_of,
)
from communique.mentions.coreference import find_described, find_recent
from communique.mentions.introducing import UNKNOWN
from communique.mentions.phrases import function_of, preposition_of, relation
from communique.mentions.settings import state_fought_in, state_told_of

if TYPE_CHECKING:
    from communique.mentions.discourse import Discourse
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Entity, Sentence

ARMED = frozenset({"REB", "UAF", "PRM", "CRM", "OPP"})
# Whose country is the one in which they act, where the words do not say it.
_AT_HOME = ARMED | {"CVL", "LAB", "AGR", "EDU", "HLH", "REL", "ELI"}
# Where none is named, that of the country is meant: "the opposition", "the church".
_OF_THE_LAND = frozenset({"OPP", "PTY", "LAB", "REL"})
CROWDS = _AT_HOME | {"REF", "NGO", "BUS", "ENV", "MED"}
_FROM_ABROAD = frozenset(
    """tourist foreigner migrant expatriate refugee scientist researcher scholar occupier pilgrim
    laureate expert""".split()
)
_OFFICIALS = frozenset(
    """police troop official authority lawmaker prosecutor judge magistrate legislator
    investigator detective policeman parliamentarian senator mp""".split()
)
# "a third party", "the contracting parties".
_NO_PARTIES = frozenset(
    """third order ordering contract contracting interested injured guilty relate related warring
    search rescue dinner birthday conflicting disputing relevant concerned""".split()
)
# "a customs union"
_NO_UNIONS = frozenset(
    """gas customs currency monetary economic energy fiscal banking political personal credit
    tariff trade transfer""".split()
)
# Whom these may call again: "The presidents of Peru and Chile met. The leaders urged".
_KINDS_OF = {
    "leader": frozenset("president premier minister chancellor king ruler head".split()),
    "official": frozenset("minister diplomat negotiator officer envoy".split()),
}
_BARE = frozenset("the all both its these those to any each".split())
# Several of these together are those of the country, not whoever has met.
_RANKS = frozenset("general governor mayor senator commander colonel ayatollah admiral".split())
# Forces that are called so are a state's, though it is not named: "government troops".
_OF_STATE = frozenset({"government", "federal", "loyalist"})
_ARMS = frozenset({"MIL", "COP"})
_KEEPERS = frozenset({"force", "soldier", "gendarme", "guard"})
# Who hears of a deed takes no part in it.
_LISTENERS = frozenset({"reporter", "listener", "viewer", "reader", "media", "press"})
_STRANGE = frozenset(
    """african arab arabic asian european balkan nordic foreign international non-governmental
    nongovernmental western eastern global overseas worldwide multinational""".split()
)
_TOO_VAGUE = frozenset("side power capital network body office service rebellion".split())
# Which sectors a noun may stand for.
_KINDS: dict[str, frozenset[str] | set[str]] = {
    "group": {"REB", "PRM", "OPP", "CRM", "PTY", "NGO", "UAF"},
    "movement": {"REB", "PRM", "OPP", "PTY"},
    "party": {"PTY", "OPP", "REB"},
    "militia": {"PRM", "REB"},
    "faction": {"PTY", "REB", "PRM"},
    "organisation": {"IGO", "NGO", "REB", "PRM", ""},
    "organization": {"IGO", "NGO", "REB", "PRM", ""},
    "alliance": {"IGO", "MIL", "", "PTY"},
    "bloc": {"IGO", ""},
    "union": {"IGO", "LAB", ""},
    "body": {"IGO"},
    "agency": {"IGO", "MED", "SPY", "GOV", "NGO"},
    "watchdog": {"IGO", "NGO"},
    "newspaper": {"MED"},
    "paper": {"MED"},
    "daily": {"MED"},
    "broadcaster": {"MED"},
    "company": {"BUS"},
    "firm": {"BUS"},
}


def read_body(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role, lemma: str
) -> Found | None:
    """Resolve a body named by its noun alone: "the ministry", "the alliance", "the government"."""
    if lemma in wording.SENT_ABROAD or (lemma in _TOO_VAGUE and " " not in role.text):
        return _embassy_again(discourse, sentence, role, lemma)
    if not role.definite and lemma not in {"police", "government", "parliament", "state"}:
        return _new_body(scene, sentence, role, lemma)
    if sentence.tokens[role.head].text == "Commission" and scene.countries["EUR"]:
        # With a capital it is the Union's, where that has been named.
        known = scene.directory.names.get(("european", "commission"), ())
        if known and role.owner_at < 0:
            entity = make_entity(known[0], scene.published, scene.directory)
            return make_found(role, entity, "description", "body", lemma)
    referent = find_described(discourse, sentence, role.head, lemma, "")
    if referent is not None and referent.shape in {"body", "people"}:
        return make_found(role, referent.entities[0], "description", "body", lemma)
    if lemma == "regime":
        recent = find_recent(discourse, sentence, role.head, frozenset({"state"}))
        if recent is None or recent.entities[0].country not in scene.directory.states:
            return None
        return make_found(
            role, scene.state(recent.entities[0].country), "description", "body", lemma
        )
    named = _named_body(scene, discourse, sentence, role)
    if named is not None:
        return make_found(role, named, "description", "body", lemma)
    if role.sector in STATE_ORGANS | _OF_THE_LAND:
        country = force_spoken_of(discourse, sentence, role.head, role.sector) or state_spoken_of(
            scene, discourse, sentence, role.head
        )
        found = make_agent(scene, role, lemma, country or UNKNOWN, None)
        return replace(found, how="description") if found is not None else None
    if role.sector in CROWDS:
        return make_agent(scene, role, lemma, UNKNOWN, None)
    return None


def _embassy_again(
    discourse: Discourse, sentence: Sentence, role: Role, lemma: str
) -> Found | None:
    """Resolve "the embassy" to the one told of before."""
    if lemma not in {"embassy", "consulate"} or not role.definite:
        return None
    told = find_described(discourse, sentence, role.head, lemma, "")
    if told is None or told.shape != "body":
        return None
    return make_found(role, told.entities[0], "description", "body", lemma)


def _new_body(scene: Scene, sentence: Sentence, role: Role, lemma: str) -> Found | None:
    """Make a body that is spoken of for the first time: "a court", "an oil company"."""
    if function_of(sentence, role.head) == "modifier" or lemma in GOVERNMENTS:
        return None
    if role.sector in STATE_ORGANS | _OF_THE_LAND | _AT_HOME:
        country = state_told_of(scene, sentence, role.head)
        return make_agent(scene, role, lemma, country or UNKNOWN, None)
    if role.sector in CROWDS:
        return make_agent(scene, role, lemma, UNKNOWN, None)
    return None


# Bodies of many states, and what they are called.
_WORKING = frozenset({"agency", "organisation", "organization", "watchdog"})
_OF_MANY = frozenset({"UNO", "IGO", "EUR", "NGO"})


def _named_body(
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role
) -> Entity | None:
    """Find the named body that the noun fits: "the department" after the State Department."""
    lemma = role.noun
    rows = [
        discourse.here(sentence.index, role.head)[::-1],
        *discourse.earlier(sentence.index, 30),
    ]
    general = lemma in wording.ORGANISATION_WORDS
    for match in reversed(scene.matches[sentence.index]) if lemma in _WORKING else ():
        # "The head of UNRWA said that the agency": a body named in somebody's title.
        if match.last <= role.head and match.kind == "organisation":
            entity = make_entity(match.owner, scene.published, scene.directory)
            if entity.country in _OF_MANY:
                return entity
    for row in rows:
        for referent in row:
            if referent.shape != "body" or len(referent.entities) != 1:
                continue
            entity = referent.entities[0]
            if lemma in entity.name.lower().split():
                return entity
            if general and entity.sector in _KINDS.get(lemma, set()):
                if (
                    lemma in {"bloc", "alliance", "union"}
                    and len(entity.country) == 3
                    and (entity.country not in {"EUR", "IGO", "UNO"})
                ):
                    continue
                return entity
    return None


_STATES = frozenset({"country", "nation", "state"})


def _comes_from(sentence: Sentence, index: int) -> bool:
    """Tell whether people come from countries that are not named: "30 men from Arab states"."""
    return any(
        sentence.tokens[c].lemma in _STATES and preposition_of(sentence, c) == "from"
        for c in sentence.children[index]
    )


def _counts_states(sentence: Sentence, index: int) -> bool:
    """Tell whether people are of states that are only counted: "envoys of 48 countries"."""
    return sentence.tokens[index].lemma in _STATES and any(
        relation(sentence.tokens[c]) == "nummod" and sentence.tokens[c].text.isdigit()
        for c in sentence.children[index]
    )


def _find_again(
    discourse: Discourse, sentence: Sentence, role: Role, kinds: frozenset[str]
) -> tuple[Entity, ...]:
    """Find several people of these kinds who were told of before."""
    rows = (
        discourse.here(sentence.index, role.head)[::-1],
        *discourse.earlier(sentence.index, 20),
    )
    return next(
        (
            referent.entities
            for row in rows
            for referent in row
            if referent.noun in kinds
            and referent.plural
            and referent.entities[0].country != UNKNOWN
        ),
        (),
    )


def _governed_by(discourse: Discourse, sentence: Sentence, index: int) -> str:
    """Tell whose government was named last, "" where none was."""
    rows = (discourse.here(sentence.index, index)[::-1], *discourse.earlier(sentence.index, 2))
    return next(
        (
            referent.entities[0].country
            for row in rows
            for referent in row
            if referent.entities[0].sector == "GOV"
            and referent.shape != "person"
            and referent.function != "modifier"
        ),
        "",
    )


def _country_beside(scene: Scene, discourse: Discourse, sentence: Sentence, role: Role) -> str:
    """Tell whose people are who share an owner with those before: "Chad's junta and rebels"."""
    token = sentence.tokens[role.head]
    bare = role.first == role.head or not role.definite
    if relation(token) != "conj" or not bare or role.sector not in _AT_HOME | STATE_ORGANS:
        return ""
    return next(
        (
            r.entities[0].country
            for r in discourse.here(sentence.index, role.head)
            if r.head == token.head
            and len(r.entities) == 1
            and r.shape in {"body", "people"}
            and r.entities[0].country in scene.directory.states
        ),
        "",
    )


def read_many(  # noqa: PLR0911 - each kind of people is whose something else tells
    scene: Scene, discourse: Discourse, sentence: Sentence, role: Role, lemma: str
) -> Found | None:
    """Resolve several people without a country of their own in the phrase."""
    sector = role.sector
    words = {sentence.tokens[c].lemma.lower() for c in sentence.children[role.head]}
    hangs = [c for c in sentence.children[role.head] if relation(sentence.tokens[c]) == "nmod"]
    strays = words & {"party": _NO_PARTIES, "union": _NO_UNIONS}.get(lemma, frozenset())
    if strays or any(_counts_states(sentence, c) for c in hangs):
        return None
    if role.definite:
        kinds = frozenset({lemma}) if hangs else _KINDS_OF.get(lemma, frozenset()) | {lemma}
        again = _find_again(discourse, sentence, role, kinds)
        if again:
            return Found(
                first=role.first, last=role.last, head=role.head,
                entities=again, how="description", shape="people",
                plural=True, noun=lemma,
            )  # fmt: skip
    beside = _country_beside(scene, discourse, sentence, role)
    if beside:
        return make_agent(scene, role, lemma, beside, None)
    # "urged the parties to talk": those to the quarrel, where none of politics are told of.
    bare = lemma == "party" and words <= _BARE
    if sector in {"OPP", "PTY", "COP"} and role.plural and not bare:
        # "Seventeen opposition parties demanded": those of the state that is spoken of; "three
        # policemen were hurt": police are at home where the sentence lays the deed.
        laid = state_told_of(scene, sentence, role.head) if sector == "COP" else ""
        country = laid or state_spoken_of(scene, discourse, sentence, role.head)
        found = make_agent(scene, role, lemma, country or UNKNOWN, None)
        return replace(found, how="description") if found is not None else None
    if sector in CROWDS:
        if not role.plural and lemma not in wording.BODIES:
            return None
        if function_of(sentence, role.head) == "modifier" or lemma in _LISTENERS:
            return None
        country = ""
        abroad = lemma in _FROM_ABROAD or words & _STRANGE or _comes_from(sentence, role.head)
        if sector in _AT_HOME and not abroad:
            tell = state_fought_in if sector == "REB" else state_told_of
            country = force_spoken_of(discourse, sentence, role.head, sector) or tell(
                scene, sentence, role.head
            )
        return make_agent(scene, role, lemma, country or UNKNOWN, None)
    country = _governed_by(discourse, sentence, role.head) if words & _OF_STATE else ""
    if country and role.plural:
        return make_agent(scene, role, lemma, country, None)
    if sector in _ARMS and role.plural and lemma in _KEEPERS and not words & _STRANGE:
        # "Security forces opened fire": those of the land, unless others were told of.
        country = force_spoken_of(discourse, sentence, role.head, sector) or state_told_of(
            scene, sentence, role.head
        )
        found = make_agent(scene, role, lemma, country or UNKNOWN, None)
        return replace(found, how="description") if found is not None else None
    if sector in STATE_ORGANS and (role.plural or lemma in wording.FORCES | wording.BODIES):
        if lemma in wording.THING_FORCES or not (
            lemma in _OFFICIALS
            or (role.definite and lemma not in wording.PERSON_WORDS - _RANKS)
        ):  # fmt: skip
            return None
        strange = bool(words & _STRANGE)
        country = (
            ""
            if strange
            else force_spoken_of(discourse, sentence, role.head, sector)
            or state_spoken_of(scene, discourse, sentence, role.head)
        )
        found = make_agent(scene, role, lemma, country or UNKNOWN, None)
        return replace(found, how="description") if found is not None else None
    return None
