"""The command `export`: a record in the formats of other systems."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.adding import record_argument
from communique.cli.options import debug_option
from communique.errors import UnwritableOutput

FORMATS = (
    "plover", "icews", "gdelt", "polecat", "parquet", "csv", "ftm", "gexf", "ics", "timelinejs",
)  # fmt: skip


@click.command()
@record_argument
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write; a note of what the format had to drop is written beside it.",
)
@debug_option
def export(*, record: Path, form: str, out: Path) -> None:
    """Write a record for other systems.

    FORMAT is plover, icews, gdelt, polecat, parquet, csv, ftm, gexf, ics or timelinejs.
    """
    from communique.exchange.export import export as write
    from communique.record.store import open_store

    with open_store(record, read_only=True) as store:
        try:
            files = write(store, form, out)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnwritableOutput(str(out), reason, "give another path") from error
    for path in files:
        click.echo(path)
