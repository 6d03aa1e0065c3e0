"""Judge which deed each word of a sentence tells, and who takes which part in it.

The learned half of the coder: a small BERT reads a sentence with its parse and the mentions of its
actors marked, and says of every word which PLOVER type it tells, of every deed whether it has
happened, and of every mention whether it acts or receives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from communique.coding.network import (
    CASELESS,
    WORD_OUTPUTS,
    Network,
    Pieces,
    load_network,
    soften,
)
from communique.coding.sides import find_predicates
from communique.language.pieces import CLS, SEP
from communique.lexicon import QUADS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from communique.coding.parties import Cast
    from communique.coding.readings import Reading
    from communique.language.pieces import WordPieces
    from communique.types import ActorMention, Entity, Sentence, Status

UPOS: Final = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)
DEPRELS: Final = tuple(
    """acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj
    cop csubj dep det discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:poss
    nsubj nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root
    vocative xcomp""".split()
)
# Whom a mention names: a state, several, somebody unknown, or PLOVER's sector.
KINDS: Final = (
    "state", "several", "nobody", "GOV", "MIL", "IGO", "REB", "CVL", "BUS", "PTY", "LEG", "ELI",
    "MED", "COP", "OPP", "JUD", "EDU", "LAB", "NGO", "HLH", "REL", "CRM", "AGR", "SPY", "REF",
    "UAF", "PRE", "PRM",
)  # fmt: skip
# The judge's classes of words; a lexicon's reading is marked at its word and at its carrier.
TYPES: Final = (*QUADS, "NONE")
STATUSES: Final[tuple[Status, ...]] = ("occurred", "ongoing", "planned", "possible", "negated")
MOST_PIECES: Final = 150
# How many ways a part can be supposed: not at all, none, actor or recipient, by lexicon or syntax.
SUPPOSED: Final = 7
_MOST_OF_A_WORD: Final = 6


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold a sentence's words as the network reads them.

    Numbers are one more than the place of a class in its row, 0 what is none of them. `mentions`
    are in the order of the words; `supposed` has by word and mention which part the rules give it
    (`suppose_parts`).
    """

    words: tuple[str, ...]
    upos: tuple[int, ...]
    deprels: tuple[int, ...]
    kinds: tuple[int, ...]
    readings: tuple[int, ...]
    mentions: tuple[ActorMention, ...]
    supposed: Mapping[tuple[int, int], int]


def mark_sentence(sentence: Sentence, cast: Cast, readings: Sequence[Reading]) -> Marked:
    """Mark the mentions of a parsed sentence, and what the lexicon reads in it."""
    tokens = sentence.tokens
    mentions = sorted(
        {id(mention): mention for mention in cast.covers.values()}.values(), key=lambda m: m.first
    )
    kinds = [0] * len(tokens)
    for mention in mentions:
        for index in range(mention.first, mention.last):
            kinds[index] = 1 + KINDS.index(name_kind(mention.entities))
    read = [0] * len(tokens)
    for reading in readings:
        number = 1 + TYPES.index(reading.entry.type)
        if reading.carrier is not None and not read[reading.carrier]:
            read[reading.carrier] = len(TYPES) + number
        read[reading.trigger] = number
    return Marked(
        words=tuple(token.text for token in tokens),
        upos=tuple(UPOS_NUMBERS.get(token.upos, 0) for token in tokens),
        deprels=tuple(
            DEPREL_NUMBERS.get(token.deprel) or DEPREL_NUMBERS.get(token.deprel.split(":")[0], 0)
            for token in tokens
        ),
        kinds=tuple(kinds),
        readings=tuple(read),
        mentions=tuple(mentions),
        supposed=suppose_parts(sentence, cast, readings, mentions),
    )


def suppose_parts(
    sentence: Sentence, cast: Cast, readings: Sequence[Reading], mentions: Sequence[ActorMention]
) -> dict[tuple[int, int], int]:
    """Give, by word and mention, a number for the part that the lexicon or the syntax gives it.

    What is absent is 0: neither says anything of the word.
    """
    numbers = {id(mention): number for number, mention in enumerate(mentions)}
    supposed: dict[tuple[int, int], int] = {}
    told = [
        *((p.trigger, p.actors, p.recipients, 4) for p in find_predicates(sentence, cast)),
        *((r.carrier, r.actors, r.recipients, 1) for r in readings if r.carrier is not None),
        *((r.trigger, r.actors, r.recipients, 1) for r in readings),
    ]
    for word, actors, recipients, first in told:
        for number in numbers.values():
            supposed[word, number] = first
        for part, parties in enumerate((actors, recipients), 1):
            for party in parties:
                if id(party.mention) in numbers:
                    supposed[word, numbers[id(party.mention)]] = first + part
    return supposed


UPOS_NUMBERS: Final = {name: i for i, name in enumerate(UPOS, 1)}
DEPREL_NUMBERS: Final = {name: i for i, name in enumerate(DEPRELS, 1)}


def name_kind(entities: Sequence[Entity]) -> str:
    """Name the kind of whom a mention names."""
    if len(entities) > 1:
        return "several"
    only = entities[0]
    if only.id == only.country:
        return "state"
    return only.sector if only.sector in KINDS else "nobody"


def encode_words(marked: Marked, pieces: WordPieces) -> Pieces:
    """Cut a sentence into pieces; of one too long for the network the end is left out."""
    ids, cases = [CLS], [CASELESS]
    rows: tuple[list[int], ...] = ([0], [0], [0], [0])
    given = (marked.kinds, marked.readings, marked.upos, marked.deprels)
    firsts = []
    for word, *values in zip(marked.words, *given, strict=True):
        cut, case = pieces(word)
        cut = cut[:_MOST_OF_A_WORD]
        if len(ids) + len(cut) > MOST_PIECES:
            break
        firsts.append(len(ids))
        ids += cut
        cases += [case] * len(cut)
        for row, value in zip(rows, values, strict=True):
            row.extend([value] * len(cut))
    ids.append(SEP)
    cases.append(CASELESS)
    for row in rows:
        row.append(0)
    kinds, readings, upos, deprels = rows
    return Pieces(ids, cases, kinds, readings, upos, deprels, firsts)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the chances of each type and status by word; those of parts are worked out on demand.

    Words beyond MOST_PIECES have none.
    """

    marked: Marked
    types: NDArray[np.float32]
    statuses: NDArray[np.float32]
    network: Network
    deeds: NDArray[np.float32]
    parties: NDArray[np.float32]

    def chance(self, index: int | None, kind: str) -> float:
        """Give the chance that a word tells a deed of a type; NONE is a type."""
        if index is None or index >= len(self.types):
            return float(kind == "NONE")
        return float(self.types[index, TYPES.index(kind)])

    def likeliest(self, index: int) -> tuple[str, float]:
        """Give the likeliest type of a word and its chance."""
        if index >= len(self.types):
            return "NONE", 1.0
        best = int(self.types[index].argmax())
        return TYPES[best], float(self.types[index, best])

    def status(self, index: int) -> tuple[Status, float] | None:
        """Give the likeliest status of the deed that a word tells, and its chance."""
        if index >= len(self.statuses):
            return None
        best = int(self.statuses[index].argmax())
        return STATUSES[best], float(self.statuses[index, best])

    def parts(self, index: int) -> NDArray[np.float32]:
        """Give, by mention, the chances that it has no part in a word's deed, acts, receives."""
        weights = self.network.parts
        heads = [min(m.head, len(self.types) - 1) for m in self.marked.mentions]
        deed, parties = self.deeds[index], self.parties[heads]
        scores = (deed + parties) @ weights["sum"] + weights["bias"]
        supposed = [self.marked.supposed.get((index, n), 0) for n in range(len(heads))]
        scores += weights["supposed"][supposed]
        scores += np.einsum("d,kde,ne->nk", deed, weights["product"], parties, optimize=True)
        return soften(scores)

    def shares(self, index: int) -> tuple[tuple[ActorMention, float, float], ...]:
        """Give each mention with the chances that it acts in a word's deed, and receives it."""
        if index >= len(self.types) or not self.marked.mentions:
            return ()
        rows = zip(self.marked.mentions, self.parts(index).tolist(), strict=True)
        return tuple((mention, acts, receives) for mention, (_, acts, receives) in rows)


def judge_sentence(sentence: Sentence, cast: Cast, readings: Sequence[Reading]) -> Judgement:
    """Judge the words of a sentence in which the lexicon has read some deeds."""
    network = load_network()
    marked = mark_sentence(sentence, cast, readings)
    types, statuses, deeds, parties = network.score(
        WORD_OUTPUTS, encode_words(marked, network.pieces)
    )
    return Judgement(marked, soften(types), soften(statuses), network, deeds, parties)
