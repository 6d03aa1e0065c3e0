"""Read who held which office and when: lists of successions, one file per state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from communique.directory.nouns import Entry, Person, Term
from communique.directory.spells import read_day
from communique.directory.words import find_family, make_family_forms, make_slug
from communique.errors import BadDirectory

if TYPE_CHECKING:
    from datetime import date

    from communique.directory.build import Draft
    from communique.directory.nouns import Organisation

# "1999-12-31/2008-05-07 Vladimir Putin"; without "/" the term ends where the next one begins.
_LINE = re.compile(
    r"(?P<start>\d{4}(?:-\d\d){0,2})(?P<slash>/(?P<end>\d{4}(?:-\d\d){0,2})?)? (?P<name>\S.*)"
)
# Tables and keys of a people file that name no office.
_ASIDE = frozenset({"names", "families", "titles", "states", "regions", "codes", "members"})
# Family names that a sentence may begin with as a word: found only with the given name.
_WORDS = frozenset(
    "an but do he her his i in it me my no of on or she so the they to we you".split()
)
_CODES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})


def add_people(tables: list[tuple[str, dict[str, Any]]], draft: Draft) -> None:
    """Make people and their terms from every table that lists holders of offices."""
    found: dict[str, list[Term]] = {}
    variants: dict[str, tuple[str, ...]] = {}
    families: dict[str, str] = {}
    for path, table in tables:
        if "people" not in path:
            continue
        variants.update({k: tuple(v) for k, v in table.get("names", {}).items()})
        first = bool(table.get("family_first", False))
        for body, rows in table.items():
            if body in _ASIDE or not isinstance(rows, dict):
                continue
            for name, term in _read_body(path, body, rows, draft):
                found.setdefault(name, []).append(term)
                families.setdefault(name, find_family(name, family_first=first))
        families.update(table.get("families", {}))
    for name, terms in found.items():
        # By the importance of the office where terms run at once: as listed in offices.toml.
        terms.sort(key=lambda t: (draft.offices[t.office].rank, t.start))
        forms = make_family_forms(families[name])
        person = Person(make_slug(name), name, variants.get(name, ()), forms, tuple(terms))
        draft.people[person.id] = person
        for term in terms:
            post = draft.offices[term.office].post
            for office in dict.fromkeys((term.office, post)):
                draft.terms.setdefault((term.body, office), []).append((person, term))
        _add_entries(person, draft)


def _add_entries(person: Person, draft: Draft) -> None:
    latest = person.find_term(None)
    assert latest is not None  # noqa: S101 - a person is made from a term
    home = next((t for t in person.terms if t.country not in _CODES), latest)
    surfaces = dict.fromkeys((person.name, *person.names))
    for surface in surfaces:
        draft.add(
            Entry(person.id, person.name, home.country, home.sector, "person", surface=surface)
        )
    if all(draft.offices[t.office].local for t in person.terms):
        return
    # A family name alone is said of someone from the first term to the last.
    start = min(t.start for t in person.terms)
    ends = [t.end for t in person.terms]
    end = None if None in ends else max(e for e in ends if e)
    for surface in person.family:
        if surface not in surfaces and surface.lower() not in _WORDS:
            draft.add(
                Entry(
                    person.id,
                    person.name,
                    home.country,
                    home.sector,
                    "family",
                    start,
                    end,
                    surface,
                )
            )


def _read_body(path: str, body: str, rows: dict[str, Any], draft: Draft) -> list[tuple[str, Term]]:
    parts = draft.find_bodies(body)
    if body in draft.states or body in _CODES:
        parts = []
    elif not parts:
        raise BadDirectory(path, f"[{body}] is no state or organisation", "add it, or mend it")
    body = parts[0].name if parts else body
    named = rows.get("titles", {})
    country = body if not parts else parts[0].country
    made: list[tuple[str, Term]] = []
    for office_id, lines in rows.items():
        if office_id == "titles":
            continue
        if office_id == "leader_is":
            draft.leads[body] = lines
            continue
        office = draft.offices.get(office_id)
        if office is None:
            raise BadDirectory(path, f"[{body}] {office_id} is no office", "see offices.toml")
        title = named.get(office_id, office.titles[0])
        for name, start, end in read_succession(path, lines, many=office.many):
            term = Term(office_id, body, country, office.sector, title, start, end)
            armed = [o for o in parts if _lends_sector(o)]
            made += [(name, piece) for piece in _split(term, armed)]
    return made


def read_succession(
    path: str, lines: list[str], *, many: bool
) -> list[tuple[str, date, date | None]]:
    """Turn lines into name, first and last day, in the order of time."""
    read = []
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            raise BadDirectory(path, f"cannot read {line!r}", "write START[/END] Name")
        read.append(found)
    read.sort(key=lambda line: read_day(line["start"]))
    holders = []
    for number, found in enumerate(read):
        end = read_day(found["end"], last=True) if found["end"] else None
        if not many and number + 1 < len(read):
            successor = read_day(read[number + 1]["start"])
            # An end known to the year or month only is the day on which the next one came in.
            if not found["slash"] or (end and len(found["end"]) < 10 and successor < end):
                end = successor
        holders.append((found["name"], read_day(found["start"]), end))
    return holders


def _lends_sector(organisation: Organisation) -> bool:
    """Tell whether those who lead an organisation act in its own sector: rebels, parties."""
    return organisation.kind in {"group", "party", "ngo"} or organisation.sector in {
        "REB",
        "PRM",
        "REL",
    }


def _split(term: Term, armed: list[Organisation]) -> list[Term]:
    """Part a term where a movement changed what it was: rebels before 2021, a government after."""
    if not armed:
        return [term]
    pieces = []
    for spell in armed:
        start = max(term.start, spell.start or term.start)
        ends = [e for e in (term.end, spell.end) if e]
        end = min(ends) if ends else None
        if end is None or start <= end:
            pieces.append(replace(term, sector=spell.sector, start=start, end=end))
    return pieces or [replace(term, sector=armed[0].sector)]
