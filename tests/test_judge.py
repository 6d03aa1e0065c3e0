"""The learned judge of words: what it reads of a sentence, and what the coder makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.coding.coder import code
from communique.coding.drafting import judge_status
from communique.coding.judge import (
    KINDS,
    MOST_PIECES,
    TYPES,
    encode_words,
    judge_sentence,
    mark_sentence,
)
from communique.coding.network import load_network
from communique.coding.parties import Cast, make_cast
from communique.coding.proposals import find_takers, weigh
from communique.coding.readings import Reading, find_readings
from communique.coding.tellers import find_tellers
from communique.directory import load_directory
from communique.language import read_sentences
from communique.lexicon import load_lexicon
from communique.mentions.actors import find_actors
from communique.types import Article, Sentence

DAY = date(2015, 6, 17)


def parse(text: str) -> tuple[Sentence, Cast, list[Reading]]:
    sentences = read_sentences(Article(id="one", text=text, published=DAY))
    cast = make_cast(find_actors(sentences, load_directory(), DAY)[0])
    return sentences[0], cast, find_readings(sentences[0], cast, load_lexicon())


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Kenya accused Somalia of moving its border posts.", "accused", "ACCUSE"),
        ("Syrian rebels overran the barracks at dawn.", "overran", "ASSAULT"),
        ("Norway airlifted tents and blankets to Nepal.", "airlifted", "AID"),
        (
            "Police dragged two opposition lawmakers from their beds in Harare.",
            "dragged",
            "COERCE",
        ),
        ("Peru's president has thirty advisers.", "has", "NONE"),
    ],
)
def test_words_are_judged(text: str, word: str, kind: str) -> None:
    sentence, cast, readings = parse(text)
    judgement = judge_sentence(sentence, cast, readings)
    index = next(token.index for token in sentence.tokens if token.text == word)
    assert judgement.likeliest(index)[0] == kind


def test_parts_are_shared_out() -> None:
    sentence, cast, readings = parse("Togo was accused by Ghana of spying.")
    judgement = judge_sentence(sentence, cast, readings)
    index = next(token.index for token in sentence.tokens if token.text == "accused")
    acting, receiving = (
        [party.entity.name for party in find_takers(judgement.shares(index), part)]
        for part in (1, 2)
    )
    assert (acting, receiving) == (["Ghana"], ["Togo"])


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Togo shelled a camp, Ali Keita said.", "Keita"),
        ("State radio quoted Ali Keita as saying Togo shelled a camp.", "Keita"),
        ("A statement issued by the embassy said Togo shelled a camp.", "embassy"),
    ],
)
def test_who_tells_is_found(text: str, teller: str) -> None:
    sentence, *_ = parse(text)
    at = {token.text: token.index for token in sentence.tokens}
    told = find_tellers(sentence, at["shelled"], {at["Togo"]})
    assert any(at[teller] in (i, i + 1) for i in told)


def test_what_is_there_is_not_undone_by_what_it_does_not_do() -> None:
    text = "Chad and Mali know that the talks would not delay the vote."
    sentence, _, readings = parse(text)
    talks = next(r for r in readings if sentence.tokens[r.trigger].text == "talks")
    status, _ = judge_status(sentence, replace(talks, judged=("negated", 0.9)))
    assert status != "negated"


def test_who_only_tells_of_a_deed_does_not_do_it() -> None:
    text = "Yugoslavia is increasing special police forces in Kosovo, Madeleine Albright said."
    sentence, cast, readings = parse(text)
    told = [r for r in weigh(sentence, cast, readings, load_lexicon()) if r.shares]
    acting = {party.entity.country for reading in told for party in reading.actors}
    assert acting == {"YUG"}


def test_chances_add_up() -> None:
    sentence, cast, readings = parse("Chile's president met her Peruvian counterpart in Lima.")
    judgement = judge_sentence(sentence, cast, readings)
    assert judgement.types.shape == (len(sentence.tokens), len(TYPES))
    assert np.allclose(judgement.types.sum(1), 1, atol=1e-5)
    assert np.allclose(judgement.statuses.sum(1), 1, atol=1e-5)
    assert np.allclose(judgement.parts(2).sum(1), 1, atol=1e-5)


def test_mentions_are_marked_by_kind_and_readings_by_type() -> None:
    sentence, cast, readings = parse("Kenya accused Somalia of spying.")
    marked = mark_sentence(sentence, cast, readings)
    state = 1 + KINDS.index("state")
    assert marked.kinds[:3] == (state, 0, state)
    assert marked.readings[1] == 1 + TYPES.index("ACCUSE")


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 400))
def test_sentences_of_any_length_are_cut_to_the_network(count: int) -> None:
    sentence, cast, readings = parse("Peru thanked Chile.")
    marked = mark_sentence(sentence, cast, readings)
    longer = type(marked)(
        *(getattr(marked, name) * count for name in ("words", "upos", "deprels", "kinds")),
        readings=marked.readings * count,
        mentions=marked.mentions,
        supposed=marked.supposed,
    )
    pieces = encode_words(longer, load_network().pieces)
    rows = (pieces.ids, pieces.cases, pieces.kinds, pieces.readings, pieces.upos, pieces.deprels)
    assert len({len(row) for row in rows}) == 1
    assert len(pieces.ids) <= MOST_PIECES + 1
    assert list(pieces.firsts) == sorted(set(pieces.firsts))


def test_words_beyond_the_network_tell_nothing() -> None:
    sentence, cast, readings = parse("Peru thanked Chile.")
    judgement = judge_sentence(sentence, cast, readings)
    assert judgement.likeliest(999) == ("NONE", 1.0)
    assert judgement.chance(999, "ACCUSE") == 0.0


def test_a_deed_without_an_entry_says_that_the_judge_heard_it() -> None:
    events = code(
        Article(id="one", text="Syrian rebels overran the barracks at dawn.", published=DAY)
    )
    assert [event.event for event in events] == ["ASSAULT"]
    assert any(line.startswith("entry judge:assault") for line in events[0].why)
    assert any("the judge gives" in line for line in events[0].why)


def test_nothing_is_added_where_the_lexicon_has_read_the_verb() -> None:
    sentence, cast, readings = parse("Kenya accused Somalia of spying.")
    assert [r.trigger for r in weigh(sentence, cast, readings, load_lexicon())] == [
        r.trigger for r in readings
    ]


def test_sentences_without_a_political_actor_are_not_judged() -> None:
    sentence, cast, readings = parse("The baker overran his budget.")
    assert weigh(sentence, cast, readings, load_lexicon()) == readings
