"""Find the person whom a phrase names, by name alone or with title and country."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory.agents import find_sectors
from communique.directory.tenure import FORMER, find_term, make_entity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from communique.directory.nouns import Directory, Entry, Match
    from communique.types import Entity

GONE = frozenset({"former", "ex", "late", "ousted", "deposed", "onetime"})
_PEOPLE = frozenset({"person", "family"})
# Sectors of offices, but not of ranks, which are kept for life.
_OFFICES = frozenset({"GOV", "LEG", "JUD", "SPY", "COP"})


def find_person(
    words: list[str], matches: list[Match], on: date | None, directory: Directory
) -> Entity | None:
    """Return the person named in the phrase, by name alone or with title and country."""
    for match in matches:
        people = [e for e in match.entries if e.kind in _PEOPLE]
        if len(people) < len(match.entries) and not any(e.kind == "person" for e in people):
            # "Jordan", "Chad": a state before a family.
            continue
        if not people or "'s" in words[match.last : match.last + 1]:
            continue
        # A family name may stand with given names that we do not know: another person.
        before = words[match.first - 1] if match.first else ""
        titles = _titles_in(words[: match.first], directory)
        after = words[match.last] if match.last < len(words) else ""
        family = people[0].kind == "family"
        if family and _is_given_name(before, match, matches, titles):
            continue
        if family and after[:1].isupper() and not any(m.first == match.last for m in matches):
            continue
        lands = _lands_of(matches, match)
        chosen = _choose(people, titles, lands, on, directory)
        if chosen is None:
            continue
        entity = make_entity(chosen, on, directory)
        if titles and entity.role:
            entity = replace(entity, role=_role_by_title(entity, titles, on, directory))
        elif entity.sector == FORMER:
            # The text knows better than the table whether somebody is back in office.
            entity = replace(entity, sector=_sector_by_title(words[: match.first], directory))
        if any(word.lower().rstrip("-") in GONE for word in words[: match.first]):
            entity = replace(entity, sector=FORMER, role="")
        return entity
    return None


def _role_by_title(
    entity: Entity, titles: tuple[str, ...], on: date | None, directory: Directory
) -> str:
    """Return the office that the title names, where somebody held several on that day."""
    posts = {directory.offices[t].post for t in titles}
    for term in directory.people[entity.id].terms:
        held = term.end is None if on is None else term.covers(on)
        if held and directory.offices[term.office].post in posts:
            return term.title
    return entity.role


def _sector_by_title(before: Sequence[str], directory: Directory) -> str:
    """Return the sector of the office named right before a person; ranks are kept for life."""
    title = next((n for n in find_sectors(before, directory) if n.last == len(before)), None)
    return title.sector if title and title.sector in _OFFICES else FORMER


def _is_given_name(
    before: str, match: Match, matches: list[Match], titles: tuple[str, ...]
) -> bool:
    """Tell whether the capitalised word before a family name is somebody's given name."""
    if not before[:1].isupper() or any(m.last == match.first for m in matches):
        return False
    return not titles and before.rstrip(".") not in {"Mr", "Mrs", "Ms", "Dr", "Sir", "Lord"}


def _titles_in(words: Sequence[str], directory: Directory) -> tuple[str, ...]:
    """Return the ids of the offices whose title stands among the words, the longest title's."""
    low = [w.lower() for w in words]
    spans = find_titles(low, directory)
    if not spans:
        return ()
    first, last = max(spans, key=lambda span: (span[1] - span[0], span[0]))
    return directory.titles[tuple(low[first:last])]


def find_titles(low: Sequence[str], directory: Directory) -> list[tuple[int, int]]:
    """Return where titles of offices begin and end among the words, the longest first."""
    spans = [
        (at, last)
        for at, word in enumerate(low)
        for last in range(at + 1, min(at + directory.title_reach.get(word, 0), len(low)) + 1)
        if tuple(low[at:last]) in directory.titles
    ]
    return sorted(spans, key=lambda span: span[0] - span[1]) if len(spans) > 1 else spans


def _lands_of(matches: list[Match], but: Match) -> set[str]:
    return {e.country for m in matches if m is not but for e in m.entries if e.country}


def _choose(
    people: list[Entry],
    titles: tuple[str, ...],
    lands: set[str],
    on: date | None,
    directory: Directory,
) -> Entry | None:
    """Choose among namesakes: the office, the country and the day decide, in that order."""
    ranked = []
    posts = {directory.offices[t].post for t in titles}
    for entry in people:
        person = directory.people[entry.id]
        term, sector = find_term(person, on)
        held = [t for t in person.terms if directory.offices[t.office].post in posts]
        running = [t for t in held if on is None or t.covers(on)]
        at_home = not lands or any(t.country in lands for t in person.terms)
        if entry.kind == "family" and not at_home:
            continue
        serving = sector not in {FORMER, ""}
        rank = (
            not running,
            not held,
            not at_home,
            not serving,
            directory.offices[term.office].rank,
            -term.start.toordinal(),
        )
        ranked.append((rank, entry))
    ranked.sort(key=lambda row: row[0])
    return ranked[0][1] if ranked else None
