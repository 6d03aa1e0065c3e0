"""What deeds a sentence tells: lexicon entries matched to its words, with their parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding import carriers, frames
from communique.coding.arguments import find_roles, is_reciprocal
from communique.coding.conditions import lemmas_of
from communique.coding.remarks import find_remark, stays_at_home
from communique.coding.requirements import is_definite, lacking, unfit
from communique.coding.sufferers import is_suffered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.coding.parties import Cast, Party
    from communique.lexicon import Entry, Lexicon, Word
    from communique.types import ActorMention, Sentence, Status

# From this chance on the judge hears a deed, though nobody is found to whom it is done.
HEARD = 0.6
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "noun"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold one deed that a word of a sentence tells, before status, date and source are known.

    `carrier` is the verb through which a noun's deed is told ("held" of "held talks"), `scope`
    the tokens of the content that the deed absorbs; `suffered` a deed told by whom it befell;
    `heard` is the chance that the judge gives it, `judged` what it says of the status, `shares`
    how likely each mention of the sentence acts in it and receives it.
    """

    entry: Entry
    trigger: int
    carrier: int | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    scope: frozenset[int]
    anaphoric: bool = False
    reciprocal: bool = False
    suffered: bool = False
    rejected: tuple[str, ...] = ()
    heard: float = 0.0
    judged: tuple[Status, float] | None = None
    shares: tuple[tuple[ActorMention, float, float], ...] = ()


def find_readings(sentence: Sentence, cast: Cast, lexicon: Lexicon) -> list[Reading]:
    """Find every deed that the lexicon sees in a sentence, in the order of the words."""
    found = []
    for token in sentence.tokens:
        pos = POS.get(token.upos)
        if pos is None:
            continue
        if token.deprel == "compound" and pos == "noun":
            # "sanctions bill", "summit venue": the phrase is about something else.
            continue
        if (
            token.deprel == "nmod"
            and token.head in cast.heads
            and frames.case_of(sentence, token.index) == "for"
            and not frames.has_copula(sentence, token.head)
        ):
            # "the envoy for the talks": part of a title.
            continue
        keys = [(pos, lemma) for lemma in lemmas_of(token)]
        if token.xpos in {"VBN", "VBG", "VBD"} and token.upos == "ADJ":
            keys.append(("verb", token.lemma.lower()))
        if token.upos == "ADJ" and token.deprel not in {
            "root",
            "ccomp",
            "xcomp",
            "conj",
            "advcl",
            "acl:relcl",
            "acl",
        }:
            keys = [key for key in keys if key[0] != "adjective"]
        rejected: list[str] = []
        for word in (word for key in keys for word in lexicon.words.get(key, ())):
            reading = read_word(sentence, cast, token.index, word, rejected)
            if reading is not None:
                found.append(reading)
                break
    return found


def read_word(
    sentence: Sentence, cast: Cast, index: int, word: Word, rejected: list[str]
) -> Reading | None:
    """Read a token as a word of the lexicon, None (with the reason noted) when it does not fit."""
    if not bears_rest(sentence, index, word):
        return None
    entry = word.entry
    noun = entry.pos == "noun"
    carrier = carriers.light_verb_of(sentence, index) if noun else None
    if carrier is None and noun:
        carrier = carriers.participle_of(sentence, index)
    # Most entries fall at their conditions on words: finding the parties, which is dear, can wait.
    reason = unfit(sentence, index, entry, carrier, (), (), of_parties=False)
    if reason is not None:
        rejected.append(f"{entry.id}: {reason}")
        return None
    actors, recipients = find_roles(sentence, cast, index, entry, carrier)
    reciprocal = not noun and len(actors) > 1 and is_reciprocal(sentence, index)
    if reciprocal:
        recipients = ()
    reason = unfit(sentence, index, entry, carrier, actors, recipients, of_parties=True)
    suffered = not actors and is_suffered(sentence, index, entry, recipients)
    if reason is None and not reciprocal and not suffered:
        reason = lacking(sentence, index, entry, actors, recipients)
    if reason is None and entry.mode == "visit" and stays_at_home(actors, recipients):
        reason = "goes nowhere abroad and to nobody"
    if reason is None:
        reason = find_remark(sentence, index, entry.type, actors, recipients)
    if reason is not None:
        rejected.append(f"{entry.id}: {reason}")
        return None
    return Reading(
        entry=entry,
        trigger=index,
        carrier=carrier,
        actors=actors,
        recipients=recipients,
        scope=scope_of(sentence, index, asks=entry.type == "REQUEST")
        if entry.absorbs or entry.type in ABSORBING
        else frozenset(),
        anaphoric=noun and is_definite(sentence, index),
        reciprocal=reciprocal,
        suffered=suffered,
        rejected=tuple(rejected),
    )


# The content of a demand, promise, threat or refusal is part of it, not a second deed.
ABSORBING = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT"})


CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december day week weekend month year morning "
    "afternoon evening night".split()
)


def bears_rest(sentence: Sentence, index: int, word: Word) -> bool:
    """Tell whether a word's particles and prepositions stand under it."""
    if not word.rest:
        return True
    tokens, children = sentence.tokens, sentence.children
    if word.entry.pos == "noun":
        parts = [
            part
            for c in children[index]
            if c < index
            for part in (tokens[c].lemma.lower(), tokens[c].text.lower())
        ]
        return all(rest in parts for rest in word.rest)
    left = list(word.rest)
    for c in children[index]:
        if tokens[c].text.lower() in CALENDAR or tokens[c].upos == "NUM":
            # "called Bashir on Monday" is no "call on".
            continue
        if tokens[c].deprel in {
            "compound:prt",
            "advmod",
            "case",
            "mark",
            "obl",
            "obj",
            "advcl",
            "xcomp",
            "amod",
        }:
            # compound:prt is the particle; a preposition hangs under the phrase it governs.
            if tokens[c].text.lower() in left:
                left.remove(tokens[c].text.lower())
            under = [c, *children[c]]
            called = tokens[c].deprel == "obj" and tokens[index].lemma == "call"
            if tokens[c].deprel not in {"xcomp", "advcl"} and not called:
                # "called the talks on oil useful" calls on nobody; "gave up acting in films":
                # what stands deep in a clause is not the verb's own.
                under.extend(m for j in children[c] for m in children[j])
            for k in under:
                if (
                    tokens[k].deprel in {"case", "mark", "fixed", "advmod"}
                    and tokens[k].text.lower() in left
                ):
                    left.remove(tokens[k].text.lower())
            if tokens[c].deprel in {"obj", "xcomp"} and tokens[c].lemma.lower() in left:
                left.remove(tokens[c].lemma.lower())
            if tokens[c].deprel == "obj" and tokens[c].lemma.lower() in word.rest:
                # "gave the cold shoulder to"
                for k in children[c]:
                    if tokens[k].deprel in {"amod", "compound"} and tokens[k].lemma in left:
                        left.remove(tokens[k].lemma)
    if left and index + len(word.rest) < len(tokens):
        # The parser may hang a particle elsewhere; standing right behind the verb is enough.
        following = [t.text.lower() for t in tokens[index + 1 : index + 1 + len(word.rest)]]
        return following == list(word.rest)
    return not left


def scope_of(sentence: Sentence, index: int, *, asks: bool = False) -> frozenset[int]:
    """Collect the tokens of what a demand, promise, threat or refusal is about.

    What `asks` may follow what is asked: "Chad must open its border, Mali said".
    """
    tokens = sentence.tokens
    found: set[int] = set()
    for c in sentence.children[index]:
        relation = tokens[c].deprel
        if c < index and relation not in {"obj", "nsubj:pass", *(["ccomp"] if asks else [])}:
            continue
        infinitive = relation == "advcl" and tokens[c].xpos == "VB"
        if (infinitive or relation in {"ccomp", "xcomp", "obj", "acl", "nsubj:pass", "iobj"}) or (
            relation in {"obl", "nmod"}
            and frames.case_of(sentence, c)
            in {"for", "to", "of", "with", "on", "against", "over", "from"}
        ):
            found.update(content_of(sentence, c))
    told = frames.complement_of(sentence, index)
    if asks and told is not None and told == tokens[index].head:
        found.update(content_of(sentence, told))
        found.difference_update((index, *content_of(sentence, index)))
    return frozenset(found)


# What happens before, after or because of a demand is no part of it.
CIRCUMSTANCES = frozenset({
    "after", "before", "as", "when", "while", "since", "because", "although", "though", "despite",
    "following", "during", "hours after",
})  # fmt: skip


def content_of(sentence: Sentence, index: int) -> Iterator[int]:
    """Yield the tokens under a word, but for clauses and phrases of circumstance."""
    yield index
    for c in sentence.children[index]:
        if sentence.tokens[c].deprel in {"advcl", "obl", "nmod"} and (
            frames.case_of(sentence, c) in CIRCUMSTANCES
        ):
            continue
        yield from content_of(sentence, c)
