"""Turn a name's spelling into the word tuples under which a reader may meet it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PIECES = re.compile(r"[^\s\-–,()]+")
_MARKS = re.compile(r"([,()])")
_GAPS = re.compile(r"[^a-z0-9]+")
# These take a plural in -s: Russians, Iraqis, New Zealanders, Filipinos, Cypriots.
_TAKES_S = ("an", "i", "er", "o", "ot", "al", "on")
# Parts of a family name that stand before its last word: bin Salman, van Rompuy, de Gaulle.
_PARTICLES = frozenset(
    "abu al ad as an ash bin bint ibn ben el da das de del della den der di dos du la le lo "
    "mac ould san st. ter van von y".split()
)
_ARTICLE = re.compile(r"(?:al|el|ad|as|ash|at|an|ar)-(?=\w)", re.IGNORECASE)


def fold(text: str) -> str:
    """Take accents off, straighten apostrophes, and spell letters that have no plain form."""
    if text.isascii():
        return text
    text = text.replace("’", "'").replace("ı", "i").replace("ł", "l").replace("Ł", "L")
    text = text.replace("ø", "o").replace("Ø", "O").replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def make_slug(text: str) -> str:
    """Turn a name into a stable id of lower-case words."""
    plain = fold(text).lower().replace("'", "")
    return _GAPS.sub("-", plain).strip("-")


def make_keys(surface: str) -> Iterator[tuple[str, ...]]:
    """Yield the lower-cased word tuples of a spelling, as tokenisers of either habit split them.

    Hyphens are kept, split off, or left out; a possessive 's is kept or split off.
    """
    plain = surface.lower().replace("’", "'")
    if "," in plain or "(" in plain:
        plain = _MARKS.sub(r" \1 ", plain)
    spellings = {plain: None} if plain.isascii() else {plain: None, fold(plain): None}
    for text in spellings:
        yield tuple(text.split())
        if "-" in text:
            yield tuple(text.replace("-", " - ").split())
            yield tuple(text.replace("-", " ").split())
        if "'s" in text:
            yield tuple(text.replace("'s", " 's").split())
        if "s' " in text:
            yield tuple(text.replace("s' ", "s ' ").split())


def make_plural(demonym: str) -> str | None:
    """Return the plural in -s of a demonym that has one."""
    return demonym + "s" if demonym.endswith(_TAKES_S) else None


def find_family(name: str, *, family_first: bool) -> str:
    """Return the part of a person's name that news uses alone."""
    words = name.split()
    if len(words) == 1:
        return name
    if family_first:
        return words[0]
    if words[-1] in {"Jr.", "Jr", "Sr.", "II", "III"}:
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def make_family_forms(family: str) -> tuple[str, ...]:
    """Return a family name with and without its Arabic article: al-Assad, Assad."""
    bare = _ARTICLE.sub("", family, count=1) if "-" in family else family
    if bare == family:
        return (family,)
    return (family, bare, *(a + bare for a in ("al-", "el-", "Al-", "El-") if a + bare != family))


@lru_cache(maxsize=4096)
def _shape(surface: str) -> tuple[tuple[str, int], ...]:
    return tuple((piece, _demand(piece)) for piece in _PIECES.findall(surface))


def _demand(piece: str) -> int:
    """Say what case a word must have: 0 any, 1 a capital at the start, 2 just as written."""
    letters = [c for c in piece if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return 2
    return 1 if letters and letters[0].isupper() else 0


def fits(surface: str, words: Sequence[str]) -> bool:
    """Tell whether words of a text are written as a name must be: "US" is no "us"."""
    found = [p for word in words for p in _PIECES.findall(word.replace("’", "'"))]
    wanted = _shape(surface)
    if len(found) != len(wanted):
        # The possessive was split off, or an accent took a character: the first word decides.
        wanted, found = wanted[:1], found[:1]
    for piece, (name, demand) in zip(found, wanted, strict=True):
        if demand == 2 and piece != name and fold(piece) != fold(name):
            return False
        if demand == 1 and not piece[0].isupper():
            return False
        if demand == 0 and name != name.lower() and piece == piece.lower():
            return False
    return True
