"""The lexicon's readings weighed by the judge, and the deeds that the judge alone hears."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.arguments import is_reciprocal
from communique.coding.conditions import lemmas_of
from communique.coding.judge import judge_sentence
from communique.coding.parties import NOWHERE, Party, find_parties, is_person
from communique.coding.readings import ABSORBING, POS, Reading, read_word, scope_of
from communique.coding.seeming import is_no_deed
from communique.coding.sides import find_predicates
from communique.coding.tellers import SAYING, UTTERED, find_tellers
from communique.coding.wordings import is_inside_quote
from communique.lexicon import QUADS, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.coding.judge import Judgement
    from communique.coding.parties import Cast
    from communique.lexicon import Lexicon
    from communique.types import ActorMention, Entity, Sentence, Token

# Only words of these classes are taken for deeds.
TELLING = frozenset({"VERB", "NOUN", "ADJ"})
# From this chance on the judge is heard where no entry of the lexicon reads a deed; whether it is
# believed is seen when all is known of the event (`confidence.py`).
SURE = 0.38
# From this chance on it is believed where it gives the type of an entry less than the other.
OF_ANOTHER, HARDLY = 0.7, 0.2
# From this chance on it is believed against an entry that the words around bar, and of words that
# only say that something is said.
DESPITE = 0.75
# From this chance on the likeliest mention takes a part, and from the second one all others do.
TAKING, SHARING = 0.4, 0.65
# What befalls people is told by whom it befell where nobody is said to have done it.
SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_ACTING, _RECEIVING = 1, 2
_OWNER = "nmod:poss"


def weigh(
    sentence: Sentence, cast: Cast, readings: Sequence[Reading], lexicon: Lexicon
) -> Sequence[Reading]:
    """Add to what the lexicon reads what the judge holds of it, and the deeds that it alone hears.

    It is asked of sentences that mention somebody who deals in politics.
    """
    if len(sentence.tokens) < 2 or not is_of_politics(cast):
        return readings
    judgement = judge_sentence(sentence, cast, readings)
    kept = [settle(sentence, cast, judgement, reading, lexicon) for reading in readings]
    taken = {index for reading in kept for index in find_claimed(sentence, reading)}
    for token in sentence.tokens:
        if token.index in taken or token.upos not in TELLING:
            continue
        reading = _propose(sentence, cast, judgement, token, lexicon)
        if reading is not None and not _is_told(reading, kept):
            kept.append(reading)
            # "called on Kenya to withdraw": what is asked for has not been done.
            taken.update(find_claimed(sentence, reading))
    return kept


def settle(
    sentence: Sentence, cast: Cast, judgement: Judgement, reading: Reading, lexicon: Lexicon
) -> Reading:
    """Give what the judge holds of a reading, or its own where it is sure of another type."""
    kind, chance = judgement.likeliest(reading.trigger)
    # "will not recognise" is a refusal by its being negated, whatever the word alone tells.
    stands = kind == "NONE" or "negated" in reading.entry.when
    if not stands and chance >= OF_ANOTHER and believe(sentence, judgement, reading) < HARDLY:
        other = _propose(sentence, cast, judgement, sentence.tokens[reading.trigger], lexicon)
        if other is not None:
            line = f"{reading.entry.id}: the judge gives {kind} {chance:.2f}"
            return replace(other, scope=reading.scope, rejected=(*reading.rejected, line))
    return hand_over(sentence, judgement, reading)


def is_of_politics(cast: Cast) -> bool:
    """Tell whether a sentence mentions somebody who deals in politics."""
    mentions = cast.covers.values()
    return any(is_political(entity) for mention in mentions for entity in mention.entities)


def believe(sentence: Sentence, judgement: Judgement, reading: Reading) -> float:
    """Give the chance that a reading's words tell a deed of its type: "went" or "trial".

    Also the object that the entry asks for: "drew" or "criticism".
    """
    entry, tokens = reading.entry, sentence.tokens
    kind = entry.type
    words = {word for phrase in entry.words for word in phrase.split()[1:]}
    objects = entry.when.get("object", frozenset())
    below = (
        c
        for c in sentence.children[reading.trigger]
        if (lemma := tokens[c].lemma.lower()) in words
        or (tokens[c].deprel == "obj" and lemma in objects)
    )
    told = (reading.trigger, reading.carrier, *below)
    return max(judgement.chance(index, kind) for index in told)


def hand_over(sentence: Sentence, judgement: Judgement, reading: Reading) -> Reading:
    """Add to a reading what the judge holds of it."""
    chance = believe(sentence, judgement, reading)
    return replace(
        reading,
        heard=chance,
        judged=judgement.status(reading.trigger),
        shares=share(sentence, judgement, reading.trigger, reading.entry.type),
    )


def share(
    sentence: Sentence, judgement: Judgement, trigger: int, kind: str
) -> tuple[tuple[ActorMention, float, float], ...]:
    """Give each mention with the chances that it acts in a word's deed, and receives it.

    "The king is sending troops, the envoy said": who only tells of a deed does not do it.
    """
    shares = judgement.shares(trigger)
    idle = {mention.head for mention, *_ in shares if _is_label(sentence, mention)}
    if kind not in UTTERED:
        idle |= find_tellers(sentence, trigger, {mention.head for mention, *_ in shares})
    return tuple(
        (mention, 0.0, 0.0) if mention.head in idle else (mention, acts, receives)
        for mention, acts, receives in shares
    )


def _cast_parts(
    sentence: Sentence,
    cast: Cast,
    token: Token,
    kind: str,
    shares: Sequence[tuple[ActorMention, float, float]],
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Give who acts and who receives as the judge has it, and grammar does not rule out."""
    actors = leave_out_scenes(sentence, find_takers(shares, _ACTING))
    receiving = find_takers(shares, _RECEIVING)
    if not actors:
        around = (p for p in find_predicates(sentence, cast) if p.trigger == token.index)
        actors = next((predicate.actors for predicate in around), ())
    if token.upos == "NOUN" and kind in UTTERED:
        # "to hear Britain's demands": whose they are has made them.
        owners = [c for c in sentence.children[token.index] if sentence.tokens[c].deprel == _OWNER]
        return find_parties(sentence, cast, owners, deep=False) or actors, receiving
    if token.deprel == "amod" and token.xpos == "VBN":
        return _cast_participle(sentence, cast, token, actors, receiving)
    if token.upos == "VERB":
        # "Azerbaijan and Armenia exchanged maps": what is joined has one part.
        heads = valency.subjects(sentence, token.index)
        subjects = find_parties(sentence, cast, heads, deep=False)
        if kind in UTTERED and subjects:
            # "told reporters that the North wanted the sanctions lifted"
            named = {party.mention.head for party in (*subjects, *actors)}
            telling = find_tellers(sentence, token.index, named)
            actors = tuple(p for p in actors if p.mention.head not in telling) or subjects
        if {party.entity.id for party in actors} & {party.entity.id for party in subjects}:
            actors = tuple({p.entity.id: p for p in (*actors, *subjects)}.values())
            if len(subjects) > 1 and is_reciprocal(sentence, token.index):
                return subjects, ()
    if kind == "REJECT":
        actors = _leave_out_speaker(sentence, token.index, actors)
    return actors, receiving


# Who lets people go has held them.
_FREEING = frozenset({"free", "release", "pardon", "swap", "exchange", "deport", "parole"})


def _cast_participle(
    sentence: Sentence,
    cast: Cast,
    token: Token,
    actors: tuple[Party, ...],
    receiving: tuple[Party, ...],
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Give the parts in what befell whom a participle describes: "freed jailed Americans"."""
    patients = find_parties(sentence, cast, [token.head], deep=False)
    if not patients:
        return actors, receiving
    noun = sentence.tokens[token.head]
    freed = noun.deprel == "obj" and sentence.tokens[noun.head].lemma in _FREEING
    holders = valency.subjects(sentence, noun.head) if freed else []
    own = {party.entity.id for party in patients}
    others = tuple(party for party in actors if party.entity.id not in own)
    return find_parties(sentence, cast, holders, deep=False) or others, patients


def _leave_out_speaker(
    sentence: Sentence, trigger: int, actors: tuple[Party, ...]
) -> tuple[Party, ...]:
    """Leave out who only says that others refuse: "Iran defies the rules", the envoy said."""
    if not is_inside_quote(sentence, trigger):
        return actors
    inside = tuple(p for p in actors if is_inside_quote(sentence, p.mention.head))
    return inside or actors


def _is_label(sentence: Sentence, mention: ActorMention) -> bool:
    """Tell whether a name but says where a headline plays: "Nigeria: rebels free the girls"."""
    after = sentence.tokens[mention.last : mention.last + 1]
    label = mention.first == 0 and bool(after) and after[0].text == ":"
    return label and mention.how in {"name", "place", "metonym"} and sentence.field == "title"


def _propose(
    sentence: Sentence, cast: Cast, judgement: Judgement, token: Token, lexicon: Lexicon
) -> Reading | None:
    kind, chance = judgement.likeliest(token.index)
    if kind == "NONE" or chance < SURE:
        return None
    plain = token.lemma in SAYING
    if chance < DESPITE and (plain or is_barred(sentence, cast, token, kind, lexicon)):
        return None
    shares = share(sentence, judgement, token.index, kind)
    actors, receiving = _cast_parts(sentence, cast, token, kind, shares)
    acting = {party.entity.id for party in actors}
    status = judgement.status(token.index)
    if status is None or is_no_deed(sentence, token.index, kind, actors, receiving, status[0]):
        return None
    suffered = not actors and (
        kind in SUFFERED or (kind == "ACCUSE" and frames.is_passive(sentence, token.index))
    )
    if suffered and all(party.entity.country in NOWHERE for party in receiving):
        return None
    if not suffered and not any(is_political(party.entity) for party in actors):
        return None
    return Reading(
        entry=ENTRIES[kind],
        trigger=token.index,
        carrier=None,
        actors=actors,
        recipients=tuple(party for party in receiving if party.entity.id not in acting),
        scope=scope_of(sentence, token.index) if kind in ABSORBING else frozenset(),
        suffered=suffered,
        heard=chance,
        judged=status,
        shares=shares,
        rejected=(f"no entry of the lexicon: the judge gives {chance:.2f} for {kind}",),
    )


def is_barred(sentence: Sentence, cast: Cast, token: Token, kind: str, lexicon: Lexicon) -> bool:
    """Tell whether an entry of the type knows the word and is barred by the words around it."""
    rejected: list[str] = []
    for lemma in lemmas_of(token):
        for word in lexicon.words.get((POS[token.upos], lemma), ()):
            if word.entry.type == kind:
                read_word(sentence, cast, token.index, word, rejected)
    return any(": barred by" in reason for reason in rejected)


def find_takers(
    shares: Sequence[tuple[ActorMention, float, float]], part: int
) -> tuple[Party, ...]:
    """Find who takes a part in the deed that a word tells."""
    best = max((chances[part - 1] for _, *chances in shares), default=0.0)
    found: dict[str, Party] = {}
    for mention, *chances in shares:
        chance = chances[part - 1]
        if chance >= (TAKING if chance == best else SHARING):
            for entity in mention.entities:
                found.setdefault(entity.id, Party(entity, mention, direct=True))
    return tuple(found.values())


def leave_out_scenes(sentence: Sentence, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Leave out the state in which one of its own acts: "In Jordan, the crown prince urged"."""

    def is_scene(party: Party) -> bool:
        at = party.mention.head
        others = (other for other in parties if other.mention is not party.mention)
        return (
            party.mention.how == "place"
            and frames.case_of(sentence, at) in {"in", "at"}
            and any(other.entity.country == party.entity.country for other in others)
        )

    return tuple(party for party in parties if not is_scene(party))


def _is_told(reading: Reading, others: Sequence[Reading]) -> bool:
    """Tell whether another reading of the sentence tells the same deed by another word."""
    acting = {party.entity.id for party in reading.actors}
    return any(
        other.entry.type == reading.entry.type
        and acting & {party.entity.id for party in (*other.actors, *other.recipients)}
        for other in others
    )


def find_claimed(sentence: Sentence, reading: Reading) -> Iterator[int]:
    """Find the words that a reading leaves to no other."""
    yield reading.trigger
    token = sentence.tokens[reading.trigger]
    if token.deprel == "xcomp" or (
        token.deprel == "advcl" and sentence.tokens[token.head].lemma in BEGINNING
    ):
        # "began on Friday to bomb the town": it is told by what began.
        yield token.head
    if reading.carrier is not None:
        yield reading.carrier
    yield from reading.scope


def _make_entry(kind: str) -> Entry:
    return Entry(
        id=f"judge:{kind.lower()}", type=kind, words=(), pos="verb", mode=None,
        actor=("subject",), recipient=(), parties="actor", mutual=False, when={}, unless={},
        status=None, content=False, absorbs=False, context=(), examples=(), counterexamples=(),
    )  # fmt: skip


BEGINNING = frozenset({"begin", "start", "continue", "resume"})
ENTRIES = {kind: _make_entry(kind) for kind in QUADS}


# Who deals in politics: of the deeds of others too few are any of the record's.
POLITICAL = frozenset("GOV MIL REB LEG IGO OPP PTY JUD COP SPY PRM UAF ELI PRE INS".split()) | {""}


def is_political(entity: Entity) -> bool:
    """Tell whether an actor is a state's or somebody who deals with states."""
    if is_person(entity) and not entity.sector:
        return False
    return entity.sector in POLITICAL and entity.country not in NOWHERE
