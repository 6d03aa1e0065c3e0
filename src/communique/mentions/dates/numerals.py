"""Read numbers: figures, cardinals and ordinals in words, months and years."""

from __future__ import annotations

import re

from communique.mentions.dates import words


def month_number(word: str) -> int:
    """Give the number of a month by its name or short form."""
    name = word.removesuffix(".").strip()
    return words.MONTHS.get(name) or words.SHORT_MONTHS[name]


def year_number(word: str) -> int:
    """Give the year of "1998" or of "'98", which is never ahead of 2030."""
    if len(word) == 4 and word.isdigit():
        return int(word)
    short = int(word[-2:])
    return (2000 if short <= 30 else 1900) + short


def ordinal_number(word: str) -> int | None:
    """Give the number of "3", "3rd", "third" or "twenty-third"."""
    if figures := re.match(r"\d+", word):
        return int(figures[0])
    total = 0
    for piece in re.split(r"[\s\-‐‑–]+", word):
        number = words.CARDINALS.get(piece) or words.ORDINALS.get(piece)
        if number is None:
            return None
        total += number
    return total


def number_of(text: str) -> float | None:
    """Give the number of "15", "1,200", "5 1/2", "twenty-five", "a hundred"."""
    text = text.replace(",", "")
    if text.endswith(("½", " 1/2")):
        return float(text[: -len("½")] or 0) + 0.5 if text[-1] == "½" else float(text[:-4]) + 0.5
    pieces = [piece for piece in re.split(r"[\s\-‐‑–]+", text) if piece not in {"", "and"}]
    half = 0.5 if "half" in pieces else 0.0
    pieces = [piece for piece in pieces if piece != "half"]
    if half and pieces and pieces[-1] == "a":
        pieces.pop()
    total = 0.0
    for place, piece in enumerate(pieces):
        if piece in {"a", "an"}:
            total += (
                1.0 if len(pieces) == 1 or pieces[place + 1 : place + 2] == ["hundred"] else 0.0
            )
        elif piece in words.CARDINALS:
            total += words.CARDINALS[piece]
        elif piece in words.MULTIPLIERS:
            total = max(total, 1.0) * words.MULTIPLIERS[piece]
        elif re.fullmatch(r"\d+(\.\d+)?", piece):
            total += float(piece)
        else:
            return None
    return total + half
