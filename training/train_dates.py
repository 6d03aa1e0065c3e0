"""Train the choice of a date for deeds that no words of their own date, on news with keys.

    python training/train_dates.py ../shared           # train, write dates.tsv
    python training/train_dates.py ../shared --folds 5 # measure by cross-validation

Each such event that answers a key event gives a row for every date that it may take, right where
the key allows that date by the rule of the scorer.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from deeds import plain
from regression import deal_out, fit, render
from scoring import FIRST_DAY, LAST_DAY, listed, match, read_days, same_time
from unread import read_unread

from communique.coding import coder, undated
from communique.documents import event_to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from communique.coding.grouping import Group
    from communique.types import Article, Event, Sentence, When

    Row = Mapping[str, Any]

HERE: Final = Path(__file__).parent
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model" / "dates.tsv"


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold an undated deed: its marks, its options and which of them are right, the rules' one."""

    report: str
    marks: Sequence[str]
    right: Mapping[str, bool]
    ruled: str


def find_choices(reports: Iterable[tuple[Article, Sequence[Row]]]) -> Iterator[Choice]:
    """Find the events of reports that answer a key event and that no words of their own date."""
    seen: dict[int, tuple[undated.Options, str, Sequence[str]]] = {}
    made: list[int] = []
    make, choose = coder.make_event, coder.choose_date

    def look(
        article: Article,
        group: Group,
        ruled: When | None,
        story_day: When | None,
        before: When | None,
        told: Sequence[tuple[Sentence, Sequence[When]]],
    ) -> tuple[When | None, list[str]]:
        options = undated.list_options(article, group, story_day, before, told)
        name = undated.name_option(options, ruled)
        if article.published is not None and name is not None:
            marks = tuple(undated.list_marks(article.published, group, name, story_day, told))
            seen[id(group)] = options, name, marks
        return ruled, []

    def note(*given: object) -> Event:
        made.append(id(given[1]))
        return make(*given)

    coder.choose_date, coder.make_event = look, note
    for article, events in reports:
        seen.clear()
        made.clear()
        key = [plain(event) for event in events]
        found = [event_to_dict(event) for event in coder.code(article)]
        for number, (place, _) in match(key, found).items():
            if made[place] in seen:
                options, name, marks = seen[made[place]]
                days = [read_days(edtf) for edtf in listed(key[number].get("date"))]
                right = {option: any_same(days, when) for option, when in options.items()}
                yield Choice(article.id, marks, right, name)
    coder.choose_date, coder.make_event = choose, make


def any_same(days: Sequence[tuple[date, date] | None], when: When | None) -> bool:
    """Tell whether a date is one that a key allows."""
    mine = None if when is None else (when.start or FIRST_DAY, when.end or LAST_DAY)
    return any(same_time(one, mine) for one in days)


def fit_dates(choices: Sequence[Choice]) -> dict[str, tuple[float, ...]]:
    """Fit the logistic regression over all options of all choices."""
    rows = [(one, option) for one in choices for option in one.right]
    return fit(
        [undated.mark_option(option, one.marks) for one, option in rows],
        [one.right[option] for one, option in rows],
    )


def choose(choice: Choice) -> str:
    """Choose an option as the coder does."""
    chances = {option: undated.rate_option(option, choice.marks) for option in choice.right}
    best = max(chances, key=chances.__getitem__)
    return best if chances[best] >= chances[choice.ruled] + undated.MARGIN else choice.ruled


def cross_validate(choices: Sequence[Choice], folds: int) -> None:
    """Print how many dates are right when their reports are held out."""
    fold_of = deal_out((one.report for one in choices), folds)
    right = 0
    for fold in range(folds):
        weights = fit_dates([one for one in choices if fold_of[one.report] != fold])
        flat = {mark: weight for mark, (weight,) in weights.items()}
        undated.load_weights = lambda flat=flat: flat
        right += sum(c.right[choose(c)] for c in choices if fold_of[c.report] == fold)
    ruled = sum(choice.right[choice.ruled] for choice in choices)
    print(f"{len(choices)} undated: right {right}, by the rules alone {ruled}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    chosen = parser.parse_args()
    found = list(find_choices(read_unread(chosen.shared)))
    if chosen.folds:
        cross_validate(found, chosen.folds)
    else:
        weights = fit_dates(found)
        MODEL.write_text(render(weights), encoding="utf-8")
        print(f"{len(found)} undated, {len(weights)} marks")
