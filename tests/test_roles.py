"""Who takes which part in a deed where its words leave it open: learned marks after the rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.coding import roles
from communique.coding.coder import code
from communique.coding.roles import weigh
from communique.types import Article

MARKS = st.lists(st.sampled_from("abcdefgh"), unique=True)
WEIGHTS = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(*[st.floats(-50, 50)] * 2))


def shown(text: str) -> list[str]:
    events = code(Article(id="t", text=text, published=date(2015, 6, 17)))
    return [
        f"{e.event} {'+'.join(sorted(a.country for a in e.actors))}"
        f">{'+'.join(sorted(r.country for r in e.recipients))}"
        for e in events
    ]


STORIES = [
    (
        "who is quarrelled with is to whom it is done",
        "Kenya accused Uganda of shelling it. Uganda denied that. Kenya then recalled its envoy.",
        "SANCTION KEN>UGA",
    ),
    (
        "who is held is held by the state that the story is of",
        "Police in Togo broke up a march in Lome on Monday. Two opposition leaders were arrested.",
        "COERCE TGO>TGO",
    ),
    (
        "what several do together they do to nobody besides",
        "Chad fears Libya. Mali and Chad signed a treaty on Monday.",
        "AGREE MLI+TCD>",
    ),
    (
        "who steps down does it to nobody",
        "Peru and Chile quarrelled over the border. Peru's defence minister resigned.",
        "RETREAT PER>",
    ),
    (
        "a call goes out to all",
        "Ghana quarrels with Togo. Ghana called for the sanctions to be eased.",
        "REQUEST GHA>",
    ),
]


@pytest.mark.parametrize(("claim", "text", "expected"), STORIES, ids=[c for c, *_ in STORIES])
def test_open_parts_are_settled_by_the_story(claim: str, text: str, expected: str) -> None:
    assert expected in shown(text), claim


def test_a_part_that_is_supplied_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Kenya accused Uganda of shelling a village. Kenya then recalled its envoy."
    weights = {"": (0.0, 0.0), "REJECT": (0.0, 0.0), "named 2 -": (-9.0, 9.0)}
    monkeypatch.setattr(roles, "load_weights", lambda: weights)
    why = [line for e in code(Article(id="t", text=text)) for line in e.why]
    assert all("likeliest by the story" not in line or "named 2 -" in line for line in why)


@given(MARKS, WEIGHTS)
def test_a_weight_counts_whatever_the_order_of_the_marks(
    marks: list[str], weights: dict[str, tuple[float, float]]
) -> None:
    assert weigh(marks, weights) == weigh(marks[::-1], weights)


@given(MARKS, WEIGHTS)
def test_chances_are_chances(marks: list[str], weights: dict[str, tuple[float, float]]) -> None:
    assert all(0 <= chance <= 1 for chance in weigh(marks, weights))


def test_every_weight_of_the_table_is_read() -> None:
    assert all(len(row) == 2 for row in roles.load_weights().values())
    assert "" in roles.load_weights() or "rule A" in roles.load_weights()
