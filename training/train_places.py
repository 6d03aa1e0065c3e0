"""Train the choice of a place for deeds, on news with keys.

    python training/train_places.py ../shared           # train, write places.tsv
    python training/train_places.py ../shared --folds 5 # measure by cross-validation

Each event that answers a key event gives a row for every place that its report names, right where
the key says so by the rule of the scorer. Keys leave many places out, so events without one in
their key count less.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from answers import find_answers
from deeds import read_news
from regression import deal_out, fit, render
from scoring import listed, squash
from unread import NEWS

from communique.coding import sites
from communique.coding.scenes import list_sites
from communique.coding.whereabouts import list_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.coding.grouping import Group
    from communique.coding.scenes import Scene
    from communique.types import Article, Place

    Row = Mapping[str, Any]

HERE: Final = Path(__file__).parent
UNTOLD: Final = 0.3
SHRINK: Final = 0.1
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model" / "places.tsv"


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold a deed: the marks of each place it may have, which are right, the rules' one.

    `least` is the chance from which on it gets one, `told` says whether its key has a place.
    """

    report: str
    marks: Mapping[str, frozenset[str]]
    right: Mapping[str, bool]
    ruled: str | None
    least: float
    told: bool


def weigh_sites(
    scene: Scene, group: Group, ruled: Place | None, *, history: bool
) -> tuple[tuple[Place | None, list[str]], tuple[Mapping[str, frozenset[str]], str | None, float]]:
    """Take the rules' place; keep the marks of all, its name and the least chance to be placed."""
    marks = {
        site.place.name: frozenset(list_marks(scene, group, ruled, site))
        for site in list_sites(scene, group, ruled, history=history)
    }
    return (ruled, []), (marks, ruled.name if ruled else None, sites.least_of(group))


def find_choices(reports: Iterable[tuple[Article, Sequence[Row]]]) -> Iterator[Choice]:
    """Find the events of reports that answer a key event."""
    for article, key, (marks, ruled, least) in find_answers(reports, "choose_place", weigh_sites):
        wanted = listed(key.get("place"))
        right = {
            name: any(squash(place) in squash(name) for place in wanted if place) for name in marks
        }
        yield Choice(article.id, marks, right, ruled, least, told=any(wanted))


def fit_places(choices: Sequence[Choice]) -> dict[str, tuple[float, ...]]:
    """Fit the logistic regression over all places of all choices."""
    rows = [(one, name) for one in choices for name in one.right]
    return fit(
        [one.marks[name] for one, name in rows],
        [one.right[name] for one, name in rows],
        counts=[1.0 if one.told else UNTOLD for one, _ in rows],
        shrink=SHRINK,
    )


def choose(choice: Choice) -> str | None:
    """Choose a place as the coder does."""
    chances = {name: sites.rate(set(marks)) for name, marks in choice.marks.items()}
    if not chances:
        return None
    best = max(chances, key=chances.__getitem__)
    if choice.ruled is None:
        return best if chances[best] >= choice.least else None
    return best if chances[best] >= chances[choice.ruled] + sites.MARGIN else choice.ruled


def cross_validate(choices: Sequence[Choice], folds: int) -> None:
    """Print how many places are right when their reports are held out."""
    fold_of = deal_out((one.report for one in choices), folds)
    right = given = added = 0
    told = sum(one.told for one in choices)
    for fold in range(folds):
        weights = fit_places([one for one in choices if fold_of[one.report] != fold])
        flat = {mark: weight for mark, (weight,) in weights.items()}
        sites.load_weights = lambda flat=flat: flat
        for one in choices:
            if fold_of[one.report] == fold:
                name = choose(one)
                given += name is not None and one.told
                added += name is not None and not one.told
                right += name is not None and one.right[name]
    ruled = sum(one.ruled is not None and one.right[one.ruled] for one in choices)
    print(f"{told} deeds with places: {given} placed, {right} right, by the rules alone {ruled}")
    print(f"{len(choices) - told} deeds without: {added} placed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    chosen = parser.parse_args()
    found = list(find_choices(read_news(NEWS, chosen.shared)))
    if chosen.folds:
        cross_validate(found, chosen.folds)
    else:
        weights = fit_places(found)
        MODEL.write_text(render(weights), encoding="utf-8")
        print(f"{len(found)} deeds, {len(weights)} marks")
