"""Read web archives (WARC, WET), a report a page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from communique.articles.cleaning import decode_bytes
from communique.articles.drafts import Draft
from communique.articles.opening import LARGEST_FILE
from communique.articles.pages import CHARSET, draft_page
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from communique.articles.rows import Found

SAID = re.compile(r"charset=[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
MARKUP = ("text/html", "application/xhtml+xml")


def read_archive(stream: io.BufferedReader, stem: str, subject: str) -> Iterator[Found]:
    """Read the pages and texts of a web archive; pictures, scripts and errors are passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        remedy = "pip install 'communique[bulk]'"
        reason = "is a web archive, and fastwarc is not installed"
        raise UnreadableInput(subject, reason, remedy) from error
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    forward: Any = _Forward(stream)
    pages = 0
    try:
        for number, record in enumerate(
            ArchiveIterator(forward, record_types=kinds, auto_decode="all"), start=1
        ):
            found = _draft_record(record, f"{stem}-{number}", f"{subject}, record {number}")
            if found is not None:
                pages += 1
                yield found
    except (OSError, ValueError, OverflowError, MemoryError) as error:
        reason = f"is a broken web archive after {pages} pages: {error or type(error).__name__}"
        raise UnreadableInput(subject, reason, "fetch it again") from error
    if pages == 0:
        raise UnreadableInput(subject, "is a web archive without pages", "check it is complete")


class _Forward:
    """Give FastWARC a stream without `seek`: it breaks down where what is unpacked has none."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self._at += len(content)
        return content

    def tell(self) -> int:
        return self._at


def _draft_record(record: Any, stem: str, subject: str) -> Found | None:  # noqa: ANN401
    """Make a draft of a record; None for what is no page and was never meant to be one."""
    headers = record.http_headers
    if headers is not None and headers.status_code not in {None, 200}:
        return None
    kind = str(record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if not kind.startswith((*MARKUP, "text/plain")):
        return None
    url = str(record.headers.get("WARC-Target-URI") or "") or None
    where = f"{subject} ({url})" if url else subject
    name = str(record.record_id or "").removeprefix("<urn:uuid:").removesuffix(">")
    content = record.reader.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        return UnreadableInput(where, f"is larger than {LARGEST_FILE // 1_000_000} MB", "leave it")
    said = SAID.search(kind) or CHARSET.search(content[:4096])
    charset = None
    if said is not None:
        charset = said[1].decode() if isinstance(said[1], bytes) else said[1]
    try:
        text = decode_bytes(content, where, charset)
    except UnreadableInput as error:
        return error
    if kind.startswith(MARKUP):
        found = draft_page(text, name or stem, where, url)
    else:
        found = Draft(subject=where, id=name or stem, text=text, url=url)
    if isinstance(found, Draft) and name:
        return replace(found, named=True)
    return found
