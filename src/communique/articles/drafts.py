"""Make an article of what a reader found, or say why none can be made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.articles.cleaning import clean_text
from communique.articles.english import find_foreign_language
from communique.articles.publication import find_day
from communique.errors import DoubtfulInput, UnreadableInput
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from communique.errors import CommuniqueError

    Tell = Callable[[CommuniqueError], None]

# A long report has 60 thousand characters. Half a million are coded still, in a minute; beyond
# that the file is a collection, and one article of it would be wrong as well as slow.
LONGEST_TEXT = 500_000
# A title is coded as a sentence; what is longer is the report once more, or its keywords.
LONGEST_TITLE = 600
LONGEST_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Hold what a reader found, unchecked; `subject` is how the user knows it.

    `named` tells an id that the input gives from one that was made of a file's name.
    """

    subject: str
    id: str
    text: str
    published: date | str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    named: bool = False


def make_article(draft: Draft, published: date | None, tell: Tell) -> Article:
    """Clean and check a draft.

    `published` overrides what the draft says. What is doubtful is told and read all the same;
    raises UnreadableInput for what cannot be read.
    """
    text = clean_text(draft.text)
    _refuse(draft.subject, text)
    title = clean_text(draft.title).strip() if draft.title else None
    if title is not None and len(title) > LONGEST_TITLE:
        reason = f"its title of {len(title):,} characters was left out"
        tell(DoubtfulInput(draft.subject, reason, "give a title of one sentence"))
        title = None
    day = published or _find_publication(draft, text, tell)
    if day is None:
        tell(
            DoubtfulInput(
                draft.subject,
                "no publication date found, so dates such as “on Tuesday” stay open",
                "give it with --published or in a `published` field",
            )
        )
    return Article(
        id=draft.id,
        text=text,
        published=day,
        title=title or None,
        source=draft.source or None,
        url=draft.url or None,
    )


def _refuse(subject: str, text: str) -> None:
    if not any(char.isalpha() for char in text):
        raise UnreadableInput(subject, "holds no text", "check that it is the file you meant")
    if len(text) > LONGEST_TEXT:
        reason = f"is {len(text):,} characters long; {LONGEST_TEXT:,} is the most for one article"
        raise UnreadableInput(subject, reason, "split it: one report a file, or one a JSON line")
    if text.count("\ufffd") > len(text) / 20:
        reason = "is garbled: many of its characters were lost in an earlier conversion"
        raise UnreadableInput(subject, reason, "go back to the original")
    if (language := find_foreign_language(text)) is not None:
        reason = f"is not English (it looks like {language})"
        raise UnreadableInput(subject, reason, "translate it first; only English is read")


def _find_publication(draft: Draft, text: str, tell: Tell) -> date | None:
    if isinstance(draft.published, str) and draft.published.strip():
        if (day := find_day(draft.published)) is not None:
            return day
        reason = f"its `published` is no date that can be read without guessing: {draft.published}"
        tell(DoubtfulInput(draft.subject, reason, "write it as YYYY-MM-DD"))
    elif draft.published and not isinstance(draft.published, str):
        return draft.published
    from communique.mentions.dates import find_publication

    # A dateline stands at the head of its line, however long that is.
    lines = (line[:LONGEST_LINE] for line in text.splitlines())
    return find_publication("\n".join(line for line in lines if line.strip()))
