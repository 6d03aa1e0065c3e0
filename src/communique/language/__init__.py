"""Read articles into sentences with words, trees and names; the only place with a network."""

from __future__ import annotations

from communique.language.datelines import Dateline, find_dateline
from communique.language.read import read_articles, read_sentences
from communique.language.tree import ancestors, children_by, descendants, subtree_span

__all__ = [
    "Dateline",
    "ancestors",
    "children_by",
    "descendants",
    "find_dateline",
    "read_articles",
    "read_sentences",
    "subtree_span",
]
