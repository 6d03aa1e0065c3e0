"""Find the report in a web page: its paragraphs, and what the page says about itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from communique.articles.drafts import Draft
from communique.articles.publication import find_day
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from communique.articles.rows import Found

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements whose words are never the report's. A form is not among them: whole pages stand in one.
SKIPPED = frozenset(
    "script style noscript template svg iframe button select option nav aside footer header "
    "figure figcaption video audio object canvas menu dialog title".split()
)
BLOCKS = frozenset(
    "p div section article main td th li ul ol dl dd dt table tr blockquote pre center body "
    "h1 h2 h3 h4 h5 h6 s text doc".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dateline headline".split())
# Names that pages give to what surrounds a report; an element named for the report as well stays.
SURROUNDINGS = re.compile(
    r"comment|related|recommend|newsletter|subscri|share|social|promo|sidebar|footer|menu|cookie"
    r"|caption|byline|breadcrumb|advert|sponsor|popup|modal|most-?read|trending|tag-?list|copyright",
    re.IGNORECASE,
)
REPORT = re.compile(r"article|body|content|main|story|post|text", re.IGNORECASE)

# Real pages nest some forty elements; what is deeper, or has more parts, was not made for reading.
DEEPEST = 100
MOST_BLOCKS = 50_000
# Beyond this our own reader is used, whose time grows with the page and not faster.
LARGEST_PAGE = 5_000_000
# What broken markup makes trafilatura raise; our own reader then tries.
TRAFILATURA_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
LONGEST_HEADING = 4_000

CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)=[\"']?\s*([A-Za-z0-9_-]+)",
    re.IGNORECASE,
)

TITLES = ("og:title", "twitter:title", "dc.title")
DAYS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Hold what a page gives: the report's text and what its metadata say."""

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Block:
    """Hold one run of text between block tags, while a page is being read."""

    containers: tuple[int, ...]
    tag: str
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    @property
    def text(self) -> str:
        """Give the words with single spaces between them."""
        return " ".join("".join(self.parts).split())


class _Parser(HTMLParser):
    """Gather blocks of text and metadata; know nothing about what is the report."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.meta: dict[str, str] = {}
        self._scripts: list[list[str]] = []
        self.title = ""
        self.heading = ""
        self._open: list[tuple[str, int, bool]] = []  # tag, number, whether its words are skipped
        self._number = 0
        self._block: Block | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta":
            key = named.get("property") or named.get("name") or named.get("itemprop") or ""
            self.meta.setdefault(key.lower(), named.get("content", ""))
        elif tag == "link" and named.get("rel") == "canonical":
            self.meta.setdefault("canonical", named.get("href", ""))
        elif tag == "time" and named.get("datetime"):
            self.meta.setdefault("time", named["datetime"])
        if tag == "br":
            self._put("\n")
        if tag in VOID:
            return
        if tag in BLOCKS:
            self._block = None
            if tag == "p":
                self._close("p")
        if len(self._open) >= DEEPEST:
            return
        self._number += 1
        skipped = self._skipping() or tag in SKIPPED or _surrounds(tag, named)
        if tag == "script" and "ld+json" in named.get("type", ""):
            self._scripts.append([])
            tag = "ld+json"
        self._open.append((tag, self._number, skipped))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._block = None
        if tag == "script" and self._open and self._open[-1][0] == "ld+json":
            tag = "ld+json"
        self._close(tag)

    def handle_data(self, data: str) -> None:
        tag = self._open[-1][0] if self._open else ""
        if tag == "ld+json":
            self._scripts[-1].append(data)
        elif tag == "title" and not any(name == "svg" for name, _, _ in self._open):
            self.title += data if len(self.title) < LONGEST_HEADING else ""
        elif len(self.blocks) >= MOST_BLOCKS:
            return
        elif any(name == "h1" for name, _, _ in self._open):
            self.heading += data if len(self.heading) < LONGEST_HEADING else ""
        elif not self._skipping():
            self._put(data)

    @property
    def linked_data(self) -> list[str]:
        """Give the scripts that describe the page, each as one string."""
        return ["".join(parts) for parts in self._scripts]

    def _skipping(self) -> bool:
        return bool(self._open) and self._open[-1][2]

    def _close(self, tag: str) -> None:
        """Close the nearest open element of this name; an end tag without a start says nothing."""
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == tag:
                del self._open[depth:]
                return
            # An unclosed <p> inside a table cell must not reach out of the cell.
            if tag == "p" and self._open[depth][0] in {"td", "th", "table", "li", "div", "body"}:
                return

    def _put(self, data: str) -> None:
        if self._skipping():
            return
        names = [name for name, _, _ in self._open]
        if self._block is None:
            tag = next((name for name in reversed(names) if name in BLOCKS | HEADINGS), "")
            containers = tuple(
                number for name, number, _ in self._open if name in BLOCKS - {"p", "li"}
            )
            if len(self.blocks) >= MOST_BLOCKS:
                return
            self._block = Block(containers, tag)
            self.blocks.append(self._block)
        self._block.parts.append(data)
        if "a" in names:
            self._block.linked += len(data.strip())


def _parse(markup: str) -> _Parser:
    """Parse a page; what is opened and never closed is text.

    The standard parser looks for the end of each such tag anew: hours, in a broken file.
    """
    comments = markup.rfind("-->") + 1
    markup = markup[:comments] + markup[comments:].replace("<!--", "")
    tags = markup.rfind(">") + 1
    parser = _Parser()
    parser.feed(markup[:tags] + markup[tags:].replace("<", " "))
    parser.close()
    return parser


def read_page(markup: str) -> Page:
    """Read a page: its report's paragraphs, separated by blank lines, and its metadata.

    Uses trafilatura where it is installed (the `html` extra), else the paragraphs of the element
    that holds most running text.
    """
    parser = _parse(markup)
    described = _find_description(parser.linked_data)
    text = _extract_with_trafilatura(markup) or "\n\n".join(find_paragraphs(parser.blocks))
    body = str(described.get("articleBody") or "")
    # Pages that build their text by script often have it all in their linked data.
    if len(text) < len(body) / 2:
        text = body
    meta = parser.meta
    source = meta.get("og:site_name") or _name(described.get("publisher")) or None
    title = str(
        described.get("headline")
        or " ".join(parser.heading.split())
        or next((meta[name] for name in TITLES if meta.get(name)), "")
        or parser.title
    )
    stamps = [str(described.get("datePublished") or ""), *(meta.get(name, "") for name in DAYS)]
    days = (find_day(stamp) for stamp in [*stamps, meta.get("time", "")] if stamp)
    return Page(
        text=text,
        title=" ".join(title.split()) or None,
        published=next((day for day in days if day is not None), None),
        source=source,
        url=meta.get("canonical") or meta.get("og:url") or None,
    )


def draft_page(markup: str, stem: str, subject: str, url: str | None = None) -> Found:
    """Make a draft of a web page; `url` serves where it does not say its own."""
    page = read_page(markup)
    if not page.text:
        return UnreadableInput(
            subject, "is a page without running text", "save the report's text and read that"
        )
    return Draft(
        subject=subject,
        id=stem,
        text=page.text,
        title=page.title,
        published=page.published,
        source=page.source,
        url=page.url or url,
    )


def read_fragment(markup: str) -> str:
    """Read the words of a piece of a page, such as an entry of a feed, all of it."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    parser = _parse(markup)
    return "\n\n".join(line for block in parser.blocks for line in _split_lines(block))


def find_paragraphs(blocks: list[Block]) -> list[str]:
    """Find the paragraphs of the element that holds most running text."""
    running = [block for block in blocks if _is_running(block)]
    weights: Counter[int] = Counter()
    for block in running:
        weight = len(block.text)
        # A paragraph speaks for its container, half for the next, a quarter for the one above.
        for share, container in zip((4, 2, 1), reversed(block.containers), strict=False):
            weights[container] += weight * share
    if not weights:
        return [block.text for block in running]
    most = max(weights.values())
    report = min(number for number, weight in weights.items() if weight == most)
    return [
        paragraph
        for block in running
        if report in block.containers
        for paragraph in _split_lines(block)
    ]


def _is_running(block: Block) -> bool:
    """Tell running text from headings, lists of links and labels."""
    text = block.text
    if block.tag in HEADINGS or not text or block.linked * 2 > len(text):
        return False
    return len(text) >= 40 or (block.tag in {"p", "blockquote"} and text[-1] in ".!?\"”'’")


def _split_lines(block: Block) -> list[str]:
    """Split a block at its line breaks where these stand for paragraphs."""
    lines = [" ".join(line.split()) for line in re.split(r"\n[ \t]*\n", "".join(block.parts))]
    return [line for line in lines if line]


def _surrounds(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in {"html", "body", "main", "article"}:
        return False
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return bool(SURROUNDINGS.search(names)) and not REPORT.search(names)


def _extract_with_trafilatura(markup: str) -> str:
    if find_spec("trafilatura") is None or len(markup) > LARGEST_PAGE:
        return ""
    # Imported past the test, so that a broken installation is noticed instead of worked around.
    import trafilatura

    try:
        found = trafilatura.extract(
            markup, include_comments=False, include_tables=False, deduplicate=False
        )
    except TRAFILATURA_FAULTS:
        return ""
    return "\n\n".join(str(found).split("\n")) if found else ""


def _find_description(scripts: list[str]) -> Mapping[str, Any]:
    """Find the first description of an article among a page's linked data."""
    for script in scripts:
        try:
            content = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for node in _walk(content):
            kinds = node.get("@type", "")
            if any("Article" in str(kind) or "Report" in str(kind) for kind in _listed(kinds)):
                return node
    return {}


def _walk(content: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 8:
        return
    if isinstance(content, dict):
        yield content
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _walk(part, depth + 1)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _name(value: object) -> str:
    found = next(iter(_listed(value)), None)
    return str(found.get("name") or "") if isinstance(found, dict) else ""
