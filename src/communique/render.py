"""Show events to a reader: as a table, as blocks on a narrow terminal, and one in full.

All functions give text; nothing here prints, and rich is imported only for a table.
"""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text

    from communique.types import Answer, Attribution, Entity, Event, Evidence, When

STATUS_COLOURS = {
    "occurred": "green",
    "ongoing": "blue",
    "planned": "cyan",
    "possible": "yellow",
    "negated": "red",
}
# EDTF's numbers for the seasons, which nobody reads as such.
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
VERBS = {
    "asserts": "",
    "alleges": "alleged by ",
    "denies": "denied by ",
    "reports": "reported by ",
}

# The table's columns: the characters of its longest common word ("autumn 2018", "discontinue",
# "Washington"), and its share of what a wide terminal has over.
COLUMNS = {
    "date": (11, 0),
    "who": (11, 2),
    "did": (13, 0),  # as wide as "heavy-weapons", the longest mode
    "to whom": (11, 2),
    "where": (10, 1),
    "says who": (10, 2),
    "words": (20, 5),
}
# Below this the seven columns of the table are too narrow to read.
NARROWEST_TABLE = 100
# How much of a sentence the table shows around the word that reports the event.
WORDS_SHOWN = 160


def render_events(events: Sequence[Event], *, width: int, colour: bool) -> str:
    """Show events as a table, or as blocks on a narrow terminal."""
    if width < NARROWEST_TABLE:
        return _render_blocks(events, width=width)
    from rich.box import HORIZONTALS
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        show_lines=True,
        show_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
        box=HORIZONTALS,
    )
    for heading, columns in _share_width(width).items():
        table.add_column(heading, width=columns, overflow="fold")
    for event in events:
        # The mode on a line of its own: "SANCTION/discontinue" would be broken anywhere.
        did = Text(render_type(event).replace("/", "\n"))
        did.append(f"\n{event.status}", style=STATUS_COLOURS[event.status])
        table.add_row(
            render_date(event.date).replace(" to ", "\nto "),
            Text(render_entities(event.actors)),
            did,
            Text(render_entities(event.recipients)),
            Text(event.place.name if event.place else ""),
            Text(render_attribution(event.attribution)),
            _emphasise(event.evidence[0]),
        )
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))


def render_answer(answer: Answer, *, width: int, colour: bool) -> str:
    """Show an answer as a table under its title, with its note and the ids behind each line."""
    from rich.box import HORIZONTALS
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    console.print(Text(answer.title, style="bold"))
    if answer.rows:
        table = Table(
            show_edge=False,
            expand=True,
            padding=(0, 1, 0, 0),
            header_style="bold",
            box=HORIZONTALS,
        )
        for column in (*answer.columns, "events"):
            table.add_column(
                column, overflow="fold", ratio=LONG.get(column), min_width=SHORT.get(column)
            )
        for row, events in zip(answer.rows, answer.events, strict=True):
            ids = " ".join(event[:8] for event in events[:3]) + (" …" if len(events) > 3 else "")
            cells = ("" if cell is None else str(cell) for cell in row)
            table.add_row(*map(Text, cells), Text(ids))
        console.print(table)
    if answer.note:
        console.print(Text(answer.note))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))


# Columns of answers that share the room that is left, and what others need at least.
LONG = {"words": 5, "answer": 3, "source": 3, "who": 2, "to whom": 2, "moved most by": 4}
SHORT = {"when": 10, "did": 9, "events": 8}


def _share_width(width: int) -> dict[str, int]:
    """Give each column what its longest word needs, and share out the rest."""
    left = width - sum(least for least, _ in COLUMNS.values()) - 2 * len(COLUMNS)
    shares = sum(share for _, share in COLUMNS.values())
    return {
        heading: least + max(left, 0) * share // shares
        for heading, (least, share) in COLUMNS.items()
    }


def _render_blocks(events: Iterable[Event], *, width: int) -> str:
    blocks = []
    for event in events:
        lines = [
            f"{render_date(event.date) or 'no date'}  {render_type(event)}, {event.status}",
            "who: " + render_entities(event.actors),
            "to whom: " + render_entities(event.recipients),
            "where: " + (event.place.name if event.place else ""),
            "says who: " + render_attribution(event.attribution),
            "“" + "".join(crop(event.evidence[0])) + "”",
        ]
        blocks.append(
            "\n".join(
                textwrap.fill(
                    line,
                    max(width, 20),
                    subsequent_indent="    ",
                    initial_indent="  " * bool(number),
                )
                for number, line in enumerate(lines)
                if not line.endswith(": ")
            )
        )
    return "\n\n".join(blocks)


def render_date(when: When) -> str:
    """Show a date as ISO days, nothing where it is unknown."""
    if when.edtf and "/" not in when.edtf:
        year, _, part = when.edtf.partition("-")
        return f"{SEASONS[part]} {year}" if part in SEASONS else when.edtf
    start, end = (part if part not in {"", ".."} else "" for part in _find_ends(when))
    if start and end and start != end:
        return f"{start} to {end}"
    if start == end:
        return start
    return f"from {start}" if start else f"until {end}"


def _find_ends(when: When) -> tuple[str, str]:
    if when.edtf:
        start, _, end = when.edtf.partition("/")
        return start, end
    return (
        "" if when.start is None else when.start.isoformat(),
        "" if when.end is None else when.end.isoformat(),
    )


def render_type(event: Event) -> str:
    """Show what was done: type, mode and, where there were several, how many."""
    kind = f"{event.event}/{event.mode}" if event.mode else event.event
    return f"{kind} ×{event.count}" if event.count != 1 else kind


def render_entity(entity: Entity) -> str:
    """Show an entity by name and country."""
    return f"{entity.name} ({entity.country})" if entity.country else entity.name


def render_entities(entities: Iterable[Entity]) -> str:
    """Show several entities, separated by commas."""
    return ", ".join(render_entity(entity) for entity in entities)


def render_attribution(attribution: Iterable[Attribution]) -> str:
    """Show who vouches for an event, the outermost source first; nothing for the reporter."""
    return ", citing ".join(
        VERBS[part.stance] + render_entity(part.source) for part in attribution
    )


def crop(evidence: Evidence) -> tuple[str, str, str]:
    """Crop a sentence around its trigger: the words before it, the trigger, the words after."""
    text = evidence.text
    start = max(0, evidence.trigger.start - evidence.span.start)
    end = min(len(text), start + evidence.trigger.end - evidence.trigger.start)
    first, last = 0, len(text)
    if len(text) > WORDS_SHOWN:
        first = max(0, min(start - WORDS_SHOWN // 2, len(text) - WORDS_SHOWN))
        last = min(len(text), max(first + WORDS_SHOWN, end))
        # Whole words only.
        first = 0 if first == 0 else text.find(" ", first, start) + 1 or first
        last = last if last == len(text) else max(text.rfind(" ", end, last), end)
    before = ("… " if first else "") + text[first:start]
    after = text[end:last] + (" …" if last < len(text) else "")
    return _unbreak(before), _unbreak(text[start:end]), _unbreak(after)


def _unbreak(text: str) -> str:
    return text.replace("\n", " ")


def _emphasise(evidence: Evidence) -> Text:
    from rich.text import Text

    before, trigger, after = crop(evidence)
    return Text.assemble(before, (trigger, "bold"), after)


def render_why(event: Event) -> str:
    """Show how an event came about: its sentences, what was found in them, and each decision."""
    lines = [f"{render_type(event)}, {event.status}    event {event.id}", ""]
    for evidence in event.evidence:
        ends = f"{evidence.span.start}–{evidence.span.end}"
        lines.append(f"  {mark(event, evidence)}")
        lines.append(f"  (article {evidence.article}, {evidence.field} {ends})")
        lines.append("")
    lines.append("  {actor}  [recipient]  *trigger*  <date>  ‹source›")
    lines.append("")
    rows = [("who", _describe(entity)) for entity in event.actors]
    rows += [("to whom", _describe(entity)) for entity in event.recipients]
    rows.append(
        ("when", _describe_date(event.date) + (", historical" if event.historical else ""))
    )
    if event.place is not None:
        country = f" ({event.place.country})" if event.place.country else ""
        rows.append(("where", f"{event.place.name}{country}"))
    rows += [
        ("says who", f"{_describe(part.source)}: {part.stance}, by “{part.cue}”")
        for part in event.attribution
    ] or [("says who", "the report itself")]
    if event.context:
        rows.append(("context", ", ".join(event.context)))
    rows.append(
        ("scores", f"{event.score:g} (quad {event.quad}), confidence {event.confidence:.2f}")
    )
    lines += [f"  {name:9} {value}" for name, value in rows]
    if event.why:
        lines += ["", "  How it was decided:"]
        lines += [f"  - {step}" for step in event.why]
    return "\n".join(lines)


def mark(event: Event, evidence: Evidence) -> str:
    """Mark in a sentence what the event took from it."""
    marks = [
        (evidence.trigger.start, evidence.trigger.end, "*", "*"),
        *((e.span.start, e.span.end, "{", "}") for e in event.actors if e.span),
        *((e.span.start, e.span.end, "[", "]") for e in event.recipients if e.span),
        *((p.span.start, p.span.end, "‹", "›") for p in event.attribution),
    ]
    if event.date.span is not None:
        marks.append((event.date.span.start, event.date.span.end, "<", ">"))
    first, last = evidence.span.start, evidence.span.end
    inside = sorted({part for part in marks if first <= part[0] < part[1] <= last})
    # Ends before starts at one place, inner ends before outer ones: marks nest as brackets do.
    inserts = [(start, 1, start - end, opening) for start, end, opening, _ in inside]
    inserts += [(end, 0, -start, closing) for start, end, _, closing in inside]
    out, here = [], first
    for place, _, _, sign in sorted(inserts):
        out.append(evidence.text[here - first : place - first])
        out.append(sign)
        here = place
    out.append(evidence.text[here - first :])
    return _unbreak("".join(out))


def _describe(entity: Entity) -> str:
    parts = [render_entity(entity), entity.role, entity.sector]
    words = f", from “{entity.text}”" if entity.text and entity.text != entity.name else ""
    return ", ".join(part for part in parts if part) + words


def _describe_date(when: When) -> str:
    if when.basis == "unknown":
        return "unknown: the text does not say"
    words = f", from “{when.text}”" if when.text else ""
    return f"{render_date(when)} ({when.basis}){words}"
