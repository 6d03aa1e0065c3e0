"""Who says, thinks or judges by a verb: the head of the phrase that names the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.wordings import CUE_PARTS, first_word, is_inside_quote
from communique.lexicon.cues import load_cues, load_voice_words

if TYPE_CHECKING:
    from communique.types import Sentence

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
INSIDE = frozenset({"nmod", "nmod:desc", "nmod:unmarked", "flat", "appos", "conj", "compound"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Verbs whose object is brought to do what the infinitive says: "forced him to admit".
MAKING = frozenset(
    {"lead", "force", "prompt", "cause", "push", "drive", "spur", "compel", "move", "inspire"}
)
# Quoted or reported of its subject: "was quoted as saying", "is said to have left".
QUOTING = frozenset({"quote", "cite", "hear", "record"})


def source_of(sentence: Sentence, verb: int) -> int | None:
    """Return the head of the phrase that names whose verb of saying or thinking it is."""
    tokens, children = sentence.tokens, sentence.children
    if frames.is_passive(sentence, verb):
        for agent in valency.agents(sentence, verb):
            return agent
        if tokens[verb].lemma not in QUOTING:
            return None
    at = verb
    for _ in range(5):
        own = _own_subject(sentence, at)
        if own is not None:
            return own
        token = tokens[at]
        if token.xpos in FINITE and token.deprel != "conj":
            before = _name_before(sentence, at)
            if before is not None:
                return before
        if token.head < 0 or token.deprel not in {"conj", "xcomp", "advcl", "acl"}:
            break
        if token.xpos in FINITE and token.deprel == "advcl":
            # A clause with a conjunction has its own subject or none that can be told.
            return None
        if token.deprel == "acl" and token.xpos == "VBG":
            return _source_of_participle(sentence, at)
        if token.deprel == "xcomp" or (token.xpos == "VB" and tokens[token.head].lemma in MAKING):
            bearers = [c for c in children[token.head] if tokens[c].deprel in {"obj", "iobj"}]
            if bearers and tokens[token.head].lemma not in valency.SUBJECT_CONTROL:
                return bearers[0]
        at = token.head
        if is_inside_quote(sentence, at) and not is_inside_quote(sentence, verb):
            at = _speech_before(sentence, verb)
            if at < 0:
                return None
    heads = valency.surface_subjects(sentence, verb)
    return heads[0] if heads else _name_before(sentence, verb)


def _speech_before(sentence: Sentence, verb: int) -> int:
    """Return the verb of saying before a word outside its quotation: "…, she said, announcing"."""
    words = load_voice_words()
    return next(
        (
            token.index
            for token in reversed(sentence.tokens[:verb])
            if token.upos == "VERB"
            and token.xpos in FINITE
            and token.lemma.lower() in words.clause
            and not is_inside_quote(sentence, token.index)
        ),
        -1,
    )


def _own_subject(sentence: Sentence, verb: int) -> int | None:
    """Return a verb's own subject.

    Of two the nearer one, since parsers give a verb those of what is said, too; the one right
    behind it where it is turned round: "…, said the minister". No participle is.
    """
    tokens, children = sentence.tokens, sentence.children
    own = [c for c in children[verb] if tokens[c].deprel in SUBJECTS]
    if tokens[verb].xpos == "VBG":
        own = [c for c in own if c < verb]
    if not own:
        return None
    if verb > 0 and tokens[verb - 1].upos == "PUNCT":
        for c in own:
            if c > verb and min((c, *children[c])) == verb + 1:
                return c
    return max((c for c in own if c < verb), default=own[0])


def _source_of_participle(sentence: Sentence, verb: int) -> int | None:
    """Return who speaks in a participle behind a noun.

    "a minister saying" is the minister, "footage of the minister saying" too, "issued a letter
    saying" who issued it, and "left the talks, saying" who left.
    """
    tokens, children = sentence.tokens, sentence.children
    noun = tokens[verb].head
    carrier = carrier_of(sentence, noun)
    if carrier is not None:
        return source_of(sentence, carrier)
    above = tokens[noun].head
    if is_inside_quote(sentence, noun) and not is_inside_quote(sentence, verb):
        said = _speech_before(sentence, verb)
        return None if said < 0 else source_of(sentence, said)
    if tokens[verb - 1].text == "," and above >= 0 and tokens[above].upos == "VERB":
        if tokens[noun].deprel in {"obj", "obl", "iobj"}:
            return source_of(sentence, above)
    for c in children[noun]:
        if tokens[c].deprel == "nmod" and tokens[c].upos == "PROPN" and noun < c < verb:
            if max((c, *children[c])) == verb - 1:
                return c
    return noun


def carrier_of(sentence: Sentence, noun: int) -> int | None:
    """Return the verb by which somebody issues what is written or shown: "sent a letter"."""
    tokens = sentence.tokens
    words = load_voice_words()
    if tokens[noun].lemma.lower() not in words.artifacts:
        return None
    above = tokens[noun].head
    if tokens[noun].deprel == "nmod" and tokens[above].lemma in load_cues().counters:
        # "a series of tweets"
        noun, above = above, tokens[above].head
    if tokens[noun].deprel != "obj" or above < 0 or tokens[above].upos != "VERB":
        return None
    if frames.is_passive(sentence, above) or tokens[above].lemma.lower() not in words.issuing:
        return None
    return above


def _name_before(sentence: Sentence, verb: int) -> int | None:
    """Return the name or noun right before a finite verb whose subject the parser missed.

    A common noun counts only where a comma sets its phrase off: "…, three diplomats said".
    """
    tokens = sentence.tokens
    if tokens[verb].xpos not in FINITE:
        return None
    at = verb - 1
    while at > 0 and tokens[at].deprel in CUE_PARTS:
        at -= 1
    if at < 0 or tokens[at].upos not in {"PROPN", "PRON", "NOUN"}:
        return None
    name = at
    while 0 <= tokens[at].head < verb and tokens[at].deprel in INSIDE:
        if tokens[tokens[at].head].upos not in {"PROPN", "NOUN"}:
            break
        at = tokens[at].head
        if tokens[at].upos == "PROPN":
            name = at
    if tokens[at].upos != "NOUN":
        return at
    first = first_word(sentence, at)
    if first == 0 or tokens[first - 1].text in {",", "”", '"', "''"}:
        return at
    return name if tokens[name].upos == "PROPN" else None
