"""Answers: one function for each question that the record is asked."""

from communique.answers.brief import brief
from communique.answers.claims import claims
from communique.answers.meetings import firsts, meetings
from communique.answers.panel import panel
from communique.answers.record import Record, open_record
from communique.answers.ties import ties
from communique.answers.timeline import search, timeline

__all__ = [
    "Record",
    "brief",
    "claims",
    "firsts",
    "meetings",
    "open_record",
    "panel",
    "search",
    "ties",
    "timeline",
]
