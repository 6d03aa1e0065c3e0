"""The place of a deed: the likeliest of those that its report names."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding import sites
from communique.coding.coder import code
from communique.types import Article, Event

DAY = date(2015, 6, 17)  # a Wednesday


def code_text(text: str) -> list[Event]:
    return code(Article(id="t", text=text, published=DAY))


TOLD = [
    (
        "a meeting on the visit told before",
        (
            "President William Ruto arrived in Accra on Monday for a visit.\n\n"
            "He later met Ghanaian Foreign Minister Hanna Tetteh."
        ),
        "Tetteh",
        "Accra",
    ),
    (
        "an attack told again",
        (
            "Rebels attacked an army post in Goma on Tuesday, the Congolese army said.\n\n"
            "The rebels killed three soldiers, an army spokesman said."
        ),
        "killed",
        "Goma",
    ),
    (
        "where the desk is, for a meeting there",
        (
            "CAIRO, June 17 (AFP) - Egyptian Foreign Minister Sameh Shoukry held talks here on "
            "Wednesday with French Foreign Minister Laurent Fabius.\n\n"
            "Fabius also met Egyptian President Abdel Fattah al-Sisi."
        ),
        "also met",
        "Cairo",
    ),
    (
        "a capital with its name",
        "Russian missiles killed ten people in the Ukrainian capital Kyiv on Tuesday.",
        "killed",
        "Kyiv",
    ),
]


@pytest.mark.parametrize(("claim", "text", "words", "place"), TOLD, ids=[r[0] for r in TOLD])
def test_a_deed_has_the_place_that_its_report_gives_it(
    claim: str, text: str, words: str, place: str
) -> None:
    found = [e for e in code_text(text) if any(words in part.text for part in e.evidence)]
    assert place in {e.place.name for e in found if e.place is not None}, claim


TEXT = "Kenya accused Uganda in Geneva.\n\nThe talks in Oslo failed. Chad condemned Niger."


@pytest.mark.parametrize(
    ("mark", "place"), [("last before True", "Oslo"), ("first in lead", "Geneva"), ("x", None)]
)
@pytest.mark.usefixtures("everything")
def test_the_likeliest_place_is_taken_if_it_is_likely_enough(
    monkeypatch: pytest.MonkeyPatch, mark: str, place: str | None
) -> None:
    monkeypatch.setattr(sites, "load_weights", lambda: {"": -4.0, mark: 9.0})
    (event,) = (e for e in code_text(TEXT) if e.actors[0].country == "TCD")
    assert (event.place and event.place.name) == place


@pytest.mark.usefixtures("everything")
def test_why_says_which_place_replaced_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "load_weights", lambda: {"first in lead": 9.0})
    (event,) = (e for e in code_text(f"{TEXT[:-1]} in Lima.") if e.actors[0].country == "TCD")
    assert "place: Geneva (1.00) rather than Lima (0.50)" in event.why


@pytest.mark.usefixtures("everything")
def test_history_was_not_made_where_the_story_is() -> None:
    text = (
        "William Ruto met Nana Akufo-Addo in Accra on Monday. The two men had met twice in 2013."
    )
    places = [e.place and e.place.name for e in code_text(text)]
    assert places == ["Accra", None]


ELSEWHERE = [
    "William Ruto met Nana Akufo-Addo in Accra on Monday. Ruto did not meet Paul Kagame.",
    "William Ruto met Nana Akufo-Addo in Accra on Monday. Ruto met Paul Kagame there in May.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
@pytest.mark.usefixtures("everything")
def test_what_was_not_done_was_not_done_here(text: str) -> None:
    assert [e.place and e.place.name for e in code_text(text)] == ["Accra", None]


@pytest.mark.usefixtures("everything")
def test_without_places_there_is_none() -> None:
    assert [e.place for e in code_text("Chad condemned Niger.")] == [None]
