"""Cut a sentence into words as English treebanks do."""

from __future__ import annotations

import re
from typing import Final

from communique.language.abbreviations import (
    BEFORE_NAMES,
    BEFORE_NUMBERS,
    ONLY_BEFORE_DIGITS,
    OTHERS,
)
from communique.language.hyphens import links, stays_whole

_PLAIN: Final = sorted((BEFORE_NAMES | BEFORE_NUMBERS | OTHERS) - ONLY_BEFORE_DIGITS, key=len)
_UNITS: Final = (
    "am pm a\\.m p\\.m km kg mm cm bn mn mph kph kmh gb mb tb mw kw ft lb lbs sq m bps ml mg ha "
    "tn trn AM PM GB MB MW KW GW kHz MHz GHz hrs min sec"
)
_CLITIC: Final = r"(?:[sS]|re|ve|ll|[dD]|[mM]|RE|VE|LL)(?![^\W_])"
_ADDRESS: Final = (
    r"[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){0,4}"
    r"\.(?:com|org|net|gov|edu|info|int|eu|uk|ru|cn|de|fr|tv)(?![\w-])(?:/[\w./?=&%#-]*\w)?"
)
_WORD: Final = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]",
            r"[\w.+-]{1,80}@[\w-]{1,80}(?:\.\w{2,20})+",
            _ADDRESS,
            r"[@#][A-Za-z]\w*",
            r"\d{4}-\d\d-\d\d(?!\w)",
            r"\d{1,4}[-.]\d{2,4}[-.]\d{2,4}(?!\w)",
            rf"\d[\d.,]*(?=(?:{_UNITS.replace(' ', '|')})(?!\w))",
            r"\d+(?:,\d{3})+(?:\.\d+)?(?!\w)",
            r"\d+(?:[.:/]\d+)+(?:st|nd|rd|th|s)?(?!\w)",
            r"(?<!\w)\.\d+",
            r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![\w.]))?",
            rf"(?:{'|'.join(_PLAIN)})\.(?!\w)",
            rf"(?:{'|'.join(sorted(ONLY_BEFORE_DIGITS))})\.(?=\s?\d)",
            r"(?<!\w)[A-Z]\.(?=\s?[^\W\d_])",
            r"(?:US|AU?|CA?|HK|NZ|S|R|Z)?\$",
            r"[Cc]an(?=not(?!\w))|[Gg]on(?=na(?!\w))|[Ww]an(?=na(?!\w))|[Gg]ot(?=ta(?!\w))",
            r"(?:[^\W_]+?)(?=[nN]['’][tT](?!\w))",
            r"[nN]['’][tT](?!\w)",
            rf"(?<=\w)['’]{_CLITIC}",
            r"(?<!\w)['’](?:em|til|cause|bout|\d0s)(?!\w)",
            r"[A-Z]{1,4}&[A-Z]{1,4}(?!\w)",
            rf"[\w\u0300-\u036f]+(?:['’](?!{_CLITIC})[^\W\d_][\w\u0300-\u036f]*)*",
            r"\.{2,}|…+|-{2,}|[!?]+|``|''",
            r"\S",
        )
    )
)


def split_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the words of `text[start:end]` as offsets into `text`."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    if "-" in text[start:end] or "‑" in text[start:end] or "‐" in text[start:end]:
        words = _join_names(text, words)
    return words


def _join_names(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        first, last = words[i]
        i += 1
        while i + 1 < len(words) and _is_hyphen(text, words, i):
            before = text[slice(*joined[-1])] if joined else ""
            left, right = text[first:last], text[slice(*words[i + 1])]
            after = text[slice(*words[i + 2])] if i + 2 < len(words) else ""
            far = (
                text[slice(*words[i + 3])]
                if i + 3 < len(words) and _is_hyphen(text, words, i + 2)
                else ""
            )
            if links(right) and left[:1].isupper() and far[:1].isupper():
                last = words[i + 3][1]
                i += 4
            elif stays_whole(before, left.rpartition("-")[2] or left, right, after):
                last = words[i + 1][1]
                i += 2
            else:
                break
        joined.append((first, last))
    return joined


def _is_hyphen(text: str, words: list[tuple[int, int]], i: int) -> bool:
    """Tell whether word i is a hyphen that touches both neighbours."""
    start, end = words[i]
    return (
        text[start:end] in "-‐‑"
        and words[i - 1][1] == start
        and words[i + 1][0] == end
        and text[start - 1].isalnum()
        and text[end].isalnum()
    )
