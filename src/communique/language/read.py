"""Read an article into parsed sentences."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, Literal

from communique.language.mending import mend
from communique.language.quotes import find_quotes
from communique.language.sentences import Stretch, split_paragraphs, split_sentences
from communique.language.tokenise import split_words
from communique.types import Name, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.language.parse import Parse, Parser
    from communique.types import Article, Field

_MOST_WORDS: Final = 150
_LABELS: Final[dict[str, Literal["PER", "ORG", "LOC"]]] = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
}


def read_sentences(article: Article) -> list[Sentence]:
    """Parse an article's title, where it has one, and its text.

    Datelines, bylines and "Published" lines belong to no sentence: see find_dateline.
    """
    from communique.language.parse import load_parser  # its imports take a while

    parser = load_parser()
    drafts: list[tuple[Field, Stretch, list[tuple[int, int]]]] = []
    if article.title:
        for stretch in split_sentences(article.title):
            title = Stretch(stretch.start, stretch.end, stretch.paragraph, "headline")
            drafts += [("title", *part) for part in _cut_words(article.title, title)]
    text = article.text or ""
    for stretch in split_sentences(text):
        drafts += [("text", *part) for part in _cut_words(text, stretch)]
    sources: dict[Field, str] = {"title": article.title or "", "text": text}
    words = [[sources[field][a:b] for a, b in spans] for field, _, spans in drafts]
    quotes: dict[Field, list[tuple[int, int]]] = {
        field: [
            part
            for paragraph in split_paragraphs(source)
            for part in find_quotes(source, paragraph.start, paragraph.end)
        ]
        for field, source in sources.items()
    }
    return [
        _make_sentence(parser, i, draft, quotes[draft[0]], words[i], parse)
        for i, (draft, parse) in enumerate(zip(drafts, parser.parse(words), strict=True))
    ]


def read_articles(articles: Iterable[Article]) -> Iterator[list[Sentence]]:
    """Parse articles one after the other.

    What is found in an article never depends on which others stand beside it in a shard, for
    each sentence is parsed by itself.
    """
    for article in articles:
        yield read_sentences(article)


def _cut_words(text: str, stretch: Stretch) -> Iterator[tuple[Stretch, list[tuple[int, int]]]]:
    """Give the stretch's words; a stretch too long for the network is cut into several."""
    words = split_words(text, stretch.start, stretch.end)
    first = 0
    while len(words) - first > _MOST_WORDS:
        last = next(
            (
                k + 1
                for k in range(first + _MOST_WORDS - 1, first + _MOST_WORDS // 2, -1)
                if text[slice(*words[k])] in (";", ":", ",", ")", "—", "–", "|")
            ),
            first + _MOST_WORDS,
        )
        part = Stretch(words[first][0], words[last - 1][1], stretch.paragraph, stretch.kind)
        yield part, words[first:last]
        first = last
    if first < len(words):
        rest = Stretch(words[first][0], words[-1][1], stretch.paragraph, stretch.kind)
        yield rest, words[first:]


def _make_sentence(
    parser: Parser,
    index: int,
    draft: tuple[Field, Stretch, list[tuple[int, int]]],
    quotes: list[tuple[int, int]],
    words: list[str],
    parse: Parse,
) -> Sentence:
    field, stretch, spans = draft
    mend(words, parse, headline=stretch.kind == "headline")
    children: list[list[int]] = [[] for _ in words]
    for i, head in enumerate(parse.heads):
        if head >= 0:
            children[head].append(i)
    lemmas = parser.lemmas
    return Sentence(
        index=index,
        paragraph=stretch.paragraph,
        field=field,
        kind=stretch.kind,
        span=Span(stretch.start, stretch.end),
        tokens=tuple(
            Token(i, word, a, b, lemmas(word, xpos), upos, xpos, head, deprel)
            for i, (word, (a, b), upos, xpos, head, deprel) in enumerate(
                zip(words, spans, parse.upos, parse.xpos, parse.heads, parse.deprels, strict=True)
            )
        ),
        children=tuple(map(tuple, children)),
        names=find_names(words, parse.names),
        quoted=_clip(quotes, stretch),
    )


_WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


def find_names(words: list[str], classes: list[str]) -> tuple[Name, ...]:
    """Turn classes per word into names; two that only a hyphen parts stay two."""
    names: list[Name] = []
    first = -1
    for i, label in enumerate([*classes, "O"]):
        if first >= 0 and not label.startswith("I-"):
            kind = classes[first][2:]
            last = i
            while last > first and len(words[last - 1]) == 1 and not words[last - 1].isalnum():
                last -= 1
            if last - first > 1 and words[last - 1] in _WEEKDAYS:
                # "criticised Odinga Monday"
                last -= 1
            if last > first:
                names.append(Name(first, last, _LABELS[kind]))
            first = -1
        if label != "O" and first < 0:
            first = i
    return tuple(names)


def _clip(quotes: list[tuple[int, int]], stretch: Stretch) -> tuple[Span, ...]:
    found = []
    at = max(0, bisect_left(quotes, (stretch.start, 0)) - 1)
    for start, end in quotes[at:]:
        if start >= stretch.end:
            break
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first < last:
            found.append(Span(first, last))
    return tuple(found)
