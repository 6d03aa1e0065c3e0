"""Showing events: dates and parties in words, the table, the blocks, and how one came about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    NO_DAY,
    SENTENCE,
    make_attribution,
    make_entity,
    make_event,
    make_evidence,
    make_when,
    span_of,
)

from communique.render import (
    WORDS_SHOWN,
    crop,
    mark,
    render_attribution,
    render_date,
    render_events,
    render_type,
    render_why,
)
from communique.types import Span, Stance

APRIL = {"start": date(2019, 4, 1), "end": date(2019, 4, 30)}


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "2019-06-11"),
        ({"edtf": "2019-04", **APRIL}, "2019-04"),
        ({"edtf": "198X"}, "198X"),
        ({"edtf": "2018-23"}, "autumn 2018"),
        ({"edtf": "2019-04-01/2019-04-30", **APRIL}, "2019-04-01 to 2019-04-30"),
        ({"edtf": None, **APRIL}, "2019-04-01 to 2019-04-30"),
        ({"edtf": "2018-03/.."}, "from 2018-03"),
        ({"edtf": "../2018-03"}, "until 2018-03"),
        ({"edtf": None, "start": None}, "until 2019-06-11"),
        (NO_DAY, ""),
    ],
)
def test_dates_are_shown_as_days_and_periods(fields: dict[str, Any], shown: str) -> None:
    assert render_date(make_when(**fields)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "CONSULT"),
        ({"mode": "visit"}, "CONSULT/visit"),
        ({"mode": "visit", "count": 4}, "CONSULT/visit ×4"),
    ],
)
def test_type_is_shown_with_mode_and_count(fields: dict[str, Any], shown: str) -> None:
    assert render_type(make_event(**fields)) == shown


@pytest.mark.parametrize(
    ("stances", "shown"),
    [
        ([], ""),
        (["asserts"], "Norway (NOR)"),
        (["denies"], "denied by Norway (NOR)"),
        (["asserts", "alleges"], "Norway (NOR), citing alleged by Norway (NOR)"),
    ],
)
def test_sources_are_shown_outermost_first(stances: list[Stance], shown: str) -> None:
    sources = [make_attribution(source=make_entity(), stance=stance) for stance in stances]
    assert render_attribution(sources) == shown


@given(st.text(alphabet="ab ", max_size=500), st.text(alphabet="ab ", max_size=500))
def test_cropped_words_hold_the_trigger_and_stay_short(before: str, after: str) -> None:
    text = f"{before} struck {after}"
    shown = crop(make_evidence(text, "struck"))
    assert shown[1] == "struck"
    assert shown[0].removeprefix("… ") in text
    assert shown[2].removesuffix(" …") in text
    assert sum(map(len, shown)) <= WORDS_SHOWN + len("…  …") + len("struck")


def test_table_has_a_row_for_each_event_in_the_order_given() -> None:
    second = make_event(event="ACCUSE", mode="disapprove", status="possible", place=None)
    table = render_events([make_event(), second], width=140, colour=False)
    for heading in ("date", "who", "did", "to whom", "where", "says who", "words"):
        assert heading in table.splitlines()[0]
    assert table.index("CONSULT") < table.index("ACCUSE")
    assert all(words in table for words in ("2019-06-11", "Norway (NOR)", "Oslo", "disapprove"))
    assert max(map(len, table.splitlines())) <= 140


def test_colour_is_used_only_when_asked_for() -> None:
    assert "\x1b[" not in render_events([make_event()], width=140, colour=False)
    assert "\x1b[" in render_events([make_event()], width=140, colour=True)


def test_words_of_a_report_are_never_read_as_markup() -> None:
    evidence = make_evidence("[bold]They[/bold] met [red]today.", "met")
    assert "[red]" in render_events([make_event(evidence=(evidence,))], width=140, colour=False)


def test_narrow_terminal_gets_blocks_that_fit() -> None:
    text = render_events([make_event(), make_event(recipients=())], width=60, colour=False)
    assert text.count("2019-06-11  CONSULT, occurred") == 2
    assert "to whom" not in text
    assert max(map(len, text.splitlines())) <= 60


def test_marks_nest_and_leave_the_words_alone() -> None:
    event = make_event(
        actors=(make_entity("Norway", span=span_of("Norway's foreign minister")),),
        recipients=(make_entity("Kenya", span=span_of("Kenya's president")),),
    )
    assert mark(event, event.evidence[0]) == (
        "{Norway's foreign minister} *met* [Kenya's president] in Oslo on <Tuesday>, "
        "the ministry ‹said›."
    )


@given(st.lists(st.tuples(st.integers(0, 86), st.integers(0, 86)), max_size=5))
def test_marks_take_nothing_away(ends: list[tuple[int, int]]) -> None:
    actors = [make_entity(span=Span(min(pair), max(pair))) for pair in ends]
    event = make_event(actors=tuple(actors))
    shown = mark(event, event.evidence[0])
    assert "".join(char for char in shown if char not in "{}*<>‹›") == SENTENCE


def test_why_tells_sentence_fields_and_decisions() -> None:
    event = make_event(
        mode="visit",
        historical=True,
        context=("economic",),
        actors=(make_entity(role="foreign minister", text="its top diplomat"),),
    )
    text = render_why(event)
    for words in (
        "CONSULT/visit, occurred    event 0123456789abcdef",
        "(article oslo, text 0–86)",
        "who       Norway (NOR), foreign minister, GOV, from “its top diplomat”",
        "when      2019-06-11 (relative), from “Tuesday”, historical",
        "where     Oslo (NOR)",
        "says who  foreign ministry of Norway (NOR), GOV, from “the ministry”: asserts, by “said”",
        "context   economic",
        "- entry consult.1:meet by “met”",
    ):
        assert words in text


def test_why_says_what_is_not_known() -> None:
    event = make_event(date=make_when(**NO_DAY), attribution=(), place=None)
    text = render_why(event)
    assert "unknown: the text does not say" in text
    assert "says who  the report itself" in text
    assert "where" not in text


def test_each_status_has_its_colour() -> None:
    shown = {
        status: render_events(
            [replace(make_event(), status=status)], width=140, colour=True
        ).replace(status, "")
        for status in ("occurred", "ongoing", "planned", "possible", "negated")
    }
    assert len(set(shown.values())) == 5
