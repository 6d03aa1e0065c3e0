"""What is found by a short way is what the long way finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.coding.coder import make_sentence_finder
from communique.mentions.dates.finding import find_candidates
from communique.mentions.dates.grammar import RULES
from communique.mentions.dates.spelling import spell
from communique.types import Sentence, Span

WORDS = (
    "on the of May Monday 12 1998 , . next last week two days ago June - 3rd ( ) in and minister "
    "met early this year month 2011-05-03 since until half summer of morning 10:30 every a few"
).split()


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_dates_are_the_same_word_stretch_by_word_stretch(words: list[str]) -> None:
    spelling = spell(" ".join(words))
    expected = sorted(
        (match.start(), -match.end(), rank)
        for rank, (pattern, _) in enumerate(RULES)
        for match in pattern.finditer(spelling.codes)
    )
    found = [(hit.first, -hit.last, reading) for hit, reading in find_candidates(spelling)]
    assert found == [(first, last, RULES[rank][1]) for first, last, rank in expected]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_the_sentence_of_each_character_is_found(count: int) -> None:
    sentences = [
        Sentence(
            index=n, paragraph=0, field="text", kind="body", span=Span(7 * n + 2, 7 * n + 7),
            tokens=(), children=(), names=(),
        )
        for n in range(count)
    ]  # fmt: skip
    find = make_sentence_finder(sentences)
    for at in range(7 * count + 3):
        held = [s for s in sentences if s.span.start <= at < s.span.end]
        assert find(at) == (held[0] if held else None)
