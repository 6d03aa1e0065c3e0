"""Measure how well reports of one deed are brought together: `measure_occurrences.py SHARED`.

Pairs of articles of which both tell of a deed: two of one cluster are of one event, two of
different clusters, or of the two halves of a topic of ECB+, are not. A pair counts as merged where
the articles share an occurrence.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import communique
from communique.coding.coder import code_articles
from communique.types import Article


def read_clusters(shared: Path) -> dict[str, tuple[str, Article]]:
    """Read the articles of the same-event clusters, each with its cluster."""
    found = {}
    with gzip.open(shared / "corpora" / "clusters.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if not row["id"].startswith(("g5_", "ecb_")):
                continue
            day = row["published"]
            article = Article(
                id=row["id"],
                text=row["text"],
                title=row["title"],
                published=date.fromisoformat(day[:10]) if day else None,
            )
            found[row["id"]] = (row["cluster"], article)
    return found


def main() -> None:
    """Print precision, recall and F1 over pairs of articles, for each collection."""
    shared = Path(sys.argv[1])
    clusters = read_clusters(shared)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.duckdb"
        with communique.open_record(path) as record:
            coded = [
                (article, events)
                for article, events in code_articles(a for _, a in clusters.values())
            ]
            record.add([e for _, events in coded for e in events], [a for a, _ in coded])
            rows = record.sql(
                "SELECT DISTINCT r.occurrence, c.article FROM occurrence_events r "
                "JOIN evidence c ON c.event = r.event"
            )
    together = defaultdict(set)
    told = set()
    for row in rows:
        together[row["occurrence"]].add(row["article"])
        told.add(row["article"])
    merged = {
        frozenset(pair) for group in together.values() for pair in combinations(sorted(group), 2)
    }
    for name in ("g5_", "ecb_"):
        ids = sorted(i for i in told if i.startswith(name))
        true = {
            frozenset(p) for p in combinations(ids, 2) if clusters[p[0]][0] == clusters[p[1]][0]
        }
        mine = {pair for pair in merged if all(i.startswith(name) for i in pair)}
        hit = len(true & mine)
        precision, recall = hit / max(1, len(mine)), hit / max(1, len(true))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{name} articles={len(ids)} pairs={len(true)} merged={len(mine)} "
            f"precision={precision:.3f} recall={recall:.3f} f1={f1:.3f}"
        )


if __name__ == "__main__":
    main()
