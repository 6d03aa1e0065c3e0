"""Deeds in words that no entry knows: candidates, the sieve and what the ranker makes of them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding.coder import code
from communique.coding.parties import Cast, make_cast
from communique.coding.proposals import (
    find_candidates,
    is_promising,
    load_sieve,
    make_candidate_pair,
    marks_of,
    propose,
)
from communique.coding.readings import find_readings
from communique.directory import load_directory
from communique.language import read_sentences
from communique.lexicon import load_lexicon
from communique.mentions.actors import find_actors
from communique.types import Article, Sentence

DAY = date(2015, 6, 17)


def parse(text: str) -> tuple[Sentence, Cast]:
    sentences = read_sentences(Article(id="one", text=text, published=DAY))
    actors = find_actors(sentences, load_directory(), DAY)
    return sentences[0], make_cast(actors[0])


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Kenya outfoxed Somalia.", "outfoxed", ["Kenya"], ["Somalia"]),
        ("Peru sulked on Monday.", "sulked", ["Peru"], []),
        ("Togo was outfoxed by Ghana.", "outfoxed", ["Ghana"], ["Togo"]),
        ("Mali's tussle with Chad goes on.", "tussle", ["Mali"], ["Chad"]),
    ],
)
def test_candidates_are_predicates_with_their_parties(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    sentence, cast = parse(text)
    found = [
        (
            sentence.tokens[c.trigger].text,
            [p.entity.name for p in c.actors],
            [p.entity.name for p in c.recipients],
        )
        for c in find_candidates(sentence, cast)
    ]
    assert (trigger, actors, recipients) in found


def test_what_is_taken_is_no_candidate() -> None:
    sentence, cast = parse("Kenya outfoxed Somalia.")
    assert not list(find_candidates(sentence, cast, taken={1}))


def test_the_pair_marks_the_predicate_in_the_article() -> None:
    sentence, cast = parse("Peru sulked on Monday.")
    pair = make_candidate_pair(sentence, next(find_candidates(sentence, cast)))
    assert pair.trigger is not None
    assert (pair.trigger.start, pair.trigger.end) == (5, 11)
    assert pair.recipient is None


def test_the_sieve_knows_the_marks_it_is_asked_about() -> None:
    sentence, cast = parse("Rebels overran the barracks at dawn.")
    candidate = next(find_candidates(sentence, cast))
    weights, _ = load_sieve()
    assert marks_of(sentence, candidate) & weights.keys()
    assert is_promising(sentence, candidate)


def test_a_deed_without_an_entry_says_that_the_ranker_read_it() -> None:
    events = code(
        Article(id="one", text="Syrian rebels overran the barracks at dawn.", published=DAY)
    )
    assert [event.event for event in events] == ["ASSAULT"]
    assert any(line.startswith("entry ranker:assault") for line in events[0].why)
    assert any("the ranker gives" in line for line in events[0].why)


def test_nothing_is_proposed_where_the_lexicon_has_read_the_verb() -> None:
    sentence, cast = parse("Kenya accused Somalia of spying.")
    readings = find_readings(sentence, cast, load_lexicon())
    found = propose(sentence, cast, readings)
    assert {r.trigger for r in found}.isdisjoint(r.trigger for r in readings)
