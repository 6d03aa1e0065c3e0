"""Make the directory's nouns and its index of names out of the parsed tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from communique.directory.nouns import (
    Directory,
    Entry,
    EntryKind,
    Membership,
    Office,
    Organisation,
    State,
)
from communique.directory.people import add_people
from communique.directory.spells import read_spell
from communique.directory.words import make_keys, make_plural, make_slug
from communique.errors import BadDirectory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.directory.nouns import Person, Term

Tables = dict[str, dict[str, Any]]

# "service SPY 1954/1991": kind (in organs and bodies only), sector, spell; each may be missing.
_WORTH = re.compile(
    r"(?:(?P<kind>seat|ministry|service|house|bank|media|ngo|company)\b ?)?"
    r"(?:(?P<sector>[A-Z]{3})\b ?)?(?P<spell>[\d/-]*)"
)
# What a kind of organ is called in an entry: a seat is a place as well, the others are not.
_KINDS: dict[str | None, EntryKind] = {
    "seat": "seat",
    "ministry": "organ",
    "service": "organ",
    "house": "organ",
    "bank": "organ",
    "media": "media",
    "ngo": "ngo",
    "company": "company",
}
_DEFAULT_KINDS: dict[str, EntryKind] = {
    "organs.toml": "organ",
    "organisations.toml": "organisation",
    "groups.toml": "group",
    "parties.toml": "party",
    "bodies.toml": "ngo",
}


class Draft:
    """Gather the parts of a directory while it is built."""

    def __init__(self) -> None:
        self.states: dict[str, State] = {}
        self.organisations: dict[str, Organisation] = {}
        self.offices: dict[str, Office] = {}
        self.sectors: dict[tuple[str, ...], str] = {}
        self.people: dict[str, Person] = {}
        self.terms: dict[tuple[str, str], list[tuple[Person, Term]]] = {}
        self.leads: dict[str, str] = {}
        self.names: dict[tuple[str, ...], list[Entry]] = {}
        self._bodies: dict[str, list[Organisation]] = {}

    def find_bodies(self, name: str) -> list[Organisation]:
        """Return the organisation of that id or name, once for each spell of it."""
        if not self._bodies:
            for organisation in self.organisations.values():
                for key in dict.fromkeys((organisation.id, *organisation.names)):
                    self._bodies.setdefault(key, []).append(organisation)
        return self._bodies.get(name, [])

    def add(self, entry: Entry) -> None:
        """List an entry under every way to split its spelling."""
        for key in make_keys(entry.surface):
            entries = self.names.setdefault(key, [])
            if entry not in entries:
                entries.append(entry)

    def add_all(self, entry: Entry, kind: EntryKind, sector: str, surfaces: Iterable[str]) -> None:
        """List an entry under several spellings, as a kind of name."""
        for surface in surfaces:
            if not surface.startswith("the "):
                self.add(
                    Entry(
                        entry.id,
                        entry.name,
                        entry.country,
                        sector,
                        kind,
                        entry.start,
                        entry.end,
                        surface,
                    )
                )


def build_directory(tables: Tables) -> Directory:
    """Make the directory; tables from the user's own folder come before the shipped ones."""
    ordered = sorted(tables.items(), key=lambda item: not item[0].startswith("extra/"))
    draft = Draft()
    codes = _gather(ordered, "codes")
    members = _gather(ordered, "members")
    for code, row in _gather(ordered, "states").items():
        _add_state(draft, code, row, codes.get(code, {}))
    for key, row in _gather(ordered, "regions").items():
        _add_region(draft, key, row)
    for key, row in _gather(ordered, "offices").items():
        draft.offices[key] = _make_office(key, row, len(draft.offices))
    for _, table in ordered:
        for sector, nouns in table.get("sectors", {}).items():
            for noun in nouns:
                draft.sectors.setdefault(tuple(noun.split()), sector)
    for path, table in ordered:
        default = _DEFAULT_KINDS.get(path.rsplit("/", 1)[-1])
        if default and "people/" not in path:
            _add_organisations(draft, table, default, members)
    add_people(ordered, draft)
    for names, row in _gather(ordered, "places").items():
        _add_place(draft, names.split("|"), row[0])
    return _finish(draft)


def _gather(ordered: list[tuple[str, dict[str, Any]]], name: str) -> dict[str, Any]:
    """Return the rows of one kind of table from all files, the first to name a thing winning."""
    rows: dict[str, Any] = {}
    for _, table in ordered:
        for key, row in table.get(name, {}).items():
            rows.setdefault(key, row)
    return rows


def _finish(draft: Draft) -> Directory:
    reach = _measure_reach(draft.names)
    bodies: dict[str, tuple[str, ...]] = {}
    for body, office_id in draft.terms:
        bodies[office_id] = (*bodies.get(office_id, ()), body)
    titles: dict[tuple[str, ...], tuple[str, ...]] = {}
    for office in draft.offices.values():
        for title in office.titles:
            words = tuple(title.lower().split())
            titles[words] = (*titles.get(words, ()), office.id)
    return Directory(
        states=draft.states,
        organisations=draft.organisations,
        offices=draft.offices,
        people=draft.people,
        leads=draft.leads,
        terms={
            key: tuple(sorted(rows, key=lambda row: row[1].start))
            for key, rows in draft.terms.items()
        },
        bodies=bodies,
        names={key: tuple(entries) for key, entries in draft.names.items()},
        reach=reach,
        sectors=draft.sectors,
        sector_reach=_measure_reach(draft.sectors),
        titles=titles,
        title_reach=_measure_reach(titles),
        max_words=max(reach.values(), default=0),
    )


def _measure_reach(keys: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return how many words the longest key has that begins with a word."""
    reach: dict[str, int] = {}
    for key in keys:
        if reach.get(key[0], 0) < len(key):
            reach[key[0]] = len(key)
    return reach


def _with_plurals(demonyms: Iterable[str]) -> list[str]:
    """Return demonyms and their plurals, each once."""
    return list(dict.fromkeys(w for d in demonyms for w in (d, make_plural(d)) if w))


def _add_state(draft: Draft, code: str, row: dict[str, Any], codes: dict[str, Any]) -> None:
    start, end = read_spell(codes.get("member", ""))
    state = State(
        id=code,
        name=row["name"],
        status=row.get("status", "state"),
        names=tuple(row.get("names", ())),
        demonyms=tuple(row.get("demonyms", ())),
        capitals=tuple(row.get("capitals", ())),
        before=row.get("before", ""),
        after=row.get("after", ""),
        iso2=codes.get("iso2", ""),
        cow=codes.get("cow"),
        gw=codes.get("gw"),
        fips=codes.get("fips", ""),
        start=start,
        end=end,
    )
    draft.states[code] = state
    # Only states that are gone bound their names: "Russia" is said of 1980 as well.
    last = end if state.status == "historical" else None
    entry = Entry(code, state.name, code, "", "state", None, last)
    draft.add_all(entry, "state", "", (state.name, *state.names))
    draft.add_all(entry, "demonym", "", _with_plurals(state.demonyms))
    draft.add_all(entry, "capital", "GOV", state.capitals)


def _add_region(draft: Draft, key: str, row: dict[str, Any]) -> None:
    start, end = read_spell(f"{row.get('start', '')}/{row.get('end', '')}")
    country, sector, name = row["country"], row.get("sector", ""), row["name"]
    names = (name, *row.get("names", ()))
    draft.organisations[key] = Organisation(
        key, name, names, country, sector, "region", start, end
    )
    entry = Entry(key, name, country, sector, "region", start, end)
    # "Kurds" is a people without a country: it is found by its demonyms alone.
    if country:
        draft.add_all(entry, "region", sector, names)
    draft.add_all(entry, "demonym", sector, _with_plurals(row.get("demonyms", ())))
    draft.add_all(entry, "capital", sector, row.get("seats", ()))


def _make_office(key: str, row: dict[str, Any], rank: int) -> Office:
    return Office(
        key,
        row["post"],
        tuple(row["titles"]),
        row.get("sector", "GOV"),
        many=row.get("many", False),
        local=row.get("local", False),
        rank=rank,
    )


def _add_place(draft: Draft, names: list[str], country: str) -> None:
    """List a place whose name holds another: the South China Sea is no China.

    Other places stay out: they act for nobody and are found by `find_place`.
    """
    entry = Entry(f"place-{make_slug(names[0])}", names[0], country, "", "region")
    for name in names:
        words = tuple(name.lower().split())
        inner = [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
        held = any(part in draft.names for part in inner if part != words)
        if held and words not in draft.names:
            draft.add(replace(entry, surface=name))


def _add_organisations(
    draft: Draft, table: dict[str, Any], default: EntryKind, members: dict[str, Any]
) -> None:
    """Add the organisations of a file; what stands outside its sections says where it is from."""
    for country, rows in table.items():
        if country == "members" or not isinstance(rows, dict):
            continue
        for names, worth in rows.items():
            for organisation in _make_organisations(names, country, worth, default):
                known = tuple(_read_member(m) for m in members.get(organisation.name, ()))
                draft.organisations.setdefault(
                    organisation.id, replace(organisation, members=known)
                )
                _list_organisation(draft, organisation)


def _make_organisations(
    names: str, country: str, worth: str, default: EntryKind
) -> Iterator[Organisation]:
    """Make one organisation for each spell: the Taliban governed, rebelled and govern again."""
    spellings = tuple(name for name in names.split("|") if name)
    name = spellings[0]
    key = f"{country.lower()}-{make_slug(name)}"
    for number, part in enumerate(worth.split(";")):
        found = _WORTH.fullmatch(part.strip())
        if not found:
            raise BadDirectory(
                name, f"cannot read {part.strip()!r}", "write KIND SECTOR START/END"
            )
        start, end = read_spell(found["spell"])
        yield Organisation(
            id=f"{key}.{number}" if number else key,
            name=name,
            names=spellings,
            country=country,
            sector=found["sector"] or "",
            kind=_KINDS.get(found["kind"], default),
            start=start,
            end=end,
        )


def _read_member(text: str) -> Membership:
    state, _, spell = text.partition(" ")
    return Membership(state, *read_spell(spell))


def _list_organisation(draft: Draft, organisation: Organisation) -> None:
    entry = Entry(
        organisation.id.split(".")[0],
        organisation.name,
        organisation.country,
        organisation.sector,
        organisation.kind,
        organisation.start,
        organisation.end,
    )
    draft.add_all(entry, organisation.kind, organisation.sector, organisation.names)
