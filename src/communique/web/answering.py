"""Requests about one record, answered: each page, and its twins behind the same address."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique import samples
from communique.errors import CommuniqueError, UnknownEvent
from communique.exchange.events import event_to_dict
from communique.exchange.ics import write_ics
from communique.web import pages, subjects
from communique.web.addresses import Served
from communique.web.charts import CHARTS, list_places, list_ties
from communique.web.days import find_days
from communique.web.deeds import count, make_tests, read_deeds, read_page
from communique.web.evidence import find_evidence
from communique.web.openapi import describe_twins
from communique.web.query import read_query
from communique.web.twins import begin, make_deed, wrap, write_csv, write_json, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from starlette.requests import Request

    from communique.record.lending import Lender
    from communique.record.store import Store
    from communique.types import Answer, Article, Event

# Rows that one JSON or CSV answer holds at most; more come with ?page=2.
ROWS: Final = 1000
# What may be pasted, in bytes; a long report has 60 thousand characters.
LARGEST: Final = 600_000
SAMPLES: Final = Path(samples.__file__).with_name("reports.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """Hold a report that somebody pasted, coded: what is doubtful stands in words."""

    article: Article
    events: tuple[Event, ...]
    doubts: tuple[str, ...] = ()


if TYPE_CHECKING:
    # Text, title and day of publication in; raises CommuniqueError for what cannot be read.
    Coder = Callable[[str, str, date | None], Pasted]


class Answering:
    """Answer the requests about one record."""

    def __init__(self, lender: Lender, coder: Coder) -> None:
        """Take the record and what codes a pasted report."""
        self.lender = lender
        self.coder = coder
        self.urls = Served()
        # One report at a time: the model is one, and so may the machine's core be.
        self._coding = Lock()

    def deeds(self, request: Request) -> Response:
        """Show the record by a view."""
        query, troubles = read_query(request.query_params.multi_items())
        with self.lender.lend() as store:
            page = pages.render_deeds(store, query, self.urls, troubles)
        return HTMLResponse(page)

    def deeds_json(self, request: Request) -> Response:
        """Give the deeds of a view as JSON."""
        query, troubles = read_query(request.query_params.multi_items())
        with self.lender.lend() as store:
            tests = make_tests(store, query)
            rows = read_page(store, tests, query, size=ROWS)
            total = count(store, tests)
            record = pages.describe(store)
        asked: dict[str, list[str]] = {}
        for name, value in query.pairs():
            asked.setdefault(name, []).append(value)
        after = query.to(page=query.page + 1).encode()
        head = {
            "record": record,
            "query": asked,
            "troubles": troubles,
            "total": total,
            "next": f"/deeds.json?{after}" if ROWS * query.page < total else None,
        }
        return give(write_json(wrap(rows, **head)), "application/json")

    def deeds_csv(self, request: Request) -> Response:
        """Give the deeds of a view as CSV."""
        query, _ = read_query(request.query_params.multi_items())
        with self.lender.lend() as store:
            rows = read_page(store, make_tests(store, query), query, size=ROWS)
        return give(write_csv(rows), "text/csv", "deeds.csv")

    def chart(self, request: Request) -> Response:
        """Give what the network or the map draws."""
        query, troubles = read_query(request.query_params.multi_items())
        name, _, kind = request.url.path.lstrip("/").partition(".")
        field, columns = CHARTS[name]
        with self.lender.lend() as store:
            given = (list_ties if name == "network" else list_places)(store, query)
        if kind == "csv":
            rows = ([row[column] for column in columns] for row in given[field])
            return give(write_table(columns, rows), "text/csv", f"{name}.csv")
        return give(write_json(begin(troubles=troubles, **given)), "application/json")

    def evidence(self, request: Request) -> Response:
        """Give the evidence pane alone, for a page that stands open already."""
        query, _ = read_query(request.query_params.multi_items())
        with self.lender.lend() as store:
            found = find_evidence(store, query.chosen) if query.chosen else None
            page = pages.render_pane(store, query, self.urls, found)
        return HTMLResponse(page, status_code=200 if found or not query.chosen else 404)

    def actor(self, request: Request) -> Response:
        """Show a country, a body or a person."""
        name = request.path_params["name"]
        with self.lender.lend() as store:
            name, kind = peel(store, name, "parties", "entity")
            if not kind:
                return HTMLResponse(subjects.render_actor(store, name, self.urls))
            given = subjects.read_actor(store, name)
        rows = given.pop("rows")
        return give_twin(kind, rows, f"{name}.csv", **given)

    def dyad(self, request: Request) -> Response:
        """Show two parties."""
        one, other = request.path_params["one"], request.path_params["other"]
        days = find_days(request.query_params.get("on", ""))
        on = days[1] if days else None
        with self.lender.lend() as store:
            other, kind = peel(store, other, "parties", "entity")
            if not kind:
                return HTMLResponse(subjects.render_dyad(store, one, other, self.urls, on))
            given = subjects.read_dyad(store, one, other, on)
        head = {
            "parties": [{"id": side.value, "name": side.name} for side in given["sides"]],
            "summary": given["summary"],
            "brief": list_rows(given["brief"]),
            "claims": list_rows(given["claims"]),
        }
        return give_twin(kind, given["rows"], f"{one}-{other}.csv", **head)

    def article(self, request: Request) -> Response:
        """Show an article with its events marked."""
        name = request.path_params["name"]
        start = request.query_params.get("from", "0")
        with self.lender.lend() as store:
            name, kind = peel(store, name, "articles", "article")
            given = subjects.find_article(store, name)
            if given is None:
                raise UnknownEvent(name, "the record has no such article", "see the table")
            if not kind:
                at = min(int(start), len(given["article"]["text"])) if start.isdecimal() else 0
                page = subjects.render_article(store, name, self.urls, at, kept=given)
                return HTMLResponse(page)
            rows = read_deeds(store, list(dict.fromkeys(x for _, x in given["events"])))
        events = [event_to_dict(event) | {"occurrence": x} for event, x in given["events"]]
        return give_twin(kind, rows, f"{name}.csv", article=given["article"], events=events)

    def occurrence(self, request: Request) -> Response:
        """Show a deed with all its reports."""
        name = request.path_params["name"]
        with self.lender.lend() as store:
            name, kind = peel(store, name, "occurrences", "occurrence")
            if not kind:
                page = subjects.render_occurrence(store, name, self.urls)
                if page is None:
                    raise UnknownEvent(name, "the record has no such deed", "see the table")
                return HTMLResponse(page)
            found = find_evidence(store, name)
        if found is None:
            raise UnknownEvent(name, "the record has no such deed", "see the table")
        reports = [
            event_to_dict(report.event) | {"stage": report.stage, "article": report.article}
            for report in found.reports
        ]
        life = [{"published": day, "stage": stage, "reports": n} for day, stage, n in found.life]
        return give_twin(kind, [found.row], f"{name}.csv", life=life, reports=reports)

    def event(self, request: Request) -> Response:
        """Lead from an event to the deed that it tells of."""
        name = request.path_params["name"]
        with self.lender.lend() as store:
            rows = store.sql("SELECT occurrence FROM occurrence_events WHERE event = $1", [name])
        if not rows:
            raise UnknownEvent(name, "the record has no such event", "see the table")
        return RedirectResponse(f"{self.urls.occurrence(rows[0]['occurrence'])}#e-{name}", 303)

    def calendar(self, request: Request) -> Response:
        """Show what is planned."""
        days = find_days(request.query_params.get("on", ""))
        on = days[0] if days else None
        with self.lender.lend() as store:
            if request.url.path.endswith(".ics"):
                lines = "".join(f"{line}\r\n" for line in write_ics(store))
                return give(lines, "text/calendar", "planned.ics")
            if not request.url.path.endswith((".json", ".csv")):
                return HTMLResponse(subjects.render_calendar(store, self.urls, on))
            given = subjects.read_calendar(store, on)
        if request.url.path.endswith(".csv"):
            rows = [*given["ahead"], *given["undated"], *given["overdue"]]
            return give(write_csv(rows), "text/csv", "calendar.csv")
        parts = {
            part: [make_deed(row) for row in given[part]]
            for part in ("ahead", "undated", "overdue")
        }
        return give(write_json({"on": given["today"], **parts}), "application/json")

    def about(self, _: Request) -> Response:
        """Show what is coded and what the signs mean."""
        with self.lender.lend() as store:
            record = pages.describe(store)
        return HTMLResponse(pages.render("about.html", self.urls, record=record))

    def openapi(self, _: Request) -> Response:
        """Give the description of the twins for programs."""
        return give(write_json(describe_twins()), "application/json")

    def show_try(self, request: Request) -> Response:
        """Show the form for a report, with one of our own in it where an example is asked for."""
        fields = read_example() if "example" in request.query_params else {}
        return HTMLResponse(self._render_try(fields))

    async def code(self, request: Request) -> Response:
        """Code a pasted report: as a page for a form, as JSON for a program."""
        page = request.url.path == "/try"
        try:
            fields = await read_fields(request)
        except ValueError as error:
            return self._refuse(str(error), {}, 413 if "long" in str(error) else 400, page=page)
        return await run_in_threadpool(self._code, fields, page=page)

    def _code(self, fields: dict[str, str], *, page: bool) -> Response:
        text, typed = fields.get("text", ""), fields.get("published", "").strip()
        days = find_days(typed) if typed else None
        if not text.strip():
            return self._refuse("There is no text to code.", fields, 400, page=page)
        if typed and (days is None or days[0] != days[1]):
            trouble = f"“{typed}” is no day; write it as 2019-04-23."
            return self._refuse(trouble, fields, 400, page=page)
        try:
            with self._coding:
                pasted = self.coder(text, fields.get("title", "").strip(), days and days[0])
        except CommuniqueError as error:
            return self._refuse(str(error), fields, 422, page=page)
        document = {
            "published": pasted.article.published,
            "doubts": list(pasted.doubts),
            "events": [event_to_dict(event) for event in pasted.events],
        }
        if not page:
            return give(write_json(document), "application/json")
        shown = json.dumps(document, ensure_ascii=False, indent=1, default=str)
        return HTMLResponse(self._render_try(fields, pasted=pasted, document=shown))

    def _refuse(
        self, trouble: str, fields: dict[str, str], status: int, *, page: bool
    ) -> Response:
        if page:
            return HTMLResponse(self._render_try(fields, trouble=trouble), status_code=status)
        return Response(
            write_json({"error": trouble}), status_code=status, media_type="application/json"
        )

    def _render_try(
        self,
        fields: dict[str, str],
        *,
        trouble: str = "",
        pasted: Pasted | None = None,
        document: str = "",
    ) -> str:
        with self.lender.lend() as store:
            record = pages.describe(store)
        given: dict[str, Any] = {"events": [], "doubts": (), "day": None}
        if pasted is not None:
            events = [(event, "") for event in pasted.events]
            given = {
                "events": events,
                "doubts": pasted.doubts,
                "day": pasted.article.published,
                **subjects.lay_out(pasted.article.title, pasted.article.text, events, self.urls),
            }
        return pages.render(
            "try.html",
            self.urls,
            record=record,
            text=fields.get("text", ""),
            title=fields.get("title", ""),
            published=fields.get("published", ""),
            trouble=trouble,
            coded=pasted is not None,
            document=document,
            **given,
        )


async def read_fields(request: Request) -> dict[str, str]:
    """Read a pasted report: a form, JSON, or plain text. Raises ValueError in words."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            message = f"The report is too long: {LARGEST:,} bytes are the most."
            raise ValueError(message)
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    try:
        text = body.decode("utf-8")
        if kind == "application/json":
            given = json.loads(text)
            return {str(k): str(v) for k, v in given.items() if v is not None}
    except (UnicodeDecodeError, ValueError, AttributeError) as error:
        message = "The report must be UTF-8: a form, JSON with the field text, or plain text."
        raise ValueError(message) from error
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(text, keep_blank_values=True))
    return {"text": text}


def list_rows(answer: Answer) -> list[dict[str, Any]]:
    """List an answer's rows by the names of their columns, each with the events behind it."""
    return [
        dict(zip(answer.columns, row, strict=True)) | {"events": list(events)}
        for row, events in zip(answer.rows, answer.events, strict=True)
    ]


def peel(store: Store, name: str, table: str, column: str) -> tuple[str, str]:
    """Part a twin's ending from an id; an id that ends so itself is left whole."""
    for kind in ("json", "csv"):
        if name.endswith(f".{kind}"):
            asked = f"SELECT 1 FROM {table} WHERE {column} = $1 LIMIT 1"  # noqa: S608 - our names
            return (name, "") if store.sql(asked, [name]) else (name[: -len(kind) - 1], kind)
    return name, ""


def read_example() -> dict[str, str]:
    """Read the first report of the samples, as somebody would paste it."""
    with SAMPLES.open(encoding="utf-8") as lines:
        report = json.loads(next(lines))
    return {name: report[name] or "" for name in ("text", "title", "published")}


def give(text: str, kind: str, name: str = "") -> Response:
    """Give text of some kind, as a file where it has a name."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)
    headers = {"content-disposition": f'attachment; filename="{plain}"'} if name else {}
    return Response(text, media_type=f"{kind}; charset=utf-8", headers=headers)


def give_twin(kind: str, rows: Sequence[dict[str, Any]], name: str, **head: Any) -> Response:  # noqa: ANN401 - plain values
    """Give the deeds of a page as JSON under what else it shows, or as CSV."""
    if kind == "csv":
        return give(write_csv(rows), "text/csv", name)
    return give(write_json(wrap(rows, **head)), "application/json")
