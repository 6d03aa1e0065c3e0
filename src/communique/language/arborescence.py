"""Turn scores of heads into trees: one root each, no cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOW: Final = -1e9
_ROOTS_TRIED: Final = 3


def find_heads(scores: NDArray[np.float32]) -> list[int]:
    """Give the head of each word of a sentence; place 0 stands for the root and gets head 0.

    `scores[d, h]` rates h as the head of d; words count from 1.
    """
    np.fill_diagonal(scores, _LOW)
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    # Nearly always the best head of each word makes a tree.
    if len(heads) > 1 and (heads.count(0) != 2 or _find_cycles(heads)):
        heads = find_best_tree(scores.astype(np.float64)).tolist()
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
        heads = find_free_tree(single)
        total = float(scores[words, heads[1:]].sum())
        if total > best_total:
            best, best_total = heads, total
    if best is None:
        msg = "a tree needs at least one word"
        raise ValueError(msg)
    return best


def find_free_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Find the best tree with any number of root words (Chu, Liu and Edmonds); 0 is the root."""
    n = len(scores)
    np.fill_diagonal(scores, -np.inf)
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycles = _find_cycles(heads.tolist())
    if not cycles:
        return heads
    # Each cycle becomes one place, behind those that are in none: all at once, for a text of
    # nothing but quotation marks is full of them.
    inside = np.zeros(n, bool)
    for cycle in cycles:
        inside[cycle] = True
    outside = np.flatnonzero(~inside)
    m = len(outside)
    groups = [np.array(cycle) for cycle in cycles]
    rows = scores.copy()
    for group in groups:
        rows[group] -= scores[group, heads[group]][:, None]
    small = np.full((m + len(groups), m + len(groups)), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    for k, group in enumerate(groups, start=m):
        small[:m, k] = scores[np.ix_(outside, group)].max(1)
        small[k, :m] = rows[np.ix_(group, outside)].max(0)
        for j, other in enumerate(groups, start=m):
            if j != k:
                small[k, j] = rows[np.ix_(group, other)].max()
    solved = find_free_tree(small)
    out: NDArray[np.int64] = heads.copy()
    for k in range(1, m):
        head = int(solved[k])
        if head < m:
            out[outside[k]] = outside[head]
        else:
            group = groups[head - m]
            out[outside[k]] = group[int(scores[outside[k], group].argmax())]
    for k, group in enumerate(groups, start=m):
        head = int(solved[k])
        heads_of = outside[head : head + 1] if head < m else groups[head - m]
        entering = rows[np.ix_(group, heads_of)]
        word, place = divmod(int(entering.argmax()), len(heads_of))
        out[group[word]] = heads_of[place]
    out[0] = 0
    return out


def _find_cycles(heads: list[int]) -> list[list[int]]:
    """Find every row of words that hang on each other and not on the root."""
    found = []
    state = [0] * len(heads)
    state[0] = -1
    for start in range(1, len(heads)):
        if state[start]:
            continue
        at = start
        while not state[at]:
            state[at] = start
            at = heads[at]
        if at and state[at] == start:
            cycle = [at]
            while heads[cycle[-1]] != at:
                cycle.append(heads[cycle[-1]])
            found.append(cycle)
    return found
