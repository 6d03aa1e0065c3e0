"""The date of a deed: the likeliest of those that it may have."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding import choosing
from communique.coding.candidates import name_age, name_length
from communique.coding.choosing import mark_candidate, share_out
from communique.coding.coder import code
from communique.types import Article, Event, When

DAY = date(2015, 6, 17)  # a Wednesday
LEAD = "Kenya accused Uganda of shelling a village on Monday."


def code_text(text: str) -> list[Event]:
    return code(Article(id="t", text=text, published=DAY))


def favour(monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    monkeypatch.setattr(choosing, "load_weights", lambda: {mark: 9.0})


FAVOURED = [
    ("unknown", f"{LEAD}\n\nIn May, Kenya sued Togo. Chad condemned Niger.", None),
    ("unknown", "Chad condemned Niger on Tuesday.", None),
    ("own", "Chad condemned Niger on Tuesday.", "2015-06-16"),
    ("lead", f"{LEAD}\n\nChad condemned Niger.", "2015-06-11/2015-06-17"),
    ("today", f"{LEAD}\n\nChad condemned Niger.", "2015-06-17"),
    ("story", f"{LEAD}\n\nChad has condemned Niger.", "2015-06-15"),
    ("before", "In May Kenya attacked Togo. Chad condemned Niger.", "2015-05"),
    ("event 1 other", "In May Kenya attacked Togo. Chad condemned Niger.", "2015-05"),
    ("here", "Chad condemned Niger, a minister said on Tuesday.", "2015-06-16"),
    ("here says nothing", "Chad condemned Niger on Tuesday.", "2015-06-16"),
    ("last 1", f"{LEAD}\n\nThe vote was in May. Chad condemned Niger.", "2015-05"),
    ("first 1", f"{LEAD}\n\nThe vote is in May, not in 2019. Chad condemned Niger.", "2015-05"),
    ("age old", f"{LEAD}\n\nIn 2009 Kenya left. Chad condemned Niger.", "2009"),
]


@pytest.mark.parametrize(
    ("mark", "text", "edtf"), FAVOURED, ids=[f"{m} {e}" for m, _, e in FAVOURED]
)
@pytest.mark.usefixtures("everything")
def test_the_likeliest_date_is_taken(
    monkeypatch: pytest.MonkeyPatch, mark: str, text: str, edtf: str | None
) -> None:
    favour(monkeypatch, mark)
    (event,) = (e for e in code_text(text) if e.actors[0].country == "TCD")
    assert event.date.edtf == edtf


@pytest.mark.usefixtures("everything")
def test_why_says_what_was_chosen_and_what_the_rules_had(monkeypatch: pytest.MonkeyPatch) -> None:
    favour(monkeypatch, "today")
    event = code_text(f"{LEAD}\n\nChad condemned Niger.")[-1]
    assert "date: 2015-06-17 (1.00) rather than 2015-06-15 (0.00)" in event.why


def test_without_a_date_of_print_nothing_is_guessed() -> None:
    (event,) = code(Article(id="t", text="Chad condemned Niger.", published=None))
    assert event.date.edtf is None


AGES = [
    (None, "open"),
    (date(2015, 6, 18), "ahead"),
    (date(2015, 6, 17), "today"),
    (date(2015, 6, 10), "a week"),
    (date(2015, 5, 20), "a month"),
    (date(2014, 6, 17), "a year"),
    (date(2009, 6, 17), "old"),
]


@pytest.mark.parametrize(("end", "name"), AGES, ids=[n for _, n in AGES])
def test_how_long_ago_a_date_is(end: date | None, name: str) -> None:
    when = When(start=end, end=end, edtf=None, timex="", basis="explicit")
    assert name_age(when, DAY) == name


LENGTHS = [(1, "day"), (7, "week"), (31, "month"), (365, "year"), (900, "long")]


@pytest.mark.parametrize(("days", "name"), LENGTHS, ids=[n for _, n in LENGTHS])
def test_how_long_a_date_is(days: int, name: str) -> None:
    end = date.fromordinal(DAY.toordinal() + days - 1)
    assert name_length(When(start=DAY, end=end, edtf=None, timex="", basis="explicit")) == name


def test_dates_of_which_nothing_is_known_are_equally_likely() -> None:
    assert share_out([0.0, 0.0]) == [0.5, 0.5]


def test_a_deed_is_weighed_with_where_a_date_comes_from() -> None:
    assert mark_candidate({"today", "age today"}, ["past True"]) == {
        "today",
        "age today",
        "today: past True",
    }
