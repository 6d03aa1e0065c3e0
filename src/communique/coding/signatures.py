"""Who signed what stands before: "We will win in May! — Jane Doe (@janedoe)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.wordings import Voice
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.types import Sentence

DASHES = frozenset({"—", "–", "--", "―"})
# A name has so many words at most, and its address stands right behind it.
_NAME = 8
# So many sentences a post has at most.
_LONGEST = 6
_ENDS = frozenset({".", "!", "?", ","})


def find_signature(sentences: Sequence[Sentence], place: int) -> Voice | None:
    """Find the name that signs a post or a motto; what it signs is its paragraph up to there."""
    sentence = sentences[place]
    tokens = sentence.tokens
    if not any(token.text in DASHES for token in tokens):
        return None
    before = _paragraph_before(sentences, place)
    for token in tokens:
        if token.text not in DASHES:
            continue
        last = _address_after(sentence, token.index) or _motto_by(sentence, token.index, before)
        if not last or (token.index == 0 and not before):
            continue
        own = [Span(tokens[0].start, tokens[token.index - 1].end)] if token.index else []
        return Voice(
            sentence=sentence.index,
            source=Span(tokens[token.index + 1].start, tokens[last].end),
            cue=Span(token.start, token.end),
            content=(*(s.span for s in before), *own),
            stance="asserts",
            source_head=token.index + 1,
            cue_head=token.index,
        )
    return None


def _address_after(sentence: Sentence, dash: int) -> int:
    """Return the last word of a name with its address: "Jane Doe (@janedoe)", 0 where none is."""
    tokens = sentence.tokens
    for token in tokens[dash + 1 : dash + 2 + _NAME]:
        if "@" in token.text:
            closed = tokens[token.index + 1 : token.index + 2]
            return token.index + (bool(closed) and closed[0].text == ")")
        if token.text in _ENDS:
            break
    return 0


def _motto_by(sentence: Sentence, dash: int, before: Sequence[Sentence]) -> int:
    """Return the last word of a name that alone stands behind a dash, 0 where none is.

    On a line of its own it signs the words above, elsewhere a quotation.
    """
    tokens = sentence.tokens
    name = [t for t in tokens[dash + 1 :] if t.upos != "PUNCT"]
    if not 0 < len(name) <= _NAME or not all(t.upos == "PROPN" for t in name):
        return 0
    if dash == 0 and before and len(name) > 1:
        return name[-1].index
    end = tokens[dash - 1].end
    return name[-1].index if any(0 <= end - q.end <= 1 for q in sentence.quoted) else 0


def _paragraph_before(sentences: Sequence[Sentence], place: int) -> list[Sentence]:
    """List what stands in a paragraph before a sentence; before its first, the paragraph above."""
    near = [s for s in sentences[max(place - _LONGEST, 0) : place] if s.field == "text"]
    own = sentences[place].paragraph
    last = near[-1].paragraph if near else own
    opens = sentences[place].tokens[0].text in DASHES
    return [s for s in near if s.paragraph == last and own - last <= int(opens)]
