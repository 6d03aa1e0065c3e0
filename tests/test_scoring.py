"""The measure itself: what counts as found, and what counts as right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_event
from scoring import agree, compare, match, read_days, same_time, score

from communique.exchange.events import event_to_dict


def make_key(**fields: Any) -> dict[str, Any]:
    given = {
        "quote": "minister met Kenya's president in Oslo",
        "event": "CONSULT",
        "actors": ["NOR:Norway", "KEN"],
        "recipients": [],
        "date": "2019-06-11",
        "status": "occurred",
        "place": "Oslo",
        "by": ["NOR"],
    }
    return given | fields


def make_row(**fields: Any) -> dict[str, Any]:
    return event_to_dict(make_event()) | fields


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2019-04-23", date(2019, 4, 23), date(2019, 4, 23)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2019-22", date(2019, 6, 1), date(2019, 8, 31)),
        ("2019-24", date(2019, 12, 1), date(2020, 2, 29)),
        ("2019-W17", date(2019, 4, 22), date(2019, 4, 28)),
        ("2018-03/..", date(2018, 3, 1), date(2100, 1, 1)),
        ("../2018-03", date(1900, 1, 1), date(2018, 3, 31)),
        ("2019-04-16/2019-04-23", date(2019, 4, 16), date(2019, 4, 23)),
        ("2015~", date(2015, 1, 1), date(2015, 12, 31)),
    ],
)
def test_edtf_covers_days(edtf: str, first: date, last: date) -> None:
    assert read_days(edtf) == (first, last)


DAYS = st.none() | st.tuples(st.dates(), st.dates()).map(lambda ends: (min(ends), max(ends)))


@given(DAYS, DAYS)
def test_sameness_of_time_has_no_direction(one: Any, other: Any) -> None:
    assert same_time(one, other) == same_time(other, one)
    assert same_time(one, one)


@given(st.lists(st.sampled_from("ABCD")), st.lists(st.sampled_from("ABCD")))
def test_agreement_is_jaccards(one: list[str], other: list[str]) -> None:
    expected = len(set(one) & set(other)) / len(set(one) | set(other)) if one or other else 1.0
    assert agree([frozenset(country) for country in one], other) == expected


def test_a_key_may_allow_several_countries_for_one_entity() -> None:
    assert agree([frozenset({"SUN", "RUS"})], ["RUS"]) == 1.0


@pytest.mark.parametrize(
    ("key", "row", "wrong"),
    [
        ({}, {}, set()),
        ({"date": None}, {}, {"date"}),
        ({"date": ["2019-06-10", "2019-06-11"]}, {}, set()),
        ({"date": "2019-06"}, {}, {"date"}),
        ({"status": ["planned", "occurred"]}, {}, set()),
        ({"status": "planned"}, {}, {"status"}),
        ({"count": 2}, {}, {"count"}),
        ({"place": "Bergen"}, {}, {"place"}),
        ({"by": []}, {}, {"source"}),
        ({"by": ["KEN"]}, {}, {"source"}),
        ({"actors": ["NOR:Ine Søreide", "KEN"]}, {}, {"names"}),
        ({"actors": ["KEN"], "recipients": ["NOR"]}, {}, {"direction"}),
        ({}, {"place": None}, {"place"}),
        ({}, {"attribution": []}, {"source"}),
        ({}, {"date": {"edtf": "nonsense", "start": "2019-06-11", "end": "2019-06-11"}}, set()),
    ],
)
def test_each_field_is_judged_by_itself(
    key: dict[str, Any], row: dict[str, Any], wrong: set[str]
) -> None:
    found = compare(make_key(**key), make_row(**row))
    assert {name for name, right in found.right.items() if not right} == wrong
    assert found.whole == (not wrong & {"direction", "date", "status"})


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ({"event": "ACCUSE"}, {}),
        ({"quote": "something else"}, {}),
        ({"actors": ["SWE", "TZA"]}, {}),
        ({}, {"evidence": []}),
        ({}, {"actors": []}),
    ],
)
def test_type_words_and_parties_decide_what_is_found(
    key: dict[str, Any], row: dict[str, Any]
) -> None:
    assert match([make_key(**key)], [make_row(**row)]) == {}


def test_each_record_answers_one_key_event_the_required_first() -> None:
    wanted = [make_key(optional=True), make_key()]
    assert set(match(wanted, [make_row()])) == {1}


def test_figures_count_found_missed_and_extra() -> None:
    keys = {"oslo": {"article": "oslo", "events": [make_key(), make_key(event="AID")]}}
    tally = score(keys, [make_row(), make_row(event="ACCUSE"), make_row(event="REJECT")])
    figures = tally.figures()
    assert (figures["events"], figures["recall"], figures["record"]) == (2, 0.5, 0.5)
    assert figures["precision"] == pytest.approx(1 / 3)
    assert figures["f1"] == pytest.approx(0.4)
    assert [line.split()[0] for line in tally.misses] == ["MISSED", "EXTRA", "EXTRA"]


def test_optional_events_neither_help_nor_hurt() -> None:
    keys = {"oslo": {"article": "oslo", "events": [make_key(optional=True)]}}
    for rows in ([], [make_row()]):
        figures = score(keys, rows).figures()
        assert figures["events"] == 0
        assert score(keys, rows).extra == 0


def test_nothing_coded_is_no_division_by_nought() -> None:
    figures = score({"oslo": {"article": "oslo", "events": [make_key()]}}, []).figures()
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0, 0, 0)
