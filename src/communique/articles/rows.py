"""Make drafts of rows: the fields that JSON lines, tables and exports of news archives use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.articles.drafts import Draft
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # A miss is a value: what cannot be read stands in the stream among what can.
    Found = Draft | UnreadableInput

# The contract names the first of each row; the others are what exports of news archives use.
FIELDS = {
    "text": ("text", "body", "content", "maintext", "full_text", "fulltext", "article_text"),
    "title": ("title", "headline"),
    "published": (
        "published", "published_at", "date_publish", "publish_date", "published_date",
        "publication_date", "pub_date", "pubdate", "date",
    ),
    "source": ("source", "outlet", "source_domain", "publisher"),
    "url": ("url", "link"),
}  # fmt: skip

# A file of which so many first entries are nothing is something else than its name says.
GIVE_UP_AFTER = 20


def make_draft(content: object, stem: str, subject: str) -> Found:
    """Make a draft of a row, or say why none can be made; `stem` serves where it has no id."""
    if not isinstance(content, dict):
        return UnreadableInput(subject, "is not a JSON object", "write an object with a `text`")
    found = {
        field: next((content[name] for name in names if content.get(name) is not None), None)
        for field, names in FIELDS.items()
    }
    if not isinstance(found["text"], str):
        return UnreadableInput(subject, "has no `text`", "put the report's text in that field")
    strings = {
        field: str(value)
        for field, value in found.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    name = content.get("id")
    named = isinstance(name, str | int) and bool(str(name).strip())
    article_id = str(name) if named else stem
    return Draft(
        subject=f"{subject} ({article_id})" if article_id != stem else subject,
        id=article_id,
        text=strings["text"],
        title=strings.get("title"),
        published=strings.get("published"),
        source=strings.get("source"),
        url=strings.get("url"),
        named=named,
    )


def give_up_early(found: Iterable[Found], subject: str, what: str) -> Iterator[Found]:
    """Pass on what is found; say it once where nothing at all is found in the first entries."""
    misses: list[UnreadableInput] = []
    stream = iter(found)
    for one in stream:
        if isinstance(one, Draft):
            yield from misses
            yield one
            break
        misses.append(one)
        if len(misses) == GIVE_UP_AFTER:
            reason = f"none of its first {GIVE_UP_AFTER} {what} is a report ({misses[0].reason})"
            yield UnreadableInput(subject, reason, misses[0].remedy)
            return
    else:
        yield from misses
        return
    yield from stream
