"""How likely a careful reader would code an event so: the confidence of each event."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding import coder
from communique.coding.confidence import LEAST
from communique.types import Article

DAY = date(2015, 6, 17)


def code(text: str) -> dict[str, float]:
    events = coder.code(Article(id="t", text=text, published=DAY))
    return {e.event: e.confidence for e in events}


SURER = [
    (
        "a deed stated with both its sides before one of a faint noun",
        "Kenya accused Uganda of shelling a village on the border.",
        "There was criticism in Kenya.",
        "ACCUSE",
    ),
    (
        "a meeting of two presidents before one of private people",
        "Chinese President Xi Jinping met Russian President Vladimir Putin in Moscow on Monday.",
        "Chinese fans met the singer in Moscow.",
        "CONSULT",
    ),
]


@pytest.mark.parametrize(("claim", "sure", "unsure", "kind"), SURER, ids=[c for c, *_ in SURER])
def test_what_is_surer(claim: str, sure: str, unsure: str, kind: str) -> None:
    assert code(sure)[kind] > code(unsure).get(kind, 0.0), claim


def test_what_is_too_unlikely_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Kenya accused Uganda of shelling a village. Kenya demanded an apology from Uganda."
    given = code(text)
    assert all(LEAST <= confidence <= 1 for confidence in given.values())
    monkeypatch.setattr(coder, "LEAST", max(given.values()))
    assert len(code(text)) < len(given)


def test_an_event_says_what_its_confidence_rests_on() -> None:
    text = "Chinese President Xi Jinping met Russian President Vladimir Putin on Monday."
    (event,) = coder.code(Article(id="t", text=text, published=DAY))
    assert event.why[-1].startswith(f"confidence {event.confidence:.2f}: ")
