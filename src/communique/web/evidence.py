"""What a deed rests on: each report of it with its words, and its life so far."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from communique.exchange.events import event_from_dict
from communique.web.deeds import read_deeds
from communique.web.marking import find_paragraph, is_cut, list_marks, mark_text

if TYPE_CHECKING:
    from datetime import date

    from communique.record.store import Store
    from communique.types import Event
    from communique.web.marking import Mark

REPORTS: Final = """
    SELECT x.event, x.stage, e.document, a.article, a.title, a.source, a.published, a.url, a.text
    FROM occurrence_events x JOIN events e USING (event) JOIN articles a ON a.article = e.article
    WHERE x.occurrence = $id ORDER BY x.event <> $best, a.published NULLS LAST, x.event LIMIT 40
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold one report of a deed: its event, its article, the paragraph with the words marked."""

    event: Event
    stage: str
    article: str
    title: str | None
    source: str | None
    published: date | None
    url: str | None
    paragraph: Markup
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold a deed with its reports, the best first, and the stages of its life by day."""

    row: dict[str, Any]
    reports: tuple[Report, ...]
    life: tuple[tuple[date | None, str, int], ...]


def find_evidence(store: Store, occurrence: str) -> Evidence | None:
    """Find a deed and what it rests on; None where the record has no such deed."""
    rows = read_deeds(store, [occurrence])
    if not rows:
        return None
    found = store.sql(REPORTS, {"id": occurrence, "best": rows[0]["best"]})
    return Evidence(
        row=rows[0],
        reports=tuple(_make_report(row) for row in found),
        life=_tell_life(store, occurrence),
    )


def _tell_life(store: Store, occurrence: str) -> tuple[tuple[date | None, str, int], ...]:
    rows = store.sql(
        "SELECT a.published, x.stage, count(*) AS n FROM occurrence_events x "
        "JOIN events e USING (event) JOIN articles a ON a.article = e.article "
        "WHERE x.occurrence = $id GROUP BY ALL ORDER BY a.published NULLS LAST, x.stage",
        {"id": occurrence},
    )
    return tuple((row["published"], row["stage"], row["n"]) for row in rows)


def _make_report(row: dict[str, Any]) -> Report:
    event = event_from_dict(json.loads(row["document"]))
    first = event.evidence[0]
    text = (row["title"] or "") if first.field == "title" else row["text"]
    return Report(
        event=event,
        stage=row["stage"],
        article=row["article"],
        title=row["title"],
        source=row["source"],
        published=row["published"],
        url=safe_url(row["url"]),
        paragraph=mark_paragraph(text, event, list_marks(event, text)),
        field=first.field,
    )


def mark_paragraph(text: str, event: Event, marks: list[Mark]) -> Markup:
    """Mark an event's words in the paragraph that holds them, its sentence set off."""
    first = event.evidence[0]
    left, right = find_paragraph(text, first.span.start, first.span.end)
    start, end = max(left, first.span.start), min(right, first.span.end)
    before, after = is_cut(text, left, right)
    return Markup('{}<span class="around">{}</span><span class="sentence">{}</span>'
                  '<span class="around">{}</span>{}').format(
        "… " if before else "",
        mark_text(text[left:start], marks, start=left),
        mark_text(text[start:end], marks, start=start),
        mark_text(text[end:right], marks, start=end),
        " …" if after else "",
    )  # fmt: skip


def safe_url(url: str | None) -> str | None:
    """Give an article's address where a browser may follow it: nothing but the web."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
