"""Spell a text as a string of one character a word, so that rules are regexes over word classes.

A word that no rule names becomes OTHER, which makes the spelling cheap to search: fifty thousand
words are mostly dots. Each word that a rule names has a character of its own, and a class is the
set of its words' characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.mentions.dates import words

OTHER = "\ue000"
_FIRST_CODE = 0xE001

_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}([-/])\d{2}\2\d{2}(?!\d))
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d) | \d{1,2}\.\d{2}(?=\s?[ap]\.?m\b))
  | (?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d) | \d{1,2}\.\d{1,2}\.(?:19|20)\d{2}(?!\.?\d))
  | (?P<half>\d+[ ]1/2(?!\d) | \d*½)
  | (?P<money>(?:[$£€¥#]|\b(?:Rs|No)\.)\s?\d[\d,.]*)
  | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
  | (?P<decade>(?:\d{2,3}0|['’]?[2-9]0)['’]?s\b)
  | (?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?%? | \d+(?:\.\d+)?%?)
  | (?P<era>(?:B\.C(?:\.E)?\.?|BCE?|A\.D\.|AD)(?![A-Za-z]))
  | (?P<ampm>[ap]\.\s?m\b\.? | (?<=\d)\s?[ap]m\b | [AP]\.?M\b\.?)
  | (?P<oclock>[oO]['’]clock\b)
  | (?P<word>[^\W\d_]+)
  | (?P<short_year>(?<!\w)['’]\d\d\b)
  | (?P<clitic>['’](?:s|ll|d|re|ve|t)\b)
  | (?P<break>\n\s*\n)
  | (?P<dash>--+|—)
  | (?P<hyphen>[-‐‑–])
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)

# Words that are only read with a capital: "may", "march", "sat" and "sun" are other words.
_CAPITALISED = ("MONTH", "SHORT_MONTH", "WEEKDAY", "SHORT_WEEKDAY")
CLASSES: dict[str, frozenset[str]] = {
    "MONTH": frozenset(words.MONTHS),
    "SHORT_MONTH": frozenset(words.SHORT_MONTHS),
    "WEEKDAY": frozenset(words.WEEKDAYS),
    "WEEKDAYS": frozenset(f"{day}s" for day in words.WEEKDAYS),
    "SHORT_WEEKDAY": frozenset(words.SHORT_WEEKDAYS),
    "SEASON": frozenset(words.SEASONS),
    "PART": frozenset(words.DAY_PARTS),
    "UNIT": frozenset(words.UNITS),
    "CARDINAL": frozenset(words.CARDINALS),
    "MULTIPLIER": frozenset(words.MULTIPLIERS),
    "VAGUE": frozenset(words.VAGUE_NUMBERS),
    "ORDINAL": frozenset(words.ORDINALS),
    "FREQUENCY": frozenset(words.FREQUENCIES),
    "REFERENCE": frozenset(words.REFERENCES),
    "TENS": frozenset(words.DECADES),
    "LASTING": words.LASTING,
    "KIND": words.KINDS,
    "DAY_EDGE": frozenset(words.DAY_EDGES) - {"overnight"},
}
# Classes of figures and signs, told by their shape.
SHAPES = (
    "ISO CLOCK OCLOCK SLASHED DAY YEAR TWO FIGURE HALF NTH DECADE ERA AMPM SHORT_YEAR POSSESSIVE "
    "BREAK HYPHEN APOSTROPHE COMMA STOP OPEN CLOSE"
).split()
_codes: dict[str, str] = {}


def code_of(word: str) -> str:
    """Give the character that stands for a word or a shape, a new one on first asking."""
    return _codes.setdefault(word, chr(_FIRST_CODE + len(_codes)))


for _class in CLASSES.values():
    for _word in sorted(_class):
        code_of(_word)
for _name in SHAPES:
    code_of(f"<{_name}>")

_NEEDS_CAPITAL = frozenset().union(*(CLASSES[name] for name in _CAPITALISED))
_SIGNS = {
    "'": "APOSTROPHE", "’": "APOSTROPHE", ",": "COMMA", ".": "STOP", "(": "OPEN", ")": "CLOSE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """Hold a text's words, where they stand, and the one-character-a-word string."""

    text: str
    codes: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def lower(self, index: int) -> str:
        """Give a word in lower case, the empty string beyond either end of the text."""
        return self.words[index].lower() if 0 <= index < len(self.words) else ""

    def phrase(self, first: int, last: int) -> str:
        """Give some words in lower case, joined by spaces."""
        return " ".join(map(self.lower, range(first, last)))


def spell(text: str) -> Spelling:
    """Split a text into words and signs and spell it."""
    tokens: list[str] = []
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        shape = match.lastgroup
        token = match.group()
        if shape == "word":
            code = _word_code(token)
        elif shape == "mark":
            sign = _SIGNS.get(token)
            code = _codes[f"<{sign}>"] if sign else OTHER
        else:
            code = _shape_code(shape or "", token)
        tokens.append(token)
        codes.append(code)
        starts.append(match.start())
        ends.append(match.end())
    return Spelling(text, "".join(codes), tuple(tokens), tuple(starts), tuple(ends))


def _word_code(word: str) -> str:
    lower = word.lower()
    code = _codes.get(lower, OTHER)
    if code is not OTHER and lower in _NEEDS_CAPITAL and not word[0].isupper():
        return OTHER
    return code


def _shape_code(shape: str, token: str) -> str:
    if shape == "figures":
        return _codes[f"<{_figures_shape(token)}>"] if token.isdigit() else _figure_code(token)
    name = {"ordinal": "NTH", "clitic": "POSSESSIVE"}.get(shape, shape.upper())
    if shape == "clitic" and token[1:] != "s":
        return OTHER
    return _codes.get(f"<{name}>", OTHER)


def _figure_code(token: str) -> str:
    return OTHER if token.endswith("%") else _codes["<FIGURE>"]


def _figures_shape(figures: str) -> str:
    value = int(figures)
    if len(figures) == 4 and 1000 <= value <= 2199:
        return "YEAR"
    if len(figures) <= 2 and 1 <= value <= 31 and figures != "00":
        return "DAY"
    return "TWO" if len(figures) == 2 else "FIGURE"
