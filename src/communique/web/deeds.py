"""The deeds that a query asks for: how many, which of them, and how they spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import Side, find_side, read_chronicle
from communique.directory import load_directory
from communique.errors import UnknownParty

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from communique.record.store import Store
    from communique.web.query import Query

Row = dict[str, Any]
PAGE: Final = 50
# How many values a filter offers before one has to type.
OFFERED: Final = 12
# What the filters and counts need of every deed, in memory: a page then costs milliseconds.
PREPARE: Final = """
    CREATE TABLE memory.main.deeds AS
    SELECT o.occurrence, o.type, o.life, o.start_date, o.end_date, o.place, o.place_country,
           o.count, o.reports, o.best, o.actors, o.recipients,
           list_filter(o.actor_countries, lambda c: c NOT IN ('', '---')) AS actor_countries,
           list_filter(o.recipient_countries, lambda c: c NOT IN ('', '---'))
               AS recipient_countries,
           list_filter(
               list_distinct(list_concat(o.actor_countries, o.recipient_countries)),
               lambda c: c NOT IN ('', '---')
           ) AS countries,
           list_distinct(list_concat(o.actors, o.recipients)) AS entities,
           e.score, e.quad, e.historical, e.latitude, e.longitude, a.source, a.published,
           lower(v.sentence) AS words
    FROM record.main.occurrences o
    JOIN record.main.events e ON e.event = o.best
    JOIN record.main.articles a ON a.article = e.article
    LEFT JOIN record.main.evidence v ON v.event = o.best AND v.position = 0
"""
ORDERS: Final = {
    "date": "coalesce(start_date, end_date) NULLS LAST, end_date, occurrence",
    "-date": "coalesce(start_date, end_date) DESC NULLS LAST, end_date DESC, occurrence",
    "who": "actor_countries[1] NULLS LAST, start_date NULLS LAST, occurrence",
    "type": "type, start_date NULLS LAST, occurrence",
    "-reports": "reports DESC, start_date NULLS LAST, occurrence",
    "score": "score, start_date NULLS LAST, occurrence",
    "-score": "score DESC, start_date NULLS LAST, occurrence",
}
FACETS: Final = {
    "who": "unnest(countries)",
    "types": "type",
    "lives": "life",
    "years": "year(start_date)",
    "place": "place_country",
    "source": "source",
}


PARTIES: Final = """
    SELECT event, side, entity, name, country FROM parties
    WHERE event IN (SELECT unnest($ids::TEXT[])) ORDER BY event, side, position
"""


@dataclass(frozen=True, slots=True)
class Party:
    """Hold one who takes part in a deed, as far as a link to them needs."""

    id: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Test:
    """Hold one condition: the filter that it comes from, its SQL and its values."""

    filter: str
    sql: str
    values: dict[str, Any]


def prepare(store: Store) -> None:
    """Lay out in memory what filters and counts need; called once for each state of the file."""
    store.connection.execute(PREPARE)


def find_party(store: Store, words: str) -> Side:
    """Find whom an address or a filter means; an id of the record comes before any name.

    Raises UnknownParty.
    """
    if words in load_directory().states or words in BODIES:
        return Side(name_country(words), words, None)
    rows = store.sql(
        "SELECT entity, name FROM parties WHERE entity = $1 "
        "UNION ALL SELECT entity, name FROM attributions WHERE entity = $1 LIMIT 1",
        [words],
    )
    if rows:
        return Side(rows[0]["name"], None, rows[0]["entity"])
    return find_side(store, words)


# The condition that no deed meets, for a filter that means nobody.
NOBODY: Final = Test("who", "FALSE", {})


def make_test(side: Side, key: str) -> Test:
    """Make the condition that a party takes part in a deed."""
    column = "countries" if side.entity is None else "entities"
    return Test(key, f"list_contains({column}, ${key})", {key: side.value})


def make_tests(store: Store, query: Query) -> list[Test]:
    """Turn a query's filters into conditions. Raises UnknownParty."""
    tests = []
    for field, name in (("who", query.who), ("other", query.other)):
        if name:
            tests.append(make_test(find_party(store, name), field))
    for field, sql, value in (
        ("types", "list_contains($types, type)", list(query.types)),
        ("lives", "list_contains($lives, life)", list(query.lives)),
        ("since", "coalesce(end_date, start_date) >= $since", query.since),
        ("until", "coalesce(start_date, end_date) <= $until", query.until),
        ("source", "source = $source", query.source),
        ("place", "(place_country = $place OR lower(place) = lower($place))", query.place),
    ):
        if value:
            tests.append(Test(field, sql, {field: value}))
    for i, word in enumerate(query.words.lower().split()):
        tests.append(Test("words", f"contains(words, $word{i})", {f"word{i}": word}))
    return tests


def narrow(tests: Sequence[Test], *skipped: str) -> tuple[str, dict[str, Any]]:
    """Join conditions, but for those of some filters, into a WHERE clause with its values."""
    kept = [test for test in tests if test.filter not in skipped]
    values = {name: value for test in kept for name, value in test.values.items()}
    return (" WHERE " + " AND ".join(test.sql for test in kept) if kept else ""), values


def select(
    store: Store,
    columns: str,
    tests: Sequence[Test],
    *skipped: str,
    rest: str = "",
    extra: str = "",
) -> list[Row]:
    """Ask the deeds in memory; `extra` is one more condition, `rest` follows the conditions."""
    where, values = narrow(tests, *skipped)
    if extra:
        where += f" AND {extra}" if where else f" WHERE {extra}"
    return store.sql(f"SELECT {columns} FROM memory.main.deeds{where} {rest}", values)  # noqa: S608 - our own words; values are bound


def count(store: Store, tests: Sequence[Test]) -> int:
    """Count the deeds that meet the conditions."""
    return int(select(store, "count(*) AS n", tests)[0]["n"])


def read_page(store: Store, tests: Sequence[Test], query: Query, *, size: int = PAGE) -> list[Row]:
    """Read one page of deeds in the order asked for."""
    order = ORDERS[query.sort]
    rest = f"ORDER BY {order} LIMIT {size} OFFSET {size * (query.page - 1)}"
    found = select(store, "occurrence", tests, rest=rest)
    return read_deeds(store, [row["occurrence"] for row in found])


def read_deeds(store: Store, ids: Sequence[str]) -> list[Row]:
    """Read deeds in full by their ids, in the order given; those not on record are left out."""
    if not ids:
        return []
    rows = read_chronicle(
        store, ["o.occurrence IN (SELECT unnest($ids::TEXT[]))"], {"ids": list(ids)}
    )
    sides: dict[tuple[str, str], list[Party]] = {}
    for party in store.sql(PARTIES, {"ids": [row["best"] for row in rows]}):
        sides.setdefault((party["event"], party["side"]), []).append(
            Party(party["entity"], party["name"], party["country"])
        )
    for row in rows:
        for side in ("actor", "recipient"):
            found = sides.get((row["best"], side), [])
            row[f"{side}_parties"] = list({party.id: party for party in found}.values())
    by_id = {row["occurrence"]: row for row in rows}
    return [by_id[name] for name in ids if name in by_id]


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one value that a filter offers."""

    value: str
    name: str
    count: int
    chosen: bool


def count_choices(store: Store, tests: Sequence[Test], query: Query) -> dict[str, list[Choice]]:
    """Count what each filter would leave, the other filters being as they are."""
    found: dict[str, list[Choice]] = {}
    for facet, column in FACETS.items():
        skipped = {"who": (), "years": ("since", "until")}.get(facet, (facet,))
        rest = "GROUP BY 1 HAVING value IS NOT NULL AND value <> '' ORDER BY n DESC, 1"
        if facet == "years":
            rest = "GROUP BY 1 HAVING value IS NOT NULL ORDER BY 1 DESC"
        rows = select(store, f"{column} AS value, count(*) AS n", tests, *skipped, rest=rest)
        held = getattr(query, facet, ())
        chosen = set(held) if isinstance(held, tuple) else {held}
        if facet == "years":
            chosen = {str(year) for year in years_between(query.since, query.until)}
        choices = [
            Choice(value, name_value(facet, value), number, value in chosen)
            for value, number in ((str(r["value"]), r["n"]) for r in rows)
        ]
        kept = choices[:OFFERED] + [c for c in choices[OFFERED:] if c.chosen]
        found[facet] = choices if facet in {"types", "lives"} else kept
    return found


def years_between(since: date | None, until: date | None) -> list[int]:
    """Give the one year that two days bound, if they do."""
    if since and until and (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return [since.year] if since.year == until.year else []
    return []


def name_value(facet: str, value: str) -> str:
    """Name a filter's value as readers know it."""
    return name_country(value) if facet in {"who", "place"} else value


BODIES: Final = {
    "IGO": "International bodies",
    "UNO": "United Nations",
    "EUR": "European Union",
    "NGO": "Non-governmental bodies",
    "ISM": "Movements",
    "IMG": "Armed movements",
    "MNC": "Companies",
}


def name_country(code: str) -> str:
    """Name a country or one of PLOVER's groups; what is unknown keeps its code."""
    state = load_directory().states.get(code)
    return state.name if state else BODIES.get(code, code)


def name_party(store: Store, value: str) -> str:
    """Name whom a filter means; its own words where nobody is known by them."""
    try:
        return find_party(store, value).name
    except UnknownParty:
        return value
