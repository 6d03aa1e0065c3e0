"""Where a deed is done: the likeliest of all the places that its report names.

The rules (`placing.py`, `goals.py`) read a deed's place off its own sentences. Often those name
none, since the report has told it before: "arrived in Accra on Monday. … He then met Ruto." A
logistic regression over marks of the deed, the place and what lies between them
(`training/train_places.py`) gives each place its chance; the likeliest is taken where the rules
find none, if it is likely enough, and where it is likelier by MARGIN than the one they find.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final

from communique.coding.scenes import list_sites
from communique.coding.tellers import UTTERED
from communique.coding.weights import read_weights
from communique.coding.whereabouts import list_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.coding.scenes import Scene
    from communique.types import Place

# From this chance on a place is taken where the rules find none: of what is said, which happens
# anywhere, and of what is done.
LEAST_SAID: Final = 0.5
LEAST: Final = 0.3
SAID: Final = UTTERED - {"CONCEDE"}
MARGIN: Final = 0.15


def is_elsewhere(draft: Draft) -> bool:
    """Tell a deed that was not done, or "there", and so not where the story is."""
    return draft.status in {"negated", "possible"} or any(
        token.text == "there" and token.upos == "ADV" for token in draft.sentence.tokens
    )


def choose_place(
    scene: Scene, group: Group, ruled: Place | None, *, history: bool
) -> tuple[Place | None, list[str]]:
    """Choose the place of a deed, and say why if not the rules'."""
    sites = list_sites(scene, group, ruled, history=history)
    if not sites:
        return ruled, []
    chances = [
        (rate(set(list_marks(scene, group, ruled, site))), -number)
        for number, site in enumerate(sites)
    ]
    chance, number = max(chances)
    best = sites[-number]
    if ruled is None:
        if chance < least_of(group):
            return None, []
        return best.place, [f"place: {best.place.name} ({chance:.2f})"]
    own = next((c for c, n in chances if sites[-n].place.name == ruled.name), 1.0)
    if best.place.name == ruled.name or chance < own + MARGIN:
        return ruled, []
    line = f"place: {best.place.name} ({chance:.2f}) rather than {ruled.name} ({own:.2f})"
    return best.place, [line]


def least_of(group: Group) -> float:
    """Give the chance from which on a deed that the rules put nowhere gets a place."""
    return LEAST_SAID if group.drafts[0].type in SAID else LEAST


def rate(marks: set[str]) -> float:
    """Give the chance that a place is that of a deed."""
    weights = load_weights()
    total = math.fsum(weights.get(mark, 0.0) for mark in marks)
    return 1 / (1 + math.exp(-total))


@functools.cache
def load_weights() -> Mapping[str, float]:
    """Load the weights of the marks."""
    return {mark: weight for mark, (weight,) in read_weights("places.tsv").items()}
