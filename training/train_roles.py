"""Train the weights by which deeds are given their parties, on news reports that have keys.

    python training/train_roles.py ../shared           # train, write roles.tsv
    python training/train_roles.py ../shared --folds 5 # measure by cross-validation

Each deed that the coder finds and a key event tells gives a row for every country that may take
part in it, with its marks; the key says who acts and who receives.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from deeds import allow, list_quotes
from regression import deal_out, fit, render
from scoring import agree, listed, squash
from unread import read_unread

from communique.coding import addressing, coder, roles
from communique.coding.drafts import countries_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.roles import Candidate, Chances
    from communique.coding.story import Story
    from communique.types import Article

    Row = Mapping[str, Any]
    Rows = Sequence["Deed"]

HERE: Final = Path(__file__).parent
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model" / "roles.tsv"


@dataclass(frozen=True, slots=True)
class Deed:
    """Hold a deed with its story, its candidates, and its key's sides: who acts, who receives."""

    report: str
    draft: Draft
    story: Story
    candidates: Sequence[Candidate]
    sides: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]


def find_deeds(reports: Iterable[tuple[Article, Sequence[Row]]]) -> Iterator[Deed]:
    """Find the deeds of reports that a key event tells, as the rules have left them."""
    seen: list[tuple[Draft, Story]] = []

    def look(draft: Draft, story: Story) -> Draft:
        seen.append((draft, story))
        return draft

    settle = addressing.settle_roles
    addressing.settle_roles = look
    for article, events in reports:
        seen.clear()
        coder.code(article)
        for draft, story in seen:
            field = article.text if draft.sentence.field == "text" else article.title or ""
            event = find_event(events, draft, field) if draft.complete else None
            if event is not None:
                sides = (allow(event, "actors"), allow(event, "recipients"))
                candidates = roles.list_candidates(draft, story)
                yield Deed(article.id, draft, story, candidates, sides)
    addressing.settle_roles = settle


def find_event(events: Sequence[Row], draft: Draft, text: str) -> Row | None:
    """Find the key event that a deed tells: of its type, by its word, in its sentence."""
    sentence = draft.sentence
    told = squash(text[sentence.span.start : sentence.span.end])
    word = squash(sentence.tokens[draft.reading.trigger].text)
    mine = countries_of((*draft.actors, *draft.recipients))
    best: tuple[tuple[bool, bool, int], Row] | None = None
    for event in events:
        if draft.type not in listed(event["event"]):
            continue
        near = [(squash(quote), trigger) for quote, trigger in list_quotes(event)]
        near = [(quote, trigger) for quote, trigger in near if quote in told or told in quote]
        if not near:
            continue
        exact = any(trigger and squash(trigger) == word for _, trigger in near)
        inside = any(word in quote.split() for quote, _ in near)
        either = (*allow(event, "actors"), *allow(event, "recipients"))
        rank = (exact, inside, sum(bool(allowed & mine) for allowed in either))
        if best is None or rank > best[0]:
            best = rank, event
    return None if best is None or not any(best[0]) else best[1]


def fit_roles(deeds: Rows) -> dict[str, Chances]:
    """Fit a logistic regression for each part."""
    rows = [(one.marks, deed.sides, one.country) for deed in deeds for one in deed.candidates]
    golds = [
        [any(country in allowed for allowed in sides[part]) for _, sides, country in rows]
        for part in (roles.ACTING, roles.RECEIVING)
    ]
    found = fit([marks for marks, _, _ in rows], *golds)
    return {mark: (acts, receives) for mark, (acts, receives) in found.items()}


def is_right(draft: Draft, deed: Deed) -> bool:
    """Tell whether both sides of a deed are those of its key."""
    given = (draft.actors, draft.recipients)
    return all(
        agree(list(allowed), sorted(countries_of(side))) == 1
        for allowed, side in zip(deed.sides, given, strict=True)
    )


def count_right(deeds: Rows, settle: Callable[[Deed], Draft]) -> int:
    """Count the deeds whose sides are right after something has settled them."""
    return sum(is_right(settle(deed), deed) for deed in deeds)


def cross_validate(deeds: Rows, folds: int) -> None:
    """Print how many deeds have both sides right when their reports are held out."""
    fold_of = deal_out((d.report for d in deeds), folds)
    right = 0
    for fold in range(folds):
        weights = fit_roles([deed for deed in deeds if fold_of[deed.report] != fold])
        roles.load_weights = lambda weights=weights: weights
        held = [deed for deed in deeds if fold_of[deed.report] == fold]
        right += count_right(held, lambda deed: roles.settle_roles(deed.draft, deed.story))
    ruled = count_right(deeds, lambda deed: deed.draft)
    print(f"{len(deeds)} deeds: both sides right in {right}, by the rules alone in {ruled}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    chosen = parser.parse_args()
    found = list(find_deeds(read_unread(chosen.shared)))
    if chosen.folds:
        cross_validate(found, chosen.folds)
    else:
        weights = fit_roles(found)
        MODEL.write_text(render(weights), encoding="utf-8")
        print(f"{len(found)} deeds, {len(weights)} marks")
