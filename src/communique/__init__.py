"""Read news reports into dated, attributed PLOVER events.

    import communique

    for article in communique.read("report.txt"):
        for event in communique.code(article):
            print(event.date.edtf, event.event, event.status)

The verbs import what they need when they are first called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.errors import CommuniqueError
from communique.types import (
    Article,
    Attribution,
    Entity,
    Event,
    Evidence,
    Place,
    Span,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attribution",
    "CommuniqueError",
    "Entity",
    "Event",
    "Evidence",
    "Place",
    "Span",
    "When",
    "__version__",
    "code",
    "find_dates",
    "look_up",
    "read",
]


def read(
    *paths: str | Path,
    published: date | None = None,
    tell: Callable[[CommuniqueError], None] | None = None,
) -> Iterator[Article]:
    """Read the articles in files, folders and, for "-", standard input, in the order given.

    `published` stands for the publication date of all of them, whatever they say themselves.
    `tell` is called with each UnreadableInput and DoubtfulInput, and reading goes on; without it
    the first unreadable input is raised and doubts are warnings.
    """
    from communique import articles

    return articles.read(*paths, published=published, tell=tell)


def code(article: Article) -> list[Event]:
    """Code the events that an article reports; the model is loaded once per process."""
    from communique.coding import coder

    return coder.code(article)


def find_dates(text: str, *, published: date | None = None) -> list[When]:
    """Find the time expressions of a text, resolved against the day it was published."""
    from communique.mentions import dates

    return dates.find_dates(text, published=published)


def look_up(text: str, on: date | None = None) -> Entity | None:
    """Look up who a name or a description meant on a day: "Vietnam's president"."""
    from communique import directory

    return directory.look_up(text, on=on)
