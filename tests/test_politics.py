"""How much a report is about politics, by its words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.coding.politics import FEW, load_weights, rate_politics
from communique.types import Article

SUMMIT = """The prime minister of Norway met the president of Chad in Oslo on Monday for talks on
the border, and both governments said that they had reached an agreement. The foreign ministry
said the two leaders had discussed sanctions, aid to refugees and the security council's
resolution. Opposition parties in parliament criticised the deal and demanded a debate, while a
spokesman for the rebels warned that the war would go on until foreign troops had left."""
MARKET = """The company said profit for the quarter rose to 12 million dollars, or 30 cents
a share, as sales of its new phones grew faster than analysts had expected. The stock rose in New
York. Its chief executive told investors that demand for games, music and films on the phones was
strong, and that the firm would open stores in more cities next year. Revenue climbed by a tenth,
and the board raised the dividend. The market for such products is growing, the company said."""


def rate(text: str) -> float:
    return rate_politics(Article(id="t", text=text))


def test_talks_are_more_political_than_a_quarters_profit() -> None:
    assert rate(SUMMIT) > 0 > rate(MARKET)


def test_a_sentence_does_not_say_what_paper_it_stands_in() -> None:
    assert rate("The striker scored twice in the second half of the match.") == math.inf


def test_title_and_text_are_read_alike() -> None:
    whole = Article(id="t", text=MARKET)
    parted = Article(id="t", title=MARKET[:200], text=MARKET[200:])
    assert rate_politics(whole) == pytest.approx(rate_politics(parted), abs=0.5)


@given(st.permutations(SUMMIT.split()))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert rate(" ".join(words)) == rate(SUMMIT)


def test_enough_words_are_known_to_tell_anything() -> None:
    assert len(load_weights()) > 20 * FEW
