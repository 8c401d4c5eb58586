"""The OpenAPI 3.1 document, made from the shapes and the table of operations below."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from tracker.domain import Kind, Status
from tracker.web.api import shapes

Schema = dict[str, Any]

DAY: Schema = {"type": "string", "format": "date"}
WORDS: Schema = {"type": "string"}
MANY: Schema = {"type": "array", "items": {"type": "string"}}

FILTER: tuple[tuple[str, Schema, str], ...] = (
    ("leader", MANY, "Person keys, such as vladimir-putin; any of them"),
    ("venue", MANY, "Venue keys, such as hamburg-de"),
    ("country", MANY, "ISO 3166-1 alpha-2 codes of parties or venue"),
    ("series", MANY, "Series keys, such as G20"),
    ("kind", {"type": "array", "items": {"enum": [kind.value for kind in Kind]}}, "Kinds"),
    ("status", {"type": "array", "items": {"enum": [status.value for status in Status]}}, "Statuses"),
    ("from", DAY, "Events whose window reaches this day or later"),
    ("to", DAY, "Events whose window begins on this day or earlier"),
    ("q", WORDS, "Words of title, people, place and series"),
    ("as_known_on", DAY, "The calendar as it was believed on this day"),
    ("changed_since", DAY, "Only events that changed since this day"),
)


def _limit(most: int, usual: int) -> tuple[str, Schema, str]:
    return ("limit", {"type": "integer", "minimum": 1, "maximum": most, "default": usual}, "Rows on a page")


CURSOR = ("cursor", WORDS, "next_cursor of the page before")
SORTS = ["start", "title", "status", "venue", "updated"]
SORT = ("sort", {"enum": [*SORTS, *(f"-{name}" for name in SORTS)], "default": "start"}, "Column; a minus sign in front turns the order")
PREFIX = ("prefix", WORDS, "Beginning of a word of the label")
UNIT = ("unit", {"enum": ["day", "week", "month", "year"], "default": "month"}, "Length of a bucket")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its path, what it answers, and its query parameters."""

    path: str
    name: str
    summary: str
    shape: type[BaseModel]
    parameters: tuple[tuple[str, Schema, str], ...] = ()
    takes: type[BaseModel] | None = None


OPERATIONS = (
    Operation("/events", "listEvents", "Events under a filter", shapes.Events, (*FILTER, _limit(1000, 100), CURSOR, SORT)),
    Operation(
        "/events/{uid}", "getEvent", "One event with mentions and history", shapes.WholeEvent, (("as_known_on", DAY, FILTER[-2][2]),)
    ),
    Operation("/leaders", "listLeaders", "Leaders with counts", shapes.Leaders, (*FILTER, PREFIX, _limit(100, 20))),
    Operation("/venues", "listVenues", "Venues with counts", shapes.Venues, (*FILTER, PREFIX, _limit(100, 20))),
    Operation("/countries", "listCountries", "Countries with counts", shapes.Countries, (*FILTER, PREFIX, _limit(100, 20))),
    Operation("/series", "listSeries", "Summit series with counts", shapes.AllSeries, (*FILTER, PREFIX, _limit(100, 20))),
    Operation(
        "/counterparts",
        "listCounterparts",
        "Who takes part beside the filter's leaders",
        shapes.Counterparts,
        (*FILTER, _limit(100, 20)),
    ),
    Operation(
        "/changes",
        "listChanges",
        "What became known between two days",
        shapes.Changes,
        (*FILTER, ("since", DAY, "First day; 30 days before until"), ("until", DAY, "Last day; today"), _limit(1000, 100), CURSOR),
    ),
    Operation("/density", "density", "How many events begin in each bucket of time", shapes.Density, (*FILTER, UNIT)),
    Operation("/mine", "mine", "Mine a text; nothing is stored", shapes.Mined, takes=shapes.MineRequest),
)


@functools.lru_cache(maxsize=8)
def document(base_url: str) -> Schema:
    """Give the whole document for a tracker that is reached at ``base_url``."""
    models: list[type[BaseModel]] = [*(operation.shape for operation in OPERATIONS), shapes.MineRequest, shapes.Problem]
    modes: list[tuple[type[BaseModel], Literal["serialization"]]] = [(model, "serialization") for model in models]
    _, schemas = models_json_schema(modes, ref_template="#/components/schemas/{model}")
    paths: dict[str, Schema] = {}
    for operation in OPERATIONS:
        paths[operation.path] = {"post" if operation.takes else "get": _described(operation)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Diplomatic event tracker",
            "version": "1",
            "summary": "Planned diplomatic meetings, who says so, and what was believed when.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": f"{base_url}/api/v1"}],
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _described(operation: Operation) -> Schema:
    answers = {"200": {"description": operation.summary, "content": _content(operation.shape)}}
    for status, words in _failures(operation).items():
        answers[status] = {"description": words, "content": _content(shapes.Problem, "application/problem+json")}
    described: Schema = {"operationId": operation.name, "summary": operation.summary, "responses": answers}
    parameters = [_parameter(*parameter) for parameter in operation.parameters]
    if "{uid}" in operation.path:
        parameters.insert(0, {"name": "uid", "in": "path", "required": True, "schema": WORDS, "description": "The event's uid"})
    if parameters:
        described["parameters"] = parameters
    if operation.takes:
        described["requestBody"] = {"required": True, "content": _content(operation.takes)}
    else:
        answers["304"] = {"description": "Not modified since the ETag in If-None-Match"}
    return described


def _failures(operation: Operation) -> dict[str, str]:
    if operation.takes:
        return {"400": "The body is no JSON", "413": "The text is too long", "422": "The body is no article, or has no date"}
    bad = {"400": "A parameter cannot be read"}
    return bad | {"404": "There is no such event"} if "{uid}" in operation.path else bad


def _parameter(name: str, schema: Schema, words: str) -> Schema:
    shape: Schema = {"name": name, "in": "query", "required": False, "schema": schema, "description": words}
    return shape | ({"style": "form", "explode": True} if schema.get("type") == "array" else {})


def _content(shape: type[BaseModel], media_type: str = "application/json") -> Schema:
    return {media_type: {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}
