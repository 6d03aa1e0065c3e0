"""What deeds a sentence tells: lexicon entries matched to its words, with their parties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from communique.coding import carriers, frames
from communique.coding.arguments import find_roles, is_reciprocal
from communique.coding.conditions import holds, lemmas_of
from communique.coding.parties import is_person
from communique.coding.sufferers import is_suffered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from communique.coding.parties import Cast, Party
    from communique.lexicon import Entry, Lexicon, Word
    from communique.types import ActorMention, Entity, Sentence, Status

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


def find_remark(
    sentence: Sentence,
    index: int,
    kind: str,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> str | None:
    """Say why a word of speech is only a remark, None where it may be a deed."""
    if kind == "REQUEST" and asks_himself(actors, recipients):
        return "tells what the speaker himself has to do"
    if kind == "REQUEST" and only_tells(sentence, index):
        return "tells or asks how it is"
    if kind in {"AGREE", "CONCEDE"} and leaves_open(sentence, index):
        return "leaves open what is offered"
    if kind == "AGREE" and only_concurs(sentence, index, actors):
        return "shares an opinion"
    return None


def leaves_open(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause names what it is about with a question word.

    "Fell out over what Chad was prepared to give", "how far it is willing to go".
    """
    tokens = sentence.tokens
    while tokens[index].deprel == "xcomp" and tokens[index].head >= 0:
        index = tokens[index].head
    token = tokens[index]
    if token.deprel == "acl:relcl" and tokens[token.head].lemma.lower() == "what":
        return True
    return any(
        tokens[k].lemma.lower() == "how"
        for c in sentence.children[index]
        if tokens[c].deprel == "advmod"
        for k in sentence.children[c]
    )


PLANS = frozenset({"will", "would", "shall", "should", "must", "'d", "'ll"})


def only_concurs(sentence: Sentence, index: int, actors: tuple[Party, ...]) -> bool:
    """Tell whether one side alone shares an opinion: "the minister agreed that it was late"."""
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    if tokens[index].lemma != "agree" or clause is None:
        return False
    if tokens[clause].xpos == "VB" and not any(
        tokens[c].xpos == "MD" for c in sentence.children[clause]
    ):
        return False
    modals = {tokens[c].text.lower() for c in frames.auxiliaries(sentence, clause)}
    # "Both parties agree that there is a problem": what they agree on now is no deal of theirs.
    one = len(actors) == 1 and tokens[actors[0].mention.head].xpos in {"NN", "NNP", "PRP"}
    return (one or tokens[index].xpos == "VBP") and not modals & PLANS


def stays_at_home(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Tell whether somebody goes to a place or a firm at home: no visit to another side."""
    own = {p.entity.country for p in actors} | {"---"}
    return bool(recipients) and all(
        p.entity.country in own and not is_person(p.entity) for p in recipients
    )


OBLIGING = frozenset({"must", "should", "ought", "shall"})


def only_tells(sentence: Sentence, index: int) -> bool:
    """Tell whether somebody is told or asked how it is, and for nothing to be done.

    "Told the agency that she had been sent money", "asked officials how it had come about".
    """
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    if clause is None or tokens[index].lemma not in {"tell", "ask", "suggest"}:
        return False
    parts = sentence.children[clause]
    if tokens[index].lemma == "ask":
        return any(
            tokens[c].xpos in {"WRB", "WP"} or tokens[c].lemma in {"whether", "if"}
            for c in parts
            if c < clause
        )
    if any(tokens[c].xpos == "TO" for c in parts) or tokens[clause].lemma in {"have", "need"}:
        return False
    words = {tokens[c].text.lower() for c in frames.auxiliaries(sentence, clause)}
    if tokens[index].lemma != "tell" and tokens[clause].xpos in {"VB", "VBP"} and not words:
        # "suggested that he resign"
        return False
    return not words & OBLIGING and any(tokens[c].deprel in frames.SUBJECTS for c in parts)


def asks_himself(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Tell whether a demand is on the speaker's own side: "we have to wait, he said"."""
    mine = {p.entity.country for p in actors}
    return bool(recipients) and all(
        p.mention.how == "speaker" and p.entity.country in mine for p in recipients
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


PARTY_KEYS = frozenset({"actor_sector", "actor_country", "recipient_sector", "recipient_country"})


def unfit(
    sentence: Sentence,
    index: int,
    entry: Entry,
    carrier: int | None,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    *,
    of_parties: bool,
) -> str | None:
    """Say which condition of an entry fails, on parties or on words; None when none does."""
    for key, wanted in entry.when.items():
        if (key in PARTY_KEYS) == of_parties and not holds(
            sentence, index, key, wanted, carrier, actors, recipients
        ):
            return f"needs {key} among {_first_words(wanted)}"
    for key, barred in entry.unless.items():
        if (key in PARTY_KEYS) == of_parties and holds(
            sentence, index, key, barred, carrier, actors, recipients
        ):
            return f"barred by {key} among {_first_words(barred)}"
    return None


@lru_cache(maxsize=10_000)
def _first_words(words: frozenset[str]) -> str:
    return ", ".join(sorted(words)[:6])


def lacking(
    sentence: Sentence,
    index: int,
    entry: Entry,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> str | None:
    """Say which party that an entry needs is missing, None when none is."""
    definite = entry.pos == "noun" and is_definite(sentence, index)
    held = may_lack_actor(entry) and bool(recipients)
    if not actors and not definite and not held:
        return "names nobody who acts"
    needed = parties_needed(entry, sentence.tokens[index].lemma, [p.entity for p in actors])
    missing = (
        (
            entry.mutual
            and entry.parties == "both"
            and len(actors) < 2
            and not is_body(entry, actors)
        )
        or (needed in {"actor", "both"} and not actors)
        or (needed in {"recipient", "both"} and not recipients and not entry.mutual)
        or (needed == "either" and not actors and not recipients)
    )
    if missing and not definite and not awaits_other(sentence, index, entry, needed, actors):
        return f"lacks the {needed} it needs"
    return None


def may_lack_actor(entry: Entry) -> bool:
    """Tell whether a deed is often told without its doer: who is held, not who holds him."""
    return entry.pos == "noun" and entry.mode == "arrest" and entry.parties == "either"


def is_body(entry: Entry, actors: Sequence[Party]) -> bool:
    """Tell whether a body of many talks among itself: "discussions of G7 ministers"."""
    return entry.type == "CONSULT" and any(
        p.entity.country in {"IGO", "EUR", "UNO"} and not p.entity.role for p in actors
    )


# Words that are said against somebody, even where the sentence does not tell against whom.
BLAMING = frozenset(
    """slam condemn denounce criticise criticize blast deplore decry lambast lambaste
    castigate rebuke censure chide""".split()
)
NOWHERE = frozenset({"---", ""})
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "IGO", "OPP", "PTY", "REB", ""})


def awaits_other(
    sentence: Sentence, index: int, entry: Entry, needed: str, actors: Iterable[Party]
) -> bool:
    """Tell whether an official's words want but an addressee, whom the report may tell.

    "Slammed the attack", "said the talks must go on".
    """
    if needed != "both" or entry.pos != "verb":
        return False
    if not any(
        p.entity.country not in {"---", ""} and p.entity.sector in OFFICIAL for p in actors
    ):
        return False
    if entry.type == "ACCUSE":
        return sentence.tokens[index].lemma in BLAMING
    if entry.type != "REQUEST" or "modal" not in entry.when:
        return False
    clause = frames.complement_of(sentence, index)
    if clause is None:
        return False
    words = {sentence.tokens[c].lemma for c in frames.auxiliaries(sentence, clause)}
    asked = frames.surface_subjects(sentence, clause)
    return bool(words & {"must", "should", "ought"}) and any(
        sentence.tokens[at].upos in {"NOUN", "PROPN"} for at in asked
    )


# Armed men who bomb need no named victim: "warplanes have been bombing the border"; what officials
# urge is urged on somebody: "called on the international community to help".
ENOUGH = {
    "ASSAULT": frozenset({"MIL", "REB", "UAF", "INS", "PRM"}),
    "REQUEST": frozenset({"GOV", "IGO", "UNO", "LEG"}),
}


URGING = frozenset({"urge", "call", "appeal", "demand", "exhort", "implore", "plead"})


def parties_needed(entry: Entry, lemma: str, actors: Iterable[Entity]) -> str:
    """Say who must be named: as the entry has it, or the actor alone where that tells enough."""
    if entry.type == "REQUEST" and lemma not in URGING:
        return entry.parties
    enough = ENOUGH.get(entry.type, frozenset())
    if entry.parties == "both" and any(entity.sector in enough for entity in actors):
        return "actor"
    return entry.parties


def is_definite(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun points back to a deed already told: "the talks", "the two-day visit"."""
    return any(
        sentence.tokens[c].deprel in {"det", "nmod:poss"}
        and sentence.tokens[c].lemma in {"the", "this", "that", "these", "those", "their"}
        for c in sentence.children[index]
    )


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
