"""The commands `why` and `who`: what an event rests on, and whom a name means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import coding_options, debug_option, read_day, wants_debug
from communique.cli.telling import Teller
from communique.errors import CommuniqueError, UnknownEvent

if TYPE_CHECKING:
    from datetime import date

    from communique.types import Event


@click.command()
@click.argument("path", metavar="FILE")
@click.argument("event_id")
@coding_options
@debug_option
@click.pass_context
def why(
    ctx: click.Context,
    *,
    path: str,
    event_id: str,
    published: date | None,
    directory: Path | None,
    lexicon: Path | None,
) -> None:
    """Show how an event came about.

    FILE is a record, holds events as JSON lines, as `read` writes them, or is a report, which is
    coded again.
    The first characters of an id will do where no other event begins with them.
    """
    from communique.render import render_why

    if is_record(Path(path)):
        from communique.record.store import open_store

        with open_store(path, read_only=True) as store:
            (event,) = store.events([event_id])
            click.echo(render_why(event))
            for line in store.tell_corrections(event.id):
                click.echo(f"corrected: {line}")
        return
    events = _read_events(path)
    if events is None:
        events = _code(path, published, directory, lexicon, debug=wants_debug(ctx))
    found = [event for event in events if event.id.startswith(event_id)]
    exact = [event for event in found if event.id == event_id]
    found = exact[:1] or found
    if not found:
        known = ", ".join(event.id for event in events[:5]) or "none"
        reason = f"no event of {path} has this id; its events are {known}"
        more = " and others" if len(events) > 5 else ""
        raise UnknownEvent(event_id, reason + more, f"list them with: communique read {path}")
    if len(found) > 1:
        raise UnknownEvent(event_id, f"{len(found)} events begin so", "give more of the id")
    click.echo(render_why(found[0]))


def is_record(path: Path) -> bool:
    """Tell whether a file is a DuckDB file, by its mark."""
    try:
        with path.open("rb") as stream:
            return stream.read(12)[8:] == b"DUCK"
    except OSError:
        return False


def _read_events(path: str) -> list[Event] | None:
    """Read a file of events; None where it is something else."""
    from communique.exchange.events import read_events

    try:
        with Path(path).open(encoding="utf-8") as stream:
            first = stream.readline()
            if not (first.startswith("{") and '"evidence"' in first and '"actors"' in first):
                return None
            return list(read_events([first, *stream], path))
    except (OSError, UnicodeDecodeError):
        # Not there, or no text: reading it as a report says what is wrong with it.
        return None


def _code(
    path: str, published: date | None, directory: Path | None, lexicon: Path | None, *, debug: bool
) -> list[Event]:
    from communique.articles import read
    from communique.cli.batches import Ways, code_all

    teller = Teller()
    articles = read(path, published=published, tell=teller.tell)
    events: list[Event] = []
    for _, coded in code_all(articles, Ways(directory=directory, lexicon=lexicon, debug=debug)):
        if isinstance(coded, CommuniqueError):
            teller.tell(coded)
        else:
            events += coded
    if not events and teller.failures:
        raise click.exceptions.Exit(2)
    return events


@click.command()
@click.argument("name")
@click.option("--on", "day", type=read_day, metavar="DATE", help="The day that is meant.")
@debug_option
def who(*, name: str, day: date | None) -> None:
    """Show whom a name or a description meant on a day: "Vietnam's president"."""
    from communique import look_up

    entity = look_up(name, on=day)
    if entity is None:
        when = f" on {day}" if day else ""
        click.echo(f"communique: nobody known by “{name}”{when}", err=True)
        raise click.exceptions.Exit(1)
    rows = {
        "name": entity.name,
        "country": entity.country,
        "sector": entity.sector,
        "role": entity.role,
        "id": entity.id,
    }
    for label, value in rows.items():
        if value:
            click.echo(f"{label:8} {value}")
