"""Score events against hand-made keys.

A key names an article and the events a careful reader finds in it (`gold/README.md` says how).
A record answers a key event when its type is one the key allows, some of its evidence overlaps the
key's quote, and the parties, actors and recipients together, agree by country with a Jaccard index
of at least one half. Records and key events are matched one to one, required events first,
the best match first. Optional key events neither help nor hurt.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Row = Mapping[str, Any]
    Days = tuple[date, date]

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)
# EDTF numbers the seasons 21 to 24; these are the months in which they begin.
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Hold how well one record answers one key event."""

    parties: float
    right: Mapping[str, bool]

    @property
    def whole(self) -> bool:
        """Tell whether parties, direction, date and status are all right."""
        return self.parties == 1.0 and all(
            self.right[name] for name in ("direction", "date", "status")
        )


@dataclass(slots=True)
class Tally:
    """Count over the articles of one set of keys; `misses` says in words what went wrong."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    whole: int = 0
    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Give precision, recall and F1, the share right of each field, and of whole records."""
        required = self.found + self.missed
        precision = self.found / max(self.found + self.extra, 1)
        recall = self.found / max(required, 1)
        return {
            "events": required,
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / max(precision + recall, 1e-9),
            **{name: sum(marks) / len(marks) for name, marks in sorted(self.right.items())},
            "record": self.whole / max(required, 1),
        }


def read_keys(folder: Path) -> dict[str, Row]:
    """Read the keys of a folder, by the name of their file."""
    return {
        path.name.removesuffix(".key.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.key.json"))
    }


def score(keys: Mapping[str, Row], events: Iterable[Row]) -> Tally:
    """Score records, as dictionaries of the JSON lines' shape, against keys."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for event in events:
        for article in {part.get("article") for part in event.get("evidence") or []}:
            by_article[article].append(event)
    tally = Tally()
    for name, key in keys.items():
        _score_article(name, key["events"], by_article[key["article"]], tally)
    return tally


def _score_article(name: str, wanted: Sequence[Row], events: Sequence[Row], tally: Tally) -> None:
    matches = match(wanted, events)
    for number, key in enumerate(wanted):
        if key.get("optional"):
            continue
        found = matches.get(number)
        if found is None:
            tally.missed += 1
            tally.misses.append(f"MISSED {name}: {_describe_key(key)}")
            continue
        answer = found[1]
        tally.found += 1
        tally.whole += answer.whole
        event = events[found[0]]
        for aspect, right in answer.right.items():
            tally.right[aspect].append(right)
            if not right:
                got = _describe_event(event)
                tally.misses.append(f"WRONG {aspect} {name}: {_describe_key(key)}\n    got {got}")
    used = {number for number, _ in matches.values()}
    for number, event in enumerate(events):
        if number not in used:
            tally.extra += 1
            tally.misses.append(f"EXTRA {name}: {_describe_event(event)}")


def match(wanted: Sequence[Row], events: Sequence[Row]) -> dict[int, tuple[int, Match]]:
    """Match key events with records: key number to record number and how well it answers."""
    pairs = []
    for i, key in enumerate(wanted):
        for j, event in enumerate(events):
            if event.get("event") not in listed(key["event"]) or not _overlaps(key, event):
                continue
            found = compare(key, event)
            if found.parties >= 0.5:
                aspects = (found.right[a] for a in ("direction", "date", "status", "count"))
                rank = (not key.get("optional"), found.parties, *aspects)
                pairs.append((rank, i, j, found))
    matches: dict[int, tuple[int, Match]] = {}
    used: set[int] = set()
    for _, i, j, found in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if i not in matches and j not in used:
            matches[i] = (j, found)
            used.add(j)
    return matches


def compare(key: Row, event: Row) -> Match:
    """Compare a record with the key event it might answer."""
    actors, recipients = _allowed(key.get("actors")), _allowed(key.get("recipients"))
    acting, receiving = _countries(event, "actors"), _countries(event, "recipients")
    found = read_days_of(event)
    right = {
        "direction": agree(actors, acting) == 1.0 and agree(recipients, receiving) == 1.0,
        "date": any(same_time(read_days(day), found) for day in listed(key.get("date"))),
        "status": (event.get("status") or "occurred") in listed(key.get("status") or "occurred"),
        "count": (event.get("count") or 1) in listed(key.get("count") or 1),
    }
    names = [
        squash(party.split(":", 1)[1])
        for party in [*(key.get("actors") or []), *(key.get("recipients") or [])]
        if ":" in party
    ]
    if names:
        given = [
            squash(entity.get("name") or "")
            for part in ("actors", "recipients")
            for entity in event.get(part) or []
        ]
        right["names"] = all(any(_same_name(name, other) for other in given) for name in names)
    if key.get("place"):
        place = (event.get("place") or {}).get("name") or ""
        right["place"] = squash(key["place"]) in squash(place)
    if "by" in key:
        sources = [
            (part.get("source") or {}).get("country") or "?"
            for part in event.get("attribution") or []
        ]
        allowed = _allowed(key["by"])
        right["source"] = (
            any(source in countries for countries in allowed for source in sources)
            if allowed
            else not sources
        )
    parties = agree([*actors, *recipients], [*acting, *receiving])
    return Match(parties=parties, right=right)


def agree(allowed: Sequence[frozenset[str]], given: Sequence[str]) -> float:
    """Give the Jaccard index of two lists of countries; a key's entity may allow several."""
    left = list(dict.fromkeys(given))
    distinct = list(dict.fromkeys(allowed))
    hits = 0
    for countries in distinct:
        hit = next((country for country in left if country in countries), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    total = len(distinct) + len(left)
    return hits / total if total else 1.0


def same_time(one: Days | None, other: Days | None) -> bool:
    """Tell whether both are unknown, or overlap in at least half of the days of either."""
    if one is None or other is None:
        return one is other
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    either = (max(one[1], other[1]) - min(one[0], other[0])).days + 1
    return shared > 0 and shared / either >= 0.5


def read_days(edtf: str | None) -> Days | None:
    """Read the days that an EDTF string covers; None where it is unknown."""
    if not edtf:
        return None
    text = edtf.strip().rstrip("~?%")
    if "/" in text:
        start, end = text.split("/", 1)
        first, last = read_days(start.strip(".")), read_days(end.strip("."))
        return (first[0] if first else FIRST_DAY, last[1] if last else LAST_DAY)
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", text):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    if re.fullmatch(r"\d{2}[\dX]X", text):
        low, high = text.replace("X", "0"), text.replace("X", "9")
        return date(int(low), 1, 1), date(int(high), 12, 31)
    return _read_part(text)


def _read_part(text: str) -> Days:
    """Read a year, a season, a month or a day."""
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        year, month = int(match[1]), int(match[2])
        length = 3 if month in SEASONS else 1
        month = SEASONS.get(month, month)
        return date(year, month, 1), _months_after(year, month, length) - timedelta(days=1)
    day = date.fromisoformat(text[:10])
    return day, day


def _months_after(year: int, month: int, count: int) -> date:
    years, rest = divmod(month - 1 + count, 12)
    return date(year + years, rest + 1, 1)


def read_days_of(event: Row) -> Days | None:
    """Read the days of a record: of its EDTF, else of its start and end."""
    when = event.get("date") or {}
    try:
        if when.get("edtf"):
            return read_days(when["edtf"])
    except (ValueError, TypeError):
        pass
    start, end = when.get("start"), when.get("end")
    if not start and not end:
        return None
    return (
        date.fromisoformat(start[:10]) if start else FIRST_DAY,
        date.fromisoformat(end[:10]) if end else LAST_DAY,
    )


def listed(value: Any) -> list[Any]:
    """Give a list of what may be one value or a list."""
    return value if isinstance(value, list) else [value]


def squash(text: str) -> str:
    """Reduce a text to its lower-case words."""
    return re.sub(r"\W+", " ", text).strip().lower()


def _overlaps(key: Row, event: Row) -> bool:
    quotes = [squash(quote) for quote in (key["quote"], *key.get("quotes", []))]
    texts = [squash(part.get("text") or "") for part in event.get("evidence") or []]
    return any(text and (quote in text or text in quote) for text in texts for quote in quotes)


def _same_name(name: str, given: str) -> bool:
    return name == given or name.rpartition(" ")[2] == given.rpartition(" ")[2]


def _allowed(parties: Sequence[str] | None) -> list[frozenset[str]]:
    """Read a key's entities: "SUN|RUS:Name" allows two countries."""
    return [frozenset(party.partition(":")[0].split("|")) for party in parties or []]


def _countries(event: Row, part: str) -> list[str]:
    return [entity.get("country") or "?" for entity in event.get(part) or []]


def _describe_key(key: Row) -> str:
    parties = f"{key.get('actors') or []} -> {key.get('recipients') or []}"
    fields = ", ".join(f"{n} {key[n]}" for n in ("date", "status", "place", "by") if n in key)
    return f"{listed(key['event'])[0]} {parties} ({fields}) “{key['quote']}”"


def _describe_event(event: Row) -> str:
    parties = [
        [f"{entity['country']}:{entity['name']}" for entity in event[part]]
        for part in ("actors", "recipients")
    ]
    when = (event.get("date") or {}).get("edtf")
    sources = [part["source"]["country"] for part in event.get("attribution") or []]
    first: Row = next(iter(event.get("evidence") or []), {})
    trigger = (first.get("trigger") or {}).get("text", "")
    return (
        f"{event['event']} {parties[0]} -> {parties[1]} (date {when}, status {event['status']}, "
        f"by {sources}) by “{trigger}” in “{first.get('text', '')}”"
    )
