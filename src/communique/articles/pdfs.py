"""Read the text of a PDF, its lines joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from communique.articles.drafts import Draft
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.articles.rows import Found

# A report has a few pages, a book hundreds.
MOST_PAGES = 300
# What pdfium gives for a hyphen at the end of a line.
BROKEN_WORD = re.compile("[\u0002\ufffe\u00ad]$")
ENDS_SENTENCE = re.compile(r"[.!?:][\"”’')\]]*$")


def read_pdf(content: bytes, stem: str, subject: str) -> Found:
    """Read a PDF as one article; a page that is a picture gives nothing."""
    try:
        import pypdfium2
    except ImportError as error:
        reason = "is a PDF, and pypdfium2 is not installed"
        remedy = "pip install 'communique[pdf]', or turn it into text with pdftotext"
        raise UnreadableInput(subject, reason, remedy) from error
    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                reason = f"has {len(document)} pages; {MOST_PAGES} is the most for one article"
                raise UnreadableInput(subject, reason, "split it: one report a file")
            pages = [
                str(document[number].get_textpage().get_text_range()).splitlines()
                for number in range(len(document))
            ]
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        locked = "password" in str(error).lower()
        reason = "is locked by a password" if locked else f"is a broken PDF: {error}"
        remedy = "save a copy without it" if locked else "open it and save it anew"
        raise UnreadableInput(subject, reason, remedy) from error
    text = join_lines(pages)
    if not text:
        reason = "holds pictures of pages and no text"
        return UnreadableInput(subject, reason, "have its text recognised (OCR) first")
    return Draft(subject=subject, id=stem, text=text)


def join_lines(pages: Sequence[Sequence[str]]) -> str:
    """Join the lines of pages into paragraphs, without the lines that stand on every page."""
    running = _find_running(pages)
    lines = [
        line.strip()
        for page in pages
        for line in page
        if _shape(line) not in running and not line.strip().isdigit()
    ]
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 3 // 4] if lengths else 0
    paragraphs: list[str] = [""]
    for line in lines:
        if not line:
            paragraphs.append("")
            continue
        begun = paragraphs[-1]
        if BROKEN_WORD.search(begun):
            paragraphs[-1] = begun[:-1] + line
        else:
            paragraphs[-1] = f"{begun} {line}".strip()
        # A line that ends a sentence well before the margin ends a paragraph.
        if ENDS_SENTENCE.search(line) and len(line) < full * 0.85:
            paragraphs.append("")
    return "\n\n".join(part for part in paragraphs if part)


def _find_running(pages: Sequence[Sequence[str]]) -> set[str]:
    """Find the heads and feet: lines that stand, but for their numbers, on most of the pages."""
    if len(pages) < 3:
        return set()
    shapes = Counter(shape for page in pages for shape in {_shape(line) for line in page})
    return {shape for shape, count in shapes.items() if shape and count > len(pages) / 2}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())
