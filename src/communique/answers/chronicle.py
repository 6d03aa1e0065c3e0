"""What the record holds, deed by deed: the rows that all answers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from communique.errors import UnknownParty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from communique.record.store import Store

# What is asked for is found first, by the few columns that conditions ask about; the rest of its
# columns, names, words and ids are gathered for it alone.
FIND: Final = "WITH hits AS MATERIALIZED (SELECT o.rowid AS hit FROM occurrences o"
# Joined for conditions only that ask about it.
ARTICLES: Final = " JOIN articles a ON a.article = o.best_article"
ORDER: Final = (
    "ORDER BY coalesce({0}.start_date, {0}.end_date) NULLS LAST, {0}.end_date, {0}.occurrence"
)
# The order is ours; what users give stands in parameters.
GATHER: Final = f"""
    ), found AS MATERIALIZED (
        SELECT o.occurrence, o.type, o.mode, o.life, o.start_date, o.end_date, o.edtf, o.place,
               o.place_country, o.count, o.reports, o.articles, o.score, o.quad, o.historical,
               o.actor_countries, o.recipient_countries, o.actors, o.recipients, o.best,
               o.best_article
        FROM occurrences o WHERE o.rowid IN (SELECT hit FROM hits)
    )
    SELECT f.* EXCLUDE (best_article), v.sentence, v.trigger, a.article, a.title, a.source,
           a.published, a.url, p.actor_names, p.recipient_names, m.said_by, m.denied_by,
           m.events, m.stages, m.told
    FROM found f
    JOIN articles a ON a.article = f.best_article
    LEFT JOIN evidence v ON v.event = f.best AND v.position = 0
    LEFT JOIN (
        SELECT event,
               list(name ORDER BY position) FILTER (side = 'actor') AS actor_names,
               list(name ORDER BY position) FILTER (side = 'recipient') AS recipient_names
        FROM parties WHERE event IN (SELECT best FROM found) GROUP BY event
    ) p ON p.event = f.best
    LEFT JOIN (
        SELECT x.occurrence, list_sort(list_distinct(list(x.event))) AS events,
               list_sort(list_distinct(list(x.stage))) AS stages,
               list_sort(list_distinct(list((t.published, x.stage, y.name))
                   FILTER (coalesce(y.position, 0) = 0))) AS told,
               list_sort(list_distinct(list(y.name) FILTER (y.stance <> 'denies'))) AS said_by,
               list_sort(list_distinct(list(y.name) FILTER (y.stance = 'denies'))) AS denied_by
        FROM occurrence_events x JOIN articles t ON t.article = x.told_in
        LEFT JOIN attributions y ON y.event = x.event
        WHERE x.occurrence IN (SELECT occurrence FROM found) GROUP BY x.occurrence
    ) m ON m.occurrence = f.occurrence
    {ORDER.format("f")}
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Side:
    """Hold who is meant: everyone of a country, or one entity."""

    name: str
    country: str | None
    entity: str | None

    def test(self, key: str, sides: Sequence[str] = ("actor", "recipient")) -> str:
        """Give the SQL that tells whether this party takes part; `$key` stands for its value."""
        kind = "countries" if self.entity is None else "entities"
        columns = {
            ("actor", "countries"): "o.actor_countries",
            ("recipient", "countries"): "o.recipient_countries",
            ("actor", "entities"): "o.actors",
            ("recipient", "entities"): "o.recipients",
        }
        return "(" + " OR ".join(f"list_contains({columns[s, kind]}, ${key})" for s in sides) + ")"

    @property
    def value(self) -> str:
        """Give the country's code or the entity's id."""
        return self.entity or self.country or ""


def find_side(store: Store, words: str, on: date | None = None) -> Side:
    """Find whom a user means: a code, an id of the record, a name, a description on a day.

    Raises UnknownParty.
    """
    from communique.directory import load_directory, look_up

    state = load_directory().states.get(words)
    if state is not None:
        return Side(state.name, state.id, None)
    if words in {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}:
        return Side(words, words, None)
    entity = look_up(words, on=on)
    if entity is not None:
        if entity.id == entity.country:
            return Side(entity.name, entity.country, None)
        return Side(entity.name, None, entity.id)
    rows = store.sql(
        "SELECT entity, name FROM parties WHERE entity = $1 OR lower(name) = lower($1) "
        "GROUP BY ALL ORDER BY count(*) DESC, entity LIMIT 1",
        [words],
    )
    if not rows:
        raise UnknownParty(
            words, "nobody is known by this name", "see communique who, or use a code"
        )
    return Side(rows[0]["name"], None, rows[0]["entity"])


def read_chronicle(
    store: Store,
    conditions: Sequence[str] = (),
    values: Mapping[str, Any] | None = None,
    *,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Read occurrences in the order of their dates, those without a date last."""
    rest = f" {ORDER.format('o')} LIMIT {limit:d}" if limit is not None else ""
    return store.sql(FIND + narrow(conditions) + rest + GATHER, values or {})


def count_chronicle(
    store: Store, conditions: Sequence[str] = (), values: Mapping[str, Any] | None = None
) -> int:
    """Count the occurrences that meet the conditions."""
    where = narrow(conditions)
    query = f"SELECT count(*) AS n FROM occurrences o{where}"  # noqa: S608 - the parts are ours
    return int(store.sql(query, values or {})[0]["n"])


def narrow(conditions: Sequence[str]) -> str:
    """Write the join and the WHERE clause that conditions need."""
    where = " AND ".join(conditions)
    return (ARTICLES if "a." in where else "") + (f" WHERE {where}" if where else "")


def latest_day(store: Store) -> date | None:
    """Give the last day on which an article of the record was published: its today."""
    day: date | None = store.sql("SELECT max(published) AS day FROM articles")[0]["day"]
    return day


def say_day(row: Mapping[str, Any]) -> str:
    """Write an occurrence's date as ISO days; nothing where it is unknown."""
    start, end, edtf = row["start_date"], row["end_date"], row["edtf"]
    if edtf and "/" not in edtf:
        return str(edtf)
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def say_deed(row: Mapping[str, Any]) -> str:
    """Write type, mode and number of an occurrence."""
    kind = f"{row['type']}/{row['mode']}" if row["mode"] else str(row["type"])
    return f"{kind} ×{row['count']}" if row["count"] != 1 else kind


def say_names(names: Sequence[str] | None) -> str:
    """Join names by commas."""
    return ", ".join(dict.fromkeys(names or ()))


def say_source(row: Mapping[str, Any]) -> str:
    """Name the article that tells a deed best."""
    parts = [row["source"], row["title"] or row["article"], row["published"]]
    return ", ".join(str(part) for part in parts if part)
