"""Measure how many of the parties named in hand-made keys are found as mentions.

Usage: python benchmarks/measure_mentions.py SHARED [--out FOLDER]

For each event of each key, every actor and recipient should be a mention in a sentence that
overlaps the event's quotation, by country and, where the key gives one, by name.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from communique.directory import load_directory
from communique.language import read_sentences
from communique.mentions.actors import find_actors
from communique.types import ActorMention, Article, Sentence


def read_corpus(shared: Path) -> list[tuple[Article, dict[str, Any]]]:
    """Read the articles that have keys, each with its key."""
    found = []
    rows = (shared / "gold/dev/articles.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, rows):
        key = shared / f"gold/dev/{row['id']}.key.json"
        if key.exists():
            found.append((make_article(row), json.loads(key.read_text(encoding="utf-8"))))
    for path in sorted((shared / "gold/seed").glob("*.key.json")):
        key = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(f"{key['article']}.txt").read_text(encoding="utf-8")
        row = {"id": key["article"], "text": text, "published": key["published"]}
        found.append((make_article(row), key))
    return found


def make_article(row: dict[str, Any]) -> Article:
    """Make an article of a JSON row."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        published=date.fromisoformat(row["published"][:10]) if row.get("published") else None,
    )


def fold(text: str) -> str:
    """Fold a text for comparison: case, accents, blanks, quotation marks."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.replace("“", '"').replace("”", '"').lower().split())


def overlapping(article: Article, sentences: list[Sentence], quote: str) -> list[Sentence]:
    """Find the sentences that share words with a quotation from the article."""
    wanted = fold(quote)
    found = []
    for sentence in sentences:
        source = (article.title or "") if sentence.field == "title" else article.text
        text = fold(source[sentence.span.start : sentence.span.end])
        if text and (wanted in text or text in wanted or wanted[:60] in text):
            found.append(sentence)
    if not found:
        start = article.text.find(quote)
        found = [
            s
            for s in sentences
            if s.field == "text" and s.span.start < start + len(quote) and start < s.span.end
        ]
    return found


def names_party(mention: ActorMention, countries: list[str], name: str) -> tuple[bool, bool]:
    """Tell whether a mention has one of the countries, and the name, of a party."""
    same_country = any(e.country in countries for e in mention.entities)
    words = [w for w in fold(name).replace("-", " ").split() if w not in {"al", "the"}]
    same_name = bool(words) and any(
        words[-1] in fold(e.name).replace("-", " ").split()
        or words[0] in fold(e.name).replace("-", " ").split()
        for e in mention.entities
    )
    return same_country, same_name


def main() -> None:
    """Score and print; write the misses for reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=Path("out"))
    options = parser.parse_args()
    directory = load_directory()
    tally: Counter[str] = Counter()
    misses: list[str] = []
    for article, key in read_corpus(options.shared):
        sentences = read_sentences(article)
        mentions = find_actors(sentences, directory, article.published)
        for event in key["events"]:
            rows = overlapping(article, sentences, event["quote"])
            here = [m for s in rows for m in mentions[s.index]]
            for party in [*event["actors"], *event["recipients"]]:
                countries, _, name = party.partition(":")
                if not any(c.isalpha() for c in countries):
                    continue
                seen = [names_party(m, countries.split("|"), name) for m in here]
                by_country = any(c for c, _ in seen)
                by_name = any(n for _, n in seen) if name else by_country
                tally["parties"] += 1
                tally["country"] += by_country
                tally["named"] += bool(name)
                tally["name"] += bool(name) and by_name
                if not by_country or not by_name:
                    what = "country" if not by_country else "name"
                    misses.append(f"{article.id}\t{what}\t{party}\t{event['quote']}")
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "mention_misses.tsv").write_text("\n".join(misses), encoding="utf-8")
    print(
        f"parties {tally['parties']}, found by country {tally['country']}"
        f" ({tally['country'] / tally['parties']:.1%})"
    )
    print(
        f"named parties {tally['named']}, found by name {tally['name']}"
        f" ({tally['name'] / max(1, tally['named']):.1%})"
    )


if __name__ == "__main__":
    main()
