"""Recognise near-identical copies of a report: agencies' text as many papers print it.

A sketch is a sample of a text's runs of five words: those whose hash falls into one of sixteen
classes. Two articles are copies when they share most of the shorter one's sample and neither is
much longer; papers cut agency text at its end and change a word here and there. Only articles of
the same days are compared, or those without a day with each other.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final
from zlib import crc32

from communique.record.rows import append

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

    from communique.types import Article

WORD: Final = re.compile(r"\w+")
RUN: Final = 5
ONE_OF: Final = 16
# Days that copies may be apart; longer than this and it is a text printed again.
DAYS: Final = 3
# Shared runs that are too few to say anything, whatever their share.
FEW: Final = 4
NO_DAY: Final = -1
SHARED: Final = 0.6
SHORTEST: Final = 0.4

PAIRS: Final = """
    SELECT n.article, o.article, n.runs, o.runs, count(*) AS shared
    FROM (SELECT article, run, runs, unnest(range(day - $2, day + $2 + 1)) AS day FROM sketches
          WHERE article IN (SELECT unnest($1::TEXT[]))) n
    JOIN sketches o ON o.run = n.run AND o.day = n.day AND o.article <> n.article
    GROUP BY ALL HAVING count(*) >= $3
"""
DAYS_OF: Final = """
    SELECT article, published FROM articles WHERE article IN (SELECT unnest($1::TEXT[]))
"""
OLD: Final = "SELECT article, original FROM copies"


def sketch(text: str) -> list[int]:
    """Sample a text's runs of words."""
    words = [word.encode() for word in WORD.findall(text.lower())]
    runs = map(b" ".join, zip(*(words[i:] for i in range(RUN)), strict=False))
    return sorted({value for value in map(crc32, runs) if value % ONE_OF == 0})


def make_sketch_rows(article: Article) -> list[tuple[str, int, int, int]]:
    """Lay out an article's sketch as rows: article, run, number of runs, day."""
    runs = sketch(article.text)
    day = article.published.toordinal() if article.published else NO_DAY
    return [(article.id, run, len(runs), day) for run in runs]


def are_copies(one: int, other: int, shared: int) -> bool:
    """Tell from the sizes of two sketches and what they share whether the texts are copies."""
    short, long = sorted((one, other))
    return shared >= FEW and shared >= SHARED * short and short >= SHORTEST * long


def find_copies(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> set[str]:
    """Find the copies among and of some articles, and give the articles for which that is new."""
    found = connection.execute(PAIRS, [list(articles), DAYS, FEW]).fetchall()
    pairs = [(a, b) for a, b, one, other, shared in found if are_copies(one, other, shared)]
    if not pairs:
        return set()
    roots = read_roots(connection)
    groups: dict[str, set[str]] = {}
    for article, root in roots.items():
        groups.setdefault(root, {root}).add(article)
    group_of = {article: group for group in groups.values() for article in group}
    for pair in pairs:
        one, other = (group_of.setdefault(article, {article}) for article in pair)
        if one is not other:
            one |= other
            group_of.update(dict.fromkeys(other, one))
    touched = {a for pair in pairs for a in group_of[pair[0]]}
    days = dict(connection.execute(DAYS_OF, [sorted(touched)]).fetchall())
    fresh: dict[str, str] = {}
    for article in sorted(touched):
        root = min(group_of[article], key=lambda a: (days[a] or date.max, a))
        if roots.get(article, article) != root:
            fresh[article] = root
    changed = sorted(touched)
    connection.execute(
        "DELETE FROM copies WHERE article IN (SELECT unnest($1::TEXT[]))", [changed]
    )
    rows = [(a, fresh.get(a, roots.get(a, a))) for a in changed]
    append(connection, "copies", [(a, root) for a, root in rows if a != root])
    return set(fresh)


def read_roots(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Read which articles are copies, and of which."""
    return dict(connection.execute(OLD).fetchall())
