"""The nouns of the directory: states, organisations, people and the offices they held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

EntryKind = Literal[
    "state",
    "demonym",
    "capital",
    "seat",
    "organ",
    "organisation",
    "group",
    "party",
    "ngo",
    "company",
    "media",
    "person",
    "family",
    "region",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one thing that a name may stand for, on the days from `start` to `end` (inclusive).

    `name` is the canonical name, `surface` the spelling that this entry is found under, `id` a
    state's code, a person's slug or an organisation's. None means an open end.
    """

    id: str
    name: str
    country: str
    sector: str
    kind: EntryKind
    start: date | None = None
    end: date | None = None
    surface: str = ""

    def covers(self, on: date | None) -> bool:
        """Tell whether the entry held on that day; any day will do where none is given."""
        if on is None:
            return True
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Match:
    """Mark words `first` up to but not including `last` that stand for one of `entries`."""

    first: int
    last: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Hold a state or territory: codes, names, and the days of its membership."""

    id: str
    name: str
    status: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    before: str = ""
    after: str = ""
    iso2: str = ""
    cow: int | None = None
    gw: int | None = None
    fips: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """Hold the days on which a state belonged to an organisation."""

    state: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """Hold an organ, organisation, armed group, party, company or paper that acts by name."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str
    sector: str
    kind: EntryKind
    start: date | None = None
    end: date | None = None
    members: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """Hold an office: its titles in the news, its `post` across states, and PLOVER's sector.

    `many`: several may hold it at once; `local`: its holders are known by their full names;
    `rank` is its place in the list, the foremost first.
    """

    id: str
    post: str
    titles: tuple[str, ...]
    sector: str
    many: bool = False
    local: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one spell in office; `body` is a state's code or an organisation's name.

    `title` is what news calls the office there, `country` and `sector` are PLOVER's codes.
    """

    office: str
    body: str
    country: str
    sector: str
    title: str
    start: date
    end: date | None

    def covers(self, on: date) -> bool:
        """Tell whether the term ran on that day."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Person:
    """Hold someone who held office, with every term in the order of time."""

    id: str
    name: str
    names: tuple[str, ...]
    family: tuple[str, ...]
    terms: tuple[Term, ...]

    def find_term(self, on: date | None) -> Term | None:
        """Return the foremost term on that day, or the latest one where no day is given."""
        if on is None:
            running = [t for t in self.terms if t.end is None]
            return running[0] if running else self.terms[-1]
        # The first listed wins: a prime minister who is also foreign minister is the former.
        return next((t for t in self.terms if t.covers(on)), None)


@dataclass(frozen=True, slots=True)
class Directory:
    """Hold everything that names can stand for; made by `load_directory`."""

    states: Mapping[str, State]
    organisations: Mapping[str, Organisation]
    offices: Mapping[str, Office]
    people: Mapping[str, Person]
    leads: Mapping[str, str]
    terms: Mapping[tuple[str, str], tuple[tuple[Person, Term], ...]]
    bodies: Mapping[str, tuple[str, ...]]
    names: Mapping[tuple[str, ...], tuple[Entry, ...]]
    reach: Mapping[str, int]
    sectors: Mapping[tuple[str, ...], str]
    sector_reach: Mapping[str, int]
    titles: Mapping[tuple[str, ...], tuple[str, ...]]
    title_reach: Mapping[str, int]
    max_words: int
