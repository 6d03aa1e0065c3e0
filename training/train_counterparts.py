"""Train the weights by which an act is addressed whose words name nobody, on our own reports.

    python training/train_counterparts.py            # train, write counterparts.tsv
    python training/train_counterparts.py --folds 5  # measure by cross-validation

A conditional logit: each act of a report that a key event tells is a choice between nobody and the
sides of the story, and the key says which of them are right.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from deeds import allow, find_quotes, make_article, read_keyed
from scoring import listed, squash

from communique.coding import addressing, coder
from communique.coding.counterparts import HOME, NOBODY, is_open, list_sides, weigh
from communique.coding.drafts import countries_of

ROOT: Final = Path(__file__).parent.parent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.coding.counterparts import Side, Story
    from communique.coding.drafts import Draft
    from communique.types import Article

    Row = Mapping[str, Any]

MODEL: Final = ROOT / "src" / "communique" / "coding" / "model" / "counterparts.tsv"
RARE: Final = 2
ROUNDS: Final = 400
SHRINK: Final = 4.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the sides of one act of a report, and which of them its key allows."""

    report: str
    sides: Sequence[Side]
    right: frozenset[str]


def read_reports() -> Iterator[tuple[Article, Sequence[Row]]]:
    """Read our own reports, each with the events of its key: those to train on and the samples."""
    yield from read_keyed(ROOT / "training" / "reports")
    keys = {}
    for path in (ROOT / "tests" / "gold" / "samples").glob("*.key.json"):
        key = json.loads(path.read_text(encoding="utf-8"))
        keys[key["article"]] = key["events"]
    samples = ROOT / "src" / "communique" / "samples" / "reports.jsonl"
    for report in map(json.loads, samples.read_text(encoding="utf-8").splitlines()):
        if report["id"] in keys:
            yield make_article(report), keys[report["id"]]


def find_choices(reports: Iterable[tuple[Article, Sequence[Row]]]) -> Iterator[Choice]:
    """Find the open acts of reports that a key event tells, each with its sides."""
    seen: list[tuple[Draft, list[Side]]] = []

    def look(draft: Draft, story: Story) -> Draft:
        if is_open(draft):
            seen.append((draft, list_sides(draft, story)))
        return draft

    # All open acts are learned from, those as well that the rules would address.
    addressing.face_other_side = lambda draft, *_: draft
    addressing.face_likeliest = look
    for article, events in reports:
        seen.clear()
        coder.code(article)
        for draft, sides in seen:
            field = article.text if draft.sentence.field == "text" else article.title or ""
            event = find_event(events, draft, field)
            if event is None:
                continue
            right = find_right(event, draft, sides)
            if right:
                yield Choice(article.id, sides, right)


def find_event(events: Sequence[Row], draft: Draft, text: str) -> Row | None:
    """Find the key event that an act tells: of its type, by its actor, in its words."""
    sentence = draft.sentence
    told = squash(text[sentence.span.start : sentence.span.end])
    word = squash(sentence.tokens[draft.reading.trigger].text)
    best: tuple[bool, Row] | None = None
    for event in events:
        near = find_quotes(event, told)
        acting = any(allowed & countries_of(draft.actors) for allowed in allow(event, "actors"))
        if not near or not acting or draft.type not in listed(event["event"]):
            continue
        exact = any(word in quote.split() for quote in near)
        if best is None or exact > best[0]:
            best = exact, event
    return None if best is None else best[1]


def find_right(event: Row, draft: Draft, sides: Sequence[Side]) -> frozenset[str]:
    """Say which sides a key event allows as its recipient."""
    own, wanted = countries_of(draft.actors), allow(event, "recipients")
    if not wanted:
        return frozenset({NOBODY})
    return frozenset(
        side.key
        for side in sides
        if side.key != NOBODY
        and any(allowed & (own if side.key == HOME else {side.key}) for allowed in wanted)
    )


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Fit the conditional logit by gradient descent with AdaGrad, shrunk towards nothing."""
    counts = Counter(m for choice in choices for side in choice.sides for m in side.marks)
    names = sorted(mark for mark, count in counts.items() if count >= RARE)
    place = {mark: i for i, mark in enumerate(names)}
    flat, owner, of, right = [], [], [], []
    for number, choice in enumerate(choices):
        for side in choice.sides:
            ids = [place[mark] for mark in side.marks if mark in place]
            flat += ids
            owner += [len(of)] * len(ids)
            of.append(number)
            right.append(side.key in choice.right)
    marks, owners, group, gold = np.array(flat), np.array(owner), np.array(of), np.array(right)
    weights, seen = np.zeros(len(names)), np.full(len(names), 1e-3)
    for _ in range(ROUNDS):
        sums = np.bincount(owners, weights[marks], len(group))
        powers = np.exp(sums - sums.max())
        guess = powers / np.bincount(group, powers)[group]
        wanted = guess * gold
        wanted /= np.bincount(group, wanted)[group]
        slope = np.bincount(marks, (guess - wanted)[owners], len(names)) + SHRINK * weights
        seen += slope**2
        weights -= 0.3 * slope / np.sqrt(seen)
    return dict(zip(names, weights.tolist(), strict=True))


def cross_validate(choices: Sequence[Choice], folds: int) -> None:
    """Print how many choices fall right when their reports are held out."""
    reports = {name: i % folds for i, name in enumerate(dict.fromkeys(c.report for c in choices))}
    right = nobody = 0
    for fold in range(folds):
        weights = fit([choice for choice in choices if reports[choice.report] != fold])
        for choice in choices:
            if reports[choice.report] == fold:
                chances = weigh(choice.sides, weights)
                best = max(range(len(chances)), key=chances.__getitem__)
                right += choice.sides[best].key in choice.right
                nobody += NOBODY in choice.right
    print(f"{len(choices)} choices: {right} right, {nobody} if nobody were always chosen")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    chosen = parser.parse_args()
    found = list(find_choices(read_reports()))
    if chosen.folds:
        cross_validate(found, chosen.folds)
    else:
        rows = sorted(fit(found).items())
        lines = [f"{mark}\t{weight:.3f}" for mark, weight in rows if abs(weight) >= 0.02]
        MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(found)} choices, {len(lines)} marks")
