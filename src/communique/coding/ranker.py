"""Judge which deed a sentence tells between two marked parties: the learned part of the coder.

A small BERT reads the sentence with both parties marked (`training/train_relations.py`). It says
what moved it by leaving words out: the words without which it is less sure.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from communique.language.pieces import CLS, SEP, WordPieces
from communique.language.tokenise import split_words
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

# Pieces that the vocabulary leaves unused stand for the marks around parties and predicate.
ACTOR: Final = (1, 2)
RECIPIENT: Final = (3, 4)
TRIGGER: Final = (5, 6)
MOST_PIECES: Final = 120
_BEFORE: Final = 20
_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold the words of a sentence with their places, and two parties in it.

    All are half-open characters of the same text; a party may be missing. `trigger` is the
    predicate that is asked about, None where the whole sentence is.
    """

    words: tuple[tuple[str, int, int], ...]
    actor: Span | None
    recipient: Span | None
    trigger: Span | None = None


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


def encode(pair: Pair, pieces: WordPieces) -> tuple[list[int], list[int]]:
    """Cut a pair's words into pieces with the marks among them, and say where the marks open.

    Of a long sentence the part around the marks is kept. A missing mark is at place 0.
    """
    borders: dict[int, list[int]] = {}
    marked = ((ACTOR, pair.actor), (RECIPIENT, pair.recipient), (TRIGGER, pair.trigger))
    for (opens, closes), span in marked:
        if span is not None:
            borders.setdefault(span.start, []).append(opens)
            borders.setdefault(span.end, []).insert(0, closes)
    ids: list[int] = []
    waiting = sorted(borders)
    for word, start, _ in pair.words:
        while waiting and waiting[0] <= start:
            ids += borders[waiting.pop(0)]
        ids += pieces(word)[0]
    for border in waiting:
        ids += borders[border]
    if len(ids) > MOST_PIECES:
        first = next((i for i, piece in enumerate(ids) if piece <= TRIGGER[1]), 0)
        low = max(0, first - _BEFORE)
        ids = ids[low : low + MOST_PIECES]
    ids = [CLS, *ids, SEP]
    opened = [ids.index(mark) if mark in ids else 0 for mark, _ in (ACTOR, RECIPIENT, TRIGGER)]
    return ids, opened


class Ranker:
    """Hold the network and its labels."""

    def __init__(self, folder: Path, vocabulary: Path) -> None:
        """Load the files of the model."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "ranker.onnx"), options, providers=["CPUExecutionProvider"]
        )
        names = json.loads((folder / "ranker.json").read_text(encoding="utf-8"))
        self._names: list[list[str]] = [names["labels"], names["types"], names["statuses"]]
        self._pieces = WordPieces.read(vocabulary)

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge pairs, each by itself: what stands beside it in a batch changes nothing."""
        return [self._judge_one(pair) for pair in pairs]

    def _judge_one(self, pair: Pair) -> Judgement:
        ids, marks = encode(pair, self._pieces)
        scores = self._session.run(None, {"ids": np.array([ids]), "marks": np.array([marks])})
        labels, types, statuses = (
            dict(zip(names, _soften(one[0]).tolist(), strict=True))
            for names, one in zip(self._names, scores, strict=True)
        )
        return Judgement(types, labels, statuses)

    def explain(self, pair: Pair, kind: str, most: int = 3) -> list[tuple[str, float]]:
        """Give the words without which a type would be less likely, and by how much."""
        whole = self.judge([pair])[0].types[kind]
        found = []
        for i, (word, start, end) in enumerate(pair.words):
            inside = any(
                span is not None and span.start < end and start < span.end
                for span in (pair.actor, pair.recipient, pair.trigger)
            )
            if inside or not any(map(str.isalpha, word)):
                continue
            rest = replace(pair, words=pair.words[:i] + pair.words[i + 1 :])
            loss = whole - self.judge([rest])[0].types[kind]
            if loss > 0.02:
                found.append((word, loss))
        return sorted(found, key=lambda pair: -pair[1])[:most]


def _soften(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max())
    chances: NDArray[np.float32] = powers / powers.sum()
    return chances


@functools.cache
def load_ranker() -> Ranker:
    """Load the shipped model, once in a process."""
    model = Path(str(files("communique.coding") / "model"))
    return Ranker(model, Path(str(files("communique.language") / "model")) / "vocabulary.txt")


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
    judged = load_ranker().judge([pair])[0]
    chances = {kind: chance for kind, chance in judged.labels.items() if kind != "NONE"}
    # The benchmark takes these two together; what it says of both goes to the likelier one.
    likelier = max(("CONCEDE", "RETREAT"), key=judged.types.__getitem__)
    chances |= {"CONCEDE": 0.0, "RETREAT": 0.0, likelier: chances.pop("YIELD")}
    total = sum(chances.values())
    ordered = sorted(chances.items(), key=lambda item: -item[1])
    return {kind: chance / total for kind, chance in ordered}
