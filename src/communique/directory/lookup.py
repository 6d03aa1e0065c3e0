"""Say whom a phrase names: "Vietnam's president", "Kremlin spokesman", "Turkish police"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from communique.directory.agents import (
    GENERAL,
    LINKS,
    AgentNoun,
    find_head,
    find_sectors,
    split_phrase,
)
from communique.directory.load import load_directory
from communique.directory.match import match_names
from communique.directory.persons import GONE, find_person, find_titles
from communique.directory.places import find_place
from communique.directory.tenure import (
    FORMER,
    find_holders,
    make_entity,
    state_on,
)
from communique.directory.words import make_slug
from communique.types import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from communique.directory.nouns import Directory, Entry, Match
    from communique.types import Place

_BODIES = frozenset({"organ", "organisation", "group", "party", "ngo", "company", "media", "seat"})
_LANDS = frozenset({"state", "demonym", "capital", "region"})
_OWNERS = _LANDS | _BODIES
_LONGEST_PLACE = 4


def look_up(text: str, on: date | None = None, *, country: str = "") -> Entity | None:
    """Return whom a phrase names on that day, or None where the directory cannot say.

    With no day given the present holders of offices are meant. `country` says whose ministry,
    president or party a phrase means that names none.
    """
    return _look_up(text, on, country)


@lru_cache(maxsize=8192)
def _look_up(text: str, on: date | None, country: str) -> Entity | None:
    """Look a phrase up once: reports of one day name the same people over and over."""
    directory = load_directory()
    words = split_phrase(text)
    if not words:
        return None
    matches = match_names(words, directory)
    if not matches and text.isupper():
        matches = match_names(words, directory, capitals=True)
    person = find_person(words, matches, on, directory)
    if person:
        return replace(person, text=text)
    return _find_holder(text, words, matches, on, country, directory) or _describe(
        text, words, matches, on, country, directory
    )


def _find_holder(
    text: str,
    words: list[str],
    matches: list[Match],
    on: date | None,
    country: str,
    directory: Directory,
) -> Entity | None:
    """Return who held the office that the phrase names: "Vietnam's president"."""
    low = [w.lower() for w in words]
    spans = find_titles(low, directory)
    if not spans or low[0] in GONE or any(w.startswith("ex-") for w in low):
        return None
    first, last = spans[0]
    if low[last : last + 1] == ["'s"] or _is_deputy(low[:first]):
        return None
    title = low[first:last]
    lands = [e for m in matches for e in m.entries if e.kind in _OWNERS and e.country]
    bodies = [b for e in lands for b in (e.name, e.country)] or [country]
    for body in dict.fromkeys([*bodies, *_only_bodies(title, directory)]):
        if _is_many(body, title, directory):
            continue
        held = find_holders(state_on(body, on, directory), " ".join(title), on, directory)
        if held:
            person, term = held[0]
            return Entity(
                id=person.id,
                name=person.name,
                country=term.country,
                sector=term.sector,
                role=term.title,
                text=text,
            )
    return None


def _only_bodies(title: list[str], directory: Directory) -> list[str]:
    """Return the one body that has an office of this title: there is a single pope."""
    offices = directory.titles[tuple(title)]
    bodies = dict.fromkeys(body for o in offices for body in directory.bodies.get(o, ()))
    return list(bodies) if len(bodies) == 1 else []


def _is_deputy(before: list[str]) -> bool:
    return bool(before) and before[-1] in {"deputy", "vice", "assistant", "acting", *GONE}


def _is_many(body: str, title: list[str], directory: Directory) -> bool:
    """Tell whether the title is of an office that several hold: "envoy" names nobody."""
    offices = [directory.offices[i] for i in directory.titles[tuple(title)]]
    here = [o for o in offices if (body, o.id) in directory.terms]
    return bool(here) and all(o.many and o.post != "leader" for o in here)


def _describe(
    text: str,
    words: list[str],
    matches: list[Match],
    on: date | None,
    country: str,
    directory: Directory,
) -> Entity | None:
    """Make an entity of the country and the agent noun that the phrase holds."""
    matches = [m for m in matches if not _is_elsewhere(words, m)]
    nouns = [n for n in find_sectors(words, directory) if not _within(n, matches)]
    noun = find_head(words, nouns)
    body = next((e for m in matches for e in _first(m, _BODIES, on)), None)
    land = next((e for m in matches for e in _first(m, _LANDS, on)), None)
    if body and body.kind in {"organ", "seat"} and land and land.country != body.country:
        # "Nigeria's Senate": the country named outranks the one that the name is listed under.
        body = replace(body, country=land.country, id=f"{land.country.lower()}-{body.id[4:]}")
    if land is None and body is None:
        return _describe_by_place(text, words, noun, on, country, directory)
    chosen = body or land
    assert chosen is not None  # noqa: S101 - one of the two was found
    if noun is None:
        entity = make_entity(chosen, on, directory, text=text)
        if body is None and any(w.lower() in LINKS for w in words):
            # "A park in Kabul" is no government, whatever it is.
            slug = make_slug(" ".join(words))
            entity = replace(entity, id=slug, name=" ".join(words), sector="CVL")
        elif body is None and words[-1].islower() and matches[-1].last < len(words):
            # "The Kenyan plain" is something of Kenya's, whatever it is, and not the state.
            slug = make_slug(" ".join(words))
            entity = replace(entity, id=slug, name=" ".join(words), sector="UNK")
        return entity
    sector = noun.sector
    gone = any(w.lower() in GONE or w.lower().startswith("ex-") for w in words)
    armed = body is not None and body.kind == "group"
    standing = noun.sector == "PTY" and body is not None and body.kind in {"organ", "seat"}
    if body and body.sector and (sector in GENERAL or (armed and sector == "MIL")):
        # Who runs for the Senate is not of it yet.
        sector = sector if standing else body.sector
    if gone and sector in {"GOV", "LEG", "SPY", "MIL", FORMER}:
        sector = FORMER
    code = state_on(chosen.country, on, directory)
    name = " ".join(words).replace(" 's", "'s")
    return Entity(
        id=f"{code.lower()}-{make_slug(' '.join(words[noun.first : noun.last]))}".strip("-"),
        name=name,
        country=code,
        sector=sector,
        text=text,
    )


def _is_elsewhere(words: list[str], match: Match) -> bool:
    """Tell whether a town before an organ's name is of another country: "Cali Treasury"."""
    entry = match.entries[0]
    if entry.kind != "organ":
        return False
    first = match.first
    while first and words[first - 1][:1].isupper():
        first -= 1
    place = find_place(" ".join(words[first : match.first])) if first < match.first else None
    return place is not None and place.country != entry.country


def _describe_by_place(
    text: str,
    words: list[str],
    noun: AgentNoun | None,
    on: date | None,
    country: str,
    directory: Directory,
) -> Entity | None:
    """Make an entity of an agent noun and of a town's country, where the phrase names a town."""
    place = None
    for at, word in enumerate(words):
        if word[:1].isupper() and not (noun and noun.first <= at < noun.last):
            place = _find_longest_place(words, at)
            if place:
                break
    # A town is too weak a sign where the phrase holds nothing else but names of its own.
    if place and noun is None and len(words) > len(place.name.split()):
        place = None
    code = state_on(place.country, on, directory) if place else country
    if noun is None:
        if place is None:
            return None
        return Entity(
            id=f"{code.lower()}-{make_slug(place.name)}",
            name=place.name,
            country=code,
            sector="CVL",
            text=text,
        )
    slug = make_slug(" ".join(words[noun.first : noun.last]))
    gone = any(w.lower() in GONE for w in words)
    return Entity(
        id=f"{code.lower()}-{slug}".strip("-"),
        name=" ".join(words).replace(" 's", "'s"),
        country=code,
        sector=FORMER if gone and noun.sector == "GOV" else noun.sector,
        text=text,
    )


def _find_longest_place(words: Sequence[str], at: int) -> Place | None:
    """Return the place with the longest name that begins here: "Santa Marta police"."""
    last = at + 1
    while last < len(words) and last - at < _LONGEST_PLACE and words[last][:1].isupper():
        last += 1
    names = (" ".join(words[at:end]) for end in range(last, at, -1))
    return next((place for name in names if (place := find_place(name))), None)


def _within(noun: AgentNoun, matches: list[Match]) -> bool:
    """Tell whether a noun is part of a longer name: "Security Council"."""
    return any(m.first <= noun.first and noun.last <= m.last for m in matches)


def _first(match: Match, kinds: frozenset[str], on: date | None) -> list[Entry]:
    """Return the entry of these kinds that holds on the day, or any where none does."""
    fitting = [e for e in match.entries if e.kind in kinds]
    covering = [e for e in fitting if e.covers(on)]
    if on is None:
        covering = [e for e in fitting if e.end is None]
    return (covering or fitting)[:1]
