"""The server: addresses to pages, and what keeps hostile pages and programs out."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.directory import load_directory
from communique.errors import BadRecord, CommuniqueError
from communique.record.lending import Lender
from communique.web import pages
from communique.web.addresses import Served
from communique.web.answering import Answering
from communique.web.deeds import prepare
from communique.web.pages import FOLDER
from communique.web.twins import write_json

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from communique.web.answering import Coder

LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
# Nothing is loaded from elsewhere and nothing in a page runs, whatever an article holds.
HEADERS: Final = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


class Guard:
    """Put the headers on every answer, and refuse what another site's page sends."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(k.encode(), v.encode()) for k, v in HEADERS.items()]
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif is_foreign(dict(scope["headers"])):
            refusal = PlainTextResponse("Refused: another site sent this.\n", status_code=403)
            await refusal(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)


def is_foreign(headers: dict[bytes, bytes]) -> bool:
    """Tell whether a browser sends this on behalf of a page from another place."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    return bool(origin) and urlsplit(origin).netloc != headers.get(b"host", b"").decode("latin-1")


def make_app(path: Path, coder: Coder, *, hosts: Sequence[str] = LOCAL) -> Starlette:
    """Make the application that serves a record; `coder` codes what is pasted into it.

    Requests that name another host are refused, so that no page elsewhere can read the record by
    a name of its own for this machine.
    """
    lender = Lender(path, prepare)
    at = Answering(lender, coder)

    @asynccontextmanager
    async def live(_: Starlette) -> AsyncIterator[None]:
        # Before anybody asks, so that nobody waits; what is wrong then is told to who asks.
        with suppress(BadRecord), lender.lend():
            load_directory()
        yield
        lender.close()

    return Starlette(
        routes=[
            Route("/", at.deeds),
            Route("/deeds.json", at.deeds_json),
            Route("/deeds.csv", at.deeds_csv),
            *(
                Route(f"/{chart}.{twin}", at.chart)
                for chart in ("network", "map")
                for twin in ("json", "csv")
            ),
            Route("/evidence", at.evidence),
            Route("/actor/{name:path}", at.actor),
            Route("/dyad/{one}/{other:path}", at.dyad),
            Route("/article/{name:path}", at.article),
            Route("/occurrence/{name:path}", at.occurrence),
            Route("/event/{name:path}", at.event),
            *(Route(f"/calendar{twin}", at.calendar) for twin in ("", ".json", ".csv", ".ics")),
            Route("/about", at.about),
            Route("/openapi.json", at.openapi),
            Route("/try", at.show_try, methods=["GET"]),
            Route("/try", at.code, methods=["POST"]),
            Route("/code", at.code, methods=["POST"]),
            Mount("/static", StaticFiles(directory=FOLDER / "static"), name="static"),
        ],
        middleware=[
            Middleware(Guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={CommuniqueError: explain, HTTPException: explain},
        lifespan=live,
    )


def explain(request: Request, error: Exception) -> Response:
    """Say what went wrong in words; a record that is being written to is tried again by itself."""
    written_to = isinstance(error, BadRecord) and "writing" in error.reason
    status = 503 if isinstance(error, BadRecord) else 404
    told = str(error)
    if isinstance(error, HTTPException):
        status = error.status_code
        told = f"There is no page at {request.url.path}." if status == 404 else error.detail
    headers = {"retry-after": "5", "refresh": "5"} if written_to else {}
    if request.url.path.endswith((".json", ".csv")) or request.url.path == "/code":
        return Response(
            write_json({"error": told}),
            status_code=status,
            media_type="application/json",
            headers=headers,
        )
    page = pages.render("error.html", Served(), error=told, written_to=written_to)
    return HTMLResponse(page, status_code=status, headers=headers)
