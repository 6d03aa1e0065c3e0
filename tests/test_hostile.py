"""The coder on words that nobody would write: events whose words stand in the text, or none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import code
from communique.exchange.events import event_from_dict, event_to_dict
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.types import Event, Span

PIECES = st.sampled_from(
    [
        *"Norway Kenya's Oslo ministers the President Merkel, who Dr. U.N. Hamas they it".split(),
        *"met accused will not deny denied that agreed to bombed talks sanctions by".split(),
        *"on Tuesday last June 12, 2019 and or but ; : . ? — - ( ) [ ] “ ” \" ' ‘ ’ …".split(),
        *"with in from over after if unless said says \n\n \n \t 1,000 two 31 $5bn % # http://a.b/c".split(),
        *"İ ß \u0301 😀 \u200f \ufeff 中国 Ко́сово naïve A.B.C. -- --- x".split(),
    ]
)  # fmt: skip
NEWS = st.lists(PIECES, max_size=30).map(" ".join)
ANYTHING = st.text(max_size=80)


def list_spans(event: Event) -> Iterator[tuple[str, Span, str]]:
    """List what an event says stands where: field, span and words."""
    for part in event.evidence:
        yield part.field, part.span, part.text
        yield part.field, part.trigger, part.trigger_text


def check(article: Article) -> None:
    fields = {"text": article.text, "title": article.title or ""}
    events = code(article)
    for event in events:
        assert event.evidence
        for field, span, words in list_spans(event):
            assert fields[field][span.start : span.end] == words
        for part in event.evidence:
            assert part.span.start <= part.trigger.start <= part.trigger.end <= part.span.end
        if event.date.start and event.date.end:
            assert event.date.start <= event.date.end
        assert event_from_dict(event_to_dict(event)) == event
    assert len({event.id for event in events}) == len(events)
    assert code(article) == events


@settings(max_examples=60)
@given(NEWS | ANYTHING, st.none() | NEWS, st.none() | st.dates())
def test_any_words_give_events_that_stand_in_them(
    text: str, title: str | None, published: date | None
) -> None:
    check(Article(id="a", text=text, title=title, published=published))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t ",
        ".",
        "“" * 500,
        "(" * 300 + "Norway met Kenya" + ")" * 300,
        "Norway " * 400,
        "met " * 400,
        "Norway said Kenya said " * 60 + "Ghana met Togo.",
        "Norway, Kenya, " * 100 + "and Ghana met in Oslo.",
        "the minister of the minister of " * 60 + "Norway met Kenya.",
        "Norway met Kenya" + " who met Kenya" * 100 + ".",
        "Norway did not not not not never deny that it did not refuse to not meet Kenya.",
        "On " + "the day before " * 150 + "Tuesday Norway met Kenya.",
        "Norway met Kenya on 31 February 2019 and 99 June 0000.",
        "NORWAY MET KENYA.\n" * 40,
        "N\u0301o\u0301rway met Ke\u0301nya.",
        "\u202eNorway met Kenya.\u202c\u0000\u0007",
        "Norway\u00a0met\u2009Kenya\u2028on\u2029Tuesday.",
        "😀 Norway met 😀 Kenya 😀.",
        "Norway met Kenya" * 100,
        "a" * 5_000,
        "1,234,567 " * 200,
        "http://" + "a/" * 1_000,
        "Norway's Kenya's Ghana's Togo's minister's envoy's car was bombed.",
    ],
    ids=lambda text: f"{text[:20]!r}×{len(text)}",
)
def test_what_nobody_would_write_is_coded_without_harm(text: str) -> None:
    check(Article(id="a", text=text, title=text[:200] or None, published=date(2019, 6, 12)))
