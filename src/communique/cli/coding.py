"""The command `code`: many shards to Parquet parts with a manifest, resumable."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import coding_options, debug_option, wants_debug
from communique.cli.telling import Teller
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from communique.bulk import Row
    from communique.cli.batches import Ways
    from communique.errors import CommuniqueError
    from communique.types import Article, Event


@click.command()
@click.argument("shards", nargs=-1, required=True, metavar="SHARDS...")
@coding_options
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the parts and the manifest.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    help="Processes of this machine, or a Ray cluster (RAY_ADDRESS).",
)
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes to code with.")
@debug_option
@click.pass_context
def code(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    shards: tuple[str, ...],
    published: date | None,
    directory: Path | None,
    lexicon: Path | None,
    out: Path,
    engine: str,
    workers: int,
) -> None:
    """Code many shards into a folder of Parquet parts; begun again, it goes on where it stopped.

    SHARDS are files of any kind that `read` takes, folders or patterns. FOLDER/events and
    FOLDER/articles get a Parquet file a shard, FOLDER/manifest says which are complete.
    """
    from communique.bulk import find_shards, read_manifest
    from communique.bulk.manifest import begin_row, check_folder, clear_asides, make_making
    from communique.bulk.work import Work
    from communique.cli.batches import Ways

    teller = Teller()
    making = make_making([lexicon, directory], published)
    check_folder(out, making)
    clear_asides(out)
    ways = Ways(directory=directory, lexicon=lexicon, debug=wants_debug(ctx))
    work = Work(folder=out.resolve(), making=making, code=partial(code_article, ways=ways))
    done = read_manifest(out)
    wanted = {begin_row(shard, making).part: shard for shard in find_shards(shards, teller.tell)}
    kept = [done[part] for part in wanted if part in done]
    left = [shard for part, shard in wanted.items() if part not in done]
    progress = _Progress(sum(shard.size for shard in left))
    if engine == "ray":
        from communique.bulk.cluster import work_on_ray as work_through
    else:
        from communique.bulk.local import work_locally as work_through
    rows = [*kept]
    for row in kept:
        _tell_row(row, teller)
    for row in work_through(left, work, min(workers, max(1, len(left)))):
        progress.clear()
        _tell_row(row, teller)
        rows.append(row)
        progress.show(row)
    progress.clear()
    doubts = sum((Counter(row.doubts) for row in rows), Counter[str]())
    for reason, count in doubts.items():
        click.echo(f"warning: {count:,} article{'s' * (count > 1)}: {reason}", err=True)
    click.echo(_summarise(rows, len(kept), out))
    ctx.exit(teller.finish(sum(row.articles for row in rows)))


def code_article(article: Article, *, ways: Ways) -> list[Event] | CommuniqueError:
    """Code one article as all commands do; workers find this function by its name."""
    from communique.cli.batches import code_batch

    ((_, events),) = code_batch([article], ways)
    return events


def _tell_row(row: Row, teller: Teller) -> None:
    for failure in row.failures:
        teller.tell(UnreadableInput(*failure))


def _summarise(rows: Iterable[Row], kept: int, out: Path) -> str:
    rows = list(rows)
    articles, events = sum(row.articles for row in rows), sum(row.events for row in rows)
    before = f", {kept} of them from before" if kept else ""
    plural = "" if len(rows) == 1 else "s"
    return f"{out}: {articles:,} articles, {events:,} events in {len(rows)} part{plural}{before}"


@dataclass(slots=True)
class _Progress:
    """Show on a terminal how far the work is, how fast, and how long it will take yet."""

    size: int
    _began: float = field(default_factory=time.monotonic)
    _done: int = 0
    _articles: int = 0
    _words: int = 0
    _shown: str = ""

    def show(self, row: Row) -> None:
        """Count a shard that is done."""
        self._done += row.size
        self._articles += row.articles
        self._words += row.words
        if not sys.stderr.isatty():
            return
        took = max(time.monotonic() - self._began, 0.001)
        share = self._done / max(self.size, 1)
        rest = took / share - took if share else 0
        self._shown = (
            f"{share:4.0%}  {self._articles:,} articles, {self._articles / took:.1f}/s, "
            f"{self._words / took:,.0f} words/s, {_render_time(rest)} left"
        )
        click.echo(f"\r{self._shown}", err=True, nl=False)

    def clear(self) -> None:
        """Remove the line, so that others can be written."""
        if self._shown:
            click.echo("\r" + " " * len(self._shown) + "\r", err=True, nl=False)
            self._shown = ""


def _render_time(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min" if minutes else "<1 min"
