"""The commands that ask a record: each an answer as a table, or as JSON lines with --json."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path  # noqa: TC003 - click reads it
from typing import TYPE_CHECKING, Any

import click

from communique.cli.adding import record_argument
from communique.cli.options import debug_option, read_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from communique.types import Answer

    Command = Callable[..., Any]

json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON lines.")
# Wide enough for the table where nobody says how wide the output is: a file, a pipe.
WIDTH_UNKNOWN = 140


def show(answer: Answer, *, as_json: bool) -> None:
    """Write an answer to standard output."""
    if as_json:
        for row, events in zip(answer.rows, answer.events, strict=True):
            line = dict(zip(answer.columns, row, strict=True)) | {"events": list(events)}
            click.echo(json.dumps(line, ensure_ascii=False, default=str))
        return
    from communique.render import render_answer

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else WIDTH_UNKNOWN
    click.echo(render_answer(answer, width=width, colour=terminal))


def ask(record: Path) -> Any:  # noqa: ANN401 - a Record, imported when asked
    """Open a record to read from."""
    from communique.answers import open_record

    return open_record(record, read_only=True)


@click.command()
@record_argument
@click.option("--who", help="Takes part: a name, a country or a code.")
@click.option("--to", help="To whom it is done.")
@click.option("--between", nargs=2, metavar="A B", help="Both take part.")
@click.option("--type", "types", multiple=True, help="A PLOVER type; may be given again.")
@click.option(
    "--outcome",
    help="held, ongoing, announced, planned, possible, postponed, cancelled or denied.",
)
@click.option("--since", type=read_day, metavar="DATE", help="Not before this day.")
@click.option("--until", type=read_day, metavar="DATE", help="Not after this day.")
@click.option("--place", help="The name of a place, or a country's code.")
@click.option("--source", help="The source of the article.")
@click.option("--words", help="Words that the sentence holds.")
@click.option("--limit", type=click.IntRange(1), help="Show at most so many.")
@json_option
@debug_option
def timeline(*, record: Path, as_json: bool, **filters: Any) -> None:  # noqa: ANN401 - click's
    """Show what happened, is planned or denied, in the order of dates."""
    with ask(record) as opened:
        show(opened.timeline(**filters), as_json=as_json)


@click.command()
@record_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--on", type=read_day, metavar="DATE", help="The day to look back and ahead from.")
@json_option
@debug_option
def meetings(*, record: Path, one: str, other: str, on: date | None, as_json: bool) -> None:
    """Show the meetings of two: how many, the first, the last, the next."""
    with ask(record) as opened:
        show(opened.meetings(one, other, on=on), as_json=as_json)


@click.command()
@record_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@json_option
@debug_option
def firsts(*, record: Path, one: str, other: str, as_json: bool) -> None:
    """Show the first deed of each kind between two, and the first after a pause."""
    with ask(record) as opened:
        show(opened.firsts(one, other), as_json=as_json)


@click.command()
@record_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--by",
    type=click.Choice(["month", "year"]),
    default="year",
    show_default=True,
    help="The period to sum over.",
)
@json_option
@debug_option
def ties(*, record: Path, one: str, other: str, by: str, as_json: bool) -> None:
    """Show cooperation and conflict between two by month or year."""
    with ask(record) as opened:
        show(opened.ties(one, other, by=by), as_json=as_json)


@click.command()
@record_argument
@click.argument("one", metavar="[A", required=False)
@click.argument("other", metavar="B]", required=False)
@json_option
@debug_option
def claims(*, record: Path, one: str | None, other: str | None, as_json: bool) -> None:
    """Show accusations beside denials, and plans beside what came of them."""
    with ask(record) as opened:
        show(opened.claims(one, other), as_json=as_json)


@click.command()
@record_argument
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "year"]),
    default="month",
    show_default=True,
    help="The period of a row.",
)
@click.option(
    "--unit",
    type=click.Choice(["dyad", "country"]),
    default="dyad",
    show_default=True,
    help="Whose deeds a row counts.",
)
@click.option("--who", help="Only deeds in which this party takes part.")
@click.option("--since", type=read_day, metavar="DATE", help="Not before this day.")
@click.option("--until", type=read_day, metavar="DATE", help="Not after this day.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON lines instead of CSV.")
@debug_option
def panel(*, record: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - click's
    """Count deeds by dyad or country and period, zeros written out, as CSV."""
    import csv

    with ask(record) as opened:
        answer = opened.panel(**options)
    if as_json:
        show(answer, as_json=True)
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    if answer.note:
        click.echo(answer.note, err=True)


@click.command()
@record_argument
@click.argument("words")
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="Show at most so many."
)
@json_option
@debug_option
def search(*, record: Path, words: str, limit: int, as_json: bool) -> None:
    """Show deeds whose sentence holds all of some words."""
    with ask(record) as opened:
        show(opened.search(words, limit=limit), as_json=as_json)


@click.command()
@record_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--on", type=read_day, metavar="DATE", help="The day as of which to write.")
@click.option("--html", "as_html", is_flag=True, help="Write HTML instead of Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Write its lines as JSON lines.")
@debug_option
def brief(
    *, record: Path, one: str, other: str, on: date | None, as_html: bool, as_json: bool
) -> None:
    """Write a page on two parties, in Markdown or HTML, with a source for every line."""
    with ask(record) as opened:
        lines = opened.list_brief(one, other, on=on)
    if as_json:
        show(lines, as_json=True)
        return
    from communique.answers.brief import write_html, write_page

    write = write_html if as_html else write_page
    click.echo(write(lines).rstrip())


COMMANDS = (timeline, meetings, firsts, ties, claims, panel, search, brief)
