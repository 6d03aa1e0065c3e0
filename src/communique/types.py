"""The nouns, in the order in which they are made: article, sentence, mention, event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Basis = Literal["explicit", "relative", "inferred", "unknown"]
Status = Literal["occurred", "ongoing", "planned", "possible", "negated"]
Stance = Literal["asserts", "alleges", "denies", "reports"]
Field = Literal["text", "title"]
Kind = Literal["body", "headline", "list"]
DateKind = Literal["date", "duration", "set", "vague"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Mark half-open character offsets into an article's text (or its title)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = f"a span must run forward from 0 or later, not {self.start}..{self.end}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Hold one report as it was published."""

    id: str
    text: str
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word with its place in the text and in the sentence's dependency tree.

    `start` and `end` are characters of the article's field, `head` is a token index or -1 for
    the root; tags and relations are those of Universal Dependencies, `xpos` Penn Treebank's.
    """

    index: int
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """Mark a name found by the language layer: tokens `first` up to but not including `last`."""

    first: int
    last: int
    label: Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Hold one parsed sentence.

    `children[i]` lists the dependents of token `i` from left to right; `quoted` holds the parts
    of the sentence that stand inside quotation marks, as spans of characters of the field.
    """

    index: int
    paragraph: int
    field: Field
    kind: Kind
    span: Span
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    names: tuple[Name, ...]
    quoted: tuple[Span, ...] = ()

    @property
    def root(self) -> int:
        """Give the index of the token that heads the sentence, -1 where it has no tokens."""
        return next((t.index for t in self.tokens if t.head < 0), -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Hold a time expression as an interval of days.

    `start` and `end` are inclusive; None where unbounded or unknown. `timex` is the TIMEX3
    value, `edtf` ISO 8601-2 (None when the expression has no calendar value).
    """

    start: date | None
    end: date | None
    edtf: str | None
    timex: str
    basis: Basis
    kind: DateKind = "date"
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Hold who an actor, a recipient or a source is.

    `country` is an ISO 3166 alpha-3 code or one of PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC;
    `role` is the office held at the event's date.
    """

    id: str
    name: str
    country: str
    sector: str = ""
    role: str = ""
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold where something happened."""

    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Hold words of one sentence that name an actor: tokens `first` to `last`, headed by `head`.

    Usually one entity; several for "the two leaders". `how` says what decided it.
    """

    sentence: int
    first: int
    last: int
    head: int
    entities: tuple[Entity, ...]
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Hold who vouches for an event, and how: `span` covers the cue."""

    source: Entity
    stance: Stance
    cue: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold one sentence of one article that reports an event, and the word that says so."""

    article: str
    field: Field
    span: Span
    text: str
    trigger: Span
    trigger_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Hold one act as one article reports it: the fields of the coding manual, section 2."""

    id: str
    event: str
    mode: str | None
    context: tuple[str, ...]
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    date: When
    status: Status
    historical: bool
    place: Place | None
    count: int
    attribution: tuple[Attribution, ...]
    evidence: tuple[Evidence, ...]
    score: float
    quad: int
    confidence: float
    version: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold what a question to the record gave: `events[i]` are the ids that support `rows[i]`.

    `title` says what was asked, `note` what sums it up or, where there is no row, what to do.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    events: tuple[tuple[str, ...], ...]
    note: str = ""
