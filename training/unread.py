"""News reports with keys, coded with the help of judges that were not trained on them.

Of a report that it has learned from a judge is surer than it is of others; a table of weights
learned from that would trust it too much. `tune_judge.py --half 0` and `--half 1` train a judge
each on one half of the reports drawn at random, and leave it in `training/cache/judge-HALF`;
`train_politics.py` does so with its weights of words. Both have read all of the chosen news.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from deeds import read_news

from communique.coding import judge, network, politics
from communique.coding.weights import parse_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.types import Article

HERE: Final = Path(__file__).parent
NEWS: Final = HERE / "news.keys.jsonl"
# News of every kind: sport, courts and markets, too.
DRAWN: Final = HERE / "drawn.keys.jsonl"
VOCABULARY: Final = HERE.parent / "src" / "communique" / "language" / "model" / "vocabulary.txt"
# In the folder of a judge: the reports that it was trained on, and the weights of words.
READ: Final = "read.json"
POLITICS: Final = "politics.tsv"


def list_halves(names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Part reports into two halves, every other one in each."""
    ordered = list(names)
    return frozenset(ordered[::2]), frozenset(ordered[1::2])


def read_unread(shared: Path) -> Iterator[tuple[Article, Sequence[Mapping[str, Any]]]]:
    """Give each report with its key, the judge set to the first that has not read it."""
    folders = sorted((HERE / "cache").glob(f"judge-*/{READ}"))
    if not folders:
        msg = (
            "no judges in training/cache: run tune_judge.py and train_politics.py "
            "with --half 0 and --half 1 first"
        )
        raise SystemExit(msg)
    given: set[str] = set()
    reports = [*read_news(NEWS, shared), *read_news(DRAWN, shared)]
    for path in folders:
        known = set(json.loads(path.read_text(encoding="utf-8")))
        unknowing = network.Network(path.parent, VOCABULARY)
        judge.load_network = lambda unknowing=unknowing: unknowing
        words = parse_weights((path.parent / POLITICS).read_text(encoding="utf-8"))
        politics.load_weights = lambda words=words: {word: one for word, (one,) in words.items()}
        for article, events in reports:
            if article.id not in known | given:
                given.add(article.id)
                yield article, events
