"""Find the dictionary form of a word from its Penn tag: a table, then rules of inflection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_CACHED: Final = 200_000
_PREFIX: Final = re.compile(r"(?:over|under|fore|with|out|mis|un|re|co|up)-?(?=\w{3})")
_PAST: Final = {"VBD": "VBN", "VBN": "VBD", "VBP": "VB", "NNPS": "NNS"}
_VOWELS: Final = "aeiou"
_LOSE_E: Final = (
    *("c", "g", "v", "u", "s", "z", "at", "dl", "tl", "bl", "pl", "gl", "kl", "fl", "cl", "zl"),
    # "derided", "conspired", "refuted", "postponed", "underlined": verbs the vocabulary lacks
    *("vr", "id", "ud", "ir", "scor", "plor", "dor", "ut", "uk", "ok", "um", "ib", "pon", "nven"),
    *("rven", "mpil", "ncil", "lin", "fin", "pin", "tin", "grad", "vad", "nam", "clar", "mpar"),
)
# "explain", "unload", but "create"
_LONG: Final = re.compile(r"[aeiou](?:[aeiou][bdklmnr]|[iou]t)$")
# Verbs whose stem is another word.
_STEMS: Final = {
    "emphasis": "emphasise",
    "laud": "laud",
    "bragg": "brag",
    "loath": "loathe",
    "teargass": "teargas",
}


class Lemmas:
    """Hold the table of exceptions, and remember the lemmas found before."""

    def __init__(self, table: Mapping[tuple[str, str], str], known: Collection[str]) -> None:
        """Take (lower-case form, tag) → lemma, and words known to be whole."""
        self._table = table
        self._known = known
        self._met: dict[tuple[str, str], str] = {}

    def __call__(self, form: str, tag: str) -> str:
        """Give the lemma of a form under a Penn tag."""
        key = form, tag
        met = self._met.get(key)
        if met is None:
            met = self._find(form.replace("’", "'"), tag)
            if len(self._met) >= _CACHED:
                self._met.clear()
            self._met[key] = met
        return met

    def _find(self, form: str, tag: str) -> str:
        low = form.lower()
        stored = self._table.get((low, tag))
        if stored is not None:
            return stored
        if tag == "NNP":
            return form
        if tag in _PAST:
            stored = self._table.get((low, _PAST[tag]))
            if stored is not None:
                return stored
        prefix = _PREFIX.match(low)
        if prefix:
            stored = self._table.get((low[prefix.end() :], tag))
            if stored is not None:
                return prefix[0] + stored
        return inflect_back(form, tag, self._known)


def read_table(path: Path) -> dict[tuple[str, str], str]:
    """Read the exceptions: form, tag and lemma a line."""
    table: dict[tuple[str, str], str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        form, tag, lemma = line.split("\t")
        table[form, tag] = lemma
    return table


def inflect_back(form: str, tag: str, known: Collection[str]) -> str:
    """Undo the regular ending that the tag calls for."""
    low = form.lower()
    if tag == "NNPS":
        return form[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else form
    if tag in ("NNS", "VBZ"):
        return _without_s(low, known)
    if tag in ("VBD", "VBN"):
        # "freed", "agreed"
        return low[:-1] if low.endswith("eed") else _without_ending(low, ("ed", "d"), known)
    if tag == "VBG":
        return _without_ending(low, ("ing",), known)
    if tag in ("JJR", "RBR"):
        return _without_ending(low, ("er", "r"), known)
    if tag in ("JJS", "RBS"):
        return _without_ending(low, ("est", "st"), known)
    if tag == "JJ" and form[:1].isupper() and not form.isupper():
        return form if low.endswith(("ian", "ish", "ese", "ean")) or low not in known else low
    return low


def _without_s(word: str, known: Collection[str]) -> str:
    if not word.endswith("s") or len(word) < 3 or word.endswith(("ss", "us")):
        return word[:-2] if word.endswith(("'s", "’s")) else word
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 or word[:-1] in known else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-1] if word[:-1] in known and word[:-2] not in known else word[:-2]
    if word.endswith("ses") and word[:-2] in known and word[:-1] not in known:
        return word[:-2]
    if word.endswith("ves") and word[:-1] not in known:
        return next((w for w in (word[:-3] + "f", word[:-3] + "fe") if w in known), word[:-1])
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1]


def _without_ending(word: str, endings: tuple[str, ...], known: Collection[str]) -> str:
    ending = next((e for e in endings if word.endswith(e)), None)
    if ending is None or len(word) - len(ending) < 2:
        return word
    if word.endswith("i" + endings[0]) and len(endings) > 1:
        return word[: -len(endings[0]) - 1] + ("ie" if len(word) == 4 else "y")
    if len(ending) == 1 or ending == "st":
        return word[: -len(ending)]
    stem = word[: -len(ending)]
    if stem in _STEMS and ending in ("ed", "ing"):
        return _STEMS[stem]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        short = stem[:-1]
        doubled = stem[-1] in "bdgmnprt" and short in known and len(stem) > 3
        if short not in known and stem not in known:
            # "harassed", "rebuffed", "mulled", but "compelled"
            whole = stem[-1] in "sfz" or (stem[-1] == "l" and sum(c in _VOWELS for c in stem) == 1)
            return stem if whole else short
        return short if stem not in known or doubled else stem
    # "hope" lost its e in "hoped", for "hop" would double its p.
    ends_short = (
        len(stem) >= 2
        and stem[-1] not in _VOWELS + "wxy"
        and stem[-2] in _VOWELS
        and (len(stem) == 2 or stem[-3] not in _VOWELS)
        and sum(c in _VOWELS for c in stem) == 1
    )
    first, second = (stem + "e", stem) if ends_short else (stem, stem + "e")
    if first in known:
        return first
    if second in known:
        return second
    if stem.endswith(_LOSE_E) and not _LONG.search(stem):
        return stem if stem.endswith(("ss", "us")) else stem + "e"
    return first
