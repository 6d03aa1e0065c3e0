"""Who and what names stand for: states, organisations, people in office, places, day by day."""

from __future__ import annotations

from communique.directory.load import load_directory
from communique.directory.lookup import look_up
from communique.directory.match import match_names
from communique.directory.nouns import (
    Directory,
    Entry,
    EntryKind,
    Match,
    Membership,
    Office,
    Organisation,
    Person,
    State,
    Term,
)
from communique.directory.places import find_place
from communique.directory.tenure import make_entity, office_holder, role_of, state_on

__all__ = [
    "Directory",
    "Entry",
    "EntryKind",
    "Match",
    "Membership",
    "Office",
    "Organisation",
    "Person",
    "State",
    "Term",
    "find_place",
    "load_directory",
    "look_up",
    "make_entity",
    "match_names",
    "office_holder",
    "role_of",
    "state_on",
]
