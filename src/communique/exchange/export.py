"""Write a record in the formats of other systems, each with a note of what it had to drop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from communique import __version__
from communique.exchange import ftm, gdelt, gexf, icews, ics, polecat, timelinejs
from communique.exchange.claims import read_claims
from communique.exchange.plover import write_plover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from communique.record.store import Store

FORMATS: Final = (
    "plover", "icews", "gdelt", "polecat", "parquet", "csv", "ftm", "gexf", "ics", "timelinejs",
)  # fmt: skip
DROPPED: Final = {
    "plover": ("nothing; what PLOVER has no field for stands in context and comment",),
    "icews": icews.DROPPED,
    "gdelt": gdelt.DROPPED,
    "polecat": polecat.DROPPED,
    "parquet": ("nothing: the column document holds the whole event",),
    "csv": ("nothing: the column document holds the whole event",),
    "ftm": ftm.DROPPED,
    "gexf": gexf.DROPPED,
    "ics": ics.DROPPED,
    "timelinejs": timelinejs.DROPPED,
}
FLAT: Final = """
    SELECT e.event, e.article, a.published, a.source, e.type, e.mode,
           array_to_string(e.contexts, '; ') AS contexts, e.status, e.historical,
           e.start_date, e.end_date, e.edtf, e.date_text, e.date_basis, e.place, e.place_country,
           e.latitude, e.longitude, e.count, e.score, e.quad, e.confidence,
           p.actors, p.actor_countries, p.recipients, p.recipient_countries,
           v.sentence, e.version, e.document
    FROM events e JOIN articles a USING (article)
    LEFT JOIN evidence v ON v.event = e.event AND v.position = 0
    LEFT JOIN (
        SELECT event,
               string_agg(name, '; ' ORDER BY position) FILTER (side = 'actor') AS actors,
               string_agg(country, '; ' ORDER BY position) FILTER (side = 'actor')
                   AS actor_countries,
               string_agg(name, '; ' ORDER BY position) FILTER (side = 'recipient')
                   AS recipients,
               string_agg(country, '; ' ORDER BY position) FILTER (side = 'recipient')
                   AS recipient_countries
        FROM parties GROUP BY event
    ) p ON p.event = e.event
    WHERE e.event NOT IN (SELECT event FROM retired)
    ORDER BY e.article, e.event
"""


def export(store: Store, form: str, out: Path) -> list[Path]:
    """Write a record as a file, with a sidecar beside it; give the files written.

    GDELT comes as two: events, and the mentions that hold their evidence. Raises OSError.
    """
    files = [out]
    if form in {"parquet", "csv"}:
        name = str(out).replace("'", "''")
        options = "FORMAT parquet" if form == "parquet" else "FORMAT csv, HEADER"
        store.sql(f"COPY ({FLAT}) TO '{name}' ({options})")
    elif form == "gdelt":
        mentions = out.with_name(f"{out.stem}.mentions{out.suffix}")
        _write(out, _tabulate(gdelt.write_events(store)))
        _write(mentions, _tabulate(gdelt.write_mentions(store)))
        files.append(mentions)
    else:
        _write(out, _write_lines(store, form))
    sidecar = out.with_name(f"{out.name}.schema.json")
    note = {"format": form, "made_by": f"communique {__version__}", "dropped": DROPPED[form]}
    sidecar.write_text(json.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [*files, sidecar]


def _write_lines(store: Store, form: str) -> Iterator[str]:
    match form:
        case "plover":
            for article, event in read_claims(store):
                yield from write_plover([event], article)
        case "icews":
            yield from _tabulate(icews.write_icews(store))
        case "polecat":
            yield from _tabulate(polecat.write_polecat(store))
        case "ftm":
            yield from ftm.write_ftm(store)
        case "gexf":
            yield from gexf.write_gexf(store)
        case "ics":
            # RFC 5545 ends lines with both.
            yield from (f"{line}\r" for line in ics.write_ics(store))
        case "timelinejs":
            yield from timelinejs.write_timelinejs(store)


def _tabulate(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return ("\t".join(row) for row in rows)


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(f"{line}\n" for line in lines)
