"""Read articles from files, folders and standard input."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from communique.articles.drafts import Draft, make_article
from communique.articles.files import SUFFIXES, read_drafts
from communique.errors import DoubtfulInput, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from communique.errors import CommuniqueError
    from communique.types import Article

__all__ = ["read"]


def read(
    *paths: str | Path,
    published: date | None = None,
    tell: Callable[[CommuniqueError], None] | None = None,
) -> Iterator[Article]:
    """Read the articles in files, folders and, for "-", standard input, in the order given.

    `published` stands for the publication date of all of them, whatever they say themselves.
    `tell` is called with each UnreadableInput and DoubtfulInput, and reading goes on; without it
    the first unreadable input is raised and doubts are warnings.
    """
    tell = tell or _raise_or_warn
    seen: dict[str, str] = {}
    for path in paths:
        for found in _read_drafts(path):
            try:
                if not isinstance(found, Draft):
                    raise found
                article = make_article(found, published, tell)
            except UnreadableInput as error:
                tell(error)
                continue
            digest = hashlib.sha256(f"{article.title}\n{article.text}".encode()).hexdigest()
            if seen.setdefault(article.id, digest) == digest:
                yield article
            else:
                # Two reports of one name: events cite the id, so it has to tell them apart.
                yield replace(article, id=f"{article.id}~{digest[:8]}")


def _read_drafts(path: str | Path) -> Iterator[Draft | UnreadableInput]:
    folder = Path(path)
    if not folder.is_dir():
        yield from read_drafts(path)
        return
    inside = sorted(
        file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file()
    )
    if not inside:
        kinds = ", ".join(sorted(SUFFIXES))
        yield UnreadableInput(str(path), "is a folder without reports", f"it needs {kinds} files")
    for file in inside:
        yield from read_drafts(file)


def _raise_or_warn(error: CommuniqueError) -> None:
    if not isinstance(error, DoubtfulInput):
        raise error
    warnings.warn(str(error), stacklevel=3)
