"""Find the time expressions of a text and settle which days they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates.finding import find_all
from communique.mentions.dates.publication import find_publication
from communique.mentions.dates.rendering import make_whens

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from communique.types import When

__all__ = ["explain_dates", "find_dates", "find_publication"]


def find_dates(
    text: str,
    *,
    published: date | None = None,
    tense: Callable[[int, int], str | None] | None = None,
) -> list[When]:
    """Find the time expressions of a text, in order, and resolve them against `published`.

    `tense(start, end)` is asked whether the clause that those characters modify is "past",
    "present" or "future"; without it the words around them decide. Without a publication date
    only full dates, and those that lean on a full date before them, are resolved.
    """
    return make_whens(*find_all(text, published=published, tense=tense))


def explain_dates(text: str, *, published: date | None = None) -> list[tuple[When, str]]:
    """Find the time expressions of a text, each with the name of the rule that read it."""
    spelling, items = find_all(text, published=published, tense=None)
    rules = [item.rule.replace("_", " ") for item in items]
    return list(zip(make_whens(spelling, items), rules, strict=True))
