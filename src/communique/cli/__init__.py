"""The command line: parse, call, render. One module per group of commands."""

from __future__ import annotations

from typing import Any

import click

from communique import __version__
from communique.cli.adding import add, correct, rebuild, sql
from communique.cli.answering import COMMANDS
from communique.cli.asking import who, why
from communique.cli.coding import code
from communique.cli.dating import dates
from communique.cli.exporting import export
from communique.cli.lexicon import lexicon
from communique.cli.options import wants_debug
from communique.cli.reading import read
from communique.cli.serving import serve
from communique.errors import CommuniqueError

__all__ = ["main"]


class _Commands(click.Group):
    """Run a command so that no traceback reaches a user who has not asked for one."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        try:
            return super().invoke(ctx)
        except CommuniqueError as error:
            if wants_debug(ctx):
                raise
            click.echo(f"communique: {error}", err=True)
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise  # click tells these itself
        except Exception as error:  # the outermost place: whatever it is, the user gets a line
            if wants_debug(ctx):
                raise
            click.echo(
                f"communique: this is a fault of the program: {type(error).__name__}: {error} "
                "(run it again with --debug to see where, and report that)",
                err=True,
            )
        raise click.exceptions.Exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="communique")
def main() -> None:
    """Read news reports into dated, attributed PLOVER events.

    Exit status: 0 done; 1 done, but some inputs failed; 2 wrong usage, or nothing could be read.
    """


COMMANDS_OF_RECORDS = (add, *COMMANDS, export, serve, correct, rebuild, sql)
for _command in (read, code, dates, *COMMANDS_OF_RECORDS, why, who, lexicon):
    main.add_command(_command)
