"""Whom a name introduces: the directory's person of that office and time, or somebody unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.directory import make_entity, state_on
from communique.mentions import wording
from communique.mentions.names import (
    COUNTRIES,
)
from communique.mentions.persons import (
    PersonMatch,
    text_of,
)
from communique.types import Entity

if TYPE_CHECKING:
    from communique.directory import Entry
    from communique.mentions.roles import Role
    from communique.mentions.scene import Scene
    from communique.types import Sentence

# These are acted for by people of many countries.
UNKNOWN = "---"
BODIES = frozenset({"EUR", "IGO", "UNO"})


def introduce(
    scene: Scene, sentence: Sentence, person: PersonMatch, country: str = ""
) -> Entity | None:
    """Tell who a person is, and keep it for later mentions; None where it cannot be told.

    The title in the text outranks the directory; a person whom neither knows keeps the name,
    and gets the `country` that the context suggests where the title states none.
    """
    role = person.role
    stated = _stated_country(scene, person)
    people = scene.introductions
    text = text_of(sentence, person)
    known = people.find(person.words, stated)
    if known is None and stated and not person.options and person.is_full:
        known = people.find(person.words)
    if known is None and person.title is not None and person.title.noun in _KNIGHTLY:
        known = people.find_by_given(person.words)
    entry = None if known is not None else _pick(scene, person, stated)
    if known is not None and person.title is not None and not person.is_full:
        # "President Obama" where the first lady was named before.
        ruler = find_ruler(scene, person)
        if ruler is not None and ruler.id != known.id and not _is_of(known, person.title):
            known, entry = people.people.get(ruler.id), ruler
    stated = stated or country
    if known is not None:
        entity = known
    elif entry is not None:
        entity = make_entity(entry, scene.published, scene.directory)
        if stated in BODIES and person.title is not None and not person.title.former:
            # "European Union commissioner Benita Ferrero-Waldner" acts for no member state.
            entity = replace(entity, country=stated, sector="GOV", role=person.title.text)
        elif entity.country != stated and _has_served(scene, entry, stated):
            # "South Korean Foreign Minister Ban Ki-moon", whoever he acts for later.
            entity = replace(entity, country=stated)
    elif person.is_full or (role is not None and person.words):
        sector = role.sector if role is not None else ""
        entity = Entity(
            id="person:" + "-".join(person.words),
            name=text,
            country=stated or UNKNOWN,
            sector=_sector(role, sector),
            role=role.text if role is not None else "",
        )
    else:
        return None
    return people.add(person.words, _with_role(entity, role, stated, is_known=entry))


def _has_served(scene: Scene, entry: Entry, country: str) -> bool:
    return any(t.country == country for t in scene.directory.people[entry.id].terms)


# Who is called so goes by the given name: "Sir Keir".
_KNIGHTLY = frozenset({"sir", "dame"})


def find_ruler(scene: Scene, person: PersonMatch) -> Entry | None:
    """Find who of a family name leads a state under the title that stands before it."""
    if person.title is None or not person.options:
        return None
    return next(
        (o for o in person.options if _leads(scene, o) and _holds(scene, o, person.title)), None
    )


def _is_of(entity: Entity, title: Role) -> bool:
    """Tell whether somebody is known by that title already."""
    return title.noun in entity.role.lower().split()


def _with_role(
    entity: Entity, role: Role | None, stated: str, *, is_known: Entry | None
) -> Entity:
    if entity.country in {"", UNKNOWN} and stated:
        entity = replace(entity, country=stated)
    if role is None or role.noun in wording.KIN:
        return entity
    if is_known is not None and role.sector and not role.former and not entity.role:
        entity = replace(entity, sector=role.sector)
    if not entity.role and role.text and not role.former:
        entity = replace(entity, role=role.text)
    if not entity.sector:
        entity = replace(entity, sector=_sector(role, role.sector))
    return entity


def _sector(role: Role | None, sector: str) -> str:
    if role is None:
        return ""
    if role.former and sector in {"GOV", "MIL", "LEG", "SPY", "COP", "JUD"}:
        return "ELI"
    owner = role.owner
    if owner is not None and owner.kind not in COUNTRIES and owner.sector and sector != "MED":
        return owner.sector
    if "party" in role.text.lower().split() and sector in {"GOV", "", "PTY"}:
        return "PTY"
    if not sector and owner is not None:
        return "GOV"
    return "GOV" if sector in {"UNK", "", "NGO"} and owner is not None else sector


def _stated_country(scene: Scene, person: PersonMatch) -> str:
    """Give the country that the title, the apposition or a possessor states."""
    for role in (person.title, person.apposition):
        if role is not None and role.owner is not None and role.owner.country:
            return state_on(role.owner.country, scene.published, scene.directory)
    if person.hint is not None and person.hint.country:
        return state_on(person.hint.country, scene.published, scene.directory)
    return ""


def _pick(scene: Scene, person: PersonMatch, country: str) -> Entry | None:
    """Pick the bearer of a name from the directory, by the stated country or the article's."""
    options = person.options
    if not options:
        return None
    if country:
        same = [
            o
            for o in options
            if o.country == country
            or any(t.country == country for t in scene.directory.people[o.id].terms)
        ]
        if same:
            options = tuple(same)
        elif not person.is_full:
            return None
        elif country in scene.directory.states:
            # A namesake from elsewhere.
            return None
    if person.is_full:
        return options[0]
    # Whoever rose to office years after the report, or left it long before, was no household name.
    options = tuple(o for o in options if _is_of_the_time(scene, o))
    if not options:
        return None
    in_office = [
        o
        for o in options
        if scene.published is None
        or scene.directory.people[o.id].find_term(scene.published) is not None
    ]
    if person.title is None:
        in_office = in_office or list(options)
        in_company = [o for o in in_office if scene.countries[o.country]]
        if not in_company:
            # "Lukashenko said ...": whom alone of that name every reader knows.
            leaders = [o for o in in_office if _leads(scene, o)]
            return leaders[0] if len(leaders) == 1 else None
        return max(in_company, key=lambda o: scene.countries[o.country])
    ranked = in_office or list(options)
    return max(ranked, key=lambda o: (_holds(scene, o, person.title), scene.countries[o.country]))


_EXPECTED = 1


_REMEMBERED = 25


_LEADING = frozenset({"head-of-state", "head-of-government", "leader"})


def _leads(scene: Scene, entry: Entry) -> bool:
    """Tell whether somebody leads a state on the day, is about to or has done so lately."""
    if scene.published is None:
        return False
    on = scene.published
    return any(
        term.country in scene.directory.states
        and scene.directory.offices[term.office].post in _LEADING
        and term.start - timedelta(_AWAITED) <= on <= (term.end or on) + timedelta(_FRESH)
        for term in scene.directory.people[entry.id].terms
    )


# For so many days after an election, and after leaving office, a leader needs no introduction.
_AWAITED = 80
_FRESH = 4 * 365


def _is_of_the_time(scene: Scene, entry: Entry) -> bool:
    """Tell whether somebody was in office by the day of the report or in living memory of it."""
    if scene.published is None:
        return True
    terms = scene.directory.people[entry.id].terms
    left = max(scene.published.year if t.end is None else t.end.year for t in terms)
    rose = min(t.start.year for t in terms)
    return rose - _EXPECTED <= scene.published.year <= left + _REMEMBERED


def _holds(scene: Scene, entry: Entry, role: Role | None) -> bool:
    """Tell whether somebody holds an office of that title on the day."""
    if role is None or scene.published is None:
        return False
    term = scene.directory.people[entry.id].find_term(scene.published)
    if term is None:
        return False
    office = scene.directory.offices.get(term.office)
    titles = {term.title.lower(), *(t.lower() for t in office.titles)} if office else set()
    return role.text.lower() in titles or role.noun in titles
