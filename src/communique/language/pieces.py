"""Cut words into the encoder's word pieces: BERT's uncased WordPiece, a word at a time."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CLS: Final = 101
SEP: Final = 102
UNKNOWN: Final = 100
MOST_PIECES: Final = 8
CASES: Final = 6
_CACHED_WORDS: Final = 200_000
_SAME: Final = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‟": '"',
        "’": "'",
        "‘": "'",
        "‛": "'",
        "´": "'",
        "`": "'",
        "–": "—",
        "―": "—",
        "‒": "—",
        "‐": "-",
        "‑": "-",
        "…": ".",
    }
)


def find_case(word: str) -> int:
    """Give the class of a word's capitals, which the uncased vocabulary does not see.

    0 lower, 1 Title, 2 UPPER, 3 miXed, 4 without letters, 5 a single capital.
    """
    if word.islower():
        return 0
    if word.isupper():
        return 5 if sum(map(str.isalpha, word)) == 1 else 2
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return 1
    return 3 if any(map(str.isalpha, word)) else 4


class WordPieces:
    """Hold the vocabulary, and remember the pieces of the words met before."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the pieces; their place in the vocabulary is their number."""
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._met: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """Read a vocabulary with one piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """Give the ids of the word's pieces (at least one, at most eight) and its case."""
        met = self._met.get(word)
        if met is None:
            met = self._cut(word), find_case(word)
            if len(self._met) >= _CACHED_WORDS:
                self._met.clear()
            self._met[word] = met
        return met

    def _cut(self, word: str) -> tuple[int, ...]:
        if word == "--":
            word = "—"
        ids: list[int] = []
        for part in _split_at_marks(_fold(word[:100])):
            start = 0
            prefix = ""
            while start < len(part) and len(ids) < MOST_PIECES:
                ends = range(len(part), start, -1)
                end = next((e for e in ends if prefix + part[start:e] in self._ids), start)
                if end == start:
                    ids.append(UNKNOWN)
                    break
                ids.append(self._ids[prefix + part[start:end]])
                start, prefix = end, "##"
        return tuple(ids[:MOST_PIECES]) or (UNKNOWN,)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.translate(_SAME).lower())
    return "".join(c for c in plain if unicodedata.category(c) != "Mn")


def _split_at_marks(word: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for i, letter in enumerate(word):
        if not letter.isalnum():
            parts += [word[start:i], letter]
            start = i + 1
    return [part for part in [*parts, word[start:]] if part]
