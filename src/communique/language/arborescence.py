"""Turn scores of heads into trees: one root each, no cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOW: Final = -1e9
_ROOTS_TRIED: Final = 3


def find_heads(scores: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the head of each word of each sentence.

    `scores[b, d, h]` rates h as the head of d; place 0 stands for the root, words count from 1.
    Places beyond a sentence's length get head 0.
    """
    places = np.arange(scores.shape[1])
    absent = places[None, :] > lengths[:, None]
    scores = np.where(absent[:, None, :], np.float32(_LOW), scores)
    scores[:, places, places] = _LOW
    heads: NDArray[np.int64] = scores.argmax(2)
    heads[:, 0] = 0
    heads[absent] = 0
    roots = ((heads == 0) & ~absent)[:, 1:].sum(1)
    reached = heads
    for _ in range(int(scores.shape[1]).bit_length()):
        reached = np.take_along_axis(reached, reached, 1)
    for b in np.nonzero((roots != 1) | (reached != 0).any(1))[0]:
        n = int(lengths[b]) + 1
        if n > 1:
            heads[b, :n] = find_best_tree(scores[b, :n, :n].astype(np.float64))
    return heads


def find_best_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Find the best tree with a single root word among the likeliest roots."""
    best: NDArray[np.int64] | None = None
    best_total = -np.inf
    words = np.arange(1, len(scores))
    for root in np.argsort(-scores[1:, 0], kind="stable")[:_ROOTS_TRIED] + 1:
        single = scores.copy()
        single[:, 0] = _LOW * 1000
        single[root, :] = _LOW * 1000
        single[root, 0] = scores[root, 0]
        heads = _edmonds(single)
        total = float(scores[words, heads[1:]].sum())
        if total > best_total:
            best, best_total = heads, total
    if best is None:
        msg = "a tree needs at least one word"
        raise ValueError(msg)
    return best


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Chu and Liu's and Edmonds' algorithm; place 0 is the root."""
    n = len(scores)
    np.fill_diagonal(scores, -np.inf)
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(n), inside)
    kept = scores[inside, heads[inside]]
    # The cycle becomes one place, the last.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, inside)]
    small[:-1, -1] = leaving.max(1)
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    small[-1, :-1] = entering.max(0)
    solved = _edmonds(small)
    m = len(outside)
    out: NDArray[np.int64] = heads.copy()
    for k in range(1, m):
        out[outside[k]] = outside[solved[k]] if solved[k] < m else inside[int(leaving[k].argmax())]
    entry = int(entering[:, solved[m]].argmax())
    out[inside[entry]] = outside[solved[m]]
    out[0] = 0
    return out


def _find_cycle(heads: NDArray[np.int64]) -> list[int] | None:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for member in path:
            state[member] = 2
    return None
