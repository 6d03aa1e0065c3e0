"""What a headline tells, the text tells again: the two are one deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.drafts import countries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.types import Entity

# How far down the text what its headline told is told again.
DEEP = 8


def fold_headlines(groups: Sequence[Group]) -> list[Group]:
    """Put what only a headline tells with the deed of the text that it sums up.

    Headlines leave out parties, name countries for persons and say "to meet" for "will meet" and
    for "agreed to meet", so less is asked of them than of two sentences of the text.
    """
    text = [g for g in groups if not all(map(is_headline, g.drafts))]
    kept = []
    for group in groups:
        if all(map(is_headline, group.drafts)):
            told = next((other for other in text if sums_up(group, other)), None) or next(
                (other for other in text if is_promised(group, other)), None
            )
            if told is not None:
                told.drafts[:0] = group.drafts
                continue
        kept.append(group)
    return kept


def is_headline(draft: Draft) -> bool:
    """Tell whether a draft is of a headline, not of the text under it."""
    return draft.sentence.field == "title" or draft.sentence.kind == "headline"


def sums_up(headline: Group, told: Group) -> bool:
    """Tell whether a headline's deed is that of the text: type, parties, and done or not."""
    one = headline.drafts[0]
    two = next(d for d in told.drafts if not is_headline(d))
    if one.type != two.type or one.count not in (1, two.count):
        return False
    if (one.status == "negated") != (two.status == "negated"):
        return False
    if two.sentence.paragraph > DEEP or (two.when is not None and not two.is_recent):
        return False
    if one.reading.entry.mutual:
        return one.parties <= two.parties or two.parties <= one.parties
    return meet(one.actors, two.actors) and (
        not one.recipients or not two.recipients or meet(one.recipients, two.recipients)
    )


# What a headline says somebody is to do, and the text that it was agreed.
PROMISED = frozenset({"COOPERATE", "AID", "SUPPORT", "CONCEDE"})
LEAD = 2


def is_promised(headline: Group, told: Group) -> bool:
    """Tell whether the text gives as a promise what its headline gives as to come."""
    one = headline.drafts[0]
    two = next(d for d in told.drafts if not is_headline(d))
    return (
        one.type in PROMISED
        and one.status == "planned"
        and (two.type, two.status) == ("AGREE", "occurred")
        and two.sentence.paragraph <= LEAD
        and countries_of(one.actors) <= countries_of(two.actors)
    )


def meet(some: Iterable[Entity], others: Iterable[Entity]) -> bool:
    """Tell whether two sides have a country in common."""
    return bool(countries_of(some) & countries_of(others))
