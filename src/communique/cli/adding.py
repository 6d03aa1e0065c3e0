"""The commands that write to a record, and the one that asks it in SQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import coding_options, debug_option, sure_option, wants_debug
from communique.cli.reading import Counted, show_progress
from communique.cli.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from communique.types import Article, Event

record_argument = click.argument(
    "record", metavar="RECORD", type=click.Path(dir_okay=False, path_type=Path)
)


@click.command()
@record_argument
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@coding_options
@sure_option
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes to code with.")
@debug_option
@click.pass_context
def add(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    record: Path,
    paths: tuple[str, ...],
    published: date | None,
    directory: Path | None,
    lexicon: Path | None,
    sure: float,
    workers: int,
) -> None:
    """Code reports and add them to a record, which is made when missing.

    PATH is what `read` takes, or a folder that `code` has written. Adding twice changes nothing.
    """
    from communique.articles import read as read_articles
    from communique.bulk import holds_parts, read_parts
    from communique.cli.batches import Ways, code_all
    from communique.record.store import open_store

    teller = Teller()
    coded: Iterable[tuple[Article, list[Event]]]
    with open_store(record) as store:
        if len(paths) == 1 and holds_parts(Path(paths[0])):
            coded = read_parts(Path(paths[0]))
        else:
            articles = read_articles(*paths, published=published, tell=teller.tell)
            ways = Ways(directory=directory, lexicon=lexicon, sure=sure, debug=wants_debug(ctx))
            found = code_all(articles, ways, workers=workers)
            coded = Counted(show_progress(found, shown=sys.stderr.isatty()), teller)
        added = store.add(coded)
    known = f", {added.known} known already" if added.known else ""
    click.echo(f"{added.articles} articles with {added.events} events added to {record}{known}")
    ctx.exit(teller.finish(added.articles + added.known))


@click.command()
@record_argument
@debug_option
def rebuild(*, record: Path) -> None:
    """Work out the occurrences of a record anew from all that its articles claim."""
    from communique.record.store import open_store

    if not record.exists():
        # Opening would make one.
        open_store(record, read_only=True)
    with open_store(record) as store:
        click.echo(f"{store.rebuild()} occurrences in {record}")


@click.command()
@record_argument
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@debug_option
@click.pass_context
def correct(ctx: click.Context, *, record: Path, file: Path | None) -> None:
    """Put a record right: drop, change, merge or split what a file says.

    FILE is TOML or CSV; docs/record.md shows how it is written. Without it, the corrections that
    the record holds are written as TOML, to be kept and given to another record.
    """
    from communique.record.correction import read_corrections, write_corrections
    from communique.record.store import open_store

    if file is None or not record.exists():
        with open_store(record, read_only=True) as store:
            for line in write_corrections(store.connection):
                click.echo(line)
        return
    wanted = read_corrections(file)
    teller = Teller()
    with open_store(record) as store:
        done = store.correct(wanted)
    for error in done.failed:
        teller.tell(error)
    known = f", {done.known} known already" if done.known else ""
    click.echo(f"{done.new} corrections taken into {record}{known}")
    ctx.exit(teller.finish(done.new + done.known))


@click.command()
@record_argument
@click.argument("query")
@debug_option
def sql(*, record: Path, query: str) -> None:
    """Ask a record in SQL; the rows come as JSON lines. docs/record.md shows the tables."""
    import json

    from communique.record.lending import open_closed

    with open_closed(record) as store:
        for row in store.sql(query):
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
