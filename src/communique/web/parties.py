"""Who stands behind an address: a country, a body or a person of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.web.deeds import make_test, name_country, select

if TYPE_CHECKING:
    from communique.answers.chronicle import Side
    from communique.record.store import Store

Row = dict[str, Any]


def describe_party(store: Store, side: Side) -> Row:
    """Describe a party: country, sector, the offices that reports name."""
    if side.entity is None:
        return {"id": side.value, "name": side.name, "country": side.value, "roles": [],
                "sector": "", "is_country": True}  # fmt: skip
    rows = store.sql(
        "SELECT p.role, p.sector, p.country, min(a.published) AS first, max(a.published) AS last, "
        "count(*) AS n FROM parties p JOIN events e USING (event) "
        "JOIN articles a ON a.article = e.article WHERE p.entity = $1 "
        "GROUP BY ALL ORDER BY n DESC",
        [side.entity],
    )
    return {
        "id": side.entity,
        "name": side.name,
        "country": rows[0]["country"] if rows else "",
        "sector": rows[0]["sector"] if rows else "",
        "roles": [row for row in rows if row["role"]][:6],
        "is_country": False,
    }


def count_partners(store: Store, side: Side, *, most: int = 20) -> list[Row]:
    """Count with which countries a party has to do, cooperation and conflict apart."""
    own = side.country or _country_of(store, side)
    rows = select(
        store,
        "unnest(countries) AS country, score, life",
        [make_test(side, "party")],
    )
    found: dict[str, Row] = {}
    for row in rows:
        if row["country"] in {own, ""}:
            continue
        partner = found.setdefault(
            row["country"],
            {"country": row["country"], "n": 0, "good": 0, "bad": 0, "ahead": 0},
        )
        partner["n"] += 1
        partner["good" if row["score"] > 0 else "bad"] += 1
        partner["ahead"] += row["life"] in {"planned", "announced"}
    ranked = sorted(found.values(), key=lambda row: (-row["n"], row["country"]))[:most]
    return [row | {"name": name_country(row["country"])} for row in ranked]


def _country_of(store: Store, side: Side) -> str:
    rows = store.sql("SELECT country FROM parties WHERE entity = $1 LIMIT 1", [side.entity])
    return str(rows[0]["country"]) if rows else ""


def count_members(store: Store, country: str, *, most: int = 24) -> list[Row]:
    """Count the people and bodies of a country that the record knows, the busiest first."""
    return store.sql(
        "SELECT entity, min(name) AS name, count(DISTINCT event) AS n FROM parties "
        "WHERE country = $1 AND entity <> $1 GROUP BY entity ORDER BY n DESC, entity LIMIT $2",
        [country, most],
    )


def list_sayings(store: Store, side: Side, *, most: int = 12) -> list[Row]:
    """List the last deeds that a party vouches for, alleges or denies, with its words' cue."""
    return store.sql(
        "SELECT t.name, t.stance, t.cue, x.occurrence, v.sentence, a.published, e.type "
        "FROM attributions t JOIN events e USING (event) JOIN occurrence_events x USING (event) "
        "JOIN articles a ON a.article = e.article "
        "LEFT JOIN evidence v ON v.event = e.event AND v.position = 0 "
        "WHERE CASE WHEN $3 THEN t.country ELSE t.entity END = $1 "
        "ORDER BY a.published DESC NULLS LAST, t.event LIMIT $2",
        [side.value, most, side.entity is None],
    )
