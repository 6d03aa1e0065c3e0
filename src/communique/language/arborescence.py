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
    if len(heads) > 1 and (heads.count(0) != 2 or _has_cycle(heads)):
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
    """Find the best tree with any number of root words (Edmonds, grown as Gabow does).

    Follows best heads until the root or a cycle is met. A cycle becomes one group, whose row of
    `scores` is the best of its members' rows, each less what the member's own best head scores;
    so each group is looked at once, however the cycles nest, as they do in a row of quotation
    marks. Changes `scores`.
    """
    n = len(scores)
    np.fill_diagonal(scores, -np.inf)
    rows = [*scores]
    # Which word of a group a head would be the head of.
    words = [np.full(n, word) for word in range(n)]
    members: list[list[int]] = [[word] for word in range(n)]
    parts: list[list[int]] = [[] for _ in range(n)]
    entry: list[tuple[int, int]] = [(0, 0)] * n
    group_of = list(range(n))
    done = [True] + [False] * (n - 1)
    for start in range(1, n):
        path: list[int] = []
        at = group_of[start]
        while not done[at]:
            path.append(at)
            head = int(rows[at].argmax())
            entry[at] = int(words[at][head]), head
            at = group_of[head]
            if at not in path:
                continue
            cycle = path[path.index(at) :]
            del path[-len(cycle) :]
            at = len(rows)
            _merge(cycle, rows, words, entry)
            members.append([word for group in cycle for word in members[group]])
            parts.append(cycle)
            entry.append((0, 0))
            done.append(False)
            rows[at][members[at]] = -np.inf
            for word in members[at]:
                group_of[word] = at
        for group in path:
            done[group] = True
    return _unfold([group for group in set(group_of) if group], parts, members, entry, n)


def _merge(
    cycle: list[int],
    rows: list[NDArray[np.float64]],
    words: list[NDArray[np.int64]],
    entry: list[tuple[int, int]],
) -> None:
    """Add the row of a group: the best way into any of its members."""
    best = rows[cycle[0]] - rows[cycle[0]][entry[cycle[0]][1]]
    into = words[cycle[0]].copy()
    for group in cycle[1:]:
        row = rows[group] - rows[group][entry[group][1]]
        better = row > best
        np.copyto(best, row, where=better)
        np.copyto(into, words[group], where=better)
    rows.append(best)
    words.append(into)


def _unfold(
    groups: list[int],
    parts: list[list[int]],
    members: list[list[int]],
    entry: list[tuple[int, int]],
    count: int,
) -> NDArray[np.int64]:
    """Give each word its head: within a group, all but the one that is entered keep their own."""
    heads = np.zeros(count, np.int64)
    waiting = [(group, *entry[group]) for group in groups]
    while waiting:
        group, word, head = waiting.pop()
        if not parts[group]:
            heads[word] = head
        for part in parts[group]:
            entered = word in members[part]
            waiting.append((part, word, head) if entered else (part, *entry[part]))
    return heads


def _has_cycle(heads: list[int]) -> bool:
    """Tell whether some words hang on each other and not on the root."""
    state = [0] * len(heads)
    state[0] = -1
    for start in range(1, len(heads)):
        at = start
        while not state[at]:
            state[at] = start
            at = heads[at]
        if at and state[at] == start:
            return True
    return False
