"""Reckon when a report without a date was written: when those whom it names held office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.directory import Directory
    from communique.directory.nouns import Person, Term
    from communique.mentions.persons import PersonMatch
    from communique.mentions.roles import Role
    from communique.types import Sentence

# How much it says of the day that somebody is called by an office, held one
# that is spoken of, led a state, served or sat in a house.
_CALLED, _MEANT, _LED, _SERVED, _SAT = 4.0, 2.0, 1.5, 1.0, 0.25
_LEADING = frozenset({"head-of-state", "head-of-government", "leader"})
_SEATS = frozenset({"lawmaker", "senator", "governor", "mayor", "regional-leader"})
_NEW = date(1992, 1, 1)
_LAST = date(9999, 12, 31)


def reckon_day(
    sentences: Sequence[Sentence],
    persons: Sequence[Sequence[PersonMatch]],
    directory: Directory,
) -> date | None:
    """Reckon a day on which most of the people held the offices that the report tells of.

    None where that is still so, or where it was before states were as they are.
    """
    text = " ".join(t.text.lower() for s in sentences for t in s.tokens)
    told: dict[str, dict[tuple[date, date], float]] = {}
    for person in (p for row in persons for p in row):
        known = directory.people.get(person.options[0].id) if person.options else None
        if known is None or not person.is_full:
            continue
        spells = told.setdefault(known.id, {})
        for term, worth in _read_terms(known, person.role, text, directory):
            spell = term.start, term.end or _LAST
            spells[spell] = max(worth, spells.get(spell, 0.0))
    best, day = (_SERVED, timedelta()), None
    for start in sorted({start for spells in told.values() for start, _ in spells}):
        covering = [
            [(worth, end) for (first, end), worth in spells.items() if first <= start < end]
            for spells in told.values()
        ]
        found = [max(row) for row in covering if row]
        total, end = sum(worth for worth, _ in found), min(end for _, end in found)
        # Of times that are as likely the longest.
        if (total, end - start) >= best:
            best, day = (total, end - start), None if end == _LAST else start + (end - start) / 2
    return day if day is not None and day >= _NEW else None


def _read_terms(
    person: Person, role: Role | None, text: str, directory: Directory
) -> Iterator[tuple[Term, float]]:
    """Give the terms of somebody with what each says of the day."""
    offices: tuple[str, ...] = ()
    if role is not None and not role.former:
        words = tuple(role.text.lower().split())
        offices = directory.titles.get(words) or directory.titles.get(words[-1:], ())
        if any(term.office in offices for term in person.terms):
            # A chancellor of the exchequer is no chancellor, nor is a premier who was one.
            offices = tuple(i for i in offices if any(term.office == i for term in person.terms))
    posts = {directory.offices[i].post for i in offices}
    if "leader" in posts:
        posts.add("opposition-leader")
    for term in person.terms:
        office = directory.offices[term.office]
        post = office.post
        if post in posts:
            yield term, _CALLED
        elif any(f"the {title}" in text for title in office.titles):
            yield term, _MEANT
        elif post in _LEADING:
            yield term, _LED
        else:
            yield term, _SAT if term.office in _SEATS or post in _SEATS else _SERVED
