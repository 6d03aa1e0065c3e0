from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.hyphens import stays_whole
from communique.language.lemmas import inflect_back
from communique.language.pieces import WordPieces, find_case
from communique.language.tokenise import split_words


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in split_words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They don't, can't and won't.", "They do n't , ca n't and wo n't ."),
        ("It’s Norway’s turn; we’ll see", "It ’s Norway ’s turn ; we ’ll see"),
        ("the workers' rights", "the workers ' rights"),
        ("He cannot go", "He can not go"),
        ("Mr. O'Brien met Sen. Day.", "Mr. O'Brien met Sen. Day ."),
        ("the U.S. and the U.N. agreed", "the U.S. and the U.N. agreed"),
        ("at 10am on 9/11", "at 10 am on 9/11"),
        ("$3,000.50 or US$5m, 3.5%", "$ 3,000.50 or US$ 5 m , 3.5 %"),
        ('(AP) — "Yes," he said...', '( AP ) — " Yes , " he said ...'),
        ('No. 5 of them said "No."', 'No. 5 of them said " No . "'),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("mail a.b@example.org, now", "mail a.b@example.org , now"),
        ("George W. Bush, J.K. Rowling", "George W. Bush , J.K. Rowling"),
        ("2018-19 and 2019-04-25", "2018 - 19 and 2019-04-25"),
        ("he left--alone", "he left -- alone"),
        ("Côte d'Ivoire's army", "Côte d'Ivoire 's army"),
        ("and/or", "and / or"),
    ],
)
def test_words_are_cut_as_treebanks_do(text: str, words: str) -> None:
    assert cut(text) == words.split()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("leader Kim Jong-un said", "Jong-un"),
        ("President Yoon Suk-yeol said", "Suk-yeol"),
        ("Tsai Ing-wen won", "Ing-wen"),
        ("Omar al-Bashir fell", "al-Bashir"),
        ("fighters of Al-Shabaab", "Al-Shabaab"),
        ("in Bosnia-Herzegovina", "Bosnia-Herzegovina"),
        ("in Guinea-Bissau", "Guinea-Bissau"),
        ("Jean-Claude Juncker", "Jean-Claude"),
        ("in Port-au-Prince", "Port-au-Prince"),
        ("in Rostov-on-Don", "Rostov-on-Don"),
        ("S-400 missiles", "S-400"),
        ("was re-elected", "re-elected"),
        ("anti-government rallies", "anti-government"),
        ("the vice-president", "vice-president"),
        ("in mid-April", "mid-April"),
    ],
)
def test_hyphenated_names_and_prefixed_words_stay_whole(text: str, whole: str) -> None:
    assert whole in cut(text)


@pytest.mark.parametrize(
    "compound",
    [
        "US-led",
        "Moscow-based",
        "Trump-Kim",
        "US-Russia",
        "Israeli-Palestinian",
        "long-range",
        "12-year-old",
        "Iran-backed",
    ],
)
def test_other_compounds_are_cut_at_the_hyphen(compound: str) -> None:
    assert cut(f"the {compound} plan") == ["the", *compound.replace("-", " - ").split(), "plan"]


def test_what_follows_decides_between_a_name_and_two_parties() -> None:
    assert stays_whole("Mrs", "Smith", "Jones", "said")
    assert not stays_whole("the", "Smith", "Jones", "summit")


@given(st.text(max_size=200))
def test_words_cover_all_but_the_spaces_in_order(text: str) -> None:
    words = split_words(text, 0, len(text))
    assert "".join("".join(text[a:b] for a, b in words).split()) == "".join(text.split())
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(words))


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("freed", "VBD", "free"),
        ("hoped", "VBD", "hope"),
        ("visited", "VBN", "visit"),
        ("banned", "VBD", "ban"),
        ("called", "VBD", "call"),
        ("carried", "VBD", "carry"),
        ("making", "VBG", "make"),
        ("meeting", "VBG", "meet"),
        ("accuses", "VBZ", "accuse"),
        ("parties", "NNS", "party"),
        ("clashes", "NNS", "clash"),
        ("Talks", "NNS", "talk"),
        ("Russian", "JJ", "Russian"),
        ("larger", "JJR", "large"),
        # Verbs that the vocabulary lacks
        ("underlined", "VBD", "underline"),
        ("refuting", "VBG", "refute"),
        ("postponed", "VBN", "postpone"),
        ("derided", "VBD", "deride"),
        ("heckled", "VBD", "heckle"),
        ("harassed", "VBN", "harass"),
        ("mulling", "VBG", "mull"),
        ("compelled", "VBD", "compel"),
        ("teargassed", "VBD", "teargas"),
        ("emphasised", "VBD", "emphasise"),
        ("unloaded", "VBD", "unload"),
    ],
)
def test_rules_undo_inflection(form: str, tag: str, lemma: str) -> None:
    known = {"hope", "visit", "ban", "call", "carry", "make", "meet", "accuse", "large", "talk"}
    assert inflect_back(form, tag, known) == lemma


@pytest.mark.parametrize(
    ("word", "case"),
    [("talks", 0), ("Talks", 1), ("NATO", 2), ("al-Bashir", 3), ("2019", 4), ("A", 5)],
)
def test_capitals_have_classes(word: str, case: int) -> None:
    assert find_case(word) == case


def test_pieces_are_the_longest_that_fit() -> None:
    pieces = WordPieces(["[PAD]", "sanction", "##s", "##ed", "-", "led", '"'])
    assert pieces("Sanctions")[0] == (1, 2)
    assert pieces("sanctioned-led")[0] == (1, 3, 4, 5)
    assert pieces("“")[0] == (6,)
