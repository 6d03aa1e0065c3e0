"""What somebody without a name is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.directory import load_directory
from communique.mentions.calling import call_unnamed

CALLED = [
    ("numbers are left out", "100 miners", "CHN", "miners of China"),
    ("in words too", "Twenty-two police officers", "CHN", "police officers of China"),
    ("with what goes with them", "at least 343 people", "IND", "people of India"),
    ("and how many more", "1,000 fewer people", "GBR", "people of United Kingdom"),
    ("a number alone stays", "two", "CHN", "two of China"),
    ("what somebody is stays", "armed groups", "SDN", "armed groups of Sudan"),
    ("words that begin like a number", "oneness party", "IND", "oneness party of India"),
    ("words that end like one", "canteen workers", "IND", "canteen workers of India"),
    ("what belongs to one", "envoy general 's office", "RUS", "envoy general's office of Russia"),
    ("of which the state says", "officials of the two countries", "MLI", "officials of Mali"),
    ("without a state", "some aid workers", None, "aid workers"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "country", "name"), [row[1:] for row in CALLED], ids=[row[0] for row in CALLED]
)
def test_what_the_unnamed_are_called(text: str, country: str | None, name: str) -> None:
    state = None if country is None else load_directory().states[country]
    assert call_unnamed(text, state) == name


@given(st.text("ab 12,-' ").map(lambda text: f"two {text} x"))
def test_calling_twice_changes_nothing(text: str) -> None:
    once = call_unnamed(text)
    assert call_unnamed(once) == once
