"""What the coder weighs of each event that answers a key event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from deeds import plain
from scoring import match

from communique.coding import coder
from communique.documents import event_to_dict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from communique.types import Article, Event

    Row = Mapping[str, Any]

Weighed = TypeVar("Weighed")


def find_answers(
    reports: Iterable[tuple[Article, Sequence[Row]]],
    choice: str,
    weigh: Callable[..., tuple[Any, Weighed]],
) -> Iterator[tuple[Article, Row, Weighed]]:
    """Code reports; give each answered key event with what was weighed of the event's group.

    `weigh` stands for the coder's function called `choice`, whose second argument is the group; it
    returns what that returns, and what to keep.
    """
    weighed: dict[int, Weighed] = {}
    made: list[int] = []
    chosen, make = getattr(coder, choice), coder.make_event

    def look(*given: object, **named: object) -> object:
        result, weighed[id(given[1])] = weigh(*given, **named)
        return result

    def note(*given: object) -> Event:
        made.append(id(given[1]))
        return make(*given)

    setattr(coder, choice, look)
    coder.make_event = note
    for article, events in reports:
        weighed.clear()
        made.clear()
        key = [plain(event) for event in events]
        found = [event_to_dict(event) for event in coder.code(article)]
        for number, (place, _) in match(key, found).items():
            yield article, key[number], weighed[made[place]]
    setattr(coder, choice, chosen)
    coder.make_event = make
