"""Measure speed by stage, memory, and how time grows with the input.

measure_speed.py [--shared FOLDER] [--articles N]

Codes up to N articles of the shared bulk corpus, or else the sample reports over and over, in one
process with one thread. Prints the rows of the table in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import resource
import sys
import time
from dataclasses import replace
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

from communique import articles as reading  # noqa: E402 - after the threads are set
from communique.coding.coder import code_sentences, find_article_dates  # noqa: E402
from communique.directory import load_directory  # noqa: E402
from communique.exchange.events import write_events  # noqa: E402
from communique.language import read_articles  # noqa: E402
from communique.mentions.actors import find_actors  # noqa: E402
from communique.mentions.places import find_places  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from communique.types import Article, Event, Sentence

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "src" / "communique" / "samples" / "reports.jsonl"
# Every 50th article of the bulk corpus: a spread over its sources, which stand one after another.
STRIDE = 50
# A long report is made of short ones for the growth table.
LENGTHS = (500, 1_000, 2_000, 4_000, 8_000, 16_000)


def read_some(shared: Path, count: int) -> tuple[str, list[Article]]:
    """Read articles to measure with, and say where they come from."""
    bulk = shared / "corpora" / "bulk.jsonl.gz"
    if bulk.exists():
        with gzip.open(bulk, "rt", encoding="utf-8") as stream:
            rows = [json.loads(line) for line in islice(stream, 0, count * STRIDE, STRIDE)]
        folder = ROOT / "out"
        folder.mkdir(exist_ok=True)
        file = folder / "speed.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return "bulk corpus", list(reading.read(file, tell=lambda _: None))
    samples = list(reading.read(SAMPLES, tell=lambda _: None))
    return "sample reports, repeated", [
        replace(article, id=f"{article.id}-{number}")
        for number, article in enumerate(islice(cycle(samples), count))
    ]


def count_words(articles: Iterable[Article]) -> int:
    """Count words as whoever reads the figures counts them: by white space."""
    return sum(len(article.text.split()) for article in articles)


def clock(work: Callable[[], T]) -> tuple[float, T]:
    """Time a piece of work in seconds of CPU, all threads together."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def find_mentions(articles: list[Article], sentences: list[list[Sentence]]) -> None:
    """Find all mentions, as the coder does, and throw them away."""
    world = load_directory()
    for article, read in zip(articles, sentences, strict=True):
        actors = find_actors(read, world, article.published)
        find_places(read, world, actors)
        find_article_dates(article, read)


def code(articles: list[Article], sentences: list[list[Sentence]]) -> list[list[Event]]:
    """Code what has been parsed: mentions, then events."""
    return [
        code_sentences(article, read) for article, read in zip(articles, sentences, strict=True)
    ]


def measure_stages(articles: list[Article]) -> list[tuple[str, float]]:
    """Measure each stage once over all the articles, model and tables loaded before."""
    code(articles[:1], [list(found) for found in read_articles(articles[:1])])
    language, sentences = clock(lambda: [list(found) for found in read_articles(articles)])
    mentions, _ = clock(lambda: find_mentions(articles, sentences))
    both, events = clock(lambda: code(articles, sentences))
    writing, _ = clock(lambda: [list(write_events(found)) for found in events])
    return [
        ("language", language),
        ("mentions", mentions),
        ("coding", max(both - mentions, 0.0)),
        ("writing", writing),
        ("end to end", language + both + writing),
    ]


def make_long(articles: list[Article], words: int) -> Article:
    """Make one article of `words` words out of many."""
    texts: list[str] = []
    while sum(len(text.split()) for text in texts) < words:
        texts.append(articles[len(texts) % len(articles)].text)
    text = _cut("\n\n".join(texts), words)
    return replace(articles[0], id=f"long-{words}", text=text, title=None)


def _cut(text: str, words: int) -> str:
    """Cut a text after so many words, its paragraphs kept."""
    seen = 0
    for place, (char, following) in enumerate(pairwise(text)):
        seen += not char.isspace() and following.isspace()
        if seen == words:
            return text[: place + 1]
    return text


def main() -> None:
    """Print the tables of benchmarks/README.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=500)
    arguments = parser.parse_args()
    source, articles = read_some(arguments.shared, arguments.articles)
    words = count_words(articles)
    print(f"{len(articles)} articles, {words:,} words ({source}); one thread, ", end="")
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    loading, _ = clock(lambda: code(articles[:1], [list(s) for s in read_articles(articles[:1])]))
    print("| stage | CPU seconds | words per CPU-second |\n|---|---|---|")
    print(f"| loading, once | {loading:.2f} | |")
    for stage, seconds in measure_stages(articles):
        print(f"| {stage} | {seconds:.2f} | {words / max(seconds, 1e-6):,.0f} |")
    scale = 1024 if sys.platform != "darwin" else 1024**2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
    print(f"\nPeak memory: {peak:,.0f} MiB, all articles and their trees held at once.\n")
    print("| words in one article | CPU seconds | words per CPU-second |\n|---|---|---|")
    for length in LENGTHS:
        long = [make_long(articles, length)]
        seconds, _ = clock(lambda long=long: code(long, [list(s) for s in read_articles(long)]))
        print(f"| {length:,} | {seconds:.2f} | {length / seconds:,.0f} |")


if __name__ == "__main__":
    main()
