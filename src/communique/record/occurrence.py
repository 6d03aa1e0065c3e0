"""Keep up what is worked out from claims: occurrences, and which articles are copies."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from communique.record.claim import OF_TYPES, read_claims
from communique.record.copies import read_roots
from communique.record.life import DONE, WEIGHT, settle
from communique.record.merge import group_types, join, list_blocks
from communique.record.rows import append

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import duckdb

    from communique.record.claim import Claim

IN_BLOCKS: Final = "SELECT DISTINCT event FROM blocks WHERE block IN (SELECT unnest($1::BIGINT[]))"
IN_ARTICLES: Final = "SELECT event FROM events WHERE article IN (SELECT unnest($1::TEXT[]))"
OCCURRENCES: Final = """
    SELECT DISTINCT occurrence FROM occurrence_events WHERE event IN (SELECT unnest($1::TEXT[]))
"""
MEMBERS: Final = """
    SELECT event FROM occurrence_events WHERE occurrence IN (SELECT unnest($1::TEXT[]))
"""
BLOCKS_OF: Final = "SELECT event, block FROM blocks WHERE event IN (SELECT unnest($1::TEXT[]))"
REMOVE: Final = (
    "DELETE FROM occurrences WHERE occurrence IN (SELECT unnest($1::TEXT[]))",
    "DELETE FROM occurrence_events WHERE occurrence IN (SELECT unnest($1::TEXT[]))",
)


def add_claims(
    connection: duckdb.DuckDBPyConnection, fresh: Sequence[Claim], copies: Collection[str]
) -> None:
    """Work new claims into the occurrences; `copies` are articles newly found to be copies.

    What the new claims may change is read: the members of their blocks, the occurrences of these,
    and whatever shares a block with a member, since a pair may have been made there.
    """
    blocks = {claim.event: list_blocks(claim) for claim in fresh}
    touched = _list(connection, IN_BLOCKS, {b for found in blocks.values() for b in found})
    touched += _list(connection, IN_ARTICLES, copies)
    stale = _list(connection, OCCURRENCES, touched)
    members = set(_list(connection, MEMBERS, stale))
    around = set(members)
    if members:
        found = connection.execute(BLOCKS_OF, [sorted(members)]).fetchall()
        around.update(_list(connection, IN_BLOCKS, {block for _, block in found}))
    old = read_claims(connection, sorted(around))
    known = {claim.event: list_blocks(claim) for claim in old}
    groups = join([*old, *fresh], known | blocks)
    kept = [
        group
        for group in groups
        if any(claim.event in members or claim.event in blocks for claim in group)
    ]
    for statement in REMOVE if stale else ():
        connection.execute(statement, [stale])
    write(connection, kept, read_roots(connection))
    append(connection, "blocks", [(e, block) for e, found in blocks.items() for block in found])


def rebuild(connection: duckdb.DuckDBPyConnection) -> int:
    """Work out all occurrences anew, and say how many there are."""
    for table in ("occurrences", "occurrence_events", "blocks"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
    types = [row[0] for row in connection.execute("SELECT DISTINCT type FROM events").fetchall()]
    merged = connection.execute("SELECT 1 FROM corrections WHERE action = 'merge'").fetchall()
    # Only users bring deeds of different families together: else one family fits in less memory.
    families = [types] if merged else group_types(types)
    roots = read_roots(connection)
    number = 0
    for family in families:
        claims = read_claims(connection, family, OF_TYPES)
        blocks = {claim.event: list_blocks(claim) for claim in claims}
        groups = join(claims, blocks)
        write(connection, groups, roots)
        append(connection, "blocks", [(e, b) for e, found in blocks.items() for b in found])
        number += len(groups)
    return number


def _list(connection: duckdb.DuckDBPyConnection, query: str, values: Collection[Any]) -> list[Any]:
    if not values:
        return []
    return [row[0] for row in connection.execute(query, [sorted(values)]).fetchall()]


def write(
    connection: duckdb.DuckDBPyConnection,
    groups: Iterable[Sequence[Claim]],
    roots: Mapping[str, str],
) -> None:
    """Write occurrences with what each report tells of their life."""
    rows: list[tuple[Any, ...]] = []
    members: list[tuple[str, ...]] = []
    for group in groups:
        row = make_row(group, roots)
        rows.append(row)
        members += [(row[0], claim.event, claim.stage, claim.article) for claim in group]
    append(connection, "occurrences", rows)
    append(connection, "occurrence_events", members)


def make_row(group: Sequence[Claim], roots: Mapping[str, str]) -> tuple[Any, ...]:
    """Make the row of one occurrence, its columns in the order of the table."""
    if len(group) == 1:
        best, life = group[0], group[0].stage
    else:
        life = settle((claim.published, claim.stage) for claim in group)
        best = min(group, key=lambda claim: rate(claim, life))
    ordered = [best] if len(group) == 1 else [best, *sorted(group, key=_by_id)]
    ids = sorted(claim.event for claim in group)
    places = [claim for claim in ordered if claim.place]
    countries = [claim for claim in ordered if claim.place_country]
    return (
        hashlib.blake2b("\n".join(ids).encode(), digest_size=8).hexdigest(),
        best.type,
        best.mode,
        life,
        best.start,
        best.end,
        best.edtf,
        places[0].place if places else None,
        countries[0].place_country if countries else None,
        _unite(claim.actors for claim in group),
        _unite(claim.recipients for claim in group),
        _unite(claim.actor_countries for claim in group),
        _unite(claim.recipient_countries for claim in group),
        best.count,
        best.score,
        best.quad,
        best.historical,
        len(group),
        len({roots.get(claim.article, claim.article) for claim in group}),
        best.event,
        best.article,
    )


def rate(claim: Claim, life: str) -> tuple[bool, bool, int, timedelta, float, str]:
    """Order claims by how well they tell a deed: its outcome, its day, its directness."""
    start, end = claim.start, claim.end
    width = timedelta.max if start is None or end is None else end - start
    return (
        claim.stage != life,
        claim.stage not in DONE,
        WEIGHT[claim.stage],
        width,
        -claim.confidence,
        claim.event,
    )


def _unite(parts: Iterable[tuple[str, ...]]) -> list[str]:
    found = list(parts)
    return list(found[0]) if len(found) == 1 else sorted({e for part in found for e in part})


def _by_id(claim: Claim) -> str:
    return claim.event
