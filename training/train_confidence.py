"""Train the confidence of events, on news reports that have keys.

    python training/train_confidence.py ../shared           # train, write confidence.tsv
    python training/train_confidence.py ../shared --folds 5 # measure by cross-validation
    python training/train_confidence.py ../shared --beside  # train some marks alone

It learns from the reports that a judge of `tune_judge.py` has not read. Where these are only those
drawn at random, of which few tell much, `--beside` leaves what was learned from others as it is,
all but the marks of how political a report is.

Every event that the coder finds in a report, however unlikely, is right where it answers a
required event of the key, by the rule of the scorer, and wrong where it answers none.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from deeds import plain
from regression import deal_out, fit, fit_beside, render
from scoring import match
from unread import read_unread

from communique.coding import coder, confidence
from communique.coding.confidence import POLITICAL
from communique.documents import event_to_dict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from communique.coding.confidence import Told
    from communique.coding.grouping import Group
    from communique.types import Article

    Row = Mapping[str, Any]

HERE: Final = Path(__file__).parent
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model" / "confidence.tsv"


@dataclass(frozen=True, slots=True)
class Found:
    """Hold an event that the coder finds in a report: its marks, and whether the key has it."""

    report: str
    marks: frozenset[str]
    right: bool


def find_events(reports: Iterable[tuple[Article, Sequence[Row]]]) -> Iterator[Found]:
    """Find the events of reports; those that answer optional events of the key are left out."""
    seen: list[frozenset[str]] = []

    def look(group: Group, place: int, told: Told) -> tuple[float, list[str]]:
        seen.append(frozenset(confidence.list_marks(group, place, told)))
        return 1.0, []

    rate = coder.rate
    coder.rate = look
    for article, events in reports:
        seen.clear()
        key = [plain(event) for event in events]
        found = [event_to_dict(event) for event in coder.code(article)]
        answers = {place: key[number] for number, (place, _) in match(key, found).items()}
        for place, marks in enumerate(seen):
            answer = answers.get(place)
            if answer is None or not answer.get("optional"):
                yield Found(article.id, marks, answer is not None)
    coder.rate = rate


def fit_politics(
    rows: Iterable[Collection[str]], right: Sequence[bool]
) -> dict[str, tuple[float, ...]]:
    """Fit the marks of how political a report is; the weights of the others stay as they are."""
    old = {
        mark: weight
        for mark, weight in confidence.load_weights().items()
        if not mark.startswith(POLITICAL)
    }
    known = [[mark for mark in row if mark in old or mark.startswith(POLITICAL)] for row in rows]
    return {mark: (weight,) for mark, weight in old.items()} | fit_beside(known, right, old)


def cross_validate(found: Sequence[Found], folds: int) -> None:
    """Print, by tenths of confidence, how many events held out are right."""
    fold_of = deal_out((one.report for one in found), folds)
    tenths: dict[int, list[bool]] = {}
    for fold in range(folds):
        rest = [one for one in found if fold_of[one.report] != fold]
        weights = fit([one.marks for one in rest], [one.right for one in rest])
        for one in found:
            if fold_of[one.report] == fold:
                total = sum(weights.get(mark, (0.0,))[0] for mark in one.marks)
                tenths.setdefault(int(10 / (1 + np.exp(-total))), []).append(one.right)
    for tenth, marks in sorted(tenths.items()):
        print(f"{tenth / 10:.1f}: {sum(marks) / len(marks):.2f} of {len(marks)} right")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    parser.add_argument("--beside", action="store_true", help="train the political marks alone")
    chosen = parser.parse_args()
    events = list(find_events(read_unread(chosen.shared)))
    if chosen.folds:
        cross_validate(events, chosen.folds)
    else:
        rows, right = [one.marks for one in events], [one.right for one in events]
        weights = fit_politics(rows, right) if chosen.beside else fit(rows, right)
        MODEL.write_text(render(weights), encoding="utf-8")
        print(f"{len(events)} events, {sum(one.right for one in events)} right")
