"""Events as JSON lines: one object a line, with the fields of the coding manual, section 2.

Nothing is lost in a file: see `communique.documents`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from communique.documents import event_from_dict, event_to_dict
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.types import Event

__all__ = ["event_from_dict", "event_to_dict", "read_events", "write_events"]


def write_events(events: Iterable[Event]) -> Iterator[str]:
    """Write each event as one line of JSON, without the line's end."""
    for event in events:
        yield json.dumps(event_to_dict(event), ensure_ascii=False, separators=(",", ":"))


def read_events(lines: Iterable[str], subject: str) -> Iterator[Event]:
    """Read events back from the lines that `write_events` gave.

    Raises UnreadableInput, which names the line.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield event_from_dict(json.loads(line))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            where = f"{subject}, line {number}"
            remedy = "write the file anew with communique read --format jsonl"
            raise UnreadableInput(where, f"is not an event ({error})", remedy) from error
