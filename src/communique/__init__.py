"""Read news reports into dated, attributed PLOVER events.

    import communique

    for article in communique.read("report.txt"):
        for event in communique.code(article):
            print(event.date.edtf, event.event, event.status)

The verbs import what they need when they are first called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

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

    from communique.answers.record import Record
    from communique.coding.wordings import Voice

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
    "classify_relation",
    "code",
    "find_attributions",
    "find_dates",
    "look_up",
    "open_record",
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


def find_attributions(text: str) -> list[Voice]:
    """Find who speaks, thinks or judges in a text, by which words, and what; events play no part.

    Those whose `depth` is not 0 stand inside what another says.
    """
    from communique.coding import voices
    from communique.language import read_sentences

    return voices.find_attributions(read_sentences(Article(id="text", text=text)))


def find_dates(text: str, *, published: date | None = None) -> list[When]:
    """Find the time expressions of a text, resolved against the day it was published."""
    from communique.mentions import dates

    return dates.find_dates(text, published=published)


@overload
def classify_relation(
    sentence: str,
    *,
    actor: tuple[int, int],
    recipient: tuple[int, int] | None = None,
    proba: Literal[False] = False,
) -> str: ...


@overload
def classify_relation(
    sentence: str,
    *,
    actor: tuple[int, int],
    recipient: tuple[int, int] | None = None,
    proba: Literal[True],
) -> dict[str, float]: ...


def classify_relation(
    sentence: str,
    *,
    actor: tuple[int, int],
    recipient: tuple[int, int] | None = None,
    proba: bool = False,
) -> str | dict[str, float]:
    """Classify the deed that a sentence tells of one party toward another as a PLOVER type.

    `actor` and `recipient` are half-open character offsets. With `proba` the chances of all types
    are returned, the likeliest first. One type stands for deed and status together, as in the
    PLV benchmark: a cooperative deed only promised is AGREE, a hostile one THREATEN, a refusal
    REJECT. Raises ValueError for offsets outside the sentence.
    """
    from communique.coding import ranker

    chances = ranker.classify_relation(sentence, actor, recipient)
    return chances if proba else next(iter(chances))


def look_up(text: str, on: date | None = None) -> Entity | None:
    """Look up who a name or a description meant on a day: "Vietnam's president"."""
    from communique import directory

    return directory.look_up(text, on=on)


def open_record(path: str | Path, *, read_only: bool = False) -> Record:
    """Open a record, made on the spot where there is none.

    Raises BadRecord when the file is no record or another program is writing to it.
    """
    from communique import answers

    return answers.open_record(path, read_only=read_only)
