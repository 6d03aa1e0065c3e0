"""How one sentence lets somebody speak, think or judge: by verb, noun, adjective or colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.opinions import from_adjective, from_light_verb, from_noun, from_partisan
from communique.coding.sayings import from_verb, may_speak
from communique.coding.wordings import NOMINAL, Voice, is_inside_quote, make_voice
from communique.lexicon.cues import load_voice_words
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.types import Sentence

HEADINGS = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "NUM"})


def hear(sentence: Sentence) -> Iterator[Voice]:
    """Yield the voices of one sentence, whatever their order."""
    words = load_voice_words()
    tokens = sentence.tokens
    for token in tokens:
        index, lemma = token.index, token.lemma.lower()
        if token.upos == "VERB" and token.xpos.startswith("V"):
            nouns = words.nouns if lemma in words.light else frozenset[str]()
            nouns |= words.minds if lemma in words.holding else frozenset()
            carried = list(from_light_verb(sentence, index, nouns)) if nouns else []
            yield from carried
            if lemma in words.evidently and _is_impersonal(sentence, index):
                yield from _from_nobody(sentence, index)
            elif not carried and may_speak(sentence, index):
                yield from from_verb(sentence, index)
            if lemma == "accord":
                yield from _from_according(sentence, index)
        elif token.upos == "ADJ" and lemma in words.evidently and _is_impersonal(sentence, index):
            yield from _from_nobody(sentence, index)
        elif token.upos == "ADJ" and lemma in words.adjectives:
            yield from from_adjective(sentence, index)
        elif lemma in words.polls and token.deprel in {"obl", "nmod"}:
            yield from _from_poll(sentence, index)
        elif token.upos == "NOUN" and lemma in words.partisans:
            yield from from_partisan(sentence, index)
        elif token.upos == "NOUN" and lemma in words.nouns:
            yield from from_noun(sentence, index)
        elif lemma == "according":
            yield from _from_according(sentence, index)
        elif lemma == ":":
            yield from _from_colon(sentence, index)


def _is_impersonal(sentence: Sentence, index: int) -> bool:
    """Tell whether "it" is the subject: "it seems that", "it was unclear whether"."""
    tokens = sentence.tokens
    return any(
        tokens[c].text.lower() == "it" and tokens[c].deprel in {"nsubj", "expl"}
        for c in sentence.children[index]
    )


def _from_nobody(sentence: Sentence, index: int) -> Iterator[Voice]:
    """Yield the voice of "it seems that", which is nobody's in particular."""
    tokens = sentence.tokens
    contents = [
        c
        for c in sentence.children[index]
        if c > index and tokens[c].deprel in {"ccomp", "csubj", "advcl"}
    ]
    if contents:
        yield make_voice(sentence, index, None, contents)


def _from_poll(sentence: Sentence, noun: int) -> Iterator[Voice]:
    """Yield the voice of "in a poll in May, he led": the poll's."""
    tokens, children = sentence.tokens, sentence.children
    case = next(
        (
            c
            for c in children[noun]
            if tokens[c].deprel == "case" and tokens[c].text.lower() == "in"
        ),
        None,
    )
    above = tokens[noun].head
    if case is not None and above >= 0 and not is_inside_quote(sentence, noun):
        yield make_voice(sentence, case, noun, [above])


def _from_according(sentence: Sentence, index: int) -> Iterator[Voice]:
    """Yield the voice of "according to": its noun, and the clause that it stands beside."""
    tokens, children = sentence.tokens, sentence.children
    token = tokens[index]
    source = next(
        (c for c in children[index] if c > index and tokens[c].upos in NOMINAL),
        token.head if token.head > index else None,
    )
    if source is None:
        return
    top = index if source != token.head else source
    governor = tokens[top].head
    if tokens[index - 1].text == "," and index > 0:
        last = max((source, *children[source]))
        if all(t.upos == "PUNCT" for t in tokens[last + 1 :]):
            # At a sentence's end it vouches for all of it.
            while governor >= 0 and tokens[governor].head >= 0:
                governor = tokens[governor].head
    contents = [governor] if governor >= 0 else []
    last = index + 1 if index + 1 < len(tokens) and tokens[index + 1].text == "to" else index
    yield make_voice(sentence, index, source, contents, last=last)


def _from_colon(sentence: Sentence, index: int) -> Iterator[Voice]:
    """Yield the voice of "PUTIN: …": a short name, a colon, what was said."""
    tokens = sentence.tokens
    first = 1 if tokens[0].upos == "PUNCT" else 0
    before = tokens[first:index]
    if not 0 < len(before) <= 6 or index + 2 >= len(tokens):
        return
    headline = sentence.kind == "headline" or sentence.index == 0
    named = any(first <= n.first and n.last <= index for n in sentence.names)
    shouted = len(before) <= 2 and all(t.text.isupper() and len(t.text) > 2 for t in before)
    transcript = shouted and first == 1
    if not transcript and not all(t.upos in (HEADINGS if headline else {"PROPN"}) for t in before):
        return
    if not named and not shouted and before[-1].lemma.lower() not in load_voice_words().evidence:
        return
    head = next((t.index for t in before if t.head >= index or t.head < first), first)
    if named and not any(n.first <= head < n.last for n in sentence.names):
        head = next(n.first for n in sentence.names if n.last <= index)
    rest = Span(tokens[index + 1].start, tokens[-1].end)
    yield Voice(
        sentence=sentence.index,
        source=Span(tokens[first].start, tokens[index - 1].end),
        cue=Span(tokens[index].start, tokens[index].end),
        content=(rest,),
        stance="asserts",
        source_head=head,
        cue_head=index,
    )
