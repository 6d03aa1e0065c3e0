"""GEXF 1.3 for Gephi: parties as nodes, deeds summed by pair and year as dated edges."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from communique.exchange.claims import DONE, make_dyads, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.record.store import Store

DROPPED: Final = (
    "events that are planned, possible or negated, or have no year",
    "everything but the parties, the number of deeds and the sum of scores",
)


def write_gexf(store: Store) -> Iterator[str]:
    """Write a dynamic graph; every node and edge has a closed span of days, as Gephi needs."""
    names: dict[str, tuple[str, str]] = {}
    edges: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    for _, event in read_claims(store):
        start, end = event.date.start, event.date.end
        if event.status not in DONE or start is None or end is None or start.year != end.year:
            continue
        for source, target in make_dyads(event):
            if source is None or target is None or source.id == target.id:
                continue
            names[source.id] = source.name, source.country
            names[target.id] = target.name, target.country
            edges[source.id, target.id, start.year].append(event.score)
    years = [year for _, _, year in edges] or [2000]
    span = f'start="{min(years):04}-01-01" end="{max(years):04}-12-31"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">'
    yield '<attributes class="node"><attribute id="country" title="country" type="string"/>'
    yield '</attributes><attributes class="edge"><attribute id="score" title="score" '
    yield 'type="double"/></attributes><nodes>'
    for name, (label, country) in sorted(names.items()):
        yield f"<node id={quoteattr(name)} label={quoteattr(label)} {span}><attvalues>"
        yield f'<attvalue for="country" value={quoteattr(country)}/></attvalues></node>'
    yield "</nodes><edges>"
    for number, ((source_id, target_id, year), scores) in enumerate(sorted(edges.items())):
        yield (
            f'<edge id="{number}" source={quoteattr(source_id)} target={quoteattr(target_id)} '
            f'weight="{len(scores)}" start="{year:04}-01-01" end="{year:04}-12-31">'
            f'<attvalues><attvalue for="score" value="{sum(scores):.2f}"/></attvalues></edge>'
        )
    yield "</edges></graph></gexf>"
