"""The chronology: what happened, is planned or denied, in the order of dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.answers.chronicle import (
    count_chronicle,
    find_side,
    read_chronicle,
    say_day,
    say_deed,
    say_names,
    say_source,
)
from communique.types import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from communique.record.store import Store

COLUMNS = ("when", "who", "did", "to whom", "where", "outcome", "reports", "words", "source")


def timeline(  # noqa: PLR0913 - one parameter a filter
    store: Store,
    *,
    who: str | None = None,
    to: str | None = None,
    between: tuple[str, str] | None = None,
    types: Iterable[str] = (),
    outcome: str | None = None,
    since: date | None = None,
    until: date | None = None,
    place: str | None = None,
    source: str | None = None,
    words: str | None = None,
    limit: int | None = None,
) -> Answer:
    """List occurrences by date.

    `who` takes part, `to` is the recipient, `between` names two who both take part; `outcome` is
    a life such as held or planned; `place` is a name or a country's code; `words` must all stand
    in the sentence.
    """
    conditions: list[str] = []
    values: dict[str, Any] = {}
    asked = []
    for key, name, sides in (
        ("who", who, ("actor", "recipient")),
        ("to", to, ("recipient",)),
        *((f"between{i}", n, ("actor", "recipient")) for i, n in enumerate(between or ())),
    ):
        if name is not None:
            side = find_side(store, name)
            conditions.append(side.test(key, sides))
            values[key] = side.value
            asked.append(side.name)
    chosen = sorted({kind.upper() for kind in types})
    for test, key, value in (
        ("list_contains($types, o.type)", "types", chosen or None),
        ("o.life = $outcome", "outcome", outcome),
        ("coalesce(o.end_date, o.start_date) >= $since", "since", since),
        ("coalesce(o.start_date, o.end_date) <= $until", "until", until),
        ("(o.place = $place OR o.place_country = $place)", "place", place),
        ("a.source = $source", "source", source),
    ):
        if value is not None:
            conditions.append(test)
            values[key] = value
    tests: list[str] = []
    for i, word in enumerate((words or "").lower().split()):
        tests.append(f"contains(lower(sentence), $word{i})")
        values[f"word{i}"] = word
    if tests:
        kept = " AND ".join(("position = 0", *tests))
        conditions.append(f"o.best IN (SELECT event FROM evidence WHERE {kept})")  # noqa: S608
    shown = read_chronicle(store, conditions, values, limit=limit)
    number = len(shown)
    if number == limit:
        number = count_chronicle(store, conditions, values)
    note = f"{number} occurrences" + (f", {len(shown)} shown" if len(shown) < number else "")
    return Answer(
        title="Chronology" + (f": {' and '.join(asked)}" if asked else ""),
        columns=COLUMNS,
        rows=tuple(make_row(row) for row in shown),
        events=tuple(tuple(row["events"]) for row in shown),
        note=note if shown else "Nothing on record. Loosen a filter, or add more reports.",
    )


def make_row(row: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Write an occurrence as a line of the chronology."""
    return (
        say_day(row),
        say_names(row["actor_names"]),
        say_deed(row),
        say_names(row["recipient_names"]),
        row["place"] or "",
        row["life"],
        row["reports"],
        " ".join((row["sentence"] or "").split()),
        say_source(row),
    )


def search(store: Store, words: str, *, limit: int = 50) -> Answer:
    """List occurrences whose sentence holds all of some words."""
    return timeline(store, words=words, limit=limit)
