"""What a view shows: the whole of it stands in the page's address."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlencode

from communique.web.days import find_days

if TYPE_CHECKING:
    from collections.abc import Iterable

VIEWS: Final = ("table", "timeline", "network", "map")
LANES: Final = ("dyad", "actor", "type")
SORTS: Final = ("-date", "date", "who", "type", "-reports", "-score", "score")
LIVES: Final = (
    "held",
    "ongoing",
    "announced",
    "planned",
    "possible",
    "postponed",
    "cancelled",
    "denied",
)
# What a page's address may hold at most of one field, so that nobody's mistake becomes a query.
LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Hold the filters, the view and the deed chosen.

    `who` and `other` take part; `since` and `until` bound the deed's date; `chosen` is the
    occurrence whose evidence is shown, `focus` the country the network is drawn around, `on` the
    day at which the timeline draws its line.
    """

    who: str = ""
    other: str = ""
    types: tuple[str, ...] = ()
    lives: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    place: str = ""
    source: str = ""
    words: str = ""
    view: str = "table"
    lanes: str = "dyad"
    sort: str = "-date"
    page: int = 1
    on: date | None = None
    focus: str = ""
    chosen: str = ""

    def to(self, **changes: Any) -> Self:  # noqa: ANN401 - the fields' own types
        """Give the query with some fields changed; a new filter begins at the first page."""
        if "page" not in changes and not changes.keys() <= {"chosen"}:
            changes["page"] = 1
        return replace(self, **changes)

    def toggle(self, field: str, value: str) -> Self:
        """Give the query with a value put into a filter, or taken out of it."""
        held = getattr(self, field)
        if isinstance(held, tuple):
            kept = tuple(v for v in held if v != value)
            return self.to(**{field: kept if len(kept) < len(held) else (*held, value)})
        return self.to(**{field: "" if held == value else value})

    def year(self, value: str) -> Self:
        """Give the query narrowed to one year."""
        return self.to(since=date(int(value), 1, 1), until=date(int(value), 12, 31))

    @property
    def bare(self) -> Self:
        """Give the query without its filters."""
        return type(self)(view=self.view, lanes=self.lanes, sort=self.sort)

    @property
    def filters(self) -> dict[str, str]:
        """Give the filters that are set, each in words."""
        found = {name: getattr(self, name) for name in FILTERS}
        return {
            name: ", ".join(value) if isinstance(value, tuple) else str(value)
            for name, value in found.items()
            if value
        }

    def pairs(self) -> list[tuple[str, str]]:
        """Give the fields that differ from the default, as they stand in an address."""
        found = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == field.default:
                continue
            values = value if isinstance(value, tuple) else (value,)
            found += [(WORDS.get(field.name, field.name), str(v)) for v in values]
        return found

    def encode(self) -> str:
        """Write the query as the part of an address after the question mark."""
        return urlencode(self.pairs())


FILTERS: Final = ("who", "other", "types", "lives", "since", "until", "place", "source", "words")
# What the fields are called in an address.
WORDS: Final = {"other": "with", "types": "type", "lives": "status"}


def read_query(pairs: Iterable[tuple[str, str]]) -> tuple[Query, list[str]]:
    """Read an address's fields; what cannot be read is left out and named."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if value.strip():
            values.setdefault(name, []).append(value.strip()[:LONGEST])
    troubles: list[str] = []

    def one(name: str) -> str:
        return values.get(name, [""])[-1]

    def day(name: str, end: int) -> date | None:
        found = find_days(one(name)) if one(name) else None
        if one(name) and found is None:
            troubles.append(f"“{one(name)}” is no date; write it as 2019, 2019-04 or 2019-04-23.")
        return found[end] if found else None

    def choice(name: str, known: tuple[str, ...]) -> str:
        return one(name) if one(name) in known else known[0]

    page = one("page")
    query = Query(
        who=one("who"),
        other=one("with"),
        types=tuple(dict.fromkeys(v.upper() for v in values.get("type", ()))),
        lives=tuple(dict.fromkeys(v.lower() for v in values.get("status", ()))),
        since=day("since", 0),
        until=day("until", 1),
        place=one("place"),
        source=one("source"),
        words=one("words"),
        view=choice("view", VIEWS),
        lanes=choice("lanes", LANES),
        sort=choice("sort", SORTS),
        page=max(1, int(page)) if page.isdecimal() and len(page) < 8 else 1,
        on=day("on", 0),
        focus=one("focus"),
        chosen=one("chosen"),
    )
    if query.since and query.until and query.since > query.until:
        troubles.append("The first day lies after the last: no deed can be between them.")
    return query, troubles
