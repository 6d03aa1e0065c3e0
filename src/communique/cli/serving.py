"""The command `serve`: the record as a page in the browser."""

from __future__ import annotations

import socket
import sys
from pathlib import Path  # noqa: TC003 - click reads it
from typing import TYPE_CHECKING

import click

from communique.cli.adding import record_argument
from communique.cli.options import debug_option
from communique.errors import BadRecord, CommuniqueError

if TYPE_CHECKING:
    from datetime import date

    from communique.web.answering import Pasted

LOCAL = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared


@click.command()
@record_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
              help="The port to listen on; 0 for any that is free.")  # fmt: skip
@click.option("--host", default=LOCAL, show_default=True,
              help="The address to listen on; who can reach it can read the record.")  # fmt: skip
@debug_option
def serve(*, record: Path, port: int, host: str) -> None:
    """Show a record in the browser, on this machine alone, until Ctrl-C.

    Nothing is loaded from the network. Reports may be added meanwhile; the page shows them.
    """
    try:
        import uvicorn

        from communique.web.app import LOCAL as NAMES
        from communique.web.app import make_app
    except ImportError as error:
        reason = f"the page needs a part that is not installed ({error.name})"
        raise CommuniqueError("serve", reason, "pip install 'communique[web]'") from error
    from communique.record.store import open_store

    if not record.exists():
        remedy = f"make it: communique add {record} reports/"
        raise BadRecord(str(record), "there is no such record", remedy)
    open_store(record, read_only=True).close()
    # Whoever opens it to all addresses cannot know the names it will be called by.
    app = make_app(record, code_pasted, hosts=["*"] if host in EVERYWHERE else [*NAMES, host])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    with bind(host, port) as bound:
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"{record} is at http://{shown}:{bound.getsockname()[1]}/ (stop with Ctrl-C)")
        sys.stdout.flush()
        server.run(sockets=[bound])


def code_pasted(text: str, title: str, published: date | None) -> Pasted:
    """Code a report that was pasted into the page. Raises UnreadableInput and UncodedArticle."""
    from communique.articles.drafts import Draft, make_article
    from communique.cli.batches import Ways, code_batch
    from communique.web.answering import Pasted

    doubts: list[CommuniqueError] = []
    draft = Draft(subject="The report", id="pasted", text=text, title=title or None)
    article = make_article(draft, published, doubts.append)
    ((_, coded),) = code_batch([article], Ways())
    if isinstance(coded, CommuniqueError):
        raise coded
    told = tuple(f"{doubt.reason[:1].upper()}{doubt.reason[1:]}." for doubt in doubts)
    return Pasted(article=article, events=tuple(coded), doubts=told)


def bind(host: str, port: int) -> socket.socket:
    """Take a port to listen on, with an error that says what to do when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        reason = error.strerror or str(error)
        raise CommuniqueError(f"{host}:{port}", reason, "give another --port, or 0") from error
    return bound
