"""The learned judge of which deed a sentence tells between two parties."""

from __future__ import annotations

import pytest

import communique
from communique.coding.ranker import MOST_PIECES, encode, explain, judge_pair, make_pair
from communique.language.parse import load_parser
from communique.types import Span


def mark(marked: str) -> tuple[str, Span, Span]:
    """Read [actor] and {recipient} out of a sentence."""
    plain = "".join(c for c in marked if c not in "[]{}")

    def place(opening: str, closing: str) -> Span:
        before = [
            sum(c not in "[]{}" for c in marked[: marked.index(sign)])
            for sign in (opening, closing)
        ]
        return Span(*before)

    return plain, place("[", "]"), place("{", "}")


@pytest.mark.parametrize(
    ("kind", "marked"),
    [
        ("ACCUSE", "[Kenya] accused {Somalia} of moving its border posts by night."),
        ("ASSAULT", "[Rebels] shelled {army positions} near the town, killing four soldiers."),
        ("CONSULT", "[Chile's president] met {her Peruvian counterpart} in Lima on Monday."),
        ("AID", "[Norway] sent tents and blankets to {Nepal} after the earthquake."),
        (
            "THREATEN",
            "[The junta] gave {the protesters} till noon to go or face its tanks.",
        ),
        ("REQUEST", "[The African Union] urged {Sudan} to let relief workers in."),
        ("COERCE", "[Police] arrested {two opposition lawmakers} in the capital."),
        ("AGREE", "[Japan] will provide {Vietnam} with six patrol boats next year."),
        ("REJECT", "[Serbia] rejected {the EU's proposal} out of hand."),
        ("PROTEST", "[Thousands of teachers] marched against {the government} in Rabat."),
    ],
)
def test_deeds_are_classified(kind: str, marked: str) -> None:
    text, actor, recipient = mark(marked)
    found = communique.classify_relation(
        text, actor=(actor.start, actor.end), recipient=(recipient.start, recipient.end)
    )
    assert found == kind


def test_chances_add_up_and_come_in_order() -> None:
    chances = communique.classify_relation(
        "Ghana thanked Togo for its help.", actor=(0, 5), recipient=(14, 18), proba=True
    )
    values = list(chances.values())
    assert sum(values) == pytest.approx(1)
    assert values == sorted(values, reverse=True)
    assert len(chances) == 16


def test_passives_turn_the_parties_round() -> None:
    text, actor, recipient = mark("{Tonga} was offered a loan by [New Zealand].")
    pair = make_pair(text, actor, recipient)
    assert judge_pair(pair).type in {"AGREE", "AID"}


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (0, 99), (-1, 2)])
def test_spans_outside_the_sentence_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not within the sentence"):
        communique.classify_relation("Peru thanked Chile.", actor=span)


def test_long_sentences_are_cut_around_the_marks() -> None:
    text = "word " * 400 + "Peru thanked Chile."
    start = text.index("Peru")
    pair = make_pair(text, Span(start, start + 4), Span(len(text) - 6, len(text) - 1))
    pieces = encode(pair, load_parser().pieces)
    assert len(pieces.ids) <= MOST_PIECES + 2
    assert [pieces.ids[i] for i in pieces.firsts] == [1, 3]


def test_the_words_that_moved_it_are_named() -> None:
    text, actor, recipient = mark("[Egypt] condemned {Israel} on Sunday.")
    told = explain(make_pair(text, actor, recipient), "ACCUSE")
    assert told[0][0] == "condemned"
