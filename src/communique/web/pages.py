"""Pages as HTML: what each template is given."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from communique import __version__
from communique.answers.chronicle import latest_day
from communique.answers.naming import say_place
from communique.errors import UnknownParty
from communique.web import wording
from communique.web.days import write_day, write_span, write_when
from communique.web.deeds import (
    NOBODY,
    PAGE,
    count,
    count_choices,
    make_tests,
    name_country,
    name_party,
    read_page,
    select,
)
from communique.web.density import make_strip
from communique.web.evidence import find_evidence
from communique.web.lanes import make_lanes
from communique.web.marking import spell_out, write_text
from communique.web.network import make_network
from communique.web.query import LANES, VIEWS, Query
from communique.web.worldmap import make_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.store import Store
    from communique.web.addresses import Addresses
    from communique.web.deeds import Row, Test
    from communique.web.evidence import Evidence

FOLDER: Final = Path(__file__).parent
MADE_BY: Final = f"communique {__version__}"


@cache
def make_environment() -> Environment:
    """Make the templates' environment: everything is escaped, nothing may be missing."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=spell_out,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        text=write_text,
        day=write_day,
        when=write_when,
        headline=wording.write_headline,
        type=wording.write_type,
        score=wording.write_score,
        number=wording.write_number,
        country=name_country,
        where=say_place,
    )
    made.globals.update(
        TYPES=wording.TYPES,
        OUTCOMES=wording.OUTCOMES,
        STANCES=wording.STANCES,
        VIEWS=VIEWS,
        LANES=LANES,
        Query=Query,
        version=__version__,
    )
    return made


def render(template: str, urls: Addresses, **given: Any) -> str:  # noqa: ANN401 - what it shows
    """Render a template; `urls` says where other pages are."""
    return make_environment().get_template(template).render(urls=urls, **given)


def describe(store: Store) -> dict[str, Any]:
    """Describe a record for the head of every page."""
    (totals,) = store.sql(
        "SELECT (SELECT count(*) FROM occurrences) AS deeds, "
        "(SELECT count(*) FROM articles) AS articles"
    )
    return {"name": store.path.stem, "today": latest_day(store), **totals}


def render_deeds(
    store: Store,
    query: Query,
    urls: Addresses,
    troubles: Sequence[str] = (),
    *,
    size: int = PAGE,
) -> str:
    """Render the record: filters, a view of what they leave, the evidence of the deed chosen."""
    try:
        tests = make_tests(store, query)
    except UnknownParty as error:
        # Nothing rather than everything: who looks at the deeds alone would take them for the
        # answer. What was typed stands in the form, to be mended.
        tests = [NOBODY]
        trouble = f"Nobody is known by “{error.subject}”. Give a name or a code: CHE."
        troubles = [*troubles, trouble]
    record = describe(store)
    total = count(store, tests)
    rows: list[Row] = read_page(store, tests, query, size=size) if query.view == "table" else []
    return render(
        "deeds.html",
        urls,
        record=record,
        query=query,
        troubles=troubles,
        title=write_title(store, query),
        summary=summarise(store, tests, total),
        total=total,
        rows=rows,
        sources=number_sources(rows),
        pages=-(-total // size),
        choices=count_choices(store, tests, query),
        strip=make_strip(store, tests, query),
        filters=name_filters(store, query),
        cited=cite(record, write_title(store, query), urls.deeds(query) or ""),
        evidence=find_evidence(store, query.chosen) if query.chosen else None,
        lanes=make_lanes(store, tests, query) if query.view == "timeline" else None,
        network=make_network(store, tests, query) if query.view == "network" else None,
        map=make_map(store, tests) if query.view == "map" else None,
    )


def number_sources(rows: Sequence[Row]) -> list[Row]:
    """Give the articles behind the deeds of a page their numbers, for its printed form."""
    numbers: dict[str, int] = {}
    found = []
    for row in rows:
        if row["article"] not in numbers:
            numbers[row["article"]] = len(numbers) + 1
            found.append(row)
        row["number"] = numbers[row["article"]]
    return found


def render_pane(store: Store, query: Query, urls: Addresses, evidence: Evidence | None) -> str:
    """Render the evidence pane alone."""
    return render("pane.html", urls, record=describe(store), query=query, evidence=evidence)


def cite(record: dict[str, Any], title: str, address: str) -> str:
    """Write a line to cite a view by: what was asked, of which record, as of when, by whom."""
    day = f", as of {write_day(record['today'])}" if record["today"] else ""
    return (
        f"{title}. Record “{record['name']}”, {record['articles']:,} reports{day}; coded by "
        f"Communiqué {__version__}; {address}"
    )


def write_title(store: Store, query: Query) -> str:
    """Write what a query asks for as a heading."""
    names = [name_party(store, name) for name in (query.who, query.other) if name]
    parts = [" and ".join(names)] if names else []
    parts += [" or ".join(wording.TYPES.get(kind, kind) for kind in query.types)]
    parts += [" or ".join(query.lives)]
    parts += [name_country(query.place)] if query.place else []
    parts += [query.source, f"“{query.words}”" if query.words else ""]
    if query.since and query.until:
        parts.append(write_span(query.since, query.until))
    elif query.since or query.until:
        parts.append(
            f"since {write_day(query.since)}" if query.since else f"until {write_day(query.until)}"
        )
    kept = [part for part in parts if part]
    line = ", ".join(kept)
    return f"{line[:1].upper()}{line[1:]}" if line else "All deeds on record"


def summarise(store: Store, tests: Sequence[Test], total: int) -> str:
    """Sum up in a sentence what a view shows."""
    if not total:
        return "Nothing on record."
    (row,) = select(
        store,
        "count(*) FILTER (score > 0) AS good, count(*) FILTER (score < 0) AS bad, "
        "count(*) FILTER (life IN ('planned', 'announced')) AS ahead, "
        "count(*) FILTER (start_date IS NULL) AS undated, "
        "min(start_date) AS first, max(coalesce(end_date, start_date)) AS last",
        tests,
    )
    deeds = f"{total:,} deed{'' if total == 1 else 's'}"
    told = [f"{row['good']:,} of cooperation, {row['bad']:,} of conflict"]
    if row["ahead"]:
        told.append(f"{row['ahead']:,} planned")
    if row["undated"]:
        told.append(f"{row['undated']:,} without a date")
    span = ""
    if row["first"] and row["last"]:
        first, last = row["first"].year, row["last"].year
        span = f", {first}" if first == last else f", {first} to {last}"
    return f"{deeds}{span}: {'; '.join(told)}."


def name_filters(store: Store, query: Query) -> list[tuple[str, str, Query]]:
    """List the filters that are set: field, words, and the query without each."""
    found = []
    for field, words in query.filters.items():
        empty = type(getattr(query, field))() if field not in {"since", "until"} else None
        shown = words
        if field in {"who", "other"}:
            shown = name_party(store, words)
        elif field == "types":
            shown = ", ".join(wording.TYPES.get(kind, kind) for kind in query.types)
        elif field == "place":
            shown = name_country(words)
        elif field in {"since", "until"}:
            shown = write_day(getattr(query, field))
        elif field == "words":
            shown = f"“{words}”"
        found.append((FIELD_NAMES[field], shown, query.to(**{field: empty})))
    return found


FIELD_NAMES: Final = {
    "who": "who",
    "other": "with",
    "types": "type",
    "lives": "status",
    "since": "from",
    "until": "to",
    "place": "in",
    "source": "source",
    "words": "words",
}
