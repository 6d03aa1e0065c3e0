"""A page on two parties: what a newsroom or a desk needs before tomorrow."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import find_side, latest_day, read_chronicle
from communique.answers.claims import answers_to, is_denial
from communique.answers.lives import NEXT, call_off
from communique.answers.meetings import reconcile
from communique.answers.sentences import DONE, count, say_and, tell, write_day, write_when
from communique.types import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.record.store import Store

Rows = list[dict[str, Any]]
MOST: Final = 6
COLUMNS: Final = ("section", "line", "sources")
SECTIONS: Final = (
    ("Standing demands", frozenset({"REQUEST"})),
    ("Agreements and concessions", frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT"})),
    ("Aid and joint work", frozenset({"AID", "COOPERATE"})),
    ("Sanctions and pressure", frozenset({"SANCTION", "COERCE"})),
    ("Threats and force", frozenset({"THREATEN", "MOBILIZE", "ASSAULT", "PROTEST"})),
)


def brief(store: Store, one: str, other: str, *, on: date | None = None) -> str:
    """Write a page in Markdown on two parties as of a day, each sentence with its sources.

    The day is the last of the record where none is given. Nothing is said that the record does
    not hold.
    """
    return write_page(list_brief(store, one, other, on=on))


def list_brief(store: Store, one: str, other: str, *, on: date | None = None) -> Answer:
    """List the lines of a brief by section, with the events behind each; sources come last."""
    today = on or latest_day(store)
    sides = find_side(store, one, today), find_side(store, other, today)
    found = read_chronicle(
        store,
        [sides[0].test("one"), sides[1].test("other")],
        {"one": sides[0].value, "other": sides[1].value},
    )
    if today is not None:
        found = [r for r in found if r["published"] is None or r["published"] <= today]
    rows = call_off(found)
    lines = Lines()
    if rows:
        write_state(lines, rows, today)
        write_meetings(lines, rows, today)
        for heading, types in SECTIONS:
            lines.list(heading, [row for row in rows if row["type"] in types])
        write_accusations(lines, rows)
        if today is not None:
            week = today - timedelta(days=7)
            recent = [r for r in rows if r["published"] and r["published"] > week]
            lines.list("New this week", [r for r in recent if not r["historical"]])
        lines.list_sources()
    return Answer(
        title=f"{sides[0].name} and {sides[1].name}",
        columns=COLUMNS,
        rows=tuple(lines.rows),
        events=tuple(lines.events),
        note=f"As of {write_day(today)}."
        if rows and today
        else "The record holds nothing between the two by this day. Add more reports, ask for a "
        "later day, or name the countries rather than people.",
    )


def write_page(answer: Answer) -> str:
    """Write the lines of a brief as a page in Markdown."""
    page = [f"# {answer.title}", answer.note]
    section, items = "", list[str]()
    for heading, line, sources in answer.rows:
        if heading != section:
            page += ["\n".join(items)] if items else []
            page.append(f"## {heading}")
            section, items = str(heading), []
        items.append(
            f"{sources}. {line}" if heading == "Sources" else f"- {line} {sources}".rstrip()
        )
    page += ["\n".join(items)] if items else []
    return "\n\n".join(page) + "\n"


def write_html(answer: Answer) -> str:
    """Write the lines of a brief as a page in HTML that needs nothing else."""
    parts = [f"<h1>{escape(answer.title)}</h1>", f"<p>{escape(answer.note)}</p>"]
    for heading, rows in groupby(answer.rows, key=lambda row: str(row[0])):
        parts.append(f"<h2>{escape(heading)}</h2>")
        if heading == "Sources":
            items = [
                f'<li id="source-{number}" value="{number}">{escape(str(line))}</li>'
                for _, line, number in rows
            ]
            parts += ["<ol>", *items, "</ol>"]
        else:
            items = [
                f"<li>{escape(str(line))} {_link(str(cited))}</li>" for _, line, cited in rows
            ]
            parts += ["<ul>", *items, "</ul>"]
    head = (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{escape(answer.title)}'
    )
    return "\n".join([f"{head}</title>", *parts, "</html>"]) + "\n"


def _link(cited: str) -> str:
    numbers = (part.strip("[]") for part in cited.split())
    return " ".join(f'<a href="#source-{number}">[{number}]</a>' for number in numbers)


class Lines:
    """Gather lines and number the sources as they come up."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows: list[tuple[str, str, str]] = []
        self.events: list[tuple[str, ...]] = []
        self._sources: dict[str, tuple[int, str]] = {}
        self._told: dict[str, dict[str, None]] = {}

    def add(self, heading: str, line: str, rows: Iterable[dict[str, Any]]) -> None:
        """Add a sentence and what supports it."""
        rows = list(rows)
        self.rows.append((heading, line, self._cite(rows)))
        self.events.append(tuple(dict.fromkeys(e for row in rows for e in row["events"])))

    def list(self, heading: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add one line for each of the last few deeds, if any."""
        shown = [*[r for r in rows if not r["start_date"]], *[r for r in rows if r["start_date"]]]
        for row in sorted(shown[-MOST:], key=rows.index):
            self.add(heading, tell(row), [row])
        if len(rows) > MOST:
            self.add(heading, f"{len(rows) - MOST} more on record.", shown[:-MOST])

    def list_sources(self) -> None:
        """Add the articles by number, each with the events told there that the page rests on."""
        for article, (number, name) in self._sources.items():
            events = tuple(self._told[article])
            ids = ", ".join(event[:8] for event in events)
            self.rows.append(("Sources", f"{name}. Events {ids}", str(number)))
            self.events.append(events)

    def _cite(self, rows: Iterable[dict[str, Any]]) -> str:
        numbers = set()
        for row in rows:
            name = ", ".join(
                str(part) for part in (row["source"], row["title"] or row["article"]) if part
            )
            day = f", {write_day(row['published'])}" if row["published"] else ""
            number, _ = self._sources.setdefault(
                row["article"], (len(self._sources) + 1, f"{name}{day}")
            )
            self._told.setdefault(row["article"], {})[row["best"]] = None
            numbers.add(number)
        return " ".join(f"[{number}]" for number in sorted(numbers))


def write_state(lines: Lines, rows: Rows, today: date | None) -> None:
    """Say how much of what took place was cooperation, how much conflict, and what was last."""
    done = [row for row in rows if row["life"] in DONE]
    heading = "State of relations"
    for since, rows_of in (
        ("In all the record holds", done),
        (
            "Dated within the twelve months before are",
            [r for r in done if today and r["start_date"] and is_recent(r["start_date"], today)],
        ),
    ):
        good = [row for row in rows_of if row["score"] > 0]
        bad = [row for row in rows_of if row["score"] < 0]
        if good or bad:
            lines.add(
                heading,
                f"{since} {count(len(good), 'deed')} of cooperation and {len(bad)} of conflict "
                "between the two.",
                [],
            )
            lines.events[-1] = tuple(event for row in (*good, *bad) for event in row["events"])
    open_ended = [row for row in rows if row["life"] not in DONE]
    if open_ended:
        lines.add(heading, f"{len(open_ended)} more planned, possible, called off or denied.", [])
        lines.events[-1] = tuple(event for row in open_ended for event in row["events"])
    dated = [row for row in done if row["start_date"] and not row["historical"]]
    if dated:
        lines.add(heading, f"Last on record: {tell(dated[-1])}", [dated[-1]])


def is_recent(day: date, today: date) -> bool:
    """Tell whether a day lies within the year before another."""
    return today - timedelta(days=365) < day <= today


def write_meetings(lines: Lines, rows: Rows, today: date | None) -> None:
    """Tell how often they met, of the last meetings, of those counted in passing, of the next."""
    met = [row for row in rows if row["type"] == "CONSULT"]
    if not met:
        return
    held = [row for row in met if row["life"] in DONE and row["count"] == 1]
    dated = [row for row in held if row["start_date"]]
    if dated:
        ends = list(dict.fromkeys(write_when(row) for row in (dated[0], dated[-1])))
        told = f"the first {ends[0]}, the last {ends[-1]}" if len(ends) > 1 else f"on {ends[0]}"
        lines.add("Meetings", f"{count(len(held), 'meeting')} or talks on record: {told}.", held)
    lines.list("Meetings", dated or held)
    for row in met:
        if row["count"] > 1:
            lines.add("Meetings", f"{reconcile(row, held)}.".capitalize(), [row])
    ahead = [
        row
        for row in met
        if row["life"] in NEXT
        and (today is None or row["end_date"] is None or row["end_date"] >= today)
    ]
    for row in ahead:
        lines.add("Meetings", f"Next: {tell(row)}", [row])
    if not ahead:
        lines.add("Meetings", "No meeting ahead is on record.", [])


def write_accusations(lines: Lines, rows: Rows) -> None:
    """Tell accusations, each with what the accused answered, then refusals on their own."""
    heading = "Accusations and denials"
    denials = [row for row in rows if is_denial(row)]
    answered: set[str] = set()
    for row in [row for row in rows if row["type"] == "ACCUSE"][-MOST:]:
        answers = [denial for denial in denials if answers_to(row, denial)]
        lines.add(heading, tell(row), [row])
        for answer in answers[:1]:
            lines.add(heading, f"Against this, {tell(answer)}", [answer])
            answered.add(answer["occurrence"])
        if not answers:
            accused = say_and(list(dict.fromkeys(row["recipient_names"] or ()))) or "the accused"
            lines.rows[-1] = (
                heading,
                f"{lines.rows[-1][1]} No answer by {accused} is on record.",
                lines.rows[-1][2],
            )
    others = [r for r in rows if r["type"] == "REJECT" and r["occurrence"] not in answered]
    lines.list(heading, others)
