"""Each row: a sentence of our own, and the places in it."""

from __future__ import annotations

from datetime import date

import pytest

from communique.directory import load_directory
from communique.language import read_sentences
from communique.mentions.actors import find_actors
from communique.mentions.places import PlaceMention, find_desk, find_places
from communique.types import Article

PUBLISHED = date(2019, 4, 23)


def places(text: str) -> list[PlaceMention]:
    directory = load_directory()
    sentences = read_sentences(Article(id="t", text=text, published=PUBLISHED))
    actors = find_actors(sentences, directory, PUBLISHED)
    return [m for row in find_places(sentences, directory, actors) for m in row]


FOUND = [
    ("city", "The envoys met in Vladivostok.", [("Vladivostok", "RUS")]),
    ("capital", "The envoys met in Hanoi.", [("Hanoi", "VNM")]),
    ("state", "The envoys arrived in Kenya.", [("Kenya", "KEN")]),
    ("venue", "The leaders talked at Camp David.", [("Camp David", "USA")]),
    ("capital that speaks", "Tehran rejected the offer.", []),
    ("state that speaks", "Kenya rejected the offer.", []),
    ("two", "He flew from Geneva to Hanoi.", [("Geneva", "CHE"), ("Hanoi", "VNM")]),
    ("unlisted", "Kenya said that troops had withdrawn from Heglig.", [("Heglig", "")]),
    (
        "unlisted, in a state",
        "They left Marakwet in Kenya.",
        [("Marakwet", "KEN"), ("Kenya", "KEN")],
    ),
    ("person", "The envoys met Vladimir Putin.", []),
    ("capital with its name", "He was in the Latvian capital Riga.", [("Riga", "LVA")]),
    ("name that goes on", "Floods struck Rio Grande do Sul.", [("Rio Grande do Sul", "BRA")]),
    ("part of a body", "They met at the Asia-Pacific Economic Cooperation forum.", []),
    ("body like a town", "He spoke at the OAS meeting in Quito.", [("Quito", "ECU")]),
    ("land of another state", "Troops fought in Kosovo.", [("Kosovo", "XKX")]),
]


@pytest.mark.parametrize(("claim", "text", "expected"), FOUND, ids=[r[0] for r in FOUND])
def test_a_sentence_has_its_places(claim: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.place.name, m.place.country) for m in places(text)] == expected, claim


def test_the_country_after_the_comma_decides() -> None:
    found = places("The envoys met in Birmingham, Ala., on Monday.")
    assert found[0].place.country == "USA"
    found = places("The envoys met in Birmingham, England, on Monday.")
    assert found[0].place.country == "GBR"


def test_a_place_has_coordinates_words_and_a_head_inside_them() -> None:
    (mention,) = places("The envoys met in Vladivostok.")
    assert mention.first <= mention.head < mention.last
    assert mention.place.text == "Vladivostok"
    assert mention.place.latitude is not None


def test_no_sentences_no_places() -> None:
    assert find_places([], load_directory(), []) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ANKARA, April 8 (AFP) - Levy arrived here.", ("Ankara", "TUR")),
        ("MAR DEL PLATA, Argentina (Reuters) - Police arrived.", ("Mar del Plata", "ARG")),
        ("Police arrived in Ankara.", None),
    ],
)
def test_a_report_is_filed_from_its_dateline(text: str, expected: tuple[str, str] | None) -> None:
    desk = find_desk(Article(id="t", text=text))
    assert (None if desk is None else (desk.name, desk.country)) == expected


def test_the_reporters_here_is_the_dateline() -> None:
    article = Article(id="t", text="ANKARA (AFP) - Levy arrived here on Tuesday.")
    sentences = read_sentences(article)
    desk = find_desk(article)
    (row,) = find_places(sentences, load_directory(), [[]], desk=desk)
    assert [(m.place.text, m.place.name) for m in row] == [("here", "Ankara")]
