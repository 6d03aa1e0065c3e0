"""The page as files: every view that needs nobody to answer, for a folder or any web server."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from communique.errors import UnwritableOutput
from communique.web import pages, subjects
from communique.web.deeds import PAGE, make_tests, prepare, read_page, select
from communique.web.pages import FOLDER
from communique.web.query import FILTERS, VIEWS, Query
from communique.web.twins import wrap, write_csv, write_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from communique.record.store import Store

# What a page of one filter lists at most; the CSV beside has them all.
LISTED: Final = 500
STYLES: Final = ("page.css", "icon.svg")
# One file marks a folder as ours, so that nothing else is written over.
MARK: Final = "site.json"


@dataclass(frozen=True, slots=True)
class Known:
    """Hold which pages there are."""

    actors: frozenset[str]
    dyads: frozenset[tuple[str, str]]
    places: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Files:
    """Give the addresses of files as seen from a page some folders down."""

    known: Known
    depth: int = 0
    live: bool = False

    def deeds(self, query: Query) -> str | None:
        """Give the address of a view with at most one filter; there is none for others."""
        name = name_view(replace(query, chosen=""), self.known)
        return None if name is None else self._up(name)

    def actor(self, name: str) -> str | None:
        """Give the address of a country's or an entity's page."""
        return self._up(f"actor/{name_file(name)}.html") if name in self.known.actors else None

    def dyad(self, one: str, other: str) -> str | None:
        """Give the address of the page on two countries, in whichever order."""
        pair = (min(one, other), max(one, other))
        return self._up(name_dyad(*pair)) if pair in self.known.dyads else None

    def article(self, name: str, event: str = "") -> str:
        """Give the address of an article, at the words of one event."""
        return self._up(f"article/{name_file(name)}.html") + (f"#e-{event}" if event else "")

    def occurrence(self, name: str) -> str:
        """Give the address of a deed's page."""
        return self._up(f"occurrence/{name_file(name)}.html")

    def page(self, name: str) -> str | None:
        """Give the address of a page without a subject; a report cannot be tried here."""
        return None if name == "try" else self._up(f"{name}.html")

    def static(self, name: str) -> str:
        """Give the address of a part of all pages."""
        return self._up(f"static/{name}")

    def _up(self, name: str) -> str:
        return "../" * self.depth + name


def name_file(name: str) -> str:
    """Name a file after an id; after its hash where the id is no name for a file."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}", name):
        return name
    return "x-" + blake2b(name.encode(), digest_size=10).hexdigest()


def name_dyad(one: str, other: str) -> str:
    """Name the file of a pair."""
    return f"dyad/{name_file(one)}-{name_file(other)}.html"


def name_view(query: Query, known: Known) -> str | None:
    """Name the file of a view; None for what needs an answer."""
    fields = {name: getattr(query, name) for name in FILTERS if getattr(query, name)}
    rest = replace(query, **{name: getattr(Query(), name) for name in FILTERS})
    if not fields:
        if rest == Query(view=query.view, page=query.page):
            if query.view != "table":
                return f"{query.view}.html" if query.page == 1 else None
            return "index.html" if query.page == 1 else f"table-{query.page}.html"
        return None
    if rest != Query():
        return None
    return _name_filter(fields, known)


def _name_filter(fields: dict[str, Any], known: Known) -> str | None:
    match fields:
        case {"types": (kind,), **rest} if not rest:
            return f"type/{name_file(kind)}.html"
        case {"lives": (life,), **rest} if not rest:
            return f"status/{name_file(life)}.html"
        case {"since": since, "until": until, **rest} if not rest:
            whole = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
            return f"year/{since.year}.html" if whole and since.year == until.year else None
        case {"who": who, **rest} if not rest and who in known.actors:
            return f"actor/{name_file(who)}.html"
        case {"place": place, **rest} if not rest and place in known.places:
            return f"place/{name_file(place)}.html"
        case {"source": source, **rest} if not rest and source in known.sources:
            return f"source/{name_file(source)}.html"
    return None


def write_site(store: Store, out: Path) -> list[Path]:
    """Write all pages under a folder; give the first of them and the data beside it.

    Raises UnwritableOutput where the folder holds something else, and OSError.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).exists())):
        reason = "holds something else already"
        raise UnwritableOutput(str(out), reason, "give a folder that is empty or new")
    prepare(store)
    known = read_known(store)
    (out / "static").mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text(
        write_json({"record": pages.describe(store), "made_by": pages.MADE_BY}), encoding="utf-8"
    )
    for part in STYLES:
        shutil.copyfile(FOLDER / "static" / part, out / "static" / part)
    for name, text in render_site(store, known):
        path = out / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return [out / "index.html", out / "deeds.json", out / "deeds.csv"]


def read_known(store: Store) -> Known:
    """Read which actors, pairs, places and sources get a page."""

    def read(column: str, table: str) -> frozenset[str]:
        rows = store.sql(f"SELECT DISTINCT {column} AS name FROM {table}")  # noqa: S608 - our names
        return frozenset(row["name"] for row in rows if row["name"] and row["name"] != "---")

    pairs = select(
        store,
        "DISTINCT list_sort(countries) AS countries",
        [],
        extra="len(countries) > 1",
    )
    return Known(
        actors=read("entity", "parties")
        | read("unnest(countries)", "memory.main.deeds")
        | read("entity", "attributions"),
        dyads=frozenset(
            (one, other)
            for row in pairs
            for i, one in enumerate(row["countries"])
            for other in row["countries"][i + 1 :]
        ),
        places=read("place_country", "memory.main.deeds"),
        sources=read("source", "articles"),
    )


def render_site(store: Store, known: Known) -> Iterator[tuple[str, str]]:
    """Render every page with the name of its file."""
    top, below = Files(known), Files(known, 1)
    (row,) = select(store, "count(*) AS n", [])
    for view in VIEWS[1:]:
        yield f"{view}.html", pages.render_deeds(store, Query(view=view), top)
    for number in range(1, max(1, -(-row["n"] // PAGE)) + 1):
        query = Query(page=number)
        yield name_view(query, known) or "", pages.render_deeds(store, query, top)
    for query in list_filters(store, known):
        name = name_view(query, known)
        if name is not None:
            yield name, pages.render_deeds(store, query, below, size=LISTED)
    for actor in sorted(known.actors):
        yield f"actor/{name_file(actor)}.html", subjects.render_actor(store, actor, below)
    for pair in sorted(known.dyads):
        yield name_dyad(*pair), subjects.render_dyad(store, *pair, below)
    for row in store.sql("SELECT article FROM articles ORDER BY article"):
        page = subjects.render_article(store, row["article"], below, whole=True)
        yield f"article/{name_file(row['article'])}.html", page or ""
    for row in store.sql("SELECT occurrence FROM occurrences ORDER BY occurrence"):
        page = subjects.render_occurrence(store, row["occurrence"], below)
        yield f"occurrence/{name_file(row['occurrence'])}.html", page or ""
    yield "calendar.html", subjects.render_calendar(store, top)
    yield "about.html", pages.render("about.html", top, record=pages.describe(store))
    rows = read_page(store, make_tests(store, Query()), Query(sort="date"), size=10**9)
    yield "deeds.json", write_json(wrap(rows, record=pages.describe(store)))
    yield "deeds.csv", write_csv(rows)


def list_filters(store: Store, known: Known) -> Iterator[Query]:
    """List the views of one filter each: types, outcomes, years, countries of places, sources."""
    for row in select(store, "DISTINCT type AS value", [], rest="ORDER BY 1"):
        yield Query(types=(row["value"],))
    for row in select(store, "DISTINCT life AS value", [], rest="ORDER BY 1"):
        yield Query(lives=(row["value"],))
    years = select(
        store, "DISTINCT year(start_date) AS value", [],
        extra="start_date IS NOT NULL", rest="ORDER BY 1",
    )  # fmt: skip
    for row in years:
        yield Query().year(str(row["value"]))
    for place in sorted(known.places):
        yield Query(place=place)
    for source in sorted(known.sources):
        yield Query(source=source)
