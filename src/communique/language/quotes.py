"""Find what stands inside quotation marks."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(r"[\"“”„‟«»]|``|''|(?<!\w)‘(?=\w)|’(?!\w)")
_OPENING: Final = frozenset(("“", "„", "‟", "«", "``", "‘"))
_CLOSING: Final = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "``": "''",
    "''": "''",
    "‘": "’",
    '"': '"',
}


def find_quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the quoted parts of one paragraph, without their marks.

    A quotation left open runs to the paragraph's end: speech of several paragraphs opens anew
    in each.
    """
    parts: list[tuple[int, int]] = []
    opened = ""
    since = start
    for match in _MARK.finditer(text, start, end):
        mark = match[0]
        if not opened:
            if mark == "''" and _only_opens(text, match.start(), end):
                opened, since = mark, match.end()
            elif mark == '"' or mark in _OPENING or mark == "”":
                if mark == "”" or (mark == '"' and _only_closes(text, match.start(), end)):
                    continue
                opened, since = mark, match.end()
        elif mark in _CLOSING[opened] or (opened in '"“' and mark in '"”'):
            if mark == "’" and _may_be_apostrophe(text, match.start(), end):
                continue
            if match.start() > since:
                parts.append((since, match.start()))
            opened = ""
    if opened and opened != "‘" and end > since:
        parts.append((since, end))
    return parts


def _only_closes(text: str, at: int, end: int) -> bool:
    """Tell an inch or a stray closing mark: nothing to quote follows, and a word stands before."""
    return (at + 1 >= end or text[at + 1].isspace()) and at > 0 and not text[at - 1].isspace()


def _only_opens(text: str, at: int, end: int) -> bool:
    """Tell two single marks that open: a word follows, and none stands before."""
    return at + 2 < end and text[at + 2].isalnum() and (at == 0 or not text[at - 1].isalnum())


def _may_be_apostrophe(text: str, at: int, end: int) -> bool:
    """Tell the apostrophe of "workers’ rights" while a single quotation is open."""
    if at == 0 or text[at - 1] not in "sS":
        return False
    closing = text.find("’", at + 1, end)
    return closing > 0 and "‘" not in text[at:closing]
