"""Run the network over sentences of words: tags, trees and names."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import onnxruntime

from communique.language.arborescence import find_heads
from communique.language.embeddings import load_embeddings
from communique.language.lemmas import Lemmas, read_table
from communique.language.pieces import CLS, SEP, WordPieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

MOST_WORDS: Final = 150
_MOST_PIECES: Final = 480
_OUTPUTS: Final = ("upos", "xpos", "names", "arcs", "dependent", "head")


@dataclass(frozen=True, slots=True)
class Parse:
    """Hold what the network says of one sentence, word by word; a root's head is -1."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """Load a network to run on one thread of the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        # The fused kernel takes six times as long as the two it stands for.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


class Parser:
    """Hold the network, its labels and the lemmas."""

    def __init__(self, folder: Path) -> None:
        """Load the files of the model."""
        self._session = open_session(folder / "model.onnx")
        self._embed = load_embeddings()
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._deprels: list[str] = labels["deprels"]
        self._names: list[str] = labels["names"]
        self._root = self._deprels.index("root")
        with np.load(folder / "relations.npz") as relations:
            self._weight = relations["weight"]
            self._bias = relations["bias"]
        self._forbidden = _forbid_names(self._names)
        self._follows: list[list[bool]] = (self._forbidden == 0).tolist()
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self.pieces = WordPieces(vocabulary)
        self.lemmas = Lemmas(read_table(folder / "lemmas.tsv"), frozenset(vocabulary))

    def parse(self, sentences: Iterable[Sequence[str]]) -> list[Parse]:
        """Parse sentences of words, none empty, none longer than MOST_WORDS.

        Each is its own run of the network. Eight-bit activations share a scale within a run, so
        that a sentence's parse depends on its own words alone, and nothing is padded: a run costs
        as much as three word pieces, while batches of eight sentences are a fifth padding.
        """
        return [self._parse_one(words) for words in sentences]

    def _parse_one(self, words: Sequence[str]) -> Parse:
        ids, cases, firsts = _encode([self.pieces(word) for word in words])
        upos, xpos, names, arcs, dependent, head = self._session.run(
            _OUTPUTS, {"vectors": self._embed(ids), "cases": cases, "firsts": firsts}
        )
        heads = find_heads(arcs[0])[1:]
        parts = dependent[0, 1:] + head[0, heads]
        np.maximum(parts, 0, out=parts)
        scores = parts @ self._weight
        scores += self._bias
        scores[:, self._root] = -np.inf
        deprels: list[int] = scores.argmax(1).tolist()
        deprels[heads.index(0)] = self._root
        return Parse(
            [self._upos[k] for k in upos[0, 1:].tolist()],
            [self._xpos[k] for k in xpos[0, 1:].tolist()],
            [h - 1 for h in heads],
            [self._deprels[k] for k in deprels],
            [self._names[k] for k in self._find_names(names[0, 1:])],
        )

    def _find_names(self, scores: NDArray[np.float32]) -> list[int]:
        """Choose a class of name for each word, so that the row of them is allowed."""
        classes: list[int] = scores.argmax(1).tolist()
        if all(self._follows[a][b] for a, b in pairwise([0, *classes])):
            return classes
        return _decode_names(scores, self._forbidden)


@functools.cache
def load_parser() -> Parser:
    """Load the shipped model, once in a process."""
    return Parser(Path(str(files("communique.language") / "model")))


def _encode(
    words: list[tuple[tuple[int, ...], int]],
) -> tuple[list[int], NDArray[np.int64], NDArray[np.int64]]:
    """Make the network's input: pieces, their words' cases, and the first piece of each word."""
    ids, cases, firsts = [CLS], [4], [0]
    # Long words of long sentences give up their tails, for the network has 512 places.
    most = max(1, _MOST_PIECES // len(words))
    for cut, case in words:
        firsts.append(len(ids))
        kept = cut if len(cut) <= most else cut[:most]
        ids.extend(kept)
        cases.extend([case] * len(kept))
    ids.append(SEP)
    cases.append(4)
    return ids, np.array([cases]), np.array([firsts])


def _forbid_names(names: list[str]) -> NDArray[np.float32]:
    """Make the cost of each step from class to class: "I-X" only follows "B-X" or "I-X"."""
    cost = np.zeros((len(names), len(names)), np.float32)
    for i, before in enumerate(names):
        for j, after in enumerate(names):
            if after.startswith("I-") and before[2:] != after[2:]:
                cost[i, j] = -1e4
    return cost


def _decode_names(scores: NDArray[np.float32], forbidden: NDArray[np.float32]) -> list[int]:
    """Find the best allowed row of name classes (Viterbi)."""
    best = scores[0] + forbidden[0]
    came = []
    for row in scores[1:]:
        steps = best[:, None] + forbidden
        came.append(steps.argmax(0))
        best = steps.max(0) + row
    classes = [int(best.argmax())]
    for before in reversed(came):
        classes.append(int(before[classes[-1]]))
    return classes[::-1]
