"""Grouping: the deed that is told again is found, and found without asking all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_article, make_when

from communique.coding import grouping
from communique.coding.coder import code
from communique.coding.grouping import Told, gather, is_same
from communique.types import Entity, When


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeDraft:
    """Stand in for a draft: what grouping asks of one."""

    type: str = "CONSULT"
    count: int = 1
    status: str = "occurred"
    when: When | None = None
    actors: tuple[Entity, ...] = ()
    recipients: tuple[Entity, ...] = ()
    complete: bool = True
    is_recent: bool = True
    sentence: Any = None
    reading: Any = None
    why: tuple[str, ...] = ()
    parties: frozenset[str] = field(default=frozenset())


SENTENCES = [
    SimpleNamespace(
        index=place,
        field="text",
        paragraph=place,
        kind="body",
        tokens=[
            SimpleNamespace(
                head=-1, lemma="meet", text="meet", upos="VERB", xpos="VB", deprel="root"
            )
            for _ in range(4)
        ],
        children=((),) * 4,
    )
    for place in range(4)
]


def make_draft(
    place: int = 0,
    *,
    actors: str = "NK",
    recipients: str = "",
    mutual: bool = True,
    anaphoric: bool = False,
    trigger: int = 0,
    **fields: Any,
) -> FakeDraft:
    """Make a draft of sentence number `place` in a text without a headline."""
    sides = [
        tuple(Entity(id=letter, name=letter, country=letter) for letter in side)
        for side in (actors, recipients)
    ]
    entry = SimpleNamespace(mutual=mutual, id="meet", mode=None, pos="verb")
    return FakeDraft(
        actors=sides[0],
        recipients=sides[1],
        parties=frozenset(actors + recipients),
        sentence=SENTENCES[place],
        reading=SimpleNamespace(
            entry=entry,
            anaphoric=anaphoric,
            trigger=trigger,
            carrier=None,
            reciprocal=False,
            suffered=False,
        ),
        **fields,
    )


def days(first: int, last: int | None = None) -> When:
    start = date(2019, 6, first)
    return make_when(start=start, end=date(2019, 6, last or first))


@pytest.mark.parametrize(
    ("one", "two", "number"),
    [
        ({}, {}, 1),
        ({}, {"actors": "NKP"}, 1),
        ({}, {"actors": "PQ"}, 2),
        ({}, {"count": 2}, 2),
        ({}, {"status": "negated"}, 2),
        ({"when": days(3)}, {"when": days(4)}, 2),
        ({"when": days(3)}, {"when": days(2, 5)}, 1),
        ({"when": days(2, 5)}, {"when": days(3)}, 1),
        ({"when": days(3)}, {}, 1),
        ({}, {"when": days(3)}, 1),
        ({}, {"when": days(3), "is_recent": False}, 2),
        ({}, {"complete": False, "actors": "N", "anaphoric": True}, 1),
        ({"type": "ACCUSE", "mutual": False}, {"type": "ACCUSE", "mutual": False}, 2),
        (
            {"type": "ACCUSE", "mutual": False, "recipients": "P"},
            {"type": "ACCUSE", "mutual": False, "recipients": "P"},
            1,
        ),
    ],
)
def test_two_tellings_are_of_one_deed_or_of_two(
    one: dict[str, Any], two: dict[str, Any], number: int
) -> None:
    drafts: list[Any] = [make_draft(0, **one), make_draft(1, **two)]
    assert len(gather(drafts)) == number


def test_an_undated_deed_takes_the_day_of_its_second_telling() -> None:
    drafts: list[Any] = [
        make_draft(0),
        make_draft(1, when=days(3)),
        make_draft(2, when=days(4)),
        make_draft(3, when=days(3)),
    ]
    groups = gather(drafts)
    assert [group.drafts for group in groups] == [drafts[:2] + drafts[3:], [drafts[2]]]


def test_what_stands_in_one_sentence_is_closest() -> None:
    drafts: list[Any] = [
        make_draft(1, actors="NK", trigger=1),
        make_draft(1, actors="NK", trigger=2),
        make_draft(1, actors="NK", trigger=1),
        make_draft(2, actors="NK", trigger=3),
    ]
    groups = gather(drafts)
    assert [group.drafts for group in groups] == [[drafts[0], drafts[2]], [drafts[1], drafts[3]]]


DRAFTS = st.lists(
    st.builds(
        make_draft,
        st.integers(0, 3),
        actors=st.sampled_from(["N", "NK", "K", "NKP", "P"]),
        recipients=st.sampled_from(["", "K", "P"]),
        mutual=st.booleans(),
        anaphoric=st.booleans(),
        trigger=st.integers(0, 2),
        type=st.sampled_from(["CONSULT", "ACCUSE"]),
        count=st.sampled_from([1, 1, 2]),
        status=st.sampled_from(["occurred", "ongoing", "planned"]),
        complete=st.sampled_from([True, True, False]),
        is_recent=st.booleans(),
        when=st.none() | st.builds(days, st.integers(1, 3), st.none() | st.integers(3, 4)),
    ),
    max_size=25,
)


@given(DRAFTS)
def test_the_deed_found_is_that_of_asking_all_of_them(drafts: list[Any]) -> None:
    told = Told()
    for draft in sorted(drafts, key=lambda draft: draft.sentence.index):
        fits = [place for place, group in enumerate(told.groups) if is_same(group, draft)]
        here = [place for place in fits if draft.sentence.index in told.groups[place].told_in]
        found = told.find(draft)
        assert found == max((here if draft.complete and here else fits), default=None)
        if found is not None:
            told.add(found, draft)
        elif draft.complete:
            told.begin(draft)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway's president met Kenya's president in Oslo. ",
        "“Norway met Kenya ‘today “.",
        "Norway condemned Kenya on Monday. ",
        "Norway met Kenya on {day} May {year}. ",
    ],
)
def test_twice_the_sentences_are_twice_the_comparisons(
    monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    asked = 0

    def count(*arguments: Any) -> bool:
        nonlocal asked
        asked += 1
        return is_same(*arguments)

    monkeypatch.setattr(grouping, "is_same", count)
    counts = []
    for number in (80, 160):
        asked = 0
        text = "".join(sentence.format(day=n % 28 + 1, year=1950 + n // 28) for n in range(number))
        code(make_article(text))
        counts.append(asked)
    assert counts[1] <= 2.5 * counts[0] + 80


@pytest.mark.parametrize(
    ("text", "kind", "deeds"),
    [
        (
            "Kofi Annan met Portuguese leaders. The leaders met Annan to hear of the truce.",
            "CONSULT",
            1,
        ),
        (
            """Kofi Annan met Portuguese leaders about Angola's crisis. The UN chief later met
            young people from Portugal to hear what they think of their schools.""",
            "CONSULT",
            2,
        ),
        (
            "Kenya accused Uganda of smuggling fuel. Kenya also accused Uganda of lying about it.",
            "ACCUSE",
            2,
        ),
    ],
)
def test_what_deeds_are_about_tells_them_apart(text: str, kind: str, deeds: int) -> None:
    events = code(make_article(text))
    assert sum(event.event == kind for event in events) == deeds
