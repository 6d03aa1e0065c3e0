"""Read files and standard input into drafts of articles, by what they hold."""

from __future__ import annotations

import json
import re
import zlib
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.articles.cleaning import decode_bytes
from communique.articles.drafts import Draft
from communique.articles.opening import (
    LARGEST_FILE,
    open_input,
    read_lines,
    read_whole,
    split_name,
)
from communique.articles.pages import CHARSET, draft_page
from communique.articles.rows import give_up_early, make_draft
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Mapping

    from communique.articles.rows import Found

LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
TABLES = frozenset({".csv", ".tsv"})
FEEDS = frozenset({".rss", ".atom", ".xml"})
# Files that hold one report each.
SINGLE = PAGES | {".txt", ".json", ".pdf", ".eml"}
# What is read from a folder; a file of another kind is read when it is named.
SUFFIXES = LINES | TABLES | FEEDS | SINGLE | {".parquet", ".warc"}

# What a file begins with says more than its name.
MAGIC = {b"%PDF": ".pdf", b"PAR1": ".parquet", b"WARC/": ".warc"}

MARKUP = re.compile(
    r"\s*<(?:!doctype|\?xml|html|head|body|doc|div|article|section|h1|p)\b", re.IGNORECASE
)
FEED = re.compile(r"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)


def read_drafts(path: str | Path, *, first: int = 1, last: int | None = None) -> Iterator[Found]:
    """Read one path, or standard input for "-", as many drafts as it holds.

    `first` and `last` bound the lines of a file of JSON lines, from 1.
    """
    subject = "standard input" if str(path) == "-" else str(path)
    found = None
    for found in _read_input(path, subject, first, last):
        yield found
    if found is None and first == 1 and last is None:
        yield UnreadableInput(subject, "holds no report", "check that it is the file you meant")


def _read_input(path: str | Path, subject: str, first: int, last: int | None) -> Iterator[Found]:
    stem, suffix = ("stdin", "") if str(path) == "-" else split_name(Path(path))
    try:
        with open_input(path) as stream:
            head = stream.peek(8)
            suffix = next((kind for mark, kind in MAGIC.items() if head.startswith(mark)), suffix)
            if suffix in LINES:
                yield from _read_lines(stream, stem, subject, first, last)
            else:
                yield from _read_kind(stream, path, stem, subject, suffix)
    except UnreadableInput as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield UnreadableInput(subject, reason[:1].lower() + reason[1:], "check the path")


def _read_kind(
    stream: io.BufferedReader, path: str | Path, stem: str, subject: str, suffix: str
) -> Iterator[Found]:
    """Read by kind; each reader is imported where it is needed, for some are heavy."""
    if suffix in TABLES:
        from communique.articles.tables import read_csv

        yield from read_csv(stream, stem, subject)
    elif suffix == ".parquet":
        from communique.articles.tables import read_parquet

        yield from read_parquet(path, stem, subject)
    elif suffix == ".warc":
        from communique.articles.archives import read_archive

        yield from read_archive(stream, stem, subject)
    elif suffix == ".pdf":
        from communique.articles.pdfs import read_pdf

        yield read_pdf(read_whole(stream, subject), stem, subject)
    elif suffix == ".eml":
        from communique.articles.mail import read_mail

        yield read_mail(read_whole(stream, subject), stem, subject)
    elif str(path) == "-":
        yield from _read_stream(stream, stem, subject)
    else:
        yield from _read_text(read_whole(stream, subject), stem, subject, suffix)


def _read_stream(stream: io.BufferedReader, stem: str, subject: str) -> Iterator[Found]:
    """Read standard input: JSON lines as they come, anything else as one article."""
    begun = stream.readline(LARGEST_FILE)
    if _find_object(begun.decode(errors="replace")) is not None:
        yield from _read_objects(read_lines(stream, subject, begun=begun), stem, subject)
    else:
        yield from _read_text(read_whole(stream, subject, begun), stem, subject, "")


def _read_lines(
    stream: io.BufferedReader, stem: str, subject: str, first: int, last: int | None
) -> Iterator[Found]:
    lines = read_lines(stream, subject, first=first)
    if last is not None:
        lines = takewhile(lambda numbered: numbered[0] <= last, lines)
    found = _read_objects(lines, stem, subject)
    # Of a slice nothing can be said about the file, and its other slices have to agree.
    whole = first == 1 and last is None
    yield from give_up_early(found, subject, "lines") if whole else found


def _read_objects(
    lines: Iterator[tuple[int, str | UnreadableInput]], stem: str, subject: str
) -> Iterator[Found]:
    for number, line in lines:
        where = f"{subject}, line {number}"
        if isinstance(line, UnreadableInput):
            yield line
            continue
        try:
            content = json.loads(line)
        except (ValueError, RecursionError):
            yield UnreadableInput(where, "is not JSON", "write one object a line")
        else:
            yield make_draft(content, f"{stem}-{number}", where)


def _read_text(content: bytes, stem: str, subject: str, suffix: str) -> Iterator[Found]:
    declared = CHARSET.search(content[:4096]) if suffix not in {".txt", ".json"} else None
    text = decode_bytes(content, subject, declared[1].decode() if declared else None)
    markup = suffix != ".json" and MARKUP.match(text)
    if FEED.search(text[:1000]) and (markup or suffix in FEEDS):
        from communique.articles.feeds import read_feed

        yield from read_feed(content, stem, subject)
    elif suffix in PAGES | FEEDS or markup:
        yield draft_page(text, stem, subject)
    elif suffix == ".json" or text.lstrip()[:1] in {"{", "["}:
        yield from _read_json(text, stem, subject, suffix)
    else:
        yield Draft(subject=subject, id=stem, text=text)


def _read_json(text: str, stem: str, subject: str, suffix: str) -> Iterator[Found]:
    """Read one object or a list of them; a text that merely begins with a bracket is text."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        if suffix == ".json":
            reason = str(error) if isinstance(error, ValueError) else "nested too deep"
            yield UnreadableInput(subject, f"is not JSON: {reason}", "mend it, or name it .txt")
        elif _find_object(text.partition("\n")[0]) is not None:
            lines = iter(enumerate(text.splitlines(), start=1))
            yield from _read_objects(lines, stem, subject)
        else:
            yield Draft(subject=subject, id=stem, text=text)
        return
    if not isinstance(content, list):
        yield make_draft(content, stem, subject)
        return
    found = (
        make_draft(part, f"{stem}-{number}", f"{subject}, item {number}")
        for number, part in enumerate(content, start=1)
    )
    yield from give_up_early(found, subject, "items")


def _find_object(line: str) -> Mapping[str, Any] | None:
    if line.lstrip("\ufeff \t")[:1] != "{":
        return None
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
