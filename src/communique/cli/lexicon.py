"""The command `lexicon check`: tell which examples come out otherwise than written."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.options import debug_option


@click.group()
def lexicon() -> None:
    """Work on the words that say events."""


@lexicon.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@debug_option
def check(folder: Path | None) -> None:
    """Run every example and counterexample of the shipped entries and of those in FOLDER."""
    from communique.coding.check import check_lexicon

    failures = check_lexicon(folder)
    for failure in failures:
        click.echo(f"{failure.entry}: {failure.sentence}\n    {failure.reason}", err=True)
    if failures:
        count = len(failures)
        click.echo(f"{count} example{'s' * (count > 1)} came out otherwise than written", err=True)
        raise click.exceptions.Exit(1)
    click.echo("All examples come out as written.")
