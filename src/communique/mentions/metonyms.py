"""Tell by syntax whether a capital or a state's name acts or is only where something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions import wording
from communique.mentions.phrases import outer_head, preposition_of, relation

if TYPE_CHECKING:
    from communique.types import Sentence

_DEALING = frozenset(
    """with between against toward towards upon for among by versus alongside without like unlike
    despite concerning regarding on about according""".split()
)
# Nouns whose "of X" or "X's" names a deed or a quality of the state, never a site.
_SITE_RELATIONS = frozenset({"nmod", "obl"})


def is_place(sentence: Sentence, head: int, *, capital: bool) -> bool:
    """Tell whether the name headed by `head` is used as a place.

    A capital is a place unless its position is one for an actor; a state's name acts unless a
    preposition of place, or of motion after a word of motion, introduces it.
    """
    tokens = sentence.tokens
    token = tokens[head]
    if relation(token) == "appos" and capital and preposition_of(sentence, head) == "":
        return True
    top = outer_head(sentence, head)
    token = tokens[top]
    deprel = token.deprel
    base = relation(token)
    if deprel.startswith("nsubj") or deprel == "obl:agent":
        return False
    if deprel == "nmod:poss":
        possessed = tokens[token.head]
        return capital and possessed.lemma.lower() in wording.SITES
    if base in {"obj", "iobj"}:
        return capital and tokens[token.head].lemma.lower() not in wording.ADDRESSING
    if base in _SITE_RELATIONS:
        return _by_preposition(sentence, head, top, capital=capital)
    if base in {"compound", "amod"} or deprel in {"nmod:unmarked", "obl:unmarked", "nmod:desc"}:
        return capital
    if base in {"root", "parataxis"}:
        # A headline without a verb, or a copula: "the loser was Moscow".
        return capital and not any(relation(tokens[c]) == "cop" for c in sentence.children[top])
    return capital


def _by_preposition(sentence: Sentence, head: int, top: int, *, capital: bool) -> bool:
    tokens = sentence.tokens
    word = _own_preposition(sentence, head) or preposition_of(sentence, top)
    governor = tokens[tokens[top].head]
    lemma = governor.lemma.lower()
    if word in wording.LOCATIVE:
        return True
    if word in _DEALING:
        return word == "for" and lemma in wording.MOTION
    if word in {"to", "from", "out of"}:
        if lemma in wording.MOTION:
            return True
        # "is on a visit to X", "made a trip to X"; a light verb leaves motion to its object.
        objects = [
            tokens[c].lemma.lower()
            for c in sentence.children[governor.index]
            if relation(tokens[c]) in {"obj", "obl"}
        ]
        return any(o in wording.MOTION for o in objects) and word == "to"
    if word == "of":
        return (capital and lemma in wording.SITES) or lemma in wording.SITES - {
            "capital", "part", "conference", "summit", "meeting", "visit", "police", "agreement",
            "treaty", "accord",
        }  # fmt: skip
    if word == "":
        return capital
    return capital and word not in {"as", "than", "because"}


def _own_preposition(sentence: Sentence, head: int) -> str:
    for child in sentence.children[head]:
        token = sentence.tokens[child]
        if relation(token) == "case" and token.xpos != "POS":
            return token.text.lower()
    return ""


def read_dateline(sentence: Sentence) -> int:
    """Count the tokens of a dateline that opens the sentence: "MOSCOW, Russia (AP) - "."""
    tokens = sentence.tokens
    if sentence.field != "text" or not tokens:
        return 0
    if not tokens[0].text[:1].isupper():
        return _read_credit(sentence)
    if not tokens[0].text.isupper() and not _is_agency_dateline(sentence):
        return 0
    for i, token in enumerate(tokens[:22]):
        if i and token.text in {"-", "--", "\N{EN DASH}", "\N{EM DASH}", "_", "\N{MINUS SIGN}"}:
            joined = i + 1 < len(tokens) and tokens[i - 1].end == token.start
            if joined and tokens[i + 1].start == token.end and token.text in {"-", "\N{EN DASH}"}:
                continue
            return i + 1
        if token.text == ")" and i + 1 < len(tokens) and tokens[0].text.isupper():
            following = tokens[i + 1].text
            if following in {"-", "--", "\N{EN DASH}", "\N{EM DASH}"}:
                return i + 2
            return i + 1
        if token.upos in {"VERB", "AUX"}:
            return 0
    return 0


def _read_credit(sentence: Sentence) -> int:
    """Count the tokens of who brings the report and has no part in it: "(CNN) Rebels ..."."""
    tokens = sentence.tokens
    if tokens[0].text != "(" or not all(
        t.text[:1].isupper() or t.text == ")" for t in tokens[1:3]
    ):
        return 0
    return next((t.index + 1 for t in tokens[2:4] if t.text == ")"), 0)


def _is_agency_dateline(sentence: Sentence) -> bool:
    words = [t.text for t in sentence.tokens[:14]]
    if "(" not in words or ")" not in words:
        return False
    end = words.index(")")
    return end + 1 < len(words) and words[end + 1] in {"-", "--", "\N{EN DASH}", "\N{EM DASH}"}
