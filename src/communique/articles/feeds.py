"""Read RSS and Atom feeds, a report an entry."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from communique.articles.drafts import Draft
from communique.articles.pages import read_fragment
from communique.articles.rows import give_up_early
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.articles.rows import Found


def read_feed(content: bytes, stem: str, subject: str) -> Iterator[Found]:
    """Read the entries of a feed: their whole content where it is given, else their summary."""
    try:
        import feedparser
    except ImportError as error:
        remedy = "pip install 'communique[bulk]'"
        reason = "is a feed, and feedparser is not installed"
        raise UnreadableInput(subject, reason, remedy) from error
    try:
        # In memory, for a string it would take for an address or a file's name.
        feed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableInput(subject, f"is a broken feed: {error}", "fetch it again") from error
    if not feed.get("entries"):
        raise UnreadableInput(subject, "is a feed without entries", "check that it is the one")
    source = str(feed.get("feed", {}).get("title") or "") or None
    found = (
        _draft_entry(entry, f"{stem}-{number}", f"{subject}, entry {number}", source)
        for number, entry in enumerate(feed["entries"], start=1)
    )
    yield from give_up_early(found, subject, "entries")


def _draft_entry(entry: Mapping[str, Any], stem: str, subject: str, source: str | None) -> Found:
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    whole = max([*contents, str(entry.get("summary") or "")], key=len)
    text = read_fragment(whole)
    if not text:
        return UnreadableInput(subject, "holds no text", "fetch the page it links to")
    name = str(entry.get("id") or entry.get("link") or "").strip()
    title = entry.get("title")
    # The date as it is written: feedparser turns it into the day it was in Greenwich.
    published = entry.get("published") or entry.get("updated")
    return Draft(
        subject=subject,
        id=name or stem,
        text=text,
        title=read_fragment(str(title)) if title else None,
        published=str(published) if published else None,
        source=source,
        url=str(entry.get("link") or "") or None,
        named=bool(name),
    )
