"""Train the sieve before the ranker on what the ranker says of unlabelled news.

    python training/train_sieve.py ../shared

A logistic regression over the words around a candidate learns how likely the ranker is to find a
deed. Its weights and the sum from which on candidates are asked about go to sieve.tsv.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from communique.coding.parties import make_cast
from communique.coding.proposals import SURE, find_candidates, make_candidate_pair, marks_of
from communique.coding.ranker import load_ranker
from communique.coding.readings import find_readings
from communique.directory import load_directory
from communique.language import read_sentences
from communique.lexicon import load_lexicon
from communique.mentions.actors import find_actors
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

MODEL: Final = Path(__file__).parent.parent / "src" / "communique" / "coding" / "model"
EVERY: Final = 7
KEPT: Final = 0.4
RARE: Final = 3
ROUNDS: Final = 300


def read_articles(path: Path) -> Iterator[Article]:
    """Give every seventh article, but for those that others measure on."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, islice(stream, 0, None, EVERY)):
            if not row["id"].startswith(("timebank", "polnear")):
                published = row.get("published")
                yield Article(
                    id=row["id"],
                    text=row["text"],
                    published=date.fromisoformat(published[:10]) if published else None,
                )


def judge_candidates(path: Path) -> Iterator[tuple[frozenset[str], float, bool]]:
    """Give the marks of each candidate, the chance that it tells a deed, and if it is taken."""
    ranker, world, lexicon = load_ranker(), load_directory(), load_lexicon()
    for article in read_articles(path):
        sentences = read_sentences(article)
        actors = find_actors(sentences, world, article.published)
        for sentence, mentions in zip(sentences, actors, strict=True):
            cast = make_cast(mentions)
            taken = {r.trigger for r in find_readings(sentence, cast, lexicon)}
            for candidate in find_candidates(sentence, cast, taken):
                if candidate.recipients:
                    continue
                judged = ranker.judge([make_candidate_pair(sentence, candidate)])[0]
                sure = judged.type != "NONE" and judged.types[judged.type] >= SURE
                yield marks_of(sentence, candidate), 1 - judged.types["NONE"], sure


def fit(rows: Sequence[frozenset[str]], chances: Sequence[float]) -> dict[str, float]:
    """Fit a logistic regression by gradient descent with AdaGrad, shrunk towards nothing."""
    counts = Counter(mark for row in rows for mark in row)
    names = sorted(mark for mark, count in counts.items() if count >= RARE)
    place = {mark: i for i, mark in enumerate(names)}
    kept = [[place[mark] for mark in row if mark in place] for row in rows]
    flat = np.concatenate([np.array(row, dtype=np.int64) for row in kept])
    owner = np.repeat(np.arange(len(kept)), [len(row) for row in kept])
    target = np.array(chances)
    weights: NDArray[np.float64] = np.zeros(len(names))
    seen = np.full(len(names), 1e-3)
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-np.bincount(owner, weights[flat], len(kept))))
        slope = np.bincount(flat, (guess - target)[owner], len(names)) + 0.3 * weights
        seen += slope**2
        weights -= 0.5 * slope / np.sqrt(seen)
    return {mark: float(weights[i]) for mark, i in place.items()}


def main(folder: Path) -> None:
    """Fit, write the weights, and print what the sieve lets through of the last quarter."""
    rows = list(judge_candidates(folder / "corpora" / "bulk.jsonl.gz"))
    cut = len(rows) * 3 // 4
    weights = fit([marks for marks, _, _ in rows[:cut]], [chance for _, chance, _ in rows[:cut]])
    sums = np.array([sum(weights.get(mark, 0.0) for mark in marks) for marks, _, _ in rows])
    least = float(np.quantile(sums[:cut], 1 - KEPT))
    sure = np.array([taken for _, _, taken in rows[cut:]])
    passed = sums[cut:] >= least
    print(f"{len(rows)} candidates, of the last quarter {passed.mean():.2f} pass,")
    print(f"{(passed & sure).sum()} of {sure.sum()} that the ranker would take among them")
    lines = [f"{mark}\t{weight:.3f}" for mark, weight in weights.items() if abs(weight) >= 0.05]
    (MODEL / "sieve.tsv").write_text(
        "\n".join([f"least\t{least:.3f}", *lines]) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
