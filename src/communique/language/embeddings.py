"""The vectors of word pieces: one table of eight-bit rows for all networks."""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Embeddings:
    """Hold a row of eight-bit numbers for each piece, and the scale of each row."""

    def __init__(self, path: Path) -> None:
        """Read the table."""
        with np.load(path) as table:
            self._rows: NDArray[np.int8] = table["rows"]
            self._scale: NDArray[np.float32] = table["scale"]

    def __call__(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Give the vectors of a sentence's pieces, [1, pieces, width]."""
        vectors: NDArray[np.float32] = self._rows[ids].astype(np.float32)
        vectors *= self._scale[ids]
        return vectors[None]


@functools.cache
def load_embeddings() -> Embeddings:
    """Load the shipped table, once in a process."""
    return Embeddings(Path(str(files("communique.language") / "model" / "pieces.npz")))
