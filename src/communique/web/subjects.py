"""Pages on one subject: an actor, two parties, an article, a deed, the calendar."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from communique.answers.brief import list_brief
from communique.answers.chronicle import latest_day
from communique.answers.claims import claims
from communique.exchange.events import event_from_dict
from communique.web import pages
from communique.web.days import write_iso_days
from communique.web.deeds import (
    Test,
    count,
    find_party,
    make_test,
    read_deeds,
    read_page,
    select,
)
from communique.web.density import make_strip
from communique.web.evidence import find_evidence, safe_url
from communique.web.marking import Mark, mark_text
from communique.web.parties import (
    count_members,
    count_partners,
    describe_party,
    list_sayings,
)
from communique.web.query import Query
from communique.web.ties import make_ties
from communique.web.wording import write_headline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from communique.record.store import Store
    from communique.types import Answer, Event
    from communique.web.addresses import Addresses
    from communique.web.deeds import Row

# The deeds that a page on a subject lists; the rest is one link away.
LISTED: Final = 100
# Claims that a page on two parties lists, the last ones.
CLAIMS: Final = 40
# Characters of an article on one page.
PART: Final = 100_000


def _list(store: Store, tests: Sequence[Test], most: int = LISTED) -> list[Row]:
    """List the last deeds that meet the conditions, as a chronology."""
    rows = read_page(store, tests, Query(sort="-date"), size=most)
    return sorted(rows, key=lambda row: (row["start_date"] is None, rows.index(row)))


def read_actor(store: Store, name: str) -> dict[str, Any]:
    """Read what the page on a country, a body or a person shows. Raises UnknownParty."""
    side = find_party(store, name)
    tests = [make_test(side, "party")]
    total = count(store, tests)
    party = describe_party(store, side)
    return {
        "party": party,
        "total": total,
        "summary": pages.summarise(store, tests, total),
        "partners": count_partners(store, side),
        "members": count_members(store, side.value) if side.entity is None else [],
        "kinds": count_kinds(store, tests),
        "sayings": list_sayings(store, side),
        "rows": _list(store, tests),
    }


def render_actor(store: Store, name: str, urls: Addresses) -> str:
    """Render the page on a country, a body or a person. Raises UnknownParty."""
    given = read_actor(store, name)
    query = Query(who=given["party"]["id"])
    tests = [make_test(find_party(store, name), "party")]
    record = pages.describe(store)
    return pages.render(
        "actor.html",
        urls,
        record=record,
        query=query,
        strip=make_strip(store, tests, query),
        cited=pages.cite(record, given["party"]["name"], urls.actor(given["party"]["id"]) or ""),
        **given,
    )


def count_kinds(store: Store, tests: Sequence[Test]) -> list[Row]:
    """Count deeds by type, each with its share of the commonest."""
    rows = select(
        store,
        "type, count(*) AS n, min(quad) AS quad",
        tests,
        rest="GROUP BY type ORDER BY n DESC, type",
    )
    most = max((row["n"] for row in rows), default=1)
    return [row | {"share": round(100 * row["n"] / most, 1)} for row in rows]


def read_dyad(store: Store, one: str, other: str, on: date | None) -> dict[str, Any]:
    """Read what the page on two parties shows. Raises UnknownParty."""
    sides = find_party(store, one), find_party(store, other)
    tests = [make_test(sides[0], "one"), make_test(sides[1], "other")]
    total = count(store, tests)
    meetings = [*tests, *_only("type", "CONSULT")]
    return {
        "sides": sides,
        "total": total,
        "summary": pages.summarise(store, tests, total),
        "brief": list_brief(store, sides[0].value, sides[1].value, on=on),
        "meetings": _list(store, meetings, 40),
        "claims": claims(store, sides[0].value, sides[1].value),
        "rows": _list(store, tests),
    }


def list_claims(store: Store, answer: Answer) -> list[dict[str, Any]]:
    """List the last claims of an answer, each with the deed that it is and what stands against."""
    rows = list(zip(answer.rows, answer.events, strict=True))[-CLAIMS:]
    asked = [events[0] for _, events in rows]
    owners = store.sql(
        "SELECT event, occurrence FROM occurrence_events "
        "WHERE event IN (SELECT unnest($1::TEXT[]))",
        [asked],
    )
    owner = {row["event"]: row["occurrence"] for row in owners}
    deeds = {d["occurrence"]: d for d in read_deeds(store, list(dict.fromkeys(owner.values())))}
    column = answer.columns.index("answer")
    return [
        {"row": deeds[owner[event]], "answer": write_iso_days(str(row[column]))}
        for event, (row, _) in zip(asked, rows, strict=True)
    ]


def _only(column: str, *values: str) -> list[Test]:
    return [Test(column, f"list_contains(${column}, {column})", {column: list(values)})]


def render_dyad(
    store: Store, one: str, other: str, urls: Addresses, on: date | None = None
) -> str:
    """Render the page on two parties. Raises UnknownParty."""
    given = read_dyad(store, one, other, on)
    sides = given["sides"]
    names = " and ".join(side.name for side in sides)
    record = pages.describe(store)
    tests = [make_test(sides[0], "one"), make_test(sides[1], "other")]
    query = Query(who=sides[0].value, other=sides[1].value)
    return pages.render(
        "dyad.html",
        urls,
        record=record,
        query=query,
        title=names,
        on=on or record["today"],
        sections=group_brief(given["brief"]),
        ties=make_ties(store, tests),
        listed=list_claims(store, given["claims"]),
        cited=pages.cite(record, names, urls.dyad(sides[0].value, sides[1].value) or ""),
        **given,
    )


def group_brief(answer: Answer) -> list[tuple[str, list[dict[str, Any]]]]:
    """Group a brief's lines by section, each with an event to lead to."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for (heading, line, sources), events in zip(answer.rows, answer.events, strict=True):
        sections.setdefault(str(heading), []).append(
            {"line": line, "sources": sources, "events": events}
        )
    return list(sections.items())


def find_article(store: Store, name: str) -> dict[str, Any] | None:
    """Find an article with its events and the deeds they tell of; None where there is none."""
    rows = store.sql("SELECT * FROM articles WHERE article = $1", [name])
    if not rows:
        return None
    found = store.sql(
        "SELECT e.event, e.document, x.occurrence FROM events e "
        "JOIN occurrence_events x USING (event) WHERE e.article = $1",
        [name],
    )
    events = [(event_from_dict(json.loads(row["document"])), row["occurrence"]) for row in found]
    events.sort(key=lambda pair: _place_in_text(pair[0]))
    return {"article": rows[0], "events": events}


def _place_in_text(event: Event) -> tuple[bool, int, str]:
    first = event.evidence[0]
    return first.field != "title", first.trigger.start, event.id


def render_article(
    store: Store,
    name: str,
    urls: Addresses,
    start: int = 0,
    *,
    kept: dict[str, Any] | None = None,
    whole: bool = False,
) -> str | None:
    """Render an article with all its events marked; None where there is no such article.

    Of a very long one a part from `start`, unless the `whole` is asked for.
    """
    given = kept or find_article(store, name)
    if given is None:
        return None
    article = given["article"]
    record = pages.describe(store)
    title = article["title"] or article["article"]
    return pages.render(
        "article.html",
        urls,
        record=record,
        url=safe_url(article["url"]),
        title=title,
        start=start,
        cited=pages.cite(record, title, urls.article(article["article"]) or ""),
        **lay_out(
            article["title"],
            article["text"],
            given["events"],
            urls,
            start,
            part=len(article["text"]) if whole else PART,
        ),
        **given,
    )


def lay_out(
    title: str | None,
    text: str,
    events: Sequence[tuple[Event, str]],
    urls: Addresses,
    start: int = 0,
    *,
    part: int = PART,
) -> dict[str, Any]:
    """Lay out title and paragraphs with the words marked that say a deed, each leading to it."""
    end = min(len(text), start + part)
    if end < len(text):
        # Between two paragraphs where there is such a place.
        end = max(text.rfind("\n", start, end), start) + 1 if "\n" in text[start:end] else end
    marks: dict[str, list[Mark]] = {"title": [], "text": []}
    for event, occurrence in events:
        for told in event.evidence[:1]:
            link = urls.occurrence(occurrence) if occurrence else ""
            marks[told.field] += [
                Mark(told.trigger.start, told.trigger.end, "deed", link, event.event.lower()),
                Mark(told.span.start, told.span.end, "said"),
            ]
    paragraphs = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            paragraphs.append(mark_text(line, marks["text"], start=at))
        at += len(line) + 1
    return {
        "heading": mark_text(title, marks["title"]) if title else Markup(),
        "paragraphs": paragraphs,
        "rest": end if end < len(text) else None,
    }


def render_occurrence(store: Store, name: str, urls: Addresses) -> str | None:
    """Render a deed with all its reports; None where the record has no such deed."""
    evidence = find_evidence(store, name)
    if evidence is None:
        return None
    record = pages.describe(store)
    return pages.render(
        "occurrence.html",
        urls,
        record=record,
        evidence=evidence,
        query=Query(),
        standalone=True,
        pairs=_pair(evidence.row),
        cited=pages.cite(record, write_headline(evidence.row), urls.occurrence(name)),
    )


def _pair(row: Row) -> tuple[str, str] | None:
    """Name the two countries of a deed where there are two."""
    countries = list(dict.fromkeys([*row["actor_countries"], *row["recipient_countries"]]))
    return (countries[0], countries[1]) if len(countries) == 2 else None


def read_calendar(store: Store, on: date | None) -> dict[str, Any]:
    """Read what is planned: from a day on, past it without an outcome, and without a date."""
    today = on or latest_day(store)
    found = select(
        store, "occurrence", _only("life", "planned", "announced"),
        rest="ORDER BY coalesce(start_date, end_date) NULLS LAST, occurrence",
    )  # fmt: skip
    rows = read_deeds(store, [row["occurrence"] for row in found])
    ahead: list[Row] = []
    overdue: list[Row] = []
    undated: list[Row] = []
    for row in rows:
        if row["start_date"] is None and row["end_date"] is None:
            undated.append(row)
        elif today is None or row["end_date"] is None or row["end_date"] >= today:
            ahead.append(row)
        else:
            overdue.append(row)
    undated.sort(key=lambda row: (str(row["published"] or ""), row["occurrence"]), reverse=True)
    return {"today": today, "ahead": ahead, "overdue": overdue[::-1], "undated": undated}


def render_calendar(store: Store, urls: Addresses, on: date | None = None) -> str:
    """Render what is planned, month by month."""
    given = read_calendar(store, on)
    months: dict[str, list[Row]] = {}
    for row in given["ahead"]:
        day = row["start_date"] or row["end_date"]
        months.setdefault(f"{day:%B} {day.year}", []).append(row)
    record = pages.describe(store)
    address = (urls.page("calendar") or "") + (f"?on={on}" if on else "")
    return pages.render(
        "calendar.html",
        urls,
        record=record,
        months=months,
        on=on,
        cited=pages.cite(record, "What reports say is planned", address),
        **given,
    )
