"""Predicates and who stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding.parties import make_cast
from communique.coding.sides import find_predicates
from communique.directory import load_directory
from communique.language import read_sentences
from communique.mentions.actors import find_actors
from communique.types import Article

DAY = date(2015, 6, 17)


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Kenya outfoxed Somalia.", "outfoxed", ["Kenya"], ["Somalia"]),
        ("Peru sulked on Monday.", "sulked", ["Peru"], []),
        ("Togo was outfoxed by Ghana.", "outfoxed", ["Ghana"], ["Togo"]),
        ("Mali's tussle with Chad goes on.", "tussle", ["Mali"], ["Chad"]),
    ],
)
def test_predicates_are_found_with_their_parties(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    sentences = read_sentences(Article(id="one", text=text, published=DAY))
    cast = make_cast(find_actors(sentences, load_directory(), DAY)[0])
    found = [
        (
            sentences[0].tokens[predicate.trigger].text,
            [party.entity.name for party in predicate.actors],
            [party.entity.name for party in predicate.recipients],
        )
        for predicate in find_predicates(sentences[0], cast)
    ]
    assert (trigger, actors, recipients) in found
