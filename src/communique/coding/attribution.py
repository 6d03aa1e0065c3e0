"""Who vouches for a deed: the sources above it in its sentence, and the speaker of a quotation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.hearing import hear
from communique.coding.parties import find_inside, find_mention
from communique.coding.speakers import source_of
from communique.coding.voices import nest
from communique.coding.wordings import phrase
from communique.language.tree import ancestors
from communique.lexicon.cues import load_cues
from communique.types import Attribution, Entity, Span

if TYPE_CHECKING:
    from communique.coding.parties import Cast
    from communique.types import Sentence, Stance

QUIET = frozenset({"expect", "plan", "schedule", "agree", "call"})


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one source with its cue: the token of the word that reports."""

    entity: Entity
    cue: int
    stance: Stance


def find_sources(sentence: Sentence, cast: Cast, trigger: int) -> list[Source]:
    """Find the sources that vouch for what a word says, outermost first."""
    tokens = sentence.tokens
    found: list[Source] = []
    at = trigger
    for _ in range(12):
        token = tokens[at]
        found.extend(_beside(sentence, cast, at, trigger))
        if token.head < 0:
            break
        source = _above(sentence, cast, at)
        if source is not None and source.cue != trigger:
            found.append(source)
        at = token.head
    unique: dict[int, Source] = {}
    for source in found:
        unique.setdefault(source.cue, source)
    return list(reversed(unique.values())) or find_heard(sentence, cast, trigger)


def find_teller(
    sentence: Sentence, trigger: int, found: list[Source], before: Source | None
) -> list[Source]:
    """Let a pronoun that adds something be whoever spoke before: "…, it added".

    Another that speaks is whoever its mention says, if it says anybody.
    """
    tokens = sentence.tokens
    if before is None or len(found) > 1:
        return found
    if found:
        cues = [found[0].cue]
    else:
        over = [trigger, *ancestors(sentence, trigger)]
        cues = [*over[1:], *(c for at in over for c in sentence.children[at])]
    for cue in cues:
        token = tokens[cue]
        if token.lemma != "add" and (found or token.lemma not in _TELLING):
            continue
        above = found or token.deprel == "parataxis" or _tells(sentence, cue, trigger)
        speaks = any(
            tokens[c].deprel == "nsubj" and tokens[c].lemma in {"it", "he", "she", "they"}
            for c in sentence.children[cue]
        )
        if above and speaks and token.upos == "VERB":
            return [Source(before.entity, cue, "asserts")]
    return found


def _tells(sentence: Sentence, cue: int, trigger: int) -> bool:
    """Tell whether a word stands in the clause that a verb takes as what is said."""
    return any(
        sentence.tokens[at].deprel == "ccomp" and sentence.tokens[at].head == cue
        for at in (trigger, *ancestors(sentence, trigger))
    )


# Verbs that only say who tells something; of others what they take for granted is the report's.
_TELLING = frozenset({"say", "add", "report", "tell", "announce", "state", "claim", "estimate"})


def find_heard(sentence: Sentence, cast: Cast, trigger: int) -> list[Source]:
    """Find the sources in whose words a word stands, where no clause above it is theirs.

    The voices of a sentence are heard by more than its clauses: "…, it added", "…, said Ruto".
    """
    stances, tokens = load_cues().stances, sentence.tokens
    start = tokens[trigger].start
    found = []
    for voice in sorted(nest(sentence, list(hear(sentence))), key=lambda v: v.depth):
        cue = tokens[voice.cue_head]
        stance = stances.get(cue.lemma.lower())
        if stance is None or cue.lemma not in _TELLING or voice.source_head < 0:
            continue
        if not any(span.start <= start < span.end for span in voice.content):
            continue
        entity = entity_at(sentence, cast, voice.source_head)
        if entity is not None:
            found.append(Source(entity, cue.index, stance))
    return found


def _above(sentence: Sentence, cast: Cast, index: int) -> Source | None:
    """Find the speaker whose verb or noun takes the clause of a word."""
    tokens = sentence.tokens
    token = tokens[index]
    head = tokens[token.head]
    if token.deprel in {"ccomp", "xcomp", "parataxis", "advcl", "dep", "obj"} and head.upos in {
        "VERB",
        "AUX",
    }:
        stance = load_cues().stances.get(head.lemma.lower())
        if stance is None or head.lemma in QUIET:
            return None
        if token.deprel == "xcomp" and head.lemma not in {
            "claim",
            "say",
            "report",
            "allege",
            "accuse",
            "believe",
            "suspect",
        }:
            return None
        if token.deprel == "obj" and not (
            token.upos == "NOUN"
            and head.lemma in {"announce", "report", "confirm", "claim", "deny", "allege"}
        ):
            return None
        if token.deprel == "advcl" and head.lemma not in {"accuse", "suspect", "blame", "charge"}:
            return None
        entity = speaker_of(sentence, cast, token.head)
        return None if entity is None else Source(entity, token.head, stance)
    if (
        token.deprel in {"acl", "ccomp"}
        and head.lemma in load_cues().speech_nouns
        and token.xpos != "VBN"
    ):
        stance = (
            "alleges"
            if head.lemma in {"claim", "allegation", "accusation", "charge"}
            else "asserts"
        )
        owners = valency.noun_owners(sentence, token.head)
        for owner in owners:
            entity = entity_at(sentence, cast, owner)
            if entity is not None:
                return Source(entity, token.head, stance)
    return None


def _beside(sentence: Sentence, cast: Cast, index: int, trigger: int) -> list[Source]:
    """Find speakers that stand beside a clause: "…, the Kremlin said", "according to police"."""
    tokens, children = sentence.tokens, sentence.children
    found = []
    for c in children[index]:
        relation = tokens[c].deprel
        if relation == "parataxis" or (
            relation == "advcl"
            and any(tokens[k].deprel == "mark" and tokens[k].lemma == "as" for k in children[c])
        ):
            stance = load_cues().stances.get(tokens[c].lemma.lower())
            if stance is not None and c != trigger and not _says_its_own(sentence, c):
                entity = speaker_of(sentence, cast, c)
                if entity is not None:
                    found.append(Source(entity, c, stance))
        elif relation in {"obl", "nmod", "advcl", "parataxis", "advmod", "dep"} and frames.case_of(
            sentence, c
        ).startswith("according"):
            entity = entity_at(sentence, cast, c)
            if entity is not None:
                found.append(Source(entity, c, "asserts"))
        elif relation in {"obl", "advcl"} and tokens[c].lemma == "accord":
            for k in children[c]:
                entity = entity_at(sentence, cast, k)
                if entity is not None:
                    found.append(Source(entity, k, "asserts"))
    return found


def _says_its_own(sentence: Sentence, verb: int) -> bool:
    """Tell a clause of saying that stands beside another and has its own content."""
    tokens = sentence.tokens
    return tokens[verb].deprel == "parataxis" and any(
        tokens[c].deprel == "ccomp" and c > verb for c in sentence.children[verb]
    )


def _clause_of_speaker(sentence: Sentence, verb: int) -> int:
    """Return the verb whose subject speaks in a participle: "demand he be removed after saying".

    Parsers hang it on the passive; who is removed does not speak.
    """
    tokens = sentence.tokens
    head = tokens[verb].head
    if (
        tokens[verb].deprel == "advcl"
        and tokens[verb].xpos == "VBG"
        and head >= 0
        and tokens[head].deprel == "ccomp"
        and frames.is_passive(sentence, head)
        and not any(tokens[c].deprel in frames.SUBJECTS for c in sentence.children[verb])
    ):
        return tokens[head].head
    return verb


def speaker_of(sentence: Sentence, cast: Cast, verb: int) -> Entity | None:
    """Return who speaks in a verb of saying, its passive agent included."""
    verb = _clause_of_speaker(sentence, verb)
    heads = valency.subjects(sentence, verb)
    if not heads and frames.is_passive(sentence, verb):
        # "was quoted as saying", "is said to": the surface subject of a quoting verb speaks.
        if sentence.tokens[verb].lemma in {"quote", "cite"}:
            heads = valency.surface_subjects(sentence, verb)
    if not heads and not frames.is_passive(sentence, verb):
        found = source_of(sentence, verb)
        heads = [] if found is None else [found]
    for head in heads:
        entity = entity_at(sentence, cast, head)
        if entity is not None:
            return entity
    return None


def entity_at(sentence: Sentence, cast: Cast, head: int) -> Entity | None:
    """Return who a phrase names, or else the nearest actor inside it: "a report by Amnesty"."""
    mention = find_mention(sentence, cast, head)
    if mention is None:
        mention = find_inside(sentence, cast, head)
    if mention is None or not mention.entities:
        return find_unnamed(sentence, head)
    entity = mention.entities[0]
    if mention.how != "unnamed":
        return entity
    # "Japanese government sources", "sources close to the French ministry": whose they are.
    owner = find_inside(sentence, cast, head)
    country = owner.entities[0].country if owner is not None and owner.entities else "---"
    return (
        entity
        if country == "---"
        else replace(entity, id=f"{entity.id}:{country}", country=country)
    )


def find_unnamed(sentence: Sentence, head: int) -> Entity | None:
    """Find a source without a name or a country: "diplomats", "two officials"."""
    token = sentence.tokens[head]
    sector = load_cues().unnamed.get(token.lemma.lower())
    if sector is None or token.upos != "NOUN":
        return None
    words = [sentence.tokens[w] for w in phrase(sentence, head, set())]
    first, last = words[0], words[-1]
    # The spaces are those of the text.
    text = first.text + "".join(
        f"{' ' if word.start > before.end else ''}{word.text}" for before, word in pairwise(words)
    )
    return Entity(
        id=f"unnamed:{token.lemma.lower()}",
        name=text,
        country="---",
        sector=sector,
        text=text,
        span=Span(first.start, last.end),
    )


def find_speaker(sentence: Sentence, cast: Cast) -> Source | None:
    """Find who speaks in a sentence that reports speech, for the quotations that follow it."""
    stances = load_cues().stances
    for token in sentence.tokens:
        if token.upos == "VERB" and token.lemma in stances and token.lemma not in QUIET:
            if token.deprel in {"root", "parataxis", "conj"} or any(
                sentence.tokens[c].deprel == "ccomp" for c in sentence.children[token.index]
            ):
                entity = speaker_of(sentence, cast, token.index)
                if entity is not None:
                    return Source(entity, token.index, stances[token.lemma])
    return None


def find_quote(sentence: Sentence, index: int) -> Span | None:
    """Return the quotation in which a word stands."""
    token = sentence.tokens[index]
    return next(
        (q for q in sentence.quoted if q.start <= token.start and token.end <= q.end), None
    )


def make_attribution(sentence: Sentence, source: Source) -> Attribution:
    """Make the record of a source: who, how, and the words that say so."""
    token = sentence.tokens[source.cue]
    return Attribution(
        source=source.entity,
        stance=source.stance,
        cue=token.text,
        span=Span(token.start, token.end),
    )
