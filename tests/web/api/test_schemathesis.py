"""Every operation of the OpenAPI document, with generated parameters: no server error, and answers as the document says."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from tracker.web.api.document import OPERATIONS, document

CHECKS = (
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda item: item.name)
def test_generated_requests_are_answered_as_described(app, operation):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    cases = described[operation.path]["POST" if operation.takes else "GET"].as_strategy()

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def check(case):
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    check()


def test_the_document_covers_every_route(app):
    routes = {rule.rule.removeprefix("/api/v1") for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    described = {path.replace("{uid}", "<uid>") for path in document("")["paths"]}
    names = "/<any(leaders, venues, countries, series):names>"
    assert routes - {"/", "/openapi.json", names} == described - {"/leaders", "/venues", "/countries", "/series"}
