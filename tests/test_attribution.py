"""Who vouches for an event, and how."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding.coder import code
from communique.types import Article, Event

SOURCES = [
    ("The Kremlin said Iran had attacked Iraq.", "ASSAULT", [("RUS", "asserts")]),
    ("“Iran has attacked Iraq,” the Kremlin said.", "ASSAULT", [("RUS", "asserts")]),
    ("According to Russia, Iran attacked Iraq.", "ASSAULT", [("RUS", "asserts")]),
    ("Iran attacked Iraq, according to two analysts.", "ASSAULT", [("---", "asserts")]),
    ("Iran attacked Iraq, witnesses said.", "ASSAULT", [("---", "asserts")]),
    ("Kenya claimed that Iran had attacked Iraq.", "ASSAULT", [("KEN", "alleges")]),
    ("Iran attacked Iraq.", "ASSAULT", []),
    # Sources without a name are of whoever they are with.
    ("Iran attacked Iraq, Japanese government sources said.", "ASSAULT", [("JPN", "asserts")]),
    ("Sources close to the Kremlin said Iran had attacked Iraq.", "ASSAULT", [("RUS", "asserts")]),
    # The words are the act: their speaker is its actor.
    ("“We condemn Iran,” the Kremlin said.", "ACCUSE", []),
    # A deed told apart from the saying has a source, if it is its own actor.
    ("Russia said that it had condemned Iran.", "ACCUSE", [("RUS", "asserts")]),
    # Whoever adds something has spoken before.
    ("Kenya said it was worried. Iran attacked Iraq, it added.", "ASSAULT", [("KEN", "asserts")]),
    # What another clause says belongs to that clause.
    ("Iran attacked Iraq; Russia said Kenya had left.", "ASSAULT", []),
]


def events(text: str) -> list[Event]:
    """Code a text."""
    return code(Article(id="a", text=text, published=date(2019, 4, 25)))


@pytest.mark.parametrize(("text", "kind", "wanted"), SOURCES)
def test_sources(text: str, kind: str, wanted: list[tuple[str, str]]) -> None:
    (event,) = [e for e in events(text) if e.event == kind]
    assert [(a.source.country, a.stance) for a in event.attribution] == wanted


def test_a_headline_leaves_the_source_to_the_text() -> None:
    title, text = "Iran attacks Iraq", "Iran attacked Iraq on Thursday, the Kremlin said."
    found = code(Article(id="a", title=title, text=text, published=date(2019, 4, 25)))
    (event,) = [e for e in found if e.event == "ASSAULT"]
    assert [a.source.country for a in event.attribution] == ["RUS"]


def test_nested_sources_keep_their_order() -> None:
    (event,) = [
        e
        for e in events("Russia said Kenya had announced that Iran had attacked Iraq.")
        if e.event == "ASSAULT"
    ]
    assert [a.source.country for a in event.attribution] == ["RUS", "KEN"]


def test_an_unnamed_source_keeps_its_words() -> None:
    text = "Iran attacked Iraq, three Western diplomats said."
    (event,) = [e for e in events(text) if e.event == "ASSAULT"]
    (item,) = event.attribution
    span = item.source.span
    assert span is not None
    assert text[span.start : span.end] == item.source.name == "three Western diplomats"
    assert item.source.sector == "GOV"
