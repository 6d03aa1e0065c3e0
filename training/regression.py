"""Fit logistic regressions over marks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

# Marks seen less often are left out, and weights below this at the end.
RARE: Final = 5
SMALL: Final = 0.02
SHRINK: Final = 0.03


def deal_out(names: Iterable[str], folds: int) -> dict[str, int]:
    """Deal names out to folds, in their order."""
    return {name: i % folds for i, name in enumerate(dict.fromkeys(names))}


def fit(
    rows: Sequence[Collection[str]],
    *golds: Sequence[bool],
    counts: Sequence[float] | None = None,
    shrink: float = SHRINK,
) -> dict[str, tuple[float, ...]]:
    """Fit the weights of marks to each of several golds, shrunk towards nothing.

    There is no constant: a mark that all rows have stands for it. `counts` says how much each row
    counts.
    """
    seen = Counter(mark for marks in rows for mark in marks)
    names = sorted(mark for mark, count in seen.items() if count >= RARE)
    place = {mark: i for i, mark in enumerate(names)}
    ids = [sorted(place[mark] for mark in marks if mark in place) for marks in rows]
    flat = np.array([i for row in ids for i in row])
    starts = np.cumsum([0, *map(len, ids)])
    table = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))
    weights = [
        LogisticRegression(
            C=shrink, solver="liblinear", fit_intercept=False, max_iter=300, random_state=0
        )
        .fit(table, gold, sample_weight=counts)
        .coef_[0]
        .tolist()
        for gold in golds
    ]
    return dict(zip(names, zip(*weights, strict=True), strict=True))


def render(weights: Mapping[str, Sequence[float]]) -> str:
    """Write weights as a table: a mark and its weights a line, small ones left out."""
    lines = [
        "\t".join([mark, *(f"{value:.2f}" for value in values)])
        for mark, values in sorted(weights.items())
        if max(map(abs, values)) >= SMALL
    ]
    return "\n".join(lines) + "\n"
