"""Measure how well reports of one deed are brought together: `measure_occurrences.py [SHARED]`.

On our own reports (tests/gold/occurrences) two articles are of one deed where their stories say
so; they count as merged where they share an occurrence. On the same-event clusters of SHARED two
articles of one cluster are of one event, two of different clusters, or of the two halves of a
topic of ECB+, are not. There the figure is given twice: for all articles in which any deed is
coded, and for those that tell the deed of their cluster's story in title or lead (the type that
most of its articles' leads hold, two at least), judged by that deed alone.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.coding.coder import code_articles
from communique.record.store import open_store
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from communique.types import Event

OWN = Path(__file__).parents[1] / "tests" / "gold" / "occurrences" / "reports.jsonl"
LEAD = 600

Coded = list[tuple[Article, "list[Event]"]]


def make_article(row: Mapping[str, Any]) -> Article:
    """Make an article of a row of JSON."""
    day = row["published"]
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        published=date.fromisoformat(day[:10]) if day else None,
    )


def read_own() -> tuple[dict[str, set[str]], list[Article]]:
    """Read our own reports, each with its stories."""
    with OWN.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    stories = {row["id"]: {row["story"], *row.get("also", ())} for row in rows}
    return stories, [make_article(row) for row in rows]


def read_clusters(shared: Path) -> tuple[dict[str, set[str]], list[Article]]:
    """Read the articles of the same-event clusters, each with its cluster."""
    path = shared / "corpora" / "clusters.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"].startswith(("g5_", "ecb_"))]
    return {row["id"]: {row["cluster"]} for row in rows}, [make_article(row) for row in rows]


def find_occurrences(coded: Coded) -> dict[str, str]:
    """Give each event's occurrence in a record of some articles."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "r.duckdb") as store:
        store.add(coded)
        return {row["event"]: row["occurrence"] for row in store.sql("FROM occurrence_events")}


def choose_leads(coded: Coded, stories: Mapping[str, set[str]]) -> dict[str, list[Event]]:
    """Choose from each article the deeds of its cluster's story that stand in title or lead."""
    leads = {
        article.id: [
            event
            for event in events
            if not event.historical
            and (event.evidence[0].field == "title" or event.evidence[0].span.start < LEAD)
        ]
        for article, events in coded
    }
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for name, events in leads.items():
        for story in stories[name]:
            types[story].update({event.event for event in events})
    kinds = {
        story: min(found, key=lambda kind: (-found[kind], kind))
        for story, found in types.items()
        if found and max(found.values()) > 1
    }
    return {
        name: [e for e in events if e.event in {kinds.get(story) for story in stories[name]}]
        for name, events in leads.items()
    }


def measure(
    name: str,
    told: Mapping[str, Iterable[Event]],
    stories: Mapping[str, set[str]],
    occurrences: Mapping[str, str],
) -> float:
    """Print precision, recall and F1 over pairs of articles, and give F1."""
    deeds = {a: {occurrences[e.id] for e in events} for a, events in told.items()}
    true = merged = hit = 0
    for one, other in combinations(sorted(a for a in deeds if deeds[a]), 2):
        same, mine = bool(stories[one] & stories[other]), bool(deeds[one] & deeds[other])
        true += same
        merged += mine
        hit += same and mine
    precision, recall = hit / max(1, merged), hit / max(1, true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{name}: articles={sum(map(bool, deeds.values()))} pairs={true} merged={merged} "
        f"precision={precision:.3f} recall={recall:.3f} f1={f1:.3f}"
    )
    return f1


def main() -> None:
    """Print the figures for our own reports and, where they are given, for the clusters."""
    stories, articles = read_own()
    coded: Coded = list(code_articles(articles))
    measure("our own", {a.id: e for a, e in coded}, stories, find_occurrences(coded))
    if len(sys.argv) < 2:
        return
    stories, articles = read_clusters(Path(sys.argv[1]))
    coded = list(code_articles(articles))
    occurrences = find_occurrences(coded)
    for name in ("g5_", "ecb_"):
        chosen = [(a, e) for a, e in coded if a.id.startswith(name)]
        told = {a.id: e for a, e in chosen}
        measure(f"{name} any deed", told, stories, occurrences)
        leads = {a: e for a, e in choose_leads(coded, stories).items() if a.startswith(name)}
        measure(f"{name} deed of the story", leads, stories, occurrences)


if __name__ == "__main__":
    main()
