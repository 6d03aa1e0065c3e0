"""Read files and standard input into drafts of articles: text, pages, JSON and JSON lines."""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from communique.articles.cleaning import decode_bytes
from communique.articles.drafts import Draft
from communique.articles.pages import read_page
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    # A miss is a value: what cannot be read stands in the stream among what can.
    Found = Draft | UnreadableInput

# A saved page carries its scripts and pictures along; beyond this it is no page.
LARGEST_FILE = 20_000_000

LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
# What is read from a folder; a file of another kind is read when it is named.
SUFFIXES = LINES | PAGES | {".txt", ".json"}

MARKUP = re.compile(
    r"\s*<(?:!doctype|\?xml|html|head|body|doc|div|article|section|h1|p)\b", re.IGNORECASE
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)

# The contract names the first of each row; the others are what exports of news archives use.
FIELDS = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "date_publish", "date"),
    "source": ("source", "outlet"),
    "url": ("url", "link"),
}


def read_drafts(path: str | Path) -> Iterator[Found]:
    """Read one path, or standard input for "-", as many drafts as it holds."""
    if str(path) == "-":
        yield from _read_stream(cast("IO[bytes]", sys.stdin.buffer), "stdin", "standard input")
        return
    path = Path(path)
    name = path.name.removesuffix(".gz")
    try:
        if Path(name).suffix.lower() in LINES:
            opener = gzip.open if path.suffix.lower() == ".gz" else open
            with opener(path, "rb") as stream:
                yield from _read_lines(cast("IO[bytes]", stream), Path(name).stem, str(path))
        else:
            with path.open("rb") as stream:
                yield from _read_whole(stream, path.stem, str(path), path.suffix.lower())
    except (OSError, EOFError, zlib.error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield UnreadableInput(str(path), reason[:1].lower() + reason[1:], "check the path")


def _read_stream(stream: IO[bytes], stem: str, subject: str) -> Iterator[Found]:
    """Read standard input: JSON lines as they come, anything else as one article."""
    first = stream.readline(LARGEST_FILE)
    if _find_object(first) is not None:
        yield from _read_lines(stream, stem, subject, first)
    else:
        yield from _read_whole(stream, stem, subject, "", first)


def _read_lines(stream: IO[bytes], stem: str, subject: str, first: bytes = b"") -> Iterator[Found]:
    number = 0
    while line := first or stream.readline(LARGEST_FILE):
        first = b""
        number += 1
        if not line.strip():
            continue
        where = f"{subject}, line {number}"
        if len(line) >= LARGEST_FILE:
            yield UnreadableInput(where, "is too long for one article", "split the file")
            return
        try:
            content = json.loads(decode_bytes(line, where))
        except UnreadableInput as error:
            yield error
        except (ValueError, RecursionError):
            yield UnreadableInput(where, "is not JSON", "write one object a line")
        else:
            yield _make_draft(content, f"{stem}-{number}", where)


def _read_whole(
    stream: IO[bytes], stem: str, subject: str, suffix: str, first: bytes = b""
) -> Iterator[Found]:
    content = first + stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        reason = f"is larger than {LARGEST_FILE // 1_000_000} MB"
        remedy = "split it: one report a file, or one a JSON line"
        yield UnreadableInput(subject, reason, remedy)
        return
    declared = CHARSET.search(content[:4096]) if suffix not in {".txt", ".json"} else None
    try:
        text = decode_bytes(content, subject, declared[1].decode() if declared else None)
    except UnreadableInput as error:
        yield error
        return
    if suffix in PAGES or (suffix != ".json" and MARKUP.match(text)):
        yield _draft_page(text, stem, subject)
    elif suffix == ".json" or text.lstrip()[:1] in {"{", "["}:
        yield from _read_json(text, stem, subject, suffix)
    else:
        yield Draft(subject=subject, id=stem, text=text)


def _draft_page(markup: str, stem: str, subject: str) -> Found:
    page = read_page(markup)
    if not page.text:
        return UnreadableInput(
            subject, "is a page without running text", "save the report's text and read that"
        )
    return Draft(
        subject=subject,
        id=stem,
        text=page.text,
        title=page.title,
        published=page.published,
        source=page.source,
        url=page.url,
    )


def _read_json(text: str, stem: str, subject: str, suffix: str) -> Iterator[Found]:
    """Read one object or a list of them; a text that merely begins with a bracket is text."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        if suffix == ".json":
            yield UnreadableInput(subject, f"is not JSON: {error}", "mend it, or name it .txt")
        elif _find_object(text.partition("\n")[0].encode(errors="replace")) is not None:
            for number, line in enumerate(text.splitlines(), start=1):
                yield from _read_json(
                    line, f"{stem}-{number}", f"{subject}, line {number}", ".json"
                )
        else:
            yield Draft(subject=subject, id=stem, text=text)
        return
    if not isinstance(content, list):
        yield _make_draft(content, stem, subject)
        return
    for number, part in enumerate(content, start=1):
        yield _make_draft(part, f"{stem}-{number}", f"{subject}, item {number}")


def _find_object(line: bytes) -> Mapping[str, Any] | None:
    if line.lstrip(b"\xef\xbb\xbf \t")[:1] != b"{":
        return None
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _make_draft(content: object, stem: str, subject: str) -> Found:
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
    article_id = str(name) if isinstance(name, str | int) and str(name).strip() else stem
    return Draft(
        subject=f"{subject} ({article_id})" if article_id != stem else subject,
        id=article_id,
        text=strings["text"],
        title=strings.get("title"),
        published=strings.get("published"),
        source=strings.get("source"),
        url=strings.get("url"),
    )
