"""Check the directory's data: holders at once, terms that end before they begin, shared names.

    python -m communique.directory.check

Prints what deserves a look; the tests allow no fault and keep the notes to read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.directory.load import load_directory
from communique.errors import BadDirectory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.directory.nouns import Directory, Person, Term

# An office that passes on within a few days of overlap is told so by its dates' precision.
_SLACK_DAYS = 31


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one thing to look at: a fault must be mended, a note may be as it should."""

    fault: bool
    subject: str
    remark: str


def check_directory(directory: Directory) -> list[Finding]:
    """Return what is wrong or odd in the directory, faults first."""
    found = [
        *_check_terms(directory),
        *_check_overlaps(directory),
        *_check_states(directory),
        *_check_names(directory),
    ]
    return sorted(found, key=lambda f: (not f.fault, f.subject, f.remark))


def _check_terms(directory: Directory) -> Iterator[Finding]:
    for person in directory.people.values():
        for term in person.terms:
            if term.end is not None and term.end < term.start:
                yield Finding(
                    fault=True,
                    subject=person.name,
                    remark=f"{term.body} {term.office} ends {term.end} before {term.start}",
                )
    for body, office in directory.leads.items():
        if (body, office) not in directory.terms:
            yield Finding(fault=True, subject=body, remark=f"is led by {office}, which none held")


def _check_overlaps(directory: Directory) -> Iterator[Finding]:
    for (body, office), rows in directory.terms.items():
        if office not in directory.offices or directory.offices[office].many:
            continue
        held = [row for row in rows if row[1].office == office]
        for at, (person, term) in enumerate(held):
            for other, later in held[at + 1 :]:
                days = _days_shared(term, later)
                if person.id != other.id and days > _SLACK_DAYS:
                    yield _overlap(body, office, (person, term), (other, later))


def _days_shared(term: Term, later: Term) -> int:
    """Return on how many days both terms ran, a great many where neither has ended."""
    ends = [t.end for t in (term, later) if t.end is not None]
    return (min(ends) - later.start).days if ends else 10_000


def _overlap(
    body: str, office: str, first: tuple[Person, Term], second: tuple[Person, Term]
) -> Finding:
    spells = ", ".join(f"{p.name} {t.start}..{t.end or ''}" for p, t in (first, second))
    return Finding(fault=False, subject=f"{body} {office}", remark=f"two at once: {spells}")


def _check_states(directory: Directory) -> Iterator[Finding]:
    for state in directory.states.values():
        if state.before and state.before not in directory.states:
            yield Finding(fault=True, subject=state.id, remark=f"came from {state.before}?")
        if state.before and state.start is None:
            yield Finding(fault=True, subject=state.id, remark="has no day on which it began")
    known = set(directory.states) | {"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM", ""}
    for organisation in directory.organisations.values():
        codes = {organisation.country, *(m.state for m in organisation.members)}
        for code in sorted(codes - known):
            yield Finding(fault=True, subject=organisation.name, remark=f"unknown code {code!r}")


def _check_names(directory: Directory) -> Iterator[Finding]:
    for key, entries in directory.names.items():
        holders = defaultdict(set)
        for entry in entries:
            if entry.kind not in {"family", "demonym"}:
                holders[entry.kind].add(entry.id)
        ids = {i for kind in holders.values() for i in kind}
        if len(ids) > 1:
            yield Finding(
                fault=False, subject=" ".join(key), remark=f"may be any of {sorted(ids)}"
            )


def main() -> None:
    """Print every finding, and fail where one is a fault."""
    found = check_directory(load_directory())
    for finding in found:
        print("fault" if finding.fault else "note ", finding.subject, "-", finding.remark)  # noqa: T201
    faults = [f.subject for f in found if f.fault]
    if faults:
        raise BadDirectory("directory", f"{len(faults)} faults", "mend what is listed above")


if __name__ == "__main__":
    main()
