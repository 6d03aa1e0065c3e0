"""Measure the record: time to add events, to merge and to answer, and the size of the file.

    python benchmarks/measure_record.py [1000 10000 100000 ...]

Events are made up: two states of forty on a day of twenty years, ten an article. Nothing is coded,
so that the figures are the record's own.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
from collections import deque
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from communique.answers import brief, claims, firsts, meetings, ties, timeline
from communique.directory import load_directory
from communique.lexicon import QUADS, SCORES
from communique.record.store import open_store
from communique.types import Article, Entity, Event, Evidence, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.record.store import Store

STATES = (
    "USA", "CHN", "RUS", "GBR", "FRA", "DEU", "JPN", "IND", "PAK", "IRN", "IRQ", "ISR", "SAU",
    "TUR", "EGY", "SYR", "UKR", "POL", "ITA", "ESP", "KOR", "PRK", "VNM", "THA", "IDN", "AUS",
    "BRA", "ARG", "MEX", "COL", "VEN", "CUB", "NGA", "ZAF", "ETH", "KEN", "SDN", "DZA", "MAR",
    "QAT",
)  # fmt: skip
ANSWERS = {
    "timeline": lambda store: timeline(store, between=("USA", "CHN"), limit=50),
    "meetings": lambda store: meetings(store, "USA", "CHN"),
    "firsts": lambda store: firsts(store, "USA", "CHN"),
    "ties": lambda store: ties(store, "USA", "CHN"),
    "claims": lambda store: claims(store, "USA", "CHN"),
    "brief": lambda store: brief(store, "USA", "CHN"),
}


def make_articles(events: int, first: int = 0) -> Iterator[tuple[Article, list[Event]]]:
    """Make articles of ten events each."""
    chance = random.Random(first)  # noqa: S311 - made-up events
    states = [load_directory().states[code] for code in STATES]
    parties = [Entity(id=s.id, name=s.name, country=s.id, sector="GOV") for s in states]
    kinds = list(QUADS)
    for number in range(first, first + events // 10):
        day = date(2000, 1, 1) + timedelta(days=chance.randrange(7300))
        # Some two hundred words, so that recognising copies costs what it does.
        text = " ".join(f"They met {chance.randrange(10**6)} of them." for _ in range(40))
        article = Article(id=f"a{number:07}", text=text, published=day, source="made up")
        found = []
        for i in range(10):
            actor, recipient = chance.sample(parties, 2)
            kind = chance.choice(kinds)
            when = day - timedelta(days=chance.randrange(3))
            span = Span(10 * i, 10 * i + 9)
            found.append(
                Event(
                    id=hashlib.blake2b(f"{number} {i}".encode(), digest_size=8).hexdigest(),
                    event=kind,
                    mode=None,
                    context=(),
                    actors=(actor,),
                    recipients=(recipient,),
                    date=When(
                        start=when,
                        end=when,
                        edtf=when.isoformat(),
                        timex=when.isoformat(),
                        basis="explicit",
                    ),
                    status="occurred",
                    historical=False,
                    place=None,
                    count=1,
                    attribution=(),
                    evidence=(
                        Evidence(
                            article=article.id,
                            field="text",
                            span=span,
                            text="They met.",
                            trigger=span,
                            trigger_text="met",
                        ),
                    ),
                    score=SCORES[kind],
                    quad=QUADS[kind],
                    confidence=0.9,
                    version="0",
                )
            )
        yield article, found


def time_answers(store: Store) -> dict[str, float]:
    """Time each answer, in CPU seconds: the best of three, the first being for warming up."""
    found = {}
    for name, ask in ANSWERS.items():
        spent = []
        for _ in range(3):
            began = time.process_time()
            ask(store)
            spent.append(time.process_time() - began)
        found[name] = min(spent)
    return found


def main() -> None:
    """Print a row of the table for each size."""
    print("| events | added and merged, CPU s | 100 more, CPU s | MB |", end=" ")
    print(" | ".join(f"{name}, ms" for name in ANSWERS), "|")
    print("|---" * (4 + len(ANSWERS)) + "|")
    deque(make_articles(10), maxlen=0)  # what is loaded once is loaded now
    for size in map(int, sys.argv[1:] or ["1000", "10000", "100000"]):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "record.duckdb"
            began = time.process_time()
            # Made once for nothing: what making costs, while nothing is kept in memory.
            deque(make_articles(size), maxlen=0)
            made = time.process_time() - began
            began = time.process_time()
            with open_store(path) as store:
                store.add(make_articles(size))
                added = time.process_time() - began - made
                began = time.process_time()
                store.add(make_articles(100, first=size))
                few = time.process_time() - began
            with open_store(path, read_only=True) as store:
                times = time_answers(store)
            megabytes = path.stat().st_size / 1e6
        cells = " | ".join(f"{1000 * seconds:.0f}" for seconds in times.values())
        print(f"| {size:,} | {added:.1f} | {few:.1f} | {megabytes:.0f} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
