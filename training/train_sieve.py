"""Train the sieve before the judge on what the judge says of unlabelled news.

    python training/train_sieve.py ../shared

A logistic regression over a word and those around it learns how likely the judge is to find a deed
in it that no entry of the lexicon reads. Its weights, and the sum from which on a word is
promising, go to sieve.tsv.
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

from communique.coding.judge import judge_sentence
from communique.coding.parties import make_cast
from communique.coding.proposals import find_settled, hear, is_of_politics
from communique.coding.readings import find_readings
from communique.coding.sieve import TELLING, marks_of
from communique.directory import load_directory
from communique.language import read_sentences
from communique.lexicon import load_lexicon
from communique.mentions.actors import find_actors
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

# The marks of a word, the chance that it tells a deed, and whether that is taken for one.
Word = tuple[list[str], float, bool]
MODEL: Final = Path(__file__).parent.parent / "src" / "communique" / "coding" / "model"
EVERY: Final = 6
# The share of deeds heard that falls through.
LOST: Final = 0.08
RARE: Final = 3
ROUNDS: Final = 300


def read_articles(path: Path) -> Iterator[Article]:
    """Give every sixth article, but for those that others measure on."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, islice(stream, 0, None, EVERY)):
            if not row["id"].startswith(("timebank", "polnear")):
                published = row.get("published")
                yield Article(
                    id=row["id"],
                    text=row["text"],
                    published=date.fromisoformat(published[:10]) if published else None,
                )


def judge_articles(path: Path) -> Iterator[list[Word]]:
    """Give, by sentence that may be put to the judge, what it says of the words left open."""
    world, lexicon = load_directory(), load_lexicon()
    for article in read_articles(path):
        sentences = read_sentences(article)
        actors = find_actors(sentences, world, article.published)
        for sentence, mentions in zip(sentences, actors, strict=True):
            cast = make_cast(mentions)
            if not is_of_politics(cast) or len(sentence.tokens) < 2:
                continue
            readings = find_readings(sentence, cast, lexicon)
            taken = find_settled(sentence, readings)
            judgement = judge_sentence(sentence, cast, readings)
            heard = {reading.trigger for reading in hear(sentence, cast, readings, lexicon)}
            yield [
                (
                    marks_of(sentence, token.index),
                    1 - judgement.chance(token.index, "NONE"),
                    token.index in heard,
                )
                for token in sentence.tokens
                if token.upos in TELLING and token.index not in taken
            ]


def fit(rows: Sequence[Sequence[str]], chances: Sequence[float]) -> dict[str, float]:
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
    rows = list(judge_articles(folder / "corpora" / "bulk.jsonl.gz"))
    cut = len(rows) * 3 // 4
    words = [word for row in rows[:cut] for word in row]
    weights = fit([marks for marks, _, _ in words], [chance for _, chance, _ in words])

    def weigh(row: Sequence[Word]) -> float:
        return max((sum(weights.get(m, 0.0) for m in marks) for marks, _, _ in row), default=-99)

    best = np.array([weigh(row) for row in rows[cut:]])
    telling = np.array([any(told for _, _, told in row) for row in rows[cut:]])
    for share in (0.7, 0.8, 0.85, 0.9, 0.95):
        least = float(np.quantile(best[telling], 1 - share))
        print(
            f"{share} of the sentences that tell a deed among {(best >= least).mean():.2f} of all"
        )
    least = float(np.quantile(best[telling], LOST))
    lines = [f"{mark}\t{weight:.3f}" for mark, weight in weights.items() if abs(weight) >= 0.15]
    (MODEL / "sieve.tsv").write_text(
        "\n".join([f"least\t{least:.3f}", *lines]) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
