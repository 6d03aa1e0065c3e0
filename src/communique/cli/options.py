"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.articles.publication import find_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Command = Callable[..., Any]

_DEBUG = "communique.debug"


def read_day(value: str) -> date:
    """Read a day given as YYYY-MM-DD or written out: "23 April 2019"."""
    day = find_day(value)
    if day is None:
        raise click.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD")
    return day


def debug_option(command: Command) -> Command:
    """Add --debug, which lets tracebacks through."""

    def remember(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
        ctx.meta[_DEBUG] = value

    return click.option(
        "--debug",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=remember,
        help="Show the traceback when something goes wrong.",
    )(command)


def wants_debug(ctx: click.Context) -> bool:
    """Tell whether --debug was given."""
    return bool(ctx.meta.get(_DEBUG))


def sure_option(command: Command) -> Command:
    """Add --sure, the confidence that an event must have."""
    return click.option(
        "--sure",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="CHANCE",
        help="Keep only events of at least this confidence; 0.8 keeps the surest.",
    )(command)


def coding_options(command: Command) -> Command:
    """Add the options that decide how reports are read and coded."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    for option in (
        click.option(
            "--lexicon", type=folder, help="Add the entries of the TOML files in this folder."
        ),
        click.option(
            "--directory",
            type=folder,
            help="Add the states, people and organisations of the TOML files in this folder.",
        ),
        click.option(
            "--published",
            type=read_day,
            metavar="DATE",
            help="The day of publication, whatever the reports say themselves.",
        ),
    ):
        command = option(command)
    return command
