"""Article text for a page: escaped, what steers its direction made visible, spans marked.

Whatever stands in an article is data: nothing in it becomes markup, a link or a direction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.types import Event, Span

# What readers see beside the words marked; colour and underline say the same.
LABELS: Final = {
    "actor": "who",
    "deed": "did",
    "recipient": "to whom",
    "date": "when",
    "place": "where",
    "speaker": "says",
}
# Controls that print as nothing, and those that turn the direction of what follows.
CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Hold a stretch of text that plays a part: half-open characters, as in the record."""

    start: int
    end: int
    part: str
    link: str = ""
    label: str = ""


def write_text(text: str) -> Markup:
    """Escape text and show controls by their number."""
    out, at = Markup(), 0
    for match in CONTROLS.finditer(text):
        out += escape(text[at : match.start()])
        number = f"{ord(match[0]):04X}"
        out += Markup('<span class="control" title="A control character">U+{}</span>').format(
            number
        )
        at = match.end()
    return out + escape(text[at:])


def spell_out(value: object) -> object:
    """Show the controls of plain text by their number, where no markup can stand."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", value)
    return value


def mark_text(text: str, marks: Iterable[Mark], *, start: int = 0) -> Markup:
    """Mark up a stretch of text that begins at `start`; marks may overlap and stick out."""
    end = start + len(text)
    inside = sorted(
        Mark(max(m.start, start), min(m.end, end), m.part, m.link, m.label)
        for m in marks
        if m.start < end and m.end > start and m.start < m.end
    )
    cuts = sorted({start, end, *(m.start for m in inside), *(m.end for m in inside)})
    out, told = Markup(), set[Mark]()
    for left, right in pairwise(cuts):
        over = [m for m in inside if m.start <= left and right <= m.end]
        piece = write_text(text[left - start : right - start])
        # A link cannot stand within another: the innermost is followed, the rest are marks.
        links = [mark for mark in over if mark.link][:-1]
        over = [replace(m, link="") if m in links else m for m in over]
        for mark in reversed(over):
            plain = replace(mark, link="")
            last = mark.end == right and plain not in told
            if last:
                told.add(plain)
            piece = _wrap(piece, mark, last=last)
        out += piece
    return out


def _wrap(piece: Markup, mark: Mark, *, last: bool) -> Markup:
    label = mark.label or LABELS.get(mark.part, "")
    tag = Markup()
    if last and label:
        # The name of a part never stands on another line than its last word.
        tag = Markup('&nbsp;<span class="tag">{}</span>').format(label)
    if mark.link:
        return Markup('<a class="m m-{}" href="{}">{}{}</a>').format(
            mark.part, mark.link, piece, tag
        )
    return Markup('<mark class="m m-{}">{}{}</mark>').format(mark.part, piece, tag)


def list_marks(event: Event, text: str) -> list[Mark]:
    """List the words of a text that an event rests on, each with the part that it plays.

    An event of a title may rest on words of the text and the other way round; offsets that do not
    lead to the words they stand for are into the other, and left out.
    """
    marks: list[Mark] = []

    def add(part: str, span: Span | None, words: str, label: str = "") -> None:
        if span is not None and words and text[span.start : span.end] == words:
            marks.append(Mark(span.start, span.end, part, "", label))

    for entity in event.actors:
        add("actor", entity.span, entity.text)
    for entity in event.recipients:
        add("recipient", entity.span, entity.text)
    if event.place is not None:
        add("place", event.place.span, event.place.text)
    add("date", event.date.span, event.date.text)
    for voice in event.attribution:
        add("speaker", voice.source.span, voice.source.text)
        add("speaker", voice.span, voice.cue, voice.stance)
    for evidence in event.evidence:
        add("deed", evidence.trigger, evidence.trigger_text)
    return list(dict.fromkeys(marks))


def find_paragraph(text: str, start: int, end: int, *, most: int = 1200) -> tuple[int, int]:
    """Find the paragraph around some words; of a long one, what stands near them."""
    left = text.rfind("\n", max(0, start - most), start) + 1
    right = text.find("\n", end, min(len(text), end + most))
    left = left or max(0, start - most)
    right = min(len(text), end + most) if right < 0 else right
    if end - start > 2 * most:
        right = min(right, start + 2 * most)
    return left, right


def is_cut(text: str, left: int, right: int) -> tuple[bool, bool]:
    """Tell whether a stretch begins and ends in the middle of a paragraph."""
    return left > 0 and text[left - 1] != "\n", right < len(text) and text[right] != "\n"


def join(parts: Sequence[Markup]) -> Markup:
    """Join pieces of markup."""
    return Markup().join(parts)
