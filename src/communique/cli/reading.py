"""The command `read`: code reports and print or write the events."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from communique.cli.options import coding_options, debug_option, sure_option, wants_debug
from communique.cli.telling import Teller
from communique.errors import CommuniqueError, UnwritableOutput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from communique.cli.batches import Coded
    from communique.types import Article, Event

# Wide enough for the table where nobody says how wide the output is: a file, a pipe.
WIDTH_UNKNOWN = 140


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@coding_options
@sure_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "plover"]),
    help="Default: a table on a terminal, JSON lines in a pipe or file.",
)
@click.option(
    "--sort",
    type=click.Choice(["article", "date"]),
    default="article",
    help="The table's order: as reported, or as a chronology.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead."
)
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes to code with.")
@debug_option
@click.pass_context
def read(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    published: date | None,
    directory: Path | None,
    lexicon: Path | None,
    sure: float,
    form: str | None,
    sort: str,
    out: Path | None,
    workers: int,
) -> None:
    """Code reports and print or write the events.

    PATH is a text file, a saved web page, JSON (fields id, title, published, text, source, url;
    only text is required), JSON lines, a folder of these, or - for standard input.
    """
    from communique.articles import read as read_articles
    from communique.cli.batches import Ways, code_all

    terminal = out is None and sys.stdout.isatty()
    form = form or ("table" if terminal else "jsonl")
    teller = Teller()
    articles = read_articles(*paths, published=published, tell=teller.tell)
    ways = Ways(directory=directory, lexicon=lexicon, sure=sure, debug=wants_debug(ctx))
    coded = code_all(articles, ways, workers=workers)
    counted = Counted(show_progress(coded, shown=form == "table" or out is not None), teller)
    with _open_output(out) as stream:
        if form == "table":
            _write_table(counted, stream, sort=sort, terminal=terminal)
        else:
            _write_lines(counted, stream, form)
    ctx.exit(teller.finish(counted.articles))


class Counted:
    """Pass on what was coded, tell what was not, and count the articles."""

    def __init__(self, coded: Iterable[Coded], teller: Teller) -> None:
        self.articles = 0
        self._coded = coded
        self._teller = teller

    def __iter__(self) -> Iterator[tuple[Article, list[Event]]]:
        """Give each article that was coded, with its events."""
        for article, events in self._coded:
            if isinstance(events, CommuniqueError):
                self._teller.tell(events)
            else:
                self.articles += 1
                yield article, events


def _write_lines(coded: Iterable[tuple[Article, list[Event]]], stream: IO[str], form: str) -> None:
    from communique.exchange.events import write_events
    from communique.exchange.plover import write_plover

    for article, events in coded:
        lines = write_plover(events, article) if form == "plover" else write_events(events)
        for line in lines:
            stream.write(f"{line}\n")
        stream.flush()


def _write_table(
    coded: Iterable[tuple[Article, list[Event]]], stream: IO[str], *, sort: str, terminal: bool
) -> None:
    from communique.render import render_events

    # Tables are made as text, so rich cannot see the terminal and NO_COLOR is asked here.
    width = shutil.get_terminal_size((WIDTH_UNKNOWN, 24)).columns
    colour = terminal and not os.environ.get("NO_COLOR")
    reports = list(coded)
    if sort == "date":
        events = sorted((event for _, found in reports for event in found), key=_chronologically)
        if events:
            stream.write(render_events(events, width=width, colour=colour) + "\n")
        else:
            stream.write("No events found.\n")
        return
    for article, found in reports:
        day = f", published {article.published}" if article.published else ""
        stream.write(f"{article.id}{day}: {_count(found)}\n")
        if found:
            stream.write(render_events(found, width=width, colour=colour) + "\n\n")


def _count(events: list[Event]) -> str:
    return "1 event" if len(events) == 1 else f"{len(events)} events"


def _chronologically(event: Event) -> tuple[bool, str, str]:
    """Order by first day, then last; what has no date stands at the end."""
    start, end = event.date.start, event.date.end
    first = start or end
    return (first is None, first.isoformat() if first else "", end.isoformat() if end else "")


@contextmanager
def _open_output(out: Path | None) -> Iterator[IO[str]]:
    """Open standard output, or a file that appears only once it is complete."""
    if out is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    aside = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        stream = aside.open("w", encoding="utf-8")
    except OSError as error:
        reason = f"cannot be written: {error.strerror}"
        raise UnwritableOutput(str(out), reason, "choose another place") from error
    try:
        with stream:
            yield stream
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)


def show_progress(coded: Iterable[Coded], *, shown: bool) -> Iterator[Coded]:
    """Show on a terminal how many articles are done, once it has taken over a second."""
    if not (shown and sys.stderr.isatty()):
        yield from coded
        return
    began, number = time.monotonic(), 0
    for number, one in enumerate(coded, start=1):
        if time.monotonic() - began > 1:
            click.echo(f"\rcoded {number} articles", err=True, nl=False)
        yield one
    if time.monotonic() - began > 1:
        click.echo("\r" + " " * len(f"coded {number} articles") + "\r", err=True, nl=False)
