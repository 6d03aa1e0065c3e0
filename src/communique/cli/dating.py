"""The command `dates`: show which time expressions a text holds and what each was read as."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import debug_option, read_day
from communique.cli.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from communique.types import When

HEAD = ("words", "timex3", "days", "edtf", "kind", "basis", "rule")
# No path of a file is longer; what is longer is a text.
LONGEST_PATH = 250


@click.command()
@click.argument("given", metavar="FILE|TEXT")
@click.option(
    "--on", "published", metavar="DATE", help="The day the text was published, as YYYY-MM-DD."
)
@debug_option
def dates(*, given: str, published: str | None) -> None:
    """Show the time expressions of FILE, of TEXT or, for -, of standard input.

    One line for each: its words, TIMEX3 value, first and last day, EDTF, kind, what its days rest
    on (explicit, relative, unknown) and the rule that read it. Without --on, a file's own
    publication date counts; without either, "last week" stays open.
    """
    from communique.mentions.dates import explain_dates

    day = None if published is None else read_day(published)
    rows = [
        row_of(when, rule)
        for text, on in read_texts(given, day)
        for when, rule in explain_dates(text, published=on)
    ]
    if not rows:
        click.echo("no time expressions", err=True)
        return
    table = [HEAD, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEAD))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def read_texts(given: str, day: date | None) -> Iterator[tuple[str, date | None]]:
    """Read the texts that an argument names, each with its day of publication, or is itself."""
    if given != "-" and (len(given) > LONGEST_PATH or "\n" in given or not Path(given).exists()):
        yield given, day
        return
    from communique.articles import read

    for article in read(given, published=day, tell=Teller().tell):
        yield article.text, article.published


def row_of(when: When, rule: str) -> tuple[str, ...]:
    """Make the cells of a time expression's line."""
    days = "–".join(day.isoformat() if day else "…" for day in (when.start, when.end))
    if when.start == when.end:
        days = when.start.isoformat() if when.start else "unknown"
    return (
        " ".join(when.text.split()), when.timex, days, when.edtf or "-", when.kind, when.basis,
        rule,
    )  # fmt: skip
