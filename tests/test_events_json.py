"""Events as JSON lines and as PLOVER JSON: nothing lost, nothing invented."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NO_DAY, make_article, make_attribution, make_event, make_evidence, make_when

from communique.errors import UnreadableInput
from communique.exchange.events import (
    event_from_dict,
    event_to_dict,
    read_events,
    write_events,
)
from communique.exchange.plover import make_plover, write_plover
from communique.types import (
    Attribution,
    Basis,
    DateKind,
    Entity,
    Event,
    Evidence,
    Place,
    Span,
    Stance,
    Status,
    When,
)

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
SPANS = st.builds(lambda a, b: Span(min(a, b), max(a, b)), *[st.integers(0, 10**7)] * 2)
ENTITIES = st.builds(
    Entity,
    id=WORDS,
    name=WORDS,
    country=WORDS,
    sector=WORDS,
    role=WORDS,
    text=WORDS,
    span=st.none() | SPANS,
)
WHENS = st.builds(
    When,
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    edtf=st.none() | WORDS,
    timex=WORDS,
    basis=st.sampled_from(get_args(Basis)),
    kind=st.sampled_from(get_args(DateKind)),
    text=WORDS,
    span=st.none() | SPANS,
)
PLACES = st.builds(
    Place,
    name=WORDS,
    country=WORDS,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    geonames_id=st.none() | st.integers(1),
    text=WORDS,
    span=st.none() | SPANS,
)
ATTRIBUTIONS = st.builds(
    Attribution, source=ENTITIES, stance=st.sampled_from(get_args(Stance)), cue=WORDS, span=SPANS
)
EVIDENCE = st.builds(
    Evidence,
    article=WORDS,
    field=st.sampled_from(["text", "title"]),
    span=SPANS,
    text=WORDS,
    trigger=SPANS,
    trigger_text=WORDS,
)


def tuples(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=2).map(tuple)


EVENTS = st.builds(
    Event,
    id=WORDS,
    event=WORDS,
    mode=st.none() | WORDS,
    context=tuples(WORDS),
    actors=tuples(ENTITIES),
    recipients=tuples(ENTITIES),
    date=WHENS,
    status=st.sampled_from(get_args(Status)),
    historical=st.booleans(),
    place=st.none() | PLACES,
    count=st.integers(1, 99),
    attribution=tuples(ATTRIBUTIONS),
    evidence=tuples(EVIDENCE),
    score=st.floats(-10, 10),
    quad=st.integers(1, 4),
    confidence=st.floats(0, 1),
    version=WORDS,
    why=tuples(WORDS),
)


@given(st.lists(EVENTS, max_size=3))
def test_what_is_written_is_read_back(events: list[Event]) -> None:
    assert list(read_events(write_events(events), "memory")) == events


@given(EVENTS)
def test_an_event_is_one_line_with_every_field(event: Event) -> None:
    (line,) = write_events([event])
    assert "\n" not in line
    assert set(json.loads(line)) == {field.name for field in fields(Event)}


def test_the_shape_is_the_contracts() -> None:
    row = event_to_dict(make_event())
    place = {"name", "country", "latitude", "longitude", "geonames_id"}
    assert list(row["actors"][0])[:5] == ["id", "name", "country", "sector", "role"]
    assert set(row["actors"][0]) >= {"text", "start", "end"}
    assert row["date"] | {"start": "2019-06-11", "end": "2019-06-11"} == row["date"]
    assert set(row["date"]) >= {"start", "end", "edtf", "text", "basis"}
    assert set(row["place"]) >= place
    assert set(row["attribution"][0]) == {"source", "stance", "cue", "start", "end"}
    assert set(row["evidence"][0]) == {"article", "start", "end", "text", "trigger"}
    assert set(row["evidence"][0]["trigger"]) == {"start", "end", "text"}


def test_evidence_in_a_title_says_so() -> None:
    event = make_event(evidence=(make_evidence(field="title"),))
    assert event_to_dict(event)["evidence"][0]["field"] == "title"


def test_fields_of_a_later_version_are_ignored() -> None:
    row = event_to_dict(make_event())
    row["mood"] = "grim"
    row["actors"][0]["height"] = 180
    assert event_from_dict(row) == make_event()


@pytest.mark.parametrize("line", ["{", "[]", "3", "{}", '{"id": "x"}'])
def test_a_line_that_is_no_event_is_named(line: str) -> None:
    good = next(write_events([make_event()]))
    with pytest.raises(UnreadableInput, match=r"events\.jsonl, line 3: is not an event"):
        list(read_events([good, "", line], "events.jsonl"))


# --- PLOVER -----------------------------------------------------------------------------------


def test_plover_takes_parties_place_text_and_citation() -> None:
    article = make_article(source="Example", url="https://example.org/1", title="Talks in Oslo")
    assert make_plover(make_event(historical=True), article) == {
        "id": "0123456789abcdef",
        "has_event": True,
        "date": "2019-06-11",
        "actor": [
            {
                "code": "NOR",
                "sector": "GOV",
                "entity_text": "Norway",
                "identifier_text": "Norway",
            },
            {
                "code": "KEN",
                "sector": "GOV",
                "entity_text": "Kenya",
                "identifier_text": "Kenya",
            },
        ],
        "event": ["CONSULT"],
        "context": ["historical"],
        "event_loc": {"name": "Oslo", "country": "NOR"},
        "event_text": ["met"],
        "quad_code": 1,
        "event_scale": 1.0,
        "link": "https://example.org/1",
        "text": make_event().evidence[0].text,
        "text_info": {"start": 0, "end": 86},
        "cite_info": {
            "article": "oslo",
            "source": "Example",
            "title": "Talks in Oslo",
            "published": "2019-06-12",
        },
        "coder": "communique 0.1.0",
        "comment": "status: occurred; date: relative 2019-06-11; "
        "asserts: foreign ministry of Norway (NOR)",
    }


@pytest.mark.parametrize(
    ("event", "status", "exported", "context"),
    [
        ("CONSULT", "planned", "AGREE", ["future"]),
        ("SUPPORT", "planned", "AGREE", ["future"]),
        ("COOPERATE", "planned", "AGREE", ["future"]),
        ("AID", "planned", "AGREE", ["future"]),
        ("CONSULT", "occurred", "CONSULT", []),
        ("SANCTION", "planned", "SANCTION", ["future"]),
        ("ASSAULT", "possible", "ASSAULT", ["hypothetical"]),
        ("CONSULT", "negated", "CONSULT", ["negation"]),
    ],
)
def test_plover_calls_a_plan_to_cooperate_an_agreement(
    event: str, status: Status, exported: str, context: list[str]
) -> None:
    row = make_plover(make_event(event=event, status=status, mode="visit"))
    assert row["event"] == [exported]
    assert row.get("context", []) == context
    assert ("mode" in row) == (exported == event)


def test_plover_leaves_an_unknown_date_open() -> None:
    row = make_plover(make_event(date=make_when(**NO_DAY)))
    assert row["date"] is None
    assert "enddate" not in row


def test_plover_gives_both_ends_of_a_period_and_the_count() -> None:
    when = make_when(end=date(2019, 6, 13), edtf="2019-06-11/2019-06-13")
    row = make_plover(make_event(date=when, count=3))
    assert (row["date"], row["enddate"]) == ("2019-06-11", "2019-06-13")
    assert "count: 3" in row["comment"]


def test_plover_keeps_each_source_in_order() -> None:
    first = make_attribution(stance="denies")
    event = make_event(attribution=(first, replace(first, stance="reports")))
    comment = make_plover(event)["comment"]
    assert comment.index("denies: ") < comment.index("reports: ")


@given(EVENTS.filter(lambda event: event.evidence))
def test_plover_is_one_line_of_json_for_any_event(event: Event) -> None:
    (line,) = write_plover([event])
    assert json.loads(line)["id"] == event.id
