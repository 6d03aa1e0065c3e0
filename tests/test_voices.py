"""Attributions apart from events: who speaks or thinks, by which words, and what."""

from __future__ import annotations

import pytest

from communique.coding.voices import find_attributions
from communique.language import read_sentences
from communique.types import Article

HEARD = [
    ("The Kremlin said the talks were useful.", "The Kremlin", "said"),
    ("“The talks were useful,” the Kremlin said.", "the Kremlin", "said"),
    (
        "According to the foreign ministry, the envoy has left.",
        "the foreign ministry",
        "According",
    ),
    ("The envoy has left, according to two officials.", "two officials", "according to"),
    ("The talks, the minister said, were useful.", "the minister", "said"),
    ("The general was quoted as saying that the army was ready.", "The general", "saying"),
    ("Ankara has repeatedly warned that it will respond.", "Ankara", "has repeatedly warned"),
    ("Berlin rejected the claim by Warsaw that it had hidden the report.", "Berlin", "rejected"),
    ("The envoy told reporters that a deal was near.", "The envoy", "told"),
    ("The ambassador expressed concern about the arrests.", "The ambassador", "expressed"),
    ("The premier is confident that the treaty will hold.", "The premier", "is confident"),
    ("Opposition leaders criticised the new law.", "Opposition leaders", "criticised"),
    ("The law was criticised by opposition leaders.", "opposition leaders", "was criticised"),
    ("Polls show a narrow lead for the governor.", "Polls", "show"),
    ("Officials who believe that the deal is dead left early.", "who", "believe"),
]

UNHEARD = [
    "The delegation arrived on Monday.",
    "We think that this is a mistake.",
    "The treaty would suggest otherwise.",
    "The river rose by two metres.",
]


def heard(text: str) -> list[tuple[str | None, str, list[str], int]]:
    """List the voices of a text as words."""
    voices = find_attributions(read_sentences(Article(id="a", text=text)))
    return [
        (
            text[v.source.start : v.source.end] if v.source else None,
            text[v.cue.start : v.cue.end],
            [text[s.start : s.end] for s in v.content],
            v.depth,
        )
        for v in voices
    ]


@pytest.mark.parametrize(("text", "source", "cue"), HEARD)
def test_find(text: str, source: str, cue: str) -> None:
    assert any(s == source and c.startswith(cue) for s, c, _, _ in heard(text)), heard(text)


@pytest.mark.parametrize("text", UNHEARD)
def test_nobody_is_heard(text: str) -> None:
    assert [voice for voice in heard(text) if voice[3] == 0] == []


def test_content_is_what_was_said() -> None:
    (voice,) = heard("The Kremlin said the talks were useful.")
    assert voice[2] == ["the talks were useful"]


def test_nested_voices_count_their_depth() -> None:
    found = heard("The spokesman said that the president believes that the war is over.")
    assert [(source, depth) for source, _, _, depth in found] == [
        ("The spokesman", 0),
        ("the president", 1),
    ]


def test_quotation_goes_on_over_sentences() -> None:
    text = "“We will not sign,” the minister said. “The terms are unfair.”"
    (voice,) = [v for v in heard(text) if v[3] == 0]
    assert voice[:2] == ("the minister", "said")
    assert voice[2][-1] == "The terms are unfair."


def test_later_verb_is_the_outer_speakers() -> None:
    text = "The minister says the envoy agreed to leave and says the embassy will close."
    assert [(source, depth) for source, cue, _, depth in heard(text) if cue == "says"] == [
        ("The minister", 0),
        ("The minister", 0),
    ]
