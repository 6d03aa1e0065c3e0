"""How one sentence lets somebody speak, think or judge: by verb, noun, adjective or colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.speakers import MAKING, SUBJECTS, carrier_of, source_of
from communique.coding.wordings import (
    CUE_PARTS,
    NOMINAL,
    Voice,
    cue_words,
    is_inside_quote,
    make_voice,
)
from communique.lexicon.cues import load_voice_words
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.types import Sentence

CLAUSES = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "csubj:pass"})
# Who is written to or anybody, and what cannot speak.
NOBODY = frozenset({"you", "one", "'s", "’s"})
THINGS = frozenset(
    {
        "that",
        "this",
        "these",
        "those",
        "which",
        "what",
        "everything",
        "nothing",
        "something",
        "there",
    }
)
ABOUT = frozenset({"for", "of", "about", "on", "against", "to", "as", "with", "over", "at", "into"})
INFINITIVES = frozenset({"acl", "advcl", "ccomp", "csubj", "xcomp"})
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
            carried = list(_from_light_verb(sentence, index, nouns)) if nouns else []
            yield from carried
            if not carried and _may_speak(sentence, index):
                yield from _from_verb(sentence, index)
            if lemma == "accord":
                yield from _from_according(sentence, index)
        elif token.upos == "ADJ" and lemma in words.adjectives:
            yield from _from_adjective(sentence, index)
        elif token.upos == "NOUN" and lemma in words.partisans:
            yield from _from_partisan(sentence, index)
        elif token.upos == "NOUN" and lemma in words.nouns:
            yield from _from_noun(sentence, index)
        elif lemma == "according":
            yield from _from_according(sentence, index)
        elif lemma == ":":
            yield from _from_colon(sentence, index)


def _may_speak(sentence: Sentence, verb: int) -> bool:
    words = load_voice_words()
    lemma = sentence.tokens[verb].lemma.lower()
    return (
        lemma in words.clause
        or lemma in words.thing
        or lemma in words.taking
        or _is_phrasal(sentence, verb)
    )


def _is_phrasal(sentence: Sentence, verb: int) -> bool:
    """Tell a verb that speaks together with the word behind it: "lashed out", "made clear"."""
    tokens = sentence.tokens
    if verb + 1 >= len(tokens):
        return False
    behind = tokens[verb + 1].text.lower()
    return f"{tokens[verb].lemma.lower()} {behind}" in load_voice_words().phrasal


def _from_verb(sentence: Sentence, verb: int) -> Iterator[Voice]:
    words = load_voice_words()
    tokens, children = sentence.tokens, sentence.children
    token = tokens[verb]
    lemma = token.lemma.lower()
    source = source_of(sentence, verb)
    if _is_aside(sentence, verb, source):
        return
    contents: list[int] = []
    if lemma in words.clause:
        contents = [
            c
            for c in children[verb]
            if tokens[c].deprel in CLAUSES and c != source and not _speaks_after(sentence, verb, c)
        ]
        if token.deprel in {"parataxis", "ccomp", "advcl", "conj"} and not contents and token.head >= 0:
            if _speaks_beside(sentence, verb, source):
                contents = [_said_before(sentence, verb)]
    passive = frames.is_passive(sentence, verb)
    phrasal = _is_phrasal(sentence, verb)
    if not contents and (lemma in words.thing or phrasal):
        contents = _things(sentence, verb)
    held = {"as", "for"} if passive else {"as"}
    taken = lemma in words.taking and any(
        frames.case_of(sentence, c) in held for c in children[verb] if c > verb
    )
    if not contents and taken:
        contents = _things(sentence, verb)
    if passive and not contents and (lemma in words.thing or phrasal or taken):
        contents = [c for c in children[verb] if tokens[c].deprel == "nsubj:pass"]
    if lemma in words.evident and source is not None and not contents:
        # "polls show a close contest"
        if tokens[source].lemma.lower() in words.evidence:
            contents = [c for c in children[verb] if tokens[c].deprel == "obj"]
    if not contents and token.deprel == "acl:relcl" and lemma in words.clause:
        contents = [] if source is None else [token.head]
    quoted = bool(sentence.quoted) and not is_inside_quote(sentence, verb)
    said = (
        lemma in words.plain
        and source is not None
        and not passive
        and not any(tokens[c].deprel == "obj" for c in children[verb])
    )
    heard = quoted and lemma in words.clause and lemma not in words.manner
    if not contents and not said and not heard:
        return
    if source is None and not (
        passive
        and (taken or any(tokens[c].deprel in CLAUSES for c in contents))
        and (taken or lemma in words.clause)
    ):
        return
    issued = _issue(sentence, verb)
    if issued is not None:
        # "issued a statement saying" is one cue.
        yield make_voice(sentence, issued, source, contents, last=verb)
    else:
        yield make_voice(sentence, verb, source, contents, last=verb + 1 if phrasal else None)


def _things(sentence: Sentence, verb: int) -> list[int]:
    """List what a verb of judging or telling is about; not whom it addresses: "accused him of"."""
    tokens = sentence.tokens
    found = [
        c
        for c in sentence.children[verb]
        if tokens[c].deprel in {"obj", "xcomp", "ccomp"}
        or (
            tokens[c].deprel in {"obl", "advcl"}
            and (frames.case_of(sentence, c) in ABOUT or tokens[verb + 1].text == "for")
            and c > verb
        )
    ]
    if tokens[verb].lemma.lower() not in load_voice_words().addressing:
        return found
    return [c for c in found if tokens[c].deprel != "obj"] or found


def _issue(sentence: Sentence, verb: int) -> int | None:
    """Return the verb of "issued a statement saying"."""
    token = sentence.tokens[verb]
    if token.deprel != "acl" or token.xpos != "VBG":
        return None
    return carrier_of(sentence, token.head)


def _is_aside(sentence: Sentence, verb: int, source: int | None) -> bool:
    """Tell a verb by which nobody else is heard: the writer's own voice, an open possibility."""
    tokens, children = sentence.tokens, sentence.children
    token = tokens[verb]
    if source is not None:
        word = tokens[source].text.lower()
        alone = not any(tokens[c].deprel != "punct" for c in children[source])
        relative = token.deprel == "acl:relcl" and word == "which"
        if alone and not relative and (word in THINGS or word in NOBODY):
            return True
    marked = any(tokens[c].xpos == "TO" for c in children[verb])
    if _is_made_to_speak(sentence, verb) or (marked and cue_words(sentence, verb)[0] < verb - 1):
        # "forced him to admit", "went on to say"
        return False
    return token.xpos == "VB" and marked and token.deprel in INFINITIVES


def _is_made_to_speak(sentence: Sentence, verb: int) -> bool:
    """Tell an infinitive of somebody whom another brings to speak: "forced him to admit"."""
    tokens = sentence.tokens
    above = tokens[verb].head
    if tokens[verb].deprel not in {"xcomp", "advcl"} or above < 0 or tokens[above].upos != "VERB":
        return False
    words = load_voice_words()
    lemma = tokens[above].lemma.lower()
    if lemma in words.clause or lemma in words.thing:
        return False
    if tokens[verb].deprel == "advcl" and lemma not in MAKING:
        return False
    return any(tokens[c].deprel == "obj" and c < verb for c in sentence.children[above])


def _speaks_beside(sentence: Sentence, verb: int, source: int | None) -> bool:
    """Tell a clause of saying put beside what is said: "…, he said", "…, as he put it"."""
    tokens, children = sentence.tokens, sentence.children
    if tokens[verb].deprel == "advcl":
        if source is not None and source < verb:
            first = min((source, *children[source]))
            if tokens[first].lemma == "as":
                return True
        return any(tokens[c].deprel == "mark" and tokens[c].lemma == "as" for c in children[verb])
    if source is None:
        return False
    if tokens[verb].deprel == "conj":
        # "…, the senator told reporters", which parsers join to what is said
        first = min((source, *children[source]))
        last = max((verb, *children[verb]))
        return (
            tokens[source].head == verb
            and source < verb
            and not any(tokens[c].deprel == "cc" for c in children[verb])
            and tokens[first - 1].text == ","
            and all(t.upos == "PUNCT" for t in tokens[last + 1 :])
        )
    return tokens[verb].deprel == "parataxis"


def _speaks_after(sentence: Sentence, verb: int, other: int) -> bool:
    """Tell a clause of saying behind what a verb says, which is not said in it: "…, he added"."""
    tokens = sentence.tokens
    word = tokens[other]
    if word.deprel != "parataxis" or other < verb or word.lemma.lower() not in _plain():
        return False
    first = min((other, *sentence.children[other]))
    if tokens[first - 1].text == ":":
        return False
    return tokens[other - 1].upos in {"NOUN", "PROPN", "PRON"} or any(
        tokens[c].deprel in SUBJECTS for c in sentence.children[other]
    )


def _plain() -> frozenset[str]:
    words = load_voice_words()
    return words.plain | {"tell", "think", "believe", "confirm"}


def _said_before(sentence: Sentence, verb: int) -> int:
    """Return the head of what is said before "…, he said"; at a sentence's end, of all of it."""
    tokens = sentence.tokens
    at = tokens[verb].head
    last = max((verb, *sentence.children[verb]))
    if all(t.upos == "PUNCT" for t in tokens[last + 1 :]) and tokens[verb].deprel != "advcl":
        while tokens[at].head >= 0 and tokens[at].deprel in {"ccomp", "conj", "advcl"}:
            at = tokens[at].head
    return at


def _from_light_verb(
    sentence: Sentence, verb: int, nouns: frozenset[str]
) -> Iterator[Voice]:
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
                    and frames.case_of(sentence, k) in {"for", "of", "about", "against", "to", "over"}
                )
            )
        ]
        source = source_of(sentence, verb)
        if contents and source is not None:
            yield make_voice(sentence, verb, source, contents, last=c)


def _from_adjective(sentence: Sentence, index: int) -> Iterator[Voice]:
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


def _from_partisan(sentence: Sentence, noun: int) -> Iterator[Voice]:
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


def _from_noun(sentence: Sentence, noun: int) -> Iterator[Voice]:
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
