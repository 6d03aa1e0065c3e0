"""How a verb lets somebody speak, think or judge, and what it says of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.speakers import MAKING, SUBJECTS, carrier_of, source_of
from communique.coding.wordings import cue_words, first_word, is_inside_quote, make_voice
from communique.lexicon.cues import load_voice_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.coding.wordings import Voice
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
ABOUT = frozenset(
    {"for", "of", "about", "on", "against", "to", "as", "with", "over", "at", "into"}
)
INFINITIVES = frozenset({"acl", "advcl", "ccomp", "csubj", "xcomp"})


def may_speak(sentence: Sentence, verb: int) -> bool:
    """Tell a verb by which somebody may speak, think or judge, alone or with a particle."""
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


def from_verb(sentence: Sentence, verb: int) -> Iterator[Voice]:
    """Yield the voice of "said that", "condemned the vote", "issued a statement saying"."""
    words = load_voice_words()
    tokens, children = sentence.tokens, sentence.children
    token = tokens[verb]
    lemma = token.lemma.lower()
    source = source_of(sentence, verb)
    told = _issue_told(sentence, verb, source)
    if told is not None:
        source = source_of(sentence, told)
    if _is_aside(sentence, verb, source):
        return
    contents: list[int] = []
    if lemma in words.clause:
        contents = [
            c
            for c in children[verb]
            if tokens[c].deprel in CLAUSES and c != source and not _speaks_after(sentence, verb, c)
        ]
    if lemma in words.clause or (lemma == "put" and _is_phrasal(sentence, verb)):
        if (
            token.deprel in {"parataxis", "ccomp", "advcl", "conj"}
            and not contents
            and token.head >= 0
        ):
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
        if not contents and token.deprel == "acl" and valency.agents(sentence, verb):
            contents = [token.head]  # "a fine imposed by the agency"
    if lemma in words.evident and source is not None and not contents:
        # "polls show a close contest"
        if tokens[source].lemma.lower() in words.evidence:
            contents = [c for c in children[verb] if tokens[c].deprel == "obj"]
    bare = lemma in words.clause or (lemma in words.thing and not passive)
    if not contents and token.deprel == "acl:relcl" and bare:
        contents = [] if source is None else [token.head]
    quoted = bool(sentence.quoted) and not is_inside_quote(sentence, verb)
    said = lemma in words.plain and source is not None and not passive and _ends(sentence, verb)
    heard = quoted and lemma in words.clause and lemma not in words.manner
    if not contents and not said and not heard:
        return
    if source is None and not (
        passive
        and (taken or any(tokens[c].deprel in CLAUSES for c in contents))
        and (taken or lemma in words.clause)
    ):
        return
    issued = _issue(sentence, verb) if told is None else told
    if issued is not None:
        # "issued a statement saying" is one cue.
        yield make_voice(sentence, issued, source, contents, last=verb)
    else:
        yield make_voice(sentence, verb, source, contents, last=verb + 1 if phrasal else None)


def _ends(sentence: Sentence, verb: int) -> bool:
    """Tell a verb with nothing beside it but whose it is: "…, sources said", "they added"."""
    tokens = sentence.tokens
    beside = {"obj"} if tokens[verb].lemma == "say" else {"obj", "obl", "obl:unmarked", "xcomp"}
    return not any(
        tokens[c].deprel in beside or tokens[c].xpos == "MD" for c in sentence.children[verb]
    )


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


def _issue_told(sentence: Sentence, verb: int, source: int | None) -> int | None:
    """Return the verb of "released a letter that says"."""
    token = sentence.tokens[verb]
    if token.deprel != "acl:relcl" or source is None:
        return None
    if sentence.tokens[source].text.lower() not in {"that", "which"}:
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
    if token.xpos == "VB" and marked and token.deprel == "xcomp" and token.head < verb:
        if tokens[token.head].lemma.lower() in load_voice_words().enabling:
            return False  # "is able to boast", "was quick to blame"
    if token.xpos == "VB" and marked and token.deprel == "advcl":
        words, above = load_voice_words(), tokens[token.head]
        spoken = above.xpos in {"VBD", "VBZ", "VBP", "VBN"} and above.lemma in words.gathering
        if spoken and token.lemma in words.aloud:
            return False  # "gathered on Friday to discuss", "took to the air to accuse"
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
            first = first_word(sentence, source)
            if tokens[first].lemma == "as":
                return True
        return any(tokens[c].deprel == "mark" and tokens[c].lemma == "as" for c in children[verb])
    if source is None:
        return False
    if tokens[verb].deprel == "conj":
        # "…, the senator told reporters", which parsers join to what is said
        first = first_word(sentence, source)
        last = max((verb, *children[verb]))
        return (
            tokens[source].head == verb
            and source < verb
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
        while tokens[at].head >= 0 and not is_inside_quote(sentence, at):
            at = tokens[at].head
    return at
