"""Answer who held an office on a day, what somebody was then, and which state it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.directory.load import load_directory
from communique.directory.nouns import Entry
from communique.types import Entity

if TYPE_CHECKING:
    from datetime import date

    from communique.directory.nouns import Directory, Person, Term

# PLOVER's sector of those who once held office.
FORMER = "ELI"
# Somebody named to an office is spoken of by it before the first day.
_COMING_DAYS = 100


# Whoever is called so leads, whatever his office is.
_LEADING = frozenset({"leader", "ruler", "chief", "head", "boss", "head of state"})


def find_holders(
    country: str, office: str, on: date | None, directory: Directory
) -> list[tuple[Person, Term]]:
    """Return who held the office, the one who came last first.

    `office` is an id ("secretary-of-state"), a post ("foreign-minister") or a title as news
    writes it ("top diplomat"); with no day given, those who hold it still.
    """
    rows = directory.terms.get((country, office), ())
    if not rows and office.lower() in _LEADING:
        rows = directory.terms.get((country, directory.leads.get(country, "")), ())
    if not rows:
        ids = directory.titles.get(tuple(office.lower().split()), ())
        rows = next((r for i in ids if (r := directory.terms.get((country, i), ()))), ())
    if not rows:
        posts = {
            directory.offices[i].post
            for i in directory.titles.get(tuple(office.lower().split()), ())
        }
        # A republic's president is no emperor, but a secretary of state is a foreign minister.
        posts -= {"head-of-state", "leader"}
        rows = next((r for p in sorted(posts) if (r := directory.terms.get((country, p), ()))), ())
    if on is None:
        held = [row for row in rows if row[1].end is None]
    else:
        held = [row for row in rows if row[1].covers(on)]
    return held[::-1]


def office_holder(
    country: str, office: str, on: date | None, directory: Directory | None = None
) -> Entry | None:
    """Return who held an office of a state (or of an organisation) on that day."""
    directory = directory or load_directory()
    held = find_holders(country, office, on, directory)
    if not held:
        return None
    person, term = held[0]
    return Entry(
        person.id,
        person.name,
        term.country,
        term.sector,
        "person",
        term.start,
        term.end,
        person.name,
    )


def role_of(person_id: str, on: date | None, directory: Directory | None = None) -> str:
    """Return what news calls the office that somebody held on that day, else ''."""
    directory = directory or load_directory()
    person = directory.people.get(person_id)
    term = person.find_term(on) if person else None
    return term.title if term and term.covers(on or term.start) else ""


def state_on(code: str, on: date | None, directory: Directory | None = None) -> str:
    """Return the code of the state that acted under a name on that day.

    Moscow spoke for the Soviet Union until its end, Pristina for no state before Kosovo's.
    """
    directory = directory or load_directory()
    state = directory.states.get(code)
    while state and on and state.before and state.start and on < state.start:
        state = directory.states.get(state.before)
    return state.id if state else code


def find_term(person: Person, on: date | None) -> tuple[Term, str]:
    """Return the term that says who somebody was on that day, and the sector it gives.

    Outside all terms it is the nearest one: of someone about to come in, the coming office;
    of someone who left, the last one, with the sector of former officials.
    """
    held = person.find_term(on)
    if held:
        return held, held.sector
    assert on is not None  # noqa: S101 - without a day there is always a term
    past = [t for t in person.terms if t.end is not None and t.end < on]
    coming = [t for t in person.terms if t.start > on]
    nearest = min(coming, key=lambda t: t.start, default=None)
    if nearest and ((nearest.start - on).days <= _COMING_DAYS or not past):
        return nearest, nearest.sector if (nearest.start - on).days <= _COMING_DAYS else ""
    last = max(past, key=lambda t: t.end or t.start)
    return last, FORMER


def make_entity(
    entry: Entry, on: date | None, directory: Directory | None = None, *, text: str = ""
) -> Entity:
    """Make the entity that an entry stands for on that day: country, sector and role of then."""
    directory = directory or load_directory()
    person = directory.people.get(entry.id) if entry.kind in {"person", "family"} else None
    if person:
        term, sector = find_term(person, on)
        home = term.country
        if sector in {FORMER, ""}:
            # A former secretary-general is of the own country again.
            home = next((t.country for t in person.terms if t.country in directory.states), home)
            state = directory.states.get(home)
            if state and state.after and state.end and on and on > state.end:
                home = state.after
        role = term.title if sector not in {FORMER, ""} and term.covers(on or term.start) else ""
        return Entity(
            id=person.id, name=person.name, country=home, sector=sector, role=role, text=text
        )
    country = state_on(entry.country, on, directory)
    key = entry.id
    name = entry.name
    if country != entry.country and entry.kind in {"state", "demonym", "capital"}:
        key, name = country, directory.states[country].name
    return Entity(id=key, name=name, country=country, sector=entry.sector, text=text)
