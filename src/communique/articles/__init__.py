"""Read articles from files, folders and standard input."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import replace
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from communique.articles.drafts import Draft, make_article
from communique.articles.files import SINGLE, SUFFIXES, read_drafts
from communique.articles.opening import split_name
from communique.errors import DoubtfulInput, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from communique.errors import CommuniqueError
    from communique.types import Article

__all__ = ["find_files", "hash_article", "read", "read_slice"]


def read(
    *paths: str | Path,
    published: date | None = None,
    tell: Callable[[CommuniqueError], None] | None = None,
) -> Iterator[Article]:
    """Read the articles in files, folders and, for "-", standard input, in the order given.

    A path may be a pattern ("2019/*.jsonl.gz"), where no file goes by that very name.

    `published` stands for the publication date of all of them, whatever they say themselves.
    `tell` is called with each UnreadableInput and DoubtfulInput, and reading goes on; without it
    the first unreadable input is raised and doubts are warnings.
    """
    tell = tell or _raise_or_warn
    seen: dict[str, str] = {}
    given: set[tuple[str, str]] = set()
    for path in paths:
        for found in _read_drafts(path):
            try:
                if not isinstance(found, Draft):
                    raise found
                article = make_article(found, published, tell)
            except UnreadableInput as error:
                tell(error)
                continue
            digest = hash_article(article)
            if seen.setdefault(article.id, digest) != digest:
                # Two reports of one name: events cite the id, so it has to tell them apart.
                article = replace(article, id=f"{article.id}~{digest[:8]}")
            if (article.id, digest) in given:
                reason = "stands in the input twice, to the letter; it is read once"
                tell(DoubtfulInput(found.subject, reason, "nothing need be done"))
                continue
            given.add((article.id, digest))
            yield article


def read_slice(
    path: Path,
    *,
    first: int = 1,
    last: int | None = None,
    published: date | None = None,
    tell: Callable[[CommuniqueError], None],
) -> Iterator[Article]:
    """Read the articles of one file, or of some lines of it, whatever stands in other files.

    Where the input gives no id, the content does: the same article has the same id wherever it
    stands. Two articles of one id keep it.
    """
    for found in read_drafts(path, first=first, last=last):
        try:
            if not isinstance(found, Draft):
                raise found
            article = make_article(found, published, tell)
        except UnreadableInput as error:
            tell(error)
            continue
        single = found.named or split_name(path)[1] in SINGLE
        yield article if single else replace(article, id=f"x{hash_article(article)[:16]}")


def hash_article(article: Article) -> str:
    """Hash what an article says: its title and its text."""
    return hashlib.sha256(f"{article.title}\n{article.text}".encode()).hexdigest()


def find_files(path: str | Path) -> Iterator[Path | UnreadableInput]:
    """Find the files that a path stands for: itself, those of a folder, those of a pattern."""
    folder = Path(path)
    if folder.is_dir():
        files = (file for file in folder.rglob("*") if split_name(file)[1] in SUFFIXES)
        inside = sorted(file for file in files if file.is_file())
        if not inside:
            kinds = ", ".join(sorted(SUFFIXES))
            reason = "is a folder without reports"
            yield UnreadableInput(str(path), reason, f"it needs {kinds} files")
        yield from inside
    elif has_magic(str(path)) and not folder.exists():
        # pathlib's own globs know no pattern that begins at the root.
        matches = sorted(glob(str(path), recursive=True))  # noqa: PTH207 - said above
        if not matches:
            yield UnreadableInput(str(path), "matches no file", "check the pattern")
        for match in matches:
            yield from find_files(Path(match))
    else:
        yield folder


def _read_drafts(path: str | Path) -> Iterator[Draft | UnreadableInput]:
    if str(path) == "-":
        yield from read_drafts(path)
        return
    for file in find_files(path):
        if isinstance(file, UnreadableInput):
            yield file
        else:
            yield from read_drafts(file)


def _raise_or_warn(error: CommuniqueError) -> None:
    if not isinstance(error, DoubtfulInput):
        raise error
    warnings.warn(str(error), stacklevel=3)
