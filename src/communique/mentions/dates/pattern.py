"""Compile a rule, written with words and classes, into a regex over a text's spelling.

    "month:MONTH day:DAY (, year:YEAR)?"

Words in capitals are classes, words in small letters are themselves, `name:` labels what follows,
round brackets group, `| ?` mean what they mean in a regex, `*` is up to five times, so that no
rule runs away with a long list, and `- , .` are those signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.mentions.dates.spelling import CLASSES, SHAPES, code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.mentions.dates.spelling import Spelling

_SIGN_SHAPES = {"-": "HYPHEN", ",": "COMMA", ".": "STOP"}
_PIECE = re.compile(
    r"(?:(?P<label>[a-z]+\d?):)?(?:(?P<word>[A-Za-z_]+)|(?P<open>\())|(?P<sign>\S)"
)


def compile_pattern(source: str, parts: dict[str, str]) -> re.Pattern[str]:
    """Compile a rule; `parts` names patterns that rules have in common."""
    return re.compile(_compiled(source, parts))


def _compiled(source: str, parts: dict[str, str]) -> str:
    return "".join(_pieces(source, parts))


def _pieces(source: str, parts: dict[str, str]) -> Iterator[str]:
    for match in _PIECE.finditer(source):
        label, word, sign = match["label"], match["word"], match["sign"]
        opening = f"(?P<{label}>" if label else "(?:"
        if match["open"]:
            yield opening
        elif word:
            body = f"(?:{_compiled(parts[word], parts)})" if word in parts else _letters(word)
            yield f"{opening}{body})" if label else body
        elif sign in _SIGN_SHAPES:
            yield re.escape(code_of(f"<{_SIGN_SHAPES[sign]}>"))
        elif sign == "*":
            yield "{0,5}"
        elif sign in "()|?":
            yield sign
        else:
            msg = f"{sign!r} means nothing in a rule"
            raise ValueError(msg)


def _letters(word: str) -> str:
    if word in CLASSES:
        return f"[{''.join(sorted(map(code_of, CLASSES[word])))}]"
    if word in SHAPES:
        return re.escape(code_of(f"<{word}>"))
    if not word.islower():
        msg = f"no class of words is called {word}"
        raise ValueError(msg)
    return re.escape(code_of(word))


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold where a rule matched a text's spelling."""

    spelling: Spelling
    match: re.Match[str]

    @property
    def first(self) -> int:
        """Give the index of the first word."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Give the index after the last word."""
        return self.match.end()

    def has(self, label: str) -> bool:
        """Tell whether a labelled part is there."""
        return label in self.match.re.groupindex and self.match[label] is not None

    def at(self, label: str) -> int:
        """Give the index of the first word of a labelled part."""
        return self.match.start(label)

    def word(self, label: str) -> str:
        """Give a labelled part in lower case, its words joined by spaces, "" when missing."""
        if not self.has(label):
            return ""
        return self.spelling.phrase(*self.match.span(label))
