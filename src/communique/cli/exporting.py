"""The command `export`: a record in the formats of other systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.adding import record_argument
from communique.cli.options import debug_option
from communique.errors import CommuniqueError, UnwritableOutput

if TYPE_CHECKING:
    from communique.record.store import Store

FORMATS = (
    "plover", "icews", "gdelt", "polecat", "parquet", "csv", "ftm", "gexf", "ics", "timelinejs",
    "site",
)  # fmt: skip


@click.command()
@record_argument
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write, of a site the folder; a note of what was dropped stands beside it.",
)
@debug_option
def export(*, record: Path, form: str, out: Path) -> None:
    """Write a record for other systems.

    FORMAT is plover, icews, gdelt, polecat, parquet, csv, ftm, gexf, ics or timelinejs; or site,
    which writes the pages that `serve` shows as files that need no server.
    """
    from communique.record.store import open_store

    write = write_site if form == "site" else write_file

    with open_store(record, read_only=True) as store:
        try:
            files = write(store, form, out)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnwritableOutput(str(out), reason, "give another path") from error
    for path in files:
        click.echo(path)


def write_file(store: Store, form: str, out: Path) -> list[Path]:
    """Write a record as one file with its sidecar."""
    from communique.exchange.export import export as write

    return write(store, form, out)


def write_site(store: Store, _: str, out: Path) -> list[Path]:
    """Write the pages of a record under a folder."""
    try:
        from communique.web.site import write_site as write
    except ImportError as error:
        reason = f"a site needs a part that is not installed ({error.name})"
        raise CommuniqueError("export", reason, "pip install 'communique[web]'") from error
    return write(store, out)
