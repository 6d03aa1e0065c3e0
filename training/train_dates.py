"""Train the choice of a deed's date, on news with keys and on our own reports.

    python training/train_dates.py ../shared           # train, write dates.tsv
    python training/train_dates.py ../shared --folds 5 # measure on news by cross-validation

Each event that answers a key event is a choice among the dates that it may have, of which those
are right that the key allows by the rule of the scorer.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from answers import find_answers
from deeds import read_keyed
from regression import deal_out, fit_choices, render
from scoring import FIRST_DAY, LAST_DAY, listed, read_days, same_time
from unread import read_unread

from communique.coding import choosing
from communique.coding.candidates import list_candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from communique.coding.candidates import Story
    from communique.coding.grouping import Group
    from communique.types import Article, When

    Row = Mapping[str, Any]

HERE: Final = Path(__file__).parent
REPORTS: Final = HERE / "reports"
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model" / "dates.tsv"
# One in so many of our own reports is enough: more of them would outweigh the news.
OWN: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the dates that a deed may have by their marks, which are right, and the rules' one."""

    report: str
    options: Sequence[frozenset[str]]
    right: Sequence[bool]
    ruled: int


def make_choice(
    story: Story, group: Group, own: When | None, ruled: When | None, key: Row
) -> Choice:
    """Make the choice that a deed offers, right as its key event says."""
    found, rules = list_candidates(story, group, own, ruled)
    deed = tuple(choosing.mark_deed(story, group, own, ruled))
    days = [read_days(edtf) for edtf in listed(key.get("date"))]
    return Choice(
        story.article.id,
        [frozenset(choosing.mark_candidate(one.marks, deed)) for one in found.values()],
        [any_same(days, one.when) for one in found.values()],
        next(i for i, one in enumerate(found.values()) if one is rules),
    )


def weigh_dates(
    story: Story, group: Group, own: When | None, ruled: When | None
) -> tuple[tuple[When | None, list[str]], tuple[Story, Group, When | None, When | None]]:
    """Choose as the coder does; keep what it chose by, with the dates given so far."""
    then = type(story)(story.article, story.day, story.told, story.dated[: len(story.dated)])
    return choosing.choose_date(story, group, own, ruled), (then, group, own, ruled)


def find_choices(reports: Iterable[tuple[Article, Sequence[Row]]]) -> Iterator[Choice]:
    """Find the events of reports that answer a key event, each with the dates it may have."""
    for article, key, weighed in find_answers(reports, "choose_date", weigh_dates):
        if article.published is not None:
            yield make_choice(*weighed, key)


def any_same(days: Sequence[tuple[date, date] | None], when: When | None) -> bool:
    """Tell whether a date is one that a key allows."""
    mine = None if when is None else (when.start or FIRST_DAY, when.end or LAST_DAY)
    return any(same_time(one, mine) for one in days)


def fit_dates(choices: Sequence[Choice]) -> dict[str, tuple[float, ...]]:
    """Fit the weights of the marks."""
    return fit_choices([one.options for one in choices], [one.right for one in choices])


def choose(choice: Choice, weights: Mapping[str, tuple[float, ...]]) -> int:
    """Choose an option as the coder does, but for the margins of its special cases."""
    flat = {mark: weight for mark, (weight,) in weights.items()}
    chances = choosing.share_out(
        [sum(flat.get(mark, 0.0) for mark in marks) for marks in choice.options]
    )
    best = max(range(len(chances)), key=chances.__getitem__)
    return best if chances[best] >= chances[choice.ruled] + choosing.MARGIN else choice.ruled


def cross_validate(news: Sequence[Choice], own: Sequence[Choice], folds: int) -> None:
    """Print how many dates of the news are right when their reports are held out."""
    fold_of = deal_out((one.report for one in news), folds)
    right = 0
    for fold in range(folds):
        weights = fit_dates([*own, *(one for one in news if fold_of[one.report] != fold)])
        right += sum(c.right[choose(c, weights)] for c in news if fold_of[c.report] == fold)
    ruled = sum(choice.right[choice.ruled] for choice in news)
    print(f"{len(news)} dates: right {right}, by the rules alone {ruled}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    chosen = parser.parse_args()
    ours = list(find_choices(islice(read_keyed(REPORTS), None, None, OWN)))
    found = list(find_choices(read_unread(chosen.shared)))
    if chosen.folds:
        cross_validate(found, ours, chosen.folds)
    else:
        weights = fit_dates([*ours, *found])
        MODEL.write_text(render(weights), encoding="utf-8")
        print(f"{len(found)} dates of news, {len(ours)} of our own, {len(weights)} marks")
