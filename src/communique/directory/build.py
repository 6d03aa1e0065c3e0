"""Make the directory's nouns and its index of names out of the parsed tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

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
    from datetime import date

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


class Index:
    """Gather entries by name while the directory is built."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, ...], list[Entry]] = {}

    def add(self, entry: Entry) -> None:
        """List an entry under every way to split its spelling."""
        for key in dict.fromkeys(make_keys(entry.surface)):
            entries = self.names.setdefault(key, [])
            if entry not in entries:
                entries.append(entry)


def build_directory(tables: Tables) -> Directory:
    """Make the directory; tables from the user's own folder come before the shipped ones."""
    ordered = sorted(tables.items(), key=lambda item: not item[0].startswith("extra/"))
    index = Index()
    offices: dict[str, Office] = {}
    states: dict[str, State] = {}
    organisations: dict[str, Organisation] = {}
    sectors: dict[tuple[str, ...], str] = {}
    codes = {
        code: row for _, table in ordered for code, row in table.get("codes", {}).items()
    }
    members: dict[str, list[str]] = {}
    for _, table in ordered:
        for name, rows in table.get("members", {}).items():
            members.setdefault(name, rows)
    for path, table in ordered:
        for code, row in table.get("states", {}).items():
            states.setdefault(code, _add_state(index, code, row, codes.get(code, {})))
        for key, row in table.get("regions", {}).items():
            _add_region(index, organisations, key, row)
        for key, row in table.get("offices", {}).items():
            offices.setdefault(key, _make_office(key, row))
        for sector, nouns in table.get("sectors", {}).items():
            for noun in nouns:
                sectors.setdefault(tuple(noun.split()), sector)
        default = None if "people/" in path else _DEFAULT_KINDS.get(path.rsplit("/", 1)[-1])
        if default:
            for country, rows in table.items():
                if country != "members" and isinstance(rows, dict):
                    for names, worth in rows.items():
                        made = _make_organisations(names, country, worth, default, members)
                        for organisation in made:
                            organisations.setdefault(organisation.id, organisation)
                            _add_organisation(index, organisation)
    people: dict[str, Person] = {}
    terms: dict[tuple[str, str], list[tuple[Person, Term]]] = {}
    leads: dict[str, str] = {}
    add_people(ordered, (states, organisations, offices), (people, terms, leads), index.add)
    return _finish(index, states, organisations, offices, sectors, (people, terms, leads))


def _finish(  # noqa: PLR0913, PLR0917 - the one place where all parts come together
    index: Index,
    states: dict[str, State],
    organisations: dict[str, Organisation],
    offices: dict[str, Office],
    sectors: dict[tuple[str, ...], str],
    held: tuple[
        dict[str, Person], dict[tuple[str, str], list[tuple[Person, Term]]], dict[str, str]
    ],
) -> Directory:
    reach: dict[str, int] = {}
    for key in index.names:
        reach[key[0]] = max(reach.get(key[0], 0), len(key))
    titles: dict[tuple[str, ...], tuple[str, ...]] = {}
    for office in offices.values():
        for title in office.titles:
            key = tuple(title.lower().split())
            titles[key] = (*titles.get(key, ()), office.id)
    people, terms, leads = held
    return Directory(
        states=states,
        organisations=organisations,
        offices=offices,
        people=people,
        leads=leads,
        terms={key: tuple(sorted(rows, key=lambda r: r[1].start)) for key, rows in terms.items()},
        names={key: tuple(entries) for key, entries in index.names.items()},
        reach=reach,
        sectors=sectors,
        titles=titles,
        max_words=max(reach.values(), default=0),
    )


def _add_state(index: Index, code: str, row: dict[str, Any], codes: dict[str, Any]) -> State:
    start, end = read_spell(codes.get("member", ""))
    state = State(
        id=code,
        name=row["name"],
        status=row.get("status", "state"),
        names=tuple(row.get("names", ())),
        demonyms=tuple(row.get("demonyms", ())),
        capitals=tuple(row.get("capitals", ())),
        before=row.get("before", ""),
        iso2=codes.get("iso2", ""),
        cow=codes.get("cow"),
        gw=codes.get("gw"),
        fips=codes.get("fips", ""),
        start=start,
        end=end,
    )
    # Only states that are gone bound their names: "Russia" is said of 1980 as well.
    last = end if state.status == "historical" else None
    add = _adder(index, code, state.name, code, None, last)
    for name in (state.name, *state.names):
        if not name.startswith("the "):
            add(name, "state", "")
    for demonym in state.demonyms:
        add(demonym, "demonym", "")
        plural = make_plural(demonym)
        if plural and plural not in state.demonyms:
            add(plural, "demonym", "")
    for capital in state.capitals:
        add(capital, "capital", "GOV")
    return state


def _add_region(
    index: Index, organisations: dict[str, Organisation], key: str, row: dict[str, Any]
) -> None:
    start, end = read_spell(f"{row.get('start', '')}/{row.get('end', '')}")
    country, sector, name = row["country"], row.get("sector", ""), row["name"]
    names = tuple(n for n in (name, *row.get("names", ())) if not n.startswith("the "))
    organisations.setdefault(
        key, Organisation(key, name, names, country, sector, "region", start, end)
    )
    add = _adder(index, key, name, country, start, end)
    for surface in names:
        # "Kurds" is a people without a country: it is found by its demonyms alone.
        if country:
            add(surface, "region", sector)
    for demonym in row.get("demonyms", ()):
        add(demonym, "demonym", sector)
        plural = make_plural(demonym)
        if plural and plural not in row["demonyms"]:
            add(plural, "demonym", sector)
    for seat in row.get("seats", ()):
        add(seat, "capital", sector)


def _adder(  # noqa: ANN202, PLR0913, PLR0917 - a closure that saves six arguments a line
    index: Index, key: str, name: str, country: str, start: date | None, end: date | None
):  # type: ignore[no-untyped-def]
    def add(surface: str, kind: EntryKind, sector: str) -> None:
        index.add(Entry(key, name, country, sector, kind, start, end, surface))

    return add


def _make_office(key: str, row: dict[str, Any]) -> Office:
    return Office(key, row["post"], tuple(row["titles"]), row.get("sector", "GOV"), row.get("many", False))


def _make_organisations(
    names: str, country: str, worth: str, default: EntryKind, members: dict[str, list[str]]
) -> list[Organisation]:
    """Make one organisation for each spell: the Taliban governed, rebelled and govern again."""
    spellings = tuple(n for n in names.split("|") if n and not n.startswith("the "))
    name = spellings[0]
    key = f"{country.lower()}-{make_slug(name)}"
    made = []
    for number, part in enumerate(worth.split(";")):
        found = _WORTH.fullmatch(part.strip())
        if not found:
            raise BadDirectory(name, f"cannot read {part.strip()!r}", "write KIND SECTOR START/END")
        start, end = read_spell(found["spell"])
        kind = _KINDS.get(found["kind"], default) if found["kind"] else default
        made.append(
            Organisation(
                id=key if number == 0 else f"{key}.{number}",
                name=name,
                names=spellings,
                country=country,
                sector=found["sector"] or "",
                kind=kind,
                start=start,
                end=end,
                members=tuple(_read_member(m) for m in members.get(name, ())),
            )
        )
    return made


def _read_member(text: str) -> Membership:
    state, _, spell = text.partition(" ")
    return Membership(state, *read_spell(spell))


def _add_organisation(index: Index, organisation: Organisation) -> None:
    key = organisation.id.split(".")[0]
    for surface in organisation.names:
        index.add(
            Entry(
                key,
                organisation.name,
                organisation.country,
                organisation.sector,
                cast("EntryKind", organisation.kind),
                organisation.start,
                organisation.end,
                surface,
            )
        )
