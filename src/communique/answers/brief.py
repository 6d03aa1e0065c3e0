"""A page on two parties: what a newsroom or a desk needs before tomorrow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import find_side, latest_day, read_chronicle, say_names
from communique.answers.meetings import reconcile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.record.store import Store

Rows = list[dict[str, Any]]
DONE: Final = frozenset({"held", "ongoing"})
MOST: Final = 6


def brief(store: Store, one: str, other: str, *, on: date | None = None) -> str:
    """Write a page in Markdown on two parties as of a day, each sentence with its sources.

    The day is the last of the record where none is given. Nothing is said that the record does
    not hold.
    """
    today = on or latest_day(store)
    sides = find_side(store, one, today), find_side(store, other, today)
    rows = read_chronicle(
        store,
        [sides[0].test("one"), sides[1].test("other")],
        {"one": sides[0].value, "other": sides[1].value},
    )
    if today is not None:
        rows = [r for r in rows if r["published"] is None or r["published"] <= today]
    page = Page()
    page.write(f"# {sides[0].name} and {sides[1].name}")
    page.write(f"As of {write_day(today)}." if today else "")
    if not rows:
        page.write("The record holds nothing between the two.")
        return page.text()
    write_state(page, rows)
    write_meetings(page, rows, today)
    for heading, types in (
        ("Demands", {"REQUEST"}),
        ("Agreements and concessions", {"AGREE", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE"}),
        ("Aid", {"AID"}),
        ("Sanctions and pressure", {"SANCTION", "COERCE"}),
        ("Accusations and denials", {"ACCUSE", "REJECT"}),
        ("Threats and force", {"THREATEN", "MOBILIZE", "ASSAULT", "PROTEST"}),
    ):
        page.list(heading, [row for row in rows if row["type"] in types])
    if today is not None:
        recent = [
            row
            for row in rows
            if row["published"] and row["published"] > today - timedelta(days=7)
        ]
        page.list("New this week", [r for r in recent if not r["historical"]])
    return page.text()


class Page:
    """Gather lines and number the sources as they come up."""

    def __init__(self) -> None:
        """Begin an empty page."""
        self._lines: list[str] = []
        self._sources: dict[str, tuple[int, str]] = {}

    def write(self, line: str) -> None:
        """Add a paragraph."""
        if line:
            self._lines.append(line)

    def list(self, heading: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add a heading and one item for each of the last few deeds, if any."""
        if not rows:
            return
        self.write(f"## {heading}")
        shown = [row for row in rows if row["start_date"]][-MOST:] or list(rows[-MOST:])
        items = [f"- {tell(row)} {self.cite([row])}" for row in shown]
        if len(rows) > len(shown):
            items.append(f"- … and {len(rows) - len(shown)} more on record.")
        self.write("\n".join(items))

    def cite(self, rows: Iterable[dict[str, Any]]) -> str:
        """Give the numbers of the articles that tell some deeds."""
        numbers = []
        for row in rows:
            name = ", ".join(
                str(part) for part in (row["source"], row["title"] or row["article"]) if part
            )
            day = f", {write_day(row['published'])}" if row["published"] else ""
            known = self._sources.setdefault(
                row["article"], (len(self._sources) + 1, f"{name}{day}")
            )
            numbers.append(known[0])
        return " ".join(f"[{number}]" for number in sorted(set(numbers)))

    def text(self) -> str:
        """Give the page, its sources at the end."""
        lines = list(self._lines)
        if self._sources:
            lines.append("## Sources")
            lines.append("\n".join(f"{n}. {name}" for n, name in self._sources.values()))
        return "\n\n".join(lines) + "\n"


def write_state(page: Page, rows: Rows) -> None:
    """Say how much of what took place was cooperation, and how much conflict."""
    done = [row for row in rows if row["life"] in DONE]
    good = [row for row in done if row["score"] > 0]
    bad = [row for row in done if row["score"] < 0]
    page.write(
        f"The record holds {count(len(rows), 'deed')} between the two: {len(good)} of cooperation "
        f"and {len(bad)} of conflict that took place, {len(rows) - len(good) - len(bad)} planned, "
        "possible, denied or neither."
    )


def write_meetings(page: Page, rows: Rows, today: date | None) -> None:
    """Tell of the last meetings, of those counted in passing, and of the next."""
    met = [row for row in rows if row["type"] == "CONSULT"]
    if not met:
        return
    page.write("## Meetings")
    held = [row for row in met if row["life"] in DONE and row["count"] == 1]
    dated = [row for row in held if row["start_date"]]
    items = [f"- {tell(row)} {page.cite([row])}" for row in dated[-MOST:]]
    items += [
        f"- {reconcile(row, held).capitalize()}. {page.cite([row])}"
        for row in met
        if row["count"] > 1
    ]
    ahead = [
        row
        for row in met
        if row["life"] == "planned"
        and (today is None or row["end_date"] is None or row["end_date"] >= today)
    ]
    items += [f"- Planned: {tell(row)} {page.cite([row])}" for row in ahead]
    page.write("\n".join(items))


def tell(row: dict[str, Any]) -> str:
    """Quote the sentence that tells a deed best, after its day and outcome."""
    when = write_when(row)
    names = say_names(row["actor_names"])
    outcome = "" if row["life"] in DONE else f" ({row['life']})"
    sentence = " ".join((row["sentence"] or "").split())
    return f"{when}, {names}{outcome}: “{sentence}”" if when else f"{names}{outcome}: “{sentence}”"


def write_when(row: dict[str, Any]) -> str:
    """Write a deed's date as people write it."""
    start, end, edtf = row["start_date"], row["end_date"], row["edtf"]
    if start is None or end is None:
        return f"since {write_day(start)}" if start else f"until {write_day(end)}" if end else ""
    if start == end:
        return write_day(start)
    if edtf and len(edtf) == 7 and edtf[5:].isdigit() and int(edtf[5:]) <= 12:
        return f"{start:%B %Y}"
    if edtf and len(edtf) == 4:
        return str(edtf)
    return f"{write_day(start)} to {write_day(end)}"


def write_day(day: date | None) -> str:
    """Write a day as people do: 23 April 2019."""
    return f"{day.day} {day:%B %Y}" if day else ""


def count(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
