"""Judge which deed a sentence tells between two marked parties.

The coder's network reads the sentence with both parties marked. It says what moved it by leaving
words out: the words without which it is less sure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from communique.coding.network import CASELESS, PAIR_OUTPUTS, Pieces, load_network, soften
from communique.language.pieces import CLS, SEP
from communique.language.tokenise import split_words
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.language.pieces import WordPieces

# Pieces that the vocabulary leaves unused stand for the marks around parties and predicate.
ACTOR: Final = (1, 2)
RECIPIENT: Final = (3, 4)
MOST_PIECES: Final = 120
_BEFORE: Final = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold the words of a sentence with their places, and two parties in it.

    All are half-open characters of the same text; a party may be missing.
    """

    words: tuple[tuple[str, int, int], ...]
    actor: Span | None
    recipient: Span | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the chances of each type, of each label of the relations' benchmark, of each status."""

    types: Mapping[str, float]
    labels: Mapping[str, float]
    statuses: Mapping[str, float]

    @property
    def type(self) -> str:
        """Give the likeliest type, NONE among them."""
        return max(self.types, key=self.types.__getitem__)


def make_pair(text: str, actor: Span | None, recipient: Span | None) -> Pair:
    """Split a text of one sentence into words around two parties."""
    words = tuple((text[a:b], a, b) for a, b in split_words(text, 0, len(text)))
    return Pair(words, actor, recipient)


def encode(pair: Pair, pieces: WordPieces) -> Pieces:
    """Cut a pair's words into pieces with the marks among them; the firsts are the opening marks.

    Of a long sentence the part around the marks is kept. A missing mark is at place 0.
    """
    borders: dict[int, list[int]] = {}
    marked = ((ACTOR, pair.actor), (RECIPIENT, pair.recipient))
    for (opens, closes), span in marked:
        if span is not None:
            borders.setdefault(span.start, []).append(opens)
            borders.setdefault(span.end, []).insert(0, closes)
    ids: list[int] = []
    cases: list[int] = []
    waiting = sorted(borders)
    for word, start, _ in pair.words:
        while waiting and waiting[0] <= start:
            ids += borders[waiting.pop(0)]
        cases += [CASELESS] * (len(ids) - len(cases))
        cut, case = pieces(word)
        ids += cut
        cases += [case] * len(cut)
    for border in waiting:
        ids += borders[border]
    cases += [CASELESS] * (len(ids) - len(cases))
    if len(ids) > MOST_PIECES:
        first = next((i for i, piece in enumerate(ids) if piece <= RECIPIENT[1]), 0)
        low = max(0, first - _BEFORE)
        ids, cases = ids[low : low + MOST_PIECES], cases[low : low + MOST_PIECES]
    ids = [CLS, *ids, SEP]
    cases = [CASELESS, *cases, CASELESS]
    opened = [ids.index(mark) if mark in ids else 0 for mark, _ in (ACTOR, RECIPIENT)]
    none = [0] * len(ids)
    return Pieces(ids, cases, none, none, none, none, opened)


def judge_pair(pair: Pair) -> Judgement:
    """Judge a pair."""
    network = load_network()
    scores = network.score(PAIR_OUTPUTS, encode(pair, network.pieces))
    labels, types, statuses = (
        dict(zip(network.labels[name], soften(one).tolist(), strict=True))
        for name, one in zip(("labels", "types", "statuses"), scores, strict=True)
    )
    return Judgement(types, labels, statuses)


def explain(pair: Pair, kind: str, most: int = 3) -> list[tuple[str, float]]:
    """Give the words without which a type would be less likely, and by how much."""
    whole = judge_pair(pair).types[kind]
    found = []
    for i, (word, start, end) in enumerate(pair.words):
        inside = any(
            span is not None and span.start < end and start < span.end
            for span in (pair.actor, pair.recipient)
        )
        if inside or not any(map(str.isalpha, word)):
            continue
        rest = replace(pair, words=pair.words[:i] + pair.words[i + 1 :])
        loss = whole - judge_pair(rest).types[kind]
        if loss > 0.02:
            found.append((word, loss))
    return sorted(found, key=lambda pair: -pair[1])[:most]


def classify_relation(
    sentence: str, actor: tuple[int, int], recipient: tuple[int, int] | None
) -> dict[str, float]:
    """Give the chances of PLOVER's types for the deed of a marked actor toward a recipient.

    The convention is that of the relations' benchmark (`docs/relations.md`): what is only
    promised is AGREE, what is only threatened THREATEN, what is refused REJECT. Likeliest first.
    """
    for span in (actor, recipient):
        if span is not None and not 0 <= span[0] < span[1] <= len(sentence):
            msg = f"the span {span} is not within the sentence's {len(sentence)} characters"
            raise ValueError(msg)
    pair = make_pair(sentence, Span(*actor), None if recipient is None else Span(*recipient))
    judged = judge_pair(pair)
    chances = {kind: chance for kind, chance in judged.labels.items() if kind != "NONE"}
    # The benchmark takes these two together; what it says of both goes to the likelier one.
    likelier = max(("CONCEDE", "RETREAT"), key=judged.types.__getitem__)
    chances |= {"CONCEDE": 0.0, "RETREAT": 0.0, likelier: chances.pop("YIELD")}
    total = sum(chances.values())
    ordered = sorted(chances.items(), key=lambda item: -item[1])
    return {kind: chance / total for kind, chance in ordered}
