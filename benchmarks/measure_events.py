"""Measure events against keys, and keep the floors below which accuracy may not fall.

measure_events.py [--shared FOLDER] [--pin [--allow-regression]]

Prints one line of figures for each set of keys and writes every miss to out/misses-SET.txt. The
samples and the blind reports ship with the project; the seed report and the development set are
measured where the folder of shared material is at hand, and so are 376 news articles of its
corpora, whose keys in keys/ point at characters and quote nothing. The misses of read.jsonl and
opened.jsonl may be read. Of the others and the blind reports only the figures are given: whoever
reads their misses can no longer measure with them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import scoring  # noqa: E402 - it stands among the tests, which no package holds

import communique  # noqa: E402
from communique.coding.coder import code_articles  # noqa: E402
from communique.exchange.events import event_to_dict  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.types import Article

GOLD = ROOT / "tests" / "gold"
SAMPLES = ROOT / "src" / "communique" / "samples" / "reports.jsonl"
FLOORS = GOLD / "floors.json"
OUT = ROOT / "out"
KEYS = Path(__file__).parent / "keys"
# How far below the measured figure a floor stands: processors differ in rounding the model's sums.
SLACK = 0.005


def find_sets(shared: Path) -> dict[str, tuple[Path, list[Path]]]:
    """Find the sets of keys at hand: their folder or file, and the reports they are of."""
    corpora = [shared / "corpora" / f"{name}.jsonl.gz" for name in ("bulk", "clusters")]
    sets = {
        "samples": (GOLD / "samples", [SAMPLES]),
        "blind": (GOLD / "blind", [GOLD / "blind" / "reports.jsonl"]),
        "seed": (shared / "gold" / "seed", sorted((shared / "gold" / "seed").glob("*.txt"))),
        "dev": (shared / "gold" / "dev", [shared / "gold" / "dev" / "articles.jsonl"]),
        "read": (KEYS / "read.jsonl", corpora),
        "opened": (KEYS / "opened.jsonl", corpora),
        "kept": (KEYS / "kept.jsonl", corpora),
        "later": (KEYS / "later.jsonl", corpora),
        "news": (KEYS / "news.jsonl", corpora),
        "drawn": (KEYS / "drawn.jsonl", corpora),
    }
    return {
        name: (keys, reports)
        for name, (keys, reports) in sets.items()
        if keys.exists() and reports and all(report.exists() for report in reports)
    }


def read_placed_keys(path: Path, articles: Sequence[Article]) -> dict[str, Any]:
    """Read keys that point at characters of the articles instead of quoting them."""
    fields = {article.id: {"text": article.text, "title": article.title} for article in articles}
    keys = {}
    for key in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        mine = fields.get(key["article"])
        if mine is None:
            continue
        for event in key["events"]:
            places = event.pop("places")
            quotes = [(mine[field] or "")[start:end] for field, start, end, *_ in places]
            event["quote"], event["quotes"] = quotes[0], quotes[1:]
        keys[key["article"]] = key
    return keys


def find_articles(path: Path, corpora: Iterable[Path]) -> list[Article]:
    """Find the articles of some keys in packed corpora."""
    wanted = {
        key["article"]: key.get("published")
        for key in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    found = {}
    for corpus in corpora:
        with gzip.open(corpus, "rt", encoding="utf-8") as stream:
            for row in map(json.loads, stream):
                if row["id"] in wanted:
                    published = wanted[row["id"]]
                    found[row["id"]] = communique.Article(
                        id=row["id"],
                        text=row["text"],
                        title=row.get("title"),
                        published=date.fromisoformat(published) if published else None,
                    )
    return list(found.values())


def read_reports(keys: Mapping[str, Any], paths: Iterable[Path]) -> list[Article]:
    """Read the reports that have a key, dated as the key dates them."""
    published = {
        key["article"]: date.fromisoformat(key["published"])
        for key in keys.values()
        if key.get("published")
    }
    wanted = {key["article"] for key in keys.values()}
    read = communique.read(*paths, tell=lambda _: None)
    articles = [article for article in read if article.id in wanted]
    return [
        communique.Article(
            id=article.id,
            text=article.text,
            title=article.title,
            published=published.get(article.id, article.published),
            source=article.source,
            url=article.url,
        )
        for article in articles
    ]


def measure(folder: Path, reports: Iterable[Path]) -> scoring.Tally:
    """Code the reports of a set and score their events against the set's keys."""
    if folder.is_dir():
        keys = scoring.read_keys(folder)
        articles = read_reports(keys, reports)
    else:
        articles = find_articles(folder, reports)
        keys = read_placed_keys(folder, articles)
    rows = [event_to_dict(event) for _, events in code_articles(articles) for event in events]
    return scoring.score(keys, rows)


def digest(folder: Path, reports: Iterable[Path]) -> str:
    """Give a digest of keys and reports: floors hold for these and no others."""
    content = hashlib.sha256()
    for path in [*sorted(folder.glob("*.key.json")), *reports]:
        content.update(path.read_bytes())
    return content.hexdigest()


def raise_floors(
    floors: Mapping[str, float], measured: Mapping[str, float]
) -> tuple[dict[str, float], list[str]]:
    """Raise each floor to just below what is measured; name those that what is measured breaks."""
    raised = {
        name: max(floors.get(name, 0.0), round(max(figure - SLACK, 0.0), 3))
        for name, figure in measured.items()
        if name != "events"
    }
    return raised, [name for name, floor in floors.items() if measured.get(name, 0.0) < floor]


def pin(tally: scoring.Tally, key_digest: str, *, allow_regression: bool) -> None:
    """Raise the floors to what is measured; refuse to lower one that was set for these keys."""
    old = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    kept = old.get("digest") == key_digest and not allow_regression
    floors, broken = raise_floors(old["floors"] if kept else {}, tally.figures())
    if broken:
        sys.exit(f"not pinned: {', '.join(broken)} below the floor; see --allow-regression")
    FLOORS.write_text(
        json.dumps({"digest": key_digest, "floors": floors}, indent=1) + "\n", encoding="utf-8"
    )
    print(f"pinned {len(floors)} floors in {FLOORS.relative_to(ROOT)}")


def main() -> None:
    """Measure every set at hand, or pin the floors of the samples."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--pin", action="store_true", help="set the floors of the samples")
    parser.add_argument("--allow-regression", action="store_true", help="lower floors, too")
    arguments = parser.parse_args()
    sets = find_sets(arguments.shared)
    if arguments.pin:
        folder, reports = sets["samples"]
        pin(
            measure(folder, reports),
            digest(folder, reports),
            allow_regression=arguments.allow_regression,
        )
        return
    OUT.mkdir(exist_ok=True)
    for name, (folder, reports) in sets.items():
        tally = measure(folder, reports)
        figures = " ".join(
            f"{figure} {value}" if figure == "events" else f"{figure} {value:.3f}"
            for figure, value in tally.figures().items()
        )
        print(f"{name}: {figures}")
        if name not in {"blind", "kept", "later", "news", "drawn"}:
            misses = OUT / f"misses-{name}.txt"
            misses.write_text("\n".join(tally.misses) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
