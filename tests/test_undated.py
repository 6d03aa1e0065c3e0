"""The date of a deed that no words of its own date: the likeliest of those it may take."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding import undated
from communique.coding.coder import code
from communique.coding.undated import mark_option, name_age, rate_option
from communique.types import Article, Event, When

DAY = date(2015, 6, 17)  # a Wednesday
LEAD = "Kenya accused Uganda of shelling a village on Monday."


def code_text(text: str) -> list[Event]:
    return code(Article(id="t", text=text, published=DAY))


def favour(monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    weights = {f"{option}: ": 9.0}
    monkeypatch.setattr(undated, "load_weights", lambda: weights)


FAVOURED = [
    ("unknown", f"{LEAD}\n\nIn May, Kenya sued Togo. Chad condemned Niger.", None),
    ("the last week", f"{LEAD}\n\nChad condemned Niger.", "2015-06-11/2015-06-17"),
    ("today", f"{LEAD}\n\nChad condemned Niger.", "2015-06-17"),
    ("the story's day", f"{LEAD}\n\nChad has condemned Niger.", "2015-06-15"),
    (
        "the event before",
        f"{LEAD}\n\nIn May Kenya attacked Togo. Chad condemned Niger.",
        "2015-05",
    ),
    ("its sentence", "Chad condemned Niger, a minister said on Tuesday.", "2015-06-16"),
    ("the sentences before", f"{LEAD}\n\nThe vote was in May. Chad condemned Niger.", "2015-05"),
]


@pytest.mark.parametrize(("option", "text", "edtf"), FAVOURED, ids=[o for o, *_ in FAVOURED])
@pytest.mark.usefixtures("everything")
def test_the_likeliest_option_is_taken(
    monkeypatch: pytest.MonkeyPatch, option: str, text: str, edtf: str | None
) -> None:
    favour(monkeypatch, option)
    (event,) = (e for e in code_text(text) if e.actors[0].country == "TCD")
    assert event.date.edtf == edtf


@pytest.mark.usefixtures("everything")
def test_why_says_what_was_chosen_and_what_the_rules_had(monkeypatch: pytest.MonkeyPatch) -> None:
    favour(monkeypatch, "today")
    event = code_text(f"{LEAD}\n\nChad condemned Niger.")[-1]
    assert "date: today (1.00) rather than the story's day (0.50)" in event.why


def test_a_date_of_its_own_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    favour(monkeypatch, "unknown")
    (event,) = code_text("Chad condemned Niger on Tuesday.")
    assert event.date.edtf == "2015-06-16"


def test_without_a_date_of_print_nothing_is_guessed() -> None:
    (event,) = code(Article(id="t", text="Chad condemned Niger.", published=None))
    assert event.date.edtf is None


AGES = [
    (None, "open"),
    (date(2015, 6, 18), "to come"),
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


def test_an_option_of_which_nothing_is_known_is_as_likely_as_not() -> None:
    assert rate_option("today", []) == 0.5
    assert mark_option("today", ["past True"]) == {"today: past True"}
