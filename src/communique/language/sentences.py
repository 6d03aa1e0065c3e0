"""Cut a text into paragraphs and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.language.abbreviations import (
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    ONLY_BEFORE_DIGITS,
    OTHERS,
    STARTERS,
)
from communique.language.datelines import is_byline, is_publication_line, match_dateline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.types import Kind

_LINE: Final = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BULLET: Final = re.compile(
    r"(?:[•●▪◦‣·*]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*"
)
_END: Final = re.compile(
    r"(?P<mark>(?:[.!?…]|\.[ ]\.[ ]\.)+)"
    r"(?P<after>(?:\[\d{1,3}\])?(?:[\"”’»)\]']|“(?=\s))*(?:\[\d{1,3}\])*)"
    r"(?=(?P<gap>\s+)|[A-ZÀ-Þ\"“(])"
)
_OPENERS: Final = "\"“„‘'([«"
_TALK: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*\s+){1,4}(?:said|asked|says|asks|told|wondered|added|shouted|cried|wrote"
    r"|exclaimed|replied|tweeted|demanded|quipped)\b"
)
_FULL: Final = re.compile(r"[.!?…:;](?:[\"”’»)\]]|'')*\s*$")
_ZONE: Final = re.compile(r"(?:GMT|UTC|[ECMP][SD]?T|BST|CET|IST|JST|local|on|in)\b")
_CREDIT: Final = re.compile(r"\s+(?=(?:(?:File )?[Pp]hoto|Image|Picture|Photograph)s?: [A-ZÀ-Þ])")
_HEADLINE_WORDS: Final = 22
_LONGEST_WRAP: Final = 110


@dataclass(frozen=True, slots=True)
class Stretch:
    """Mark one sentence of the text before it is parsed."""

    start: int
    end: int
    paragraph: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Mark one paragraph; `kind` holds for all of its sentences."""

    start: int
    end: int
    kind: Kind


def split_sentences(text: str) -> Iterator[Stretch]:
    """Give the sentences of the text; datelines, bylines and the like are left out."""
    for number, paragraph in enumerate(split_paragraphs(text)):
        start = paragraph.start
        dateline = match_dateline(text, start, paragraph.end)
        bullet = _BULLET.match(text, start, paragraph.end)
        if bullet:
            start = bullet.end()
        elif dateline is not None:
            start = dateline.span.end
        for first, last in _cut(text, start, paragraph.end):
            for from_, to in _part_credit(text, first, last):
                yield Stretch(from_, to, number, paragraph.kind)


def split_paragraphs(text: str) -> list[Paragraph]:
    """Find paragraphs at blank lines, and at line ends that are no mere wraps."""
    lines: list[tuple[int, int, bool]] = []
    before = 0
    for match in _LINE.finditer(text):
        line = match[0]
        if not line.strip():
            continue
        start = match.start() + len(line) - len(line.lstrip())
        gap = text[before : match.start()]
        blank = gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap)
        lines.append((start, start + len(line.strip()), blank or not lines))
        before = match.end()
    # Blank lines show up as lines of spaces, too.
    paragraphs: list[Paragraph] = []
    block: list[tuple[int, int]] = []
    for start, end, blank in lines:
        if blank and block:
            paragraphs += _cut_block(text, block)
            block = []
        block.append((start, end))
    if block:
        paragraphs += _cut_block(text, block)
    return paragraphs


def _cut_block(text: str, lines: list[tuple[int, int]]) -> list[Paragraph]:
    longest = max(end - start for start, end in lines)
    wrapped = len(lines) > 1 and longest <= _LONGEST_WRAP and longest > 50
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined:
            first, last = joined[-1]
            previous = next(a for a, b in lines if b == last)
            soft = not _BULLET.match(text, start, end) and (
                text[start].islower()
                if not wrapped
                else (
                    last - previous >= 0.6 * longest
                    or (text[start].islower() and not _ends_full(text, first, last))
                )
            )
            if soft and not _is_apart(text[previous:last]):
                joined[-1] = first, end
                continue
        joined.append((start, end))
    return [
        Paragraph(start, end, _find_kind(text, start, end))
        for start, end in joined
        if not _is_apart(text[start:end])
    ]


def _ends_full(text: str, start: int, end: int) -> bool:
    return _FULL.search(text, max(start, end - 9), end) is not None


def _is_apart(line: str) -> bool:
    return is_publication_line(line) or is_byline(line)


def _find_kind(text: str, start: int, end: int) -> Kind:
    if _BULLET.match(text, start, end):
        return "list"
    if not _ends_full(text, start, end) and text.count(" ", start, end) < _HEADLINE_WORDS:
        return "headline"
    return "body"


def _part_credit(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a caption from the credit that follows it: "… in Geneva Image: Jane Doe"."""
    first = start
    for match in _CREDIT.finditer(text, start + 1, end):
        yield first, match.start()
        first = match.end()
    yield first, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one paragraph into sentences, without the spaces between them."""
    first = start
    for match in _END.finditer(text, start, end):
        last = match.end()
        if last >= end or not _ends(text, first, match, end):
            continue
        while first < last and text[first].isspace():
            first += 1
        if first < last:
            yield first, last
        first = last
    while first < end and text[first].isspace():
        first += 1
    while end > first and text[end - 1].isspace():
        end -= 1
    if first < end:
        yield first, end


def _ends(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Tell whether a sentence ends at the mark."""
    mark, after, gap = match["mark"], match["after"], match["gap"]
    at = match.start()
    next_at = match.end() + len(gap or "")
    following = text[next_at : min(end, next_at + 60)]
    if not following:
        return False
    word_at = at
    while word_at > first and (text[word_at - 1].isalnum() or text[word_at - 1] in ".'’-"):
        word_at -= 1
    word = text[word_at:at]
    if not gap and not _lacks_space(word, after, following, text[match.end() - 1]):
        return False
    opened = following[0] in _OPENERS
    begins = following.lstrip(_OPENERS)
    continues = begins[:1].islower() and not text[first].islower()
    if continues or not begins or following[0] in ",;:)]%":
        return False
    if mark[-1] in "!?" and after.strip("])") and _TALK.match(following):
        return False
    if len(set(mark)) > 1 or mark != ".":
        return not (mark[-1] in ".…" and following[0] in "-–—") or opened
    if after and not after.startswith("["):
        return not (word in BEFORE_NAMES or (word[:-1] == "" and word.isupper()))
    if word_at == first and (word.isdigit() or len(word) == 1) and len(word) < 3:
        return False  # "1. First point"
    return _ends_after(word, text[first:word_at], begins, opened=opened)


def _ends_after(word: str, before: str, begins: str, *, opened: bool) -> bool:
    """Tell whether a full stop after the word is more than an abbreviation's."""
    next_word = re.match(r"[\w’'-]*", begins)[0]  # type: ignore[index]
    starts = next_word in STARTERS
    if word in BEFORE_NAMES:
        return False
    if word in ONLY_BEFORE_DIGITS:
        return not next_word[:1].isdigit() and word not in ("Miss", "Ill")
    if word in BEFORE_NUMBERS:
        return starts or opened
    if word in OTHERS:
        return starts or opened
    if len(word) == 1 and word.isupper():
        return starts and not before.rstrip().endswith(".") and word not in "JWMHDFRLEGB"
    if "." in word and re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        if word in ("a.m", "p.m"):
            return not next_word[:1].isdigit() and not _ZONE.match(begins) and next_word != ""
        if word in ("i.e", "e.g"):
            return False
        return starts or opened
    return True


def _lacks_space(word: str, after: str, following: str, last: str) -> bool:
    """Tell "...end.The next": a full stop between words that were run together."""
    if len(following) < 2 or "www" in word or "http" in word:
        return False
    if after:
        return last in '"”' and following[0].isupper() and following[1:2].islower()
    return (
        len(word) > 2
        and word[-2:].isalpha()
        and word[-1].islower()
        and "." not in word
        and (following[0].isupper() and following[1].islower())
        and not following[1:].startswith("om")
    )
