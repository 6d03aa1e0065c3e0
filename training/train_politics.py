"""Train how political a report is, on news that has keys.

    python training/train_politics.py ../shared           # train, write politics.tsv
    python training/train_politics.py ../shared --folds 5 # measure by cross-validation
    python training/train_politics.py ../shared --half 0  # for unread.py

A report is political where its key has a deed that no coder may leave out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from deeds import read_news
from regression import deal_out, render
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from unread import DRAWN, NEWS, POLITICS, list_halves

from communique.coding.politics import CONSTANT, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE: Final = Path(__file__).parent
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model"
# Words of fewer reports are left out.
RARE: Final = 10
SHRINK: Final = 3.0
# How much a report drawn at random counts beside one that was chosen for what it tells.
AT_RANDOM: Final = 2.0


def tabulate(reports: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    """Make a table of which report has which word, each row of length one."""
    place = {name: i for i, name in enumerate(names)}
    rows = [[place[word] for word in words if word in place] for words in reports]
    shares = [1 / np.sqrt(len(row)) for row in rows for _ in row]
    starts = [0, *accumulate(map(len, rows))]
    flat = [i for row in rows for i in row]
    return csr_matrix((shares, flat, starts), shape=(len(rows), len(names)))


def train(
    reports: Sequence[Sequence[str]], golds: Sequence[bool], counts: Sequence[float]
) -> Mapping[str, tuple[float]]:
    """Train the weights of words."""
    seen = Counter(word for words in reports for word in words)
    names = sorted(word for word, count in seen.items() if count >= RARE)
    model = LogisticRegression(C=SHRINK, max_iter=500)
    model.fit(tabulate(reports, names), golds, sample_weight=counts)
    weights = model.coef_[0].tolist()
    return {CONSTANT: (float(model.intercept_[0]),)} | {
        name: (weight,) for name, weight in zip(names, weights, strict=True)
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from half of those drawn")
    chosen = parser.parse_args()
    at_random = list(read_news(DRAWN, chosen.shared))
    keyed = [*read_news(NEWS, chosen.shared), *at_random]
    drawn = {article.id for article, _ in at_random}
    if chosen.half is not None:
        kept = list_halves(article.id for article, _ in at_random)[chosen.half]
        keyed = [one for one in keyed if one[0].id not in drawn or one[0].id in kept]
    words = [sorted(words_of(article)) for article, _ in keyed]
    right = [any(not event.get("optional") for event in events) for _, events in keyed]
    many = [AT_RANDOM if article.id in drawn else 1.0 for article, _ in keyed]
    if chosen.folds:
        fold_of = deal_out((article.id for article, _ in keyed), chosen.folds)
        folds = np.array([fold_of[article.id] for article, _ in keyed])
        odds = np.zeros(len(keyed))
        for fold in range(chosen.folds):
            rest = np.flatnonzero(folds != fold)
            weights = train(
                [words[i] for i in rest], [right[i] for i in rest], [many[i] for i in rest]
            )
            held = np.flatnonzero(folds == fold)
            table = tabulate([words[i] for i in held], [name for name in weights if name])
            odds[held] = table @ [weight for name, (weight,) in weights.items() if name]
            odds[held] += weights[CONSTANT][0]
        random = np.array([article.id in drawn for article, _ in keyed])
        area = roc_auc_score(np.array(right)[random], odds[random])
        print(f"area under the curve {area:.3f} on {random.sum()} drawn at random")
    else:
        folder = MODEL if chosen.half is None else HERE / "cache" / f"judge-{chosen.half}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / POLITICS).write_text(render(train(words, right, many)), encoding="utf-8")
        print(f"{len(keyed)} reports, {sum(right)} political")
