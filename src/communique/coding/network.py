"""Run the coder's network: words of a sentence in; what it holds of words and of marked pairs out.

One small BERT serves the judge of words (`judge.py`) and the judge of marked pairs (`ranker.py`);
`training/train_judge.py` trains it.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from communique.language.embeddings import load_embeddings
from communique.language.pieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

# What the network reads besides the vectors of the pieces.
DESCRIBED: Final = ("cases", "kinds", "readings", "upos", "deprels")
PAIR_OUTPUTS: Final = ("pair labels", "pair types", "pair statuses")
# The class of capitals of what is no word.
CASELESS: Final = 4
WORD_OUTPUTS: Final = ("types", "statuses", "deeds", "parties")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Hold what the network reads of each word piece: its number and what its word is.

    `firsts` are the places at which words, or marks, begin.
    """

    ids: Sequence[int]
    cases: Sequence[int]
    kinds: Sequence[int]
    readings: Sequence[int]
    upos: Sequence[int]
    deprels: Sequence[int]
    firsts: Sequence[int]


class Network:
    """Hold the network, the names of its outputs, and its vocabulary."""

    def __init__(self, folder: Path, vocabulary: Path) -> None:
        """Load the files of the model."""
        from communique.language.parse import open_session  # its imports take a while

        self._session = open_session(folder / "judge.onnx")
        self._embed = load_embeddings()
        names = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
        self.labels: Mapping[str, list[str]] = names
        with np.load(folder / "parts.npz") as parts:
            self.parts = {name: parts[name].astype(np.float32) for name in parts.files}
        self.pieces = WordPieces.read(vocabulary)

    def score(self, outputs: Sequence[str], given: Pieces) -> list[NDArray[np.float32]]:
        """Score one sentence: what stands beside it in an article changes nothing."""
        inputs: dict[str, NDArray[np.generic]] = {
            name: np.array([getattr(given, name)], np.int64) for name in (*DESCRIBED, "firsts")
        }
        inputs["vectors"] = self._embed(given.ids)
        found: list[NDArray[np.float32]] = self._session.run(list(outputs), inputs)
        return [one[0] for one in found]


def soften(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn scores into chances that add up to one over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    chances: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return chances


@functools.cache
def load_network() -> Network:
    """Load the shipped model, once in a process."""
    model = Path(str(files("communique.coding") / "model"))
    return Network(model, Path(str(files("communique.language") / "model")) / "vocabulary.txt")
