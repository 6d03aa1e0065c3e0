"""Deeds in words: headlines, and what types and outcomes are called on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.answers.naming import say_place
from communique.answers.sentences import MODES, VERBS, say_and

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES: Final = {
    "AGREE": "Promises and agreements",
    "CONSULT": "Meetings, visits and calls",
    "SUPPORT": "Support in words and standing",
    "CONCEDE": "Concessions",
    "COOPERATE": "Work together",
    "AID": "Aid",
    "RETREAT": "Withdrawals and releases",
    "REQUEST": "Demands and appeals",
    "ACCUSE": "Criticism and accusations",
    "REJECT": "Refusals and denials",
    "THREATEN": "Threats",
    "PROTEST": "Protests",
    "SANCTION": "Sanctions and broken ties",
    "MOBILIZE": "Shows of force",
    "COERCE": "Coercion",
    "ASSAULT": "Use of force",
}
OUTCOMES: Final = {
    "held": "took place",
    "ongoing": "is going on",
    "planned": "is planned",
    "announced": "is announced",
    "possible": "is only possible",
    "postponed": "was postponed",
    "cancelled": "was called off",
    "denied": "is denied",
}
STANCES: Final = {
    "asserts": "says so",
    "alleges": "alleges it",
    "denies": "denies it",
    "reports": "reports it",
}
# A deed that did not (yet) take place must not read as one that did.
OPEN: Final = {
    "planned": "Planned",
    "announced": "Announced",
    "possible": "Possible",
    "postponed": "Postponed",
    "cancelled": "Called off",
    "denied": "Denied",
}


# The verbs of the answers, as they read before the deed.
AHEAD: Final = {
    "made": "make", "held": "hold", "showed": "show", "worked": "work", "gave": "give",
    "drew": "draw", "criticised": "criticise", "accused": "accuse", "rebuffed": "rebuff",
    "refused": "refuse", "threatened": "threaten", "protested": "protest",
    "restricted": "restrict", "used": "use", "visited": "visit", "paid": "pay",
    "spoke": "speak", "granted": "grant", "expelled": "expel",
}  # fmt: skip


def write_headline(row: Mapping[str, Any]) -> str:
    """Write who did what to whom in one line, with what became of it where it is not held."""
    plain = VERBS.get(row["type"], ("acted on", "acted"))
    to, alone = MODES.get((row["type"], row["mode"]), plain)
    actors = shorten(list(dict.fromkeys(row["actor_names"] or ())))
    others = shorten([n for n in dict.fromkeys(row["recipient_names"] or ()) if n not in actors])
    who = say_and(actors) or "Somebody not named"
    if row["life"] in OPEN and row["life"] != "denied":
        to, alone = write_ahead(to), write_ahead(alone)
    deed = f"{to} {say_and(others)}" if others else alone
    where = say_place(row["place"])
    life = OPEN.get(row["life"])
    times = f" ({row['count']} times)" if row["count"] > 1 else ""
    line = f"{who} {deed}{where}{times}"
    return f"{life}: {line}" if life else f"{line[:1].upper()}{line[1:]}"


def write_ahead(verb: str) -> str:
    """Write a verb as it reads before the deed: to hold talks with."""
    return "to " + " ".join(AHEAD.get(word, word) for word in verb.split())


def shorten(names: list[str], most: int = 4) -> list[str]:
    """Give the first few names, and how many there are besides."""
    return names if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} others"]


def write_type(row: Mapping[str, Any]) -> str:
    """Write a deed's type and mode in PLOVER's words: Consult · visit."""
    kind = str(row["type"]).capitalize()
    return f"{kind} · {row['mode']}" if row["mode"] else kind


def write_score(score: float | None) -> str:
    """Write a score with its sign, a true minus for the eye."""
    return "" if score is None else f"{score:+g}".replace("-", "−")


def write_number(number: int) -> str:
    """Write a number with its thousands set off."""
    return f"{number:,}"
