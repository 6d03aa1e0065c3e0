"""Run the network over sentences of words: tags, trees and names."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import onnxruntime

from communique.language.arborescence import find_heads
from communique.language.lemmas import Lemmas, read_table
from communique.language.pieces import CLS, SEP, WordPieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SENTENCES_A_BATCH: Final = 8
_PIECES_A_BATCH: Final = 400
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


class Parser:
    """Hold the network, its labels and the lemmas."""

    def __init__(self, folder: Path) -> None:
        """Load the files of the model."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
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
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self.pieces = WordPieces(vocabulary)
        self.lemmas = Lemmas(read_table(folder / "lemmas.tsv"), frozenset(vocabulary))

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Parse sentences of words, none empty, none longer than MOST_WORDS.

        What is parsed together may touch each other in the last digits, for eight-bit weights
        share a scale: always pass the sentences of one article, and no others.
        """
        cut = [[self.pieces(word) for word in words] for words in sentences]
        lengths = [sum(len(ids) for ids, _ in words) for words in cut]
        order = sorted(range(len(sentences)), key=lengths.__getitem__)
        parses: list[Parse | None] = [None] * len(sentences)
        batch: list[int] = []
        for place, i in enumerate(order):
            batch.append(i)
            following = lengths[order[place + 1]] if place + 1 < len(order) else 0
            if (
                len(batch) == _SENTENCES_A_BATCH
                or (len(batch) + 1) * following > _PIECES_A_BATCH
                or place + 1 == len(order)
            ):
                found = self._parse_batch([cut[j] for j in batch])
                for j, parse in zip(batch, found, strict=True):
                    parses[j] = parse
                batch = []
        return [parse for parse in parses if parse is not None]

    def _parse_batch(self, batch: list[list[tuple[tuple[int, ...], int]]]) -> list[Parse]:
        ids, cases, firsts, lengths = _encode(batch)
        upos, xpos, names, arcs, dependent, head = self._session.run(
            _OUTPUTS, {"ids": ids, "cases": cases, "firsts": firsts}
        )
        heads = find_heads(arcs, lengths)
        parts = dependent + np.take_along_axis(head, heads[:, :, None], 1)
        np.maximum(parts, 0, out=parts)
        scores = parts @ self._weight + self._bias
        scores[:, :, self._root] += np.where(heads == 0, 1e6, -1e6)
        deprels = scores.argmax(2)
        classes = _decode_names(names[:, 1:], lengths, self._forbidden)
        out = []
        for b, n in enumerate(lengths.tolist()):
            words = slice(1, n + 1)
            out.append(
                Parse(
                    [self._upos[k] for k in upos[b, words].tolist()],
                    [self._xpos[k] for k in xpos[b, words].tolist()],
                    [h - 1 for h in heads[b, words].tolist()],
                    [self._deprels[k] for k in deprels[b, words].tolist()],
                    [self._names[k] for k in classes[b, :n].tolist()],
                )
            )
        return out


@functools.cache
def load_parser() -> Parser:
    """Load the shipped model, once in a process."""
    return Parser(Path(str(files("communique.language") / "model")))


def _encode(
    batch: list[list[tuple[tuple[int, ...], int]]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    rows = []
    for words in batch:
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
        rows.append((ids, cases, firsts))
    pieces = max(len(ids) for ids, _, _ in rows)
    places = max(len(firsts) for _, _, firsts in rows)
    all_ids = np.zeros((len(rows), pieces), np.int64)
    all_cases = np.zeros((len(rows), pieces), np.int64)
    all_firsts = np.zeros((len(rows), places), np.int64)
    for i, (ids, cases, firsts) in enumerate(rows):
        all_ids[i, : len(ids)] = ids
        all_cases[i, : len(cases)] = cases
        all_firsts[i, : len(firsts)] = firsts
    return all_ids, all_cases, all_firsts, np.array([len(words) for words in batch])


def _forbid_names(names: list[str]) -> NDArray[np.float32]:
    """Make the cost of each step from class to class: "I-X" only follows "B-X" or "I-X"."""
    cost = np.zeros((len(names), len(names)), np.float32)
    for i, before in enumerate(names):
        for j, after in enumerate(names):
            if after.startswith("I-") and before[2:] != after[2:]:
                cost[i, j] = -1e4
    return cost


def _decode_names(
    scores: NDArray[np.float32], lengths: NDArray[np.int64], forbidden: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Find the best allowed row of name classes for each sentence (Viterbi, the batch at once)."""
    batch, length, classes = scores.shape
    scores = np.where((np.arange(length) < lengths[:, None])[:, :, None], scores, 0)
    scores[np.arange(length) >= lengths[:, None], 0] = 1e3
    best = scores[:, 0] + forbidden[0]
    came = np.zeros((length, batch, classes), np.int64)
    for t in range(1, length):
        steps = best[:, :, None] + forbidden
        came[t] = steps.argmax(1)
        best = steps.max(1) + scores[:, t]
    out = np.zeros((batch, length), np.int64)
    rows = np.arange(batch)
    out[:, -1] = best.argmax(1)
    for t in range(length - 1, 0, -1):
        out[:, t - 1] = came[t, rows, out[:, t]]
    return out
