"""Fit logistic regressions over marks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

# Marks seen less often are left out, and weights below this at the end.
RARE: Final = 5
SMALL: Final = 0.02
SHRINK: Final = 0.03
CHOOSING: Final = 0.05
BESIDE: Final = 1.0


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
    names, table = tabulate(rows)
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


def fit_choices(
    choices: Sequence[Sequence[Collection[str]]], golds: Sequence[Sequence[bool]]
) -> dict[str, tuple[float, ...]]:
    """Fit weights by which the right ones of each choice get the greatest share of its chances.

    A choice of which none is right teaches nothing.
    """
    pairs = [(c, g) for c, g in zip(choices, golds, strict=True) if any(g)]
    names, table = tabulate([marks for choice, _ in pairs for marks in choice])
    right = np.array([one for _, gold in pairs for one in gold], dtype=float)
    sizes = [len(choice) for choice, _ in pairs]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(pairs)), sizes)

    def lose(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = table @ weights
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[owner])
        whole = np.add.reduceat(shares, starts)
        good = np.add.reduceat(shares * right, starts)
        slope = table.T @ (shares / whole[owner] - shares * right / good[owner])
        loss = np.log(whole).sum() - np.log(good).sum()
        return CHOOSING * loss + 0.5 * weights @ weights, CHOOSING * slope + weights

    return _descend(names, lose)


def fit_beside(
    rows: Sequence[Collection[str]], gold: Sequence[bool], known: Mapping[str, float]
) -> dict[str, tuple[float, ...]]:
    """Fit the weights of marks that are not known yet, those of the others staying as they are."""
    names, table = tabulate([[mark for mark in marks if mark not in known] for marks in rows])
    sums = np.array([sum(known.get(mark, 0.0) for mark in marks) for marks in rows])
    right = np.array(gold, dtype=float)

    def lose(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ weights + sums
        loss = (np.logaddexp(0, odds) - right * odds).sum()
        slope = table.T @ (1 / (1 + np.exp(-odds)) - right)
        return BESIDE * loss + 0.5 * weights @ weights, BESIDE * slope + weights

    return _descend(names, lose)


def _descend(
    names: Sequence[str], lose: Callable[[np.ndarray], tuple[float, np.ndarray]]
) -> dict[str, tuple[float, ...]]:
    """Find the weights that lose least, from none on; `lose` gives the loss and its slope."""
    start = np.zeros(len(names))
    weights = minimize(lose, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {name: (weight,) for name, weight in zip(names, weights.tolist(), strict=True)}


def tabulate(rows: Sequence[Collection[str]]) -> tuple[list[str], csr_matrix]:
    """Make a table of which row has which mark, without rare ones."""
    counts = Counter(mark for marks in rows for mark in marks)
    names = sorted(mark for mark, count in counts.items() if count >= RARE)
    place = {mark: i for i, mark in enumerate(names)}
    ids = [sorted(place[mark] for mark in marks if mark in place) for marks in rows]
    flat = np.array([i for row in ids for i in row])
    starts = np.cumsum([0, *map(len, ids)])
    return names, csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))


def render(weights: Mapping[str, Sequence[float]]) -> str:
    """Write weights as a table: a mark and its weights a line, small ones left out."""
    lines = [
        "\t".join([mark, *(f"{value:.2f}" for value in values)])
        for mark, values in sorted(weights.items())
        if max(map(abs, values)) >= SMALL
    ]
    return "\n".join(lines) + "\n"
