"""The server: addresses to pages, twins for programs, and what keeps a hostile page out."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.errors import BadRecord, UnknownParty
from communique.record.lending import Lender
from communique.web import pages
from communique.web.addresses import Served
from communique.web.deeds import make_tests, prepare, read_page
from communique.web.pages import FOLDER
from communique.web.query import read_query
from communique.web.twins import wrap, write_csv, write_json

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from communique.types import Article, Event

    Coder = Callable[[Article], Sequence[Event]]

LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
# Nothing is loaded from elsewhere and nothing in a page runs, whatever an article holds.
HEADERS: Final = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
# Rows that one JSON or CSV answer holds at most; more come with ?page=2.
ROWS: Final = 1000


class Guard:
    """Put the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(k.encode(), v.encode()) for k, v in HEADERS.items()]
            await send(message)

        await self.app(scope, receive, send_guarded if scope["type"] == "http" else send)


class Answering:
    """Answer the requests about one record."""

    def __init__(self, lender: Lender, coder: Coder) -> None:
        """Take the record and what codes a pasted report."""
        self.lender = lender
        self.coder = coder
        self.urls = Served()

    def deeds(self, request: Request) -> Response:
        """Show the record by a view."""
        query, troubles = read_query(request.query_params.multi_items())
        with self.lender.lend() as store:
            try:
                page = pages.render_deeds(store, query, self.urls, troubles)
            except UnknownParty as error:
                trouble = f"Nobody is known by “{error.subject}”. Give a name or a code: CHE."
                open_query = query.to(
                    who="" if query.who == error.subject else query.who,
                    other="" if query.other == error.subject else query.other,
                )
                page = pages.render_deeds(store, open_query, self.urls, [*troubles, trouble])
        return HTMLResponse(page)

    def deeds_json(self, request: Request) -> Response:
        """Give the deeds of a view as JSON."""
        query, troubles = read_query(request.query_params.multi_items())
        with self.lender.lend() as store:
            rows = read_page(store, make_tests(store, query), query, size=ROWS)
            record = pages.describe(store)
        document = wrap(rows, record=record, query=dict(query.pairs()), troubles=troubles)
        return give(write_json(document), "application/json")

    def deeds_csv(self, request: Request) -> Response:
        """Give the deeds of a view as CSV."""
        query, _ = read_query(request.query_params.multi_items())
        with self.lender.lend() as store:
            rows = read_page(store, make_tests(store, query), query, size=ROWS)
        return give(write_csv(rows), "text/csv", "deeds.csv")


def give(text: str, kind: str, name: str = "") -> Response:
    """Give text of some kind, as a file where it has a name."""
    headers = {"content-disposition": f'attachment; filename="{name}"'} if name else {}
    return Response(text, media_type=f"{kind}; charset=utf-8", headers=headers)


def make_app(path: Path, coder: Coder, *, hosts: Sequence[str] = LOCAL) -> Starlette:
    """Make the application that serves a record; `coder` codes what is pasted into it.

    Requests that name another host are refused, so that no page elsewhere can read the record by
    a name of its own for this machine.
    """
    lender = Lender(path, prepare)
    answering = Answering(lender, coder)

    @asynccontextmanager
    async def live(_: Starlette) -> AsyncIterator[None]:
        yield
        lender.close()

    def tell(request: Request, error: Exception) -> Response:
        return explain(request, error, answering)

    return Starlette(
        routes=[
            Route("/", answering.deeds),
            Route("/deeds.json", answering.deeds_json),
            Route("/deeds.csv", answering.deeds_csv),
            Mount("/static", StaticFiles(directory=FOLDER / "static"), name="static"),
        ],
        middleware=[
            Middleware(Guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={BadRecord: tell, UnknownParty: tell},
        lifespan=live,
    )


def explain(request: Request, error: Exception, answering: Answering) -> Response:
    """Say what went wrong in words; a record that is being written to is tried again by itself."""
    del answering
    written_to = isinstance(error, BadRecord) and "writing" in error.reason
    given: dict[str, Any] = {"error": str(error), "written_to": written_to}
    status = 503 if isinstance(error, BadRecord) else 404
    headers = {"retry-after": "5", "refresh": "5"} if written_to else {}
    if request.url.path.endswith((".json", ".csv")):
        return Response(
            write_json(given), status_code=status, media_type="application/json", headers=headers
        )
    page = pages.render("error.html", Served(), record=None, **given)
    return HTMLResponse(page, status_code=status, headers=headers)
