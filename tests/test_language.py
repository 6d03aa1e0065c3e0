from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language import (
    ancestors,
    arborescence,
    children_by,
    descendants,
    read_articles,
    read_sentences,
    subtree_span,
)
from communique.language.arborescence import find_best_tree, find_heads
from communique.language.attaching import (
    mend_appositions,
    mend_deadlines,
    mend_names,
    mend_occasions,
    mend_participles,
    mend_quantities,
    mend_reductions,
    mend_samples,
)
from communique.language.mending import (
    mend_bestowals,
    mend_lists,
    mend_particles,
    mend_passives,
    mend_progressives,
    mend_subjects,
    mend_visitors,
)
from communique.language.parse import Parse
from communique.language.reporting import mend_reporting
from communique.types import Article, Sentence


def read(text: str, title: str | None = None) -> list[Sentence]:
    return read_sentences(Article(id="a", text=text, title=title))


def arcs(sentence: Sentence) -> set[tuple[str, str, str]]:
    return {
        (t.text, t.deprel, sentence.tokens[t.head].text if t.head >= 0 else "")
        for t in sentence.tokens
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister met the ambassador in Oslo.",
            {("minister", "nsubj", "met"), ("ambassador", "obj", "met"), ("met", "root", "")},
        ),
        (
            "The bridge was destroyed by rebels.",
            {("bridge", "nsubj:pass", "destroyed"), ("rebels", "obl:agent", "destroyed")},
        ),
        (
            "The president will not visit Brazil next month.",
            {("not", "advmod", "visit"), ("will", "aux", "visit"), ("Brazil", "obj", "visit")},
        ),
        (
            "Police said that soldiers had fired on the crowd.",
            {("Police", "nsubj", "said"), ("fired", "ccomp", "said")},
        ),
        (
            "Kenya accused its neighbour of arming the rebels.",
            {("Kenya", "nsubj", "accused"), ("arming", "advcl", "accused")},
        ),
        (
            "The envoy, who arrived on Sunday, refused to speak.",
            {("envoy", "nsubj", "refused"), ("arrived", "acl:relcl", "envoy")},
        ),
        (
            "France and Spain signed the treaty.",
            {("Spain", "conj", "France"), ("France", "nsubj", "signed")},
        ),
        (
            "The government plans to build a wall.",
            {("build", "xcomp", "plans"), ("wall", "obj", "build")},
        ),
        (
            "Peru's foreign minister resigned on Friday.",
            {("Peru", "nmod:poss", "minister"), ("minister", "nsubj", "resigned")},
        ),
        (
            "If the talks fail, the army may attack.",
            {("fail", "advcl", "attack"), ("may", "aux", "attack")},
        ),
        (
            "Thousands of protesters marched through Santiago.",
            {("Thousands", "nsubj", "marched"), ("Santiago", "obl", "marched")},
        ),
        (
            '"We want peace," the general said.',
            {("general", "nsubj", "said"), ("want", "ccomp", "said")},
        ),
    ],
)
def test_plain_sentences_get_their_trees(text: str, expected: set[tuple[str, str, str]]) -> None:
    (sentence,) = read(text)
    assert expected <= arcs(sentence)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Guests from Kenya met Kim Jong-un on Friday.", "Kim Jong-un", "PER"),
        ("President Angela Merkel spoke in Berlin.", "Angela Merkel", "PER"),
        ("The troops left Bosnia-Herzegovina in May.", "Bosnia-Herzegovina", "LOC"),
        ("He was born in the Soviet Union.", "Soviet Union", "LOC"),
        ("The United Nations Security Council met.", "United Nations Security Council", "ORG"),
        ("Omar al-Bashir was arrested.", "Omar al-Bashir", "PER"),
    ],
)
def test_names_are_found_whole(text: str, name: str, label: str) -> None:
    (sentence,) = read(text)
    found = [
        (text[sentence.tokens[n.first].start : sentence.tokens[n.last - 1].end], n.label)
        for n in sentence.names
    ]
    assert (name, label) in found


def test_nationalities_are_no_names() -> None:
    (sentence,) = read("Several Russian officials denied the report.")
    assert sentence.names == ()


def test_words_have_tags_and_lemmas() -> None:
    (sentence,) = read("Two ministers were meeting their guests.")
    assert [(t.lemma, t.upos, t.xpos) for t in sentence.tokens[:4]] == [
        ("two", "NUM", "CD"),
        ("minister", "NOUN", "NNS"),
        ("be", "AUX", "VBD"),
        ("meet", "VERB", "VBG"),
    ]


def test_a_bare_participle_with_a_subject_becomes_a_past_tense() -> None:
    words = ["The", "minister", "resigned", "."]
    parse = Parse(
        ["DET", "NOUN", "VERB", "PUNCT"],
        ["DT", "NN", "VBN", "."],
        [1, 2, -1, 2],
        ["det", "nsubj:pass", "root", "punct"],
        ["O"] * 4,
    )
    mend_passives(words, parse)
    assert parse.deprels[1] == "nsubj"
    assert parse.xpos[2] == "VBD"


def test_a_participle_with_its_agent_leaves_the_clause_its_subject() -> None:
    words = ["The", "test", "made", "by", "Iran", "shocked", "Oman"]
    parse = Parse(
        ["DET", "NOUN", "VERB", "ADP", "PROPN", "VERB", "PROPN"],
        ["DT", "NN", "VBD", "IN", "NNP", "VBD", "NNP"],
        [1, 2, -1, 4, 2, 2, 5],
        ["det", "nsubj", "root", "case", "obl:agent", "conj", "obj"],
        ["O"] * 7,
    )
    mend_reductions(words, parse)
    assert (parse.heads[2], parse.deprels[2]) == (1, "acl")
    assert (parse.heads[1], parse.heads[5]) == (5, -1)


def test_so_many_of_whom_are_a_subject() -> None:
    words = ["rebels", ",", "thousands", "of", "whom", "fled", "Chad"]
    parse = Parse(
        ["NOUN", "PUNCT", "NOUN", "ADP", "PRON", "VERB", "PROPN"],
        ["NNS", ",", "NNS", "IN", "WP", "VBD", "NNP"],
        [-1, 2, 0, 4, 2, 0, 5],
        ["root", "punct", "appos", "case", "nmod", "acl:relcl", "obj"],
        ["O"] * 7,
    )
    mend_quantities(words, parse)
    assert (parse.heads[2], parse.deprels[2]) == (5, "nsubj")


def test_what_has_only_had_before_it_is_no_passive() -> None:
    words = ["Troops", "had", "destroyed", "it", "."]
    parse = Parse(
        ["NOUN", "AUX", "VERB", "PRON", "PUNCT"],
        ["NNS", "VBD", "VBN", "PRP", "."],
        [2, 2, -1, 2, 2],
        ["nsubj:pass", "aux", "root", "obj", "punct"],
        ["O"] * 5,
    )
    mend_passives(words, parse)
    assert parse.deprels[0] == "nsubj"


def test_a_passive_with_its_auxiliary_stays_one() -> None:
    words = ["He", "was", "arrested", "."]
    parse = Parse(
        ["PRON", "AUX", "VERB", "PUNCT"],
        ["PRP", "VBD", "VBN", "."],
        [2, 2, -1, 2],
        ["nsubj:pass", "aux:pass", "root", "punct"],
        ["O"] * 4,
    )
    mend_passives(words, parse)
    assert parse.deprels[0] == "nsubj:pass"


def test_a_progressive_taken_for_a_noun_phrase_becomes_a_verb_with_its_object() -> None:
    words = ["Jets", "have", "been", "bombing", "border", "towns", "."]
    parse = Parse(
        ["NOUN", "AUX", "AUX", "VERB", "NOUN", "NOUN", "PUNCT"],
        ["NNS", "VBP", "VBN", "VBG", "NN", "NNS", "."],
        [5, 5, 5, 5, 5, -1, 5],
        ["nsubj", "aux", "cop", "compound", "compound", "root", "punct"],
        ["O"] * 7,
    )
    mend_progressives(words, parse)
    assert parse.heads == [3, 3, 3, -1, 5, 3, 3]
    assert parse.deprels == ["nsubj", "aux", "aux", "root", "compound", "obj", "punct"]


def test_a_visiting_president_is_who_visits() -> None:
    words = ["Talks", "with", "visiting", "President", "Kagame", "ended"]
    parse = Parse(
        ["NOUN", "ADP", "VERB", "PROPN", "PROPN", "VERB"],
        ["NNS", "IN", "VBG", "NNP", "NNP", "VBD"],
        [5, 2, 0, 4, 2, -1],
        ["nsubj", "mark", "acl", "nmod:desc", "obj", "root"],
        ["O"] * 6,
    )
    mend_visitors(words, parse)
    assert parse.heads == [5, 4, 4, 4, 0, -1]
    assert parse.deprels == ["nsubj", "case", "amod", "nmod:desc", "nmod", "root"]


def test_what_stands_behind_a_particle_is_an_object() -> None:
    words = ["Oman", "handed", "over", "control", "."]
    parse = Parse(
        ["PROPN", "VERB", "ADP", "NOUN", "PUNCT"],
        ["NNP", "VBD", "RP", "NN", "."],
        [1, -1, 3, 1, 1],
        ["nsubj", "root", "case", "obl", "punct"],
        ["O"] * 5,
    )
    mend_particles(words, parse)
    assert parse.heads == [1, -1, 1, 1, 1]
    assert parse.deprels == ["nsubj", "root", "compound:prt", "obj", "punct"]


def test_the_members_of_a_list_hang_from_its_first() -> None:
    words = ["Egypt", ",", "Jordan", "and", "Qatar", "met"]
    parse = Parse(
        ["PROPN", "PUNCT", "PROPN", "CCONJ", "PROPN", "VERB"],
        ["NNP", ",", "NNP", "CC", "NNP", "VBD"],
        [5, 2, 0, 4, 2, -1],
        ["nsubj", "punct", "conj", "cc", "conj", "root"],
        ["O"] * 6,
    )
    mend_lists(words, parse)
    assert parse.heads == [5, 2, 0, 4, 0, -1]


def test_who_has_an_article_is_no_second_country_of_a_government() -> None:
    words = ["The", "army", "of", "Chad", "and", "the", "rebels", "met"]
    parse = Parse(
        ["DET", "NOUN", "ADP", "PROPN", "CCONJ", "DET", "NOUN", "VERB"],
        ["DT", "NN", "IN", "NNP", "CC", "DT", "NNS", "VBD"],
        [1, 7, 3, 1, 6, 6, 3, -1],
        ["det", "nsubj", "case", "nmod", "cc", "det", "conj", "root"],
        ["O"] * 8,
    )
    mend_lists(words, parse)
    assert parse.heads == [1, 7, 3, 1, 6, 6, 1, -1]


def test_what_hangs_from_a_later_word_of_a_name_hangs_from_its_first() -> None:
    words = ["Dalai", "Lama", "and", "Taiwan"]
    parse = Parse(
        ["PROPN", "PROPN", "CCONJ", "PROPN"],
        ["NNP", "NNP", "CC", "NNP"],
        [-1, 0, 3, 1],
        ["root", "flat", "cc", "conj"],
        ["O"] * 4,
    )
    mend_names(words, parse)
    assert parse.heads == [-1, 0, 3, 0]


def test_what_there_is_time_for_hangs_from_the_time() -> None:
    words = ["Chad", "gave", "Mali", "two", "hours", "to", "leave"]
    parse = Parse(
        ["PROPN", "VERB", "PROPN", "NUM", "NOUN", "PART", "VERB"],
        ["NNP", "VBD", "NNP", "CD", "NNS", "TO", "VB"],
        [1, -1, 1, 4, 1, 6, 1],
        ["nsubj", "root", "iobj", "nummod", "obj", "mark", "advcl"],
        ["O"] * 7,
    )
    mend_deadlines(words, parse)
    assert (parse.heads[6], parse.deprels[6]) == (4, "acl")


def test_a_closing_participle_is_of_the_main_clause() -> None:
    words = ["Chad", "told", "why", "talks", "failed", ",", "insisting"]
    parse = Parse(
        ["PROPN", "VERB", "ADV", "NOUN", "VERB", "PUNCT", "VERB"],
        ["NNP", "VBD", "WRB", "NNS", "VBD", ",", "VBG"],
        [1, -1, 1, 4, 2, 6, 4],
        ["nsubj", "root", "advmod", "nsubj", "advcl:relcl", "punct", "advcl"],
        ["O"] * 7,
    )
    mend_participles(words, parse)
    assert parse.heads == [1, -1, 1, 4, 2, 6, 1]


def test_what_is_yet_to_be_held_hangs_from_its_occasion() -> None:
    words = ["Oman", "joins", "talks", ",", "to", "be", "held", "soon"]
    parse = Parse(
        ["PROPN", "VERB", "NOUN", "PUNCT", "PART", "AUX", "VERB", "ADV"],
        ["NNP", "VBZ", "NNS", ",", "TO", "VB", "VBN", "RB"],
        [1, -1, 1, 6, 6, 6, 1, 6],
        ["nsubj", "root", "obj", "punct", "mark", "aux:pass", "advcl", "advmod"],
        ["O"] * 8,
    )
    mend_occasions(words, parse)
    assert (parse.heads[6], parse.deprels[6]) == (2, "acl")


def test_the_few_that_are_named_stand_beside_the_many() -> None:
    words = ["Chad", "expelled", "ten", "envoys", ",", "among", "them", "two", "Poles"]
    parse = Parse(
        ["PROPN", "VERB", "NUM", "NOUN", "PUNCT", "ADP", "PRON", "NUM", "PROPN"],
        ["NNP", "VBD", "CD", "NNS", ",", "IN", "PRP", "CD", "NNPS"],
        [1, -1, 3, 1, 6, 6, 1, 8, 1],
        ["nsubj", "root", "nummod", "obj", "punct", "case", "obl", "nummod", "obl"],
        ["O"] * 9,
    )
    mend_samples(words, parse)
    assert (parse.heads[8], parse.deprels[8]) == (3, "appos")


def test_what_says_what_a_place_is_stands_beside_it() -> None:
    words = ["Chad", "left", "from", "Heglig", ",", "an", "oilfield", "there"]
    parse = Parse(
        ["PROPN", "VERB", "ADP", "PROPN", "PUNCT", "DET", "NOUN", "ADV"],
        ["NNP", "VBD", "IN", "NNP", ",", "DT", "NN", "RB"],
        [1, -1, 3, 1, 6, 6, 1, 6],
        ["nsubj", "root", "case", "obl", "punct", "det", "obj", "advmod"],
        ["O"] * 8,
    )
    mend_appositions(words, parse)
    assert (parse.heads[6], parse.deprels[6]) == (3, "appos")


def test_a_passive_goes_on_to_what_is_refused() -> None:
    words = ["Ten", "were", "questioned", "and", "refused", "asylum"]
    parse = Parse(
        ["NUM", "AUX", "VERB", "CCONJ", "VERB", "NOUN"],
        ["CD", "VBD", "VBN", "CC", "VBD", "NN"],
        [2, 2, -1, 4, 2, 4],
        ["nsubj:pass", "aux:pass", "root", "cc", "conj", "obj"],
        ["O"] * 6,
    )
    mend_bestowals(words, parse)
    assert parse.xpos[4] == "VBN"


def test_who_reports_stands_beside_nobody() -> None:
    words = ["Mugabe", "will", "fly", ",", "envoy", "Reid", "announced"]
    parse = Parse(
        ["PROPN", "AUX", "VERB", "PUNCT", "NOUN", "PROPN", "VERB"],
        ["NNP", "MD", "VB", ",", "NN", "NNP", "VBD"],
        [2, 2, 6, 2, 0, 4, -1],
        ["nsubj", "aux", "ccomp", "punct", "appos", "appos", "root"],
        ["O"] * 7,
    )
    mend_reporting(words, parse)
    assert (parse.heads[4], parse.deprels[4]) == (6, "nsubj")


def test_a_name_before_a_verb_is_its_subject_and_no_part_of_its_object() -> None:
    words = ["Africa", "released", "Nelson", "Mandela"]
    parse = Parse(
        ["PROPN", "VERB", "PROPN", "PROPN"],
        ["NNP", "VBD", "NNP", "NNP"],
        [2, -1, 1, 2],
        ["flat", "root", "obj", "flat"],
        ["O"] * 4,
    )
    mend_subjects(words, parse)
    assert parse.heads == [1, -1, 1, 2]
    assert parse.deprels == ["nsubj", "root", "obj", "flat"]


def test_the_title_comes_first_as_a_headline() -> None:
    first, second = read("They met on Monday.", title="Leaders meet")
    assert (first.field, first.kind, first.index) == ("title", "headline", 0)
    assert (second.field, second.kind, second.index) == ("text", "body", 1)


def test_quotations_run_over_sentences() -> None:
    text = 'He said: "We will go. They will stay." Then he left.'
    sentences = read(text)
    quoted = [[text[q.start : q.end] for q in s.quoted] for s in sentences]
    assert quoted[0] == ["We will go."]
    assert quoted[1] == ["They will stay."]
    assert quoted[-1] == []


def test_two_single_marks_quote_where_they_open() -> None:
    text = "''We will go,'' he said."
    (sentence,) = read(text)
    assert [text[q.start : q.end] for q in sentence.quoted] == ["We will go,"]


def test_trees_can_be_walked() -> None:
    (sentence,) = read("The old minister met the ambassador of Peru.")
    met = sentence.root
    assert sentence.tokens[met].text == "met"
    (minister,) = children_by(sentence, met, "nsubj")
    assert [sentence.tokens[i].text for i in descendants(sentence, minister)] == [
        "The",
        "old",
        "minister",
    ]
    assert subtree_span(sentence, minister) == (0, 3)
    peru = next(t.index for t in sentence.tokens if t.text == "Peru")
    assert list(ancestors(sentence, peru))[-1] == met


def test_an_article_is_read_alike_in_any_company() -> None:
    one = Article(id="1", text="The minister met the ambassador. They signed a treaty.")
    other = Article(id="2", text="Rebels attacked the town, and many fled to the hills.")
    alone = [read_sentences(one)]
    together = list(read_articles([other, one, other]))
    assert together[1] == alone[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "...",
        "\x00\ufeff\u200b",
        "🙂🙂 🙂",
        "Президент встретился с послом.",
        "总统会见了大使。",
        "ا ل و ز ي ر",
        "e\u0301\u0301\u0301 " * 50,
        "a" * 5000,
        "word " * 1200,
        "(" * 400,
        "x-" * 900,
        "Mr. " * 400,
        "\u2028\u2029\x85",
    ],
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    for sentence in read(text, title=text):
        source = text
        assert all(source[t.start : t.end] == t.text for t in sentence.tokens)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.none() | st.text(max_size=40))
def test_laws_of_sentences(text: str, title: str | None) -> None:
    for i, sentence in enumerate(read(text, title)):
        source = text if sentence.field == "text" else title or ""
        assert sentence.index == i
        assert sentence.tokens
        assert (sentence.span.start, sentence.span.end) == (
            sentence.tokens[0].start,
            sentence.tokens[-1].end,
        )
        assert all(source[t.start : t.end] == t.text for t in sentence.tokens)
        assert [t.deprel for t in sentence.tokens if t.head < 0] == ["root"]
        assert descendants(sentence, sentence.root) == list(range(len(sentence.tokens)))
        assert all(
            sentence.span.start <= q.start < q.end <= sentence.span.end for q in sentence.quoted
        )


@settings(deadline=None)
@given(st.integers(1, 7), st.integers(0, 10_000))
def test_any_scores_give_a_tree_with_one_root(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1))
    heads = find_heads(scores.astype(np.float32))
    assert heads[1:].count(0) == 1
    for at in range(1, words + 1):
        steps, place = 0, at
        while place != 0:
            place, steps = heads[place], steps + 1
            assert steps <= words


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether every word's heads lead to the root; words count from 1."""
    reached = range(len(heads) + 1)
    for _ in heads:
        reached = [(0, *heads)[at] for at in reached]
    return not any(reached)


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_no_tree_of_that_root_is_better(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).integers(-9, 9, (words + 1, words + 1)).astype(float)

    def rate(heads: Sequence[int]) -> float:
        return sum(scores[word, head] for word, head in enumerate(heads, start=1))

    found = tuple(find_best_tree(scores.copy()).tolist()[1:])
    every = product(range(words + 1), repeat=words)
    trees = [heads for heads in every if heads.count(0) == 1 and is_tree(heads)]
    assert found in trees
    rivals = [heads for heads in trees if heads.index(0) == found.index(0)]
    assert rate(found) == max(map(rate, rivals))


class Counted(np.ndarray[Any, Any]):
    """Count how often a best head is looked for."""

    asked = 0

    def argmax(self, *_: Any, **__: Any) -> Any:
        Counted.asked += 1
        return np.asarray(self).argmax()


@pytest.mark.parametrize("kind", ["pairs", "alike", "chain"])
@pytest.mark.parametrize("words", [64, 128])
def test_however_cycles_nest_each_group_is_looked_at_once(kind: str, words: int) -> None:
    scores = np.full((words + 1, words + 1), -1.0)
    for word in range(1, words + 1):
        if kind == "pairs":
            scores[word, word + 1 if word % 2 else word - 1] = 5.0
        if kind == "chain" and word > 1:
            scores[word, word - 1] = 5.0 + 1 / word
            scores[word - 1, word] = 5.0 - 1 / word
    Counted.asked = 0
    heads = arborescence.find_free_tree(scores.view(Counted))
    assert is_tree(heads.tolist()[1:])
    assert Counted.asked <= 2 * words


def test_the_best_tree_is_found_where_greed_makes_a_cycle() -> None:
    scores = np.full((3, 3), -50.0)
    scores[1, 2], scores[2, 1] = 10, 9
    scores[1, 0], scores[2, 0] = 5, 1
    assert find_best_tree(scores).tolist() == [0, 0, 1]
