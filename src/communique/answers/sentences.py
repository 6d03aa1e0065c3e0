"""Deeds in plain sentences, dates as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.answers.chronicle import say_names
from communique.answers.naming import say_name, say_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

DONE: Final = frozenset({"held", "ongoing"})
# What was done to somebody, and what is said where nobody is named. None of these claims more
# than the type does: CONSULT covers visits, calls and talks alike.
VERBS: Final = {
    "AGREE": ("made a commitment to", "made a commitment"),
    "CONSULT": ("held talks with", "held talks"),
    "SUPPORT": ("showed support for", "showed support"),
    "COOPERATE": ("worked with", "worked together"),
    "AID": ("gave aid to", "gave aid"),
    "RETREAT": ("drew back before", "drew back"),
    "CONCEDE": ("made a concession to", "made a concession"),
    "REQUEST": ("made a demand of", "made a demand"),
    "ACCUSE": ("criticised or accused", "made an accusation"),
    "REJECT": ("rebuffed", "refused"),
    "THREATEN": ("threatened", "made a threat"),
    "PROTEST": ("protested against", "protested"),
    "SANCTION": ("restricted ties with", "restricted ties"),
    "MOBILIZE": ("made a show of force toward", "made a show of force"),
    "COERCE": ("used coercion against", "used coercion"),
    "ASSAULT": ("used force against", "used force"),
}
MODES: Final = {
    ("CONSULT", "visit"): ("visited", "paid a visit"),
    ("CONSULT", "phone"): ("spoke by telephone with", "spoke by telephone"),
    ("RETREAT", "release"): ("granted a release to", "granted a release"),
    ("REJECT", "meet"): ("refused to meet", "refused to meet"),
    ("SANCTION", "expel"): ("expelled people of", "expelled people"),
}
LIVES: Final = {
    "planned": "planned",
    "announced": "announced",
    "possible": "reported as possible",
    "postponed": "postponed",
    "cancelled": "called off",
    "denied": "denied",
}


def tell(row: Mapping[str, Any]) -> str:
    """Tell a deed in a sentence with the words of the report that tells it best."""
    to, alone = MODES.get((row["type"], row["mode"]), VERBS[row["type"]])
    actors = list(dict.fromkeys(row["actor_names"] or ()))
    recipients = [n for n in dict.fromkeys(row["recipient_names"] or ()) if n not in actors]
    who = say_and(actors) or "Somebody not named"
    deed = f"{to} {say_and(recipients)}" if recipients else alone
    life = "" if row["life"] in DONE else f" ({LIVES.get(row['life'], row['life'])})"
    when = write_when(row)
    if not when:
        told = write_day(row["published"])
        when = f"No date given, reported {told}" if told else "No date given"
    words = " ".join((row["sentence"] or "").split())
    said = f" According to {_list_names(row['said_by'])}." if row["said_by"] else ""
    denied = f" Denied by {_list_names(row['denied_by'])}." if row["denied_by"] else ""
    return f"{when}: {who} {deed}{say_place(row['place'])}{life}. “{words}”{said}{denied}"


def _list_names(names: Sequence[str]) -> str:
    return say_names([say_name(name) for name in names])


def say_and(names: Sequence[str]) -> str:
    """Join names as people do: A, the B and C."""
    names = [say_name(name) for name in names]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def write_when(row: Mapping[str, Any]) -> str:
    """Write a deed's date as people write it."""
    start, end, edtf = row["start_date"], row["end_date"], row["edtf"]
    if start is None or end is None:
        return f"Since {write_day(start)}" if start else f"Until {write_day(end)}" if end else ""
    if start == end:
        return write_day(start)
    if edtf and len(edtf) == 7 and edtf[5:].isdigit() and int(edtf[5:]) <= 12:
        return f"{start:%B %Y}"
    if edtf and len(edtf) == 4:
        return str(edtf)
    return f"{write_day(start)} to {write_day(end)}"


def write_day(day: date | None) -> str:
    """Write a day as people do: 23 April 2019."""
    return f"{day.day} {day:%B %Y}" if day else ""


def count(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
