"""The parts of an attribution as words: source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.lexicon.cues import load_cues, load_voice_words
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.types import Sentence, Stance

EDGES = frozenset({"punct", "cc", "mark"})
# Dependents that are part of the cue itself: "had also repeatedly warned".
CUE_PARTS = frozenset({"aux", "aux:pass", "cop", "advmod", "compound:prt"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Hold one attribution: whose words or thoughts, the words that say so, and what they are.

    `source` is None where nobody is named ("reportedly"); `depth` counts the voices inside whose
    content this one stands, 0 for the report's own.
    """

    sentence: int
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    stance: Stance
    source_head: int
    cue_head: int
    depth: int = 0
    raised: bool = False


def make_voice(
    sentence: Sentence,
    cue: int,
    source: int | None,
    contents: Iterable[int],
    last: int | None = None,
    first: int | None = None,
) -> Voice:
    """Make a voice from the heads of its parts.

    `first` and `last` are the outermost words of a cue that is longer than its head.
    """
    tokens = sentence.tokens
    contents = list(contents)
    cue_span = cue_words(sentence, cue, last, contents)
    if first is not None:
        cue_span = list(range(first, cue_span[-1] + 1))
    taken = set(cue_span)
    who = (
        phrase(sentence, source, taken | ({cue} if source is not None else set()))
        if (source is not None)
        else []
    )
    taken |= set(who)
    spans: list[Span] = []
    for head in contents:
        spans.extend(_stretches(sentence, phrase(sentence, head, taken, whole=True)))
    return Voice(
        sentence=sentence.index,
        source=Span(tokens[who[0]].start, tokens[who[-1]].end) if who else None,
        cue=Span(tokens[cue_span[0]].start, tokens[cue_span[-1]].end),
        content=tuple(sorted(spans)),
        stance=load_cues().stances.get(tokens[cue].lemma.lower(), "asserts"),
        source_head=-1 if source is None else source,
        cue_head=cue,
    )


def cue_words(
    sentence: Sentence, cue: int, last: int | None = None, contents: Iterable[int] = ()
) -> list[int]:
    """List the words of a cue: with its auxiliaries, adverbs, particle and raising verb.

    A preposition counts where it leads to what is said ("called for") or to who says it ("was
    backed by"), and so does the place where it was said ("said in a statement").
    """
    tokens, children = sentence.tokens, sentence.children
    # A question has its object before its verb: "what promises will he make to Chad?"
    first, end = (cue, cue) if last is None else (min(cue, last), max(cue, last))
    for c in sorted(children[cue], reverse=True):
        part = tokens[c].deprel in CUE_PARTS or (
            tokens[c].deprel == "amod" and tokens[cue].upos == "NOUN"
        )
        if c < first and part and _close(sentence, c, first):
            first = c
    for c in children[cue]:
        if c == end + 1 and tokens[c].deprel == "compound:prt":
            end = c
    above = tokens[cue].head
    if tokens[cue].deprel in {"xcomp", "advcl"} and 0 <= above < first and first - above <= 3:
        near = first - above <= 2 or tokens[above + 1].text == "on"
        if near and tokens[above].lemma.lower() in load_voice_words().raising:
            first = cue_words(sentence, above)[0]
    follower = _behind_addressee(sentence, cue, end, contents)
    if follower < len(tokens):
        word = tokens[follower]
        led = word.head
        governs = (
            word.upos in {"ADP", "SCONJ"}
            and word.text.lower() not in {"that", "if", "whether", "because"}
            and word.deprel in {"case", "mark"}
            and (tokens[led].head in {cue, end} or tokens[tokens[led].head].head == cue)
            and (led in contents or (tokens[cue].lemma == "call" and word.text == "for"))
            and word.text != "by"
        )
        if governs or (word.text == ":" and tokens[cue].upos == "VERB"):
            end = follower
        elif word.text in {"in", "on"} and word.deprel == "case" and tokens[led].head == cue:
            # "said in an interview", but not in a certain one
            artifacts = load_voice_words().artifacts
            definite = any(tokens[k].text == "the" for k in range(follower, led))
            if tokens[led].lemma.lower() in artifacts and not definite and led - follower <= 4:
                end = led
    return list(range(first, end + 1))


def _behind_addressee(sentence: Sentence, cue: int, end: int, contents: Iterable[int]) -> int:
    """Return the first word behind a cue and whom it addresses: "accused him | of"."""
    tokens = sentence.tokens
    if tokens[cue].lemma.lower() in load_voice_words().addressing:
        for c in sentence.children[cue]:
            if c == end + 1 and tokens[c].upos == "PRON" and c not in contents:
                behind = end + 2
                if behind < len(tokens) and tokens[behind].upos in {"ADP", "SCONJ"}:
                    if tokens[tokens[behind].head].head == cue:
                        return behind
    return end + 1


def _close(sentence: Sentence, index: int, first: int) -> bool:
    """Tell whether only parts of a cue stand between a word and the rest of the cue."""
    return all(sentence.tokens[k].deprel in CUE_PARTS | {"amod"} for k in range(index + 1, first))


def first_word(sentence: Sentence, head: int) -> int:
    """Return the first word of a phrase, its marks left out."""
    children = sentence.children[head]
    return min(c for c in (head, *children) if sentence.tokens[c].upos != "PUNCT")


def phrase(sentence: Sentence, head: int, taken: set[int], *, whole: bool = False) -> list[int]:
    """List a phrase's words without those taken by other parts; a source is one stretch."""
    tokens, children = sentence.tokens, sentence.children
    found: list[int] = []
    stack = [head]
    while stack:
        at = stack.pop()
        found.append(at)
        stack.extend(
            c
            for c in children[at]
            if c not in taken
            and (
                whole
                or at != head
                or tokens[c].deprel not in {"parataxis", "case", "conj"}
                or (tokens[c].deprel == "conj" and tokens[c].upos in NOMINAL)
                or tokens[c].text in {"'s", "’s", "'", "’"}
            )
        )
    found.sort()
    if not whole:
        # The words around the head that run on without a gap.
        low = high = found.index(head)
        while low > 0 and found[low - 1] == found[low] - 1:
            low -= 1
        while high + 1 < len(found) and found[high + 1] == found[high] + 1:
            high += 1
        found = found[low : high + 1]
    while len(found) > 1 and tokens[found[0]].deprel in EDGES:
        found.pop(0)
    opened = any(tokens[w].text == "(" for w in found)
    while len(found) > 1 and tokens[found[-1]].deprel == "punct":
        if opened and tokens[found[-1]].text == ")":
            break
        found.pop()
    return found


def _stretches(sentence: Sentence, words: list[int]) -> Iterator[Span]:
    """Yield the stretches of neighbouring words."""
    tokens = sentence.tokens
    start = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or words[i] != words[i - 1] + 1:
            if any(tokens[w].upos != "PUNCT" for w in words[start:i]):
                yield Span(tokens[words[start]].start, tokens[words[i - 1]].end)
            start = i


def is_inside_quote(sentence: Sentence, index: int) -> bool:
    """Tell whether a word stands inside quotation marks."""
    token = sentence.tokens[index]
    return any(q.start <= token.start and token.end <= q.end for q in sentence.quoted)
