"""The description of the JSON twins for programs: OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from communique import __version__
from communique.web.query import LIVES, SORTS
from communique.web.twins import COLUMNS
from communique.web.wording import TYPES

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
NONE_OR_TEXT: Final[Schema] = {"type": ["string", "null"]}
DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
LIST: Final[Schema] = {"type": "array", "items": {"type": "string"}}
LISTS: Final = (
    "actors", "actor_names", "actor_countries", "recipients", "recipient_names",
    "recipient_countries", "said_by", "denied_by", "events",
)  # fmt: skip
KINDS: Final[dict[str, Schema]] = {
    "start_date": DAY,
    "end_date": DAY,
    "published": DAY,
    "type": {"type": "string", "enum": list(TYPES)},
    "outcome": {"type": "string", "enum": list(LIVES)},
    "count": {"type": "integer", "description": "How many deeds a reported number stands for"},
    "score": {"type": "number", "minimum": -10, "maximum": 10},
    "quad": {"type": "integer", "enum": [1, 2, 3, 4]},
    "historical": {"type": "boolean"},
    "reports": {"type": "integer"},
    "articles": {"type": "integer"},
    **dict.fromkeys(LISTS, LIST),
}
FILTERS: Final[dict[str, tuple[str, Schema]]] = {
    "who": ("Takes part: a code, an id of the record or a name", TEXT),
    "with": ("Takes part as well", TEXT),
    "type": ("PLOVER types; may be given again", {"type": "array", "items": KINDS["type"]}),
    "status": ("Outcomes; may be given again", {"type": "array", "items": KINDS["outcome"]}),
    "since": ("Not before this day, month or year", TEXT),
    "until": ("Not after this day, month or year", TEXT),
    "place": ("A place's name or a country's code", TEXT),
    "source": ("The source of the article", TEXT),
    "words": ("Words that the sentence holds, all of them", TEXT),
    "sort": ("The order", {"type": "string", "enum": list(SORTS)}),
    "page": ("The page, of 1000 rows each", {"type": "integer", "minimum": 1}),
}


def describe_twins() -> Schema:
    """Describe every address that answers in JSON."""
    deed = {"$ref": "#/components/schemas/Deed"}
    deeds = {"type": "array", "items": deed}
    event = {"$ref": "#/components/schemas/Event"}
    events = {"type": "array", "items": event}
    objects: Schema = {"type": "array", "items": {"type": "object"}}
    filters = [
        _asked(name, told, schema)
        for name, (told, schema) in FILTERS.items()
        if name not in {"sort", "page"}
    ]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Communiqué: a record of who did what to whom",
            "version": __version__,
            "description": "The JSON twins of the pages. Each has a CSV twin under .csv with the "
            "same rows. Read-only but for /code, which keeps nothing.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/deeds.json": {
                "get": _get(
                    "listDeeds", "List deeds", {"made_by": TEXT, "deeds": deeds,
                    "record": {"type": "object"}, "query": {"type": "object"}, "troubles": LIST,
                    "total": {"type": "integer"}, "next": NONE_OR_TEXT},
                    [_asked(name, told, schema) for name, (told, schema) in FILTERS.items()],
                )
            },
            "/network.json": {
                "get": _get(
                    "listTies", "List the strongest ties between countries", {
                    "made_by": TEXT, "ties": objects, "one_side_only": {"type": "integer"},
                    "troubles": LIST},
                    [*filters, _asked("focus", "A country whose ties are asked for", TEXT)])
            },
            "/map.json": {
                "get": _get(
                    "listPlaces", "List places and countries", {
                    "made_by": TEXT, "places": objects, "without_place": {"type": "integer"},
                    "troubles": LIST}, filters)
            },
            "/actor/{name}.json": {
                "get": _get("getActor", "A country, a body or a person", {
                    "party": {"type": "object"}, "summary": TEXT, "total": {"type": "integer"},
                    "partners": objects, "members": objects, "kinds": objects,
                    "sayings": objects, "deeds": deeds}, [_step("name")])
            },
            "/dyad/{one}/{other}.json": {
                "get": _get("getDyad", "Two parties, with a brief on them", {
                    "parties": objects, "summary": TEXT, "brief": objects,
                    "claims": objects, "deeds": deeds},
                    [_step("one"), _step("other"), _asked("on", "The day to write as of", TEXT)])
            },
            "/article/{name}.json": {
                "get": _get("getArticle", "An article with its events", {
                    "article": {"type": "object"}, "events": events, "deeds": deeds},
                    [_step("name")])
            },
            "/occurrence/{name}.json": {
                "get": _get("getOccurrence", "A deed with all its reports", {
                    "life": objects, "reports": events, "deeds": deeds}, [_step("name")])
            },
            "/calendar.json": {
                "get": _get("getCalendar", "What is planned", {
                    "on": DAY, "ahead": deeds, "undated": deeds, "overdue": deeds},
                    [_asked("on", "The day to look ahead from", TEXT)])
            },
            "/code": {
                "post": {
                    "operationId": "codeReport",
                    "summary": "Code a report; it is kept nowhere",
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {"schema": {
                                "type": "object", "required": ["text"],
                                "properties": {"text": TEXT, "title": TEXT, "published": TEXT}}},
                            "text/plain": {"schema": TEXT},
                        },
                    },
                    "responses": _answers(
                        {"published": DAY, "doubts": LIST, "events": events}, "400", "413", "422"
                    ),
                }
            },
        },
        "components": {
            "schemas": {
                "Deed": {
                    "type": "object",
                    "properties": {name: KINDS.get(name, NONE_OR_TEXT) for name in COLUMNS},
                    "required": list(COLUMNS),
                },
                "Event": {
                    "type": "object",
                    "description": "One act as one article reports it, with the character offsets "
                    "of the words behind each field; as `communique read` writes it",
                    "required": ["id", "event", "actors", "recipients", "date", "status",
                                 "evidence"],
                },
                "Error": {"type": "object", "properties": {"error": TEXT}, "required": ["error"]},
            }
        },
    }  # fmt: skip


def _get(name: str, summary: str, fields: Schema, parameters: list[Schema]) -> Schema:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": _answers(fields, "404", "503"),
    }


def _answers(fields: Schema, *failures: str) -> Schema:
    told = {"400": "What was given cannot be read", "404": "There is no such thing on record",
            "413": "It is too long", "422": "It is no report in English",
            "503": "The record is being written to; try again"}  # fmt: skip
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    schema = {"type": "object", "properties": fields, "required": list(fields)}
    return {
        "200": {"description": "Found", "content": {"application/json": {"schema": schema}}},
        **{code: {"description": told[code], "content": error} for code in failures},
    }


def _step(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": TEXT}


def _asked(name: str, told: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "required": False, "description": told, "schema": schema}
