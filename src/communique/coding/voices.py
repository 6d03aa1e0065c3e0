"""Who speaks, thinks or judges, by which words, and what: attributions apart from any event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding.hearing import hear
from communique.coding.signatures import find_signature
from communique.coding.speakers import SUBJECTS
from communique.coding.wordings import Voice, first_word, is_inside_quote
from communique.lexicon.cues import load_voice_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.types import Sentence, Span


def find_attributions(sentences: Sequence[Sentence]) -> list[Voice]:
    """Find the attributions of an article, in the order of their cues."""
    signed = [voice for k in range(len(sentences)) if (voice := find_signature(sentences, k))]
    found = _find_told(sentences)
    if not signed:
        return found
    inside = [
        replace(v, depth=v.depth + 1) if any(_quotes(s, v) for s in signed) else v for v in found
    ]
    return sorted([*inside, *signed], key=lambda voice: (voice.sentence, voice.cue.start))


def _quotes(signed: Voice, voice: Voice) -> bool:
    """Tell whether somebody speaks within what is signed."""
    return any(s.start <= voice.cue.start < s.end for s in signed.content)


def _find_told(sentences: Sequence[Sentence]) -> list[Voice]:
    """Find the attributions that a report makes by words."""
    found: list[Voice] = []
    last: int | None = None
    # Quotations before their speaker is named, in the same paragraph.
    waiting: list[Sentence] = []
    for sentence in sentences:
        own = nest(sentence, list(hear(sentence)))
        outer = [voice for voice in own if voice.depth == 0]
        if waiting and waiting[-1].paragraph != sentence.paragraph:
            waiting = []
        if not outer and _is_quoted_whole(sentence):
            # A quotation that goes on after its speaker was named, or comes before.
            if last is not None and _follows(found[last], sentence):
                voice = found[last]
                found[last] = replace(voice, content=(*voice.content, *sentence.quoted))
            else:
                waiting.append(sentence)
            found.extend(own)
            continue
        last = None
        for voice in own:
            if voice.depth == 0 and sentence.quoted and last is None:
                earlier = [span for before in waiting for span in before.quoted]
                found.append(replace(voice, content=(*earlier, *voice.content)))
                last = len(found) - 1
                continue
            found.append(voice)
        waiting = []
    return found


def _follows(voice: Voice, sentence: Sentence) -> bool:
    """Tell whether what was heard of a voice so far ends just before a sentence."""
    heard = max((*(s.end for s in voice.content), voice.cue.end))
    return sentence.index == voice.sentence + 1 or 0 <= sentence.span.start - heard < 6


def _is_quoted_whole(sentence: Sentence) -> bool:
    """Tell whether nothing but quotation stands in a sentence."""
    inside = sum(q.end - q.start for q in sentence.quoted)
    return inside > 0.8 * (sentence.span.end - sentence.span.start)


def nest(sentence: Sentence, voices: list[Voice]) -> list[Voice]:
    """Count for each voice the others in whose content its cue stands."""
    unique = {voice.cue_head: voice for voice in _merge(voices)}
    ordered = [_raise(sentence, unique[k], unique) for k in sorted(unique)]
    ordered = _give_quotations(sentence, ordered)
    found = []
    for voice in ordered:
        outer = sum(
            _holds(sentence, other, voice)
            and not (_holds(sentence, voice, other) and _is_beside(sentence, voice))
            for other in ordered
            if other is not voice and not voice.raised
        )
        if sentence.tokens[voice.cue_head].upos == "PUNCT":
            # A headline or a transcript names its speaker outside all others.
            outer = 0
        # Whoever is quoted speaks outside, if only in another sentence.
        quoted = is_inside_quote(sentence, voice.cue_head) and (
            sentence.tokens[voice.cue_head].upos != "PUNCT"
        )
        found.append(replace(voice, depth=max(outer, int(quoted))))
    return found


def _merge(voices: list[Voice]) -> list[Voice]:
    """Leave out a voice whose cue is part of a longer one: "refused" of "refused to discuss"."""
    return [
        voice
        for voice in voices
        if not any(
            other.cue_head != voice.cue_head
            and other.cue.start <= voice.cue.start
            and voice.cue.end <= other.cue.end
            and (other.cue.start, other.cue.end) != (voice.cue.start, voice.cue.end)
            for other in voices
        )
    ]


def _holds(sentence: Sentence, outer: Voice, voice: Voice) -> bool:
    if is_inside_quote(sentence, outer.cue_head) and not is_inside_quote(sentence, voice.cue_head):
        return False
    return any(s.start <= voice.cue.start < s.end for s in outer.content)


def _is_beside(sentence: Sentence, voice: Voice) -> bool:
    """Tell a voice that stands beside what is said: its own content comes before it."""
    token = sentence.tokens[voice.cue_head]
    return token.deprel == "parataxis" or token.lemma in {"according", "accord"}


def _give_quotations(sentence: Sentence, voices: list[Voice]) -> list[Voice]:
    """Give each quotation that nobody's clause holds to the voice nearest to it."""
    tokens = sentence.tokens
    given: dict[int, list[Span]] = {}
    for quote in sentence.quoted:
        if any(s.start < quote.end and quote.start < s.end for v in voices for s in v.content):
            continue
        near = min(
            (v for v in voices if not is_inside_quote(sentence, v.cue_head)),
            key=lambda v: (
                tokens[v.cue_head].lemma.lower() not in load_voice_words().clause,
                max(quote.start - v.cue.end, v.cue.start - quote.end),
            ),
            default=None,
        )
        if near is not None:
            given.setdefault(near.cue_head, []).append(quote)
    return [
        replace(v, content=tuple(sorted((*v.content, *given[v.cue_head]))))
        if v.cue_head in given
        else v
        for v in voices
    ]


def _contrasts(sentence: Sentence, voice: Voice) -> bool:
    """Tell a clause that the report sets against what was said: "…, though he admitted that …"."""
    tokens = sentence.tokens
    top = voice.cue_head
    while tokens[top].deprel == "xcomp" and tokens[tokens[top].head].start >= voice.cue.start:
        # "although he refused to say": the clause is the refusing's
        top = tokens[top].head
    token = tokens[top]
    if token.deprel != "advcl" or is_inside_quote(sentence, top):
        return False
    return any(
        tokens[c].lemma in {"though", "although", "while", "whereas", "after", "when"}
        and tokens[c].deprel == "mark"
        and tokens[c - 1].text == ","
        for c in sentence.children[top]
    )


def _adds(sentence: Sentence, voice: Voice, others: Mapping[int, Voice]) -> bool:
    """Tell a relative clause that the report adds to what somebody judges, not says.

    "They denounced the vote, which the envoy called a farce."
    """
    tokens = sentence.tokens
    at = voice.cue_head
    if tokens[at].deprel != "acl:relcl":
        return False
    first = first_word(sentence, at)
    if tokens[first].xpos not in {"WDT", "WP", "WRB"} or tokens[first - 1].upos != "PUNCT":
        return False
    return not any(
        tokens[c].deprel in {"ccomp", "xcomp", "parataxis"}
        for other in others.values()
        if other is not voice and _holds(sentence, other, voice)
        for c in sentence.children[other.cue_head]
    )


def _raise(sentence: Sentence, voice: Voice, others: Mapping[int, Voice]) -> Voice:
    """Give a later verb of saying back to who speaks: "says they left and said …, adding that".

    Parsers hang it on the verb inside what was said; its tense is that of the outer verb.
    """
    tokens = sentence.tokens
    token = tokens[voice.cue_head]
    if token.head < 0:
        return voice
    outside = is_inside_quote(sentence, token.head) and not is_inside_quote(sentence, token.index)
    if outside and token.deprel in {"advcl", "acl"}:
        # What stands outside a quotation is not said in it, wherever parsers hang it.
        return replace(voice, raised=True)
    if any(tokens[c].deprel in SUBJECTS for c in sentence.children[token.index]):
        raised = _contrasts(sentence, voice) or _adds(sentence, voice, others)
        return replace(voice, raised=raised)
    inner = tokens[token.head]
    above = next(
        (
            other
            for other in others.values()
            if other.depth == 0
            and other.cue_head < token.index
            and tokens[other.cue_head].upos == "VERB"
            and any(s.start <= token.start < s.end for s in other.content)
            and any(s.start <= inner.start < s.end for s in other.content)
        ),
        None,
    )
    if above is None or is_inside_quote(sentence, token.index):
        return voice
    outer = tokens[above.cue_head]
    later = token.deprel == "conj" and token.xpos == outer.xpos and inner.xpos != outer.xpos
    aside = (
        token.deprel in {"advcl", "acl"}
        and token.xpos == "VBG"
        and tokens[token.index - 1].text == ","
        and (
            token.lemma.lower() in load_voice_words().plain
            or voice.source_head == above.source_head
        )
    )
    # "It is early, they say, but noted that": nothing notes.
    empty = (
        token.deprel == "conj"
        and voice.source_head >= 0
        and (tokens[voice.source_head].text.lower() in {"it", "there"})
    )
    if not later and not aside and not empty:
        return voice
    return replace(voice, source=above.source, source_head=above.source_head, raised=True)
