"""Whose opinion, wish or claim a noun or an adjective tells: "his claim that", "is wary of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.speakers import source_of
from communique.coding.wordings import CUE_PARTS, make_voice
from communique.lexicon.cues import load_voice_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.coding.wordings import Voice
    from communique.types import Sentence


def from_light_verb(sentence: Sentence, verb: int, nouns: frozenset[str]) -> Iterator[Voice]:
    """Yield the voice of "expressed concern about", "made a reference to", "has doubts about"."""
    tokens, children = sentence.tokens, sentence.children
    for c in children[verb]:
        if tokens[c].deprel != "obj" or tokens[c].lemma.lower() not in nouns:
            continue
        contents = [
            k
            for k in children[c]
            if k > c and tokens[k].deprel in {"nmod", "acl", "ccomp", "xcomp"}
        ] or [
            k
            for k in children[verb]
            if k > c
            and (
                tokens[k].deprel in {"ccomp", "xcomp"}
                or (
                    tokens[k].deprel == "obl"
                    and frames.case_of(sentence, k)
                    in {"for", "of", "about", "against", "to", "over"}
                )
            )
        ]
        source = source_of(sentence, verb)
        if contents and source is not None:
            yield make_voice(sentence, verb, source, contents, last=c)


def from_adjective(sentence: Sentence, index: int) -> Iterator[Voice]:
    """Yield the voice of "is confident that", "was critical of"."""
    tokens, children = sentence.tokens, sentence.children
    contents = [
        c
        for c in children[index]
        if c > index
        and (
            tokens[c].deprel in {"ccomp", "xcomp", "advcl"}
            or (
                tokens[c].deprel == "obl"
                and frames.case_of(sentence, c)
                in {"about", "of", "with", "to", "at", "by", "for", "over", "in"}
            )
        )
    ]
    source = source_of(sentence, index)
    if contents and source is not None and tokens[source].text.lower() not in {"it", "that"}:
        yield make_voice(sentence, index, source, contents)


def from_partisan(sentence: Sentence, noun: int) -> Iterator[Voice]:
    """Yield the voice of "is an opponent of the treaty"."""
    tokens, children = sentence.tokens, sentence.children
    contents = [
        c
        for c in children[noun]
        if tokens[c].deprel == "nmod" and frames.case_of(sentence, c) in {"of", "in"}
    ]
    copula = min((c for c in children[noun] if tokens[c].deprel in CUE_PARTS), default=None)
    source = source_of(sentence, noun)
    if contents and source is not None and copula is not None and source < copula:
        yield make_voice(sentence, noun, source, contents, first=copula)


def from_noun(sentence: Sentence, noun: int) -> Iterator[Voice]:
    """Yield the voice of "his claim that …", "a report by X that …", "criticism of Y by X"."""
    tokens, children = sentence.tokens, sentence.children
    words = load_voice_words()
    lemma = tokens[noun].lemma.lower()
    head = tokens[noun].head
    if head >= 0 and tokens[noun].deprel == "obj" and tokens[head].lemma.lower() in words.light:
        return
    owners = [c for c in children[noun] if tokens[c].deprel == "nmod:poss"]
    makers = [
        c
        for c in children[noun]
        if tokens[c].deprel == "nmod" and frames.case_of(sentence, c) in {"by", "from"}
    ]
    contents = [
        c
        for c in children[noun]
        if c > noun
        and c not in makers
        and (
            (tokens[c].deprel in {"acl", "ccomp"} and tokens[c].xpos not in {"VBN", "VBG"})
            or (
                tokens[c].deprel == "nmod"
                and (
                    frames.case_of(sentence, c) in {"of", "for", "on", "about", "against"}
                    or (frames.case_of(sentence, c) == "to" and lemma in words.towards)
                )
            )
        )
    ]
    sources = owners or makers
    if not sources:
        sources = (
            [
                c
                for c in children[noun]
                if tokens[c].deprel == "compound" and tokens[c].upos == "PROPN"
            ]
            if any(tokens[c].deprel in {"acl", "ccomp"} for c in contents)
            else []
        )
    told = any(
        tokens[k].deprel == "mark" and tokens[k].text.lower() == "that"
        for c in contents
        for k in children[c]
    )
    if contents and (sources or told):
        yield make_voice(sentence, noun, sources[0] if sources else None, contents)
