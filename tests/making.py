"""Make nouns for tests: each maker fills in what a test does not care about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from communique.types import Article, Attribution, Entity, Event, Evidence, Place, Span, When

SENTENCE = "Norway's foreign minister met Kenya's president in Oslo on Tuesday, the ministry said."


def span_of(words: str, text: str = SENTENCE) -> Span:
    """Give the span of words in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_article(text: str = SENTENCE, **fields: Any) -> Article:
    return Article(**{"id": "oslo", "text": text, "published": date(2019, 6, 12)} | fields)


def make_entity(words: str = "Norway", **fields: Any) -> Entity:
    given = {"id": "state:NOR", "name": "Norway", "country": "NOR", "sector": "GOV", "text": words}
    span = span_of(words) if words in SENTENCE else None
    return Entity(**given | {"span": span} | fields)


def make_when(**fields: Any) -> When:
    day = date(2019, 6, 11)
    given = {
        "start": day,
        "end": day,
        "edtf": day.isoformat(),
        "timex": day.isoformat(),
        "basis": "relative",
        "text": "Tuesday",
        "span": span_of("Tuesday"),
    }
    return When(**given | fields)


NO_DAY: dict[str, Any] = {
    "start": None,
    "end": None,
    "edtf": None,
    "timex": "",
    "basis": "unknown",
    "text": "",
    "span": None,
}


def make_evidence(text: str = SENTENCE, trigger: str = "met", **fields: Any) -> Evidence:
    given = {
        "article": "oslo",
        "field": "text",
        "span": Span(0, len(text)),
        "text": text,
        "trigger": span_of(trigger, text),
        "trigger_text": trigger,
    }
    return Evidence(**given | fields)


def make_attribution(**fields: Any) -> Attribution:
    given = {
        "source": make_entity("the ministry", name="foreign ministry of Norway"),
        "stance": "asserts",
        "cue": "said",
        "span": span_of("said"),
    }
    return Attribution(**given | fields)


def make_event(**fields: Any) -> Event:
    kenya = make_entity("Kenya", id="state:KEN", name="Kenya", country="KEN")
    given = {
        "id": "0123456789abcdef",
        "event": "CONSULT",
        "mode": None,
        "context": (),
        "actors": (make_entity(), kenya),
        "recipients": (),
        "date": make_when(),
        "status": "occurred",
        "historical": False,
        "place": Place(name="Oslo", country="NOR", text="Oslo", span=span_of("Oslo")),
        "count": 1,
        "attribution": (make_attribution(),),
        "evidence": (make_evidence(),),
        "score": 1.0,
        "quad": 1,
        "confidence": 0.9,
        "version": "0.1.0",
        "why": ("entry consult.1:meet by “met”",),
    }
    return replace(Event(**given), **fields)
